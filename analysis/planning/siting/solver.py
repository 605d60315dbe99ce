"""Mixed-integer programmes, solved by HiGHS: the one module that knows the solver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_LARGEST_COST = 2.0**20
"""Objectives with larger coefficients are scaled down to it, by a power of two."""
_ABS_GAP = 1e-6
_MIP_CALLBACKS = (
    highspy.cb.HighsCallbackType.kCallbackMipInterrupt,
    highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution,
)
_LP_CALLBACKS = (
    highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt,
    highspy.cb.HighsCallbackType.kCallbackIpmInterrupt,
)
_ASKED_EVERY_S = 0.2
_STATUS = highspy.HighsModelStatus


class SolverError(RuntimeError):
    """The solver could not take the programme or failed on it."""


class Outcome(StrEnum):
    """How a search ended."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NOTHING_FOUND = "nothing_found"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands: seconds since it began, the best plan so far, the proven bound."""

    seconds: float
    incumbent: float | None
    bound: float | None


Watch = Callable[[Progress], bool]
"""Is told the progress now and then; False ends the search, which keeps its incumbent."""
Tell = Callable[[float | None, float | None], bool]


class Clock:
    """The time a search may take, and who watches it; one for all programmes of the search.

    ``cancelled``: the watcher, or that of the search this one is part of, said no.
    """

    def __init__(self, limit_s: float | None = None, watch: Watch | None = None) -> None:
        self._began = perf_counter()
        self._limit_s = np.inf if limit_s is None else limit_s
        self._watch = watch
        self.cancelled = False

    @property
    def seconds(self) -> float:
        """Seconds since the search began."""
        return perf_counter() - self._began

    @property
    def left_s(self) -> float:
        """Seconds that are left: inf without a limit, never below zero."""
        return 0.0 if self.cancelled else max(0.0, self._limit_s - self.seconds)

    @property
    def over(self) -> bool:
        """Whether the search must end."""
        return self.left_s <= 0

    def part(self, limit_s: float, told: tuple[float | None, float | None] | None = None) -> Clock:
        """A clock for a part of the search: the same watcher, no more than ``limit_s``.

        ``told``: what the watcher hears instead of the part's own incumbent and bound.
        """

        def hear(progress: Progress) -> bool:
            return self.tell(*(told or (progress.incumbent, progress.bound)))

        part = Clock(limit_s, hear)
        part.cancelled = self.cancelled
        return part

    def tell(self, incumbent: float | None, bound: float | None) -> bool:
        """Whether to go on, as the watcher says; once it said no, never again."""
        if self._watch is not None and not self.cancelled:
            self.cancelled = not self._watch(Progress(self.seconds, incumbent, bound))
        return not self.cancelled


@dataclass(frozen=True, eq=False)
class Programme:
    """Minimise (or maximise) cost · x with low ≤ rows · x ≤ high, 0 ≤ x ≤ upper.

    ``whole``: which x must be whole numbers. ``low`` may be −inf, ``high`` inf.
    """

    cost: Floats
    upper: Floats
    whole: Flags
    rows: sparse.csr_array
    low: Floats
    high: Floats
    maximise: bool = False
    lower: Floats | None = None


@dataclass(frozen=True, eq=False)
class Solved:
    """How it ended; ``x`` is None without a plan, ``bound`` None when nothing is proven."""

    outcome: Outcome
    x: Floats | None = None
    bound: float | None = None


def solve(
    programme: Programme,
    clock: Clock,
    *,
    start: Floats | None = None,
    target: float | None = None,
    cutoff: float | None = None,
    tell: Tell | None = None,
) -> Solved:
    """The best x within the time that is left; proven when the outcome is OPTIMAL.

    ``start``: an x to begin from, not used if it breaks a row. ``target``: stop at any x this good
    (FEASIBLE then). ``cutoff``: only an x no dearer is wanted (INFEASIBLE if there is none; when
    minimising). ``tell`` takes incumbent and bound in place of the clock's own watcher.
    Raises SolverError.
    """
    scale = _scale(programme.cost)
    if not len(programme.cost):
        return _without_columns(programme)
    if start is not None and not _keeps_rows(programme, start):
        start = None
    if clock.over:
        return _or_start(Solved(Outcome.NOTHING_FOUND), start)
    wanted = {} if target is None else {"objective_target": target / scale}
    if cutoff is not None:
        wanted["objective_bound"] = cutoff / scale
    hear = tell or clock.tell
    try:
        highs = _ran(programme, clock, hear, start, **wanted)
    except SolverError:
        if clock.over:
            return _or_start(Solved(Outcome.NOTHING_FOUND), start)
        # Once more from the beginning, another way: seldom is it the programme.
        highs = _ran(programme, clock, hear, None, **wanted, random_seed=1)
    return _or_start(_solved(highs, scale), start)


def _ran(asked: Programme, clock: Clock, tell: Tell, start: Floats | None, **wanted: Any) -> Any:
    """HiGHS after its run with the options wanted. Raises SolverError where it failed."""
    scale = _scale(asked.cost)
    highs = _loaded(asked, scale, clock.left_s)
    for name, value in wanted.items():
        highs.setOptionValue(name, value)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = list(start)
        highs.setSolution(solution)
    _listen(highs, tell, scale)
    if highs.run() == highspy.HighsStatus.kError:
        raise SolverError(f"HiGHS failed: {highs.modelStatusToString(highs.getModelStatus())}")
    return highs


def _or_start(solved: Solved, start: Floats | None) -> Solved:
    """What was found, or the start where the time ended before the solver had taken it up."""
    if solved.outcome is not Outcome.NOTHING_FOUND or start is None:
        return solved
    return Solved(Outcome.FEASIBLE, start, solved.bound)


def _keeps_rows(programme: Programme, x: Floats) -> bool:
    values = programme.rows @ x
    slack = _ABS_GAP * np.maximum(1.0, np.abs(values))
    return bool(((values >= programme.low - slack) & (values <= programme.high + slack)).all())


def _scale(cost: Floats) -> float:
    largest = float(np.abs(cost).max(initial=0.0))
    if not np.isfinite(largest):
        raise SolverError("a coefficient of the objective is not finite")
    return float(2.0 ** np.ceil(np.log2(largest / _LARGEST_COST))) if largest > _LARGEST_COST else 1


def _loaded(programme: Programme, scale: float, limit_s: float) -> Any:
    highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        # Proven means proven: not HiGHS's usual 0.01 %.
        "mip_rel_gap": 0.0,
        "mip_abs_gap": _ABS_GAP,
        # Of costs of tens of millions its usual 1e-6 is more than a yuan.
        "mip_feasibility_tolerance": 1e-8,
        "time_limit": float(limit_s),
    }
    for name, value in options.items():
        highs.setOptionValue(name, value)
    rows = sparse.csr_array(programme.rows)
    count = len(programme.cost)
    sense = highspy.ObjSense.kMaximize if programme.maximise else highspy.ObjSense.kMinimize
    lower = np.zeros(count) if programme.lower is None else programme.lower
    status = highs.passModel(
        count,
        rows.shape[0],
        rows.nnz,
        int(highspy.MatrixFormat.kRowwise),
        int(sense),
        0.0,
        programme.cost / scale,
        lower,
        programme.upper,
        programme.low,
        programme.high,
        rows.indptr.astype(np.int32),
        rows.indices.astype(np.int32),
        rows.data.astype(np.float64),
        programme.whole.astype(np.int32),
    )
    if status == highspy.HighsStatus.kError:
        raise SolverError("HiGHS does not take the programme")
    return highs


def interrupted_by(highs: Any, going_on: Callable[[], bool]) -> None:
    """A linear programme of HiGHS ends (kInterrupt) as soon as it is not to go on."""
    asked_s = perf_counter()

    def hear(_kind: Any, _said: str, _out: Any, back: Any, _user: object) -> None:
        nonlocal asked_s
        if perf_counter() - asked_s > _ASKED_EVERY_S:
            back.user_interrupt = not going_on()
            asked_s = perf_counter()

    highs.setCallback(hear, None)
    for kind in _LP_CALLBACKS:
        highs.startCallback(kind)


def _listen(highs: Any, tell: Tell, scale: float) -> None:
    infinite = highs.getInfinity()

    def known(value: float) -> float | None:
        return None if abs(value) >= infinite else value * scale

    def hear(kind: Any, _said: str, out: Any, back: Any, _user: object) -> None:
        going_on = tell(known(out.mip_primal_bound), known(out.mip_dual_bound))
        if kind == _MIP_CALLBACKS[0] and not going_on:
            back.user_interrupt = True

    highs.setCallback(hear, None)
    for kind in _MIP_CALLBACKS:
        highs.startCallback(kind)


def _solved(highs: Any, scale: float) -> Solved:
    status, info = highs.getModelStatus(), highs.getInfo()
    if status in (_STATUS.kInfeasible, _STATUS.kUnboundedOrInfeasible):
        return Solved(Outcome.INFEASIBLE)
    ended = (_STATUS.kTimeLimit, _STATUS.kInterrupt, _STATUS.kObjectiveTarget)
    if status not in (_STATUS.kOptimal, *ended):
        raise SolverError(f"HiGHS ended with: {highs.modelStatusToString(status)}")
    found = info.primal_solution_status == int(highspy.SolutionStatus.kSolutionStatusFeasible)
    x = np.array(highs.getSolution().col_value) if found else None
    dual = info.objective_function_value if status == _STATUS.kOptimal else info.mip_dual_bound
    bound = float(dual) * scale if np.isfinite(dual) and abs(dual) < 1e29 else None
    if status == _STATUS.kOptimal:
        return Solved(Outcome.OPTIMAL, x, bound)
    return Solved(Outcome.NOTHING_FOUND if x is None else Outcome.FEASIBLE, x, bound)


def _without_columns(programme: Programme) -> Solved:
    """Nothing to decide: the rows hold or they don't."""
    holds = ((programme.low <= 0) & (programme.high >= 0)).all()
    return Solved(Outcome.OPTIMAL, np.empty(0), 0.0) if holds else Solved(Outcome.INFEASIBLE)

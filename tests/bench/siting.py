"""Siting beside spopt with its default CBC and with HiGHS: time to the proven optimum."""

from __future__ import annotations

import os
import resource
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.median_cases import Costs, network
from tests.planning.siting.small_problems import problem_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pulp
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

NODES = tuple(int(n) for n in os.environ.get("BENCH_SITING_NODES", "100,400,900").split(","))
LIMIT_S = float(os.environ.get("BENCH_SITING_LIMIT_S", "60"))
# spopt writes n² columns for these two: the building alone takes minutes at 400.
PEER_NODES = {Objective.P_MEDIAN: 100, Objective.P_CENTER: 100}
SEED, NEARER = 11, 0.7
PEERS: tuple[tuple[str, Callable[[], pulp.LpSolver]], ...] = (
    ("CBC", lambda: pulp.PULP_CBC_CMD(msg=False, timeLimit=LIMIT_S)),
    ("HiGHS", lambda: pulp.HiGHS(msg=False, timeLimit=LIMIT_S)),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A table of minutes, persons, and what is asked."""

    kind: str
    minutes: Costs
    persons: Costs
    request: SitingRequest

    def __str__(self) -> str:
        asked = self.request
        limits = [f"p = {asked.p}"] if asked.p is not None else []
        limits += [f"within {asked.cutoff_min:.4g}"] if asked.cutoff_min is not None else []
        return f"{asked.objective}, {self.kind}, n = {len(self.minutes)}, {', '.join(limits)}"


def measure() -> Iterator[str]:
    """A line for each case and peer; the run stops when a peer proves another optimum."""
    ratios: dict[str, list[float]] = {name: [] for name, _ in PEERS}
    unfinished = {name: 0 for name, _ in PEERS}
    for nodes in NODES:
        for kind, minutes in _tables(nodes):
            for case in _cases(kind, minutes):
                took_s, (value, proven) = _spent(lambda c=case: _ours(c))
                yield f"{case}: {took_s:.2f} s, {'proven' if proven else 'NOT proven'}"
                if nodes > PEER_NODES.get(case.request.objective, nodes):
                    continue
                for name, solver in PEERS:
                    peer_s, theirs = _spent(lambda c=case, s=solver: _spopt(c, s()))
                    if theirs is None:
                        unfinished[name] += 1
                        if proven:
                            ratios[name].append(peer_s / took_s)
                        yield f"  spopt, {name}: not proven in {LIMIT_S:g} s ({peer_s:.2f} s)"
                        continue
                    if proven and not np.isclose(theirs, value, rtol=1e-5, atol=1e-4):
                        raise AssertionError(f"{case}: {name} finds {theirs}, not {value}")
                    ratios[name].append(peer_s / took_s)
                    yield f"  spopt, {name}: {peer_s:.2f} s = {ratios[name][-1]:.1f} x"
    for name, times in ratios.items():
        if times:
            yield (
                f"siting, spopt with {name}: {median(times):.1f} x our processor time in the median"
                f" of {len(times)} ({min(times):.1f} at least); {unfinished[name]} not proven,"
                " counted with the time they had"
            )


def _tables(nodes: int) -> Iterator[tuple[str, Costs]]:
    here = np.random.default_rng(SEED).uniform(0, 100, (nodes, 2))
    yield "plane", np.asarray(np.hypot(*(here[:, None] - here[None]).transpose(2, 0, 1)))
    yield "network", network(nodes, SEED)


def _cases(kind: str, minutes: Costs) -> Iterator[Case]:
    """The four models for few, some and many sites; cutoffs from what p sites can reach."""
    nodes = len(minutes)
    persons = np.random.default_rng(SEED).integers(1, 500, nodes).astype(float)
    for p in (5, nodes // 10, nodes // 3):
        yield Case(kind, minutes, persons, SitingRequest(Objective.P_MEDIAN, p=p, **_LIMIT))
        center = SitingRequest(Objective.P_CENTER, p=p, **_LIMIT)
        yield Case(kind, minutes, persons, center)
        worst = choose_sites(problem_of(minutes, persons), center, look_for_ties=False).objective
        if worst is None:
            continue
        near = SitingRequest(Objective.MCLP, p=p, cutoff_min=NEARER * worst, **_LIMIT)
        yield Case(kind, minutes, persons, near)
        lscp = SitingRequest(Objective.LSCP, cutoff_min=worst * (1 + 1e-9), **_LIMIT)
        yield Case(kind, minutes, persons, lscp)


_LIMIT = {"time_limit_s": LIMIT_S}


def _ours(case: Case) -> tuple[float | None, bool]:
    problem = problem_of(case.minutes, case.persons)
    plan = choose_sites(problem, case.request, look_for_ties=False)
    return plan.objective, plan.status is Outcome.OPTIMAL


def _spopt(case: Case, solver: pulp.LpSolver) -> float | None:
    """spopt's optimum, None where it did not prove one in the time."""
    asked, minutes, persons = case.request, case.minutes, case.persons
    if asked.objective is Objective.P_MEDIAN:
        model = PMedian.from_cost_matrix(minutes, persons, asked.p)
    elif asked.objective is Objective.P_CENTER:
        model = PCenter.from_cost_matrix(minutes, asked.p)
    elif asked.objective is Objective.MCLP:
        model = MCLP.from_cost_matrix(minutes, persons, asked.cutoff_min, asked.p)
    else:
        model = LSCP.from_cost_matrix(minutes, asked.cutoff_min)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.solve(solver, results=False)
    except RuntimeError:
        return None
    if model.problem.sol_status != pulp.LpSolutionOptimal:
        return None
    return float(model.problem.objective.value())


def _spent(do: Callable[[], object]) -> tuple[float, object]:
    """The processor's seconds, children's too (CBC is one), and what came of it."""
    began = _processor_s()
    given = do()
    return _processor_s() - began, given


def _processor_s() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime

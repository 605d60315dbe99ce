"""Linear programmes that grow row by row, and bounds that don't rest on the solver's tolerance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.solver import SolverError, interrupted_by

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_STATUS = highspy.HighsModelStatus


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The x of least cost, a bound that holds whatever the solver's rounding, reduced costs.

    A better x can't be had with x_j away from its bound where ``bound + reduced_j`` is too dear.
    """

    x: Floats
    bound: float
    reduced: Floats


class Relaxation:
    """min cost · x, low ≤ rows · x ≤ high, lower ≤ x ≤ upper; rows can be added, bounds changed.

    Every upper bound must be finite. Solved again from where it stood (dual simplex).
    """

    def __init__(self, cost: Floats, upper: Floats) -> None:
        count = len(cost)
        self.cost, self.lower, self.upper = cost, np.zeros(count), upper.copy()
        self._blocks: list[sparse.csr_array] = [sparse.csr_array((0, count))]
        self._low: list[Floats] = [np.empty(0)]
        self._high: list[Floats] = [np.empty(0)]
        self._all = np.arange(count, dtype=np.int32)
        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            highs.setOptionValue(name, value)
        highs.addVars(count, self.lower, self.upper)
        highs.changeColsCost(count, self._all, cost)
        self._highs = highs

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(len(low) for low in self._low)

    def add(self, rows: sparse.csr_array, low: Floats, high: Floats) -> None:
        """Rows are added."""
        if not rows.shape[0]:
            return
        self._blocks.append(rows)
        self._low.append(low)
        self._high.append(high)
        self._highs.addRows(
            rows.shape[0],
            low,
            high,
            rows.nnz,
            rows.indptr[:-1].astype(np.int32),
            rows.indices.astype(np.int32),
            rows.data.astype(np.float64),
        )

    def drop(self, slack: float, keep_first: int, kept_last: int) -> None:
        """Rows farther than ``slack`` from binding go, but for the first and the last ones."""
        matrix, low, high = self._matrix()
        activity = np.array(self._highs.getSolution().row_value)
        if len(activity) != matrix.shape[0]:
            return
        loose = (activity > low + slack) & (activity < high - slack)
        loose[:keep_first] = False
        loose[len(loose) - kept_last :] = False
        going = np.flatnonzero(loose).astype(np.int32)
        if not len(going):
            return
        self._highs.deleteRows(len(going), going)
        self._blocks, self._low, self._high = [matrix[~loose]], [low[~loose]], [high[~loose]]

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """New bounds of every x."""
        changed = np.flatnonzero((lower != self.lower) | (upper != self.upper)).astype(np.int32)
        if len(changed):
            self._highs.changeColsBounds(len(changed), changed, lower[changed], upper[changed])
            self.lower, self.upper = lower.copy(), upper.copy()

    def solve(self, limit_s: float, going_on: Callable[[], bool] = lambda: True) -> Relaxed | None:
        """The least x; None: there is none. Raises TimeoutError when out of time, SolverError.

        ``going_on`` is asked now and then; False ends it as being out of time does.
        """
        highs = self._highs
        interrupted_by(highs, going_on)
        if limit_s <= 0:
            raise TimeoutError
        highs.setOptionValue("time_limit", float(highs.getRunTime() + min(limit_s, 1e7)))
        highs.run()
        status = highs.getModelStatus()
        ended = (_STATUS.kTimeLimit, _STATUS.kInterrupt)
        if status not in (_STATUS.kOptimal, _STATUS.kInfeasible, *ended):
            # Once more from the beginning: a warm start may have gone astray.
            highs.clearSolver()
            highs.run()
            status = highs.getModelStatus()
        if status == _STATUS.kInfeasible:
            return None
        if status in ended:
            raise TimeoutError
        if status != _STATUS.kOptimal:
            raise SolverError(f"HiGHS ended with: {highs.modelStatusToString(status)}")
        solution = highs.getSolution()
        bound, reduced = self._proven(np.array(solution.row_dual))
        return Relaxed(np.array(solution.col_value), bound, reduced)

    def _matrix(self) -> tuple[sparse.csr_array, Floats, Floats]:
        if len(self._blocks) > 1:
            self._blocks = [sparse.csr_array(sparse.vstack(self._blocks, format="csr"))]
            self._low = [np.concatenate(self._low)]
            self._high = [np.concatenate(self._high)]
        return self._blocks[0], self._low[0], self._high[0]

    def _proven(self, prices: Floats) -> tuple[float, Floats]:
        """What any prices of the rows prove (weak duality), and the reduced costs they leave."""
        matrix, low, high = self._matrix()
        prices = np.where((prices > 0) & np.isinf(low), 0.0, prices)
        prices = np.where((prices < 0) & np.isinf(high), 0.0, prices)
        reduced = self.cost - matrix.T @ prices
        up, down = prices > 0, prices < 0
        value = prices[up] @ low[up] + prices[down] @ high[down]
        value += np.minimum(reduced * self.lower, reduced * self.upper).sum()
        return float(value), reduced

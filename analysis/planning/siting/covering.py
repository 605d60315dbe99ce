"""Set covering: the cheapest sites that reach everybody and meet every rule.

min Σ_j c_j y_j  s.t.  Σ_{j ∈ N_i} y_j ≥ 1 for each person i, y binary; N_i the sites within reach
(Toregas, Swain, ReVelle & Bergman 1971, Operations Research 19: 1363-1373).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.coverage_sets import (
    CoverageSets,
    binding_sets,
    coverage_sets,
    pruned,
)
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.rows import Rows, add_limits
from analysis.planning.siting.solver import Clock, Outcome, Programme, solve

Floats = npt.NDArray[np.float64]


def cheapest_cover(
    instance: Instance,
    cost: Floats,
    clock: Clock,
    *,
    target: float | None = None,
    tell: Callable[[float | None, float | None], bool] | None = None,
) -> Found:
    """The sites of least ``cost`` (by site) within p, budget and rules; capacity is not looked at.

    ``target``: any plan this cheap will do.
    """
    unserved = np.flatnonzero(~instance.served_now & instance.everyone)
    sets = coverage_sets(instance, unserved, cost)
    if (sets.sizes == 0).any():
        return INFEASIBLE
    sets = binding_sets(instance, sets, cost)
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[sets.kept] = np.arange(len(sets.kept))
    rows = Rows()
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    entries = sets.matrix[:, sets.kept].tocoo()
    row, column = entries.row.astype(np.int64), entries.col.astype(np.int64)
    rows.add_many(row, column, 1.0, 1.0, np.inf, len(sets.weight))
    count = len(sets.kept)
    programme = Programme(
        cost[sets.kept], np.ones(count), np.ones(count, dtype=bool), *rows.matrix(count)
    )
    start = None
    if not instance.must_open and not instance.cuts:
        # Where it breaks another limit, the solver does not take it up.
        start = np.zeros(count)
        start[columns[greedy_cover(sets, cost)]] = 1.0
    solved = solve(programme, clock, start=start, target=target, tell=tell)
    if solved.x is None:
        return Found(solved.outcome, bound=solved.bound)
    sites = pruned(instance, sets.kept[solved.x > 0.5].tolist(), sets.matrix)
    objective = float(cost[list(sites)].sum())
    bound = objective if solved.outcome is Outcome.OPTIMAL else solved.bound
    return Found(solved.outcome, sites, objective, bound)


def greedy_cover(sets: CoverageSets, cost: Floats) -> list[int]:
    """Sites that reach every group: each time the most new groups for the cost."""
    matrix = sets.matrix[:, sets.kept].tocsc()
    left = np.ones(matrix.shape[0])
    chosen: list[int] = []
    price = np.maximum(cost[sets.kept], 1e-9)
    while left.any():
        best = int(np.argmax((matrix.T @ left) / price))
        chosen.append(int(sets.kept[best]))
        left[matrix.indices[matrix.indptr[best] : matrix.indptr[best + 1]]] = 0.0
    return chosen

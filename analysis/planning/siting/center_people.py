"""The p-center of many people: solved for some of them until the plan suits everybody.

Whoever is further from the plan than its worst time joins those who are asked: the best worst time
of some is a bound for all (Chen & Handler 1987, Naval Research Logistics 34: 775-788).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.center import solve_p_center
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.solver import Clock, Outcome

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

AT_FIRST, ADDED = 1_500, 200


def least_worst_of_all(instance: Instance, p: int, clock: Clock) -> Found:
    """The plan where p more sites are the only limit; everybody has somebody in reach."""
    count = len(instance.people)
    asked = np.linspace(0, count - 1, min(count, AT_FIRST)).astype(np.int64)
    best, bound = Found(Outcome.NOTHING_FOUND), 0.0
    while True:
        result = solve_p_center(*_table(instance, asked), p, clock)
        if result.sites is None and result.proven:
            return INFEASIBLE
        bound = max(bound, result.bound)
        if result.sites is None:
            break
        sites = tuple(int(instance.free[j]) for j in result.sites)
        nearest = instance.nearest(sites)[1]
        worst = float(nearest.max())
        if np.isfinite(worst) and (best.objective is None or worst < best.objective):
            best = Found(Outcome.FEASIBLE, sites, worst)
        if not result.proven or worst <= result.worst:
            break
        beyond = np.flatnonzero(nearest > result.worst)
        # The furthest, and some of the rest, who may live elsewhere.
        order = beyond[np.argsort(-nearest[beyond], kind="stable")]
        spread = np.linspace(0, len(order) - 1, min(len(order), ADDED)).astype(np.int64)
        asked = np.union1d(asked, order[spread])
    if best.objective is None:
        return Found(Outcome.NOTHING_FOUND, bound=bound)
    bound = min(bound, best.objective)
    outcome = Outcome.OPTIMAL if bound == best.objective else Outcome.FEASIBLE
    return Found(outcome, best.sites, best.objective, bound)


def _table(instance: Instance, asked: Places) -> tuple[Floats, Floats]:
    """Minutes of these people to the free sites, and to the nearest that is open; inf: none."""
    row_of = np.full(len(instance.people), -1, dtype=np.int64)
    row_of[asked] = np.arange(len(asked))
    kept = row_of[instance.row] >= 0
    table = np.full((len(asked), instance.sites), np.inf)
    table[row_of[instance.row[kept]], instance.site[kept]] = instance.minutes[kept]
    base = table[:, instance.open_now].min(axis=1, initial=np.inf)
    return np.ascontiguousarray(table[:, instance.free]), base

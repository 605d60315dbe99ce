"""p-median: the least total travel time, Σ_i persons_i × minutes to the nearest open site."""

from __future__ import annotations

import numpy as np

from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.median import solve_p_median
from analysis.planning.siting.median_search import Cancelled
from analysis.planning.siting.p_median_mip import least_time_mip
from analysis.planning.siting.rows import merged
from analysis.planning.siting.solver import Clock, Outcome

_MANY_PEOPLE, _MANY_PAIRS = 5, 300_000
"""With so many people for a site, and so many pairs, cuts on the sites alone prove it sooner:
20 000 × 200, p = 10 in 10 s of the processor, where the table left 0.2 % open after 40 s."""


def least_total_time(instance: Instance, clock: Clock) -> Found:
    """The sites with the least Σ weighted persons × minutes; everybody must have one in reach.

    The solver of its own where p is the only limit and people are not many times the sites; else
    one programme, or cuts on the sites alone.
    """
    if instance.p_left is None or not instance.only_p or instance.capacitated:
        return least_time_mip(instance, clock)
    if instance.p_left >= 0 and _many_people(instance):
        return least_time_mip(instance, clock)
    if instance.p_left < 0 or (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    if not len(instance.people):
        return Found(Outcome.OPTIMAL, (), 0.0, 0.0)
    groups = merged(instance, range(len(instance.people)), by_minutes=True)
    group_of = np.empty(len(instance.people), dtype=np.int64)
    for k, group in enumerate(groups):
        group_of[group] = k
    first = np.array([group[0] for group in groups])
    weight = np.bincount(group_of, weights=instance.weight)
    kept = np.isin(instance.row, first)
    row = group_of[instance.row[kept]]
    cost = np.full((len(groups), instance.sites), np.inf)
    cost[row, instance.site[kept]] = weight[row] * instance.minutes[kept]

    def tell(incumbent: float, bound: float) -> None:
        known = incumbent if np.isfinite(incumbent) else None
        if not clock.tell(known, bound if np.isfinite(bound) else None):
            raise Cancelled

    p = min(instance.p_left, len(instance.free))
    limit_s = None if np.isinf(clock.left_s) else clock.left_s
    result = solve_p_median(cost, p, instance.open_now, limit_s, tell)
    if result.status == "infeasible":
        return INFEASIBLE
    bound = result.bound if np.isfinite(result.bound) else None
    if not np.isfinite(result.objective):
        return Found(Outcome.NOTHING_FOUND, bound=bound)
    to, minutes = instance.nearest(result.open)
    used = np.unique(to)
    sites = tuple(int(j) for j in used if not instance.open_now[j])
    objective = float(instance.weight @ minutes)
    if result.status == "optimal":
        return Found(Outcome.OPTIMAL, sites, objective, objective)
    return Found(Outcome.FEASIBLE, sites, objective, bound)


def _many_people(instance: Instance) -> bool:
    people, sites = len(instance.people), len(instance.free)
    return people >= _MANY_PEOPLE * max(sites, 1) and len(instance.row) > _MANY_PAIRS

"""What is left of a p-median as one small programme: the radius formulation.

García, Labbé & Marín 2011 (INFORMS Journal on Computing 23, 546-556), on the ideas of Cornuéjols,
Nemhauser & Wolsey 1980: with D_i1 < D_i2 < … the distinct costs of person i and z_ik = 1 when no
site of cost below D_ik is open for them,

    min Σ_i D_i1 + Σ_i Σ_k (D_ik − D_i,k−1) z_ik
    z_ik + Σ_{j: d_ij = D_i,k−1} x_j ≥ z_i,k−1   (z_i1 = 1),   Σ_j x_j = p

Only a few levels beyond the price λ_i enter at first: cutting a person's costs off at any level
lowers no plan below its bound, and the bound of λ holds all the same. Whose cost was cut off in the
answer gets more levels, until none was or the answer is no better than the best plan.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analysis.planning.siting.median_bound import Part
from analysis.planning.siting.median_search import Cancelled, OutOfTime, Search
from analysis.planning.siting.median_start import Costs
from analysis.planning.siting.solver import (
    Clock,
    Outcome,
    Programme,
    Solved,
    SolverError,
    solve,
)

# Levels beyond the price that a person begins with.
FIRST_LEVELS = 3


def settled_by_programme(part: Part, search: Search) -> bool:
    """Whether the search's best plan is now the best of the part, within HiGHS's tolerances.

    False when HiGHS gave up. Raises what ``search.check`` raises.
    """
    levels = (part.d < part.prices).sum(axis=0) + FIRST_LEVELS
    by_cost = np.vstack([np.sort(part.d, axis=0), part.c])
    everyone = np.arange(len(part.c))
    while True:
        levels = np.minimum(levels, len(part.sites))
        caps = np.minimum(part.c, by_cost[levels, everyone])
        programme, least = radius_programme(part, caps)
        solved = _solved(programme, least, search)
        if solved is None:
            return False
        search.by_programme = True
        if solved.outcome is Outcome.INFEASIBLE:
            return True
        if solved.outcome is not Outcome.OPTIMAL or solved.x is None or solved.bound is None:
            return False
        chosen = np.flatnonzero(solved.x[: len(part.sites)] > 0.5)
        search.offer((*part.opened, *part.sites[chosen]))
        cut_off = np.minimum(part.d[chosen].min(axis=0), part.c) > caps
        if solved.bound + least > search.target or not cut_off.any():
            return True
        levels = np.where(cut_off, 2 * levels, levels)


def radius_programme(part: Part, caps: Costs) -> tuple[Programme, float]:
    """The programme over the part's sites, and what its objective leaves out (settled, Σ D_i1)."""
    sites = len(part.sites)
    least = part.settled
    cost, low = [0.0] * sites, list[float]()
    heads, columns, signs = list[int](), list[int](), list[float]()
    for i, cap in enumerate(caps):
        near = np.flatnonzero(part.d[:, i] < cap)
        values, level_of = np.unique(np.append(part.d[near, i], cap), return_inverse=True)
        least += float(values[0])
        for k in range(1, len(values)):
            opening = near[level_of[:-1] == k - 1].tolist()
            here = len(cost)
            cost.append(float(values[k] - values[k - 1]))
            before = [here - 1] if k > 1 else []
            columns += [*opening, here, *before]
            signs += [1.0] * (len(opening) + 1) + [-1.0] * len(before)
            heads += [len(low)] * (len(opening) + 1 + len(before))
            low.append(0.0 if before else 1.0)
    columns += range(sites)
    signs += [1.0] * sites
    heads += [len(low)] * sites
    low.append(float(part.left))
    count = len(cost)
    upper, high = np.ones(count), np.full(len(low), np.inf)
    high[-1] = part.left
    whole = np.arange(count) < sites
    rows = sparse.csr_array((signs, (heads, columns)), shape=(len(low), count))
    return Programme(np.array(cost), upper, whole, rows, np.array(low), high), least


def _solved(programme: Programme, least: float, search: Search) -> Solved | None:
    """What HiGHS says of plans better than the best one; None when it gave up."""
    stopped: list[Exception] = []

    def tell(_incumbent: float | None, bound: float | None) -> bool:
        if bound is not None:
            search.lower = max(search.lower, min(bound + least, search.upper))
        try:
            search.check()
        except (Cancelled, OutOfTime) as stop:
            stopped.append(stop)
        return not stopped

    # Half a unit below, where costs are whole, leaves room for HiGHS's tolerances.
    cutoff = search.upper - 0.5 if search.counts_whole else search.target
    try:
        solved = solve(programme, Clock(search.left_s), tell=tell, cutoff=cutoff - least)
    except SolverError:
        return None
    if stopped:
        raise stopped[0]
    search.check()
    return solved

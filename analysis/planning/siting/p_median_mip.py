"""The p-median as one programme: where capacity, a budget, rules or a closed site enter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.planning.siting import capacitated
from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.branch_and_cut import least_projected
from analysis.planning.siting.exchanges import LimitRows
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.projected import Times
from analysis.planning.siting.rows import Rows, add_limits, merged
from analysis.planning.siting.solver import Clock, Outcome

_MOST_PAIRS = 2_000
"""With more pairs, cuts on the sites alone are quicker than one programme with all pairs."""
_BUNDLES = 200
_GUESSES = (0.4, 1.0)
"""Shares of the gap at which plans are looked for in turn."""

Places = npt.NDArray[np.int64]


def least_time_mip(instance: Instance, clock: Clock) -> Found:
    """The sites with the least Σ weighted persons × minutes, everybody served."""
    if not instance.capacitated:
        # Who has an existing site would never go farther.
        nearest_now = instance.nearest(())[1][instance.row]
        instance = instance.of_pairs(
            (instance.minutes < nearest_now) | instance.open_now[instance.site]
        )
        if len(instance.people) and len(instance.row) > _MOST_PAIRS and not instance.blocks:
            return projected_time(instance, clock)
    elif capacitated.fits(instance) and not instance.blocks:
        return _within_capacity(instance, clock)
    value = instance.weight[instance.row] * instance.minutes
    start = None if instance.capacitated or instance.rules or instance.cuts else greedy(instance)
    return best_assignment(instance, np.zeros(instance.sites), value, clock, start=start)


def _within_capacity(instance: Instance, clock: Clock) -> Found:
    """With p and capacities alone: one programme of the pairs that the bound leaves possible."""
    if (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    known = capacitated.bounded(instance, clock)
    value = instance.weight[instance.row] * instance.minutes
    nothing = np.zeros(instance.sites)
    if known.assigned is None:
        return best_assignment(instance, nothing, value, clock)
    sites = tuple(int(j) for j in np.unique(known.assigned))
    best = Found(Outcome.OPTIMAL, sites, known.value, known.value, known.assigned)
    proven = known.bound
    for share in _GUESSES:
        # Every plan up to the guess is among the pairs left; the fewer, the sooner it is known.
        guess = known.bound + share * (known.target - known.bound)
        kept = known.least[instance.row, instance.site] <= guess
        if proven > known.target or not kept.any():
            continue
        kept |= _of(best)[instance.row] == instance.site
        least, incumbent = proven, best.objective

        def tell(
            value: float | None,
            bound: float | None,
            least: float = least,
            guess: float = guess,
            incumbent: float | None = incumbent,
        ) -> bool:
            said = least if bound is None else max(least, min(bound, guess))
            return clock.tell(incumbent if value is None else value, said)

        found = best_assignment(
            instance.of_pairs(kept),
            nothing,
            value[kept],
            clock,
            start=best.sites,
            start_assigned=_of(best),
            tell=tell,
        )
        if found.objective is not None and found.objective < (best.objective or np.inf):
            best = found
        if found.outcome is not Outcome.OPTIMAL:
            bound = min(max(proven, min(found.bound or proven, guess)), best.objective or np.inf)
            return replace(best, outcome=Outcome.FEASIBLE, bound=bound)
        proven = max(proven, guess)
        if (found.objective or 0.0) <= guess:
            break
    return replace(best, outcome=Outcome.OPTIMAL, bound=best.objective)


def _of(found: Found) -> Places:
    """Who goes where, of a plan with capacities."""
    if found.assigned is None:
        raise ValueError("a plan without an assignment")
    return found.assigned


def projected_time(instance: Instance, clock: Clock) -> Found:
    """The same by cuts on the sites alone."""
    if (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    free = instance.free
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[free] = np.arange(len(free))
    rows = Rows()
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    groups = merged(instance, range(len(instance.people)), by_minutes=True)
    first = np.array([group[0] for group in groups], dtype=np.int64)
    group_of = np.empty(len(instance.people), dtype=np.int64)
    group_of[np.concatenate(groups)] = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    weight = np.bincount(group_of, weights=instance.weight)
    kept = np.isin(instance.row, first) & (columns[instance.site] >= 0)
    row = group_of[instance.row[kept]]
    now = instance.nearest(())[1][first]
    # Whoever weighs nothing must be served all the same.
    base = np.where(np.isfinite(now), weight * np.where(np.isfinite(now), now, 0.0), np.inf)
    value = weight[row] * instance.minutes[kept]
    times = Times(row, columns[instance.site[kept]], value, base, len(free), _BUNDLES)
    limits = LimitRows(*rows.matrix(len(free)))
    start = np.zeros(len(free), dtype=bool)
    if not instance.must_open and not instance.cuts:
        start = np.isin(free, greedy(instance))
    found = least_projected(times, limits, clock, starts=(start,))
    if found.is_open is None:
        if found.outcome is Outcome.INFEASIBLE:
            return INFEASIBLE
        return Found(found.outcome, bound=found.bound)
    sites = free[found.is_open].tolist()
    used = set(np.unique(instance.nearest(sites)[0]).tolist())
    for j in sorted(set(sites) - used, key=lambda s: (-instance.cost[s], -s)):
        if instance.follows_rules(set(sites) - {j}):
            sites.remove(j)
    objective = float(instance.weight @ instance.nearest(sites)[1])
    proven = found.outcome is Outcome.OPTIMAL
    bound = objective if proven else min(found.bound, objective)
    return Found(found.outcome, tuple(sites), objective, bound)


def greedy(instance: Instance) -> list[int]:
    """Sites one by one, each saving the most time (for its cost, under a budget) that still fits.

    Who reaches nothing yet counts twice the longest time there is.
    """
    beyond = 2.0 * float(instance.minutes.max(initial=0.0)) + 1.0
    minutes = np.full((len(instance.people), instance.sites), beyond)
    minutes[instance.row, instance.site] = instance.minutes
    now = np.minimum(instance.nearest(())[1], beyond)
    limited = instance.budget is not None
    price = np.maximum(instance.cost, 1e-9) if limited else np.ones(instance.sites)
    chosen: list[int] = []
    while len(chosen) < instance.sites:
        saved = instance.weight @ np.maximum(now[:, None] - minutes, 0.0)
        saved = np.where(instance.may_add(chosen), saved, 0.0)
        best = int(np.argmax(saved / price))
        if saved[best] <= 0:
            break
        chosen.append(best)
        now = np.minimum(now, minutes[:, best])
    return sorted(chosen)

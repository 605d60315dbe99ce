"""The p-median as one programme: where capacity, a budget, rules or a closed site enter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.planning.siting import capacitated, large_capacity
from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.on_sites_alone import best_on_sites
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Clock, Outcome
from analysis.planning.siting.starting import time_start

_MOST_PAIRS = 2_000
"""With more pairs, cuts on the sites alone are quicker than one programme with all pairs."""
_GUESSES = (0.4, 1.0)
"""Shares of the gap at which plans are looked for in turn."""

Places = npt.NDArray[np.int64]


def least_time_mip(instance: Instance, clock: Clock) -> Found:
    """The sites with the least Σ weighted persons × minutes, everybody served."""
    if not instance.capacitated:
        # Who has an existing site would never go farther.
        if instance.open_now.any():
            nearest_now = instance.nearest(())[1][instance.row]
            instance = instance.of_pairs(
                (instance.minutes < nearest_now) | instance.open_now[instance.site]
            )
        if len(instance.people) and len(instance.row) > _MOST_PAIRS and not instance.blocks:
            return best_on_sites(instance, Objective.P_MEDIAN, clock)
    elif capacitated.fits(instance) and not instance.blocks:
        return _within_capacity(instance, clock)
    value = instance.weight[instance.row] * instance.minutes
    if large_capacity.too_large(instance):
        return large_capacity.within_large_capacity(instance, value, clock, least_time_mip)
    start = None if instance.capacitated else time_start(instance, clock)
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

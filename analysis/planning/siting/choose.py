"""The plan for a problem and a request: the model that fits, what ties with it, what conflicts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.conflict import conflict_of
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.joint import best_jointly
from analysis.planning.siting.kept import (
    NOTHING_SETTLED,
    Settled,
    instance_of,
    keeps_values,
    repaired,
)
from analysis.planning.siting.large_capacity import too_large, within_large_capacity
from analysis.planning.siting.least_cost import cheapest_sites
from analysis.planning.siting.lscp import fewest_sites
from analysis.planning.siting.mclp import most_reached
from analysis.planning.siting.on_sites_alone import best_on_sites, too_many_pairs
from analysis.planning.siting.p_center import least_worst_time
from analysis.planning.siting.p_median import least_total_time
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest, check
from analysis.planning.siting.solver import Clock, Outcome, SolverError, Watch
from analysis.planning.siting.worth import exchange_ties, no_worse, value_of

_TIES_AT_LEAST_S = 1.0
_TIES_MOST_PAIRS = 100_000
"""With more pairs a p-median with a site left out is more work than the plan was: only exchanges
are tried."""


def choose_sites(
    problem: SitingProblem,
    request: SitingRequest,
    watch: Watch | None = None,
    *,
    look_for_ties: bool = True,
) -> SitingPlan:
    """The best plan, proven, or the best found in the time and how far from best it can be.

    ``watch`` is told the progress and returns False to end the search, which keeps its best.
    ``look_for_ties``: spend up to as long again, and what the time limit leaves, on whether
    another plan is as good. Raises SitingError when the request does not fit the problem.
    """
    clock = Clock(request.time_limit_s, watch)
    return plan_after(NOTHING_SETTLED, problem, request, clock, look_for_ties=look_for_ties)


def plan_after(
    settled: Settled,
    problem: SitingProblem,
    request: SitingRequest,
    clock: Clock,
    *,
    look_for_ties: bool,
    start: tuple[str, ...] = (),
) -> SitingPlan:
    """The plan of a step after those that settled something; the clock's limit counts alone.

    ``start``: sites of a plan there is already, taken where the search finds no better.
    """
    check(problem, request)
    instance = instance_of(problem, request, settled)
    began_s = clock.seconds
    places = np.flatnonzero(np.isin(problem.site_ids, start) & ~instance.open_now)
    instance = replace(instance, begun=tuple(places.tolist()))
    found = _sound(instance, request.objective, clock)
    found = _or_start(instance, request.objective, found, places.tolist())
    seconds = clock.seconds - began_s
    bound = _bound(request.objective, instance, found)
    ties = conflict = None
    if found.outcome is Outcome.INFEASIBLE:
        conflict = conflict_of(problem, request, settled, clock)
    elif look_for_ties and found.outcome is Outcome.OPTIMAL and not clock.cancelled:
        spare_s = min(clock.left_s, max(_TIES_AT_LEAST_S, seconds))
        beside = clock.part(spare_s, (found.objective, bound))
        try:
            ties = _ties(instance, request.objective, found, beside)
        except SolverError:
            # The plan is proven all the same.
            ties = None
    is_open = np.zeros(instance.sites, dtype=bool)
    if found.sites is not None:
        is_open = instance.opened(found.sites) & ~problem.existing
    return SitingPlan(
        request.objective,
        found.outcome,
        found.objective,
        bound,
        seconds,
        tuple(problem.site_ids[j] for j in np.flatnonzero(is_open & problem.counts)),
        _assignment(problem, request, instance, found),
        ties,
        conflict,
        tuple(problem.site_ids[j] for j in np.flatnonzero(is_open & ~problem.counts)),
    )


def _sound(instance: Instance, objective: Objective, clock: Clock) -> Found:
    """The model's answer; the solver's tolerance must not bend a limit."""
    found = _model(instance, objective, clock)
    while found.sites is not None and (next_try := repaired(instance, found.sites)) is not None:
        instance = next_try
        found = _model(instance, objective, clock)
    return found if found.sites is None else _keeping(instance, objective, found)


def _keeping(instance: Instance, objective: Objective, found: Found) -> Found:
    """The same plan with every facility of today kept that the limits let stay open."""
    sites = tuple(instance.keeping(found.sites or ()))
    if sites == found.sites:
        return found
    if found.assigned is not None or found.outcome is Outcome.OPTIMAL:
        return replace(found, sites=sites)
    return replace(found, sites=sites, objective=value_of(instance, objective, sites))


def _or_start(instance: Instance, objective: Objective, found: Found, start: list[int]) -> Found:
    """What was found, or the plan there is already where that is better and keeps every limit.

    Even where the solver says there is none: at the edge of its tolerance it can be wrong.
    """
    if (
        found.outcome is Outcome.OPTIMAL
        or not start
        or instance.capacitated
        or not instance.allows(start)
    ):
        return found
    if any(k.instance.capacitated for k in instance.blocks) or not keeps_values(instance, start):
        return found
    value = value_of(instance, objective, start)
    if value is None:
        return found
    if found.objective is not None and no_worse(objective, found.objective, value):
        return found
    new = tuple(j for j in start if not instance.open_now[j])
    return Found(Outcome.FEASIBLE, new, value, found.bound)


def _model(instance: Instance, objective: Objective, clock: Clock) -> Found:
    if instance.p_left is not None and instance.p_left < 0:
        return INFEASIBLE
    if objective is Objective.LEAST_COST:
        return cheapest_sites(instance, clock)
    if objective is Objective.LSCP:
        return fewest_sites(instance, clock)
    if objective is Objective.P_CENTER:
        return least_worst_time(instance, clock)
    if instance.blocks:
        best = best_on_sites if too_many_pairs(instance) else best_jointly
        return best(instance, objective, clock)
    if objective is Objective.P_MEDIAN:
        return least_total_time(instance, clock)
    if instance.capacitated:
        return _most_within_capacity(instance, clock)
    return most_reached(instance, clock)


def _most_within_capacity(instance: Instance, clock: Clock) -> Found:
    worth = instance.weight[instance.row]
    if too_large(instance):
        return within_large_capacity(instance, worth, clock, most_reached, maximise=True)
    return best_assignment(instance, np.zeros(instance.sites), worth, clock, maximise=True)


def _bound(objective: Objective, instance: Instance, found: Found) -> float | None:
    """The bound, made as strong as whole numbers and common sense allow."""
    most = float(instance.weight.sum())
    if found.outcome is Outcome.INFEASIBLE:
        return None
    bound = found.bound
    if objective is Objective.MCLP:
        return most if bound is None else min(bound, most)
    bound = max(bound or 0.0, 0.0)
    if objective is Objective.LSCP:
        bound = float(math.ceil(bound - 1e-6))
    return bound if found.objective is None else min(bound, found.objective)


def _ties(instance: Instance, objective: Objective, found: Found, clock: Clock) -> bool | None:
    """Whether a plan that leaves out one of the chosen sites is as good."""
    chosen = [j for j in found.sites or () if instance.counted[j]]
    if not chosen or found.objective is None:
        return False
    if objective is Objective.P_MEDIAN and len(instance.row) > _TIES_MOST_PAIRS:
        return True if exchange_ties(instance, chosen, found.objective) else None
    other = _sound(instance.with_cut(chosen), objective, clock)
    if other.objective is not None and no_worse(objective, other.objective, found.objective):
        return True
    return None if other.outcome in (Outcome.FEASIBLE, Outcome.NOTHING_FOUND) else False


def _assignment(
    problem: SitingProblem, request: SitingRequest, instance: Instance, found: Found
) -> pd.DataFrame:
    """Every demand id with its site and minutes; who counts no person, the nearest open site."""
    site = np.full(len(problem.demand_ids), -1, dtype=np.int64)
    minutes = np.full(len(problem.demand_ids), np.nan)
    if found.sites is not None:
        everywhere = replace(problem, persons=np.ones(len(problem.demand_ids)))
        site, nearest_min = Instance.of(everywhere, request).nearest(found.sites)
        minutes = np.where(site >= 0, nearest_min, np.nan)
        if found.assigned is not None:
            site[instance.people] = found.assigned
            minutes[instance.people] = _minutes_of(instance, found.assigned)
    names = np.array([*problem.site_ids, None], dtype=object)
    return pd.DataFrame(
        {"site_id": pd.array(names[site], dtype="str"), "minutes": minutes},
        index=pd.Index(problem.demand_ids, dtype="str", name="demand_id"),
    )


def _minutes_of(instance: Instance, assigned: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    minutes = np.full(len(instance.people), np.nan)
    at = np.flatnonzero(assigned[instance.row] == instance.site)
    minutes[instance.row[at]] = instance.minutes[at]
    return minutes

"""The plan for a problem and a request: the model that fits, what ties with it, what conflicts."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.planning.siting.assigned import best_assignment
from analysis.planning.siting.conflict import conflict_of
from analysis.planning.siting.instance import Found, Instance
from analysis.planning.siting.least_cost import cheapest_sites
from analysis.planning.siting.lscp import fewest_sites
from analysis.planning.siting.mclp import most_reached
from analysis.planning.siting.p_center import least_worst_time
from analysis.planning.siting.p_median import least_total_time
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest, check
from analysis.planning.siting.solver import Clock, Outcome, Watch
from analysis.planning.siting.worth import value_of

_EQUAL = 1e-9
"""Objectives this close, as a share, are the same but for adding up."""
_TIES_AT_LEAST_S = 1.0
_TIES_MOST_PAIRS = 100_000
"""With more pairs a p-median with a site left out is more work than the plan was."""


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
    check(problem, request)
    instance = Instance.of(problem, request)
    clock = Clock(request.time_limit_s, watch)
    found = _affordable(instance, request.objective, clock)
    seconds = clock.seconds
    ties = conflict = None
    if found.outcome is Outcome.INFEASIBLE:
        conflict = conflict_of(problem, request, clock)
    elif look_for_ties and found.outcome is Outcome.OPTIMAL and not clock.cancelled:
        spare_s = min(clock.left_s, max(_TIES_AT_LEAST_S, seconds))
        ties = _ties(instance, request.objective, found, Clock(spare_s))
    is_open = np.zeros(instance.sites, dtype=bool)
    is_open[list(found.sites or ())] = True
    return SitingPlan(
        request.objective,
        found.outcome,
        found.objective,
        _bound(request.objective, instance, found),
        seconds,
        tuple(problem.site_ids[j] for j in np.flatnonzero(is_open & instance.counted)),
        _assignment(problem, request, instance, found),
        ties,
        conflict,
        tuple(problem.site_ids[j] for j in np.flatnonzero(is_open & ~instance.counted)),
    )


def _affordable(instance: Instance, objective: Objective, clock: Clock) -> Found:
    """The model's answer; the solver's tolerance must not spend more than the budget."""
    found = _model(instance, objective, clock)
    while found.sites is not None and not instance.affords(found.sites):
        instance = instance.with_cut(found.sites)
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


def _model(instance: Instance, objective: Objective, clock: Clock) -> Found:
    if objective is Objective.LEAST_COST:
        return cheapest_sites(instance, clock)
    if objective is Objective.LSCP:
        return fewest_sites(instance, clock)
    if objective is Objective.P_MEDIAN:
        return least_total_time(instance, clock)
    if objective is Objective.P_CENTER:
        return least_worst_time(instance, clock)
    if instance.capacitated:
        worth = instance.weight[instance.row]
        return best_assignment(instance, np.zeros(instance.sites), worth, clock, maximise=True)
    return most_reached(instance, clock)


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
        return None
    other = _affordable(instance.with_cut(chosen), objective, clock)
    equal = other.objective is not None and abs(other.objective - found.objective) <= _EQUAL * max(
        1.0, abs(found.objective)
    )
    if equal:
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

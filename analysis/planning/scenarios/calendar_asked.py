"""The years of a plan where years have budgets: whether there is any, and the earliest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from analysis.planning.scenarios.limits_asked import rules_asked, spoken_of
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.sites_asked import SitesAsked, total_yuan
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.plan import Conflict
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Requirement,
    SitingProblem,
    SitingRequest,
)
from analysis.planning.siting.solver import Outcome, Watch
from geo.layers import LayerSet
from geo.text import Text
from geo.travel.times import TravelTimes

_NOTHING = Text("", "")
"""Limits among options already chosen are never said: a plan that keeps them is known."""
_CENT_YUAN = 0.005
_CALENDAR_S = 10.0
"""What deciding the years may take; the plan's money and reach no longer change with them."""


def calendar_conflict(
    question: PlanQuestion, layers: LayerSet, asked: SitesAsked, watch: Watch | None = None
) -> Conflict | None:
    """Why no calendar meets what must be met, whatever is wanted; None where one does.

    Asked before people are looked at, of options once a year, so that the conflict names clauses,
    counties and years alone. None too where years have no budgets: the engine itself then says.
    """
    if not asked.resources:
        return None
    sites: dict[str, list[str]] = {name: [] for name in asked.available.options}
    for name, (option_id, _) in asked.begun.items():
        sites[option_id].append(name)
    required, at_most = rules_asked(question, layers, asked.available, asked.held, sites)
    names = tuple(sorted(spoken_of(required, at_most) | set(asked.begun)))
    cost = {
        name: asked.available.options[o].cost_yuan or 0.0 for name, (o, _) in asked.begun.items()
    }
    problem = _of_nobody(
        names,
        np.array([cost.get(name, 0.0) for name in names]),
        asked,
        np.array([name in asked.begun for name in names], dtype=bool),
    )
    request = SitingRequest(
        Objective.LEAST_COST,
        p=question.p,
        budget_yuan=total_yuan(question, asked),
        time_limit_s=_CALENDAR_S,
        required=required or (Requirement(frozenset(), 0, _NOTHING),),
        at_most=at_most,
        resources=asked.resources,
        site_value=dict.fromkeys(names, 0.0),
        in_wan=True,
    )
    plan = choose_sites(problem, request, watch, look_for_ties=False)
    return plan.conflict if plan.status is Outcome.INFEASIBLE else None


def begun_early(
    question: PlanQuestion,
    asked: SitesAsked,
    chosen: Collection[str],
    watch: Watch | None = None,
) -> dict[str, int] | None:
    """The begin year of each of these options: as early as the yearly budgets let it.

    None where the years have no room for all of them, or, where the search ended before it knew,
    none was found (``begun_somehow``). First the sum of the begin years of counties
    whose weight is above 1, then of all, is least. No wish changes with the years, so they are
    decided last, over the chosen options alone.
    """
    years: dict[str, list[str]] = {name: [] for name in sorted(chosen)}
    for name, (option, _) in asked.begun.items():
        if option in years:
            years[option].append(name)
    if not asked.resources or not years:
        return {option: asked.begun[names[0]][1] for option, names in years.items()}
    first = question.years[0]
    before_all = 1 + len(years) * (question.years[-1] - first)
    value = {}
    for option, names in years.items():
        county = asked.available.options[option].site.county_code
        priority = question.county_weights.get(county, 1.0) > 1
        for name in names:
            value[name] = float((asked.begun[name][1] - first) * (before_all if priority else 1))
    names_all = tuple(sorted(value))
    problem = _of_nobody(names_all, np.zeros(len(names_all)), asked, None)
    request = SitingRequest(
        Objective.LEAST_COST,
        time_limit_s=_CALENDAR_S,
        required=tuple(Requirement(frozenset(n), 1, _NOTHING) for n in years.values()),
        at_most=tuple(AtMost(frozenset(n), 1, _NOTHING) for n in years.values()),
        resources=tuple(
            replace(r, use={n: u for n, u in r.use.items() if n in value}) for r in asked.resources
        ),
        site_value=value,
    )
    early = choose_sites(problem, request, watch, look_for_ties=False)
    if early.chosen:
        return dict(asked.begun[name] for name in early.chosen)
    return None if early.status is Outcome.INFEASIBLE else begun_somehow(asked, chosen)


def begun_somehow(asked: SitesAsked, chosen: Collection[str]) -> dict[str, int] | None:
    """A calendar that keeps the budgets, the dearest first, each as early as it can; None: none.

    Quick and no search: another order may have room where this one has not.
    """
    years: dict[str, list[str]] = {name: [] for name in sorted(chosen)}
    for name, (option, _) in asked.begun.items():
        if option in years:
            years[option].append(name)
    left = [r.limit + _CENT_YUAN for r in asked.resources]
    begun = {}
    cost = {option: asked.available.options[option].cost_yuan or 0.0 for option in years}
    for option in sorted(years, key=lambda o: (-cost[o], o)):
        for name in sorted(years[option], key=lambda n: asked.begun[n][1]):
            after = [
                room - r.use.get(name, 0.0) for room, r in zip(left, asked.resources, strict=True)
            ]
            if min(after, default=0.0) >= 0:
                left, begun[option] = after, asked.begun[name][1]
                break
        else:
            return None
    return begun


def _of_nobody(
    names: tuple[str, ...],
    cost_yuan: np.ndarray,
    asked: SitesAsked,
    counted: np.ndarray | None,
) -> SitingProblem:
    """A problem of rules and money alone."""
    none = np.empty(0, dtype=np.int32)
    times = TravelTimes((), names, none, none, np.empty(0), asked.problem.times.model)
    no_limit = np.full(len(names), np.nan)
    closed = np.zeros(len(names), dtype=bool)
    return SitingProblem((), np.empty(0), names, cost_yuan, no_limit, closed, times, counted)

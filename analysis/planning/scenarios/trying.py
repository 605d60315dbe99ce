"""A plan changed by hand: a project dropped, added or moved, shown at once and never solved."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace

import numpy as np

from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.planning.scenarios.available import available_options
from analysis.planning.scenarios.facility_of import converted
from analysis.planning.scenarios.fingerprint import plan_fingerprint, plan_inputs
from analysis.planning.scenarios.held import held_rules
from analysis.planning.scenarios.making import PlanWorld, assembled
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import FacilityPlan, Project, Stage, Unplanned
from analysis.planning.scenarios.plan_words import (
    BOUND_OF_OTHERS,
    NO_LONGER_MET,
    OVER_BUDGET,
    OVER_P,
    OVER_YEAR,
    OVER_YEARS,
    SHARE_NO_LONGER_MET,
)
from analysis.planning.scenarios.points import (
    PointTimes,
    existing_facilities,
    points_of_facilities,
    points_of_options,
)
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.rules import Held
from analysis.planning.scenarios.today_asked import today_notes, without_closing
from analysis.planning.scenarios.years import begin_years, money_of, project_of, year_limits
from analysis.planning.siting.amounts import money as money_words
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.source import TravelSource

_CENT_YUAN = 0.005


def tried(
    plan: FacilityPlan,
    chosen: Collection[str],
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
    *,
    question: PlanQuestion | None = None,
    times: PointTimes | None = None,
) -> FacilityPlan:
    """The plan with exactly these options (ids), reckoned again and not solved.

    ``question``: the plan's, or one that differs in its options alone, such as with a site moved.
    Projects of the plan keep their years; another begins in the first year that has the money, or
    in the first. Its stages are FEASIBLE with the objective of these options beside the bound that
    was proven for the plan, so that the reader sees how much the change costs. Limits it breaks are
    said in ``notes``, requirements it no longer meets stand in ``unplanned``. ``times``: kept from
    an earlier call with the same demand and travel. Raises KeyError for an option that is none of
    the question's, ValueError when two stand at one site.
    """
    question = plan.question if question is None else question
    options = tuple(question.option(name) for name in sorted(set(chosen)))
    _one_a_site(options)
    times = PointTimes(demand, travel) if times is None else times
    left = without_closing(question, layers)
    facilities = existing_facilities(question, left)
    available = available_options(question, left, catalogue, facilities)
    pool = {o.option_id: o for o in (*available.options.values(), *options)}
    held = held_rules(question, layers, catalogue, pool.values())
    begun = {p.option.option_id: p.begin_year for p in plan.projects}
    projects = _dated(question, options, begun, held)
    broken = _broken(held, options)
    stages = []
    for old in plan.stages:
        value = _value(question, old.wish.objective, options, facilities, times)
        stages.append(_stage(old, value))
    today = today_notes(question, layers, facilities.ids)
    notes = (*today, *available.notes, *_limits(question, projects), *(u.why for u in broken))
    if question != plan.question:
        notes = (*notes, BOUND_OF_OTHERS)
    inputs = plan_inputs(layers, catalogue, demand, travel)
    world = PlanWorld(question, layers, inputs, held, facilities, notes)
    found = assembled(world, projects, tuple(stages), None)
    taken = "\n".join(o.option_id for o in options)
    marked = plan_fingerprint(question, (*inputs, ("tried", taken)))
    return replace(found, unplanned=(*found.unplanned, *broken), fingerprint=marked)


def _one_a_site(options: tuple[Option, ...]) -> None:
    # A site and the facility that stands on it may bear one name.
    seen = [{o.site.site_id, o.site.facility_id} - {""} for o in options]
    for k, here in enumerate(seen):
        if any(here & other for other in seen[:k]):
            raise ValueError(f"two options at one site: {sorted(here)[0]}")


def _dated(
    question: PlanQuestion, options: tuple[Option, ...], begun: dict[str, int], held: Held
) -> tuple[Project, ...]:
    """The projects with their years, those that had one first."""
    spent = [0.0] * len(question.years)
    projects = []
    for option in sorted(options, key=lambda o: (o.option_id not in begun, o.option_id)):
        met = held.met_by(option)
        years = begin_years(option, question.years) or question.years[:1]
        if option.option_id in begun:
            years = (begun[option.option_id],)
        found = [project_of(option, year, question.years, met) for year in years]
        project = next((p for p in found if not _over(question, spent, p)), found[0])
        spent = [a + b for a, b in zip(spent, project.cost_by_year_yuan or spent, strict=True)]
        projects.append(project)
    return tuple(projects)


def _over(question: PlanQuestion, spent: list[float], project: Project) -> bool:
    """Whether a year's money does not suffice for the project beside the others."""
    adds = project.cost_by_year_yuan or (0.0,) * len(spent)
    for _, years, limit in year_limits(question, money_of(question)):
        places = [question.years.index(y) for y in years]
        more = sum(adds[k] for k in places)
        if more > 0 and sum(spent[k] for k in places) + more > limit + _CENT_YUAN:
            return True
    return False


def _limits(question: PlanQuestion, projects: tuple[Project, ...]) -> tuple[Text, ...]:
    """The limits the projects break, in words."""
    notes = []
    money = money_of(question)
    cost = sum(p.option.cost_yuan or 0.0 for p in projects)
    if question.p is not None and len(projects) > question.p:
        notes.append(OVER_P.fill(count=len(projects), p=question.p))
    if money.total_yuan is not None and cost > money.total_yuan + _CENT_YUAN:
        notes.append(OVER_BUDGET.fill(yuan=_said(cost - money.total_yuan)))
    over = OVER_YEARS if question.carry_over else OVER_YEAR
    for year, years, limit in year_limits(question, money):
        places = [question.years.index(y) for y in years]
        spent = sum(
            sum(p.cost_by_year_yuan[k] for k in places) for p in projects if p.cost_by_year_yuan
        )
        if spent > limit + _CENT_YUAN:
            notes.append(over.fill(year=year, yuan=_said(spent - limit)))
    return tuple(notes)


def _said(yuan: float) -> Text:
    return money_words(yuan, in_wan=True)


def _broken(held: Held, options: tuple[Option, ...]) -> tuple[Unplanned, ...]:
    """The rules these options don't keep."""
    taken = {o.option_id for o in options}
    gone = {converted(o) for o in options}
    broken = []
    for rule in held.counties:
        if len(rule.options & taken) + len(rule.facilities - gone) < rule.at_least:
            why = NO_LONGER_MET.fill(said=rule.said)
            verdict = Verdict.INDETERMINATE if rule.assumed else Verdict.UNMET
            broken.append(Unplanned(rule.requirement_id, rule.county_code, verdict, why))
    for share in held.shares:
        have = sum(1 for _, o, f in share.counties if o & taken or f - gone)
        if have < share.at_least:
            why = SHARE_NO_LONGER_MET.fill(said=share.said, have=have)
            verdict = Verdict.INDETERMINATE if share.assumed else Verdict.UNMET
            broken.append(Unplanned(share.requirement_id, share.city_code, verdict, why))
    return tuple(broken)


def _stage(old: Stage, value: float | None) -> Stage:
    """The stage with another objective and the bound it had."""
    gap = None
    if value is not None and old.bound is not None:
        gap = abs(value - old.bound) / max(1.0, abs(value))
    return Stage(old.wish, Outcome.FEASIBLE, value, old.bound, gap, 0.0, None)


def _value(
    question: PlanQuestion,
    objective: Objective,
    options: tuple[Option, ...],
    facilities: FacilitiesAsked,
    times: PointTimes,
) -> float | None:
    """What the engine would say these options are worth; None where it can't be reckoned.

    It can't where a cost is not known, and, for times, where somebody reaches no facility.
    """
    if objective is Objective.LEAST_COST:
        costs = [o.cost_yuan for o in options]
        return None if any(c is None for c in costs) else float(sum(c for c in costs if c))
    if objective is Objective.LSCP:
        return float(len(options))
    points = points_of_facilities(facilities)
    gone = {converted(o) for o in options}
    after = {n: p for n, p in points.items() if n not in gone}
    after |= points_of_options(options, question, points)
    minutes = times.nearest_min(after)
    people = times.people
    off = people.index.isin(times.travel.off_network(people))
    asked = (people["persons"].to_numpy(dtype=np.float64) > 0) & ~off
    weights = people["county_code"].map(lambda code: question.county_weights.get(code, 1.0))
    weighted = people["persons"].to_numpy(dtype=np.float64) * weights.to_numpy(dtype=np.float64)
    if objective is Objective.MCLP:
        return math.fsum(weighted[asked & (minutes <= question.cutoff_min)])
    if not np.isfinite(minutes[asked]).all():
        return None
    if objective is Objective.P_MEDIAN:
        return math.fsum(weighted[asked] * minutes[asked])
    return float(minutes[asked].max(initial=0.0))

"""The plan that answers a question: what to build, convert or expand, where and when."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.planning.scenarios.calendar_asked import begun_early, calendar_conflict
from analysis.planning.scenarios.facility_of import converted, serves
from analysis.planning.scenarios.fingerprint import Inputs, plan_fingerprint, plan_inputs
from analysis.planning.scenarios.hearing import Heard
from analysis.planning.scenarios.in_years import chosen_in_years, last_found
from analysis.planning.scenarios.paid import with_years_said
from analysis.planning.scenarios.plan import FacilityPlan, Project, RetrofitYears, Stage
from analysis.planning.scenarios.plan_words import (
    ASSUMED_NOTE,
    BESIDE_UNDER_WAY,
    RETROFIT_TOO_DEAR,
    UNFINISHED,
)
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.scenarios.rules import Held
from analysis.planning.scenarios.site_words import sites_listed
from analysis.planning.scenarios.sites_asked import sites_asked
from analysis.planning.scenarios.today_asked import closing
from analysis.planning.scenarios.years import (
    even_households,
    households_from_rest,
    project_of,
)
from analysis.planning.siting.amounts import money
from analysis.planning.siting.plan import Conflict, Limit, LimitKind, SitingPlan
from analysis.planning.siting.problem import OBJECTIVE_WORDS
from analysis.planning.siting.solver import Outcome, Watch
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.standing import standing
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.source import TravelSource

WORST_FIRST = (Outcome.INFEASIBLE, Outcome.NOTHING_FOUND, Outcome.FEASIBLE, Outcome.OPTIMAL)
"""From the worst of stages to the best."""


@dataclass(frozen=True)
class PlanWorld:
    """What a plan is assembled from beside its projects."""

    question: PlanQuestion
    layers: LayerSet
    inputs: Inputs
    held: Held
    facilities: FacilitiesAsked
    notes: tuple[Text, ...]


def make_plan(
    question: PlanQuestion,
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
    watch: Watch | None = None,
) -> FacilityPlan:
    """The plan, proven best wish by wish, or the best found and how far from best it can be.

    Where no plan keeps every limit it has no projects and says which limits conflict. A later wish
    that finds nothing in its time leaves the plan of the wishes before it; a note says so. Raises
    ValueError when people or times are not those the question asks about, SitingError (with
    ``text``) when a wish lacks a limit it needs, KeyError for a requirement the city has not.
    """
    asked = sites_asked(question, layers, catalogue, demand, travel)
    of_years = frozenset(r.said.zh for r in asked.resources)
    inputs = plan_inputs(layers, catalogue, demand, travel)
    world = PlanWorld(question, layers, inputs, asked.held, asked.facilities, asked.notes)
    if asked.money.short_yuan > 0:
        too_dear = _too_dear(question, asked.money.short_yuan)
        return assembled(world, (), (_no_stage(question.wishes[0]),), too_dear)
    heard = Heard(watch)
    conflict = calendar_conflict(question, layers, asked, heard.aside)
    if conflict is not None:
        said = with_years_said(question, conflict, of_years)
        return assembled(world, (), (_no_stage(question.wishes[0]),), said)
    plans = chosen_in_years(question, layers, asked, heard)
    stages = tuple(
        _stage(w, plans[k]) if k < len(plans) else _no_stage(w, Outcome.NOTHING_FOUND)
        for k, w in enumerate(question.wishes)
    )
    conflict = next((p.conflict for p in plans if p.conflict is not None), None)
    conflict = with_years_said(question, conflict, of_years)
    begun = None
    if (found := last_found(plans)) is not None:
        begun = begun_early(question, asked, found.chosen, heard.aside)
        if begun is None:
            # Chosen, but in no years that were found: then nothing was found, least of all a best.
            stages = tuple(_no_stage(w, Outcome.NOTHING_FOUND) for w in question.wishes)
    if begun is None:
        return assembled(world, (), stages, conflict)
    projects = (
        project_of(
            asked.available.options[name],
            year,
            question.years,
            asked.held.met_by(asked.available.options[name]),
        )
        for name, year in begun.items()
    )
    return assembled(world, tuple(projects), stages, None)


def assembled(
    world: PlanWorld,
    projects: tuple[Project, ...],
    stages: tuple[Stage, ...],
    conflict: Conflict | None,
) -> FacilityPlan:
    """The whole plan of projects that were decided."""
    question, layers = world.question, world.layers
    ordered = tuple(sorted(projects, key=_order))
    notes = [*world.notes, *world.held.notes]
    waited = {u.county_code for u in world.held.under_way}
    beside = [p.option.site for p in ordered if p.option.site.county_code in waited]
    if beside:
        notes.append(BESIDE_UNDER_WAY.fill(names=sites_listed(beside)))
    if world.held.assumed:
        notes.append(ASSUMED_NOTE.fill(count=len(world.held.assumed)))
    status = _status(stages)
    if status is Outcome.FEASIBLE:
        unfinished = [s.wish for s in stages if s.status is Outcome.NOTHING_FOUND]
        words = (OBJECTIVE_WORDS[w.objective] for w in unfinished)
        notes += [UNFINISHED.fill(wanted=said) for said in words]
    closed = {converted(p.option) for p in ordered}
    operating = {
        f.facility_id
        for f in layers.facilities
        if f.facility_id in closed and standing(f, question.as_of).operating is not False
    }
    operating |= {f.facility_id for f in closing(question, layers)}
    return FacilityPlan(
        question=question,
        status=status,
        stages=stages,
        projects=ordered,
        closed=tuple(sorted(operating)),
        unplanned=world.held.unplanned,
        retrofit=None if conflict is not None else _retrofit(question, ordered),
        conflict=conflict,
        not_placed=_not_placed(question, world.facilities),
        notes=tuple(notes),
        inputs=world.inputs,
        fingerprint=plan_fingerprint(question, world.inputs),
        demonstration=layers.demonstration,
        under_way=world.held.under_way,
    )


def _status(stages: tuple[Stage, ...]) -> Outcome:
    """The worst of the stages'; one that found nothing leaves the plan of those before it."""
    worst = min((s.status for s in stages), key=WORST_FIRST.index)
    if worst is Outcome.NOTHING_FOUND and stages[0].objective is not None:
        return Outcome.FEASIBLE
    return worst


def _order(project: Project) -> tuple[str, str, str, str]:
    option = project.option
    return option.site.county_code, option.facility_type, option.site.site_id, option.measure


def _not_placed(question: PlanQuestion, facilities: FacilitiesAsked) -> tuple[str, ...]:
    """Names without a point: facilities of the service, then sites of options that serve."""
    names = [f.name for f in facilities.left_out(Aside.NO_POINT)]
    options = sorted(question.options, key=lambda o: o.option_id)
    names += [o.site.name for o in options if o.site.lon is None and serves(o, question.service)]
    return tuple(dict.fromkeys(names))


def _stage(wish: Wish, plan: SitingPlan) -> Stage:
    return Stage(
        wish,
        plan.status,
        plan.objective,
        plan.bound,
        plan.gap,
        plan.seconds,
        plan.other_plans_tie,
    )


def _no_stage(wish: Wish, status: Outcome = Outcome.INFEASIBLE) -> Stage:
    return Stage(wish, status, None, None, None, 0.0, None)


def _too_dear(question: PlanQuestion, short_yuan: float) -> Conflict:
    """The conflict of household retrofits that come first with the budget they exceed."""
    households = 0 if question.retrofit is None else question.retrofit.households
    said = RETROFIT_TOO_DEAR.fill(households=households, yuan=money(short_yuan, in_wan=True))
    return Conflict((Limit(LimitKind.BUDGET, said),), True, (), 0.0, said)


def _retrofit(question: PlanQuestion, projects: tuple[Project, ...]) -> RetrofitYears | None:
    part = question.retrofit
    if part is None:
        return None
    counts = (
        even_households(part.households, len(question.years))
        if part.first
        else households_from_rest(question, part, projects)
    )
    return RetrofitYears(counts, tuple(count * part.unit_cost_yuan for count in counts))

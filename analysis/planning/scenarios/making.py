"""The plan that answers a question: what to build, convert or expand, where and when."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.planning.scenarios.facility_of import converted, serves
from analysis.planning.scenarios.fingerprint import Inputs, plan_fingerprint, plan_inputs
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import FacilityPlan, Project, RetrofitYears, Stage
from analysis.planning.scenarios.plan_words import ASSUMED_NOTE, FORCED, RETROFIT_TOO_DEAR
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.scenarios.rules import Held
from analysis.planning.scenarios.sites_asked import SitesAsked, sites_asked
from analysis.planning.scenarios.years import (
    even_households,
    households_from_rest,
    project_of,
)
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.plan import Conflict, Limit, LimitKind, SitingPlan
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Requirement,
    SitingProblem,
    SitingRequest,
)
from analysis.planning.siting.solver import Outcome, Progress, Watch
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.standing import standing
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text
from geo.travel.source import TravelSource
from geo.travel.times import TravelTimes

WORST_FIRST = (Outcome.INFEASIBLE, Outcome.NOTHING_FOUND, Outcome.FEASIBLE, Outcome.OPTIMAL)
"""The status of a plan is the worst of its stages'."""
_AT_LEAST_S = 1.0
"""What a wish gets when the time is used up: a start is better than nothing."""
_CALENDAR_S = 10.0
"""What deciding the years may take; the plan's money and reach no longer change with it."""


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

    Where no plan keeps every limit it has no projects and says which limits conflict. Raises
    ValueError when people or times are not those the question asks about, SitingError (with
    ``text``) when a wish lacks a limit it needs, KeyError for a requirement the city has not.
    """
    asked = sites_asked(question, layers, catalogue, demand, travel)
    inputs = plan_inputs(layers, catalogue, demand, travel)
    world = PlanWorld(question, layers, inputs, asked.held, asked.facilities, asked.notes)
    if asked.money.short_yuan > 0:
        too_dear = _too_dear(question, asked.money.short_yuan)
        return assembled(world, (), (_no_stage(question.wishes[0]),), too_dear)
    plans = _chosen(question, asked, watch)
    stages = tuple(_stage(w, p) for w, p in zip(question.wishes, plans, strict=False))
    conflict = next((p.conflict for p in plans if p.conflict is not None), None)
    if any(p.objective is None for p in plans):
        return assembled(world, (), stages, conflict)
    begun = dict(asked.begun[name] for name in plans[-1].chosen)
    begun = _early(question, asked, begun)
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


def _chosen(
    question: PlanQuestion, asked: SitesAsked, watch: Watch | None
) -> tuple[SitingPlan, ...]:
    """The engine's plans, wish by wish.

    With yearly budgets a core wish keeps its options, not its years: fixed years would stand in
    the way of what comes after. Whether other plans tie is then not looked at either, for the same
    project begun in another year is one.
    """
    steps = [Step(asked.request(question, w.objective), w.core) for w in question.wishes]
    if not asked.resources:
        return choose_in_order(asked.problem, steps, watch)
    going_on = [True]

    def listen(progress: Progress) -> bool:
        going_on[0] = watch is None or watch(progress)
        return going_on[0]

    plans: list[SitingPlan] = []
    kept: tuple[Requirement, ...] = ()
    while len(steps) > 1 and steps[0].core and going_on[0]:
        step = _limited(steps.pop(0), kept, question, plans, len(steps) + 1)
        plans += choose_in_order(asked.problem, [step], listen, look_for_ties=False)
        if plans[-1].objective is None:
            return tuple(plans)
        kept = _kept(asked, plans[-1])
    if going_on[0]:
        rest = [_limited(step, kept, question, plans, 1) for step in steps]
        plans += choose_in_order(asked.problem, rest, listen, look_for_ties=False)
    return tuple(plans)


def _limited(
    step: Step,
    kept: tuple[Requirement, ...],
    question: PlanQuestion,
    plans: list[SitingPlan],
    shares: int,
) -> Step:
    """The step with what earlier ones keep, and an equal share of the time that is left."""
    request = replace(step.request, required=(*step.request.required, *kept))
    if question.time_limit_s is not None:
        left_s = question.time_limit_s - sum(p.seconds for p in plans)
        request = replace(request, time_limit_s=max(left_s / shares, _AT_LEAST_S))
    return Step(request, step.core)


def _kept(asked: SitesAsked, plan: SitingPlan) -> tuple[Requirement, ...]:
    """That each option the plan chose is taken, whenever it begins."""
    chosen = {asked.begun[name][0] for name in plan.chosen}
    return tuple(
        Requirement(
            frozenset(name for name, (one, _) in asked.begun.items() if one == option),
            1,
            FORCED.fill(name=_site_name(asked.available.options[option])),
        )
        for option in sorted(chosen)
    )


def _site_name(option: Option) -> Text:
    return Text(option.site.name, option.site.name)


def assembled(
    world: PlanWorld,
    projects: tuple[Project, ...],
    stages: tuple[Stage, ...],
    conflict: Conflict | None,
) -> FacilityPlan:
    """The whole plan of projects that were decided."""
    question, layers = world.question, world.layers
    ordered = tuple(sorted(projects, key=_order))
    notes = list(world.notes)
    if world.held.assumed:
        notes.append(ASSUMED_NOTE.fill(count=len(world.held.assumed)))
    closed = {converted(p.option) for p in ordered}
    operating = {
        f.facility_id
        for f in layers.facilities
        if f.facility_id in closed and standing(f, question.as_of).operating is not False
    }
    return FacilityPlan(
        question=question,
        status=min((s.status for s in stages), key=WORST_FIRST.index),
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
    )


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


def _no_stage(wish: Wish) -> Stage:
    return Stage(wish, Outcome.INFEASIBLE, None, None, None, 0.0, None)


def _too_dear(question: PlanQuestion, short_yuan: float) -> Conflict:
    """The conflict of household retrofits that come first with the budget they exceed."""
    households = 0 if question.retrofit is None else question.retrofit.households
    said = RETROFIT_TOO_DEAR.fill(households=households, yuan=f"{short_yuan:,.0f}")
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


def _early(question: PlanQuestion, asked: SitesAsked, begun: dict[str, int]) -> dict[str, int]:
    """The same options, each begun as early as the yearly budgets let it.

    First the sum of the begin years of counties whose weight is above 1, then of all, is least. No
    wish changes with the years, so they are decided last, over the chosen options alone.
    """
    if not asked.resources or not begun:
        return begun
    names = tuple(sorted(name for name, (option, _) in asked.begun.items() if option in begun))
    first = question.years[0]
    before_all = 1 + len(begun) * (question.years[-1] - first)
    value, sites = {}, {option: set[str]() for option in begun}
    for name in names:
        option, year = asked.begun[name]
        sites[option].add(name)
        county = asked.available.options[option].site.county_code
        priority = question.county_weights.get(county, 1.0) > 1
        value[name] = float((year - first) * (before_all if priority else 1))
    empty = np.zeros(len(names))
    none = np.empty(0, dtype=np.int32)
    times = TravelTimes((), names, none, none, np.empty(0), asked.problem.times.model)
    problem = SitingProblem(
        (), np.empty(0), names, empty, np.full(len(names), np.nan), empty > 0, times
    )
    request = SitingRequest(
        Objective.LEAST_COST,
        time_limit_s=_CALENDAR_S,
        required=tuple(Requirement(frozenset(s), 1, _NOTHING) for s in sites.values()),
        at_most=tuple(AtMost(frozenset(s), 1, _NOTHING) for s in sites.values()),
        resources=tuple(
            replace(r, use={n: u for n, u in r.use.items() if n in value}) for r in asked.resources
        ),
        site_value=value,
    )
    plan = choose_sites(problem, request, look_for_ties=False)
    return dict(asked.begun[name] for name in plan.chosen) if plan.chosen else begun


_NOTHING = Text("", "")
"""Limits among options already chosen are never said: a plan that keeps them is known."""

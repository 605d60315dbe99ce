"""A plan's question as the engine of siting takes it: plain sites, rules and limits.

A site of the engine is an option begun in a year, a facility of today that serves, a facility that
an option would convert, or, for a share of counties, a county left without.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.planning.scenarios.available import Available, available_options
from analysis.planning.scenarios.held import held_rules
from analysis.planning.scenarios.limits_asked import (
    KEPT,
    resources_asked,
    rules_asked,
    spoken_of,
)
from analysis.planning.scenarios.plan_words import (
    NO_PERSONS,
    OFF_NETWORK,
    PEOPLE_UNKNOWN,
    STANDING_UNKNOWN,
)
from analysis.planning.scenarios.points import (
    existing_facilities,
    frame_of,
    place_of,
    point_id,
    points_of_facilities,
    points_of_options,
)
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.rules import Held
from analysis.planning.scenarios.today_asked import today_notes, without_closing
from analysis.planning.scenarios.years import Money, begin_years, money_of
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Requirement,
    Resource,
    SitingProblem,
    SitingRequest,
)
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.text import Text, join
from geo.travel.source import TravelSource
from geo.travel.times import TravelTimes

_SEPARATOR = "@"


@dataclass(frozen=True)
class SitesAsked:
    """The engine's problem and what its ids stand for.

    An option is a site of the engine by its own id, whenever it begins. ``begun``: (option id,
    begin year) by what stands for its beginning, which ``resources`` (money of a year) go by.
    """

    problem: SitingProblem
    begun: dict[str, tuple[str, int]]
    required: tuple[Requirement, ...]
    at_most: tuple[AtMost, ...]
    resources: tuple[Resource, ...]
    weights: dict[str, float]
    money: Money
    held: Held
    available: Available
    facilities: FacilitiesAsked
    notes: tuple[Text, ...] = field(default=())

    def request(self, question: PlanQuestion, objective: Objective) -> SitingRequest:
        """What one wish asks of the engine."""
        reaches = objective in (Objective.LSCP, Objective.MCLP)
        required = self.required
        if objective is Objective.LEAST_COST and not required:
            # Nothing is unmet, so the cheapest plan is to do nothing; without any rule the engine
            # would take least cost to be about everybody's reach.
            required = (Requirement(frozenset(), 0, Text("", "")),)
        total = total_yuan(question, self)
        p = question.p
        if p is None and total is None and self.resources:
            # Years have money, if not each of them: that is the limit, and p is none.
            p = len(self.available.options)
        # One measure a site limits nothing a reader would call a limit, so it is added last.
        request = SitingRequest(
            objective,
            p=p,
            budget_yuan=total,
            cutoff_min=question.cutoff_min if reaches else None,
            time_limit_s=question.time_limit_s,
            required=required,
            weights=self.weights if objective in (Objective.MCLP, Objective.P_MEDIAN) else {},
            in_wan=True,
        )
        return replace(request, at_most=self.at_most)


def sites_asked(
    question: PlanQuestion,
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
) -> SitesAsked:
    """The problem of a question. ValueError when people or times are of another question."""
    if demand.group is not question.group:
        raise ValueError(f"demand of {demand.group}, the question is about {question.group}")
    if travel.model.mode not in (question.mode, None):
        raise ValueError(f"times by {travel.model.mode}, the question is about {question.mode}")
    left = without_closing(question, layers)
    facilities = existing_facilities(question, left)
    available = available_options(question, left, catalogue, facilities)
    held = held_rules(question, layers, catalogue, available.options.values())
    begun = {
        f"{name}{_SEPARATOR}{year}": (name, year)
        for name, option in available.options.items()
        for year in begin_years(option, question.years)
    }
    people, notes = _people(question, demand, layers, travel)
    money = money_of(question)
    alone = {name: (name,) for name in available.options}
    required, at_most = rules_asked(question, layers, available, held, alone)
    named = spoken_of(required, at_most)
    problem = _problem(question, facilities, available, named, people, travel)
    weights = {
        str(cell): question.county_weights[code]
        for cell, code in people["county_code"].items()
        if code in question.county_weights
    }
    return SitesAsked(
        problem,
        begun,
        required,
        at_most,
        resources_asked(question, available, begun, money),
        weights,
        money,
        held,
        available,
        facilities,
        (
            *today_notes(question, layers, facilities.ids),
            *available.notes,
            *notes,
            *_facility_notes(facilities),
            *_capacity_note(question),
        ),
    )


def _people(
    question: PlanQuestion, demand: Demand, layers: LayerSet, travel: TravelSource
) -> tuple[pd.DataFrame, tuple[Text, ...]]:
    """The places where somebody lives and from which there is a way, and what is to be said."""
    people = demand.frame[demand.frame["persons"] > 0]
    notes = []
    off = people.index.isin(travel.off_network(people))
    if off.any():
        persons = float(people.loc[off, "persons"].sum())
        notes.append(OFF_NETWORK.fill(count=int(off.sum()), persons=f"{persons:,.0f}"))
    unknown = [
        c for c in layers.counties_of(question.city_code) if c.code in demand.unknown_counties
    ]
    if unknown:
        names = join([Text(c.name_zh, c.name_en) for c in unknown])
        notes.append(PEOPLE_UNKNOWN.fill(counties=names))
    return people[~off], tuple(notes)


def _capacity_note(question: PlanQuestion) -> tuple[Text, ...]:
    """That a limit on capacities has no effect where no option has one."""
    idle = question.use_capacity and all(o.persons is None for o in question.options)
    return (NO_PERSONS,) if idle else ()


def _facility_notes(facilities: FacilitiesAsked) -> tuple[Text, ...]:
    unknown = facilities.left_out(Aside.STANDING_UNKNOWN)
    if not unknown:
        return ()
    names = join([Text(f.name, f.name) for f in unknown])
    return (STANDING_UNKNOWN.fill(names=names),)


def _problem(
    question: PlanQuestion,
    facilities: FacilitiesAsked,
    available: Available,
    named: set[str],
    people: pd.DataFrame,
    travel: TravelSource,
) -> SitingProblem:
    points = points_of_facilities(facilities)
    points |= points_of_options(available.options.values(), question, points)
    stands = {f: f for f in facilities.ids if f not in available.loose}
    stands |= {f"{KEPT}{f}": f for f in available.loose}
    for name, option in available.options.items():
        stands[name] = point_id(option.site) if place_of(option, question) else ""
    # What only rules speak of is nowhere: counties left without.
    stands = dict.fromkeys(named, "") | stands
    names = tuple(sorted(stands))
    counted = np.array([name in available.options for name in names], dtype=bool)
    existing = np.array([name in facilities.ids for name in names], dtype=bool) & ~counted
    cost, capacity = np.zeros(len(names)), np.full(len(names), np.nan)
    for k, name in enumerate(names):
        if name in available.options:
            option = available.options[name]
            cost[k] = np.nan if option.cost_yuan is None else option.cost_yuan
            if question.use_capacity and option.persons is not None:
                capacity[k] = option.persons
    times = _times(question, people, points, [stands[name] for name in names], names, travel)
    return SitingProblem(
        tuple(people.index),
        people["persons"].to_numpy(dtype=np.float64),
        names,
        cost,
        capacity,
        existing,
        times,
        counted,
    )


def _times(
    question: PlanQuestion,
    people: pd.DataFrame,
    points: dict[str, tuple[float, float]],
    stands: list[str],
    names: tuple[str, ...],
    travel: TravelSource,
) -> TravelTimes:
    """The times to the engine's sites; several of them may stand at one point."""
    wanted = {w.objective for w in question.wishes}
    if wanted <= {Objective.LEAST_COST}:
        points = {}
    far = bool(wanted & {Objective.P_MEDIAN, Objective.P_CENTER})
    found = travel.times(people, frame_of(points), None if far else question.cutoff_min)
    column = {name: k for k, name in enumerate(found.to_ids)}
    order = np.argsort(found.destination, kind="stable")
    ends = np.searchsorted(found.destination[order], np.arange(len(found.to_ids) + 1))
    origins, sites, minutes = [], [], []
    for k, name in enumerate(stands):
        if name in column:
            pairs = order[ends[column[name]] : ends[column[name] + 1]]
            origins.append(found.origin[pairs])
            sites.append(np.full(len(pairs), k, dtype=np.int32))
            minutes.append(found.minutes[pairs])
    origin = np.concatenate(origins or [np.empty(0, np.int32)])
    site = np.concatenate(sites or [np.empty(0, np.int32)])
    by_origin = np.lexsort((site, origin))
    return TravelTimes(
        found.from_ids,
        names,
        origin[by_origin],
        site[by_origin],
        np.concatenate(minutes or [np.empty(0)])[by_origin],
        found.model,
        found.limit_min,
    )


def total_yuan(question: PlanQuestion, asked: SitesAsked) -> float | None:
    """The budget in all, or what all years have where that is less; None: no such limit.

    The years have a sum only where no option can spend in a year without a budget of its own.
    """
    money, years = asked.money, question.years
    totals = [] if money.total_yuan is None else [money.total_yuan]
    open_years = {year for year in years if year not in money.by_year_yuan}
    spends_there = any(
        begin <= year < begin + asked.available.options[name].spending_years
        for name, begin in asked.begun.values()
        for year in open_years
    )
    if money.by_year_yuan and not spends_there:
        totals.append(sum(money.by_year_yuan.values()))
    return max(0.0, min(totals)) if totals else None

"""What a plan changes: who is within reach, how evenly, at what cost, and which findings."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.facilities_asked import Aside, FacilitiesAsked
from analysis.accessibility.inequality import Undefined, inequality
from analysis.planning.scenarios.facility_of import layers_after
from analysis.planning.scenarios.held import plan_findings
from analysis.planning.scenarios.plan import AreaReach, ChangedFinding, FacilityPlan, PlanEffect
from analysis.planning.scenarios.plan_words import (
    AFTER_IS_LEAST,
    ASSUMED_NONE,
    BEFORE_UNKNOWN,
    BUILT_PROFESSIONAL,
    IN_USE_IN_TIME,
    NOT_CONNECTED,
    PERSONS_UNKNOWN,
    SITES_WITHOUT_POINT,
)
from analysis.planning.scenarios.points import (
    Points,
    PointTimes,
    existing_facilities,
    points_of_facilities,
    points_of_options,
)
from analysis.planning.scenarios.question import Absent
from analysis.planning.scenarios.under_way import opened_all
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import FacilityPresence
from geo.layers import County, LayerSet
from geo.people.demand import Demand
from geo.text import Text, join
from geo.travel.source import TravelSource

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ReachChange:
    """Minutes to the nearest facility of the service before and after, by place of the demand.

    inf: not connected. ``before_known`` false: no facility with a point counts, and no record
    proves that there is none. ``some_unknown``: of facilities of today some have no point, or it
    is not known whether they operate, or what there is is not known at all.
    """

    before_min: Floats
    after_min: Floats
    before_known: bool
    some_unknown: bool = False


def plan_effect(
    plan: FacilityPlan,
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
    times: PointTimes | None = None,
) -> PlanEffect:
    """What the plan changes once all of it is in use, all else as on the question's day.

    Within reach: minutes ≤ the cutoff of the question, to a facility of the service wherever in
    the city it stands. Gini of minutes: G = Σ_i Σ_j P_i P_j |t_i − t_j| / (2 P² t̄) over persons
    who are connected (Gini 1912), 0 when all need as long. ``times``: kept from an earlier call
    with the same demand and travel. Layers, catalogue, demand and travel are those of the plan.
    """
    change = reach_change(plan, layers, demand, travel, times)
    question, people = plan.question, demand.frame
    persons = people["persons"].to_numpy(dtype=np.float64)
    codes = people["county_code"].to_numpy(dtype=object)
    counties = layers.counties_of(question.city_code)
    city = next(c for c in layers.cities if c.code == question.city_code)
    unknown = set(demand.unknown_counties)
    areas = [
        _area(
            c.code,
            Text(c.name_zh, c.name_en),
            codes == c.code,
            persons,
            change,
            question.cutoff_min,
            c.code not in unknown,
        )
        for c in counties
    ]
    everywhere = np.ones(len(codes), dtype=bool)
    name = Text(city.name_zh, city.name_en)
    areas.append(_area(city.code, name, everywhere, persons, change, question.cutoff_min, True))
    was = change.before_min <= question.cutoff_min
    now = change.after_min <= question.cutoff_min
    gained = lost = per_person = None
    if change.before_known:
        gained = math.fsum(persons[now & ~was])
        lost = math.fsum(persons[was & ~now])
        if plan.cost_yuan is not None and plan.projects and gained > 0:
            per_person = plan.cost_yuan / gained
    known = change.before_known
    return PlanEffect(
        areas=tuple(areas),
        gained_persons=gained,
        lost_persons=lost,
        cost_per_person_yuan=per_person,
        spread_before=_spread(areas[:-1], after=False),
        spread_after=_spread(areas[:-1], after=True),
        gini_minutes_before=_gini(change.before_min, persons) if known else None,
        gini_minutes_after=_gini(change.after_min, persons),
        changed=changed_findings(plan, layers, catalogue),
        notes=_notes(plan, counties, demand, change, persons),
        after_is_least=change.some_unknown,
    )


def reach_change(
    plan: FacilityPlan,
    layers: LayerSet,
    demand: Demand,
    travel: TravelSource,
    times: PointTimes | None = None,
) -> ReachChange:
    """Minutes before and after the plan, in the order of the demand."""
    times = PointTimes(demand, travel) if times is None else times
    facilities = existing_facilities(plan.question, layers)
    before = points_of_facilities(facilities)
    after = points_after(plan, before)
    none = not before and _proven_none(plan, layers, facilities)
    known = bool(before) or none
    unsure = {Aside.NO_POINT, Aside.STANDING_UNKNOWN}
    some = not known or any(a.reason in unsure for a in facilities.aside)
    return ReachChange(times.nearest_min(before), times.nearest_min(after), known, some)


def points_after(plan: FacilityPlan, before: Points) -> Points:
    """Where the service is to be had once the plan is in use."""
    gone = set(plan.closed)
    new = points_of_options([p.option for p in plan.projects], plan.question, before)
    return {n: p for n, p in before.items() if n not in gone} | new


def changed_findings(
    plan: FacilityPlan, layers: LayerSet, catalogue: Catalogue
) -> tuple[ChangedFinding, ...]:
    """The findings of the day that differ once the plan is in use, by requirement and area.

    Goals that are held are looked at as if they were due.
    """
    question = plan.question
    then = plan_findings(question, layers, catalogue)
    after = layers_after(layers, plan, question.as_of)
    built = plan_findings(question, after, catalogue)
    later = built
    if plan.under_way:
        opened = opened_all(after, {u.facility_id for u in plan.under_way}, question.as_of)
        later = plan_findings(question, opened, catalogue)
    assumes = question.absent is Absent.ASSUMED_ABSENT
    changed = []
    for (requirement_id, area), finding in sorted(later.items()):
        before = then[requirement_id, area].verdict
        if finding.verdict is before:
            continue
        why = []
        if assumes and before is Verdict.INDETERMINATE:
            why.append(ASSUMED_NONE)
        by_plan = built[requirement_id, area].verdict
        if by_plan is not finding.verdict:
            why.append(IN_USE_IN_TIME)
        if by_plan is not before and _asks_professional(catalogue, requirement_id):
            why.append(BUILT_PROFESSIONAL)
        said = join(why, "；", "; ") if why else None
        changed.append(
            ChangedFinding(requirement_id, area, before, finding.verdict, bool(why), said)
        )
    return tuple(changed)


def _asks_professional(catalogue: Catalogue, requirement_id: str) -> bool:
    check = catalogue.entries[requirement_id].check
    return isinstance(check, FacilityPresence) and "professional" in check.attributes


def _area(
    code: str,
    name: Text,
    here: Flags,
    persons: Floats,
    change: ReachChange,
    cutoff_min: float,
    persons_known: bool,
) -> AreaReach:
    if not persons_known:
        return AreaReach(code, name, None, None, None, None, None)
    known = change.before_known
    return AreaReach(
        code,
        name,
        math.fsum(persons[here]),
        math.fsum(persons[here & (change.before_min <= cutoff_min)]) if known else None,
        math.fsum(persons[here & (change.after_min <= cutoff_min)]),
        _mean(change.before_min[here], persons[here]),
        _mean(change.after_min[here], persons[here]),
    )


def _mean(minutes: Floats, persons: Floats) -> float | None:
    """Mean minutes by persons over those connected; None where nobody is."""
    connected = np.isfinite(minutes) & (persons > 0)
    if not connected.any():
        return None
    return math.fsum(minutes[connected] * persons[connected]) / math.fsum(persons[connected])


def _spread(areas: list[AreaReach], *, after: bool) -> float | None:
    """How far apart the counties' shares within reach are; None where one is not known."""
    shares = []
    for area in areas:
        within = area.within_after if after else area.within_before
        if area.persons is None or within is None:
            return None
        if area.persons > 0:
            shares.append(within / area.persons)
    return max(shares) - min(shares) if shares else None


def _gini(minutes: Floats, persons: Floats) -> float | None:
    connected = np.isfinite(minutes) & (persons > 0)
    spread = inequality(
        pd.Series(minutes[connected]).rename_axis("id"), pd.Series(persons[connected])
    )
    return None if isinstance(spread, Undefined) else spread.gini


def _proven_none(plan: FacilityPlan, layers: LayerSet, facilities: FacilitiesAsked) -> bool:
    """Whether the record proves that no facility of the service was operating.

    Every county's list of the type is declared complete as of the day, and each facility of the
    kind on record is known not to have been operating.
    """
    if any(aside.reason is not Aside.NOT_OPERATING for aside in facilities.aside):
        return False
    question = plan.question
    declared = {
        c.county_code
        for c in layers.completeness
        if c.facility_type is question.service and c.complete_as_of >= question.as_of
    }
    return {c.code for c in layers.counties_of(question.city_code)} <= declared


def _notes(
    plan: FacilityPlan,
    counties: tuple[County, ...],
    demand: Demand,
    change: ReachChange,
    persons: Floats,
) -> tuple[Text, ...]:
    notes = []
    if not change.before_known:
        notes.append(BEFORE_UNKNOWN)
    if change.some_unknown:
        notes.append(AFTER_IS_LEAST)
    unknown = [c for c in counties if c.code in demand.unknown_counties]
    if unknown:
        names = join([Text(c.name_zh, c.name_en) for c in unknown])
        notes.append(PERSONS_UNKNOWN.fill(counties=names))
    lost = math.fsum(persons[~np.isfinite(change.after_min)])
    if lost > 0 and np.isfinite(change.after_min).any():
        notes.append(NOT_CONNECTED.fill(persons=f"{lost:,.0f}"))
    if plan.not_placed:
        listed = Text("、".join(plan.not_placed), ", ".join(plan.not_placed))
        notes.append(SITES_WITHOUT_POINT.fill(names=listed))
    return tuple(notes)

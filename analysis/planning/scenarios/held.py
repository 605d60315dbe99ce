"""What a plan must bring about, county by county: the requirements that are not met, as rules.

A county that has what a clause asks needs nothing; one that has not needs so many more of the
options that the check itself would count; one that is 待核实 is left out by name, or planned for as
if it had none, which is then marked as assumed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import TypeVar

from analysis.planning.scenarios.held_words import (
    ALSO_PURCHASED,
    ASSUMED,
    NO_COST_OF_OPTIONS,
    NO_OPTION,
    NO_SCHOOL,
    NOT_BY_FACILITIES,
    POPULATION_UNKNOWN,
    SAID,
    SAID_NONE,
    SHARE_NO_COST,
    SHARE_NO_OPTION,
    SHARE_SAID,
    TO_VERIFY,
)
from analysis.planning.scenarios.held_world import HeldWorld, plan_findings
from analysis.planning.scenarios.options import Measure, Option
from analysis.planning.scenarios.plan import UnderWayUse, Unplanned
from analysis.planning.scenarios.plan_words import CLOSING_BREAKS
from analysis.planning.scenarios.question import Absent, PlanQuestion
from analysis.planning.scenarios.rules import CountyRule, Held, ShareRule
from analysis.planning.scenarios.today_asked import without_closing
from analysis.planning.scenarios.under_way import below_standard, under_way_note, use_it
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.index import Index
from analysis.requirements.judging import accepted, judge
from analysis.requirements.presence import threshold_on
from analysis.requirements.schema import (
    CountyShare,
    Entry,
    FacilityPresence,
    Force,
    PopulationTrigger,
)
from geo.layers import County, LayerSet
from geo.records import Facility
from geo.text import Text, join
from geo.vocabulary import WORDS

__all__ = ["default_held", "held_rules", "optional_held", "plan_findings"]

R = TypeVar("R")


def default_held(catalogue: Catalogue, city_code: str) -> tuple[str, ...]:
    """Ids of the binding requirements of the city's plan that facilities of its counties meet."""
    return tuple(
        e.id
        for e in catalogue.evaluated(city_code)
        if e.force is Force.BINDING and isinstance(e.check, FacilityPresence | CountyShare)
    )


def optional_held(catalogue: Catalogue, city_code: str) -> tuple[str, ...]:
    """Ids of those the reader may hold besides: directional, permissive and reference ones."""
    kinds = FacilityPresence | CountyShare | PopulationTrigger
    return tuple(
        e.id
        for e in catalogue.evaluated(city_code)
        if e.force is not Force.BINDING and isinstance(e.check, kinds)
    )


def held_rules(
    question: PlanQuestion,
    layers: LayerSet,
    catalogue: Catalogue,
    available: Iterable[Option] | None = None,
) -> Held:
    """The rules of what the question holds, as of its day.

    ``available``: the options that can be taken (all of the question's that are not barred, if
    None). A rule that they can't meet is left out as unplanned, unless the question is strict.
    KeyError for an id that is no evaluated requirement of the city.
    """
    options = [o for o in question.options if o.option_id not in question.barred]
    taken = options if available is None else available
    world = HeldWorld.of(question, without_closing(question, layers), catalogue, taken)
    entries = {e.id: e for e in catalogue.evaluated(question.city_code)}
    rules: list[CountyRule] = []
    shares: list[ShareRule] = []
    unplanned: list[Unplanned] = []
    for requirement_id in sorted(set(question.held)):
        entry = entries[requirement_id]
        match entry.check:
            case FacilityPresence() | PopulationTrigger() as check:
                for county in world.counties:
                    _sort(_of_county(entry, check, county, world), rules, unplanned)
            case CountyShare() as check:
                _sort(_of_share(entry, check, world), shares, unplanned)
            case _:
                finding = world.findings[requirement_id, question.city_code]
                if finding.verdict is not Verdict.MET:
                    unplanned.append(_left(finding, NOT_BY_FACILITIES))
    used = tuple(world.awaited)
    notes = (
        *below_standard(rules, entries, world.counties, world.index),
        *under_way_note(used, in_times=question.reach_under_way),
    )
    if question.closing:
        unplanned = _by_closing(unplanned, plan_findings(question, layers, catalogue))
    return Held(tuple(rules), tuple(shares), tuple(unplanned), used, notes)


def _by_closing(
    unplanned: list[Unplanned], today: dict[tuple[str, str], Finding]
) -> list[Unplanned]:
    """What nothing is planned about with the verdict of today; what a closure breaks says so."""
    verdicts = [today[u.requirement_id, u.county_code].verdict for u in unplanned]
    return [
        u if u.verdict is now else replace(u, verdict=now, why=CLOSING_BREAKS.fill(why=u.why))
        for u, now in zip(unplanned, verdicts, strict=True)
    ]


def _sort(found: R | Unplanned | None, rules: list[R], unplanned: list[Unplanned]) -> None:
    if isinstance(found, Unplanned):
        unplanned.append(found)
    elif found is not None:
        rules.append(found)


def _of_county(
    entry: Entry, check: FacilityPresence | PopulationTrigger, county: County, world: HeldWorld
) -> CountyRule | Unplanned | None:
    """What one county needs, or why nothing is planned for it, or nothing."""
    finding = world.findings[entry.id, county.code]
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return None
    if isinstance(check, FacilityPresence):
        wanted = ceil(threshold_on(check.thresholds, world.index.as_of).value)
        there = {c.record_id for c in finding.considered if c.counts}
        unknown = finding.verdict is Verdict.INDETERMINATE
        why = TO_VERIFY.fill(reason=finding.reason_text)
    else:
        if finding.verdict is Verdict.INDETERMINATE and finding.measured is None:
            return _left(finding, POPULATION_UNKNOWN)
        wanted, there = _SECOND, set(finding.evidence)
        unknown, why = not there, NO_SCHOOL
    loose = there & world.closable
    at_least = wanted - len(there - loose)
    if at_least <= 0:
        return None
    if unknown and world.question.absent is Absent.NOT_PLANNED:
        return _left(finding, why)
    if isinstance(check, FacilityPresence):
        awaited = world.awaits(entry, check, county.code)[:at_least]
        world.awaited.extend(awaited)
        at_least -= len(awaited)
        if not at_least:
            return _left(finding, use_it(awaited))

    def counting(some: Iterable[tuple[Option, Facility]]) -> frozenset[str]:
        return frozenset(
            option.option_id
            for option, facility in some
            if not (option.measure is Measure.EXPANSION and _counted_twice(option, check, there))
            and _counts(entry.id, check, facility, world.index)
        )

    options = counting(world.candidates.get(county.code, ()))
    said = _said(entry, county, at_least, len(options) + len(loose) >= at_least)
    if len(options) + len(loose) < at_least and not world.question.strict:
        uncosted = counting(world.uncosted.get(county.code, ()))
        lacking = NO_COST_OF_OPTIONS if uncosted else NO_OPTION
        return _left(finding, lacking.fill(count=at_least, what=_what(check)))
    if unknown:
        said = ASSUMED.fill(said=said)
    return CountyRule(entry.id, county.code, at_least, options, frozenset(loose), unknown, said)


def _counted_twice(
    option: Option, check: FacilityPresence | PopulationTrigger, there: set[str]
) -> bool:
    """Whether the facility an option expands counts already: a larger one is still one.

    Not for the trigger, which an expansion answers as a second school does.
    """
    return isinstance(check, FacilityPresence) and option.site.facility_id in there


def _counts(
    requirement_id: str,
    check: FacilityPresence | PopulationTrigger,
    facility: Facility,
    index: Index,
) -> bool:
    if isinstance(check, PopulationTrigger):
        return facility.facility_type is check.facility_type
    if not accepted([facility], check.accepts_types, check.accepts_functions):
        return False
    return judge(requirement_id, check, facility, index).counts is True


def _of_share(entry: Entry, check: CountyShare, world: HeldWorld) -> ShareRule | Unplanned | None:
    """How many more counties must have it, and which can."""
    question = world.question
    finding = world.findings[entry.id, question.city_code]
    needed = ceil(
        Fraction(str(threshold_on(check.thresholds, world.index.as_of).value)) * len(finding.parts)
    )
    assume = question.absent is Absent.ASSUMED_ABSENT
    within = {c.code for c in world.counties}
    have, can, uncosted = 0, [], 0
    awaited: list[UnderWayUse] = []
    for part in finding.parts:
        counted = {c.record_id for c in part.considered if c.counts}
        loose = counted & world.closable
        if counted - loose:
            have += 1
        elif part.county_code in within and (part.counts is not None or assume):
            if found := world.awaits(entry, check, part.county_code)[:1]:
                awaited += found
                have += 1
                continue
            options = frozenset(
                option.option_id
                for option, facility in world.candidates.get(part.county_code, ())
                if accepted([facility], check.accepts_types, check.accepts_functions)
            )
            if options or loose:
                can.append((part.county_code, options, frozenset(loose)))
            elif any(
                accepted([facility], check.accepts_types, check.accepts_functions)
                for _, facility in world.uncosted.get(part.county_code, ())
            ):
                uncosted += 1
    at_least = needed - have
    if needed > have - len(awaited):
        world.awaited.extend(awaited)
    if at_least <= 0:
        # Without what is under way it would not be enough: that it is relied on is said by name.
        return _left(finding, use_it(awaited)) if needed > have - len(awaited) else None
    if finding.verdict is Verdict.INDETERMINATE and not assume:
        why = TO_VERIFY.fill(reason=finding.reason_text)
        return _left(finding, ALSO_PURCHASED.fill(said=why) if check.provider_kinds else why)
    said = SHARE_SAID.fill(clause=entry.name, count=at_least, have=have, all=len(finding.parts))
    if len(can) < at_least and not question.strict:
        what = _types(check)
        lacking = SHARE_NO_COST if uncosted else SHARE_NO_OPTION
        why = lacking.fill(count=at_least, can=len(can), what=what, uncosted=uncosted)
        return _left(finding, ALSO_PURCHASED.fill(said=why) if check.provider_kinds else why)
    open_ = {p.county_code for p in finding.parts if p.counts is None}
    assumed = frozenset(code for code, _, _ in can if code in open_)
    if assumed:
        said = ASSUMED.fill(said=said)
    return ShareRule(
        entry.id, entry.name, question.city_code, at_least, tuple(sorted(can)), assumed, said
    )


def _left(finding: Finding, why: Text) -> Unplanned:
    return Unplanned(finding.requirement_id, finding.area_code, finding.verdict, why)


def _said(entry: Entry, county: County, count: int, possible: bool) -> Text:
    name = Text(county.name_zh, county.name_en)
    said = SAID if possible else SAID_NONE
    return said.fill(county=name, clause=entry.name, count=count)


def _what(check: FacilityPresence | PopulationTrigger) -> Text:
    if isinstance(check, PopulationTrigger):
        return WORDS[check.facility_type]
    return _types(check)


def _types(check: FacilityPresence | CountyShare) -> Text:
    return join([WORDS[t] for t in check.accepts_types], "、", ", ")


_SECOND = 2
"""The trigger's clause lets a county expand its school or have a second one."""

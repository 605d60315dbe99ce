"""Facilities a requirement would count once they are in use, and those that fall short of it.

What is under construction, in preparation, or built and not in use is no reason to build another:
a plan counts it as in use, on the assumption that it comes into use as expected, and says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from analysis.planning.scenarios.held_words import (
    BELOW_STANDARD,
    EXPECTED,
    EXPECTED_UNKNOWN,
    UNDER_WAY_ALSO,
    UNDER_WAY_NOTE,
    USE_IT,
)
from analysis.planning.scenarios.plan import UnderWayUse
from analysis.planning.scenarios.rules import CountyRule
from analysis.requirements.index import Index
from analysis.requirements.judging import accepted, judge
from analysis.requirements.schema import CountyShare, Entry, FacilityPresence
from analysis.requirements.standing import standing
from geo.layers import County, LayerSet
from geo.records import DateSpan, Facility
from geo.text import Text, join
from geo.vocabulary import WORDS, Status

UNDER_WAY_STATUSES = (
    Status.BUILT_NOT_IN_USE,
    Status.UNDER_CONSTRUCTION,
    Status.PREPARATORY,
)
"""Nearest to use first. What is merely planned is not under way."""


def under_way(
    requirement_id: str,
    check: FacilityPresence | CountyShare,
    county_code: str,
    index: Index,
    gone: Collection[str] = (),
) -> tuple[UnderWayUse, ...]:
    """What nothing but its standing keeps from counting, nearest to use first, then by id.

    ``gone``: ids of facilities that may give way to something else.
    """
    records = accepted(
        index.facilities.get(county_code, ()), check.accepts_types, check.accepts_functions
    )
    found = [
        f
        for f in records
        if f.status in UNDER_WAY_STATUSES
        and f.facility_id not in gone
        and standing(f, index.as_of).operating is False
        and (isinstance(check, CountyShare) or judge(requirement_id, check, f, index).kind_counts)
    ]
    found.sort(key=_nearest)
    return tuple(
        UnderWayUse(
            requirement_id, county_code, f.facility_id, f.name, f.status, _year(f, index.as_of)
        )
        for f in found
        if f.status is not None
    )


def _nearest(facility: Facility) -> tuple[int, str]:
    status = facility.status
    return UNDER_WAY_STATUSES.index(status) if status else 0, facility.facility_id


def _year(facility: Facility, as_of: date) -> int | None:
    """The year it is to open in; None where no date is on record, or it has passed."""
    opened = facility.opened
    return opened.last.year if opened is not None and opened.last > as_of else None


def use_it(used: Iterable[UnderWayUse]) -> Text:
    """That bringing these into use is enough."""
    return join(
        [
            USE_IT.fill(name=_name(u.name), status=WORDS[u.status], expected=_expected(u))
            for u in used
        ],
        "",
        " ",
    )


def under_way_note(used: Iterable[UnderWayUse], *, in_times: bool = False) -> tuple[Text, ...]:
    """The facilities whose coming into use is assumed, each once; nothing where there are none.

    ``in_times``: the question has them count in times, so nothing is said to the contrary.
    """
    by_id = {u.facility_id: u for u in used}
    if not by_id:
        return ()
    names = [
        Text(
            f"{u.name}（{WORDS[u.status].zh}，{_expected(u).zh}）",
            f"{u.name} ({WORDS[u.status].en}, {_expected(u).en})",
        )
        for _, u in sorted(by_id.items())
    ]
    note = UNDER_WAY_ALSO if in_times else UNDER_WAY_NOTE
    return (note.fill(names=join(names)),)


def opened_all(layers: LayerSet, ids: Collection[str], as_of: date) -> LayerSet:
    """The layers with the facilities of these ids in use by the day."""
    day = DateSpan(as_of, as_of)
    return replace(
        layers,
        facilities=tuple(
            replace(f, status=Status.OPERATING, opened=day, closed=None)
            if f.facility_id in ids
            else f
            for f in layers.facilities
        ),
    )


def below_standard(
    rules: Iterable[CountyRule],
    entries: Mapping[str, Entry],
    counties: Iterable[County],
    index: Index,
) -> tuple[Text, ...]:
    """The operating facilities of a rule's county that only an attribute keeps from counting."""
    names = {c.code: Text(c.name_zh, c.name_en) for c in counties}
    said = []
    for rule in rules:
        entry = entries[rule.requirement_id]
        check = entry.check
        if not isinstance(check, FacilityPresence):
            continue
        records = accepted(
            index.facilities.get(rule.county_code, ()),
            check.accepts_types,
            check.accepts_functions,
        )
        judged = [judge(entry.id, check, f, index) for f in records]
        short = [_name(j.facility.name) for j in judged if j.in_place and j.counts is False]
        if short:
            county = names[rule.county_code]
            said.append(BELOW_STANDARD.fill(county=county, clause=entry.name, names=join(short)))
    return tuple(said)


def _expected(use: UnderWayUse) -> Text:
    if use.expected_year is None:
        return EXPECTED_UNKNOWN
    return EXPECTED.fill(year=use.expected_year)


def _name(name: str) -> Text:
    return Text(name, name)

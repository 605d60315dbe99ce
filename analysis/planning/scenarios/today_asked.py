"""Today's facilities as a question takes them: those it closes gone, those it waits for in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.planning.scenarios.plan_words import AWAITED_REACH, CLOSING_NOTE
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.under_way import UNDER_WAY_STATUSES, opened_all
from analysis.requirements.standing import standing
from geo.layers import LayerSet
from geo.records import Facility
from geo.text import Text, join
from geo.vocabulary import WORDS


def closing(question: PlanQuestion, layers: LayerSet) -> tuple[Facility, ...]:
    """The facilities on record that the question closes, by id; ids on no record are nothing."""
    found = (f for f in layers.facilities if f.facility_id in question.closing)
    return tuple(sorted(found, key=lambda f: f.facility_id))


def without_closing(question: PlanQuestion, layers: LayerSet) -> LayerSet:
    """The layers with the facilities the question closes gone."""
    if not question.closing:
        return layers
    stay = tuple(f for f in layers.facilities if f.facility_id not in question.closing)
    return replace(layers, facilities=stay)


def awaited(question: PlanQuestion, layers: LayerSet) -> tuple[Facility, ...]:
    """The city's facilities under way that count in times, by id; none unless it is asked.

    One whose day of opening on record is after the plan's last year does not; one without a day
    counts.
    """
    if not question.reach_under_way:
        return ()
    found = (
        f
        for f in layers.facilities
        if f.city_code == question.city_code
        and f.status in UNDER_WAY_STATUSES
        and standing(f, question.as_of).operating is False
        and _in_time(f, question.years[-1])
    )
    return tuple(sorted(found, key=lambda f: f.facility_id))


def with_awaited(question: PlanQuestion, layers: LayerSet) -> LayerSet:
    """The layers with what counts in times although it is under way in use by the day."""
    ids = {f.facility_id for f in awaited(question, layers)}
    return opened_all(layers, ids, question.as_of) if ids else layers


def today_notes(
    question: PlanQuestion, layers: LayerSet, counted: Iterable[str]
) -> tuple[Text, ...]:
    """What closes by the reader's decision, and what is reached only once it is in use.

    ``counted``: ids of the facilities that count in times.
    """
    notes = []
    if gone := closing(question, layers):
        notes.append(CLOSING_NOTE.fill(names=_named(gone, layers)))
    known = set(counted)
    if waited := [f for f in awaited(question, layers) if f.facility_id in known]:
        notes.append(AWAITED_REACH.fill(names=_named(waited, layers)))
    return tuple(notes)


def _in_time(facility: Facility, last_year: int) -> bool:
    return facility.opened is None or facility.opened.last.year <= last_year


def _named(facilities: Iterable[Facility], layers: LayerSet) -> Text:
    """Names with their type, and in English with the county a Chinese name hides."""
    counties = {c.code: c.short_en for c in layers.counties}
    named = []
    for f in facilities:
        kind, county = WORDS[f.facility_type], counties.get(f.county_code, "")
        where = ", ".join(filter(None, (county, kind.en.lower())))
        named.append(Text(f"{f.name}（{kind.zh}）", f"{f.name} ({where})"))
    return join(named)

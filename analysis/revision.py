"""修订清单: what is no longer as it was in a frozen assessment, and on which records that rests.

Records of the city are compared by id, field by field; findings by requirement and area. Of the
reviews only those decided (复核认定) are named: the others say nothing that a finding rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from analysis.change_list import (
    TABLE_WORDS,
    FindingChange,
    RecordChange,
    RecordChangeKind,
    Revision,
    Said,
)
from analysis.compared import Compared, Side
from analysis.report.cells import cell_of
from analysis.report.gap_table import verdict_value
from analysis.requirements.findings import CountyPart, Finding
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import Entry, PopulationTrigger, Scope, Unit
from geo.records import Completeness, RegisteredPopulation, Ruling
from geo.register.differences import (
    EMPTY,
    FIELD_WORDS,
    FieldChange,
    field_changes,
    value_in_words,
)
from geo.register.tables import TABLES
from geo.reviews import Review
from geo.text import Text

_IN_THE_NAME = frozenset(
    {"name", "county_code", "city_code", "project", "indicator_id", "requirement_id"}
)
"""Fields a list need not repeat: they are what the record is called, or where it is."""
_ASKS_ABOUT = {"operation": "operation", "level": "level", "provider": "provider_kind"}
"""What a question of counting asks about, by the first part of its id."""


def compare(before: Compared, after: Compared) -> Revision:
    """What changed from one assessment to another of the same city. ValueError for two cities."""
    if before.assessment.city_code != after.assessment.city_code:
        raise ValueError("assessments of two cities")
    was, now = Side(before), Side(after)
    touched = tuple(_touched(was, now))
    return Revision(
        before_name=before.name,
        before_run_id=before.assessment.run_id,
        after_run_id=after.assessment.run_id,
        before_as_of=before.assessment.as_of,
        after_as_of=after.assessment.as_of,
        before_rules=before.catalogue.version,
        after_rules=after.catalogue.version,
        findings=tuple(_finding_changes(was, now, touched)),
        records=tuple(t.change for t in touched),
    )


@dataclass(frozen=True)
class _Touched:
    """A change of a record with the record itself, before and after."""

    change: RecordChange
    records: tuple[Any, Any]


@dataclass(frozen=True)
class _Spoken:
    """What one side says: a finding, or one county's part in it."""

    finding: Finding | None
    part: CountyPart | None = None


def _touched(was: Side, now: Side) -> Iterator[_Touched]:
    """By table and id."""
    for table in (name for name in TABLES if name in TABLE_WORDS):
        before, after = was.records(table), now.records(table)
        for key in sorted({*before, *after}):
            old, new = before.get(key), after.get(key)
            if old == new:
                continue
            side, record = (was, old) if new is None else (now, new)
            code = side.area_of(record)
            change = RecordChange(
                table=table,
                record_id=key,
                kind=_kind(old, new),
                area_code=code,
                area=side.names[code],
                name=side.name(table, record),
                fields=_fields(old, new),
            )
            yield _Touched(change, (old, new))


def _fields(old: Any, new: Any) -> tuple[FieldChange, ...]:
    named_whole = isinstance(new, Review) or (
        old is None and isinstance(new, Ruling | Completeness)
    )
    if new is None or named_whole:
        # What these are called says all there is.
        return ()
    if old is not None:
        return field_changes(old, new)
    said = (f.name for f in fields(new)[1:] if f.name not in _IN_THE_NAME)
    return tuple(
        FieldChange(name, FIELD_WORDS.get(name, Text(name, name)), EMPTY, words)
        for name in said
        if (words := value_in_words(name, getattr(new, name))) != EMPTY
    )


def _kind(old: object, new: object) -> RecordChangeKind:
    if old is None:
        return RecordChangeKind.ADDED
    return RecordChangeKind.WITHDRAWN if new is None else RecordChangeKind.CHANGED


def _finding_changes(
    was: Side, now: Side, touched: tuple[_Touched, ...]
) -> Iterator[FindingChange]:
    """By area and requirement; the counties' parts of a finding about the city after it."""
    before, after = was.compared.assessment, now.compared.assessment
    keys = {(f.area_code, f.requirement_id) for a in (before, after) for f in a.findings}
    for area, requirement in sorted(keys):
        old, new = before.get(requirement, area), after.get(requirement, area)
        if _gist(old) != _gist(new):
            yield _finding_change(was, now, _Spoken(old), _Spoken(new), touched)
        parts, later = _parts(old), _parts(new)
        for code in sorted({*parts} & {*later}):
            p, q = parts[code], later[code]
            if _part_gist(p) != _part_gist(q):
                yield _finding_change(was, now, _Spoken(old, p), _Spoken(new, q), touched)


def _gist(finding: Finding | None) -> object:
    if finding is None:
        return None
    said = finding.verdict, finding.reason, finding.measured, finding.threshold
    return *said, finding.dispute is None


def _part_gist(part: CountyPart) -> object:
    return part.counts, part.value, part.dispute is None


def _parts(finding: Finding | None) -> dict[str, CountyPart]:
    return {} if finding is None else {p.county_code: p for p in finding.parts}


def _finding_change(
    was: Side, now: Side, old: _Spoken, new: _Spoken, touched: tuple[_Touched, ...]
) -> FindingChange:
    side, spoken = (was, old) if new.finding is None else (now, new)
    finding, part = spoken.finding, spoken.part
    entry = side.entry(finding.requirement_id) if finding is not None else None
    if finding is None or entry is None:
        raise ValueError("a change of no finding")
    area = finding.area_code if part is None else part.county_code
    cited = _cited(old) | _cited(new)
    named = [s.judged[i] for s in (was, now) for i in cited if i in s.judged]
    return FindingChange(
        requirement_id=entry.id,
        area_code=area,
        requirement=entry.name,
        area=side.names[area],
        before=_said(was, old),
        after=_said(now, new),
        rests_on=tuple(
            (t.change.table, t.change.record_id)
            for t in touched
            if t.change.record_id in cited
            or any(_bears_on(r, entry, area, named) for r in t.records if r is not None)
        ),
    )


def _said(side: Side, spoken: _Spoken) -> Said | None:
    finding, part = spoken.finding, spoken.part
    entry = side.entry(finding.requirement_id) if finding is not None else None
    if finding is None or entry is None:
        return None
    if part is None:
        face = verdict_value(cell_of(entry, finding))
        disputed = finding.dispute is not None
        return Said(face, finding.measured, finding.unit, finding.reason_text, disputed)
    face = verdict_value(cell_of(entry, finding, part))
    why = part.why or (REASON_WORDS[part.reason] if part.value is None else face.word)
    # A county's part is counted in households or not at all; the city's in the plan's unit.
    unit = Unit.NONE if part.value is None else Unit.HOUSEHOLDS
    return Said(face, part.value, unit, why, part.dispute is not None)


def _cited(spoken: _Spoken) -> set[str]:
    """The records a finding, or one county's part in it, names."""
    finding, part = spoken.finding, spoken.part
    if part is not None:
        return {*part.evidence, *(c.record_id for c in part.considered)}
    if finding is None:
        return set()
    cited = {*finding.evidence, *(c.record_id for c in finding.considered)}
    return cited.union(*(_cited(_Spoken(finding, p)) for p in finding.parts))


def _bears_on(record: Any, entry: Entry, area: str, named: list[Any]) -> bool:
    """Whether a record decides a finding that does not name it; ``named`` are those it names."""
    match record:
        case Ruling():
            here = not record.county_code or entry.scope == Scope.CITY or record.county_code == area
            return record.requirement_id == entry.id and here and _answers_for(record, named)
        case Completeness():
            accepted = getattr(entry.check, "accepts_types", ())
            return record.county_code == area and record.facility_type in accepted
        case Review():
            return record.requirement_id == entry.id and record.county_code == area
        case RegisteredPopulation():
            return isinstance(entry.check, PopulationTrigger) and record.county_code == area
    return False


def _answers_for(ruling: Ruling, named: list[Any]) -> bool:
    """Whether a ruling answers for any of the records: one on private care does so for no other."""
    about, _, code = ruling.question.partition(".")
    field = _ASKS_ABOUT.get(about)
    return field is None or any(getattr(record, field, None) == code for record in named)

"""修订清单: what is no longer as it was in a frozen assessment, and on which records that rests.

Records of the city are compared by id, field by field; findings by requirement and area. Of the
reviews only those decided (复核认定) are named: the others say nothing that a finding rests on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from analysis.change_list import (
    TABLE_WORDS,
    FindingChange,
    RecordChange,
    RecordChangeKind,
    Revision,
    Said,
)
from analysis.report.cells import cell_of
from analysis.report.citations import Citations
from analysis.report.gap_table import verdict_value
from analysis.report.source_tables import ANSWER_WORDS
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, CountyPart, Finding
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import Entry, PopulationTrigger, Unit
from geo.layers import LayerSet
from geo.records import Completeness, RegisteredPopulation, Ruling
from geo.register.differences import field_changes
from geo.register.tables import TABLES, record_id
from geo.reviews import Review, ReviewState
from geo.text import Text


class Compared(Protocol):
    """What two assessments are compared by."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def catalogue(self) -> Catalogue: ...  # noqa: D102
    @property
    def layers(self) -> LayerSet: ...  # noqa: D102
    @property
    def assessment(self) -> Assessment: ...  # noqa: D102


def compare(before: Compared, after: Compared) -> Revision:
    """What changed from one assessment to another of the same city. ValueError for two cities."""
    if before.assessment.city_code != after.assessment.city_code:
        raise ValueError("assessments of two cities")
    was, now = _Side(before), _Side(after)
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
class _Side:
    """One of the two assessments, with what is looked up in it."""

    compared: Compared

    @cached_property
    def city_code(self) -> str:
        return self.compared.assessment.city_code

    @cached_property
    def names(self) -> dict[str, Text]:
        layers = self.compared.layers
        cities = {c.code: Text(c.name_zh, c.name_en) for c in layers.cities}
        return cities | {c.code: Text(c.name_zh, c.name_en) for c in layers.counties}

    @cached_property
    def citations(self) -> Citations:
        return Citations(self.compared.layers)

    @cached_property
    def _codes(self) -> set[str]:
        counties = self.compared.layers.counties_of(self.city_code)
        return {self.city_code, *(c.code for c in counties)}

    @cached_property
    def _asked(self) -> set[str]:
        return {"", *(entry.id for entry in self.compared.catalogue.of_city(self.city_code))}

    def records(self, table: str) -> dict[str, Any]:
        """The records of a table that speak of the city, by id."""
        return {
            record_id(record): record
            for record in getattr(self.compared.layers, table)
            if self.area_of(record) in self._codes
            and _requirement_of(record) in self._asked
            and not (isinstance(record, Review) and record.state is not ReviewState.DECIDED)
        }

    def area_of(self, record: Any) -> str:
        """The county a record speaks of, or the city where it names none."""
        code: str = getattr(record, "county_code", "") or getattr(record, "city_code", "")
        return code or self.city_code

    def entry(self, requirement_id: str) -> Entry | None:
        return self.compared.catalogue.entries.get(requirement_id)

    def name(self, table: str, record: Any) -> Text:
        """What a record is called in a list of changes."""
        entry = self.entry(_requirement_of(record))
        if isinstance(record, Ruling) and entry is not None:
            return _ruling_name(entry, record)
        if entry is not None:
            return entry.name
        key = record_id(record)
        return self.citations.get(key).name if key in self.citations else TABLE_WORDS[table]


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


def _touched(was: _Side, now: _Side) -> Iterator[_Touched]:
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
                fields=() if old is None or new is None else field_changes(old, new),
            )
            yield _Touched(change, (old, new))


def _kind(old: object, new: object) -> RecordChangeKind:
    if old is None:
        return RecordChangeKind.ADDED
    return RecordChangeKind.WITHDRAWN if new is None else RecordChangeKind.CHANGED


def _requirement_of(record: Any) -> str:
    named: str = getattr(record, "requirement_id", "") or getattr(record, "indicator_id", "")
    return named


def _ruling_name(entry: Entry, ruling: Ruling) -> Text:
    question = next((q.text.text for q in entry.questions if q.id == ruling.question), None)
    asked = question or Text(ruling.question, ruling.question)
    answer = ANSWER_WORDS.get(ruling.ruling, Text(ruling.ruling, ruling.ruling))
    return Text(
        f"{entry.name.zh}：{asked.zh} {answer.zh}（{ruling.body}，{ruling.document}）",
        f"{entry.name.en}: {asked.en} {answer.en} ({ruling.body}, {ruling.document})",
    )


def _finding_changes(
    was: _Side, now: _Side, touched: tuple[_Touched, ...]
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
            if (p.counts, p.value) != (q.counts, q.value):
                yield _finding_change(was, now, _Spoken(old, p), _Spoken(new, q), touched)


def _gist(finding: Finding | None) -> object:
    if finding is None:
        return None
    return finding.verdict, finding.reason, finding.measured, finding.threshold


def _parts(finding: Finding | None) -> dict[str, CountyPart]:
    return {} if finding is None else {p.county_code: p for p in finding.parts}


def _finding_change(
    was: _Side, now: _Side, old: _Spoken, new: _Spoken, touched: tuple[_Touched, ...]
) -> FindingChange:
    side, spoken = (was, old) if new.finding is None else (now, new)
    finding, part = spoken.finding, spoken.part
    entry = side.entry(finding.requirement_id) if finding is not None else None
    if finding is None or entry is None:
        raise ValueError("a change of no finding")
    area = finding.area_code if part is None else part.county_code
    cited = _cited(old) | _cited(new)
    return FindingChange(
        requirement_id=entry.id,
        area_code=area,
        requirement=entry.name,
        area=side.names[area],
        before=_said(was, old),
        after=_said(now, new),
        record_ids=tuple(
            t.change.record_id
            for t in touched
            if t.change.record_id in cited or any(_bears_on(r, entry, area) for r in t.records)
        ),
    )


def _said(side: _Side, spoken: _Spoken) -> Said | None:
    finding, part = spoken.finding, spoken.part
    entry = side.entry(finding.requirement_id) if finding is not None else None
    if finding is None or entry is None:
        return None
    if part is None:
        face = verdict_value(cell_of(entry, finding))
        return Said(face, finding.measured, finding.unit, finding.reason_text)
    face = verdict_value(cell_of(entry, finding, part))
    # A county's part is counted in households or not at all; the city's in the plan's unit.
    unit = Unit.NONE if part.value is None else Unit.HOUSEHOLDS
    return Said(face, part.value, unit, part.why or REASON_WORDS[part.reason])


def _cited(spoken: _Spoken) -> set[str]:
    """The records a finding, or one county's part in it, names."""
    finding, part = spoken.finding, spoken.part
    if part is not None:
        return {*part.evidence, *(c.record_id for c in part.considered)}
    if finding is None:
        return set()
    cited = {*finding.evidence, *(c.record_id for c in finding.considered)}
    return cited.union(*(_cited(_Spoken(finding, p)) for p in finding.parts))


def _bears_on(record: Any, entry: Entry, area: str) -> bool:
    """Whether a record may decide a finding that does not name it."""
    match record:
        case Ruling():
            return record.requirement_id == entry.id and record.county_code in ("", area)
        case Completeness():
            accepted = getattr(entry.check, "accepts_types", ())
            return record.county_code == area and record.facility_type in accepted
        case RegisteredPopulation():
            return isinstance(entry.check, PopulationTrigger) and record.county_code == area
    return False

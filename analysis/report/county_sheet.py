"""县情单: one county's people, findings and facilities, as the overview opens it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.cells import Cell, cell_of
from analysis.report.matrix import core_entries, under_title
from analysis.report.needs import need_of
from analysis.report.population_table import Measure, census_measures
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, CountyPart, Finding
from analysis.requirements.schema import Entry, Force, PopulationTrigger, Unit
from geo.layers import County, LayerSet
from geo.population import CENSUS_VINTAGE
from geo.records import Completeness, Facility, PurchasedService
from geo.text import Text, join
from geo.vocabulary import OPERATING, WORDS, FacilityType


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One record behind a finding: its symbol's type, its name, how it entered, its source."""

    record_id: str
    facility_type: FacilityType | None
    text: Text
    why: Text
    source: str
    counts: bool | None


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """One finding in words."""

    cell: Cell
    verdict_note: Text | None
    title: Text
    under: Text
    quote: str
    measured: Text | None
    evidence: tuple[EvidenceLine, ...]
    next_step: Text | None
    reason: Text
    missing: tuple[tuple[Text, Text], ...]
    """(what is missing, whom to ask) pairs: 还缺, 向谁要."""
    flags: tuple[Text, ...]
    notes: tuple[Text, ...]
    """Notes on the plan's text that bite here."""


@dataclass(frozen=True, slots=True)
class FacilityLine:
    """One facility of the county: what it is, where it stands, whether it counted."""

    facility_id: str
    facility_type: FacilityType
    name: str
    level_and_operation: Text
    status: Text
    opened: Text
    counted: Text
    operating: bool
    source: str


@dataclass(frozen=True, slots=True)
class CountySheet:
    """All that is known of one county, in the order the sheet shows it."""

    area_code: str
    full_name: Text
    population: tuple[Text, ...]
    findings: tuple[FindingBlock, ...]
    facilities: tuple[FacilityLine, ...]
    last_checked: Text | None


UNIT_WORDS: dict[str, Text] = {
    Unit.FACILITIES: Text("所", "facilities"),
    Unit.PERSONS: Text("人", "persons"),
    Unit.HOUSEHOLDS: Text("户", "households"),
}
_COUNTS = Text("计入", "counts")
_NOT = Text("不计", "does not count")
_OPEN = Text("待核实", "open")
_REFERENCE = Text("参照", "reference")
_NOT_SEEN = Text("—", "—")


def build_county_sheet(
    catalogue: Catalogue, layers: LayerSet, assessment: Assessment, county_code: str
) -> CountySheet:
    """One county's sheet. KeyError for a county the layers don't have."""
    county = layers.county(county_code)
    facilities = sorted(
        (f for f in layers.facilities if f.county_code == county_code),
        key=lambda f: (f.facility_type, f.facility_id),
    )
    records = {f.facility_id: f for f in facilities}
    services = {s.service_id: s for s in layers.purchased_services}
    declared = {c.declaration_id: c for c in layers.completeness}
    names = _Records(records, services, declared)
    blocks = []
    for entry, finding, part in findings_of_county(catalogue, assessment, county_code):
        blocks.append(_block(catalogue, entry, finding, part, names))
    counted = _counting(catalogue, assessment, county_code)
    checked = [f.checked_on for f in facilities if f.checked_on is not None]
    last = max(checked, default=None)
    return CountySheet(
        county_code,
        Text(county.name_zh, county.name_en),
        _people(county),
        tuple(blocks),
        tuple(_facility_line(f, counted.get(f.facility_id, _NOT_SEEN)) for f in facilities),
        Text(f"最近核实 {last}", f"last verified {last}") if last else None,
    )


def _people(county: County) -> tuple[Text, ...]:
    """The county's residents, old and young, with their vintage; only what the census has."""
    persons = county.population_persons
    told = [Text(f"常住人口 {persons:,}", f"{persons:,} residents")]
    measured = census_measures().get(county.code)
    if measured is not None:
        old, young = measured[Measure.AGED_60_PLUS], measured[Measure.AGED_0_14]
        told += [
            Text(f"60岁及以上 {old:.1%}", f"aged 60 and over {old:.1%}"),
            Text(f"0—14岁 {young:.1%}", f"aged 0–14 {young:.1%}"),
        ]
    return (*told, CENSUS_VINTAGE)


def findings_of_county(
    catalogue: Catalogue, assessment: Assessment, county_code: str
) -> list[tuple[Entry, Finding, CountyPart | None]]:
    """A county's findings and its parts in the city's, core requirements first."""
    core = core_entries(catalogue, assessment.city_code)
    others = [e for e in catalogue.evaluated(assessment.city_code) if e not in core]
    found: list[tuple[Entry, Finding, CountyPart | None]] = []
    for entry in (*core, *others):
        finding = assessment.get(entry.id, county_code)
        if finding is not None:
            found.append((entry, finding, None))
            continue
        whole = assessment.get(entry.id, assessment.city_code)
        for part in whole.parts if whole is not None else ():
            if whole is not None and part.county_code == county_code:
                found.append((entry, whole, part))
    return found


@dataclass(frozen=True, slots=True)
class _Records:
    """The records a finding may cite, by id."""

    facilities: dict[str, Facility]
    services: dict[str, PurchasedService]
    declared: dict[str, Completeness]

    def line(self, record_id: str, why: Text, counts: bool | None) -> EvidenceLine | None:
        """The record as a line of evidence; None when the id is of another kind of record."""
        if facility := self.facilities.get(record_id):
            name = Text(facility.name, facility.name)
            return EvidenceLine(
                record_id, facility.facility_type, name, why, facility.source, counts
            )
        if service := self.services.get(record_id):
            name = Text(service.project, service.project)
            kind = FacilityType.MENTAL_HEALTH_COMMUNITY
            return EvidenceLine(record_id, kind, name, why, service.source, counts)
        if said := self.declared.get(record_id):
            kind_word, type_word = WORDS[said.kind], WORDS[said.facility_type]
            return EvidenceLine(
                record_id,
                None,
                Text(
                    f"{type_word.zh}：{kind_word.zh}，截至 {said.complete_as_of}",
                    f"{type_word.en}: {kind_word.en.lower()} as of {said.complete_as_of}",
                ),
                Text(said.declared_by, said.declared_by),
                said.source,
                None,
            )
        return None


def _block(
    catalogue: Catalogue,
    entry: Entry,
    finding: Finding,
    part: CountyPart | None,
    names: _Records,
) -> FindingBlock:
    source = part if part is not None else finding
    seen = {c.record_id for c in source.considered}
    lines = [names.line(c.record_id, c.why, c.counts) for c in source.considered]
    lines += [names.line(e, Text("", ""), None) for e in source.evidence if e not in seen]
    reason = (part.why or finding.reason_text) if part is not None else finding.reason_text
    cell = cell_of(entry, finding, part)
    return FindingBlock(
        cell=cell,
        verdict_note=_note(entry, finding, part, cell),
        title=entry.name,
        under=Text("不计入本规划", "not of this plan")
        if entry.force is Force.REFERENCE
        else under_title(entry),
        quote=entry.quote,
        measured=_measured(entry, finding) if part is None else None,
        evidence=tuple(x for x in lines if x is not None),
        next_step=None,
        reason=reason,
        missing=tuple((m.what, m.ask) for m in source.missing),
        flags=finding.flags if part is None else (),
        notes=tuple(n.text.text for n in catalogue.notes_of_entry(entry.id)),
    )


def _note(entry: Entry, finding: Finding, part: CountyPart | None, cell: Cell) -> Text | None:
    """The small line under the verdict: how far, or what lacks."""
    if cell.symbol is Symbol.PENDING:
        source = part if part is not None else finding
        need = need_of(entry, source.reason, source.missing)
        lacks = Text(f"缺：{need.zh}", f"missing: {need.en}")
        return lacks if cell.sub is None else join([cell.sub, lacks], "，", ", ")
    if cell.symbol in (Symbol.UNMET, Symbol.NOT_BUILT) and part is None and finding.shortfall:
        n = f"{finding.shortfall:g}"
        sub = cell.sub
        if sub is None:
            return Text(f"差 {n} 所", f"{n} short")
        return Text(f"{sub.zh}，差 {n} 所", f"{sub.en}, {n} short")
    return cell.sub


def _measured(entry: Entry, finding: Finding) -> Text | None:
    """What was found beside what is asked; a condition that opens an option is no target."""
    word = UNIT_WORDS.get(finding.unit)
    if finding.measured is None or finding.threshold is None or word is None:
        return None
    got, aim = f"{finding.measured:,.0f}", f"{finding.threshold:,.0f}"
    if isinstance(entry.check, PopulationTrigger):
        return Text(
            f"{got} {word.zh}，触发条件 {aim} {word.zh}以上",
            f"{got} {word.en}, condition {aim} or more",
        )
    return Text(f"{got} {word.zh}，目标值 {aim} {word.zh}", f"{got} {word.en}, target {aim}")


def _facility_line(facility: Facility, counted: Text) -> FacilityLine:
    level = WORDS[facility.level] if facility.level else Text("级别不详", "level not known")
    run = (
        WORDS[facility.operation]
        if facility.operation
        else Text("举办方式不详", "not known by whom")
    )
    status = WORDS[facility.status] if facility.status else Text("状态不详", "status not known")
    opened = str(facility.opened) if facility.opened else ""
    return FacilityLine(
        facility.facility_id,
        facility.facility_type,
        facility.name,
        Text(f"{level.zh} · {run.zh}", f"{level.en} · {run.en}"),
        status,
        Text(opened, opened) if opened else Text("待补", "to be supplied"),
        counted,
        facility.status in OPERATING,
        facility.source,
    )


def _counting(catalogue: Catalogue, assessment: Assessment, county_code: str) -> dict[str, Text]:
    """Whether each facility seen counted anywhere in the plan's own findings of its county."""
    own: dict[str, list[bool | None]] = {}
    referred: set[str] = set()
    for entry, finding, part in findings_of_county(catalogue, assessment, county_code):
        for seen in (part or finding).considered:
            if entry.force is Force.REFERENCE:
                referred.add(seen.record_id)
            else:
                own.setdefault(seen.record_id, []).append(seen.counts)
    return dict.fromkeys(referred, _REFERENCE) | {key: _said(own[key]) for key in own}


def _said(counts: list[bool | None]) -> Text:
    if True in counts:
        return _COUNTS
    return _OPEN if None in counts else _NOT

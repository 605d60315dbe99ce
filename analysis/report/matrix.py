"""The core requirements of a city's plan × its counties: what the overview and 短板清单 show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from analysis.report.cells import Cell, cell_of
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding
from analysis.requirements.schema import Entry, FacilityPresence, Force, PopulationTrigger
from geo.layers import LayerSet
from geo.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One core requirement: its short title and a line under it (三(六)3 · 确保)."""

    requirement_id: str
    title: Text
    under: Text
    reference: bool = False
    """True: not of this plan; drawn outlined, outside every count."""
    absent: bool = False
    """True: this plan has no such requirement; the column is one merged cell."""
    census: bool = False
    """True: its findings rest on the residents of the census."""


@dataclass(frozen=True, slots=True)
class Row:
    """One county in the matrix, or the city as a whole (last row)."""

    area_code: str
    name: Text
    full_name: Text
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows in code order, never ranked; ``total`` is the city's row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row
    county_word: Text


def build_matrix(catalogue: Catalogue, layers: LayerSet, assessment: Assessment) -> Matrix:
    """The core requirements of the city × its counties in code order, the city's row last."""
    city = next(c for c in layers.cities if c.code == assessment.city_code)
    counties = layers.counties_of(city.code)
    entries = core_entries(catalogue, city.code)
    absent = _absent_entries(catalogue, city.code)
    columns = (
        *(replace(_column(e), census=_on_census(e, layers)) for e in entries),
        *(Column(e.id, e.name, Text("无条款", "no clause"), absent=True) for e in absent),
    )
    rows = tuple(
        Row(
            county.code,
            Text(county.short_zh, county.short_en),
            Text(county.name_zh, county.name_en),
            (
                *(_county_cell(e, assessment, county.code) for e in entries),
                *(_absent_cell(e, county.code) for e in absent),
            ),
        )
        for county in counties
    )
    whole = Text("全市", "Whole city")
    total = Row(
        city.code,
        whole,
        Text(city.name_zh, city.name_en),
        (
            *(_total_cell(e, i, rows, assessment) for i, e in enumerate(entries)),
            *(_absent_cell(e, city.code) for e in absent),
        ),
    )
    word = catalogue.plan_of(city.code).county_word.text
    return Matrix(columns, rows, total, word)


def core_entries(catalogue: Catalogue, city_code: str) -> tuple[Entry, ...]:
    """The overview's requirements of a city in their order, the plan's own before references."""
    core = [e for e in catalogue.evaluated(city_code) if e.core]
    return tuple(sorted(core, key=lambda e: (e.force is Force.REFERENCE, e.core)))


def _absent_entries(catalogue: Catalogue, city_code: str) -> tuple[Entry, ...]:
    """Core requirements of another city's plan that this plan does not have."""
    own = core_entries(catalogue, city_code)
    slugs = {e.id.partition(".")[2] for e in own}
    accepted = {e.check.accepts_types for e in own if isinstance(e.check, FacilityPresence)}
    return tuple(
        e
        for e in catalogue.entries.values()
        if e.core
        and city_code not in catalogue.document_of(e.id).city_codes
        and e.id.partition(".")[2] not in slugs
        and not (isinstance(e.check, FacilityPresence) and e.check.accepts_types in accepted)
    )


def _column(entry: Entry) -> Column:
    if entry.force is Force.REFERENCE:
        return Column(
            entry.id, entry.name, Text("不计入本规划", "not of this plan"), reference=True
        )
    return Column(entry.id, entry.name, under_title(entry))


def _on_census(entry: Entry, layers: LayerSet) -> bool:
    """Whether residents decide: a body can rule that the registered population does."""
    ruled = any(r.requirement_id == entry.id and r.ruling == "registered" for r in layers.rulings)
    return isinstance(entry.check, PopulationTrigger) and not ruled


def under_title(entry: Entry) -> Text:
    """The line under a title: the section and the plan's own verb or label."""
    parts = [p for p in (entry.section, entry.label_or_verb) if p]
    return Text(" · ".join(parts), " · ".join(parts))


def _county_cell(entry: Entry, assessment: Assessment, county_code: str) -> Cell:
    finding = assessment.get(entry.id, county_code)
    if finding is not None:
        return cell_of(entry, finding)
    whole = assessment.get(entry.id, assessment.city_code)
    part = next((p for p in whole.parts if p.county_code == county_code), None) if whole else None
    if whole is None or part is None:
        return _absent_cell(entry, county_code)
    return cell_of(entry, whole, part)


def _absent_cell(entry: Entry, area_code: str) -> Cell:
    return Cell(entry.id, area_code, Symbol.NONE, SYMBOL_WORDS[Symbol.NONE])


def counties_needed(finding: Finding) -> tuple[int, int]:
    """Of a finding on a share of the counties: how many have it, how many are needed."""
    have = sum(1 for p in finding.parts if p.counts)
    share = Fraction(str(finding.threshold or 0))
    return have, ceil(share * len(finding.parts))


def _total_cell(entry: Entry, i: int, rows: tuple[Row, ...], assessment: Assessment) -> Cell:
    """The city's cell: how many counties, or the verdict of a requirement on the city."""
    cells = [row.cells[i] for row in rows]
    city = assessment.city_code
    finding = assessment.get(entry.id, city)
    if finding is not None:
        have, needed = counties_needed(finding)
        return Cell(
            entry.id,
            city,
            cell_of(entry, finding).symbol,
            Text(f"{have} / {len(finding.parts)}", f"{have} / {len(finding.parts)}"),
            Text(f"需 {needed}", f"{needed} needed"),
        )
    if entry.force is Force.REFERENCE:
        due = any(c.symbol is Symbol.NOT_DUE for c in cells)
        word = SYMBOL_WORDS[Symbol.NOT_DUE] if due else Text("已到期", "Due")
        return Cell(entry.id, city, Symbol.NOT_DUE if due else Symbol.NONE, word)
    if entry.force is Force.PERMISSIVE:
        n = sum(1 for c in cells if c.symbol is Symbol.TRIGGERED)
        return Cell(entry.id, city, Symbol.NONE, Text(f"{n} 个触发", f"{n} triggered"))
    good = Symbol.BUILT if entry.force is Force.DIRECTIONAL else Symbol.MET
    n = sum(1 for c in cells if c.symbol is good)
    word = SYMBOL_WORDS[good]
    said = f"{n} / {len(cells)}"
    return Cell(entry.id, city, Symbol.NONE, Text(f"{said} {word.zh}", f"{said} {word.en.lower()}"))

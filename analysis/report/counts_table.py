"""Findings by requirement: the table that adds up to the first sentence of every paper."""

from __future__ import annotations

from analysis.report.cells import Cell, cell_of
from analysis.report.counts import (
    UNIT_NOTE,
    Tally,
    binding_tally,
    counted_words,
    indicator_tallies,
    is_counted,
    tally,
)
from analysis.report.matrix import Matrix, core_entries, under_title
from analysis.report.report import Column, ColumnKind, Table, Value
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding
from analysis.requirements.schema import Entry, Force, Indicator
from geo.text import Text, join


def counts_table(catalogue: Catalogue, assessment: Assessment, matrix: Matrix) -> Table:
    """One row a requirement; its total is the first sentence. Those not counted say so."""
    rows = [
        *(_row(e, assessment, matrix) for e in _entries(catalogue, assessment, counted=True)),
        *_indicator_rows(catalogue, assessment),
        *(_row(e, assessment, matrix) for e in _entries(catalogue, assessment, counted=False)),
    ]
    whole = binding_tally(catalogue, assessment)
    unit = Text("项", "findings")
    columns = (
        Column("requirement", Text("规划要求", "Requirement"), width_chars=24),
        Column("under", Text("条款 · 力度", "Section · verb"), width_chars=18),
        Column("found", Text("核查结果", "All"), ColumnKind.NUMBER, unit, 10),
        Column("met", Text("已达到", "Met"), ColumnKind.NUMBER, unit, 10),
        Column("unmet", Text("尚未达到", "Not yet met"), ColumnKind.NUMBER, unit, 10),
        Column("open", Text("待核实", "To be verified"), ColumnKind.NUMBER, unit, 10),
        Column("said", Text("分县情况", "In the counties"), width_chars=38),
    )
    return Table(
        "counts",
        Text("核查结果汇总", "Findings by requirement"),
        columns,
        tuple(rows),
        (UNIT_NOTE, _NOT_COUNTED),
        (Text("合计", "Total"), None, whole.found, whole.met, whole.unmet, whole.open, None),
    )


_NOT_COUNTED = Text(
    "标“—”的不计入合计：只说进展或仅供参照的不作评估结论，与规划指标为同一条款的已计入该指标。",
    "Where “—” stands the row is in no total: only progress is told, the goal is not of this plan,"
    " or the clause is counted as an indicator.",
)
_DASH = Text("—", "—")


def _entries(catalogue: Catalogue, assessment: Assessment, *, counted: bool) -> list[Entry]:
    """The requirements that have findings, indicators left out; those of the overview first."""
    city = assessment.city_code
    found = {f.requirement_id for f in assessment.findings}
    core = core_entries(catalogue, city)
    own = [*core, *(e for e in catalogue.evaluated(city) if e not in core)]
    return [
        e
        for e in sorted(own, key=lambda e: e.force is Force.REFERENCE)
        if e.id in found and is_counted(e) is counted and not isinstance(e.check, Indicator)
    ]


def _row(entry: Entry, assessment: Assessment, matrix: Matrix) -> tuple[Value, ...]:
    findings = [f for f in assessment.findings if f.requirement_id == entry.id]
    under = (
        Text("不计入本规划", "not of this plan")
        if entry.force is Force.REFERENCE
        else under_title(entry)
    )
    said = _counties_said(entry, findings, matrix)
    if entry.counted_as:
        said = _said_elsewhere(entry, assessment, said)
    return (entry.name, under, *_numbers(tally(findings), counted=is_counted(entry)), said)


def _said_elsewhere(entry: Entry, assessment: Assessment, said: Text | None) -> Text:
    """Where a clause is counted, and its own verdict where the indicator has another."""
    city, number = assessment.city_code, entry.counted_as.rpartition("-")[2]
    told = [Text(f"已计入规划指标第 {number} 项", f"counted as indicator {number} of the plan")]
    own, other = assessment.get(entry.id, city), assessment.get(entry.counted_as, city)
    if own is not None and other is not None and own.verdict is not other.verdict:
        word = cell_of(entry, own).word
        told.append(Text(f"分县合计{word.zh}", f"sum of the counties: {word.en.lower()}"))
    if said is not None:
        told.append(said)
    return join(told, "；", "; ")


def _numbers(counts: Tally, *, counted: bool) -> tuple[Value, Value, Value, Value]:
    if not counted:
        return (_DASH, _DASH, _DASH, _DASH)
    return (counts.found, counts.met, counts.unmet, counts.open)


def _counties_said(entry: Entry, findings: list[Finding], matrix: Matrix) -> Text | None:
    """What the counties say where the numbers do not: parts of a city's finding, progress."""
    cells = _county_cells(entry, matrix)
    if not cells and findings and findings[0].parts:
        cells = [cell_of(entry, findings[0], p) for p in findings[0].parts]
    if not cells:
        cells = [cell_of(entry, f) for f in findings]
    by_county = entry.force is Force.BINDING and entry.scope == "county"
    return None if by_county else join(list(counted_words(cells)), "，", ", ")


def _county_cells(entry: Entry, matrix: Matrix) -> list[Cell]:
    for place, column in enumerate(matrix.columns):
        if column.requirement_id == entry.id:
            return [row.cells[place] for row in matrix.rows]
    return []


def _indicator_rows(catalogue: Catalogue, assessment: Assessment) -> list[tuple[Value, ...]]:
    """The plan's indicators in one row; those told in words only in a row that is not counted."""
    rows: list[tuple[Value, ...]] = []
    counted, others = indicator_tallies(catalogue, assessment)
    if counted.found:
        title = Text("规划指标", "Indicators of the plan")
        rows.append((title, None, *_numbers(counted, counted=True), None))
    if others.found:
        title = Text("规划指标（无量化目标）", "Indicators without a number")
        verdicts = (
            (others.met, Text("达到", "reached")),
            (others.unmet, Text("未达到", "not reached")),
            (others.open, SYMBOL_WORDS[Symbol.PENDING]),
        )
        told = [Text(f"{n} 项{w.zh}", f"{n} {w.en.lower()}") for n, w in verdicts if n]
        said = join(told, "，", ", ")
        said = Text(f"书面评定：{said.zh}", f"judged in writing: {said.en}")
        rows.append((title, None, *_numbers(others, counted=False), said))
    return rows

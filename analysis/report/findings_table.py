"""Every finding with its clause, its reason and its evidence; and what waits for whom."""

from __future__ import annotations

from analysis.report.cells import cell_of
from analysis.report.citations import Citations
from analysis.report.county_sheet import UNIT_WORDS
from analysis.report.gap_table import verdict_value
from analysis.report.report import Column, ColumnKind, Share, Table, Value
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding, Missing, Reason
from analysis.requirements.schema import Entry, Force, Unit
from geo.layers import LayerSet
from geo.text import Text

FORCE_WORDS: dict[Force, Text] = {
    Force.BINDING: Text("刚性要求", "Binding"),
    Force.DIRECTIONAL: Text("引导推进", "Directional"),
    Force.PERMISSIVE: Text("可选措施", "Permissive"),
    Force.REFERENCE: Text("参照，不计入本规划", "Reference, not of this plan"),
    Force.NONE: Text("", ""),
}
UNITS: dict[str, Text] = {
    **UNIT_WORDS,
    Unit.SHARE: Text("%", "%"),
    Unit.TEN_THOUSAND_PERSONS: Text("万人", "ten thousand persons"),
    Unit.TEN_THOUSAND_HOUSEHOLDS: Text("万户", "ten thousand households"),
}
_COLUMNS = (
    Column("area", Text("地区", "Area"), width_chars=9),
    Column("requirement", Text("规划要求", "Requirement"), width_chars=22),
    Column("verdict", Text("评估结论", "Verdict"), ColumnKind.VERDICT, width_chars=13),
    Column("reason", Text("理由", "Reason"), width_chars=24),
    Column("measured", Text("实测", "Measured"), ColumnKind.NUMBER, width_chars=11),
    Column("threshold", Text("目标值", "Target"), ColumnKind.NUMBER, width_chars=9),
    Column("shortfall", Text("缺口", "Shortfall"), ColumnKind.NUMBER, width_chars=7),
    Column("unit", Text("单位", "Unit"), width_chars=6),
    Column("evidence", Text("佐证材料", "Evidence"), width_chars=36),
    Column("missing", Text("还缺", "Missing"), width_chars=30),
    Column("ask", Text("向谁要", "Ask"), width_chars=16),
    Column("section", Text("条款", "Section"), width_chars=9),
    Column("quote", Text("规划原文", "Words of the plan"), width_chars=34),
    Column("verb", Text("力度", "Verb or label"), ColumnKind.TEXT, None, 12, False),
    Column("force", Text("认定效力", "Force"), ColumnKind.TEXT, None, 14, False),
    Column("deadline", Text("时限", "Deadline"), ColumnKind.TEXT, None, 18, False),
    Column("note", Text("说明", "Notes"), ColumnKind.TEXT, None, 24, False),
    Column("area_code", Text("行政区划代码", "Division code"), ColumnKind.CODE, None, 13, False),
    Column("requirement_id", Text("要求编号", "Requirement id"), ColumnKind.CODE, None, 32, False),
    Column("reason_code", Text("理由代码", "Reason code"), ColumnKind.CODE, None, 22, False),
)
_NOTES = (
    Text(
        "“待核实”表示现有记录不足以判断，不表示没有。",
        "“To be verified” means that the records do not tell, not that there is nothing.",
    ),
    Text(
        "以 % 计的，缺口为百分点。", "Where the unit is %, the shortfall is in percentage points."
    ),
    Text(
        "条款未写年份的，时限为规划期末（推定）。",
        "Where a clause prints no year, the deadline is the end of the plan period (presumed).",
    ),
)


def findings_table(
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    citations: Citations,
    *,
    text_notes: bool,
) -> Table:
    """All findings by area code, of each area in the plan's order, references last."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in layers.counties}
    names |= {c.code: Text(c.name_zh, c.name_en) for c in layers.cities}
    places = {e: place for place, e in enumerate(catalogue.entries)}

    def place(finding: Finding) -> tuple[str, bool, int]:
        entry = catalogue.entries[finding.requirement_id]
        return finding.area_code, entry.force is Force.REFERENCE, places[entry.id]

    rows = []
    for finding in sorted(assessment.findings, key=place):
        entry = catalogue.entries[finding.requirement_id]
        missing = _missing(finding)
        notes = list(finding.flags)
        if text_notes:
            notes += [n.text.text for n in catalogue.notes_of_entry(entry.id)]
        row: tuple[Value, ...] = (
            names[finding.area_code],
            entry.title.text,
            verdict_value(cell_of(entry, finding)),
            finding.reason_text,
            quantity(finding.measured, finding.unit),
            quantity(finding.threshold, finding.unit),
            quantity(finding.shortfall, finding.unit),
            UNITS.get(finding.unit),
            citations.words(finding.evidence),
            _lines([m.what for m in missing]),
            _lines(list({m.ask.zh: m.ask for m in missing}.values())),
            entry.section or None,
            entry.quote or None,
            entry.label_or_verb or None,
            FORCE_WORDS[entry.force],
            deadline_words(entry),
            _lines(notes),
            finding.area_code,
            entry.id,
            finding.reason.value,
        )
        rows.append(row)
    return Table(
        "findings", Text("核查结果", "Findings"), _COLUMNS, tuple(rows), _NOTES, frozen_columns=3
    )


def todo_table(catalogue: Catalogue, layers: LayerSet, assessment: Assessment) -> Table:
    """待核实事项: one row an open finding or county part, what it lacks and who supplies it."""
    todo = build_todo(catalogue, layers, assessment)
    names = {c.code: Text(c.short_zh, c.short_en) for c in layers.counties}
    names |= {c.code: Text(c.name_zh, c.name_en) for c in layers.cities}
    columns = (
        Column("number", Text("序号", "No."), ColumnKind.NUMBER, width_chars=8),
        Column("area", Text("地区", "Area"), width_chars=11),
        Column("requirement", Text("规划要求", "Requirement"), width_chars=20),
        Column("what", Text("还缺什么", "What is missing"), width_chars=52),
        Column("ask", Text("由谁提供", "Who supplies it"), width_chars=30),
        Column("section", Text("条款", "Section"), ColumnKind.TEXT, None, 12, False),
        Column(
            "area_code", Text("行政区划代码", "Division code"), ColumnKind.CODE, None, 13, False
        ),
        Column(
            "requirement_id", Text("要求编号", "Requirement id"), ColumnKind.CODE, None, 32, False
        ),
    )
    rows = tuple(
        (
            number,
            names[item.area_code],
            item.title,
            item.what,
            item.ask,
            catalogue.entries[item.requirement_id].section or None,
            item.area_code,
            item.requirement_id,
        )
        for number, item in enumerate(todo.items, start=1)
    )
    notes = [
        Text(
            f"共 {todo.total} 项，按规划要求排列，同一要求内按行政区划代码排列。",
            f"{todo.total} items, by requirement and then in the order of division codes.",
        )
    ]
    if any(f.reason is Reason.NOT_DUE for f in assessment.findings):
        notes.append(
            Text("参照目标未到期的不列入。", "Reference goals that are not due wait for nobody.")
        )
    title = Text("待核实事项及补报单位", "Open points and who must act")
    return Table("todo", title, columns, rows, tuple(notes), frozen_columns=2)


def quantity(value: float | None, unit: str) -> Value:
    """A finding's number as a table shows it: shares in percent, whole numbers whole."""
    if value is None:
        return None
    if unit == Unit.SHARE:
        return Share(value)
    return int(value) if float(value).is_integer() else value


def deadline_words(entry: Entry) -> Value:
    """By when, and whether that is the plan's word or presumed."""
    if entry.deadline is None:
        return None
    day = entry.deadline.date.isoformat()
    if entry.deadline.presumed:
        return Text(f"{day}（推定）", f"{day} (presumed)")
    return day


def _missing(finding: Finding) -> tuple[Missing, ...]:
    """What lacks, each thing and body once."""
    return tuple({(m.what.zh, m.ask.zh): m for m in finding.missing}.values())


def _lines(texts: list[Text]) -> Text | None:
    seen = list({t.zh: t for t in texts if t.zh}.values())
    if not seen:
        return None
    return Text("；\n".join(t.zh for t in seen), ";\n".join(t.en for t in seen))

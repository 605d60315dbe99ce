"""What the findings page shows of one requirement: its clause and its findings."""

from __future__ import annotations

import streamlit as st

from analysis.report.cells import cell_of
from analysis.report.matrix import core_entries
from analysis.requirements.findings import Assessment, CountyPart, Finding, Verdict
from analysis.requirements.schema import Entry, Force, Unit
from geo.text import Text, join
from ui import state
from ui.components.notice import notice
from ui.components.table_types import Column, Row, Said, Table
from ui.components.table_types import Kind as Cells
from ui.language import language, say, word, written

FORCE_WORDS: dict[Force, Text] = {
    Force.BINDING: Text("有明确目标的要求，可评“已达到／尚未达到”", "binding: gives a verdict"),
    Force.DIRECTIONAL: Text(
        "推进类，只说“已建成／尚未建成”", "directional: built or not yet built"
    ),
    Force.PERMISSIVE: Text("“可”类，只说是否触发", "permissive: triggered or not"),
    Force.REFERENCE: Text("参照，不计入本规划", "reference, not of this plan"),
    Force.NONE: Text("背景说明，不作评估", "context, no verdict"),
}
VERDICT_WORDS: dict[Verdict, Text] = {
    Verdict.MET: Text("已达到", "Met"),
    Verdict.UNMET: Text("尚未达到", "Not yet met"),
    Verdict.INDETERMINATE: Text("待核实", "To be verified"),
    Verdict.NOT_APPLICABLE: Text("不适用", "Not applicable"),
}


def requirement_choices() -> dict[str, Entry]:
    """The city's evaluated requirements by id, the overview's first and in its order."""
    city = state.view().city.code
    core = core_entries(state.catalogue(), city)
    others = [e for e in state.catalogue().evaluated(city) if e not in core]
    return {e.id: e for e in (*core, *others)}


def entry_label(entry: Entry) -> str:
    """A requirement in a choice: its section, verb and title."""
    under = " · ".join(p for p in (entry.section, entry.label_or_verb) if p)
    return (
        f"{word(entry.title.text)}（{under}）"
        if language() == "zh"
        else (f"{word(entry.title.text)} ({under})")
    )


def clause_card(entry: Entry) -> None:
    """The clause in the plan's words, its force, deadline, agencies and our reading of it."""
    lines = [
        Text(
            f"力度：{entry.label_or_verb or '—'}，{FORCE_WORDS[entry.force].zh}",
            f"Force: {entry.label_or_verb or '—'}; {FORCE_WORDS[entry.force].en}",
        )
    ]
    if entry.deadline is not None:
        presumed = entry.deadline.presumed
        lines.append(
            Text(
                f"期限：{entry.deadline.date}{'，规划期末（推定）' if presumed else ''}",
                f"By {entry.deadline.date}{' (presumed: end of the plan)' if presumed else ''}",
            )
        )
    if entry.lead_agencies:
        lead = "、".join(entry.lead_agencies)
        lines.append(Text(f"牵头单位（规划原文）：{lead}", f"Lead agencies as printed: {lead}"))
    if entry.interpretation is not None:
        reading = entry.interpretation.text
        lines.append(Text(f"本工具的读法：{reading.zh}", f"How the tool reads it: {reading.en}"))
    lines += [
        Text(f"文本说明：{n.text.zh}", f"Note on the text: {n.text.en}")
        for n in state.catalogue().notes_of_entry(entry.id)
    ]
    title = Text(f"{entry.section}　“{entry.quote}”", f"{entry.section} “{entry.quote}”")
    notice(title, language=language(), key="clause_card", lines=lines)


def verdict_filter(key: str) -> set[Verdict]:
    """The verdicts the reader wants to see; none chosen means all."""
    chosen = st.pills(
        say("只看", "Only"),
        list(Verdict),
        selection_mode="multi",
        format_func=written(VERDICT_WORDS),
        key=key,
    )
    return set(chosen or Verdict)


def findings_table(entry: Entry, assessment: Assessment, verdicts: set[Verdict]) -> Table:
    """The findings of one requirement: by county, or the city with its counties' parts."""
    names = area_names(assessment.city_code)
    rows = []
    for finding in assessment.findings:
        if finding.requirement_id != entry.id or finding.verdict not in verdicts:
            continue
        rows.append(_finding_row(entry, finding, None, names))
        rows.extend(_finding_row(entry, finding, part, names) for part in finding.parts)
    return Table(
        label=entry.title.text,
        columns=(
            Column("area", Text("县（市、区）", "County"), width_px=92),
            Column("verdict", Text("结论", "Finding"), Cells.SYMBOL, width_px=150),
            Column("measured", Text("实测 / 目标", "Measured / target"), width_px=150),
            Column("reason", Text("理由", "Reason")),
            Column("evidence", Text("佐证材料", "Evidence")),
            Column("missing", Text("还缺 · 向谁要", "Missing · whom to ask")),
        ),
        rows=tuple(rows),
        empty=Text("没有符合筛选的结果。", "No finding fits the filter."),
        stacks=True,
    )


def _finding_row(
    entry: Entry, finding: Finding, part: CountyPart | None, names: dict[str, Text]
) -> Row:
    cell = cell_of(entry, finding, part)
    source = part if part is not None else finding
    missing = join(
        [Text(f"{m.what.zh} · {m.ask.zh}", f"{m.what.en} · {m.ask.en}") for m in source.missing],
        "；",
        "; ",
    )
    aggregated = part is None and bool(finding.parts)
    reason = (part.why or finding.reason_text) if part is not None else finding.reason_text
    return Row(
        f"{finding.area_code}-{part.county_code if part else ''}",
        (
            names[part.county_code if part else finding.area_code],
            Said(cell.symbol, cell.word, cell.sub),
            "" if part is not None else measured_text(finding),
            reason,
            _evidence(source.evidence) if not aggregated else "",
            missing if not aggregated else Text("见各县", "see the counties"),
        ),
    )


def measured_text(finding: Finding) -> Text:
    """Measured and target in the reader's units; an unknown one as 待报."""

    def number(value: float | None) -> str:
        if value is None:
            return "—"
        if finding.unit == Unit.SHARE:
            return f"{value * 100:.1f}%"
        return f"{value:,.10g}"

    text = f"{number(finding.measured)} / {number(finding.threshold)}"
    return Text(text, text)


def _evidence(ids: tuple[str, ...]) -> Text:
    """Record ids as the names a reader knows."""
    records = state.layers()
    names = {f.facility_id: f.name for f in records.facilities}
    names |= {s.service_id: s.project for s in records.purchased_services}
    names |= {d.declaration_id: f"{d.declared_by} {d.complete_as_of}" for d in records.completeness}
    names |= {n.record_id: n.source or n.record_id for n in records.retrofit_needs}
    said = dict.fromkeys(names.get(i, i) for i in ids)
    return Text("；".join(said), "; ".join(said))


def area_names(city_code: str) -> dict[str, Text]:
    """The short names of a city's counties, and of the city as a whole."""
    records = state.layers()
    names = {c.code: Text(c.short_zh, c.short_en) for c in records.counties_of(city_code)}
    return names | {city_code: Text("全市", "Whole city")}

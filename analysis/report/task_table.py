"""任务分解表: every numbered item, the indicators and part four, filled only from findings.

What no check evaluates stays empty for the bodies to fill in: nothing is inferred.
"""

from __future__ import annotations

from analysis.report.agencies import NONE_PRINTED, current_agencies, printed_agencies
from analysis.report.cells import cell_of
from analysis.report.citations import Citations
from analysis.report.counts import counted_words
from analysis.report.report import Column, Table, Value
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.disputes import DISPUTED
from analysis.requirements.findings import Assessment, Finding
from analysis.requirements.schema import CountyShare, Entry, Force, Kind, RetrofitTotal
from geo.layers import LayerSet
from geo.text import Text, join

_COLUMNS = (
    Column("section", Text("条目", "Item"), width_chars=8),
    Column("task", Text("任务", "Task"), width_chars=16),
    Column("quote", Text("规划原文要点", "Words of the plan"), width_chars=32),
    Column("verb", Text("力度", "Verb or label"), width_chars=9),
    Column("lead", Text("牵头单位", "Lead agency"), width_chars=13),
    Column("current", Text("现承担单位", "Carried today by"), width_chars=11),
    Column("result", Text("完成情况", "Result"), width_chars=28),
    Column("problem", Text("存在问题", "Problems"), width_chars=26),
    Column("evidence", Text("佐证材料", "Evidence"), width_chars=22),
    Column("own", Text("部门自评", "Agency’s own assessment"), width_chars=11),
    Column("review", Text("残联复核", "Federation’s review"), width_chars=11),
)
_NOTES = (
    Text(
        "完成情况、存在问题只由核查结果填写，没有核查结果的留空，由责任单位填报。",
        "Results and problems are filled from findings only; what has no finding stays empty for "
        "the bodies to report.",
    ),
)
_LISTED = (Kind.ITEM, Kind.INDICATOR, Kind.ORGANISATION)
_PROBLEM = frozenset({Symbol.UNMET, Symbol.NOT_BUILT})


def task_table(
    catalogue: Catalogue, layers: LayerSet, assessment: Assessment, citations: Citations
) -> Table:
    """The plan's items in its own order; the title is the one the city's papers use."""
    document = catalogue.plan_of(assessment.city_code)
    entries = next(f.entry for f in catalogue.files if f.document.id == document.id)
    rows = tuple(
        _row(catalogue, layers, assessment, citations, entry, _within(entries, entry))
        for entry in entries
        if entry.kind in _LISTED
    )
    title = document.assessment_table_title.text
    return Table("tasks", title, _COLUMNS, rows, _NOTES, frozen_columns=2)


def _within(entries: tuple[Entry, ...], listed: Entry) -> tuple[Entry, ...]:
    """The listed entry, with the clauses that stand in its section when it is a numbered item."""
    if listed.kind is not Kind.ITEM:
        return (listed,)
    clauses = (e for e in entries if e.kind is Kind.CLAUSE and e.section == listed.section)
    return (listed, *clauses)


def _row(
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    citations: Citations,
    entry: Entry,
    within: tuple[Entry, ...],
) -> tuple[Value, ...]:
    results: list[Text] = []
    problems: list[Text] = []
    evidence: list[str] = []
    for part in within:
        findings = [f for f in assessment.findings if f.requirement_id == part.id]
        if not findings:
            continue
        results.append(_result(part, findings))
        problem = _problem(layers, part, findings)
        if problem is not None:
            problems.append(problem)
        evidence += [e for f in findings for e in f.evidence if e not in evidence]
    verbs = list(dict.fromkeys(e.label_or_verb for e in within if e.label_or_verb))
    quotes = list(dict.fromkeys(e.quote for e in within if e.quote))
    lead = "、".join(printed_agencies(catalogue, entry))
    return (
        entry.section,
        entry.title.text,
        "；\n".join(quotes) or None,
        "、".join(verbs) or None,
        lead or NONE_PRINTED,
        "、".join(current_agencies(catalogue, entry)) or None,
        _joined(results),
        _joined(problems),
        citations.summary(evidence),
        None,
        None,
    )


def _result(entry: Entry, findings: list[Finding]) -> Text:
    """How many counties stand where; a finding about the city in its own words."""
    if entry.scope == "county":
        cells = [cell_of(entry, f) for f in findings]
        counted = join(counted_words(cells) or (cells[0].word,), "，", ", ")
        zh, en = counted.zh, counted.en
        disputed = sum(f.dispute is not None for f in findings)
        if disputed:
            zh += f"；各结论中 {disputed} 个{DISPUTED.zh}"
            en += f"; of all, {disputed} {DISPUTED.en}"
        return Text(f"{entry.name.zh}：{zh}", f"{entry.name.en}: {en}")
    finding = findings[0]
    word = cell_of(entry, finding).word
    return Text(
        f"{entry.name.zh}：{word.zh}；{finding.reason_text.zh}",
        f"{entry.name.en}: {word.en.lower()}; {finding.reason_text.en}",
    )


def _problem(layers: LayerSet, entry: Entry, findings: list[Finding]) -> Text | None:
    """Which counties are not there yet or open; nothing for options and references."""
    if entry.force in (Force.PERMISSIVE, Force.REFERENCE):
        return None
    below: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        if isinstance(entry.check, CountyShare | RetrofitTotal):
            parts = [(cell_of(entry, finding, p), p.county_code) for p in finding.parts]
        else:
            parts = [(cell_of(entry, finding), finding.area_code)]
        for cell, code in parts:
            if cell.symbol in _PROBLEM or cell.symbol is Symbol.PENDING:
                below.setdefault((cell.word.zh, cell.word.en), []).append(code)
    if not below:
        return None
    short = {c.code: (c.short_zh, c.short_en) for c in layers.counties}
    zh, en = [], []
    for (word_zh, word_en), codes in below.items():
        names = [short[c] for c in codes if c in short]
        zh.append(f"{word_zh}" + (f"：{'、'.join(n for n, _ in names)}" if names else ""))
        en.append(f"{word_en}" + (f": {', '.join(n for _, n in names)}" if names else ""))
    return Text(f"{entry.name.zh}——{'；'.join(zh)}", f"{entry.name.en} — {'; '.join(en)}")


def _joined(texts: list[Text]) -> Text | None:
    if not texts:
        return None
    return Text("；\n".join(t.zh for t in texts), ";\n".join(t.en for t in texts))

"""Where the numbers come from: data files, rulings, and what was wrong in the records."""

from __future__ import annotations

from analysis.report.report import Column, ColumnKind, Table
from analysis.requirements.catalogue import Catalogue
from geo.issues import SEVERITY_WORDS, DataIssue
from geo.layers import LayerSet
from geo.sources import Source
from geo.text import Text


def rulings_table(catalogue: Catalogue, layers: LayerSet, city_code: str) -> Table:
    """The rulings that speak of the city's requirements, in order of requirement and date."""
    columns = (
        Column("requirement", Text("规划要求", "Requirement"), width_chars=22),
        Column("county", Text("适用地区", "For"), width_chars=14),
        Column("question", Text("认定问题", "Question"), width_chars=36),
        Column("words", Text("所依据的原文", "Words it rests on"), width_chars=30),
        Column("ruling", Text("认定口径", "Ruling"), width_chars=16),
        Column("body", Text("认定单位", "Body"), width_chars=22),
        Column("document", Text("文号", "Document"), width_chars=22),
        Column("date", Text("日期", "Date"), width_chars=11),
    )
    entries = {e.id: e for e in catalogue.of_city(city_code)}
    names = {c.code: Text(c.name_zh, c.name_en) for c in layers.counties}
    rows = []
    for ruling in sorted(layers.rulings, key=lambda r: (r.requirement_id, r.date, r.ruling_id)):
        entry = entries.get(ruling.requirement_id)
        if entry is None:
            continue
        question = next((q for q in entry.questions if q.id == ruling.question), None)
        rows.append(
            (
                entry.name,
                names[ruling.county_code] if ruling.county_code else Text("全市", "Whole city"),
                question.text.text if question else ruling.question,
                question.words if question else None,
                ANSWER_WORDS.get(ruling.ruling, Text(ruling.ruling, ruling.ruling)),
                ruling.body,
                ruling.document,
                ruling.date.isoformat(),
            )
        )
    notes = () if rows else (Text("尚无认定口径。", "No ruling is recorded."),)
    title = Text("认定口径", "Rulings")
    return Table("rulings", title, columns, tuple(rows), notes, frozen_columns=1)


ANSWER_WORDS: dict[str, Text] = {
    "counts": Text("计入", "counts"),
    "does_not_count": Text("不计入", "does not count"),
    "resident": Text("常住人口", "residents"),
    "registered": Text("户籍人口", "registered population"),
    "met": Text("达到", "met"),
    "unmet": Text("未达到", "not met"),
}


def issues_table(issues: tuple[DataIssue, ...]) -> Table:
    """What was wrong in the data, issue by issue as found."""
    columns = (
        Column("severity", Text("类别", "Kind"), width_chars=9),
        Column("where", Text("位置", "Where"), width_chars=20),
        Column("what", Text("问题", "What"), width_chars=44),
        Column("why", Text("影响", "Why it matters"), width_chars=40),
        Column("remedy", Text("处理办法", "What to do"), width_chars=40),
        Column("code", Text("问题代码", "Code"), ColumnKind.CODE, width_chars=24),
    )
    rows = tuple(
        (SEVERITY_WORDS[i.severity], i.where(), i.what, i.why, i.remedy, i.code) for i in issues
    )
    notes = () if rows else (Text("未发现问题。", "Nothing wrong was found."),)
    return Table("issues", Text("数据问题", "Data issues"), columns, rows, notes)


def text_notes_table(catalogue: Catalogue, city_code: str) -> Table:
    """Places where the plan's text needs explaining."""
    columns = (
        Column("sections", Text("条款", "Section"), width_chars=18),
        Column("note", Text("说明", "Note"), width_chars=110),
    )
    rows = tuple(("、".join(n.sections), n.text.text) for n in catalogue.notes_of(city_code))
    title = Text("口径与文本说明", "Notes on the texts")
    return Table("text_notes", title, columns, rows)


def sources_table(sources: tuple[Source, ...]) -> Table:
    """Every data file the report rests on, in the order of the list."""
    columns = (
        Column("source_id", Text("编号", "Id"), ColumnKind.CODE, width_chars=22),
        Column("title", Text("名称", "Title"), width_chars=26),
        Column("origin", Text("来源", "Origin"), width_chars=44),
        Column("vintage", Text("时点", "Vintage"), width_chars=14),
        Column("licence", Text("许可", "Licence"), width_chars=24),
        Column("how_made", Text("制作方法", "How made"), width_chars=44),
        Column("notes", Text("说明", "Notes"), width_chars=36),
    )
    rows = tuple(
        (
            s.source_id,
            s.title.text,
            s.origin.text,
            s.vintage.text,
            s.licence.text,
            s.how_made.text,
            s.notes.text if s.notes else None,
        )
        for s in sources
    )
    title = Text("数据来源", "Sources")
    return Table("sources", title, columns, rows, frozen_columns=2)

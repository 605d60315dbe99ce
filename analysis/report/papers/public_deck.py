"""Slides of the public edition: what the plan asks, what is met and where, totals of the city.

It has less to tell than the one for the meeting. With nothing met it has five to seven slides;
none is made up to reach ten.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.accessibility.table_columns import CODE, NAME
from analysis.report.cell_text import heading
from analysis.report.own_sources import source_line
from analysis.report.papers.contents import SECTION_WORDS, Contents, Section
from analysis.report.papers.document import (
    BigNumber,
    Bullets,
    Numbers,
    Point,
    Points,
    Slide,
    SlideBlock,
    TableBlock,
)
from analysis.report.papers.headlines import sources_headline, titled
from analysis.report.papers.public_findings import is_told, met_headline
from analysis.report.report import Column, ColumnKind, Report, Table, Value
from analysis.report.symbols import Symbol
from analysis.requirements.schema import Entry
from geo.text import Text, join

Part = tuple[Section, tuple[Text, ...], str]
"""A section, what is said in it, the id of its table; empty: none."""
_NOTHING = Text("", "")
_MOST_MET = 6
"""Slides of one requirement each; the table of all stands before them."""


def public_slides(
    contents: Contents,
    report: Report,
    parts: tuple[Part, ...],
    basis: tuple[Text, ...],
) -> tuple[Slide, ...]:
    """The slides after the title, in order."""
    slides = []
    alone: tuple[Text, ...] = ()
    for section, said, table in parts:
        words = SECTION_WORDS[section]
        if not table and len(said) == 1:
            # A sentence is no slide: it opens what the numbers rest on.
            alone += said
            continue
        first: SlideBlock = _points(said[1:])
        if table:
            shown = report.table(table)
            first = TableBlock(_upright(shown) if section is Section.ACCESS else shown)
        title, notes = said[0], join(said, "\n", "\n")
        if section is Section.OVERVIEW:
            slides.append(_asked(contents))
            title = met_headline(report.table(table))
        slides.append(Slide(title, (first,), notes, section=words))
        if section is Section.OVERVIEW:
            slides += _met(contents, report.table(table))
    words = SECTION_WORDS[Section.SOURCES]
    count = len(report.table("parameters").rows)
    title = Text(
        f"核查和测算所用参数 {count} 项，逐项列明依据",
        f"{count} parameters were used; each with its basis",
    )
    slides.append(Slide(title, (TableBlock(report.table("parameters")),), _NOTHING, section=words))
    last = (Bullets((*alone, *basis)),)
    slides.append(Slide(sources_headline(report), last, _NOTHING, backup=True, section=words))
    usual = source_line(report.evidence)
    return tuple(titled(replace(s, source=usual)) for s in slides)


def _upright(table: Table) -> Table:
    """The row of the whole city read down in two columns; its notes stand on the last slide."""
    values = dict(zip((c.id for c in table.columns), table.total or (), strict=True))
    who = values.get(NAME.id)
    columns = (
        Column("measure", who if isinstance(who, Text) else NAME.title, width_chars=30),
        Column("value", Text("数值", "Value"), ColumnKind.NUMBER, width_chars=16),
    )
    shown = (c for c in table.columns if c not in (CODE, NAME))
    rows = tuple((Text(heading(c, "zh"), heading(c, "en")), values[c.id]) for c in shown)
    return Table("public_access", table.title, columns, rows)


def _points(said: tuple[Text, ...]) -> Points:
    return Points(tuple(Point(_NOTHING, text) for text in said))


def _asked(contents: Contents) -> Slide:
    """What the plan asks for, in its own words."""
    entries = _entries(contents)
    rows: list[tuple[Value, ...]] = [
        (e.name, e.section, Text(f"“{e.quote}”", f"“{e.quote}”")) for e in entries if e.quote
    ]
    columns = (
        Column("requirement", Text("规划要求", "Requirement"), width_chars=20),
        Column("section", Text("条款", "Section"), width_chars=10),
        Column("quote", Text("规划原文", "The plan’s words"), width_chars=60),
    )
    plan = contents.document.title
    title = Text(
        f"《{plan.zh}》提出 {len(rows)} 项可核查的设施和服务要求",
        f"{plan.en}: {len(rows)} requirements on facilities and services that can be checked",
    )
    table = Table("public_asked", title, columns, tuple(rows))
    words = Text("规划要求", "What the plan asks")
    return Slide(title, (TableBlock(table),), title, section=words)


def _met(contents: Contents, table: Table) -> list[Slide]:
    """A slide each for requirements met somewhere: how many, where, by which clause."""
    ids = [c.id for c in table.columns]
    entries = {e.id: e for e in _entries(contents)}
    slides = []
    for row in table.rows:
        value = dict(zip(ids, row, strict=True))
        name, names, met, of = (value[i] for i in ("requirement", "names", "met", "counties"))
        if not isinstance(name, Text) or not isinstance(names, Text):
            continue
        if not isinstance(met, int) or not isinstance(of, int):
            # A total of the city: it stands in the table of all.
            continue
        word = contents.report.matrix.county_word
        title = Text(
            f"{name.zh}：{of} 个{word.zh}中，已达到或设有的 {met} 个",
            f"{name.en}: of {of} counties {met} met it or have it",
        )
        numbers = [
            BigNumber(met, Text(f"个{word.zh}已达到或设有", "met or in place"), Symbol.MET),
            BigNumber(of, Text(f"个{word.zh}", "counties in all")),
        ]
        needed = value["needed"]
        if isinstance(needed, int):
            numbers.insert(1, BigNumber(needed, Text("个为规划要求数", "asked by the plan")))
        points = [Point(Text("地区", "Where"), names)]
        entry = entries.get(str(value["requirement_id"]))
        if entry is not None and entry.quote:
            clause = Text(f"规划{entry.section}", f"Plan, {entry.section}")
            points.append(Point(clause, Text(f"“{entry.quote}”", f"“{entry.quote}”")))
        body = (Numbers(tuple(numbers)), Points(tuple(points)))
        slides.append(Slide(title, body, title, section=SECTION_WORDS[Section.OVERVIEW]))
    return slides[:_MOST_MET]


def _entries(contents: Contents) -> list[Entry]:
    """The requirements the public table tells of, in the plan's order."""
    city = contents.report.city.code
    return [e for e in contents.catalogue.evaluated(city) if is_told(e)]

"""What stands in each section of a brief: its sentences, tables and pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from analysis.report.counts import UNIT_NOTE
from analysis.report.gap_table import verdict_value
from analysis.report.indicator_table import COMPLETION_NOTE
from analysis.report.matrix import Row
from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.document import Block, Bullets, Figure, Heading, Paragraph, TableBlock
from analysis.report.papers.numerals import day_words
from analysis.report.papers.said.sentences import capital
from analysis.report.papers.short_tables import (
    DETAILED,
    EXPLAINED,
    short_columns,
    short_named,
    undecided,
)
from analysis.report.papers.wording import (
    binding_counts,
    indicator_sentence,
    open_counts,
    records_sentence,
    requirement_sentence,
    unmet_findings,
    unmet_indicators,
    unmet_sentence,
)
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.text import Text


def _overview(contents: Contents) -> list[Block]:
    report, document = contents.report, contents.document
    word, day = document.county_word.text, day_words(report.as_of)
    basis = Text(
        f"依据《{document.title.zh}》，以{day.zh}为时点，对全市 {len(report.counties)} 个{word.zh}"
        "逐县核查。",
        f"Each of the {len(report.counties)} counties was checked against the {document.title.en},"
        f" as of {day.en}.",
    )
    places = [i for i, c in enumerate(report.matrix.columns) if not c.absent]
    return [
        Heading(2, Text("总体结果", "Results")),
        Paragraph(basis),
        Paragraph(binding_counts(contents)),
        Paragraph(UNIT_NOTE),
        Heading(2, Text("各项要求", "Requirement by requirement")),
        Bullets(tuple(requirement_sentence(contents, i) for i in places)),
        Heading(2, Text("设施台账", "The register of facilities")),
        Paragraph(records_sentence(contents)),
        *_figures(contents, "facilities"),
    ]


def _counties(contents: Contents) -> list[Block]:
    return [TableBlock(counties_table(contents)), *_figures(contents, "verdicts")]


def counties_table(contents: Contents) -> Table:
    """The core requirements × counties in code order, as the overview shows them, city last."""
    matrix = contents.report.matrix
    places = [i for i, c in enumerate(matrix.columns) if not c.absent]
    word = matrix.county_word
    columns = [Column("county", Text(word.zh, capital(word.en)), width_chars=11)]
    for place in places:
        shown = matrix.columns[place]
        title = Text(f"{shown.title.zh}\n{shown.under.zh}", f"{shown.title.en}\n{shown.under.en}")
        columns.append(Column(shown.requirement_id, title, ColumnKind.VERDICT))

    def row(line: Row) -> tuple[Value, ...]:
        return (line.name, *(verdict_value(line.cells[place]) for place in places))

    return Table(
        "counties",
        Text("分县核查结果", "Findings by county"),
        tuple(columns),
        tuple(row(line) for line in matrix.rows),
        (_CODE_ORDER,),
        row(matrix.total),
    )


def _gaps(contents: Contents) -> list[Block]:
    """In code order; the codes themselves are in the workbook, the page is for the words."""
    table = contents.report.table("gaps")
    columns = tuple(c.id for c in table.columns if c.id != "county_code")
    return [TableBlock(table, columns, wide=True)]


def _unmet(contents: Contents) -> list[Block]:
    found, besides = unmet_findings(contents), unmet_indicators(contents)
    more: list[Block] = [] if besides is None else [Paragraph(besides)]
    if not found:
        return more or [Paragraph(_NO_UNMET)]
    said = tuple(unmet_sentence(contents, f) for f in found)
    return [Bullets(said, numbered=True), *more]


def _pending(contents: Contents) -> list[Block]:
    if not contents.todo.total:
        return [Paragraph(_NO_PENDING)]
    return [Paragraph(open_counts(contents)), TableBlock(contents.report.table("todo"))]


def _indicators(contents: Contents) -> list[Block]:
    said = indicator_sentence(contents)
    if said is None:
        return []
    table = contents.report.table("indicators")
    notes = tuple(note for note in table.notes if note != COMPLETION_NOTE)
    columns = ("indicator", "base", "target", "label", "value", "verdict")
    return [Paragraph(said), TableBlock(replace(table, notes=notes), columns)]


def _access(contents: Contents) -> list[Block]:
    return _told(contents, Section.ACCESS, ("coverage",), ("access_counties",))


def _projects(contents: Contents) -> list[Block]:
    return _told(contents, Section.PROJECTS, ("layout",), ("projects", "yearly"))


def _retrofit(contents: Contents) -> list[Block]:
    return _told(contents, Section.RETROFIT, ("retrofit",), ("retrofit",))


def _targets(contents: Contents) -> list[Block]:
    """The numbers, then what each of them is: definition, trend and basis."""
    blocks = _told(contents, Section.TARGETS, (), ("targets",))
    if not contents.report.has("targets"):
        return blocks
    table = contents.report.table("targets")
    title = Text("指标口径、历史走势与测算依据", "Definition, trend and basis of the targets")
    return [*blocks, TableBlock(replace(table, title=title, notes=()), EXPLAINED)]


def _tasks(contents: Contents) -> list[Block]:
    return [TableBlock(contents.report.table("tasks"), wide=True)]


def _sources(contents: Contents) -> list[Block]:
    report = contents.report
    version = report.catalogue_version[:12]
    run = Text(
        f"运行编号 {report.run_id}，由全部输入计算得出，输入不变则编号不变；要求目录版本"
        f" {version}。",
        f"Run {report.run_id}, made of all inputs: the same inputs give the same number. Catalogue"
        f" version {version}.",
    )
    blocks: list[Block] = [
        Heading(2, Text("核查与测算方法", "Methods")),
        Paragraph(run),
        *(Paragraph(text) for text in contents.said.get(Section.SOURCES, ())),
    ]
    for table in ("parameters", "text_notes"):
        if report.has(table):
            blocks += _titled(report.table(table), wide=True)
    # Before the sources: where there is none, its sentence stands on the page of the methods.
    blocks += _titled(report.table("rulings"), wide=True)
    columns = ("title", "origin", "vintage", "notes")
    return [*blocks, *_titled(report.table("sources"), columns, wide=True)]


def _titled(table: Table, columns: tuple[str, ...] = (), *, wide: bool = False) -> list[Block]:
    """A table under a heading of its own."""
    return [Heading(2, table.title), TableBlock(table, columns, wide)]


def _told(
    contents: Contents, section: Section, drawings: tuple[str, ...], tables: tuple[str, ...]
) -> list[Block]:
    """A section worked out elsewhere: its sentences, pictures and tables, where there are any."""
    there = [_table(contents, t) for t in tables if contents.report.has(t)]
    said = contents.said.get(section, ())
    if not there and not said:
        return []
    blocks: list[Block] = [Paragraph(text) for text in said]
    blocks += _figures(contents, *drawings)
    return blocks + [TableBlock(table, short_columns(table)) for table in there]


def _details(contents: Contents) -> list[Block]:
    """In full, the tables that stand in the text in short.

    The targets without a plan are not among them: the text says all there is, in its two tables.
    """
    there = [_table(contents, t) for t in DETAILED if contents.report.has(t)]
    shortened = [t for t in there if short_columns(t) and not undecided(t)]
    return [block for t in shortened for block in _titled(t, wide=True)]


def _table(contents: Contents, table_id: str) -> Table:
    """A table of the report; counties by their short names."""
    return short_named(contents.report.table(table_id), contents.counties)


def _figures(contents: Contents, *ids: str) -> list[Block]:
    return [Figure(contents.drawings[i]) for i in ids if i in contents.drawings]


_CODE_ORDER = Text("按行政区划代码排列，不排名次。", "In the order of division codes; no ranking.")
_NO_UNMET = Text(
    "没有已查明尚未达到的要求；待核实的不在此列。",
    "No binding requirement was found not met; what is to be verified is not among them.",
)
_NO_PENDING = Text("没有待核实事项。", "Nothing is to be verified.")
SECTIONS: dict[Section, Callable[[Contents], list[Block]]] = {
    Section.OVERVIEW: _overview,
    Section.COUNTIES: _counties,
    Section.UNMET: _unmet,
    Section.PENDING: _pending,
    Section.INDICATORS: _indicators,
    Section.ACCESS: _access,
    Section.PROJECTS: _projects,
    Section.RETROFIT: _retrofit,
    Section.TARGETS: _targets,
    Section.GAPS: _gaps,
    Section.TASKS: _tasks,
    Section.DETAILS: _details,
    Section.SOURCES: _sources,
}

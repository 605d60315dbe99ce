"""The brief 汇报材料: an official text from the report, section by section."""

from __future__ import annotations

from collections.abc import Callable

from analysis.report.gap_table import verdict_value
from analysis.report.matrix import Row
from analysis.report.papers.contents import ANNEXES, SECTION_WORDS, Contents, Section
from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    TableBlock,
)
from analysis.report.papers.numerals import annex_number, section_number
from analysis.report.papers.short_tables import DETAILED, short_columns
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
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    Column,
    ColumnKind,
    ReportState,
    Table,
    Value,
    state_words,
)
from geo.text import Text


def brief_of(contents: Contents) -> Brief:
    """The brief: the chosen sections that have something to say, then the annexes."""
    blocks: list[Block] = []
    if contents.report.demonstration:
        blocks.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
    number = 0
    for section in Section:
        if section in ANNEXES or not contents.wants(section):
            continue
        part = _SECTIONS[section](contents)
        if part:
            number += 1
            blocks += [Heading(1, section_number(number, SECTION_WORDS[section])), *part]
    if contents.asked:
        asked = Text("提请残工委议定事项", "For the working committee to decide")
        blocks += [Heading(1, section_number(number + 1, asked)), Bullets(contents.asked, True)]
    annexes = [(s, _SECTIONS[s](contents)) for s in ANNEXES if contents.wants(s)]
    annexes = [(section, part) for section, part in annexes if part]
    for place, (section, part) in enumerate(annexes, start=1):
        title = annex_number(place if len(annexes) > 1 else 0, SECTION_WORDS[section])
        blocks += [PageBreak(), Heading(1, title), *part]
    return Brief(contents.report, brief_title(contents), under_title(contents), tuple(blocks))


def brief_title(contents: Contents) -> Text:
    """What the brief is called."""
    city = contents.report.city
    return Text(
        f"{city.name_zh}残疾人服务设施规划实施情况汇报",
        f"{city.name_en}: how the plan on services for disabled people was carried out",
    )


def under_title(contents: Contents) -> tuple[Text, ...]:
    """The lines under the title: day, state, marks."""
    report = contents.report
    state = state_words(ReportState(report.state), report.revision)
    day = report.as_of
    lines = [
        Text(
            f"（截至{day.year}年{day.month}月{day.day}日，{state.zh}）",
            f"(as of {day.isoformat()}, {state.en})",
        )
    ]
    if report.known_on is not None:
        known = report.known_on.isoformat()
        lines.append(Text(f"台账截至 {known}", f"register as it was on {known}"))
    return tuple(lines)


def told_sections(contents: Contents) -> frozenset[Section]:
    """The sections that have something to say, whether or not they were chosen."""
    return frozenset(s for s in Section if _SECTIONS[s](contents))


def _overview(contents: Contents) -> list[Block]:
    report, document = contents.report, contents.document
    word = document.county_word.text
    basis = Text(
        f"依据《{document.title.zh}》，以 {report.as_of.isoformat()} 为时点，对"
        f" {len(report.counties)} 个{word.zh}逐县核查。",
        f"By the {document.title.en}, as of {report.as_of.isoformat()}, each of the"
        f" {len(report.counties)} counties was held against the plan.",
    )
    blocks: list[Block] = [Paragraph(basis), Paragraph(binding_counts(contents))]
    places = [i for i, c in enumerate(report.matrix.columns) if not c.absent]
    blocks.append(Bullets(tuple(requirement_sentence(contents, i) for i in places)))
    blocks.append(Paragraph(records_sentence(contents)))
    return blocks + _figures(contents, "verdicts", "facilities")


def _counties(contents: Contents) -> list[Block]:
    return [TableBlock(counties_table(contents))]


def counties_table(contents: Contents) -> Table:
    """The core requirements × counties in code order, as the overview shows them, city last."""
    matrix = contents.report.matrix
    places = [i for i, c in enumerate(matrix.columns) if not c.absent]
    columns = [Column("county", matrix.county_word, width_chars=11)]
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
    return [TableBlock(contents.report.table("gaps"), wide=True)]


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
    columns = ("indicator", "base", "target", "label", "value", "verdict")
    return [Paragraph(said), TableBlock(contents.report.table("indicators"), columns)]


def _access(contents: Contents) -> list[Block]:
    return _told(contents, Section.ACCESS, ("coverage",), ("access_counties",))


def _projects(contents: Contents) -> list[Block]:
    return _told(contents, Section.PROJECTS, ("layout",), ("projects", "yearly"))


def _retrofit(contents: Contents) -> list[Block]:
    return _told(contents, Section.RETROFIT, ("retrofit",), ("retrofit",))


def _targets(contents: Contents) -> list[Block]:
    return _told(contents, Section.TARGETS, (), ("targets",))


def _tasks(contents: Contents) -> list[Block]:
    return [TableBlock(contents.report.table("tasks"), wide=True)]


def _sources(contents: Contents) -> list[Block]:
    report = contents.report
    version = report.catalogue_version[:12]
    run = Text(
        f"运行编号 {report.run_id}（由全部输入计算得出，输入不变则编号不变）；"
        f"要求目录版本 {version}。",
        f"Run {report.run_id} (made of all inputs: the same inputs give the same number); catalogue"
        f" {version}.",
    )
    columns = ("title", "origin", "vintage", "notes")
    blocks: list[Block] = [Paragraph(run)]
    blocks += [Paragraph(text) for text in contents.said.get(Section.SOURCES, ())]
    if report.has("parameters"):
        blocks.append(TableBlock(report.table("parameters")))
    if report.has("text_notes"):
        blocks.append(TableBlock(report.table("text_notes")))
    blocks += [TableBlock(report.table("sources"), columns, wide=True)]
    return [*blocks, TableBlock(report.table("rulings"), wide=True)]


def _told(
    contents: Contents, section: Section, drawings: tuple[str, ...], tables: tuple[str, ...]
) -> list[Block]:
    """A section worked out elsewhere: its sentences, pictures and tables, where there are any."""
    there = [contents.report.table(t) for t in tables if contents.report.has(t)]
    said = contents.said.get(section, ())
    if not there and not said:
        return []
    blocks: list[Block] = [Paragraph(text) for text in said]
    blocks += _figures(contents, *drawings)
    return blocks + [TableBlock(table, short_columns(table)) for table in there]


def _details(contents: Contents) -> list[Block]:
    """In full, the tables that stand in the text in short."""
    there = [contents.report.table(t) for t in DETAILED if contents.report.has(t)]
    return [TableBlock(t, wide=True) for t in there if short_columns(t)]


def _figures(contents: Contents, *ids: str) -> list[Block]:
    return [Figure(contents.drawings[i]) for i in ids if i in contents.drawings]


_CODE_ORDER = Text("按行政区划代码排列，不排名次。", "In the order of division codes; no ranking.")
_NO_UNMET = Text(
    "没有已查明尚未达到的要求。待核实的不在此列，见下节。",
    "No binding requirement was found not met. What is to be verified is told in the next part.",
)
_NO_PENDING = Text("没有待核实事项。", "Nothing is to be verified.")
_SECTIONS: dict[Section, Callable[[Contents], list[Block]]] = {
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

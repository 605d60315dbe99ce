"""公开版: met facts and city totals; small counts suppressed, nobody named as lacking, no maps.

What is not met, to be verified or disputed is not told apart: that few counties are left over must
not name one. Facility lists, open points, tasks, proposals and rulings stay inside.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.accessibility.study import AccessStudy
from analysis.report.matrix import Row
from analysis.report.papers.access import Access, default_service
from analysis.report.papers.brief import brief_title, under_title
from analysis.report.papers.contents import SECTION_WORDS, Contents, Section
from analysis.report.papers.document import (
    Block,
    Brief,
    Deck,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    TableBlock,
)
from analysis.report.papers.full_names import full_names_first
from analysis.report.papers.numerals import (
    annex_list,
    annex_number,
    day_words,
    section_number,
)
from analysis.report.papers.parameters import parameters_table
from analysis.report.papers.public_access import city_access_table, reach_told, told_study
from analysis.report.papers.public_deck import Part, public_slides
from analysis.report.papers.public_findings import (
    NOT_TOLD_APART,
    SMALL_WITHHELD,
    met_indicators,
    met_table,
    some_columns,
)
from analysis.report.papers.said.access_said import access_basis
from analysis.report.papers.said.rules_said import rules_said
from analysis.report.papers.short_tables import short_columns
from analysis.report.papers.source_notes import noted
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    PUBLIC_MARK,
    Report,
    ReportState,
    Table,
    Vintage,
    state_words,
)
from geo.layers import LayerSet
from geo.people.demand import PeopleKind
from geo.sources import load_sources
from geo.text import Text
from geo.travel.model import ModelKind

NO_MAPS = Text("公开版不含地图", "The public edition has no maps")
_NOT_APPROVED = Text("，尚未审定", ", not approved yet")
_OF_FINDINGS: frozenset[str] = frozenset(
    {
        "cities",
        "counties",
        "facilities-published",
        "demonstration-facilities",
        "demonstration-completeness",
        "demonstration-rulings",
        "demonstration-purchased-services",
        "demonstration-retrofit",
        "demonstration-indicators",
    }
)
"""The data files the findings told of rest on, beside the city's plan; no other is named.

Boundaries are never drawn.
"""
_SAID_SHORTER: dict[str, dict[str, Text]] = {
    "counties": {
        "title": Text("县（市、区）名称与代码", "Names and codes of the counties"),
        "vintage": Text("2016 年以来的区划", "divisions since 2016"),
    }
}
"""Of a file that holds more than is shown: what is told of it."""
_OF_SOURCES = ("title", "origin", "vintage", "licence")
"""What is told of a data file; how it is kept and used inside is not."""


@dataclass(frozen=True)
class PublicPapers:
    """The public edition, stripped before any format is written."""

    report: Report
    brief: Brief
    deck: Deck


def public_papers(contents: Contents, access: Access | None, layers: LayerSet) -> PublicPapers:
    """The public edition of the contents."""
    told = told_study(access)
    report = _public_report(contents, told, layers)
    parts = _parts(contents, report, access)
    return PublicPapers(
        report,
        _brief(contents, report, parts, told),
        _deck(contents, report, parts, told),
    )


def public_draft(report: Report) -> Text | None:
    """That papers for the public are not approved yet, and what to do; None where they are."""
    if report.internal or report.state is ReportState.APPROVED:
        return None
    state = state_words(report.state, report.revision)
    return Text(
        f"公开版用的是{state.zh}，尚未审定，每页和文件名都已写明。正式公开请用定稿产生的审定稿。",
        f"This public edition is a {state.en.lower()}, not approved yet; every page and the name of"
        " each file say so. To publish for good, use approved papers of a frozen assessment.",
    )


def _public_report(contents: Contents, told: AccessStudy | None, layers: LayerSet) -> Report:
    whole = contents.report
    tables = [met_table(contents, layers)]
    indicators = met_indicators(whole)
    if indicators is not None:
        tables.append(indicators)
    if told is not None:
        tables.append(city_access_table(told))
    sources = _sources(contents, told)
    tables.append(sources)
    usual = default_service(layers, contents.assessment.city_code)
    tables.append(
        parameters_table(contents.catalogue, contents.assessment, None, told, usual=usual)
    )
    nothing: tuple[Row, ...] = ()
    names, times = sources.column("title"), sources.column("vintage")
    return replace(
        whole,
        internal=False,
        facilities=(),
        overall=(),
        matrix=replace(whole.matrix, rows=nothing, total=replace(whole.matrix.total, cells=())),
        tables=tuple(tables),
        vintages=tuple(
            Vintage(name, time)
            for name, time in zip(names, times, strict=True)
            if isinstance(name, Text) and isinstance(time, Text)
        ),
        map_notice=NO_MAPS,
    )


def _sources(contents: Contents, told: AccessStudy | None) -> Table:
    """The data files behind what is shown, and no others."""
    table = contents.report.table("sources")
    plan = f"requirements/{contents.document.id}.toml"
    shown = _OF_FINDINGS | {s.source_id for s in load_sources() if s.path == plan}
    if told is not None:
        shown |= _of_access(told)
    columns = [c.id for c in table.columns]
    rows = []
    for row in table.rows:
        values = dict(zip(columns, row, strict=True))
        source = str(values["source_id"])
        if source in shown:
            rows.append(tuple((values | _SAID_SHORTER.get(source, {})).values()))
    kept = tuple(c for c in table.columns if c.id in _OF_SOURCES)
    return some_columns(replace(table, rows=tuple(rows), frozen_columns=1), kept)


def _of_access(told: AccessStudy) -> frozenset[str]:
    """The data files behind the reach that is told."""
    shown = {"census-2020"}
    if told.model.kind is not ModelKind.IMPORTED:
        shown.add("travel-parameters")
    if told.model.kind is ModelKind.ROADS:
        shown.add("road-speeds")
    if told.demand.kind is PeopleKind.BUILT_IN:
        shown.add("population-places")
    if told.question.group.value.startswith("disabled"):
        shown.add("disability-rates-2006")
    return frozenset(shown)


def _parts(contents: Contents, report: Report, access: Access | None) -> tuple[Part, ...]:
    """The sections: what each says, and the id of its table (empty: none)."""
    word, document = report.matrix.county_word, contents.document
    day = day_words(report.as_of)
    first = Text(
        f"依据《{document.title.zh}》，以{day.zh}为时点，对全市 {len(report.counties)} 个{word.zh}"
        "核查，已达到的要求见下表。",
        f"The {len(report.counties)} counties were checked against the {document.title.en}, as of"
        f" {day.en}; what is met follows.",
    )
    parts: list[Part] = [(Section.OVERVIEW, (first, NOT_TOLD_APART), "public_findings")]
    if report.has("indicators"):
        table = report.table("indicators")
        parts.append((Section.INDICATORS, table.notes, "indicators" if table.rows else ""))
    if access is not None:
        shown = "access_counties" if report.has("access_counties") else ""
        parts.append((Section.ACCESS, (reach_told(access),), shown))
    return tuple(p for p in parts if contents.wants(p[0]))


def _brief(
    contents: Contents, report: Report, parts: tuple[Part, ...], told: AccessStudy | None
) -> Brief:
    blocks: list[Block] = []
    if report.demonstration:
        blocks.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
    for number, (section, said, table) in enumerate(parts, start=1):
        blocks.append(Heading(1, section_number(number, SECTION_WORDS[section])))
        blocks += [Paragraph(text) for text in said if not _under_table(report, table, text)]
        if table:
            shown = report.table(table)
            blocks.append(TableBlock(shown, short_columns(shown)))
    annex = SECTION_WORDS[Section.SOURCES]
    blocks += [Paragraph(line) for line in annex_list([annex])]
    blocks += [PageBreak(), Heading(1, annex_number(0, annex))]
    blocks += [Paragraph(text) for text in _basis(contents, told)]
    blocks.append(TableBlock(report.table("parameters")))
    blocks.append(TableBlock(report.table("sources"), ("title", "origin", "vintage")))
    named = full_names_first(blocks, contents.counties)
    return Brief(report, brief_title(contents), _under(contents), noted(report, named))


def _under_table(report: Report, table: str, text: Text) -> bool:
    """Whether the sentence stands under the table anyway."""
    return bool(table) and text in report.table(table).notes


def _deck(
    contents: Contents, report: Report, parts: tuple[Part, ...], told: AccessStudy | None
) -> Deck:
    slides = public_slides(contents, report, parts, _basis(contents, told))
    return Deck(report, brief_title(contents), _under(contents), slides)


def _basis(contents: Contents, told: AccessStudy | None) -> tuple[Text, ...]:
    rules = rules_said(contents.catalogue, contents.report.city.code)
    return (*rules, *(access_basis(told) if told is not None else ()), SMALL_WITHHELD)


def _under(contents: Contents) -> tuple[Text, ...]:
    approved = contents.report.state is ReportState.APPROVED
    tail = Text("", "") if approved else _NOT_APPROVED
    edition = Text(f"（{PUBLIC_MARK.zh}{tail.zh}）", f"({PUBLIC_MARK.en}{tail.en})")
    return (*under_title(contents), edition)

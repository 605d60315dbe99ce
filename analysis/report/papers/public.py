"""公开版: met facts and city totals; small counts suppressed, nobody named as lacking, no maps.

What is not met, to be verified or disputed is not told apart: that few counties are left over must
not name one. Facility lists, open points, tasks, proposals and rulings stay inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.accessibility.public_edition import (
    public_counts,
    public_county_table,
    within_limit_share,
)
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.study_words import reach_said
from analysis.accessibility.suppression import SMALL_BELOW
from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import needs_of
from analysis.report.matrix import Row
from analysis.report.papers.access import Access
from analysis.report.papers.brief import brief_title, under_title
from analysis.report.papers.contents import SECTION_WORDS, Contents, Section
from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Deck,
    Heading,
    Paragraph,
    ParagraphStyle,
    Slide,
    TableBlock,
)
from analysis.report.papers.numerals import annex_number, section_number
from analysis.report.papers.parameters import parameters_table
from analysis.report.papers.said.access_said import access_basis
from analysis.report.papers.said.rules_said import rules_said
from analysis.report.report import (
    DEMONSTRATION_NOTICE,
    Column,
    ColumnKind,
    Report,
    Table,
    Value,
    VerdictValue,
)
from analysis.report.symbols import Symbol
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.schema import CountyShare, Entry, Force, Indicator, RetrofitTotal
from geo.layers import LayerSet
from geo.text import Text, join

EDITION = Text("公开版", "Public edition")
NO_MAPS = Text("公开版不含地图", "The public edition has no maps")
LEAST_COUNTIES = 3
"""A total over fewer counties would tell one county's number to the other (ours)."""
_NOT_TOLD_APART = Text(
    "只列已达到的。没有列出的包括尚未达到、待核实和有异议的，公开版不作区分，不等于没有。",
    "Only what is met is listed. What is not listed is not yet met, to be verified or disputed; the"
    " public edition does not tell them apart, and it is not the same as absent.",
)
_SMALL = Text(
    f"小于 {SMALL_BELOW} 的数和由少于 {LEAST_COUNTIES} 个县相加的数不公布。",
    f"Counts below {SMALL_BELOW} and sums over fewer than {LEAST_COUNTIES} counties are withheld.",
)
_REACH_WITHHELD = Text(
    "全市可达人口含不公布的小数，本节只列各县可公布的数。",
    "The city's count holds small ones that are withheld; what may be published follows.",
)
_REACH_UNKNOWN = Text(
    "设施坐标和运营状态尚未核实，没有测算出行时间。",
    "Coordinates and status of facilities are not verified yet, so travel times were not reckoned.",
)


@dataclass(frozen=True)
class PublicPapers:
    """The public edition, stripped before any format is written."""

    report: Report
    brief: Brief
    deck: Deck


_CITY_ACCESS = Text("全市可达性", "Access in the whole city")


def public_papers(contents: Contents, access: Access | None, layers: LayerSet) -> PublicPapers:
    """The public edition of the contents."""
    report = _public_report(contents, access, layers)
    return PublicPapers(report, _brief(contents, report, access), _deck(contents, report, access))


def _public_report(contents: Contents, access: Access | None, layers: LayerSet) -> Report:
    whole = contents.report
    tables = [met_table(contents, layers)]
    indicators = _indicators(contents)
    if indicators is not None:
        tables.append(indicators)
    if isinstance(access, AccessStudy):
        counties = public_county_table(access)
        printed = tuple(c for c in counties.columns if c.printed)
        city = _columns_of(counties, printed)
        # By county it would tell which of them lack what: the public edition has the city's row.
        tables.append(replace(city, title=_CITY_ACCESS, rows=()))
    tables.append(_columns_of(whole.table("sources"), whole.table("sources").columns))
    tables.append(parameters_table(contents.catalogue, contents.assessment, None, access))
    nothing: tuple[Row, ...] = ()
    return replace(
        whole,
        internal=False,
        facilities=(),
        overall=(),
        matrix=replace(whole.matrix, rows=nothing, total=replace(whole.matrix.total, cells=())),
        tables=tuple(tables),
        map_notice=NO_MAPS,
    )


def _columns_of(table: Table, columns: Sequence[Column]) -> Table:
    """The table with these columns only."""
    places = [table.columns.index(c) for c in columns]
    total = None if table.total is None else tuple(table.total[i] for i in places)
    rows = tuple(tuple(row[i] for i in places) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=rows, total=total)


def met_table(contents: Contents, layers: LayerSet) -> Table:
    """One row a requirement: how many counties, how many have met it, and which."""
    rows = []
    for entry in contents.catalogue.evaluated(contents.report.city.code):
        if entry.force not in (Force.BINDING, Force.DIRECTIONAL):
            continue
        if isinstance(entry.check, Indicator):
            continue
        row = _met_row(contents, layers, entry)
        if row is not None:
            rows.append(row)
    unit = contents.report.matrix.county_word
    return Table(
        "public_findings",
        Text("规划要求达到情况", "Requirements that are met"),
        (
            Column("requirement", Text("规划要求", "Requirement"), width_chars=26),
            Column("section", Text("条款", "Section"), width_chars=10),
            Column("of", Text("应有", "Asked of"), ColumnKind.NUMBER, unit, width_chars=12),
            Column("met", Text("已达到", "Met"), ColumnKind.NUMBER, unit, width_chars=12),
            Column("names", Text("已达到的地区或数量", "Where, or how many"), width_chars=44),
        ),
        tuple(rows),
        (_NOT_TOLD_APART, _SMALL),
    )


def _met_row(contents: Contents, layers: LayerSet, entry: Entry) -> tuple[Value, ...] | None:
    findings = [f for f in contents.assessment.findings if f.requirement_id == entry.id]
    if not findings:
        return None
    names = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    names[contents.report.city.code] = Text("全市", "The city")
    head = (entry.name, entry.section)
    if isinstance(entry.check, RetrofitTotal):
        return (*head, None, None, _verified(contents, layers, findings[0]))
    if isinstance(entry.check, CountyShare):
        parts = findings[0].parts
        have = [p.county_code for p in parts if p.counts and p.dispute is None]
        said = join([names[c] for c in sorted(have)]) if have else None
        return (*head, len(parts), len(have), said)
    asked = [f for f in findings if f.verdict is not Verdict.NOT_APPLICABLE]
    met = [f for f in asked if f.verdict is Verdict.MET and f.dispute is None]
    said = (
        join([names[f.area_code] for f in sorted(met, key=lambda f: f.area_code)]) if met else None
    )
    if entry.scope != "county":
        return (*head, None, None, said) if met else None
    return (*head, len(asked), len(met), said)


def _verified(contents: Contents, layers: LayerSet, finding: Finding) -> Text | None:
    """The city's verified households where the sum gives no county's number away."""
    day = contents.report.as_of
    codes = tuple(c.code for c in contents.counties)
    records = tuple(r for r in layers.retrofit_needs if r.as_of is None or r.as_of <= day)
    account = PeriodAccount(needs_of(records, codes), None)
    giving = sum(bool(n.done_households) for n in account.needs)
    done = account.verified_households
    if giving < LEAST_COUNTIES or done < SMALL_BELOW:
        return None
    part = len(codes) - len(account.unreported)
    reached = finding.verdict is Verdict.MET and finding.dispute is None
    tail = Text("，已达到", ", met") if reached else Text("", "")
    return Text(
        f"{part} 个县（市、区）报送，已验收合计 {done:,} 户{tail.zh}",
        f"{done:,} households verified in {part} counties that reported{tail.en}",
    )


def _indicators(contents: Contents) -> Table | None:
    """The indicators with their final values; the result only where it is met."""
    if not contents.report.has("indicators"):
        return None
    table = contents.report.table("indicators")
    ids = ("indicator", "base", "target", "label", "value", "verdict")
    columns = [next(c for c in table.columns if c.id == i) for i in ids]
    short = _columns_of(table, columns)
    rows = tuple(row for row in short.rows if _is_met(row[-1]))
    note = Text(
        f"规划指标共 {len(short.rows)} 项，只列已达到的。",
        f"Of {len(short.rows)} indicators only those reached are listed.",
    )
    return replace(short, rows=rows, notes=(note,))


def _is_met(value: Value) -> bool:
    return isinstance(value, VerdictValue) and value.symbol is Symbol.MET and value.sub is None


def _reach(access: Access) -> Text:
    if not isinstance(access, AccessStudy):
        return _REACH_UNKNOWN
    if within_limit_share(access.areas.city, access, public_counts(access)) is None:
        return _REACH_WITHHELD
    return reach_said(access).whole


def _parts(
    contents: Contents, report: Report, access: Access | None
) -> list[tuple[Section, tuple[Text, ...], str]]:
    """The sections: what each says, and its table."""
    word, document = report.matrix.county_word, contents.document
    parts: list[tuple[Section, tuple[Text, ...], str]] = [
        (
            Section.OVERVIEW,
            (
                Text(
                    f"依据《{document.title.zh}》，以 {report.as_of.isoformat()} 为时点，对"
                    f" {len(report.counties)} 个{word.zh}核查，已达到的要求见下表。",
                    f"By the {document.title.en}, as of {report.as_of.isoformat()},"
                    f" {len(report.counties)} counties were held against the plan; what is met"
                    " follows.",
                ),
                _NOT_TOLD_APART,
            ),
            "public_findings",
        )
    ]
    if report.has("indicators"):
        parts.append((Section.INDICATORS, report.table("indicators").notes, "indicators"))
    if access is not None:
        table = "access_counties" if report.has("access_counties") else ""
        parts.append((Section.ACCESS, (_reach(access),), table))
    return [p for p in parts if contents.wants(p[0])]


def _brief(contents: Contents, report: Report, access: Access | None) -> Brief:
    blocks: list[Block] = []
    if report.demonstration:
        blocks.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
    for number, (section, said, table) in enumerate(_parts(contents, report, access), start=1):
        blocks.append(Heading(1, section_number(number, SECTION_WORDS[section])))
        blocks += [Paragraph(text) for text in said]
        if table:
            shown = report.table(table)
            blocks.append(TableBlock(shown, wide=len(shown.columns) > _NARROW))
    blocks.append(Heading(1, annex_number(0, SECTION_WORDS[Section.SOURCES])))
    blocks += [Paragraph(text) for text in _basis(contents, access)]
    blocks.append(TableBlock(report.table("parameters")))
    columns = ("title", "origin", "vintage")
    blocks.append(TableBlock(report.table("sources"), columns))
    return Brief(report, brief_title(contents), _under(contents), tuple(blocks))


def _deck(contents: Contents, report: Report, access: Access | None) -> Deck:
    slides = []
    for section, said, table in _parts(contents, report, access):
        body: list[Block] = []
        if report.demonstration and section is Section.OVERVIEW:
            body.append(Paragraph(DEMONSTRATION_NOTICE, ParagraphStyle.WARNING))
        body.append(TableBlock(report.table(table)) if table else Bullets(said))
        title = said[0] if section is Section.ACCESS else SECTION_WORDS[section]
        slides.append(Slide(title, tuple(body), join(said, "\n", "\n")))
    basis = _basis(contents, access)
    last = Slide(SECTION_WORDS[Section.SOURCES], (Bullets(basis),), Text("", ""), backup=True)
    return Deck(report, brief_title(contents), _under(contents), (*slides, last))


def _basis(contents: Contents, access: Access | None) -> tuple[Text, ...]:
    rules = rules_said(contents.catalogue, contents.report.city.code)
    return (*rules, *(access_basis(access) if access is not None else ()), _SMALL)


def _under(contents: Contents) -> tuple[Text, ...]:
    return (*under_title(contents), Text(f"（{EDITION.zh}）", f"({EDITION.en})"))


_NARROW = 7

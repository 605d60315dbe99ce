"""What the public edition tells of the findings: what is met, where, and totals of the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.accessibility.suppression import SMALL_BELOW
from analysis.planning.period import PeriodAccount, period_needs
from analysis.report.matrix import counties_needed
from analysis.report.papers.contents import Contents
from analysis.report.report import Column, ColumnKind, Report, Table, Value, VerdictValue
from analysis.report.symbols import Symbol
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.schema import CountyShare, Entry, Force, Indicator, RetrofitTotal
from geo.layers import LayerSet
from geo.text import Text, join

LEAST_COUNTIES = 3
"""A total over fewer counties would tell one county's number to the other (ours)."""
NOT_TOLD_APART = Text(
    "只列已达到的。没有列出的包括尚未达到、待核实和有异议的，公开版不作区分，不等于没有。",
    "Only what is met is listed. What is not listed is not yet met, to be verified or disputed; the"
    " public edition does not tell them apart, and it is not the same as absent.",
)
_NO_NUMBER = Text(
    "“规划要求数”空白的，规划没有按县的个数提出要求。",
    "Where nothing stands under “plan asks for”, the plan sets no number of counties.",
)
_NONE_VERIFIED = Text("尚无已核实的", "None verified so far")
SMALL_WITHHELD = Text(
    f"人数、户数小于 {SMALL_BELOW} 的，由少于 {LEAST_COUNTIES} 个县相加的，以及能由合计推算出个别县"
    "人数、户数的，均不公布。",
    f"Numbers of people or households are withheld where they are below {SMALL_BELOW}, add up fewer"
    f" than {LEAST_COUNTIES} counties, or would tell a county’s own number.",
)


def some_columns(table: Table, columns: Sequence[Column]) -> Table:
    """The table with these columns only."""
    places = [table.columns.index(c) for c in columns]
    total = None if table.total is None else tuple(table.total[i] for i in places)
    rows = tuple(tuple(row[i] for i in places) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=rows, total=total)


def met_table(contents: Contents, layers: LayerSet) -> Table:
    """One row a requirement: how many counties, how many have to, how many have met it, which."""
    rows = []
    for entry in contents.catalogue.evaluated(contents.report.city.code):
        if not is_told(entry):
            continue
        row = _met_row(contents, layers, entry)
        if row is not None:
            rows.append((*row, entry.id))
    unit = contents.report.matrix.county_word
    return Table(
        "public_findings",
        Text("规划要求达到情况", "Requirements that are met"),
        (
            Column("requirement", Text("规划要求", "Requirement"), width_chars=26),
            Column("section", Text("条款", "Section"), width_chars=10),
            Column("counties", Text("总数", "Counties"), ColumnKind.NUMBER, unit, 12),
            Column("needed", Text("规划要求数", "Plan asks for"), ColumnKind.NUMBER, unit, 12),
            Column("met", Text("已达到或设有", "Met or in place"), ColumnKind.NUMBER, unit, 14),
            Column("names", Text("地区，或合计数量", "Where, or how many"), width_chars=44),
            Column(
                "requirement_id", Text("要求编号", "Requirement id"), width_chars=24, printed=False
            ),
        ),
        tuple(rows),
        (_NO_NUMBER, NOT_TOLD_APART, SMALL_WITHHELD),
    )


def is_told(entry: Entry) -> bool:
    """Whether the public edition tells of a requirement beside the indicators."""
    own = entry.force in (Force.BINDING, Force.DIRECTIONAL)
    return own and not isinstance(entry.check, Indicator)


def met_headline(table: Table) -> Text:
    """What the table found, in one line."""
    rows = [dict(zip([c.id for c in table.columns], row, strict=True)) for row in table.rows]
    found = [(r["requirement"], r["met"]) for r in rows if isinstance(r["met"], int) and r["met"]]
    names = [
        Text(f"{name.zh} {count} 个", f"{name.en} {count}")
        for name, count in found
        if isinstance(name, Text)
    ]
    if not names:
        return Text("目前没有可公布的已达到情况", "Nothing that is met can be published so far")
    unit = next(c.unit for c in table.columns if c.id == "met") or Text("县", "counties")
    listed = join(names)
    return Text(
        f"已达到或设有的{unit.zh}：{listed.zh}", f"Counties that met it or have it: {listed.en}"
    )


def _met_row(contents: Contents, layers: LayerSet, entry: Entry) -> tuple[Value, ...] | None:
    findings = [f for f in contents.assessment.findings if f.requirement_id == entry.id]
    if not findings:
        return None
    names = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    names[contents.report.city.code] = Text("全市", "The city")
    head = (entry.name, entry.section)
    if isinstance(entry.check, RetrofitTotal):
        told = _verified(contents, layers, entry.check, findings[0])
        return None if told is None else (*head, None, None, None, told)
    if isinstance(entry.check, CountyShare):
        parts = findings[0].parts
        have = [p.county_code for p in parts if p.counts and p.dispute is None]
        said = join([names[c] for c in sorted(have)]) if have else None
        needed = counties_needed(findings[0])[1]
        return (*head, len(parts), needed, len(have) or _NONE_VERIFIED, said)
    asked = [f for f in findings if f.verdict is not Verdict.NOT_APPLICABLE]
    met = [f for f in asked if _is_met(f)]
    said = (
        join([names[f.area_code] for f in sorted(met, key=lambda f: f.area_code)]) if met else None
    )
    if entry.scope != "county":
        return (*head, None, None, None, said) if met else None
    all_needed = len(asked) if entry.force is Force.BINDING else None
    return (*head, len(asked), all_needed, len(met) or _NONE_VERIFIED, said)


def _is_met(finding: Finding) -> bool:
    return finding.verdict is Verdict.MET and finding.dispute is None


def _verified(
    contents: Contents, layers: LayerSet, check: RetrofitTotal, finding: Finding
) -> Text | None:
    """The city's verified households where no county's number follows from the sum.

    It doesn't where at least three counties gave a number other than zero; where the others
    together have at least ten beside the largest, who knows its own; and where none or at least
    three are left out, else the city's total published elsewhere less this sum would tell theirs.
    """
    day = contents.report.as_of
    codes = tuple(c.code for c in contents.counties)
    records = tuple(r for r in layers.retrofit_needs if r.as_of is None or r.as_of <= day)
    needs = period_needs(records, codes, check.basis, check.period_start, check.period_end)
    account = PeriodAccount(needs, None)
    given = [n.done_households for n in needs if n.done_households]
    left_out = len(account.unreported)
    if len(given) < LEAST_COUNTIES or sum(given) - max(given) < SMALL_BELOW:
        return None
    if 0 < left_out < LEAST_COUNTIES:
        return None
    part, done = len(codes) - left_out, account.verified_households
    tail = Text("，已达到", ", met") if _is_met(finding) else Text("", "")
    return Text(
        f"{part} 个{contents.report.matrix.county_word.zh}报送，已验收合计 {done:,} 户{tail.zh}",
        f"{done:,} households verified in {part} counties that reported{tail.en}",
    )


def met_indicators(report: Report) -> Table | None:
    """The indicators that are met, with their final values; None where the plan has none."""
    if not report.has("indicators"):
        return None
    table = report.table("indicators")
    ids = ("indicator", "base", "target", "label", "value", "verdict")
    columns = [next(c for c in table.columns if c.id == i) for i in ids]
    short = some_columns(table, columns)
    rows = tuple(row for row in short.rows if _tells_met(row[-1]))
    none = Text("目前没有可列的。", " There is none so far.") if not rows else Text("", "")
    note = Text(
        f"规划指标共 {len(short.rows)} 项，只列已定案并达到的。{none.zh}",
        f"Of {len(short.rows)} indicators only those final and reached are listed.{none.en}",
    )
    return replace(short, rows=rows, notes=(note,))


def _tells_met(value: Value) -> bool:
    return isinstance(value, VerdictValue) and value.symbol is Symbol.MET and value.sub is None

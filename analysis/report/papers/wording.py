"""The findings in sentences that follow from the data: no adjective the numbers don't carry."""

from __future__ import annotations

from analysis.report.matrix import Column, Matrix
from analysis.report.papers.contents import Contents
from analysis.report.symbols import Symbol
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.schema import Entry, Force, Indicator
from geo.text import Text, join

_SAID_FIRST = (
    Symbol.MET,
    Symbol.BUILT,
    Symbol.UNMET,
    Symbol.NOT_BUILT,
    Symbol.TRIGGERED,
    Symbol.PENDING,
    Symbol.NOT_DUE,
)
"""What a sentence on one requirement tells, in this order; the others say nothing of a county."""


def binding_counts(contents: Contents) -> Text:
    """How many binding findings are met, not yet met, to be verified."""
    found = [f for f in contents.assessment.findings if _entry(contents, f).force is Force.BINDING]
    met, unmet, open_ = (
        sum(f.verdict is v for f in found)
        for v in (Verdict.MET, Verdict.UNMET, Verdict.INDETERMINATE)
    )
    return Text(
        f"有明确目标的要求共形成 {len(found)} 项核查结果：{met} 项已达到，{unmet} 项尚未达到，"
        f"{open_} 项待核实。",
        f"The requirements with a number give {len(found)} findings: {met} met, {unmet} not yet"
        f" met, {open_} to be verified.",
    )


def requirement_sentence(contents: Contents, place: int, *, names: bool = True) -> Text:
    """One core requirement: how many counties say what, and which; counties in code order.

    ``names``: whether the counties are named, which the title of a slide has no room for.
    """
    matrix: Matrix = contents.report.matrix
    column = matrix.columns[place]
    parts = []
    for symbol in _SAID_FIRST:
        cells = [(r.name, r.cells[place]) for r in matrix.rows if r.cells[place].symbol is symbol]
        if not cells:
            continue
        words = cells[0][1].word
        which = join([name for name, _ in cells])
        named = names and len(cells) < len(matrix.rows)
        parts.append(
            Text(
                f"{len(cells)} 个{words.zh}" + (f"（{which.zh}）" if named else ""),
                f"{len(cells)} {words.en.lower()}" + (f" ({which.en})" if named else ""),
            )
        )
    total = len(matrix.rows)
    listed = join(parts, "，", ", ")
    name = requirement_name(column)
    word = matrix.county_word
    if not parts:
        return Text(
            f"{name.zh}：{total} 个{word.zh}均不适用。",
            f"{name.en}: not applicable in any of the {total} counties.",
        )
    return Text(
        f"{name.zh}：{total} 个{word.zh}中，{listed.zh}。{_whole(matrix, place).zh}",
        f"{name.en}: of {total} counties, {listed.en}.{_whole(matrix, place).en}",
    )


def requirement_name(column: Column) -> Text:
    """Its title with the section and the plan's own verb; of a reference goal, that it is one."""
    title, under = column.title, column.under
    return Text(f"“{title.zh}”（{under.zh}）", f"“{title.en}” ({under.en})")


def _whole(matrix: Matrix, place: int) -> Text:
    """The verdict on the city where the requirement is about the city as a whole."""
    cell = matrix.total.cells[place]
    if cell.symbol not in (Symbol.MET, Symbol.UNMET, Symbol.PENDING) or cell.sub is None:
        return Text("", "")
    word = {
        Symbol.MET: Text("已达到", "met"),
        Symbol.UNMET: Text("尚未达到", "not yet met"),
        Symbol.PENDING: Text("待核实", "to be verified"),
    }[cell.symbol]
    return Text(
        f"全市 {cell.word.zh}，{cell.sub.zh}，{word.zh}。",
        f" Whole city {cell.word.en}, {cell.sub.en}: {word.en}.",
    )


def unmet_findings(contents: Contents) -> tuple[Finding, ...]:
    """The binding findings not yet met, indicators left out, in order of area and requirement."""
    return tuple(
        f
        for f in contents.assessment.findings
        if f.verdict is Verdict.UNMET
        and _entry(contents, f).force is Force.BINDING
        and not isinstance(_entry(contents, f).check, Indicator)
    )


def unmet_indicators(contents: Contents) -> Text | None:
    """How many binding indicators are not reached beside those findings; None where none is."""
    count = sum(
        f.verdict is Verdict.UNMET
        and _entry(contents, f).force is Force.BINDING
        and isinstance(_entry(contents, f).check, Indicator)
        for f in contents.assessment.findings
    )
    if not count:
        return None
    return Text(
        f"另有规划指标 {count} 项未达到，见“规划指标”一节。",
        f"Besides, {count} indicators are not reached: see the part on indicators.",
    )


def unmet_sentence(contents: Contents, finding: Finding) -> Text:
    """One binding finding not yet met: where, what, why, as of when, by which clause."""
    entry = _entry(contents, finding)
    area = _area(contents, finding.area_code)
    name = entry.name
    reason = finding.reason_text
    quote = Text(f"规划原文：“{entry.quote}”", f"the plan’s words: “{entry.quote}”")
    said = f"（{entry.section}，{quote.zh}）" if entry.quote else f"（{entry.section}）"
    said_en = f" ({entry.section}; {quote.en})" if entry.quote else f" ({entry.section})"
    return Text(
        f"{area.zh}：{name.zh}尚未达到。{reason.zh}。{said}",
        f"{area.en}: {name.en} not yet met. {reason.en}.{said_en}",
    )


def pending_sentences(contents: Contents) -> tuple[Text, ...]:
    """What waits, for what, from whom: one sentence a requirement."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    city = contents.report.city
    names[city.code] = Text(city.name_zh, city.name_en)
    return tuple(
        Text(
            f"{line.title.zh}：{line.count} 项待核实"
            f"（{join([names[a] for a in line.area_codes]).zh}），缺：{line.what.zh}；"
            f"请{line.ask.zh}提供。",
            f"{line.title.en}: {line.count} to be verified"
            f" ({join([names[a] for a in line.area_codes]).en}); missing: {line.what.en}; to be"
            f" supplied by {line.ask.en}.",
        )
        for line in contents.todo.lines
    )


def indicator_sentence(contents: Contents) -> Text | None:
    """How many indicators of the plan's table say what; None for a plan without one."""
    found = [
        f for f in contents.assessment.findings if isinstance(_entry(contents, f).check, Indicator)
    ]
    if not found:
        return None
    met, unmet, open_ = (
        sum(f.verdict is v for f in found)
        for v in (Verdict.MET, Verdict.UNMET, Verdict.INDETERMINATE)
    )
    return Text(
        f"规划指标表共 {len(found)} 项：{met} 项达到，{unmet} 项未达到，{open_} 项待核实。"
        "完成值由各责任部门报送，定案后才作评估。",
        f"The plan’s table has {len(found)} indicators: {met} reached, {unmet} not, {open_} to be"
        " verified. Values come from the bureaus and are judged once final.",
    )


def records_sentence(contents: Contents) -> Text:
    """What the findings rest on: how many facilities are on record, how many with a point."""
    facilities = contents.report.facilities
    in_county = [f for f in facilities if f.county_code]
    placed = [f for f in facilities if f.point is not None]
    return Text(
        f"台账现有设施记录 {len(facilities)} 条，其中注明所在县的 {len(in_county)} 条，有坐标的"
        f" {len(placed)} 条。未报不等于没有：没有无遗漏确认或零报告的，一律作待核实处理。",
        f"The register holds {len(facilities)} facilities; {len(in_county)} name their county,"
        f" {len(placed)} have a point. Not recorded is not the same as absent: without a"
        " declaration that a list is complete, or a zero report, a finding stays to be verified.",
    )


def _entry(contents: Contents, finding: Finding) -> Entry:
    return contents.catalogue.entries[finding.requirement_id]


def _area(contents: Contents, code: str) -> Text:
    city = contents.report.city
    if code == city.code:
        return Text(city.name_zh, city.name_en)
    county = next(c for c in contents.counties if c.code == code)
    return Text(county.name_zh, county.name_en)

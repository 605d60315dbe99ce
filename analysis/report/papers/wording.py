"""The findings in sentences that follow from the data: no adjective the numbers don't carry."""

from __future__ import annotations

from analysis.report.counts import (
    binding_sentence,
    binding_tally,
    counted_words,
    indicator_tallies,
    is_counted,
    open_sentence,
)
from analysis.report.matrix import Column as Requirement
from analysis.report.matrix import Matrix, counties_needed
from analysis.report.papers.contents import Contents
from analysis.report.papers.said.sentences import capital
from analysis.report.report import Column, ColumnKind, Table
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.report.todo import TodoLine
from analysis.requirements.findings import Finding, Verdict
from analysis.requirements.schema import Entry, Indicator
from geo.text import Text, join


def binding_counts(contents: Contents) -> Text:
    """How many binding findings are met, not yet met, to be verified."""
    return binding_sentence(contents.catalogue, contents.assessment)


def open_counts(contents: Contents) -> Text:
    """How many findings are open, how many items are asked for."""
    return open_sentence(contents.catalogue, contents.assessment, contents.todo)


def requirement_sentence(contents: Contents, place: int, *, names: bool = True) -> Text:
    """One core requirement: how many counties say what, and which; counties in code order.

    ``names``: whether the counties are named, which the title of a slide has no room for.
    """
    matrix: Matrix = contents.report.matrix
    total, word = len(matrix.rows), matrix.county_word
    name = requirement_name(matrix.columns[place])
    cells = [r.cells[place] for r in matrix.rows]
    parts = counted_words(cells, names=[r.name for r in matrix.rows] if names else ())
    whole = _whole(contents, matrix.columns[place].requirement_id)
    if not parts:
        return Text(
            f"{name.zh}：{total} 个{word.zh}均不适用。",
            f"{name.en}: not applicable in any of the {total} counties.",
        )
    if len({c.word for c in cells}) == 1:
        said = cells[0].word
        return Text(
            f"{name.zh}：{total} 个{word.zh}均{said.zh}。{whole.zh}",
            f"{name.en}: all {total} counties: {said.en.lower()}.{whole.en}",
        )
    listed = join(list(parts), "，", ", ")
    return Text(
        f"{name.zh}：{total} 个{word.zh}中，{listed.zh}。{whole.zh}",
        f"{name.en}: of {total} counties, {listed.en}.{whole.en}",
    )


def requirement_name(column: Requirement) -> Text:
    """Its title with the section and the plan's own verb; of a reference goal, that it is one.

    The section has brackets of its own, so these are square.
    """
    title, under = column.title, column.under
    return Text(f"“{title.zh}”〔{under.zh}〕", f"“{title.en}” [{under.en}]")


def _whole(contents: Contents, requirement_id: str) -> Text:
    """The verdict on the city where the requirement is about a share of its counties."""
    finding = contents.assessment.get(requirement_id, contents.report.city.code)
    word = None if finding is None else _VERDICTS.get(finding.verdict)
    if finding is None or word is None or not finding.parts:
        return Text("", "")
    have, needed = counties_needed(finding)
    return Text(
        f"按全市计，应不少于 {needed} 个，现已核实设有 {have} 个，{word.zh}。",
        f" For the city as a whole: at least {needed} needed, {have} verified; {word.en.lower()}.",
    )


_VERDICTS = {
    Verdict.MET: SYMBOL_WORDS[Symbol.MET],
    Verdict.UNMET: SYMBOL_WORDS[Symbol.UNMET],
    Verdict.INDETERMINATE: SYMBOL_WORDS[Symbol.PENDING],
}


def unmet_findings(contents: Contents) -> tuple[Finding, ...]:
    """The binding findings not yet met, indicators left out, in order of area and requirement."""
    return tuple(
        f
        for f in contents.assessment.findings
        if f.verdict is Verdict.UNMET
        and is_counted(_entry(contents, f))
        and not isinstance(_entry(contents, f).check, Indicator)
    )


def unmet_indicators(contents: Contents) -> Text | None:
    """How many binding indicators are not reached beside those findings; None where none is."""
    count = _unmet_indicators(contents)
    if not count:
        return None
    return Text(
        f"另有规划指标 {count} 项未达到，见“规划指标”一节。",
        f"Besides, {count} indicators are not reached: see the part on indicators.",
    )


def _unmet_indicators(contents: Contents) -> int:
    return indicator_tallies(contents.catalogue, contents.assessment)[0].unmet


def unmet_title(contents: Contents) -> Text:
    """How many findings are not met, indicators told apart; that none is."""
    found, indicators = len(unmet_findings(contents)), _unmet_indicators(contents)
    if not found and not indicators:
        return Text("没有已查明尚未达到的要求", "No binding requirement was found not met")
    if not indicators:
        return Text(f"{found} 项核查结果尚未达到", f"{found} findings not yet met")
    if not found:
        return Text(f"规划指标 {indicators} 项未达到", f"{indicators} indicators not reached")
    return Text(
        f"{found + indicators} 项核查结果尚未达到，其中规划指标 {indicators} 项",
        f"{found + indicators} findings not yet met, {indicators} of them indicators",
    )


def open_title(contents: Contents) -> Text:
    """How many findings are open and how many items are asked for, for the title of a slide."""
    count = binding_tally(contents.catalogue, contents.assessment).open
    return Text(
        f"{count} 项核查结果待核实，合计需补报 {contents.todo.total} 项",
        f"{count} findings to be verified, {contents.todo.total} items asked for",
    )


def unmet_sentence(contents: Contents, finding: Finding) -> Text:
    """One binding finding not yet met: where, what, why, as of when, by which clause."""
    entry = _entry(contents, finding)
    area = _area_names(contents)[finding.area_code]
    reason, section = finding.reason_text, entry.section
    quote = Text(f"：“{entry.quote}”", f": “{entry.quote}”") if entry.quote else Text("", "")
    return Text(
        f"{area.zh}：“{entry.name.zh}”尚未达到。{reason.zh}。规划{section}{quote.zh}。",
        f"{area.en}: “{entry.name.en}” not yet met. {capital(reason.en)}. Plan,"
        f" {section}{quote.en}.",
    )


def pending_sentences(contents: Contents) -> tuple[Text, ...]:
    """What waits, for what, from whom: one sentence a requirement."""
    names = _area_names(contents)
    return tuple(
        Text(
            f"{line.title.zh}：{line.count} 项（{join([names[a] for a in line.area_codes]).zh}），"
            f"缺{line.what.zh}，请{_all_asked(line).zh}提供。",
            f"{line.title.en}: {line.count} open ({join([names[a] for a in line.area_codes]).en});"
            f" missing: {line.what.en}; to be supplied by {_all_asked(line).en}.",
        )
        for line in contents.todo.lines
    )


_FITTING = 42
"""As many characters of bodies as a cell of a slide holds in two lines (ours)."""


def pending_table(contents: Contents) -> Table:
    """One row a requirement, for a slide: bodies in full where they fit, else where they are."""
    columns = (
        Column("requirement", Text("规划要求", "Requirement"), width_chars=20),
        Column("count", Text("需补报", "Asked for"), ColumnKind.NUMBER, Text("项", "items"), 10),
        Column("what", Text("还缺什么", "What is missing"), width_chars=40),
        Column("ask", Text("由谁提供", "Who supplies it"), width_chars=40),
    )
    todo = contents.todo
    rows = tuple((line.title, line.count, line.what, _asked(line)) for line in todo.lines)
    total = (Text("合计", "Total"), todo.total, None, None)
    title = Text("待核实事项", "Open points")
    return Table("todo_short", title, columns, rows, (), total)


def _asked(line: TodoLine) -> Text:
    asked = _all_asked(line)
    if len(asked.zh) <= _FITTING:
        return asked
    count = asked.zh.count("、") + 1
    return Text(f"{count} 家单位，名单见附表", f"{count} bodies, listed in the tables")


def _all_asked(line: TodoLine) -> Text:
    """Every body by name; of a line that has none apart, as it stands."""
    return line.ask_all if line.ask_all.zh else line.ask


def _area_names(contents: Contents) -> dict[str, Text]:
    names = {c.code: Text(c.short_zh, c.short_en) for c in contents.counties}
    city = contents.report.city
    return names | {city.code: Text(city.name_zh, city.name_en)}


def indicator_sentence(contents: Contents) -> Text | None:
    """How many indicators of the plan's table say what; None for a plan without one."""
    counted, others = indicator_tallies(contents.catalogue, contents.assessment)
    title = indicator_title(contents)
    if not counted.found + others.found:
        return None
    written = Text("", "")
    if others.found:
        written = Text(
            f"另有 {others.found} 项没有量化目标，作书面评定。",
            f" {others.found} more without a number is judged in writing."
            if others.found == 1
            else f" {others.found} more without a number are judged in writing.",
        )
    return Text(
        f"{title.zh}。{written.zh}完成值由各责任部门报送，定案后才作评估。",
        f"{title.en}.{written.en} Values come from the bureaus and are judged once final.",
    )


def indicator_title(contents: Contents) -> Text:
    """How many of the indicators with a number say what."""
    counted, _ = indicator_tallies(contents.catalogue, contents.assessment)
    return Text(
        f"规划指标表中有量化目标的 {counted.found} 项：{counted.met} 项达到，{counted.unmet} 项"
        f"未达到，{counted.open} 项待核实",
        f"Of the plan’s indicators {counted.found} have a number: {counted.met} reached,"
        f" {counted.unmet} not, {counted.open} to be verified",
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

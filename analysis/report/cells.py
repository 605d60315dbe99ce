"""A finding as a cell: which symbol, which word, which small addition, by force and check."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.disputes import DISPUTED
from analysis.requirements.findings import CountyPart, Finding, Reason, Verdict
from analysis.requirements.schema import (
    CountyShare,
    Entry,
    FacilityPresence,
    Force,
    Indicator,
    PopulationTrigger,
    RetrofitTotal,
)
from geo.text import Text, join
from geo.vocabulary import WORDS, Status

NOT_BEGUN = Text("未启动", "not begun")
HAVE = Text("已设有", "In place")
HAVE_NOT = Text("尚未设有", "Not in place")
EXPECTED_MET = Text("达到预期", "As expected")
EXPECTED_UNMET = Text("未达预期", "Below expectation")
LABELLED_MET = Text("完成", "Completed")
LABELLED_UNMET = Text("未完成", "Not completed")
REPORTED = Text("已报进展", "Progress reported")
_STAGE_WORDS = {
    Status.PREPARATORY: Text("前期", "preparatory"),
    Status.UNDER_CONSTRUCTION: Text("在建", "being built"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in one county: symbol, word, and a small addition (在建, 90.8万)."""

    requirement_id: str
    area_code: str
    symbol: Symbol
    word: Text
    sub: Text | None = None


def cell_of(entry: Entry, finding: Finding, part: CountyPart | None = None) -> Cell:
    """The cell of a finding; of one county's part in it, where one is given."""
    area = part.county_code if part is not None else finding.area_code
    symbol, word, sub = _face(entry, finding, part)
    cell = Cell(entry.id, area, symbol, word or SYMBOL_WORDS[symbol], sub)
    disputed = (part if part is not None else finding).dispute is not None
    return with_dispute(cell) if disputed else cell


def with_dispute(cell: Cell) -> Cell:
    """The cell saying that the county disputes what it shows."""
    sub = DISPUTED if cell.sub is None else join([cell.sub, DISPUTED], " · ", " · ")
    return replace(cell, sub=sub)


def _face(
    entry: Entry, finding: Finding, part: CountyPart | None
) -> tuple[Symbol, Text | None, Text | None]:
    match entry.check:
        case CountyShare() if part is not None:
            return _share_part(part)
        case RetrofitTotal() if part is not None:
            return _retrofit_part(part)
        case PopulationTrigger():
            return _trigger(finding)
        case Indicator():
            return _indicator(entry, finding)
        case RetrofitTotal() if finding.reason is Reason.NO_TARGET:
            return Symbol.PROGRESS, REPORTED, None
        case FacilityPresence() if entry.force is Force.REFERENCE:
            return _reference(finding)
    return _plain(entry, finding)


def _plain(entry: Entry, finding: Finding) -> tuple[Symbol, Text | None, Text | None]:
    built = entry.force is Force.DIRECTIONAL
    if finding.verdict is Verdict.MET:
        return (Symbol.BUILT if built else Symbol.MET), None, None
    if finding.verdict is Verdict.UNMET:
        return (Symbol.NOT_BUILT if built else Symbol.UNMET), None, _stage(finding)
    if finding.verdict is Verdict.INDETERMINATE:
        return Symbol.PENDING, None, None
    return Symbol.NONE, None, None


def _stage(finding: Finding) -> Text | None:
    if finding.stage is not None:
        return _STAGE_WORDS.get(finding.stage, WORDS[finding.stage])
    started = finding.considered or finding.parts or finding.measured
    return None if started else NOT_BEGUN


def _reference(finding: Finding) -> tuple[Symbol, Text | None, Text | None]:
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return Symbol.NONE, Text("不适用", "Not applicable"), None
    if finding.reason is Reason.NOT_DUE:
        there = finding.measured
        if there is None:
            return Symbol.NOT_DUE, None, Text("现状待核实", "now: unverified")
        return Symbol.NOT_DUE, None, Text(f"现有 {there:.0f} 所", f"{there:.0f} now")
    if finding.verdict is Verdict.INDETERMINATE:
        return Symbol.PENDING, None, None
    return (Symbol.BUILT if finding.verdict is Verdict.MET else Symbol.NOT_BUILT), None, None


def _trigger(finding: Finding) -> tuple[Symbol, Text | None, Text | None]:
    if finding.measured is None:
        return Symbol.PENDING, None, None
    persons = people(finding.measured)
    if finding.verdict is Verdict.NOT_APPLICABLE:
        return Symbol.NOT_TRIGGERED, None, persons
    if finding.verdict is Verdict.MET:
        return Symbol.TRIGGERED, Text("已扩建", "Expanded"), persons
    return Symbol.TRIGGERED, None, persons


def _indicator(entry: Entry, finding: Finding) -> tuple[Symbol, Text | None, Text | None]:
    expected = entry.label_or_verb == "预期性"
    if finding.verdict is Verdict.MET:
        return Symbol.MET, EXPECTED_MET if expected else LABELLED_MET, None
    if finding.verdict is Verdict.UNMET and entry.force is not Force.BINDING:
        return Symbol.NOT_BUILT, EXPECTED_UNMET if expected else LABELLED_UNMET, None
    if finding.verdict is Verdict.UNMET:
        return Symbol.UNMET, EXPECTED_UNMET if expected else LABELLED_UNMET, None
    return Symbol.PENDING, None, None


def _share_part(part: CountyPart) -> tuple[Symbol, Text | None, Text | None]:
    if part.counts is None:
        return Symbol.PENDING, None, None
    return (Symbol.BUILT, HAVE, None) if part.counts else (Symbol.NOT_BUILT, HAVE_NOT, None)


def _retrofit_part(part: CountyPart) -> tuple[Symbol, Text | None, Text | None]:
    if part.counts is None:
        return Symbol.PENDING, Text("待报", "Not reported"), None
    done = Text(f"{part.value:,.0f} 户", f"{part.value:,.0f}")
    return Symbol.PROGRESS, Text("已验收", "Verified"), done


def people(persons: float) -> Text:
    """A number of people for a cell: 万 with one decimal; thousands in English."""
    return Text(f"{persons / 10_000:.1f}万", f"{persons / 1000:,.0f}k")

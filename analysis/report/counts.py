"""The one basis of every count of findings: what is counted, and the sentences that say it.

Counted are the findings on binding clauses: one a county where counties are looked at, one for the
city where the clause is about the city, one an indicator. A clause that is also an indicator is
counted there alone. Everything else tells progress only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.report.cells import Cell
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.report.todo import Todo
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Finding, Reason, Verdict
from analysis.requirements.schema import CountyShare, Entry, Force, Indicator
from geo.text import Text, join

UNIT_NOTE = Text(
    "逐县核查的要求每县计 1 项，以全市为对象的要求和规划指标每项计 1 项，同一条款不重复计。",
    "A requirement on counties counts once for each county; one on the city, and each indicator,"
    " counts once; no clause counts twice.",
)
_WORDS_ORDER = (
    Symbol.MET,
    Symbol.BUILT,
    Symbol.UNMET,
    Symbol.NOT_BUILT,
    Symbol.TRIGGERED,
    Symbol.NOT_TRIGGERED,
    Symbol.PROGRESS,
    Symbol.PENDING,
    Symbol.NOT_DUE,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Findings by verdict; ``found`` is their sum. What does not apply is not counted."""

    met: int
    unmet: int
    open: int
    disputed: int = 0

    @property
    def found(self) -> int:
        """All of them."""
        return self.met + self.unmet + self.open


def tally(findings: Iterable[Finding]) -> Tally:
    """The findings by verdict; those not due yet are waited for by nobody and left out."""
    own = [f for f in findings if f.reason is not Reason.NOT_DUE]
    counts = {v: sum(f.verdict is v for f in own) for v in Verdict}
    applying = [f for f in own if f.verdict is not Verdict.NOT_APPLICABLE]
    return Tally(
        counts[Verdict.MET],
        counts[Verdict.UNMET],
        counts[Verdict.INDETERMINATE],
        sum(f.dispute is not None for f in applying),
    )


def binding_tally(catalogue: Catalogue, assessment: Assessment) -> Tally:
    """What the first sentence says: all findings on binding clauses, indicators among them."""
    return tally(f for f in assessment.findings if is_counted(catalogue.entries[f.requirement_id]))


def other_tally(catalogue: Catalogue, assessment: Assessment) -> Tally:
    """Findings that are no assessment: directional and permissive clauses, references once due."""
    others = [f for f in assessment.findings if _force(catalogue, f) is not Force.BINDING]
    return tally(others)


def indicator_tallies(catalogue: Catalogue, assessment: Assessment) -> tuple[Tally, Tally]:
    """Of the plan's table: the indicators with a number, and those told in words only."""
    found = [f for f in assessment.findings if _is_indicator(catalogue, f)]
    binding = [f for f in found if _force(catalogue, f) is Force.BINDING]
    others = [f for f in found if _force(catalogue, f) is not Force.BINDING]
    return tally(binding), tally(others)


def is_counted(entry: Entry) -> bool:
    """Whether the findings on it are assessments of their own, and in the first sentence."""
    return entry.force is Force.BINDING and not entry.counted_as


def _force(catalogue: Catalogue, finding: Finding) -> Force:
    return catalogue.entries[finding.requirement_id].force


def _is_indicator(catalogue: Catalogue, finding: Finding) -> bool:
    return isinstance(catalogue.entries[finding.requirement_id].check, Indicator)


def counted_words(cells: Sequence[Cell], *, names: Sequence[Text] = ()) -> tuple[Text, ...]:
    """How many cells say what, in the cells' own words (已设有, not 已建成), in a fixed order.

    ``names``: of each cell's county; then they are named, unless all of them say the same. What was
    done about a condition (已扩建) is told among those it holds for.
    """
    said = []
    for symbol in _WORDS_ORDER:
        places = [i for i, c in enumerate(cells) if c.symbol is symbol]
        words = list(dict.fromkeys(cells[i].word for i in places))
        if symbol is Symbol.TRIGGERED and places:
            said.append(_triggered(cells, places, names))
            continue
        for word in words:
            of_word = [i for i in places if cells[i].word == word]
            said.append(_counted(word, of_word, len(cells), names))
    return tuple(said)


def _triggered(cells: Sequence[Cell], places: list[int], names: Sequence[Text]) -> Text:
    """Where the condition holds, and of these where something was done about it."""
    plain = SYMBOL_WORDS[Symbol.TRIGGERED]
    whole = _counted(plain, places, len(cells), names)
    done = [i for i in places if cells[i].word != plain]
    if not done:
        return whole
    part = _counted(cells[done[0]].word, done, len(cells), names)
    return Text(f"{whole.zh}、其中 {part.zh}", f"{whole.en}, {part.en} of these")


def _counted(word: Text, places: list[int], total: int, names: Sequence[Text]) -> Text:
    zh, en = f"{len(places)} 个{word.zh}", f"{len(places)} {word.en.lower()}"
    if names and len(places) < total:
        which = join([names[i] for i in places])
        zh, en = f"{zh}（{which.zh}）", f"{en} ({which.en})"
    return Text(zh, en)


def binding_sentence(catalogue: Catalogue, assessment: Assessment) -> Text:
    """How many findings on binding clauses are met, not yet met, to be verified."""
    counts = binding_tally(catalogue, assessment)
    disputed = Text("", "")
    if counts.disputed:
        disputed = Text(
            f"其中 {counts.disputed} 项县级有异议，尚未复核认定。",
            f" {counts.disputed} of them are disputed by a county and not yet decided on review.",
        )
    return Text(
        f"有明确目标的要求共形成 {counts.found} 项核查结果：{counts.met} 项已达到，"
        f"{counts.unmet} 项尚未达到，{counts.open} 项待核实。{disputed.zh}",
        f"The requirements with a clear target give {counts.found} findings: {counts.met} met,"
        f" {counts.unmet} not yet met, {counts.open} to be verified.{disputed.en}",
    )


def open_sentence(catalogue: Catalogue, assessment: Assessment, todo: Todo) -> Text:
    """How many findings are open, and how many items are asked for: why the two may differ."""
    counted = binding_tally(catalogue, assessment).open
    others = other_tally(catalogue, assessment).open
    zh = [f"{counted} 项核查结果待核实"]
    en = [f"{counted} findings are to be verified"]
    for entry in _counted_elsewhere(catalogue, assessment):
        zh.append(f"“{entry.name.zh}”已计入规划指标，分县数另需补报 1 项")
        en.append(f"“{entry.name.en}” counts as an indicator, its counties are asked for besides")
    if others:
        zh.append(f"另有 {others} 项只说进展、不作评估结论的待核实")
        en.append(f"so are {others} where only progress is told")
    word = catalogue.plan_of(assessment.city_code).county_word.text
    for name, parts, decided in _split_shares(catalogue, assessment):
        if decided:
            zh.append(f"“{name.zh}”全市已有结论，仍有 {parts} 个{word.zh}待补报")
            en.append(f"“{name.en}” is settled for the city, {parts} counties are still open")
        elif parts != 1:
            zh.append(f"“{name.zh}”按全市计 1 项，分 {parts} 个{word.zh}补报")
            en.append(f"“{name.en}” counts once for the city but is asked of {parts} counties")
    return Text(
        f"{'；'.join(zh)}。合计需补报 {todo.total} 项。",
        f"{'; '.join(en)}. In all {todo.total} items are asked for.",
    )


def _counted_elsewhere(catalogue: Catalogue, assessment: Assessment) -> list[Entry]:
    """The open clauses that are counted as indicators: what they lack is asked for all the same."""
    entries = (
        catalogue.entries[f.requirement_id]
        for f in assessment.findings
        if f.verdict is Verdict.INDETERMINATE
    )
    return [e for e in entries if e.counted_as]


def _split_shares(catalogue: Catalogue, assessment: Assessment) -> list[tuple[Text, int, bool]]:
    """Requirements on a share of counties with open counties: name, how many, whether decided."""
    found = []
    for finding in assessment.findings:
        entry = catalogue.entries[finding.requirement_id]
        parts = sum(p.counts is None for p in finding.parts)
        if isinstance(entry.check, CountyShare) and parts:
            decided = finding.verdict is not Verdict.INDETERMINATE
            found.append((entry.name, parts, decided))
    return found

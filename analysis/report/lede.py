"""The first sentence of a screen: what is known, what is not, what to do."""

from __future__ import annotations

from analysis.report.counts import binding_tally, indicator_tallies, other_tally
from analysis.report.matrix import Matrix, core_entries
from analysis.report.symbols import Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment, Reason
from analysis.requirements.schema import Force
from geo.text import Text, join


def overview_lede(catalogue: Catalogue, assessment: Assessment, table: Matrix) -> Text:
    """The overview's sentence, with the weight on what matters (Markdown bold).

    Binding core requirements are told with their numbers; when none of them can be told in any
    county, the sentence says so and what to do.
    """
    counties = len(table.rows)
    binding = [
        (i, c)
        for i, c in enumerate(table.columns)
        if not c.absent
        and any(e.id == c.requirement_id for e in core_entries(catalogue, assessment.city_code))
        and catalogue.entries[c.requirement_id].force is Force.BINDING
    ]
    word = table.county_word
    told = [
        i for i, _ in binding if any(r.cells[i].symbol is not Symbol.PENDING for r in table.rows)
    ]
    if not told and _anything_in(assessment, [c.requirement_id for _, c in binding]):
        return Text(
            f"{len(binding)} 项有明确目标的要求在 {counties} 个{word.zh}**都还不能下结论**："
            "已报来的材料还不够，缺什么、向谁要见待办。",
            f"None of the {len(binding)} requirements with a number can be **told in any of the"
            f" {counties} counties yet**: what has come in is not enough; the list of open points"
            " says what is missing and whom to ask.",
        )
    if not told:
        return Text(
            f"{len(binding)} 项有明确目标的要求在 {counties} 个{word.zh}**都还不能下结论**："
            "设施清单和无遗漏确认没有报来，未报不等于未建。先发核对单，报回后自动重算。",
            f"None of the {len(binding)} requirements with a number can be **told in any of the"
            f" {counties} counties yet**: no facility lists or declarations have come in, and not"
            " recorded is not the same as not built. Send the request sheets first; answers are"
            " recounted at once.",
        )
    said = [_counted(table, i, counties, word) for i in told]
    return join(said, zh=" ", en=" ")


def _anything_in(assessment: Assessment, requirements: list[str]) -> bool:
    """Whether a record or a declaration, though too old, speaks to one of the requirements."""
    for finding in assessment.findings:
        if finding.requirement_id in requirements:
            for seen in finding.parts or (finding,):
                if seen.considered or seen.reason is Reason.COMPLETENESS_OUTDATED:
                    return True
    return False


_GOOD = (Symbol.MET, Symbol.BUILT)
_BAD = (Symbol.UNMET, Symbol.NOT_BUILT)


def _counted(table: Matrix, i: int, counties: int, word: Text) -> Text:
    """One requirement's counties by what their cells say, in the cells' own words."""
    cells = [r.cells[i] for r in table.rows]
    said = []
    for symbols, strong in ((_GOOD, True), (_BAD, True), ((Symbol.PENDING,), False)):
        found = [c for c in cells if c.symbol in symbols]
        if found:
            n, words = len(found), found[0].word
            zh, en = f"{n} 个{words.zh}", f"{n} {words.en.lower()}"
            said.append(Text(f"**{zh}**", f"**{en}**") if strong else Text(zh, en))
    listed = join(said, "，", ", ")
    title = table.columns[i].title
    return Text(
        f"{title.zh}：{counties} 个{word.zh}中{listed.zh}。",
        f"{title.en}: of {counties} counties {listed.en}.",
    )


def findings_lede(catalogue: Catalogue, assessment: Assessment) -> Text:
    """How many findings of each verdict; only binding clauses count as met or not yet met."""
    counted, others = binding_tally(catalogue, assessment), other_tally(catalogue, assessment)
    return Text(
        f"有明确目标的要求 **{counted.found} 项核查结果**：{counted.met} 项已达到，"
        f"{counted.unmet} 项尚未达到，**{counted.open} 项待核实**。另有只说进展、不作评估结论的"
        f"要求 {others.found} 项，其中 {others.open} 项待核实。",
        f"**{counted.found} findings** on binding clauses: {counted.met} met, {counted.unmet} not"
        f" yet met, **{counted.open} to be verified**. Of {others.found} more only progress is"
        f" told; {others.open} of them are to be verified.",
    )


def indicators_lede(catalogue: Catalogue, assessment: Assessment) -> Text:
    """How many indicators have a verdict, and what the others wait for."""
    counted, others = indicator_tallies(catalogue, assessment)
    met, unmet = counted.met + others.met, counted.unmet + others.unmet
    open_ = counted.open + others.open
    return Text(
        f"**{counted.found + others.found} 项指标**：{met} 项达到，{unmet} 项未达到，"
        f"**{open_} 项待核实**。完成值由各责任部门报送，定案后才作评估。",
        f"**{counted.found + others.found} indicators**: {met} reached, {unmet} not,"
        f" **{open_} to be verified**. Values come from the bureaus and are judged once final.",
    )

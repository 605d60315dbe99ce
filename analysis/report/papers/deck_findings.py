"""Slides of the findings: the numbers, each requirement with its map, what is unmet, what waits."""

from __future__ import annotations

from analysis.report.counts import binding_tally
from analysis.report.counts_table import counts_table
from analysis.report.own_sources import evidence_of, source_line
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck_points import (
    WHEN,
    asked_strip,
    number_of_each,
    one_reason,
    requirement_points,
    unmet_points,
)
from analysis.report.papers.document import (
    BigNumber,
    Figure,
    Numbers,
    Paragraph,
    Slide,
    SlideBlock,
    Strip,
    TableBlock,
)
from analysis.report.papers.wording import (
    binding_counts,
    indicator_sentence,
    indicator_title,
    open_counts,
    open_title,
    pending_sentences,
    pending_table,
    records_sentence,
    requirement_sentence,
    unmet_findings,
    unmet_indicators,
    unmet_sentence,
    unmet_title,
)
from analysis.report.report import Column, ColumnKind, Table, VerdictValue
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from geo.text import Text, join

_COUNTED = ("requirement", "found", "met", "unmet", "open", "said")
_ALL = Text("项核查结果", "findings")
_OPEN = Text("待核实的不在此列。", "What is to be verified is not among them.")


def overview_slide(contents: Contents) -> Slide:
    """The count of findings in big numbers, and the table that adds up to it."""
    counts = binding_tally(contents.catalogue, contents.assessment)
    numbers = Numbers(
        (
            BigNumber(counts.found, _ALL),
            BigNumber(counts.met, SYMBOL_WORDS[Symbol.MET], Symbol.MET),
            BigNumber(counts.unmet, SYMBOL_WORDS[Symbol.UNMET], Symbol.UNMET),
            BigNumber(counts.open, SYMBOL_WORDS[Symbol.PENDING], Symbol.PENDING),
        )
    )
    table = counts_table(contents.catalogue, contents.assessment, contents.report.matrix)
    return Slide(
        binding_counts(contents), (numbers, TableBlock(table, _COUNTED)), records_sentence(contents)
    )


def requirement_slide(contents: Contents, place: int) -> Slide:
    """One core requirement: its map and its counties, or without maps its counties in a table."""
    column = contents.report.matrix.columns[place]
    drawing = contents.drawings.get(f"verdicts:{column.requirement_id}")
    entry = contents.catalogue.entries[column.requirement_id]
    body: tuple[SlideBlock, ...] = (TableBlock(_county_table(contents, place)),)
    if drawing is not None:
        if one_reason(contents, place):
            strip = asked_strip(contents, column.requirement_id)
            body = body if strip is None else (*body, strip)
        else:
            body = (requirement_points(contents, place),)
        body = (Figure(drawing), number_of_each(contents, place), *body)
    notes = [requirement_sentence(contents, place)]
    if entry.quote:
        notes.append(
            Text(
                f"规划原文（{entry.section}）：“{entry.quote}”",
                f"The plan’s words ({entry.section}): “{entry.quote}”",
            )
        )
    if entry.interpretation is not None:
        notes.append(entry.interpretation.text)
    return Slide(
        requirement_sentence(contents, place, names=False),
        body,
        join(notes, "\n", "\n"),
        source=source_line(evidence_of(contents.report, column)),
    )


def _county_table(contents: Contents, place: int) -> Table:
    """One requirement in every county, in code order."""
    gaps = contents.report.matrix
    column = gaps.columns[place]
    columns = (
        Column("county", Text(gaps.county_word.zh, "County"), width_chars=16),
        Column("verdict", Text("评估结论", "Verdict"), ColumnKind.VERDICT, width_chars=20),
    )
    rows = tuple(
        (r.full_name, VerdictValue(r.cells[place].symbol, r.cells[place].word, r.cells[place].sub))
        for r in gaps.rows
    )
    return Table(f"counties_{place}", column.title, columns, rows)


def unmet_slide(contents: Contents) -> Slide | None:
    """What is not met: where, why, by which clause; None where it is told with what waits."""
    found = unmet_findings(contents)
    title, besides = unmet_title(contents), unmet_indicators(contents)
    if not found:
        if contents.todo.lines:
            return None
        return Slide(title, (Paragraph(besides or _OPEN),), besides or _OPEN)
    notes = tuple(unmet_sentence(contents, f) for f in found)
    if besides is not None:
        notes = (*notes, besides)
    return Slide(title, (unmet_points(contents, found, besides),), join(notes, "\n", "\n"))


def pending_slide(contents: Contents) -> Slide | None:
    """What waits, for what, from whom, over it that nothing is unmet; None where nothing waits."""
    said = pending_sentences(contents)
    if not said:
        return None
    body: tuple[SlideBlock, ...] = (TableBlock(pending_table(contents)),)
    if not unmet_findings(contents):
        besides = unmet_indicators(contents) or _OPEN
        first = unmet_title(contents)
        body = (Paragraph(Text(f"{first.zh}。{besides.zh}", f"{first.en}. {besides.en}")), *body)
    notes = join((open_counts(contents), *said), "\n", "\n")
    return Slide(open_title(contents), (*body, Strip((WHEN,))), notes)


def indicator_slide(contents: Contents) -> Slide | None:
    """The indicators of the plan; None for a plan without."""
    said = indicator_sentence(contents)
    if said is None:
        return None
    columns = ("indicator", "target", "label", "value", "verdict")
    table = contents.report.table("indicators")
    return Slide(indicator_title(contents), (TableBlock(table, columns),), said)

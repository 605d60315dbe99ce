"""Which blocks stand on pages on their side: one rule for every format that has pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.report.papers.document import Block, Heading, PageBreak, TableBlock
from analysis.report.report import Paper, Table, state_words
from geo.text import Text


@dataclass(frozen=True, slots=True)
class PageRun:
    """Blocks that follow each other on pages lying the same way; a run begins on a new page."""

    on_side: bool
    blocks: tuple[Block, ...]


def page_runs(blocks: Sequence[Block]) -> tuple[PageRun, ...]:
    """The blocks in runs. A wide table lies on its side, and its headings with it."""
    runs: list[PageRun] = []
    held: list[Block] = []
    side = False

    def close() -> None:
        if held:
            runs.append(PageRun(side, tuple(held)))
            held.clear()

    for place, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            close()
            continue
        table = next((b for b in blocks[place:] if not isinstance(b, Heading)), None)
        wanted = isinstance(table, TableBlock) and table.wide
        if isinstance(table, TableBlock) and not table.table.all_rows:
            # A sentence stands in its place: no page is turned for it.
            wanted = side
        if wanted is not side:
            close()
            side = wanted
        held.append(block)
    close()
    return tuple(runs)


def foot_words(paper: Paper) -> Text:
    """At the foot of every page: city, day, state, run; the page's number is the writer's."""
    city, day, run = paper.city, paper.as_of.isoformat(), paper.run_id
    state = state_words(paper.state, paper.revision)
    return Text(
        f"{city.name_zh}　截至 {day}　{state.zh}　运行编号 {run}",
        f"{city.name_en}   as of {day}   {state.en}   run {run}",
    )


def no_rows(table: Table) -> Text:
    """What is said in place of a table without rows."""
    name = table.title
    return Text(f"{name.zh}：没有记录。", f"{name.en}: nothing on record.")

"""Where each table and picture of a brief comes from: one short line under it, in every format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.report.papers.document import Block, Drawing, Figure, TableBlock
from analysis.report.papers.short_tables import DETAILED
from analysis.report.report import Report
from geo.text import Text

_ITSELF = frozenset({"sources", "parameters", "rulings", "text_notes"})
"""Tables that say where everything comes from: they name no source of their own."""
_ON_RECORD = ("facilities", "verdicts")
_RECKONED = Text("测算，数据与参数见附件", "reckoned, see annex")


def noted(
    report: Report, blocks: Iterable[Block], drawings: Mapping[str, Drawing] | None = None
) -> tuple[Block, ...]:
    """The blocks, every table and picture with its source, day and run.

    ``drawings`` by id: those of facilities and verdicts show what is on record, others are
    reckoned.
    """
    on_record = [d for i, d in (drawings or {}).items() if i.startswith(_ON_RECORD)]
    return tuple(
        replace(block, note=_note(report, _source(report, block, on_record)))
        if isinstance(block, TableBlock | Figure)
        else block
        for block in blocks
    )


def _source(report: Report, block: TableBlock | Figure, on_record: list[Drawing]) -> Text | None:
    if isinstance(block, TableBlock):
        if block.table.id in _ITSELF:
            return None
        reckoned = block.table.id in DETAILED
    else:
        reckoned = not any(block.drawing is d for d in on_record)
    return _RECKONED if reckoned else report.evidence


def _note(report: Report, source: Text | None) -> Text:
    day, run = report.as_of.isoformat(), report.run_id
    first = Text("", "")
    if source is not None:
        first = Text(f"资料来源：{source.zh}；", f"Sources: {source.en}; ")
    return Text(
        f"{first.zh}截至 {day}；运行编号 {run}",
        f"{first.en}as of {day}; run {run}" if source is not None else f"As of {day}; run {run}",
    )

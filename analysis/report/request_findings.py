"""The findings on a check sheet: each verdict, room for the county's word, and its hidden key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.report.cell_text import shown
from analysis.report.county_sheet import CountySheet, FindingBlock
from analysis.report.gap_table import verdict_value
from analysis.report.report import Column, ColumnKind, Report, Value
from analysis.report.sheet_style import (
    MOST_POINTS,
    Book,
    row_points,
    write_heads,
    write_value,
)
from geo.reading.reply_form import KEYS, REPLIES, key_cells
from geo.reviews import OPINION_WORDS
from geo.text import Text, join

FINDING_COLUMNS = (
    Column("requirement", Text("规划要求", "Requirement"), width_chars=17),
    Column("quote", Text("规划原文", "Words of the plan"), width_chars=26),
    Column("verdict", Text("评估结论", "Verdict"), ColumnKind.VERDICT, width_chars=13),
    Column("reason", Text("理由", "Reason"), width_chars=24),
    Column("evidence", Text("在册佐证", "Evidence on record"), width_chars=26),
    Column("missing", Text("还缺", "Missing"), width_chars=22),
    Column("ask", Text("由谁提供", "Who supplies it"), width_chars=13),
    Column("opinion", Text("县级意见", "County’s opinion"), width_chars=11),
    Column("objection", Text("异议理由", "Reason for dispute"), width_chars=20),
    Column("proof", Text("佐证材料清单", "Proof enclosed"), width_chars=18),
    Column("body", Text("填报单位", "Answered by"), width_chars=14),
)
WIDTHS = [c.width_chars for c in FINDING_COLUMNS]


def write_findings(book: Book, sheet: Any, line: int, source: CountySheet, report: Report) -> int:
    """Writes the verdicts below a head; the next free line."""
    write_heads(book, sheet, line, FINDING_COLUMNS, WIDTHS)
    first_key = len(FINDING_COLUMNS)
    for place, name in enumerate(KEYS, start=first_key):
        head = REPLIES.column(name).header if book.language == "zh" else name
        sheet.write_string(line, place, head, book.style())
    sheet.set_column(first_key, first_key + len(KEYS) - 1, None, None, {"hidden": True})
    first = line + 1
    for block in source.findings:
        line += 1
        write_row(book, sheet, line, _values(block), WIDTHS)
        cell = block.cell
        keys = key_cells(
            cell.requirement_id,
            source.area_code,
            report.as_of,
            report.run_id,
            cell.symbol.value,
            demonstration=report.demonstration,
        )
        for place, key in enumerate(keys, start=first_key):
            sheet.write_string(line, place, key, book.style(num_format="@"))
    opinions = [word.get(book.language) for word in OPINION_WORDS.values()]
    place = next(i for i, c in enumerate(FINDING_COLUMNS) if c.id == "opinion")
    if line >= first:
        rule = {"validate": "list", "source": opinions}
        sheet.data_validation(first, place, line, place, rule)
    return line + 1


def write_row(
    book: Book, sheet: Any, line: int, values: Sequence[Value], widths: list[float]
) -> None:
    """One row of values, as high as its longest."""
    for place, value in enumerate(values):
        write_value(book, sheet, (line, place), value, valign="top")
    texts = [shown(v, book.language) for v in values]
    sheet.set_row(line, min(row_points(zip(texts, widths, strict=True)), MOST_POINTS))


def _values(block: FindingBlock) -> tuple[Value, ...]:
    under = block.under
    title = Text(f"{block.title.zh}\n{under.zh}", f"{block.title.en}\n{under.en}")
    evidence = [
        Text(
            "，".join(p for p in (e.text.zh, e.why.zh, e.source) if p),
            ", ".join(p for p in (e.text.en, e.why.en, e.source) if p),
        )
        for e in block.evidence
    ]
    what = [w for w, _ in block.missing]
    who = list({a.zh: a for _, a in block.missing}.values())
    return (
        title,
        block.quote or None,
        verdict_value(block.cell),
        block.reason,
        join(evidence, "；\n", ";\n") if evidence else None,
        join(what, "；\n", ";\n") if what else None,
        join(who, "；\n", ";\n") if who else None,
        None,
        None,
        None,
        None,
    )

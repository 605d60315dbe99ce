"""A brief as plain data for the typesetter: words are data, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.report.cell_text import heading, shown
from analysis.report.fonts import printable
from analysis.report.papers.column_widths import column_widths_mm
from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    TableBlock,
)
from analysis.report.papers.pages import foot_words, no_rows, page_runs
from analysis.report.report import ColumnKind, Paper, Share, Value, VerdictValue
from analysis.report.sheet_style import SYMBOL_COLOURS
from geo.text import Language, Text

WIDTH_MM, SIDE_WIDTH_MM = 162.0, 273.0
"""Of the text of ``brief.typ``, on an upright page and on one on its side."""
POINTS, SMALL_POINTS = 9.0, 7.5
DENSE = 8
"""Tables of more columns are set smaller."""


class Pictures:
    """The pictures of one paper, drawn once each and laid into a folder."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder, self._language = folder, language
        self._names: dict[tuple[int, float, float], str] = {}

    def name(
        self, figure: Figure, width_mm: float, height_mm: float, *, plain: bool = False
    ) -> str:
        """The name of the picture's file in the folder; ``plain``: as slides have it."""
        key = (id(figure.drawing), width_mm, height_mm)
        if key not in self._names:
            name = f"picture_{len(self._names)}.png"
            drawn = figure.drawing.png(self._language, width_mm, height_mm, plain=plain)
            (self._folder / name).write_bytes(drawn)
            self._names[key] = name
        return self._names[key]


def brief_data(brief: Brief, language: Language, pictures: Pictures) -> dict[str, Any]:
    """The brief as JSON has it."""
    return {
        **paper_data(brief.paper, brief.title, brief.under, language),
        "foot": _said(foot_words(brief.paper), language),
        "runs": [
            {"on_side": run.on_side, "blocks": _blocks(run.blocks, language, pictures)}
            for run in page_runs(brief.blocks)
        ],
    }


def paper_data(
    paper: Paper, title: Text, under: Iterable[Text], language: Language
) -> dict[str, Any]:
    """What every paper says of itself, as JSON has it."""
    day = paper.as_of
    return {
        "language": language,
        "title": _said(title, language),
        "under": [_said(line, language) for line in under],
        "marks": " · ".join(_said(mark, language) for mark in paper.marks),
        "demonstration": paper.demonstration,
        "day": [day.year, day.month, day.day],
        "run_id": paper.run_id,
    }


def _blocks(
    blocks: Iterable[Block], language: Language, pictures: Pictures
) -> list[dict[str, Any]]:
    return [_block(b, language, pictures) for b in blocks if not isinstance(b, PageBreak)]


def _block(block: Block, language: Language, pictures: Pictures) -> dict[str, Any]:
    match block:
        case Heading(level=level, text=text):
            return {"kind": "heading", "level": level, "text": _said(text, language)}
        case Paragraph(text=text, style=style):
            return {"kind": "paragraph", "style": str(style), "text": _said(text, language)}
        case Bullets(items=items, numbered=numbered):
            said = [_said(item, language) for item in items]
            return {"kind": "bullets", "numbered": numbered, "items": said}
        case TableBlock():
            return _table(block, language)
        case Figure():
            width, height = block.width_mm, block.height_mm
            return {
                "kind": "figure",
                "file": pictures.name(block, width, height),
                "width_mm": width,
                "alt": _said(block.drawing.alt, language),
                "note": _said(block.note, language),
                "title": _said(block.drawing.title, language),
            }
        case PageBreak():
            raise ValueError("pages are parted before")


def _table(block: TableBlock, language: Language) -> dict[str, Any]:
    table, places = block.table, block.places
    columns = [table.columns[i] for i in places]
    rows = [
        [_cell(row[i], c.kind, language) for i, c in zip(places, columns, strict=True)]
        for row in table.all_rows
    ]
    if not rows:
        return {"kind": "paragraph", "style": "body", "text": _said(no_rows(table), language)}
    points = SMALL_POINTS if len(columns) > DENSE else POINTS
    values = [[row[i] for i in places] for row in table.all_rows]
    width_mm = SIDE_WIDTH_MM if block.wide else WIDTH_MM
    widths = column_widths_mm(columns, values, width_mm, points, language)
    return {
        "kind": "table",
        "on_side": block.wide,
        "points": points,
        "title": _said(table.title, language) if block.caption else "",
        "columns": [
            {"title": printable(heading(c, language)), "width": wide}
            for c, wide in zip(columns, widths, strict=True)
        ],
        "rows": rows,
        "total": table.total is not None,
        "notes": [_said(note, language) for note in (*table.notes, block.note)],
    }


def _cell(value: Value, kind: ColumnKind, language: Language) -> dict[str, Any]:
    numeric = isinstance(value, int | float | Share)
    fill = SYMBOL_COLOURS[value.symbol][0] if isinstance(value, VerdictValue) else None
    return {
        "text": printable(shown(value, language)),
        "end": numeric or (value is None and kind is ColumnKind.NUMBER),
        "fill": fill,
    }


def _said(text: Text, language: Language) -> str:
    return printable(text.get(language))

"""Tables on slides: the largest type in which one fits, parted over slides where none does."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.cell_text import heading, shown
from analysis.report.papers.document import Paragraph, Slide, TableBlock
from analysis.report.report import Value
from analysis.report.sheet_style import line_count
from geo.text import Language, Text

WIDTH_MM, HEIGHT_MM = 338.7, 190.5
"""A slide of 16 : 9 as office programs make it."""
ROOM_MM = (306.0, 132.0)
"""What is left under the title, width and height."""
POINTS = (14.0, 12.0, 11.0, 10.0, 9.0, 8.0)
"""Sizes of type tried, from the largest; below the last one nobody in the room can read."""
TITLE_MM = 32.0
TITLE_POINTS = (24.0, 22.0, 20.0, 18.0)
CELL_MARGIN_MM = 1.2
PARAGRAPH_MM = 16.0
"""The height of a paragraph above the table or picture."""
CONTINUED = Text("（续）", " (continued)")
_LEAST_SHARE = 0.03
_DIGIT_EM = 0.56
"""The width of a digit, in which ``text_width`` counts, as a share of the size of type."""
_LINE_EM = 1.3
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A part of a table that fits a slide: rows first to last (of ``all_rows``), exclusive."""

    points: float
    widths_mm: tuple[float, ...]
    first: int
    last: int
    heights_mm: tuple[float, ...]
    """Of the head and of each row."""


def room_mm(slide: Slide) -> float:
    """The height left for a slide's table."""
    return ROOM_MM[1] - PARAGRAPH_MM * sum(isinstance(b, Paragraph) for b in slide.body)


def fitted(
    block: TableBlock, language: Language, height_mm: float = ROOM_MM[1]
) -> tuple[FittedTable, ...]:
    """The table in one part if any size of type allows, else in parts of the smallest size."""
    table, places = block.table, block.places
    total = sum(table.columns[i].width_chars for i in places)
    shares = [max(table.columns[i].width_chars / total, _LEAST_SHARE) for i in places]
    widths = tuple(ROOM_MM[0] * share / sum(shares) for share in shares)
    rows = [[row[i] for i in places] for row in table.all_rows]
    heads = [heading(table.columns[i], language) for i in places]
    for points in POINTS:
        heights = [_height_mm(heads, widths, points)]
        heights += [_row_mm(row, widths, points, language) for row in rows]
        if sum(heights) <= height_mm:
            return (FittedTable(points, widths, 0, len(rows), tuple(heights)),)
    parts, first = [], 0
    while first < len(rows):
        last, used = first, heights[0]
        while last < len(rows) and (last == first or used + heights[last + 1] <= height_mm):
            used += heights[last + 1]
            last += 1
        shown_heights = (heights[0], *heights[first + 1 : last + 1])
        parts.append(FittedTable(POINTS[-1], widths, first, last, shown_heights))
        first = last
    return tuple(parts)


def title_points(title: str) -> float:
    """The largest size in which a slide's title fits above the body."""
    for points in TITLE_POINTS[:-1]:
        lines = line_count(title, ROOM_MM[0] / (_DIGIT_EM * points * _MM))
        if lines * _LINE_EM * points * _MM <= TITLE_MM:
            return points
    return TITLE_POINTS[-1]


def _row_mm(
    row: list[Value], widths: tuple[float, ...], points: float, language: Language
) -> float:
    return _height_mm([shown(value, language) for value in row], widths, points)


def _height_mm(texts: list[str], widths: tuple[float, ...], points: float) -> float:
    """The height of a row: its cell of most lines."""
    digit_mm = _DIGIT_EM * points * _MM
    lines = max(
        line_count(text, (width - 2 * CELL_MARGIN_MM) / digit_mm)
        for text, width in zip(texts, widths, strict=True)
    )
    return lines * _LINE_EM * points * _MM + 2 * CELL_MARGIN_MM

"""Tables on slides: columns as wide as what they hold, the largest type in which the rows fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.report.cell_text import heading, shown
from analysis.report.papers.document import TableBlock
from analysis.report.papers.slides.measure import (
    LINE_EM,
    POINT_MM,
    line_count,
    longest_token_mm,
    width_mm,
)
from analysis.report.report import Share, Value
from geo.text import Language, Text

POINTS = (18.0, 16.0, 14.0, 13.0, 12.0, 11.0)
"""Sizes of type tried, from the largest; nobody in the room reads less than the last."""
BACKUP_POINTS = (*POINTS, 10.0)
"""Of a table behind the talk: it is shown to who asks, and is whole rather than large."""
CELL_SIDE_MM, CELL_OVER_MM, CELL_TIGHT_MM = 2.4, 1.2, 0.4
"""Space beside and over the text of a cell; over it in a table that else were not whole."""
CONTINUED = Text("（续）", " (continued)")
MOST_ROWS = 17
"""Sixteen rows and the total: more is no slide."""
_EDGE_MM = 0.4
_LEAST_COLUMNS = 3
_WIDEST = 1.5
"""A table is stretched to the room by no more than this, so that rows hold together."""
_LEAST_EM, _WHOLE_EM = 4.2, 6.5
"""A column of Chinese words is no narrower than four characters; a short one is never parted."""
_HEAD_EM = 7.5
"""The head of the first column is parted only where it is longer."""
_LESS_THAN_IN_PROPORTION = 0.6
"""The power of what longer texts want: else they starve the others."""

_FILLED = 0.95
"""As much of a line as is filled: no sign of punctuation begins one."""

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FittedTable:
    """A part of a table that fits a slide: rows first to last (of ``all_rows``), exclusive.

    ``cells``: what stands in them, head first, never shortened.
    """

    points: float
    widths_mm: tuple[float, ...]
    first: int
    last: int
    heights_mm: tuple[float, ...]
    cells: tuple[_Row, ...]
    over_mm: float = CELL_OVER_MM


def fitted(
    block: TableBlock,
    language: Language,
    room_mm: tuple[float, float],
    sizes: tuple[float, ...] = POINTS,
    under_mm: float = 0.0,
) -> tuple[FittedTable, ...]:
    """The table in one part if any size of type allows, else in parts of the smallest size.

    ``under_mm``: what a table that is not whole leaves free for the words that say so.
    """
    head, rows = _texts(block, language)
    for points, over in _looks(sizes, len(head)):
        widths, heights = _set(head, rows, points, room_mm[0], over)
        whole = _tokens_fit((head, *rows), widths, points)
        if whole and sum(heights) <= room_mm[1] and len(rows) <= MOST_ROWS:
            return (_part(head, rows, (0, len(rows)), points, (widths, heights), over),)
    points, room = sizes[-1], room_mm[1] - under_mm
    widths, heights = _set(head, rows, points, room_mm[0], CELL_TIGHT_MM)
    ends = _ends(heights, room, MOST_ROWS)
    even = _ends(heights, room, -(-len(rows) // len(ends)))
    if len(even) == len(ends):
        ends = even
    return tuple(
        _part(head, rows, span, points, (widths, heights), CELL_TIGHT_MM)
        for span in zip((0, *ends[:-1]), ends, strict=True)
    )


def _ends(heights: tuple[float, ...], room: float, most: int) -> list[int]:
    """Where the parts of a table end: as many rows each as find room, at most ``most``."""
    ends, first, used = [], 0, heights[0]
    for row, high in enumerate(heights[1:]):
        if row > first and (used + high > room or row - first == most):
            ends.append(row)
            first, used = row, heights[0]
        used += high
    return [*ends, len(heights) - 1]


def _part(
    head: _Row,
    rows: list[_Row],
    span: tuple[int, int],
    points: float,
    measures: tuple[tuple[float, ...], tuple[float, ...]],
    over: float,
) -> FittedTable:
    widths, heights = measures
    first, last = span
    own = (heights[0], *heights[first + 1 : last + 1])
    return FittedTable(points, widths, first, last, own, (head, *rows[first:last]), over)


def _looks(sizes: tuple[float, ...], columns: int) -> list[tuple[float, float]]:
    """Sizes of type with the space over the text; two columns are rather tight than small."""
    if columns < _LEAST_COLUMNS:
        return [(p, over) for p in sizes for over in (CELL_OVER_MM, CELL_TIGHT_MM, 0.0)]
    return [*((p, CELL_OVER_MM) for p in sizes), *((p, CELL_TIGHT_MM) for p in sizes[-3:])]


def _texts(block: TableBlock, language: Language) -> tuple[_Row, list[_Row]]:
    table, places = block.table, block.places
    head = tuple(heading(table.columns[i], language) for i in places)
    return head, [tuple(shown(row[i], language) for i in places) for row in table.all_rows]


def narrowed(
    block: TableBlock, language: Language, room_mm: tuple[float, float], sizes: tuple[float, ...]
) -> TableBlock:
    """The table without the columns for which there is no room unless words are parted or cut.

    The column of the longest word goes first; never the first, which names the row, nor the last.
    Where a row alone is higher than the room, the longest text goes.
    """
    while len(block.places) > _LEAST_COLUMNS:
        head, rows = _texts(block, language)
        needs = [
            max(longest_token_mm(row[i], sizes[-1], bold=True) for row in (head, *rows))
            + 2 * CELL_SIDE_MM
            for i in range(len(head))
        ]
        if sum(needs) <= room_mm[0]:
            _, heights = _set(head, rows, sizes[-1], room_mm[0], CELL_TIGHT_MM)
            if heights[0] + max(heights[1:], default=0.0) <= room_mm[1]:
                break
            needs = [max(len(row[i]) for row in rows) for i in range(len(head))]
        gone = max(range(1, len(head) - 1), key=lambda i: needs[i])
        ids = [block.table.columns[i].id for i in block.places]
        block = replace(block, columns=tuple(c for i, c in enumerate(ids) if i != gone))
    return block


def is_number(value: Value) -> bool:
    """Whether it stands at the right of its cell."""
    return isinstance(value, int | float | Share)


def _set(
    head: _Row, rows: list[_Row], points: float, room: float, over: float
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Widths and heights in that size of type."""
    widths = _widths(head, rows, points, room)
    inner = [(w - 2 * CELL_SIDE_MM) * _FILLED for w in widths]
    heights = [_height(head, inner, points, over, bold=True)]
    heights += [_height(row, inner, points, over) for row in rows]
    return widths, tuple(heights)


def _height(
    texts: _Row, inner: list[float], points: float, over: float, *, bold: bool = False
) -> float:
    lines = max(line_count(t, points, w, bold=bold) for t, w in zip(texts, inner, strict=True))
    return lines * LINE_EM * points * POINT_MM + 2 * over + _EDGE_MM


def _widths(head: _Row, rows: list[_Row], points: float, room: float) -> tuple[float, ...]:
    """As wide as the longest text wants; where there is not room for all, shared out."""
    tokens, least, wanted = [], [], []
    floor = _LEAST_EM * points * POINT_MM
    for place, title in enumerate(head):
        texts = [row[place] for row in rows]
        token = max(longest_token_mm(t, points, bold=True) for t in (title, *texts))
        longest = max((_line_mm(t, points) for t in texts), default=0.0)
        named = width_mm(title, points, bold=True) / _FILLED + _EDGE_MM
        # The head of the first column says what the rows are: on one line where it is short.
        short = place == 0 and named <= _HEAD_EM * points * POINT_MM
        longest = max(longest, token, named if short else min(named, floor))
        whole = longest <= _WHOLE_EM * points * POINT_MM
        low = longest if whole else max(token, floor, named if short else 0.0)
        tokens.append(token + 2 * CELL_SIDE_MM)
        least.append(low + 2 * CELL_SIDE_MM)
        wanted.append(longest + 2 * CELL_SIDE_MM)
    if sum(wanted) <= room:
        most = _WIDEST if len(head) >= _LEAST_COLUMNS else room
        stretch = min(room / sum(wanted), most)
        return tuple(w * stretch for w in wanted)
    widths = least if sum(least) <= room else tokens
    if sum(widths) >= room:
        return tuple(w * room / sum(widths) for w in widths)
    for _ in range(8):
        left = room - sum(widths)
        needs = [
            max(most - have, 0.0) ** _LESS_THAN_IN_PROPORTION
            for most, have in zip(wanted, widths, strict=True)
        ]
        if left < 0.1 or not sum(needs):
            break
        widths = [
            min(have + left * need / sum(needs), max(most, have))
            for have, need, most in zip(widths, needs, wanted, strict=True)
        ]
    return tuple(widths)


def _tokens_fit(rows: tuple[_Row, ...], widths: tuple[float, ...], points: float) -> bool:
    """Whether no word and no number is parted."""
    return all(
        longest_token_mm(text, points, bold=True) <= width - 2 * CELL_SIDE_MM + 0.01
        for row in rows
        for text, width in zip(row, widths, strict=True)
    )


def _line_mm(text: str, points: float) -> float:
    """The width of its widest line."""
    return max(width_mm(line, points, bold=True) for line in text.split("\n"))

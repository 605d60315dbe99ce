"""How wide the columns of a table on paper are: by what stands in them, the same in every format.

A row is as high as its highest cell. Widths that make the sum of the cubed heights of all cells
smallest are those in proportion to the fourth root of the sum of the cubed lengths: long texts get
room and no short one is starved. No column is narrower than the longest piece that can't be parted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from analysis.report.cell_text import heading, shown
from analysis.report.report import Column, Value
from analysis.report.sheet_style import text_width
from geo.text import Language

_DIGIT_EM = 0.52
"""Width of a digit, the unit of ``text_width``, in the size of the type."""
_MM_A_POINT = 25.4 / 72
_EDGES_MM = 2.4
"""Left and right of the text in a cell."""
_BY_HAND_MM = 19.0
"""Least width of a column that is empty on paper: it is filled in by hand."""
_LONGEST_PIECE = 16
"""Digits of a piece that is never parted; a longer one is."""
_PIECES = re.compile(r"[（“《]*[A-Za-z0-9.,%:_+−-]+[）”》，；。、：]*")
_TWO_CHARACTERS, _WORD = 2 * 1.9, 6 * 1.9
"""Least width of a column, and of one that holds so much: in Chinese characters.

Six hold a verdict with its sign (? 待核实), a number of counties with its word (0 / 7 已达到).
"""


def column_widths_mm(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    width_mm: float,
    points: float,
    language: Language,
) -> list[float]:
    """The width shared among the columns; the sum is ``width_mm``."""
    unit = points * _DIGIT_EM * _MM_A_POINT
    least, wanted = [], []
    for place, column in enumerate(columns):
        said = [shown(row[place], language) for row in rows]
        head = heading(column, language)
        least.append(_least(said, head) * unit + _EDGES_MM)
        if rows and not any(said):
            least[-1] = max(least[-1], _BY_HAND_MM)
        lengths = [text_width(text) for text in (*said, head)]
        wanted.append(sum(length**3 for length in lengths) ** 0.25)
    if sum(least) >= width_mm:
        return [w * width_mm / sum(least) for w in least]
    return _shared(least, wanted, width_mm)


def _least(said: list[str], head: str) -> float:
    """Digits of the longest piece of text that is better not parted."""
    pieces = [p for text in (*said, head) for p in _PIECES.findall(text)]
    longest = max(map(text_width, pieces), default=0.0)
    words = max((min(text_width(text), _WORD) for text in said), default=0.0)
    return max(min(longest, _LONGEST_PIECE), words, _TWO_CHARACTERS)


def _shared(least: list[float], wanted: list[float], width_mm: float) -> list[float]:
    """The width in proportion to what is wanted, no column below its least."""
    fixed: set[int] = set()
    while True:
        free = width_mm - sum(least[i] for i in fixed)
        total = sum(w for i, w in enumerate(wanted) if i not in fixed)
        widths = [
            least[i] if i in fixed else free * w / total if total else least[i]
            for i, w in enumerate(wanted)
        ]
        narrow = {i for i, w in enumerate(widths) if w < least[i]} - fixed
        if not narrow:
            return widths
        fixed |= narrow


def line_count(text: str, width_mm: float, points: float) -> int:
    """About how many lines a text has in a cell this wide."""
    room = (width_mm - _EDGES_MM) / (points * _DIGIT_EM * _MM_A_POINT)
    return sum(max(1, math.ceil(text_width(part) / room)) for part in text.split("\n"))

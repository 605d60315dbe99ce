"""How much room words take: counted wide, so that they fit in whatever font an office has."""

from __future__ import annotations

import re
import unicodedata

POINT_MM = 25.4 / 72
LINE_EM = 1.32
_WIDE_EM, _DIGIT_EM, _LETTER_EM, _BOLD = 1.02, 0.64, 0.54, 1.07
"""A Chinese character, a digit (of DejaVu Sans, the widest met), another sign, bold type."""
_BROAD, _BROAD_EM = frozenset("mwMW@"), 0.86
_TOKENS = re.compile(r"[^\s\u2e80-\uffff]+|\s|.", re.DOTALL)
"""What is never parted: a word, a number; a Chinese character stands for itself."""


def width_mm(text: str, points: float, *, bold: bool = False) -> float:
    """The width of one line."""
    ems = sum(map(_em, text))
    return ems * points * POINT_MM * (_BOLD if bold else 1.0)


def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA":
        return _WIDE_EM
    if sign in _BROAD:
        return _BROAD_EM
    return _DIGIT_EM if sign.isdigit() else _LETTER_EM


def line_count(text: str, points: float, room_mm: float, *, bold: bool = False) -> int:
    """How many lines the text takes in that width."""
    return sum(_lines(line, points, room_mm, bold) for line in text.split("\n"))


def _lines(text: str, points: float, room_mm: float, bold: bool) -> int:
    lines, used = 1, 0.0
    for token in _TOKENS.findall(text):
        wide = width_mm(token, points, bold=bold)
        if used + wide <= room_mm:
            used += wide
        elif token.isspace():
            used = room_mm
        else:
            # A word longer than the room is broken by every program.
            lines += 1 + int(wide // room_mm) if used else int(wide // room_mm)
            used = wide % room_mm
    return lines


def longest_token_mm(text: str, points: float, *, bold: bool = False) -> float:
    """The width of what can't be parted."""
    return max((width_mm(t, points, bold=bold) for t in _TOKENS.findall(text)), default=0.0)


def text_mm(text: str, points: float, room_mm: float, *, bold: bool = False) -> float:
    """The height of the text in that width."""
    return line_count(text, points, room_mm, bold=bold) * LINE_EM * points * POINT_MM

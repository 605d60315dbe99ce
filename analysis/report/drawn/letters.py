"""How wide text is and where its lines break, from the font's own measures, in millimetres."""

from __future__ import annotations

import re

from analysis.report.fonts import advances, printable

PT_MM = 25.4 / 72
_NEVER_FIRST = frozenset("、，。；：！？）》】”’%％·,.;:!?)]}…")
_NEVER_LAST = frozenset("（《【“‘([{")
_PIECE = re.compile(r"[ -~À-ɏ–—²]+?(?:\s+|(?<=[-/])|$|(?=[^ -~À-ɏ–—²]))|.", re.DOTALL)


def width_mm(text: str, size_pt: float) -> float:
    """The width of one line."""
    wide, em = advances()
    units = sum(wide.get(ord(c), em) for c in printable(text))
    return units / em * size_pt * PT_MM


def wrapped(text: str, size_pt: float, room_mm: float) -> list[str]:
    """The text in lines that fit the room: Chinese breaks anywhere but before 、。） and after （.

    A word wider than the room is cut.
    """
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        line = ""
        for piece in _pieces(paragraph, size_pt, room_mm):
            if not line or width_mm((line + piece).rstrip(), size_pt) <= room_mm:
                line += piece
                continue
            back = _taken_back(line, piece)
            lines.append(line[: len(line) - len(back)].rstrip())
            line = (back + piece).lstrip()
        lines.append(line.rstrip())
    return lines


def _pieces(paragraph: str, size_pt: float, room_mm: float) -> list[str]:
    pieces: list[str] = []
    for piece in (m[0] for m in _PIECE.finditer(paragraph)):
        if width_mm(piece.rstrip(), size_pt) > room_mm:
            pieces.extend(piece)
        else:
            pieces.append(piece)
    return pieces


def _taken_back(line: str, piece: str) -> str:
    """The end of the line that must go with the piece to the next line."""
    back = ""
    while len(line) - len(back) > 1 and (
        (piece[:1] in _NEVER_FIRST and not back)
        or (back[:1] in _NEVER_FIRST)
        or line[len(line) - len(back) - 1] in _NEVER_LAST
    ):
        back = line[len(line) - len(back) - 1] + back
        if len(back) > 4:
            return ""
    return back


def shortened(text: str, size_pt: float, room_mm: float) -> str:
    """The text, cut with … where it is wider than the room."""
    text = printable(text)
    if width_mm(text, size_pt) <= room_mm:
        return text
    while text and width_mm(text + "…", size_pt) > room_mm:
        text = text[:-1]
    return text + "…"

"""Long csv files whose every line has the same columns, read column by column.

A table of millions of times takes seconds that way and minutes row by row. Whatever is not plain
(quotes, blank lines, lines of another length, another encoding) is left to the ordinary reader.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

_LONG = 1 << 20
"""Shorter files are left to the ordinary reader."""
_AT_ONCE = 1 << 24
_SAMPLE_LINES = 40
_SPACE = re.compile(r"[^\S\n]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f]")

Cells = npt.NDArray[np.object_]


def sample(content: bytes) -> bytes | None:
    """The first lines of a long file of even lines in UTF-8, parted by commas; None: not such."""
    if len(content) < _LONG or b'"' in content or _CONTROL.search(content):
        return None
    data = np.frombuffer(content, dtype=np.uint8)
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        return None
    ends = np.flatnonzero(data == ord("\n"))
    commas = np.flatnonzero(data == ord(","))
    counted = np.searchsorted(commas, ends)
    each = np.diff(counted, prepend=0)
    if len(ends) < _SAMPLE_LINES or each[0] == 0 or (each != each[0]).any():
        return None
    rest = content[ends[-1] + 1 :]
    if rest and rest.count(b",") != each[0]:
        return None
    return content[: ends[_SAMPLE_LINES - 1] + 1]


def columns(content: bytes, places: list[int]) -> list[Cells] | None:
    """The cells of these columns below the first line, without outer spaces.

    ``content`` is one that has a ``sample``. None when it is not UTF-8 after all, or a line holds
    nothing in its first column: such a line may be blank.
    """
    content = content.replace(b"\r", b"").rstrip(b"\n")
    width = content[: content.index(b"\n")].count(b",") + 1
    begin = content.index(b"\n") + 1
    parts: list[list[Cells]] = [[] for _ in places]
    words: dict[str, str] = {}
    while begin < len(content):
        end = content.find(b"\n", begin + _AT_ONCE)
        end = len(content) if end < 0 else end
        try:
            text = content[begin:end].decode("utf-8")
        except UnicodeDecodeError:
            return None
        cells = text.replace("\n", ",").split(",")
        if _SPACE.search(text):
            cells = [cell.strip() for cell in cells]
        if not all(cells[::width]):
            return None
        for part, place in zip(parts, places, strict=True):
            # Ids come again and again: one copy of each is kept.
            if len(words) > len(cells):
                words.clear()
            column = np.empty(len(cells) // width, dtype=object)
            column[:] = [words.setdefault(cell, cell) for cell in cells[place::width]]
            part.append(column)
        begin = end + 1
    return [np.concatenate(part) for part in parts]

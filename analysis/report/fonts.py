"""The one font of every picture and paper: Noto Sans SC, from a package that carries the file.

SIL Open Font License 1.1; the package ``pylopdf-fonts-zh-cn``. No font of the machine is looked
for, so a paper reads the same everywhere.
"""

from __future__ import annotations

import re
import struct
from functools import lru_cache
from importlib import resources
from pathlib import Path

from geo.safe_text import safe_text

FAMILY = "Noto Sans SC"
REPLACEMENT = "〓"
"""The geta mark 下駄: a printer's sign for a character the type lacks."""
_PACKAGE, _FILE = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"
_APOSTROPHE = re.compile("(?<=[A-Za-z])’|’(?=[a-z])")
"""In a Chinese font ’ is as wide as a character: between letters it would tear the word apart."""
_IN_ITS_PLACE = {"✕": "×", "▸": "›", "◷": "○"}
"""Signs of verdicts the font lacks, and the nearest it has; pictures draw them instead."""


@lru_cache(maxsize=1)
def font_path() -> Path:
    """The font's file (OpenType, CFF outlines, regular weight)."""
    return Path(str(resources.files(_PACKAGE) / _FILE))


@lru_cache(maxsize=1)
def advances() -> tuple[dict[int, int], int]:
    """How far each code point with a glyph moves the pen, and the units of the em."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (a tenth of a second, for papers only)

    with TTFont(font_path(), lazy=True) as font:
        # Glyphs by number: to read their 65 535 names takes longer than all else.
        font.setGlyphOrder(range(font["maxp"].numGlyphs))
        count = font["hhea"].numberOfHMetrics
        wide = [pair[0] for pair in struct.iter_unpack(">Hh", font.reader["hmtx"][: 4 * count])]
        found = {code: wide[min(glyph, count - 1)] for code, glyph in font.getBestCmap().items()}
        return found, font["head"].unitsPerEm


@lru_cache(maxsize=1)
def glyphs() -> frozenset[int]:
    """The code points the font has a glyph for."""
    return frozenset(advances()[0])


def missing_glyphs(text: str) -> frozenset[str]:
    """The characters of the text the font has no glyph for; line ends are none."""
    held = glyphs()
    return frozenset(c for c in text if ord(c) not in held and c != "\n")


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """The text with every character the font can draw; others stand as ``REPLACEMENT``.

    Signs that show nothing (controls, marks of direction) are dropped, so that no name can turn
    the words beside it around.
    """
    safe = _APOSTROPHE.sub("'", safe_text(text)).replace("\t", " ")
    for character in missing_glyphs(safe):
        safe = safe.replace(character, _IN_ITS_PLACE.get(character, REPLACEMENT))
    return safe

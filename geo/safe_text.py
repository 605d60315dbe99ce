"""Signs no text may carry: what a reader can't see, or what turns the words beside it around.

A name holding U+202E reads backwards and so does what follows it; a zero-width sign makes two
names that look alike differ; a control sign or half a character breaks the file it is written to.
They are dropped and nothing else is: letters, also rare ones, and variation selectors stay.
"""

from __future__ import annotations

import unicodedata

_DROPPED = ("Cc", "Cf", "Cs")
_LINE_ENDS = {"\u2028": "\n", "\u2029": "\n"}
_KEPT = ("\n", "\t")


def safe_text(text: str) -> str:
    """The text without control signs, marks of direction, zero-width signs and half characters.

    Line ends of every kind become ``\\n``; tabs stay.
    """
    # Nearly every text passes here, without a look at each sign.
    if text.isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_LINE_ENDS.get(c, c) for c in lines if not _unsafe(c))


def _unsafe(character: str) -> bool:
    if character in _KEPT:
        return False
    code = ord(character)
    # U+FDD0-FDEF and the last two of every plane are no characters; XML refuses some of them.
    return (
        unicodedata.category(character) in _DROPPED
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
    )

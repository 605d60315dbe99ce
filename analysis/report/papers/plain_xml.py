"""Text that XML takes: signs it can't hold, and those that turn the words around, are dropped."""

from __future__ import annotations

import unicodedata

_KEPT = ("\t", "\n")
_NEVER = frozenset({"\ufffe", "\uffff"})


def plain_xml(text: str) -> str:
    """The text without control signs, lone surrogates and marks of direction."""
    return "".join(
        c
        for c in text
        if c in _KEPT or (unicodedata.category(c) not in ("Cc", "Cf", "Cs") and c not in _NEVER)
    )

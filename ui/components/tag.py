"""A word in a frame behind a heading: 现状, 假设情形."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.text import Language, Text


@dataclass(frozen=True, slots=True)
class Tag:
    """``filled``: it stands out, white on ink."""

    word: Text
    filled: bool = False


def tag_data(tag: Tag | None, language: Language) -> dict[str, Any] | None:
    """The tag as the scripts read it."""
    return None if tag is None else {"word": tag.word.get(language), "filled": tag.filled}

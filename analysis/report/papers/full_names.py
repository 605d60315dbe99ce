"""A county's full name (融水苗族自治县) where a text names it first; then its short name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.report.papers.document import Block, Bullets, Paragraph, ParagraphStyle
from geo.layers import County
from geo.text import Text

_BEFORE, _AFTER = r"(?:^|(?<=[（(、，：；和与及\s]))", r"(?=$|[（(）)、，：；。,.:;和与及])"
"""Signs around a county's name that stands by itself: not as a part of a facility's name."""


def full_names_first(blocks: Sequence[Block], counties: Sequence[County]) -> tuple[Block, ...]:
    """The blocks; tables, maps and headings keep the short names."""
    longer = [c for c in counties if c.short_zh != c.name_zh]
    names = _Names({c.short_zh: c.name_zh for c in longer}, {c.short_en: c.name_en for c in longer})
    return tuple(names.block(block) for block in blocks)


class _Names:
    """The short names not met yet, in each language."""

    def __init__(self, zh: dict[str, str], en: dict[str, str]) -> None:
        self._zh, self._en = zh, en

    def block(self, block: Block) -> Block:
        """The block with the full name of each county it names first."""
        match block:
            case Paragraph(text=text, style=ParagraphStyle.BODY):
                return replace(block, text=self._text(text))
            case Bullets(items=items):
                return replace(block, items=tuple(map(self._text, items)))
        return block

    def _text(self, text: Text) -> Text:
        return Text(_written(text.zh, self._zh), _written(text.en, self._en))


def _written(text: str, left: dict[str, str]) -> str:
    """The text with full names; those it has are no longer ``left``."""
    for short, full in list(left.items()):
        either = f"{_BEFORE}(?:{re.escape(full)}|{re.escape(short)}){_AFTER}"
        text, found = re.subn(either, full, text, count=1)
        if found:
            del left[short]
    return text

"""What a paper is made of, whatever the format: headings, paragraphs, tables, pictures, slides.

Every writer (Word, slides, PDF) and the preview read these, so numbers cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from analysis.report.report import Paper, Table
from analysis.report.symbols import Symbol
from geo.text import Language, Text

MOST_SLIDES = 14
"""Counting the title: no meeting looks at more."""
_NOTHING = Text("", "")


class Drawing(Protocol):
    """A picture drawn when a writer asks for it: a map or a chart."""

    @property
    def title(self) -> Text:
        """What it shows, as its caption."""

    @property
    def alt(self) -> Text:
        """What is seen on it, in words with the numbers: for who can't see it."""

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        """The picture; the same bytes for the same input.

        ``plain``: without title, lists and frame, in letters of 11 pt and more, for a slide.
        """


class ParagraphStyle(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    NOTE = "note"
    """Smaller: sources, how to read a table."""
    WARNING = "warning"
    """What must not be overlooked: demonstration data, an assumption, a map not reviewed."""
    QUOTE = "quote"
    """Words of a plan, marked as such."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is 一、, level 2 （一）, level 3 1."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text, no markup."""

    text: Text
    style: ParagraphStyle = ParagraphStyle.BODY


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table of the report. ``columns``: the ids of those shown, all when empty.

    ``wide``: set on a page on its side. ``caption`` False: its title is the heading above and is
    not printed again. Writers print the table's notes and ``note`` (source, day, run) under it.
    ``signs``: on a slide one stands in the first cell of each row (None: nothing).
    """

    table: Table
    columns: tuple[str, ...] = ()
    wide: bool = False
    caption: bool = True
    note: Text = _NOTHING
    signs: tuple[Drawing | None, ...] = ()

    @property
    def places(self) -> tuple[int, ...]:
        """The places of the columns shown, in the table's order."""
        return tuple(
            i
            for i, column in enumerate(self.table.columns)
            if (column.id in self.columns if self.columns else column.printed)
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; width and height in mm on the page of a brief.

    As wide as the text, and so high that two with their captions stand on a page. ``note``: its
    source, day and run, under the caption.
    """

    drawing: Drawing
    width_mm: float = 158.0
    height_mm: float = 104.0
    note: Text = _NOTHING


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Bullets | TableBlock | Figure | PageBreak


@dataclass(frozen=True)
class Brief:
    """A brief: ``title`` and the lines under it, the text, then the annexes (附件)."""

    paper: Paper
    title: Text
    under: tuple[Text, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a slide: its head in bold, with the sign of a verdict; the words under it."""

    head: Text
    text: Text
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a slide; beside a picture they stand at its right."""

    items: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A number to be seen from the last row, with what it counts."""

    value: int
    label: Text
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Three or four big numbers side by side."""

    items: tuple[BigNumber, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """What is asked for, of whom, until when: on a quiet ground at the foot of a slide."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour (#RRGGBB) of a map, and what it stands for."""

    fill: str
    text: Text


@dataclass(frozen=True, slots=True)
class Swatches:
    """The colours of the map beside them, under what they are."""

    title: Text
    items: tuple[Swatch, ...]


SlideBlock = Paragraph | Bullets | TableBlock | Figure | Points | Numbers | Strip | Swatches


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: the finding as title, one table, picture or list; ``notes`` for the speaker.

    ``section``: the part of the talk, over the title. ``source``: where it comes from, at the foot.
    """

    title: Text
    body: tuple[SlideBlock, ...]
    notes: Text
    backup: bool = False
    section: Text = _NOTHING
    source: Text = _NOTHING


@dataclass(frozen=True)
class Deck:
    """Slides in order; ``title`` is that of the first."""

    paper: Paper
    title: Text
    under: tuple[Text, ...]
    slides: tuple[Slide, ...]

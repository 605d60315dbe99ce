"""Pages of a paper to be looked at: each a picture, and its words for who can't see it."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.report.papers.document import Brief, Deck, Figure
from analysis.report.papers.pdf.deck_data import deck_data
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from analysis.report.papers.pdf.thumbnails import thumbnail
from analysis.report.papers.pdf.typeset import files_of, opened
from analysis.report.report import Paper
from geo.text import Language

_PARTS = """query(selector(heading).or(par).or(list).or(enum).or(table).or(image)).map(e => (
  e.location().page(), if e.func() == image {
    (func: "image", alt: e.alt, file: e.source) } else { e }))"""
"""What stands on which page, in the order it is read; the typesetter alone knows the pages."""


class PartKind(StrEnum):
    """What a piece of a page's words is."""

    HEADING = "heading"
    TEXT = "text"
    POINTS = "points"
    TABLE = "table"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a page: ``rows`` of a table (the first its head), one cell a row of points."""

    kind: PartKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page: ``picture`` as PNG, ``parts`` what begins on it.

    ``goes_on_from``: the page whose words these are, where nothing begins on this one.
    """

    number: int
    picture: bytes
    parts: tuple[Part, ...]
    goes_on_from: int | None = None


class Preview:
    """The pages of one paper. A map is drawn when the page it stands on is looked at.

    Several readers may look at once.
    """

    def __init__(
        self,
        paper: Paper,
        template: str,
        data: Callable[[Pictures], dict[str, Any]],
        language: Language,
    ) -> None:
        self._paper, self._template, self._language = paper, template, language
        self._lock = Lock()
        self._drawn: dict[str, bytes] = {}
        self._later = _Later(language)
        with opened(template, lambda folder: self._first(folder, data)) as typesetter:
            self._pictures = list(files_of(typesetter, paper, "png"))
            found = json.loads(typesetter.eval(_PARTS))
        self._parts: list[list[Part]] = [[] for _ in self._pictures]
        self._names: list[set[str]] = [set() for _ in self._pictures]
        self._small: dict[int, tuple[bytes, bytes]] = {}
        for page, element in found:
            part = _part(element)
            if part is not None:
                self._parts[page - 1].append(part)
            if element["func"] == "image":
                self._names[page - 1].add(element["file"])

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def headings(self) -> tuple[str, ...]:
        """The first heading of every page; empty where a page has none."""
        return tuple(
            next((p.text for p in parts if p.kind is PartKind.HEADING), "") for parts in self._parts
        )

    def page(self, number: int) -> PreviewPage:
        """A page, the first is 1, with its pictures drawn. IndexError when there is none."""
        if not 1 <= number <= len(self):
            raise IndexError(number)
        with self._lock:
            missing = self._names[number - 1] - self._drawn.keys()
            if missing:
                self._draw(missing)
            picture = self._pictures[number - 1]
        return PreviewPage(number, picture, tuple(self._parts[number - 1]), self._goes_on(number))

    def thumbnails(self) -> tuple[bytes, ...]:
        """The pages small, as JPEG; a map not drawn yet is blank on them as well."""
        with self._lock:
            for place, picture in enumerate(self._pictures):
                made_of, _ = self._small.get(place, (b"", b""))
                if made_of != picture:
                    self._small[place] = picture, thumbnail(picture)
            return tuple(self._small[place][1] for place in range(len(self._pictures)))

    @property
    def drawn(self) -> tuple[bool, ...]:
        """Of each page, whether all its pictures are drawn: those of a page not looked at wait."""
        return tuple(names <= self._drawn.keys() for names in self._names)

    def _goes_on(self, number: int) -> int | None:
        """The page on which what fills this one begins, where nothing begins on it."""
        if self._parts[number - 1]:
            return None
        return next((n for n in range(number, 0, -1) if self._parts[n - 1]), None)

    def _first(self, folder: Path, data: Callable[[Pictures], dict[str, Any]]) -> dict[str, Any]:
        self._said = data(self._later)
        return self._lay({}, folder)

    def _draw(self, names: Iterable[str]) -> None:
        """Draws these pictures and sets the pages again; if that fails, they are still to draw."""
        drawn = self._drawn | {name: self._later.draw(name) for name in sorted(names)}
        with opened(self._template, partial(self._lay, drawn)) as typesetter:
            pictures = files_of(typesetter, self._paper, "png")
        for place, picture in enumerate(pictures[: len(self._pictures)]):
            self._pictures[place] = picture
        self._drawn = drawn

    def _lay(self, drawn: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
        """Puts the pictures into the folder, blanks in place of those not drawn yet."""
        for name in self._later.names:
            (folder / name).write_bytes(drawn.get(name) or self._later.blank(name))
        return self._said


class _Later(Pictures):
    """Pictures noted in place of drawn: their names, and how they are drawn when wanted."""

    def __init__(self, language: Language) -> None:
        super().__init__(Path(), language)
        self._reader = language
        self._figures: dict[str, tuple[Figure, float, float, bool]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all pictures of the paper."""
        return tuple(self._figures)

    def name(
        self, figure: Figure, width_mm: float, height_mm: float, *, plain: bool = False
    ) -> str:
        """The name the picture's file will have."""
        asked = (figure, width_mm, height_mm, plain)
        for name, (noted, *rest) in self._figures.items():
            if (noted.drawing is figure.drawing) and tuple(rest) == asked[1:]:
                return name
        name = f"picture_{len(self._figures)}.png"
        self._figures[name] = asked
        return name

    def draw(self, name: str) -> bytes:
        """The picture."""
        figure, width_mm, height_mm, plain = self._figures[name]
        return figure.drawing.png(self._reader, width_mm, height_mm, plain=plain)

    def blank(self, name: str) -> bytes:
        """White paper of the picture's shape."""
        _, width_mm, height_mm, _ = self._figures[name]
        return _white(round(width_mm * _BLANK_DOTS), round(height_mm * _BLANK_DOTS))


def _white(width: int, height: int) -> bytes:
    """A white picture as PNG, a bit to the dot."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * -(-width // 8)) * height)
    chunks = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


_BLANK_DOTS = 10
"""Dots to the mm: enough for the shape of a blank to be the picture's."""


def brief_preview(brief: Brief, language: Language = "zh") -> Preview:
    """The pages of the brief, as its PDF has them."""
    return Preview(brief.paper, "brief.typ", lambda p: brief_data(brief, language, p), language)


def deck_preview(deck: Deck, language: Language = "zh") -> Preview:
    """The slides, a page each."""
    return Preview(deck.paper, "deck.typ", lambda p: deck_data(deck, language, p), language)


def _part(element: dict[str, Any]) -> Part | None:
    match element["func"]:
        case "heading":
            return Part(PartKind.HEADING, _words(element))
        case "image":
            return Part(PartKind.PICTURE, element["alt"] or "")
        case "list" | "enum":
            points = tuple((_words(item),) for item in element["children"])
            return Part(PartKind.POINTS, rows=points)
        case "table":
            cells = list(_cells(element["children"]))
            # The last column is an edge without width that keeps rows together.
            wide = len(element["columns"]) - 1
            rows = tuple(tuple(cells[i : i + wide]) for i in range(0, len(cells), wide))
            return Part(PartKind.TABLE, rows=rows)
        case _:
            said = _words(element)
            return Part(PartKind.TEXT, said) if said else None


def _cells(children: Iterable[dict[str, Any]]) -> Iterable[str]:
    """The words of a table's cells, those of its head first, line by line.

    Cells that span others are no words of it: its notes, which are paragraphs and found as such,
    and the edges that keep rows together.
    """
    for child in children:
        if child["func"] == "header":
            yield from _cells(child["children"])
        elif not child.keys() & {"colspan", "rowspan"}:
            yield _words(child)


def _words(content: Any) -> str:
    """The plain words in what the typesetter set."""
    match content:
        case str(text):
            return text
        case list():
            return "".join(map(_words, content))
        case {"func": "space"}:
            return " "
        case {"func": "linebreak" | "parbreak"}:
            return "\n"
        case {"text": inner} | {"body": inner} | {"child": inner} | {"children": inner}:
            return _words(inner)
        case _:
            return ""

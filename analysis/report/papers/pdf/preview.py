"""Pages of a paper to be looked at: each a picture, and its words for who can't see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from analysis.report.papers.document import Brief, Deck
from analysis.report.papers.pdf.plain_data import Pictures, brief_data, deck_data
from analysis.report.papers.pdf.typeset import files_of, opened
from analysis.report.report import Paper
from geo.text import Language

_PARTS = """query(selector(heading).or(par).or(list).or(enum).or(table).or(image)).map(e => (
  e.location().page(), if e.func() == image { (func: "image", alt: e.alt) } else { e }))"""
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

    What runs over from the page before stands with that page.
    """

    picture: bytes
    parts: tuple[Part, ...]

    @property
    def heading(self) -> str:
        """Its first heading; empty on a page without one."""
        return next((p.text for p in self.parts if p.kind is PartKind.HEADING), "")


def brief_preview(brief: Brief, language: Language = "zh") -> tuple[PreviewPage, ...]:
    """The pages of the brief, as its PDF has them."""
    return _pages(brief.paper, "brief.typ", lambda p: brief_data(brief, language, p), language)


def deck_preview(deck: Deck, language: Language = "zh") -> tuple[PreviewPage, ...]:
    """The slides, a page each."""
    return _pages(deck.paper, "deck.typ", lambda p: deck_data(deck, language, p), language)


def _pages(
    paper: Paper,
    template: str,
    data: Callable[[Pictures], dict[str, Any]],
    language: Language,
) -> tuple[PreviewPage, ...]:
    with opened(template, data, language) as typesetter:
        pictures = files_of(typesetter, paper, "png")
        found = json.loads(typesetter.eval(_PARTS))
    by_page: list[list[Part]] = [[] for _ in pictures]
    for page, element in found:
        part = _part(element)
        if part is not None:
            by_page[page - 1].append(part)
    return tuple(
        PreviewPage(picture, tuple(parts)) for picture, parts in zip(pictures, by_page, strict=True)
    )


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
            wide = len(element["columns"])
            rows = tuple(tuple(cells[i : i + wide]) for i in range(0, len(cells), wide))
            return Part(PartKind.TABLE, rows=rows)
        case _:
            said = _words(element)
            return Part(PartKind.TEXT, said) if said else None


def _cells(children: Iterable[dict[str, Any]]) -> Iterable[str]:
    """The words of a table's cells, those of its head first, line by line."""
    for child in children:
        if child["func"] in ("header", "footer"):
            yield from _cells(child["children"])
        else:
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

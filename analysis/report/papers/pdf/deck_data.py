"""A deck as plain data for the typesetter: every box where the PowerPoint file has it."""

from __future__ import annotations

from typing import Any

from analysis.report.fonts import printable
from analysis.report.papers.document import Deck
from analysis.report.papers.pdf.plain_data import Pictures, paper_data
from analysis.report.papers.slides.boxes import Box, Grid, Page, Picture, Place, Words
from analysis.report.papers.slides.grids import look
from analysis.report.papers.slides.layout import laid
from analysis.report.papers.slides.slide_tables import is_number
from analysis.report.report import ColumnKind
from geo.text import Language


def deck_data(deck: Deck, language: Language, pictures: Pictures) -> dict[str, Any]:
    """The slides as JSON has them."""
    pages = [_page(page, language, pictures) for page in laid(deck, language)]
    return {**paper_data(deck.paper, deck.title, deck.under, language), "slides": pages}


def _page(page: Page, language: Language, pictures: Pictures) -> dict[str, Any]:
    under = () if page.under is None else (page.under,)
    return {
        "title": printable(page.title),
        "title_points": page.title_points,
        "title_place": _place(page.title_place),
        "opening": page.opening,
        "boxes": [_box(b, language, pictures) for b in (*under, *page.boxes)],
        "foot": [_box(b, language, pictures) for b in page.foot],
    }


def _place(place: Place) -> dict[str, float]:
    return {"x": place.left, "y": place.top, "w": place.width, "h": place.height}


def _box(box: Box, language: Language, pictures: Pictures) -> dict[str, Any]:
    match box:
        case Words():
            lines = [
                {
                    "points": line.points,
                    "before": line.before,
                    "runs": [
                        {"text": printable(r.text), "bold": r.bold, "colour": r.colour}
                        for r in line.runs
                    ],
                }
                for line in box.lines
            ]
            return {
                "kind": "words",
                "lines": lines,
                "fill": box.fill,
                "bar": box.bar,
                "align": box.align,
                "middle": box.middle,
                **_place(box.place),
            }
        case Picture(place=place, figure=figure):
            name = pictures.name(figure, place.width, place.height, plain=True)
            alt = printable(figure.drawing.alt.get(language))
            return {"kind": "picture", "file": name, "alt": alt, **_place(place)}
        case Grid():
            return {"kind": "grid", **_grid(box), **_place(box.place)}


def _grid(box: Grid) -> dict[str, Any]:
    table, part, places = box.block.table, box.part, box.block.places
    kinds = [table.columns[i].kind for i in places]
    rows = table.all_rows[part.first : part.last]
    numeric = [kind is ColumnKind.NUMBER for kind in kinds]
    return {
        "widths": part.widths_mm,
        "heights": part.heights_mm,
        "points": part.points,
        "heads": [
            {"text": printable(text), "end": end}
            for text, end in zip(part.cells[0], numeric, strict=True)
        ],
        "rows": [
            [
                {
                    "text": printable(text),
                    "end": end or is_number(row[i]),
                    "fill": look(row[i])[0],
                    "ink": look(row[i])[1],
                }
                for text, i, end in zip(texts, places, numeric, strict=True)
            ]
            for texts, row in zip(part.cells[1:], rows, strict=True)
        ],
        "total": table.total is not None and part.last == len(table.all_rows),
    }

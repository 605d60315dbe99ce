"""A brief or a deck as plain data for the typesetter: words are data, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.report.cell_text import heading, shown
from analysis.report.fonts import printable
from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Deck,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Slide,
    TableBlock,
)
from analysis.report.papers.pages import page_runs
from analysis.report.papers.slides.slide_tables import (
    CONTINUED,
    ROOM_MM,
    fitted,
    room_mm,
    title_points,
)
from analysis.report.report import ColumnKind, Paper, Share, Value, VerdictValue, state_words
from analysis.report.sheet_style import SYMBOL_COLOURS
from geo.text import Language, Text


class Pictures:
    """The pictures of one paper, drawn once each and laid into a folder."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder, self._language = folder, language
        self._names: dict[tuple[int, float, float], str] = {}

    def name(self, figure: Figure, width_mm: float, height_mm: float) -> str:
        """The name of the picture's file in the folder."""
        key = (id(figure.drawing), width_mm, height_mm)
        if key not in self._names:
            name = f"picture_{len(self._names)}.png"
            drawn = figure.drawing.png(self._language, width_mm, height_mm)
            (self._folder / name).write_bytes(drawn)
            self._names[key] = name
        return self._names[key]


def brief_data(brief: Brief, language: Language, pictures: Pictures) -> dict[str, Any]:
    """The brief as JSON has it."""
    return {
        **_paper_data(brief.paper, brief.title, brief.under, language),
        "runs": [
            {"on_side": run.on_side, "blocks": _blocks(run.blocks, language, pictures)}
            for run in page_runs(brief.blocks)
        ],
    }


def deck_data(deck: Deck, language: Language, pictures: Pictures) -> dict[str, Any]:
    """The slides as JSON has them; a picture fills the room under the title."""
    return {
        **_paper_data(deck.paper, deck.title, deck.under, language),
        "slides": [part for slide in deck.slides for part in _slide(slide, language, pictures)],
    }


def _slide(slide: Slide, language: Language, pictures: Pictures) -> list[dict[str, Any]]:
    """A slide, and more where its table is too long for one: as the PowerPoint file has it."""
    blocks = _blocks(slide.body, language, pictures, ROOM_MM)
    places = [i for i, block in enumerate(slide.body) if isinstance(block, TableBlock)]
    title = _said(slide.title, language)
    if not places:
        return [{"title": title, "title_points": title_points(title), "blocks": blocks}]
    table = slide.body[places[0]]
    if not isinstance(table, TableBlock):
        raise TypeError("a table was found there")
    room = room_mm(slide)
    whole, made = blocks[places[0]], []
    for number, part in enumerate(fitted(table, language, room)):
        last = part.last == len(whole["rows"])
        rows = {
            "rows": whole["rows"][part.first : part.last],
            "points": part.points,
            "total": whole["total"] and last,
        }
        parts = [*blocks[: places[0]], {**whole, **rows}, *blocks[places[0] + 1 :]]
        more = CONTINUED.get(language) if number else ""
        head = title + more
        made.append({"title": head, "title_points": title_points(head), "blocks": parts})
    return made


def _paper_data(
    paper: Paper, title: Text, under: Iterable[Text], language: Language
) -> dict[str, Any]:
    day = paper.as_of
    return {
        "language": language,
        "title": _said(title, language),
        "under": [_said(line, language) for line in under],
        "marks": " · ".join(_said(mark, language) for mark in paper.marks),
        "demonstration": paper.demonstration,
        "day": [day.year, day.month, day.day],
        "as_of": day.isoformat(),
        "state": _said(state_words(paper.state, paper.revision), language),
        "run_id": paper.run_id,
        "city": _said(Text(paper.city.name_zh, paper.city.name_en), language),
    }


def _blocks(
    blocks: Iterable[Block],
    language: Language,
    pictures: Pictures,
    room_mm: tuple[float, float] | None = None,
) -> list[dict[str, Any]]:
    return [_block(b, language, pictures, room_mm) for b in blocks if not isinstance(b, PageBreak)]


def _block(
    block: Block, language: Language, pictures: Pictures, room_mm: tuple[float, float] | None
) -> dict[str, Any]:
    match block:
        case Heading(level=level, text=text):
            return {"kind": "heading", "level": level, "text": _said(text, language)}
        case Paragraph(text=text, style=style):
            return {"kind": "paragraph", "style": str(style), "text": _said(text, language)}
        case Bullets(items=items, numbered=numbered):
            said = [_said(item, language) for item in items]
            return {"kind": "bullets", "numbered": numbered, "items": said}
        case TableBlock():
            return _table(block, language)
        case Figure():
            width, height = room_mm or (block.width_mm, block.height_mm)
            return {
                "kind": "figure",
                "file": pictures.name(block, width, height),
                "width_mm": width,
                "alt": _said(block.drawing.alt, language),
                "title": _said(block.drawing.title, language),
            }
        case PageBreak():
            raise ValueError("pages are parted before")


def _table(block: TableBlock, language: Language) -> dict[str, Any]:
    table, places = block.table, block.places
    columns = [table.columns[i] for i in places]
    rows = [
        [_cell(row[i], c.kind, language) for i, c in zip(places, columns, strict=True)]
        for row in table.all_rows
    ]
    return {
        "kind": "table",
        "title": _said(table.title, language) if block.caption else "",
        "columns": [
            {"title": printable(heading(c, language)), "width": c.width_chars} for c in columns
        ],
        "rows": rows,
        "total": table.total is not None,
        "notes": [_said(note, language) for note in table.notes],
    }


def _cell(value: Value, kind: ColumnKind, language: Language) -> dict[str, Any]:
    numeric = isinstance(value, int | float | Share)
    fill = SYMBOL_COLOURS[value.symbol][0] if isinstance(value, VerdictValue) else None
    return {
        "text": printable(shown(value, language)),
        "end": numeric or (value is None and kind is ColumnKind.NUMBER),
        "fill": fill,
    }


def _said(text: Text, language: Language) -> str:
    return printable(text.get(language))

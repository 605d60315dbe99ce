"""Lays a deck out: what stands where on every slide, before any format draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.report.papers.document import (
    MOST_SLIDES,
    Bullets,
    Deck,
    Figure,
    Numbers,
    Paragraph,
    Point,
    Points,
    Slide,
    Strip,
    Swatches,
    TableBlock,
)
from analysis.report.papers.slides.boxes import ROOM, Box, Grid, Page, Picture, Place, Room, Words
from analysis.report.papers.slides.imprint import foot_words, opening_page, over_title
from analysis.report.papers.slides.measure import text_mm
from analysis.report.papers.slides.slide_tables import (
    BACKUP_POINTS,
    CONTINUED,
    POINTS,
    FittedTable,
    fitted,
    narrowed,
)
from analysis.report.papers.slides.words import (
    CARDS_BESIDE_MM,
    CARDS_MM,
    SMALL_POINTS,
    SWATCHES_MM,
    number_cards,
    paragraph_words,
    points_words,
    small_words,
    strip_words,
    swatch_words,
)
from geo.text import Language, Text

TITLE_POINTS = (26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_GAP_MM = 3.5
_ROUNDING_MM = 0.01
_PICTURE, _BARE_PICTURE = 0.56, 0.46
"""The share of the width a picture takes beside words, and where its legend is among them."""
_GROWN = 1.6
"""Rows of a whole table are at most so much higher than they must be, to fill the room."""
_NOTED = frozenset({"counts", "targets"})
"""Tables whose notes hold whichever columns are shown."""
_LATER = Text("其余 {n} 行见汇报材料", "{n} more rows: see the brief")


def laid(deck: Deck, language: Language, room: Room = ROOM) -> tuple[Page, ...]:
    """The title and every slide. A long table goes on while there are slides left for it."""
    pages = [opening_page(deck, language, room)]
    spare = max(MOST_SLIDES - 1 - len(deck.slides), 0)
    for slide in (_narrowed(slide, language, room) for slide in deck.slides):
        parts = _parts(slide, language, room)
        granted = min(len(parts), 1 + spare)
        spare -= granted - 1
        for place, part in enumerate(parts[:granted]):
            left = 0
            if place == granted - 1 and part is not None and len(parts) > granted:
                left = parts[-1].last - part.last if parts[-1] is not None else 0
            title = slide.title.get(language) + (CONTINUED.get(language) if place else "")
            number = len(pages) + 1
            pages.append(_page(deck, slide, part, left, title, number, language, room))
    return tuple(pages)


def title_points(title: str, place: Place) -> float:
    """The largest size in which a slide's title fits its room."""
    for points in TITLE_POINTS:
        if text_mm(title, points, place.width, bold=True) <= place.height:
            return points
    return TITLE_POINTS[-1]


def _parts(slide: Slide, language: Language, room: Room) -> Sequence[FittedTable | None]:
    table = next((b for b in slide.body if isinstance(b, TableBlock)), None)
    if table is None:
        return (None,)
    best: tuple[FittedTable, ...] = ()
    for noted in (True, False):
        place = _table_place(slide, language, room, noted=noted)
        under = _small_mm([_LATER.get(language)], place.width)
        parts = fitted(table, language, (place.width, place.height), _sizes(slide), under)
        if not best or len(parts) < len(best):
            best = tuple(_grown(p, place.height) for p in parts) if len(parts) == 1 else parts
    return best


def _grown(part: FittedTable, room_mm: float) -> FittedTable:
    more = max(min(_GROWN, room_mm / sum(part.heights_mm)), 1.0)
    return replace(part, heights_mm=tuple(h * more for h in part.heights_mm))


def _beside(slide: Slide, room: Place) -> tuple[Place, Place] | None:
    """Where the picture of a slide stands and what is left for its words; None without either."""
    if len(slide.body) < 2 or not any(isinstance(b, Figure) for b in slide.body):
        return None
    told = any(isinstance(b, Numbers | Swatches | TableBlock) for b in slide.body)
    share = _BARE_PICTURE if told else _PICTURE
    wide = room.width * share
    gone = wide + 2 * _GAP_MM
    return replace(room, width=wide), replace(room, left=room.left + gone, width=room.width - gone)


def _cards_mm(slide: Slide, room: Room) -> float:
    return CARDS_MM if _beside(slide, room.body) is None else CARDS_BESIDE_MM


def _without_strip(slide: Slide, language: Language, free: Place) -> tuple[Place, list[Box]]:
    """What the strip at the foot leaves, and the strip."""
    for block in slide.body:
        if isinstance(block, Strip):
            words = strip_words(block, language, free)
            return replace(free, height=words.place.top - _GAP_MM - free.top), [words]
    return free, []


def _room_of_words(slide: Slide, room: Room) -> Place:
    places = _beside(slide, room.body)
    return room.body if places is None else places[1]


def _sizes(slide: Slide) -> tuple[float, ...]:
    return BACKUP_POINTS if slide.backup else POINTS


def _narrowed(slide: Slide, language: Language, room: Room) -> Slide:
    """The slide with as many columns of its table as stand side by side with whole words."""
    body = tuple(
        narrowed(b, language, _table_size(slide, language, room), _sizes(slide))
        if isinstance(b, TableBlock)
        else b
        for b in slide.body
    )
    return replace(slide, body=body)


def _table_size(slide: Slide, language: Language, room: Room) -> tuple[float, float]:
    place = _table_place(slide, language, room, noted=False)
    return place.width, place.height - _small_mm([_LATER.get(language)], place.width)


def _table_place(slide: Slide, language: Language, room: Room, *, noted: bool) -> Place:
    """What the blocks over the table, and where ``noted`` the notes under it, leave of the body."""
    free, _ = _without_strip(slide, language, _room_of_words(slide, room))
    top, under = free.top, 0.0
    for block in slide.body:
        match block:
            case Paragraph():
                top = paragraph_words(block, language, free, top).place.bottom + _GAP_MM
            case Numbers():
                top += _cards_mm(slide, room) + _GAP_MM
            case TableBlock():
                if noted and _notes(block):
                    said = [t.get(language) for t in _notes(block)]
                    under = _small_mm(said, free.width)
    return Place(free.left, top, free.width, free.bottom - top - under)


def _notes(block: TableBlock) -> tuple[Text, ...]:
    return block.table.notes if not block.columns or block.table.id in _NOTED else ()


def _small_mm(said: list[str], width: float) -> float:
    """The room of notes under a table."""
    return text_mm("\n".join(said), SMALL_POINTS, width) + 4.0


def _page(
    deck: Deck,
    slide: Slide,
    part: FittedTable | None,
    left: int,
    title: str,
    number: int,
    language: Language,
    room: Room,
) -> Page:
    boxes = [*over_title(slide, language, room), *_body(slide, part, left, language, room)]
    return Page(
        title,
        room.title,
        title_points(title, room.title),
        tuple(boxes),
        foot_words(deck.paper, slide, number, language, room),
        _spoken(slide, language),
    )


def _spoken(slide: Slide, language: Language) -> str:
    """What the speaker has: the slide's notes and those of its table."""
    said = [slide.notes, *(n for b in slide.body if isinstance(b, TableBlock) for n in _notes(b))]
    lines = [line for t in said for line in t.get(language).split("\n") if line]
    return "\n".join(dict.fromkeys(lines))


def _body(
    slide: Slide, part: FittedTable | None, left: int, language: Language, room: Room
) -> list[Box]:
    boxes: list[Box] = []
    places = _beside(slide, room.body)
    free, strip = _without_strip(slide, language, _room_of_words(slide, room))
    cards = _cards_mm(slide, room)
    for block in slide.body:
        used = free.top
        match block:
            case Paragraph():
                words = paragraph_words(block, language, free, free.top)
                boxes.append(words)
                used = words.place.bottom + _GAP_MM
            case Numbers():
                boxes += number_cards(block, language, replace(free, height=cards))
                used = free.top + cards + _GAP_MM
            case Swatches():
                boxes += swatch_words(block, language, free)
                used = free.top + SWATCHES_MM + _GAP_MM
            case Figure():
                boxes.append(Picture(places[0] if places else free, block))
            case Bullets(items=items, numbered=numbered):
                said = Points(tuple(Point(Text("", ""), i) for i in items), numbered)
                boxes.append(points_words(said, language, free))
            case Points():
                boxes.append(points_words(block, language, free, beside=places is not None))
            case TableBlock() if part is not None:
                place = replace(free, height=sum(part.heights_mm))
                boxes.append(Grid(place, block, part))
                boxes += _under_table(block, left, language, free, place.bottom)
        free = replace(free, top=used, height=free.bottom - used)
    return [*boxes, *strip]


def _under_table(
    block: TableBlock,
    left: int,
    language: Language,
    free: Place,
    top: float,
) -> list[Box]:
    said = [_LATER.fill(n=left).get(language)] if left else []
    notes = [n.get(language) for n in _notes(block)]
    # The speaker has the notes in any case; they stand here where the rows leave them room.
    if _small_mm([*notes, *said], free.width) <= free.bottom - top + _ROUNDING_MM:
        said = [*notes, *said]
    if not said:
        return []
    words: Words = small_words(said, replace(free, top=top + 3.5, height=free.bottom - top - 3.5))
    return [words]

"""Words of a slide in boxes: points, big numbers, warnings, each in the largest type that fits."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.papers.document import (
    BigNumber,
    Numbers,
    Paragraph,
    ParagraphStyle,
    Point,
    Points,
    Strip,
    Swatches,
)
from analysis.report.papers.slides.boxes import Line, Place, Run, Words
from analysis.report.papers.slides.measure import POINT_MM, text_mm, width_mm
from analysis.report.sheet_style import (
    DEMO_FILL,
    DEMO_INK,
    INK,
    INK_2,
    MUTE,
    SURFACE,
    SYMBOL_COLOURS,
)
from analysis.report.symbols import SYMBOL_SIGNS
from geo.text import Language, Text

_DEMO_BAR = "#E69F00"
_SIZES = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_SIZES_BESIDE = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
"""Of points, from the largest; beside a picture none is larger than the letters in it."""
INSET_MM = 4.0
CARDS_MM, CARDS_BESIDE_MM = 25.0, 20.0
"""The height of big numbers; beside a picture."""
_SWATCH_MM, _SWATCH_GAP_MM = 8.5, 1.5
SWATCHES_MM = 3 * _SWATCH_MM + 2 * _SWATCH_GAP_MM
"""The height of the colours of a map, with what they are over them."""
_SWATCH_POINTS = (16.0, 15.0, 14.0, 13.0, 12.0)
_LIGHT = 140
_STRIP_POINTS, _STRIP_BEFORE = (15.0, 14.0, 13.0, 12.0), 2.0
SMALL_POINTS = 12.0
"""Of notes under a table."""
_MORE = Text("另有 {n} 项，见汇报材料。", "{n} more: see the brief.")
_BEFORE_EM, _MOST_BEFORE_EM = 0.55, 1.3
"""The space before a point, as a share of the size of type; more where there is room."""


def paragraph_words(block: Paragraph, language: Language, free: Place, top: float) -> Words:
    """A paragraph as wide as the room, as high as it needs."""
    text, warning = block.text.get(language), block.style is ParagraphStyle.WARNING
    points = 14.0 if warning else 18.0
    inner = free.width - 2 * INSET_MM
    high = text_mm(text, points, inner) + 2 * INSET_MM
    line = Line((Run(text, colour=DEMO_INK if warning else INK),), points)
    place = Place(free.left, top, free.width, high)
    if warning:
        return Words(place, (line,), DEMO_FILL, _DEMO_BAR, middle=True)
    return Words(place, (line,))


def small_words(said: list[str], place: Place) -> Words:
    """Notes under a table."""
    return Words(place, tuple(Line((Run(s, colour=MUTE),), SMALL_POINTS) for s in said))


def strip_words(block: Strip, language: Language, free: Place) -> Words:
    """The strip at the foot of the room, as high as its words: a line each in type that allows."""
    inner = free.width - 2 * INSET_MM
    gap = "　" if language == "zh" else "  "
    texts = [(p.head.get(language) + gap, p.text.get(language)) for p in block.items]
    points = next(
        (p for p in _STRIP_POINTS if all(width_mm(h + t, p, bold=True) <= inner for h, t in texts)),
        _STRIP_POINTS[-1],
    )
    lines = tuple(
        Line((Run(h, bold=True), Run(t, colour=INK_2)), points, _STRIP_BEFORE if n else 0.0)
        for n, (h, t) in enumerate(texts)
    )
    high = sum(text_mm(h + t, points, inner, bold=True) for h, t in texts) + INSET_MM
    high += (len(texts) - 1) * _STRIP_BEFORE * POINT_MM
    place = Place(free.left, free.bottom - high, free.width, high)
    return Words(place, lines, SURFACE, middle=True)


def number_cards(block: Numbers, language: Language, place: Place) -> list[Words]:
    """The big numbers side by side."""
    gap, count = 4.0, len(block.items)
    points = 36.0 if place.height >= CARDS_MM else 26.0
    wide = (place.width - gap * (count - 1)) / count
    return [
        _card(
            item, language, points, replace(place, left=place.left + i * (wide + gap), width=wide)
        )
        for i, item in enumerate(block.items)
    ]


def _card(item: BigNumber, language: Language, large: float, place: Place) -> Words:
    fill, colour = (SURFACE, INK) if item.symbol is None else SYMBOL_COLOURS[item.symbol]
    label = item.label.get(language)
    if item.symbol is not None:
        label = f"{SYMBOL_SIGNS[item.symbol]} {label}"
    points = next(
        (p for p in (16.0, 14.0, 13.0) if width_mm(label, p) <= place.width - 2 * INSET_MM), 12.0
    )
    lines = (
        Line((Run(f"{item.value:,}", bold=True, colour=colour),), large),
        Line((Run(label, colour=colour),), points),
    )
    return Words(place, lines, fill, colour, middle=True)


def swatch_words(block: Swatches, language: Language, free: Place) -> list[Words]:
    """What the colours are, and under it each as a card of its colour, in two rows."""
    title = Line((Run(block.title.get(language), bold=True),), _SWATCH_POINTS[0])
    boxes = [Words(replace(free, height=_SWATCH_MM), (title,), middle=True)]
    across = max((len(block.items) + 1) // 2, 1)
    wide = (free.width - _SWATCH_GAP_MM * (across - 1)) / across
    texts = [item.text.get(language) for item in block.items]
    inner = wide - 2 * INSET_MM
    points = next(
        (p for p in _SWATCH_POINTS if all(width_mm(t, p) <= inner for t in texts)),
        _SWATCH_POINTS[-1],
    )
    for place, (item, text) in enumerate(zip(block.items, texts, strict=True)):
        row, column = divmod(place, across)
        left = free.left + column * (wide + _SWATCH_GAP_MM)
        top = free.top + (row + 1) * (_SWATCH_MM + _SWATCH_GAP_MM)
        line = Line((Run(text, colour=_read_on(item.fill)),), points)
        boxes.append(Words(Place(left, top, wide, _SWATCH_MM), (line,), item.fill, middle=True))
    return boxes


def _read_on(fill: str) -> str:
    """The ink that is read on a colour."""
    red, green, blue = bytes.fromhex(fill.lstrip("#"))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > _LIGHT else "#FFFFFF"


def points_words(block: Points, language: Language, place: Place, *, beside: bool = False) -> Words:
    """The points in the largest type in which all fit; else whole lines are left to the brief.

    Where there is room left the points stand further apart.
    """
    items = [
        _texts(item, i if block.numbered else 0, language) for i, item in enumerate(block.items, 1)
    ]
    sizes = _SIZES_BESIDE if beside else _SIZES
    inner = place.width - 2 * INSET_MM
    for points in sizes:
        if _height(items, points, inner) <= place.height:
            return _words(items, points, place, inner)
    points, kept, gone = sizes[-1], list(items), 0
    room = place.height - 1.5 * text_mm(_MORE.fill(n=99).get(language), points, inner)
    while _height(kept, points, inner) > room and any(item[2] for item in kept):
        at = max(range(len(kept)), key=lambda i: text_mm(kept[i][2], points, inner))
        kept[at] = _without_last(kept[at])
        gone += 1
    kept = [item for item in kept if item[1] or item[2]]
    while len(kept) > 1 and _height(kept, points, inner) > room:
        kept.pop()
        gone += 1
    return _words(kept, points, place, inner, _MORE.fill(n=gone).get(language))


_Item = tuple[str, str, str, str]
"""Sign, head, text, colour."""


def _texts(item: Point, number: int, language: Language) -> _Item:
    sign, colour = "", INK
    if item.symbol is not None:
        sign, colour = SYMBOL_SIGNS[item.symbol] + " ", SYMBOL_COLOURS[item.symbol][1]
    if number:
        sign = f"{number}. "
    return sign, item.head.get(language), item.text.get(language), colour


def _without_last(item: _Item) -> _Item:
    """The point without the last line of its text, whole."""
    sign, head, text, colour = item
    return sign, head, "\n".join(text.split("\n")[:-1]), colour


def _height(items: list[_Item], points: float, room: float) -> float:
    return sum(_item_mm(item, points, room) for item in items) + (
        _BEFORE_EM * points * POINT_MM * (len(items) - 1)
    )


def _item_mm(item: _Item, points: float, room: float) -> float:
    sign, head, text, _ = item
    if head and text:
        return text_mm(sign + head, points, room, bold=True) + text_mm(text, points, room)
    return text_mm(sign + (head or text), points, room, bold=bool(head))


def _words(
    items: list[_Item],
    points: float,
    place: Place,
    room: float,
    last: str = "",
) -> Words:
    spare = (
        place.height
        - _height(items, points, room)
        - (text_mm(last, points, room) + _BEFORE_EM * points * POINT_MM if last else 0)
    )
    most = (_MOST_BEFORE_EM - _BEFORE_EM) * points
    more = min(max(spare / POINT_MM / max(len(items), 1), 0.0), most)
    before = _BEFORE_EM * points + more
    lines: list[Line] = []
    for number, (sign, head, text, colour) in enumerate(items):
        space = before if number else 0.0
        if head:
            lines.append(Line((Run(sign + head, bold=True, colour=colour),), points, space))
            if text:
                lines.append(Line((Run(text, colour=INK_2),), points))
        else:
            lines.append(Line((Run(sign + text, colour=colour),), points, space))
    if last:
        lines.append(Line((Run(last, colour=MUTE),), points, _BEFORE_EM * points))
    return Words(place, tuple(lines))

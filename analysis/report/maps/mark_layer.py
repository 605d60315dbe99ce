"""The facilities on a map: where each mark is drawn, what it covers, its number."""

from __future__ import annotations

import math

import shapely

from analysis.report.drawn.letters import PT_MM, width_mm
from analysis.report.drawn.marks import MarkStyle, draw_mark
from analysis.report.drawn.sheet import Sheet
from analysis.report.drawn.tokens import INK, WHITE
from analysis.report.maps.apart import apart
from analysis.report.maps.layout import Ground, Manner, Page
from analysis.report.maps.map_contents import MapContents, MapKind
from analysis.report.maps.placing import Rect, Spot
from geo.text import Language

_SIZES_MM = {Manner.SHEET: 4.8, Manner.FIGURE: 4.2, Manner.PLAIN: 6.0}
_LEAST_MM = 2.0
_COVERED = 0.07
"""The share of the frame that marks cover at most, as far as they can be made smaller."""
_SPREAD_AT_MOST = 300
"""More marks than so many are drawn where they are: nobody tells them apart by moving them."""


def mark_mm(shown: MapContents, page: Page) -> float:
    """How large the marks are: smaller where there are many."""
    size = _SIZES_MM[page.look.manner]
    size *= page.look.k if page.look.manner is Manner.SHEET else 1.0
    frame = page.frame
    room = (frame.x1 - frame.x0) * (frame.y1 - frame.y0) * _COVERED / max(len(shown.marks), 1)
    return min(size, max(math.sqrt(room), _LEAST_MM))


def mark_spots(shown: MapContents, page: Page, ground: Ground) -> tuple[Spot, ...]:
    """Where the marks are drawn: at their points, moved a little where they would overlap."""
    if not shown.marks:
        return ()
    x, y = ground.xy([m.lon for m in shown.marks], [m.lat for m in shown.marks])
    spots = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
    if len(spots) > _SPREAD_AT_MOST:
        return tuple(spots)
    size = mark_mm(shown, page)
    tagged = shows_tags(shown, page) and any(m.tag is not None for m in shown.marks)
    return apart(spots, size * (1.6 if tagged else 1.25), size * (2.6 if tagged else 1.6))


def shows_tags(shown: MapContents, page: Page) -> bool:
    """Whether numbers stand on the marks: not where the list they belong to isn't beside them.

    A plan's are those of its table of projects in the paper around the picture.
    """
    return not page.look.compact or shown.kind is MapKind.PLAN


def mark_rects(
    shown: MapContents, page: Page, spots: tuple[Spot, ...], language: Language = "zh"
) -> list[Rect]:
    """What the marks and their tags cover: first every mark, then every tag."""
    bodies = _bodies(shown, page, spots)
    return [*bodies, *(tag for tag in _tags(shown, page, bodies, language) if tag is not None)]


def _bodies(shown: MapContents, page: Page, spots: tuple[Spot, ...]) -> list[Rect]:
    size = mark_mm(shown, page)
    rects = []
    for (x, y), mark in zip(spots, shown.marks, strict=True):
        half = size * (0.7 if mark.style is MarkStyle.PROPOSED else 0.56)
        rects.append(Rect(x - half, y - half, x + half, y + half))
    return rects


def _tags(
    shown: MapContents, page: Page, bodies: list[Rect], language: Language
) -> list[Rect | None]:
    """Each mark's number on the corner where it covers the least of other marks and numbers."""
    size = page.look.letters.tag
    high = size * PT_MM * 1.25
    made: list[Rect | None] = []
    for number, (mark, body) in enumerate(zip(shown.marks, bodies, strict=True)):
        if mark.tag is None or not shows_tags(shown, page):
            made.append(None)
            continue
        wide = width_mm(mark.tag.get(language), size) + 1.0
        reach = 0.3 * (body.x1 - body.x0)
        xs = (body.x1 - reach * 0.6, body.x0 + reach * 0.6 - wide)
        ys = (body.y0 - high * 0.45, body.y1 - high * 0.55)
        corners = [Rect(x, y, x + wide, y + high) for y in ys for x in xs]
        others = [b for i, b in enumerate(bodies) if i != number]
        others += [t for t in made if t is not None]
        made.append(min(corners, key=lambda c: sum(_common(c, o) for o in others)))
    return made


def _common(one: Rect, other: Rect) -> float:
    """The area two rectangles share."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(wide, 0.0) * max(high, 0.0)


def draw_marks(
    sheet: Sheet,
    shown: MapContents,
    ground: Ground,
    spots: tuple[Spot, ...],
    asked: tuple[Page, Language],
) -> None:
    """The marks at their spots, tied to their points where they were moved; numbers on top."""
    page, language = asked
    size = mark_mm(shown, page)
    tags = _tags(shown, page, _bodies(shown, page, spots), language)
    order = sorted(range(len(spots)), key=lambda i: shown.marks[i].style is MarkStyle.PROPOSED)
    for i in order:
        mark, (x, y) = shown.marks[i], spots[i]
        true_x, true_y = (float(v) for v in ground.xy(mark.lon, mark.lat))
        if abs(x - true_x) + abs(y - true_y) > 0.4:
            sheet.line([(x, y), (true_x, true_y)], 0.55, WHITE)
            sheet.line([(x, y), (true_x, true_y)], 0.25, INK)
            sheet.shape(shapely.Point(true_x, true_y).buffer(0.45), INK)
    for i in order:
        mark, (x, y) = shown.marks[i], spots[i]
        draw_mark(sheet, x, y, size, mark.facility_type, mark.style)
    for mark, tag in zip(shown.marks, tags, strict=True):
        if mark.tag is not None and tag is not None:
            _tag(sheet, tag, mark.tag.get(language), page)


def _tag(sheet: Sheet, rect: Rect, words: str, page: Page) -> None:
    size = page.look.letters.tag
    wide, high = rect.x1 - rect.x0, rect.y1 - rect.y0
    sheet.plate(rect.x0, rect.y0, wide, high, fill=INK, edge=WHITE, radius=0.4)
    low = rect.y0 + high / 2 + size * PT_MM * 0.36
    sheet.text(rect.x0 + wide / 2, low, words, size, colour=WHITE, align="center")

"""What stands in the corners of a map: scale bar, north arrow, and the notice of the borders."""

from __future__ import annotations

import math

import shapely

from analysis.report.drawn.letters import PT_MM, width_mm, wrapped
from analysis.report.drawn.marks import north_arrow
from analysis.report.drawn.sheet import Sheet
from analysis.report.drawn.tokens import INK, LINE, WHITE
from analysis.report.maps.layout import Ground, Page
from analysis.report.maps.map_contents import MapContents
from analysis.report.maps.placing import Rect
from geo.text import Language

_BAR_SHARES = (0.33, 0.24, 0.16, 0.1)
_NOTICE_ENDS = 3.0
_BAR_ENDS = 14.0
"""What the words of the bar need beside it, in mm on A4."""


def furniture_rects(
    shown: MapContents, page: Page, ground: Ground, language: Language
) -> dict[str, Rect]:
    """What bar, notice and arrow cover in the frame's corners."""
    k, frame, size = page.look.k, page.frame, page.look.letters.furniture
    said = _notice(shown, page, language)
    high = size * PT_MM * (1.75 + 1.4 * (len(said) - 1))
    wide = max(width_mm(line, size) for line in said) + _NOTICE_ENDS
    notice = Rect(frame.x1 - wide, frame.y1 - high, frame.x1, frame.y1)
    return {
        "notice": notice,
        "bar": _bar_rect(shown, page, ground, notice),
        "north": Rect(frame.x1 - 12 * k, frame.y0, frame.x1, frame.y0 + 15 * k),
    }


def _notice(shown: MapContents, page: Page, language: Language) -> list[str]:
    """The notice, in more than one line where the frame is narrow."""
    room = page.frame.x1 - page.frame.x0 - _NOTICE_ENDS
    return wrapped(shown.imprint.notice.get(language), page.look.letters.furniture, room)


def _bar_rect(shown: MapContents, page: Page, ground: Ground, notice: Rect) -> Rect:
    """The longest bar of a third of the frame that lies on no county: on the left, else the right.

    Where there is none, the shortest on the left.
    """
    frame, k = page.frame, page.look.k
    high = page.look.letters.furniture * PT_MM + 6 * k
    city = [ground.shape(shape) for shape in shown.shapes.values()]
    rect = notice
    for share in _BAR_SHARES:
        km = bar_km(ground.scale, (frame.x1 - frame.x0) * share)
        wide = km * 1e6 / ground.scale + _BAR_ENDS * k
        low = notice.y0 if frame.x0 + wide > notice.x0 else frame.y1
        right = Rect(frame.x1 - wide, notice.y0 - high, frame.x1, notice.y0)
        rect = Rect(frame.x0, low - high, frame.x0 + wide, low)
        for place in (rect, right):
            if not shapely.intersects(city, place.polygon).any():
                return place
    return rect


def draw_furniture(
    sheet: Sheet,
    shown: MapContents,
    page: Page,
    ground: Ground,
    rects: dict[str, Rect],
    language: Language,
) -> None:
    """Draws them where ``furniture_rects`` says."""
    k, size = page.look.k, page.look.letters.furniture
    notice = rects["notice"]
    sheet.shape(notice.polygon, WHITE, edge=LINE, edge_mm=0.2)
    middle = (notice.x0 + notice.x1) / 2
    said = _notice(shown, page, language)
    for number, line in enumerate(said):
        up = 1.4 * (number - (len(said) - 1) / 2)
        low = (notice.y0 + notice.y1) / 2 + size * PT_MM * (0.36 + up)
        sheet.text(middle, low, line, size, align="center")
    north = rects["north"]
    north_arrow(sheet, (north.x0 + north.x1) / 2, north.y0 + 9.8 * k, 8.5 * k, ground.turned_deg)
    _bar(sheet, rects["bar"], ground, page)


def _bar(sheet: Sheet, rect: Rect, ground: Ground, page: Page) -> None:
    """Two halves, black and white, with 0, the middle and the end written over them."""
    k, size = page.look.k, page.look.letters.furniture
    long = rect.x1 - rect.x0 - _BAR_ENDS * k
    km = round(long * ground.scale / 1e6, 6)
    x, y, high = rect.x0 + 3.5 * k, rect.y1 - 3.4 * k, 1.3 * k
    sheet.shape(shapely.box(x, y, x + long / 2, y + high), INK, edge=INK, edge_mm=0.2)
    sheet.shape(shapely.box(x + long / 2, y, x + long, y + high), WHITE, edge=INK, edge_mm=0.2)
    middle, end = f"{km / 2:g}", f"{km:g} km"
    if long / 2 < width_mm(middle + end, size) / 2 + 1.0:
        middle = ""
    for share, words in ((0.0, "0"), (0.5, middle), (1.0, end)):
        sheet.text(x + long * share, y - 1.0 * k, words, size, align="center")


def bar_km(scale: float, room_mm: float) -> float:
    """The longest 1, 2 or 5 × 10^n km whose bar fits the room."""
    most = room_mm / 1000 * scale / 1000
    power = 10.0 ** math.floor(math.log10(most))
    return max(f * power for f in (1, 2, 5) if f * power <= most)

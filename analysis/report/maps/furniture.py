"""What stands in the corners of a map: scale bar, north arrow, and the notice of the borders."""

from __future__ import annotations

import shapely

from analysis.report.drawn.letters import PT_MM, width_mm
from analysis.report.drawn.marks import north_arrow
from analysis.report.drawn.sheet import Sheet
from analysis.report.drawn.tokens import INK, LINE, WHITE
from analysis.report.maps.layout import Ground, Manner, Page, bar_km
from analysis.report.maps.placing import Rect
from analysis.report.maps.print_map import PrintMap
from geo.text import Language


def furniture_rects(
    shown: PrintMap, page: Page, ground: Ground, language: Language
) -> dict[str, Rect]:
    """What bar, notice and arrow cover in the frame's corners."""
    k, frame, size = page.look.k, page.frame, page.look.letters.furniture
    high = max(6.2 * k, size * PT_MM * 1.9)
    bar = _bar_km(page, ground) * 1e6 / ground.scale
    room = frame.x1 - frame.x0
    notice = min(width_mm(shown.imprint.notice.get(language), size) + 3, room)
    bar_wide = bar + 14 * k
    lifted = high if bar_wide + notice > room else 0.0
    return {
        "notice": Rect(frame.x1 - notice, frame.y1 - high, frame.x1, frame.y1),
        "bar": Rect(frame.x0, frame.y1 - 9 * k - lifted, frame.x0 + bar_wide, frame.y1 - lifted),
        "north": Rect(frame.x1 - 12 * k, frame.y0, frame.x1, frame.y0 + 15 * k),
    }


def draw_furniture(
    sheet: Sheet,
    shown: PrintMap,
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
    low = (notice.y0 + notice.y1) / 2 + size * PT_MM * 0.36
    sheet.text(middle, low, shown.imprint.notice.get(language), size, align="center")
    north = rects["north"]
    north_arrow(sheet, (north.x0 + north.x1) / 2, north.y0 + 9.8 * k, 8.5 * k, ground.turned_deg)
    _bar(sheet, rects["bar"], ground, page)


def _bar(sheet: Sheet, rect: Rect, ground: Ground, page: Page) -> None:
    """Two halves, black and white, with 0, the middle and the end written over them."""
    k, size = page.look.k, page.look.letters.furniture
    km = _bar_km(page, ground)
    long = km * 1e6 / ground.scale
    x, y, high = rect.x0 + 3.5 * k, rect.y1 - 3.4 * k, 1.3 * k
    sheet.shape(shapely.box(x, y, x + long / 2, y + high), INK, edge=INK, edge_mm=0.2)
    sheet.shape(shapely.box(x + long / 2, y, x + long, y + high), WHITE, edge=INK, edge_mm=0.2)
    for share, words in ((0.0, "0"), (0.5, f"{km / 2:g}"), (1.0, f"{km:g} km")):
        sheet.text(x + long * share, y - 1.0 * k, words, size, align="center")


def _bar_km(page: Page, ground: Ground) -> float:
    share = 0.22 if page.look.manner is Manner.PLAIN else 0.33
    return bar_km(ground.scale, (page.frame.x1 - page.frame.x0) * share)

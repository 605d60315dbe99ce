"""Draws a ``MapContents`` on a sheet: head, ground, counties, marks, labels, panel, foot."""

from __future__ import annotations

from dataclasses import replace

import shapely
from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.letters import PT_MM, shortened, width_mm, wrapped
from analysis.report.drawn.marks import draw_sign
from analysis.report.drawn.sheet import About, Sheet
from analysis.report.drawn.tokens import GROUND, INK, INK_2, MUTE, WHITE
from analysis.report.maps.furniture import draw_furniture, furniture_rects
from analysis.report.maps.labels import Plate, placed_plates
from analysis.report.maps.layout import (
    FOOT_GAP_MM,
    LINE,
    Ground,
    Manner,
    Page,
    divided,
    grounded,
    look,
)
from analysis.report.maps.map_contents import MapContents, MapKind
from analysis.report.maps.mark_layer import draw_marks, mark_rects, mark_spots
from analysis.report.maps.panel import draw_panel
from analysis.report.maps.placing import Placed, Rect
from analysis.report.report import DEMONSTRATION_MARK, DEMONSTRATION_NOTICE
from geo.text import Language, Text

_STROKE_MM = 0.3
_WATERMARK = 0.07
_SOURCES = Text("资料来源", "Sources")
_PROJECTION = Text(
    "CGCS2000 高斯—克吕格投影，中央经线 111°E", "CGCS2000 Gauss-Kruger, central meridian 111° E"
)


def drawn(
    shown: MapContents,
    language: Language,
    width_mm: float,
    height_mm: float,
    *,
    plain: bool = False,
) -> tuple[Sheet, About]:
    """The sheet with the map on it, and what its file says of itself."""
    bare = plain and _told_beside(shown)
    page = (
        _bare(shown, language, width_mm, height_mm)
        if bare
        else divided(shown.shapes, width_mm, height_mm, plain=plain)
    )
    ground = grounded(shown.shapes, page.frame)
    sheet = Sheet(width_mm, height_mm)
    shapes = {code: ground.shape(shape) for code, shape in shown.shapes.items()}
    whole = shapely.union_all(list(shapes.values()))
    frame = page.frame.polygon
    if not plain:
        sheet.shape(frame, GROUND)
    with sheet.within(page.frame.x0, page.frame.y0, page.frame.x1, page.frame.y1):
        _counties(sheet, shown, ground, shapes, whole)
        if shown.imprint.demonstration:
            _watermark(sheet, page, language)
        furniture = furniture_rects(shown, page, ground, language)
        spots = mark_spots(shown, page, ground)
        taken = [*furniture.values(), *mark_rects(shown, page, spots, language)]
        plates = placed_plates(shown, page, ground, shapes, taken, language)
        _leaders(sheet, plates)
        draw_marks(sheet, shown, ground, spots, (page, language))
        _plates(sheet, plates)
    draw_furniture(sheet, shown, page, ground, furniture, language)
    if not plain:
        sheet.shape(frame, None, edge=INK, edge_mm=0.3)
    if not page.look.compact:
        _head(sheet, shown, page, language)
    lines, top = _foot(shown, page, language)
    if plain and not bare:
        page = replace(page, panel=replace(page.panel, y1=top - 2.0))
    if not bare:
        draw_panel(sheet, shown, page, language)
    size = page.look.letters.foot
    for number, line in enumerate(lines):
        low = top + size * PT_MM * (LINE * number + 1.1)
        sheet.text(page.foot.x0, low, line, size, colour=MUTE)
    return sheet, _about(shown, language)


def _told_beside(shown: MapContents) -> bool:
    """Whether the slide around it has its legend, in larger letters."""
    items = [item for group in shown.legend for item in group.items]
    if shown.kind is MapKind.GAPS:
        return all(item.symbol is not None for item in items)
    return shown.kind in (MapKind.STATUS, MapKind.REACH)


def _bare(shown: MapContents, language: Language, width: float, height: float) -> Page:
    """The page without a panel, over sources and days."""
    sizes = look(width, height, plain=True)
    m, size = sizes.margin, sizes.letters.foot
    lines = _wrapped_foot(shown, language, size, width - 2 * m, plain=True)
    high = len(lines) * size * PT_MM * LINE
    foot = Rect(m, height - m - high, width - m, height - m)
    frame = Rect(m, m, width - m, foot.y0 - FOOT_GAP_MM)
    return Page(width, height, sizes, Rect(m, m, width - m, m), frame, foot, foot, 1)


def _about(shown: MapContents, language: Language) -> About:
    said = shown.imprint
    marks = [m.get(language) for m in said.marks]
    if said.demonstration:
        marks.append(DEMONSTRATION_NOTICE.get(language))
    marks += [said.state.get(language), said.notice.get(language), said.run_id]
    gap = "；" if language == "zh" else "; "
    return About(shown.title.get(language), shown.alt.get(language), gap.join(marks), said.made_on)


def _counties(
    sheet: Sheet,
    shown: MapContents,
    ground: Ground,
    shapes: dict[str, BaseGeometry],
    whole: BaseGeometry,
) -> None:
    for face in shown.faces:
        sheet.shape(shapes[face.code], face.fill)
    for area in shown.areas:
        sheet.shape(shapely.intersection(ground.shape(area.shape), whole), area.fill)
    for face in shown.faces:
        if shown.areas:
            sheet.shape(shapes[face.code], None, edge=WHITE, edge_mm=_STROKE_MM * 2.4)
    for face in shown.faces:
        sheet.shape(shapes[face.code], None, edge=MUTE, edge_mm=_STROKE_MM)
    sheet.shape(whole, None, edge=INK_2, edge_mm=_STROKE_MM * 1.8)


def _watermark(sheet: Sheet, page: Page, language: Language) -> None:
    """The word over the whole map, pale, on a slant."""
    word, size = DEMONSTRATION_MARK.get(language), 30 * page.look.k
    step_x, step_y = 62 * page.look.k, 44 * page.look.k
    if language == "en":
        size *= 0.6
    rows = int((page.frame.y1 - page.frame.y0) / step_y) + 2
    columns = int((page.frame.x1 - page.frame.x0) / step_x) + 2
    for row in range(rows):
        for column in range(columns):
            x = page.frame.x0 + (column + 0.35 * (row % 2)) * step_x + step_x * 0.3
            y = page.frame.y0 + (row + 0.4) * step_y
            sheet.text(x, y, word, size, turned=24, opacity=_WATERMARK)


def _leaders(sheet: Sheet, plates: dict[str, tuple[Plate, Placed]]) -> None:
    for _, placed in plates.values():
        if placed.leader is not None:
            sheet.line(placed.leader, 0.9, WHITE)
            sheet.line(placed.leader, 0.28, INK)
            sheet.shape(shapely.Point(placed.leader[1]).buffer(0.6), INK)


def _plates(sheet: Sheet, plates: dict[str, tuple[Plate, Placed]]) -> None:
    for plate, placed in plates.values():
        rect = placed.rect
        sheet.plate(
            rect.x0,
            rect.y0,
            rect.x1 - rect.x0,
            rect.y1 - rect.y0,
            edge=MUTE if placed.leader is not None else None,
            opacity=1.0 if placed.leader is not None else 0.92,
        )
        middle = (rect.x0 + rect.x1) / 2
        for line in plate.lines:
            x = middle
            wide = width_mm(line.words, line.size_pt) + line.sign_mm
            x, low = middle - wide / 2 + line.sign_mm, rect.y0 + line.baseline
            if line.symbol is not None:
                size = line.size_pt * PT_MM
                draw_sign(sheet, x - line.sign_mm * 0.58, low - size * 0.36, size, line.symbol)
            sheet.text(x, low, line.words, line.size_pt, bold=line.bold)


def _head(sheet: Sheet, shown: MapContents, page: Page, language: Language) -> None:
    head, k = page.head, page.look.k
    size, small = 16 * k, max(9.0, 9 * k)
    x = head.x1
    words = [*(m.get(language) for m in shown.imprint.marks), shown.imprint.state.get(language)]
    for word in reversed(words):
        wide = width_mm(word, small) + 4 * k
        x -= wide
        sheet.plate(x, head.y0, wide, 6.2 * k, edge=INK, fill=WHITE)
        sheet.text(x + wide / 2, head.y0 + 4.3 * k, word, small, align="center")
        x -= 1.6 * k
    room = x - head.x0 - 3 * k
    title = shown.title.get(language)
    while width_mm(title, size) > room and size > 10:
        size -= 0.5
    sheet.text(head.x0, head.y0 + 5.6 * k, shortened(title, size, room), size, bold=True)
    under, wide = shown.under.get(language), head.x1 - head.x0
    while width_mm(under, small) > wide and small > 7.5:
        small -= 0.25
    under = shortened(under, small, wide)
    sheet.text(head.x0, head.y0 + 12.2 * k, under, small, colour=INK_2)


def _wrapped_foot(
    shown: MapContents, language: Language, size_pt: float, wide_mm: float, *, plain: bool
) -> list[str]:
    """The foot's lines in a room so wide; the slide around a plain map says state and marks."""
    said = foot_lines(shown, language)
    return [
        line
        for words in (said[:-1] if plain else said)
        for line in wrapped(words, size_pt, wide_mm)
    ]


def _foot(shown: MapContents, page: Page, language: Language) -> tuple[list[str], float]:
    """The lines under the map, or under its legend on a slide, and where they begin."""
    size = page.look.letters.foot
    plain = page.look.manner is Manner.PLAIN
    wide = page.foot.x1 - page.foot.x0
    lines = _wrapped_foot(shown, language, size, wide, plain=plain)
    if plain:
        return lines, page.foot.y1 - size * PT_MM * LINE * len(lines)
    return lines, page.foot.y0 + FOOT_GAP_MM * page.look.k


def foot_lines(shown: MapContents, language: Language) -> list[str]:
    """Sources; days and run; state and projection: as they stand under the map."""
    said = shown.imprint
    colon = "：" if language == "zh" else ": "
    sources = ("；" if language == "zh" else "; ").join(s.get(language) for s in said.sources)
    parts = [(Text("评估时点", "As of"), said.as_of.isoformat())]
    if said.known_on is not None:
        parts.append((Text("资料截止", "Records known on"), said.known_on.isoformat()))
    if said.made_on is not None:
        parts.append((Text("编制日期", "Made on"), said.made_on.isoformat()))
    elif said.records_on is not None:
        parts.append((Text("资料日期", "Records of"), said.records_on.isoformat()))
    parts.append((Text("运行编号", "Run id"), said.run_id))
    return [
        f"{_SOURCES.get(language)}{colon}{sources}",
        "　".join(f"{label.get(language)} {value}" for label, value in parts),
        "　".join([*(m.get(language) for m in (*said.marks, said.state)),
                  _PROJECTION.get(language)]),
    ]  # fmt: skip

"""Facility marks and verdict signs, drawn on a sheet: shape and character differ, not colour."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

from shapely.affinity import scale, translate
from shapely.geometry import Point, Polygon, box

from analysis.report.drawn.letters import PT_MM
from analysis.report.drawn.tokens import INK, INK_2, SYMBOL_INKS, WHITE
from analysis.report.map_marks import MARKS
from analysis.report.symbols import Symbol
from geo.vocabulary import FacilityType

if TYPE_CHECKING:
    from analysis.report.drawn.sheet import Sheet


class MarkStyle(StrEnum):
    """How a mark is drawn: what stands, what does not run, what is proposed, what would close."""

    RUNNING = "running"
    NOT_RUNNING = "not_running"
    PROPOSED = "proposed"
    CLOSING = "closing"


def _round(points: list[tuple[float, float]]) -> Polygon:
    return Polygon(points)


_SHAPES: dict[str, Polygon] = {
    "circle": Point(0, 0).buffer(0.5, quad_segs=12),
    "square": box(-0.45, -0.45, 0.45, 0.45),
    "hexagon": _round([(0, -0.53), (0.46, -0.27), (0.46, 0.27), (0, 0.53), (-0.46, 0.27),
                       (-0.46, -0.27)]),
    "house": _round([(0, -0.53), (0.48, -0.14), (0.48, 0.45), (-0.48, 0.45), (-0.48, -0.14)]),
    "flat_hexagon": _round([(-0.27, -0.46), (0.27, -0.46), (0.53, 0), (0.27, 0.46), (-0.27, 0.46),
                            (-0.53, 0)]),
    "round": box(-0.28, -0.28, 0.28, 0.28).buffer(0.21, quad_segs=6),
}  # fmt: skip
"""Outlines of diameter 1, y downwards."""


def draw_mark(
    sheet: Sheet, x: float, y: float, size_mm: float, kind: FacilityType, style: MarkStyle
) -> None:
    """A facility's mark with its centre at (x, y)."""
    character, shape = MARKS[kind]
    outline = translate(scale(_SHAPES[shape], size_mm, size_mm, origin=(0, 0)), x, y)
    if style is MarkStyle.RUNNING:
        sheet.shape(outline.buffer(size_mm * 0.055), WHITE)
        sheet.shape(outline, INK)
    elif style is MarkStyle.PROPOSED:
        # Two lines, the outer one broken: not to be taken for what is being built already.
        sheet.shape(outline.buffer(size_mm * 0.2), WHITE)
        ring = outline.buffer(size_mm * 0.14, join_style="mitre")
        sheet.shape(ring, WHITE, edge=INK, edge_mm=size_mm * 0.075, dashes=(2.6, 1.5))
        sheet.shape(outline.buffer(-size_mm * 0.02), WHITE, edge=INK, edge_mm=size_mm * 0.06)
    else:
        sheet.shape(outline.buffer(size_mm * 0.06), WHITE)
        sheet.shape(outline, WHITE, edge=INK, edge_mm=size_mm * 0.075, dashes=(2.4, 1.5))
    low = 0.06 if shape == "house" else 0.0
    letter_mm = size_mm * 0.56
    sheet.text(
        x,
        y + size_mm * low + letter_mm * 0.37,
        character,
        letter_mm / PT_MM,
        colour=WHITE if style is MarkStyle.RUNNING else INK,
        align="center",
        bold=True,
    )
    if style is MarkStyle.CLOSING:
        half = size_mm * 0.5
        sheet.line([(x - half, y + half), (x + half, y - half)], size_mm * 0.13, WHITE)
        sheet.line([(x - half, y + half), (x + half, y - half)], size_mm * 0.07, INK)


def draw_sign(sheet: Sheet, x: float, y: float, size_mm: float, symbol: Symbol) -> None:
    """The sign of a verdict with its centre at (x, y); nothing for a requirement that is none."""
    ink = SYMBOL_INKS.get(symbol, INK_2)
    half, thin = size_mm / 2, size_mm * 0.12
    match symbol:
        case Symbol.MET:
            sheet.shape(Point(x, y).buffer(half), ink)
            tick = [(-0.24, 0.02), (-0.07, 0.2), (0.25, -0.17)]
            sheet.line([(x + a * size_mm, y + b * size_mm) for a, b in tick], thin, WHITE)
        case Symbol.UNMET:
            corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
            sheet.shape(Polygon(corners).buffer(size_mm * 0.06), ink)
            reach = size_mm * 0.17
            for turn in (-1, 1):
                sheet.line([(x - reach, y - reach * turn), (x + reach, y + reach * turn)],
                           thin, WHITE)  # fmt: skip
        case Symbol.PENDING:
            disc = Point(x, y).buffer(half * 0.92)
            sheet.shape(disc, WHITE, edge=ink, edge_mm=size_mm * 0.09, dashes=(2.2, 1.4))
            _letter(sheet, x, y, size_mm, "?", ink)
        case Symbol.BUILT | Symbol.NOT_BUILT:
            square = box(x - half * 0.85, y - half * 0.85, x + half * 0.85, y + half * 0.85)
            built = symbol is Symbol.BUILT
            sheet.shape(square, ink if built else WHITE, edge=ink, edge_mm=size_mm * 0.1)
            if built:
                tick = [(-0.22, 0.02), (-0.06, 0.18), (0.23, -0.16)]
                sheet.line([(x + a * size_mm, y + b * size_mm) for a, b in tick], thin, WHITE)
        case Symbol.TRIGGERED:
            corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
            sheet.shape(Polygon(corners), WHITE, edge=ink, edge_mm=size_mm * 0.1)
            reach = size_mm * 0.2
            sheet.line([(x - reach, y), (x + reach, y)], size_mm * 0.1, ink)
            sheet.line([(x, y - reach), (x, y + reach)], size_mm * 0.1, ink)
        case Symbol.NOT_DUE:
            sheet.shape(Point(x, y).buffer(half * 0.92), WHITE, edge=ink, edge_mm=size_mm * 0.1)
            hand = size_mm * 0.26
            sheet.line([(x, y - hand), (x, y), (x + hand * 0.75, y)], size_mm * 0.1, ink)
        case Symbol.PROGRESS:
            reach = half * 0.8
            arrow = [(x - reach * 0.8, y - reach), (x + reach, y), (x - reach * 0.8, y + reach)]
            sheet.shape(Polygon(arrow), ink)
        case Symbol.NOT_TRIGGERED | Symbol.NONE:
            sheet.line([(x - half * 0.7, y), (x + half * 0.7, y)], size_mm * 0.11, ink)


def _letter(sheet: Sheet, x: float, y: float, size_mm: float, letter: str, ink: str) -> None:
    high = size_mm * 0.66
    sheet.text(x, y + high * 0.36, letter, high / PT_MM, colour=ink, align="center", bold=True)


def north_arrow(sheet: Sheet, x: float, y: float, size_mm: float, turned_deg: float) -> None:
    """An arrow to true north, its middle at (x, y); ``turned_deg`` clockwise from the page's up."""
    a = math.radians(turned_deg)

    def at(east: float, up: float) -> tuple[float, float]:
        return (
            x + size_mm * (east * math.cos(a) + up * math.sin(a)),
            y - size_mm * (up * math.cos(a) - east * math.sin(a)),
        )

    sheet.shape(Polygon([at(0, 0.5), at(0.2, -0.3), at(0, -0.14)]), INK)
    left = Polygon([at(0, 0.5), at(-0.2, -0.3), at(0, -0.14)])
    sheet.shape(left, WHITE, edge=INK, edge_mm=0.2)
    tip = at(0, 0.74)
    sheet.text(tip[0], tip[1] + size_mm * 0.15, "N", size_mm * 0.36 / PT_MM, align="center",
               bold=True)  # fmt: skip

"""The counties' labels: name, and below it a verdict or a number, on a plate that is placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.letters import PT_MM, shortened, width_mm
from analysis.report.maps.layout import Ground, Page
from analysis.report.maps.placing import Label, Placed, Rect, Spot, place
from analysis.report.maps.print_map import CountyFace, MapKind, PrintMap
from analysis.report.symbols import Symbol
from geo.counties import label_points
from geo.text import Language

_PAD_X_MM, _PAD_Y_MM = 1.1, 0.75
_WIDEST_MM, _ONE_LINE_MM = 46.0, 23.5


@dataclass(frozen=True, slots=True)
class PlateLine:
    """One line on a plate: its baseline below the plate's top; ``sign_mm`` the room of its sign."""

    words: str
    size_pt: float
    baseline: float
    bold: bool = False
    symbol: Symbol | None = None
    sign_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Plate:
    """What stands on one county's plate, and how large it is."""

    lines: tuple[PlateLine, ...]
    width: float
    height: float


def plate_of(face: CountyFace, page: Page, language: Language) -> Plate:
    """The plate of a county."""
    letters = page.look.letters
    big, small = letters.name, letters.words
    widest = _WIDEST_MM * small / 7.5
    name = shortened(face.name.get(language), big, widest)
    y = _PAD_Y_MM + big * PT_MM * 0.95
    lines = [PlateLine(name, big, y, bold=True)]
    width = width_mm(name, big)
    sign = small * PT_MM * 1.3 if face.symbol is not None else 0.0
    for number, words in enumerate(_under_name(face, small, page, language)):
        said = shortened(words, small, widest)
        y += small * PT_MM * 1.42
        first = number == 0
        lines.append(
            PlateLine(
                said,
                small,
                y,
                symbol=face.symbol if first else None,
                sign_mm=sign if first else 0.0,
            )
        )
        width = max(width, width_mm(said, small) + (sign if first else 0.0))
    last = lines[-1].size_pt * PT_MM
    return Plate(tuple(lines), width + 2 * _PAD_X_MM, y + last * 0.28 + _PAD_Y_MM)


def _under_name(
    face: CountyFace, size_pt: float, page: Page, language: Language
) -> tuple[str, ...]:
    """The words with their small addition, on one line where it is short.

    A small picture has no room for the addition.
    """
    compact, room_mm = page.look.compact, _ONE_LINE_MM * size_pt / 7.5
    if face.words is None:
        return ()
    words = face.words.get(language)
    if face.sub is None or compact:
        return (words,)
    sub = face.sub.get(language)
    together = f"{words} · {sub}"
    return (together,) if width_mm(together, size_pt) <= room_mm else (words, sub)


def placed_plates(
    shown: PrintMap,
    page: Page,
    ground: Ground,
    shapes: Mapping[str, BaseGeometry],
    taken: Sequence[Rect],
    language: Language,
) -> dict[str, tuple[Plate, Placed]]:
    """Every county's plate and its place, in code order."""
    bare = page.look.compact and shown.kind is MapKind.PLAN
    faces = [replace(f, words=None) if bare else f for f in shown.faces]
    plates = {face.code: plate_of(face, page, language) for face in faces}
    labels = [
        Label(code, plate.width, plate.height, _polygon(shapes[code]),
              _anchor(code, ground, shapes[code], taken))
        for code, plate in plates.items()
    ]  # fmt: skip
    places = place(labels, page.frame.grown(-0.6), taken)
    return {code: (plates[code], places[code]) for code in sorted(plates)}


def _anchor(code: str, ground: Ground, shape: BaseGeometry, taken: Sequence[Rect]) -> Spot:
    """The county's label point where nothing lies on it; else a free point of the county."""
    known = label_points().get(code)
    if known is not None:
        x, y = (float(v) for v in ground.xy(*known))
        if _is_free(x, y, taken) and shape.contains(Point(x, y)):
            return x, y
    free = shape.buffer(-0.8)
    if taken:
        free = shapely.difference(free, shapely.union_all([r.grown(0.8).polygon for r in taken]))
    point = (shape if free.is_empty else free).representative_point()
    return float(point.x), float(point.y)


def _is_free(x: float, y: float, taken: Sequence[Rect]) -> bool:
    return not any(r.x0 <= x <= r.x1 and r.y0 <= y <= r.y1 for r in taken)


def _polygon(shape: BaseGeometry) -> Polygon | MultiPolygon:
    if not isinstance(shape, Polygon | MultiPolygon):
        raise TypeError(f"a county is a polygon, not a {shape.geom_type}")
    return shape

"""The counties' labels: name, and below it a verdict or a number, on a plate that is placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.letters import PT_MM, shortened, width_mm
from analysis.report.maps.layout import Ground, Page
from analysis.report.maps.map_contents import CountyFace, MapContents, MapKind
from analysis.report.maps.placing import Label, Placed, Rect, Spot, place
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
    name = _line(face.name.get(language), letters.name, None)
    under = _under_name(face, letters.words, page, language)
    signs = (face.symbol, *(None for _ in under))
    said = [_line(w, letters.words, s) for w, s in zip(under, signs, strict=False)]
    return _stacked([replace(name, bold=True), *said])


def short_plate_of(face: CountyFace, page: Page, language: Language) -> Plate:
    """The sign and the name: the legend says what the sign means."""
    name = _line(face.name.get(language), page.look.letters.name, face.symbol)
    return _stacked([replace(name, bold=True)])


def _line(words: str, size_pt: float, symbol: Symbol | None) -> PlateLine:
    said = shortened(words, size_pt, _WIDEST_MM * size_pt / 7.5)
    sign = size_pt * PT_MM * 1.3 if symbol is not None else 0.0
    return PlateLine(said, size_pt, 0.0, symbol=symbol, sign_mm=sign)


def _stacked(lines: list[PlateLine]) -> Plate:
    """The lines one under the other."""
    low = _PAD_Y_MM + lines[0].size_pt * PT_MM * 0.95
    made = []
    for number, line in enumerate(lines):
        low += line.size_pt * PT_MM * 1.42 if number else 0.0
        made.append(replace(line, baseline=low))
    width = max(width_mm(line.words, line.size_pt) + line.sign_mm for line in lines)
    high = low + lines[-1].size_pt * PT_MM * 0.28 + _PAD_Y_MM
    return Plate(tuple(made), width + 2 * _PAD_X_MM, high)


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
    shown: MapContents,
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
    short = {
        face.code: short_plate_of(face, page, language)
        for face in faces
        if page.look.compact and face.symbol is not None
    }
    labels = [
        Label(
            code,
            plate.width,
            plate.height,
            _polygon(shapes[code]),
            _anchor(code, ground, shapes[code], taken),
            (short[code].width, short[code].height) if code in short else None,
        )
        for code, plate in plates.items()
    ]
    places = place(labels, page.frame.grown(-0.6), taken)
    return {
        code: (short[code] if places[code].short else plates[code], places[code])
        for code in sorted(plates)
    }


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

"""How a page is divided, and how the ground gets onto it: scale, bar and north.

The ground is drawn in ``METRIC_CRS``, so the bar is true over the whole map (within 0.1 %).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.letters import PT_MM
from analysis.report.maps.placing import Rect
from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS

Floats = npt.NDArray[np.float64]
_MARGIN_SHARE = 0.045
"""Room around the city for labels outside it, as a share of the frame."""
_LEAST_MARGIN_MM = 6.0
"""At least so much, so that the notice at the foot of the frame covers nothing."""
_SIDE_MM, _SIDE_FIGURE_MM, _SIDE_PLAIN_MM = 60.0, 52.0, 80.0
"""The panel beside the map is so wide; on A4, in a paper, on a slide."""
COLUMN_GAP_MM = 5.0
_LABELS_SHARE = 0.08
"""Of the frame's width left for labels beside the city before the panel may be wider."""
FOOT_GAP_MM = 1.2
LINE = 1.45
"""Lines under a map are so far apart, of their letters."""
_ROUND_TO = 10_000
"""Scales are whole numbers of 万."""
COMPACT_BELOW_MM = 200.0
"""A picture both sides of which are below is one in a paper: no head, no lists beside it."""


class Manner(StrEnum):
    """What a picture is for."""

    SHEET = "sheet"
    """A page of its own, with title and lists."""
    FIGURE = "figure"
    """In a paper, whose caption has the title and whose tables have the lists."""
    PLAIN = "plain"
    """On a slide: no frame, letters to be read from the back of a room."""


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes of letters in points; ``least``: none is made smaller to find room."""

    name: float
    words: float
    head: float
    item: float
    note: float
    listing: float
    furniture: float
    foot: float
    tag: float
    least: float

    def smaller(self, share: float) -> Letters:
        """The same for a panel that is too full, none below ``least``."""

        def size(points: float) -> float:
            return min(points, max(self.least, points * share))

        return replace(
            self,
            head=size(self.head),
            item=size(self.item),
            note=size(self.note),
            listing=size(self.listing),
        )

    def larger(self, share: float) -> Letters:
        """The same for larger paper."""
        return Letters(*(share * points for points in astuple(self)))


LETTERS: dict[Manner, Letters] = {
    Manner.SHEET: Letters(10.5, 9.0, 10.0, 9.0, 8.5, 8.0, 8.0, 7.5, 7.5, 7.5),
    Manner.FIGURE: Letters(9.5, 9.0, 9.0, 8.5, 8.0, 8.0, 7.5, 7.5, 7.5, 7.5),
    Manner.PLAIN: Letters(13.0, 11.5, 12.5, 11.5, 11.0, 11.0, 9.5, 9.0, 10.0, 9.0),
}
"""On A4, and of pictures shown in their own size."""
_BELOW_SHARES = {Manner.SHEET: 0.27, Manner.FIGURE: 0.27, Manner.PLAIN: 0.33}
"""The panel below the map is so high, of what is left for both."""
_FOOT_LINES: dict[Manner, int] = {Manner.SHEET: 3, Manner.FIGURE: 3, Manner.PLAIN: 8}


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes for one page; ``k`` of lengths, 1 on A4."""

    k: float
    margin: float
    manner: Manner
    letters: Letters

    @property
    def compact(self) -> bool:
        """Whether title and lists stand around the picture, not on it."""
        return self.manner is not Manner.SHEET


@dataclass(frozen=True, slots=True)
class Page:
    """Where things stand: the map's frame, the panel for legend and lists, head and foot."""

    width: float
    height: float
    look: Look
    head: Rect
    frame: Rect
    panel: Rect
    foot: Rect
    columns: int


@dataclass(frozen=True, slots=True)
class Ground:
    """From degrees to millimetres on the page. ``scale``: metres of ground to a metre of paper."""

    scale: float
    east0: float
    north0: float
    x0: float
    y0: float
    turned_deg: float
    """Of true north from the page's up, clockwise, in the middle of the map."""

    def xy(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Places on the page."""
        east, north = to_metres(np.asarray(lon, float), np.asarray(lat, float))
        x = self.x0 + (east - self.east0) / self.scale * 1000
        y = self.y0 - (north - self.north0) / self.scale * 1000
        return x, y

    def shape(self, geometry: BaseGeometry) -> BaseGeometry:
        """A polygon on the page."""

        def moved(places: Floats) -> Floats:
            x, y = self.xy(places[:, 0], places[:, 1])
            return np.column_stack((x, y))

        return shapely.transform(geometry, moved)


@lru_cache(maxsize=1)
def _transformer() -> Transformer:
    return Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True)


def to_metres(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Metres east and north in ``METRIC_CRS``."""
    east, north = _transformer().transform(lon, lat)
    return np.asarray(east, float), np.asarray(north, float)


def look(width: float, height: float, *, plain: bool = False) -> Look:
    """The sizes of a page."""
    if plain:
        k = min(1.3, max(0.8, min(width, height) / 110))
        return Look(k, 1.0, Manner.PLAIN, LETTERS[Manner.PLAIN])
    k = min(1.3, max(0.8, min(width, height) / 210))
    if max(width, height) < COMPACT_BELOW_MM:
        return Look(k, 1.0, Manner.FIGURE, LETTERS[Manner.FIGURE])
    return Look(k, 9.0 * k, Manner.SHEET, LETTERS[Manner.SHEET].larger(max(1.0, k)))


def divided(
    shapes: Mapping[str, BaseGeometry], width: float, height: float, *, plain: bool = False
) -> Page:
    """The page with its panel beside or below the map, whichever leaves the map larger.

    It depends on the city and the page only, so that all maps of a city have one extent.
    """
    sizes = look(width, height, plain=plain)
    beside, wider = (_beside(width, height, sizes, columns) for columns in (1, 2))
    if sizes.manner is Manner.SHEET:
        # A tall city leaves room on a wide page: the lists take a second column.
        spare = _LABELS_SHARE * (wider.frame.x1 - wider.frame.x0)
        inner = replace(wider.frame, x0=wider.frame.x0 + spare, x1=wider.frame.x1 - spare)
        if _scale(shapes, inner) <= _scale(shapes, beside.frame):
            beside = wider
    ways = (beside, _below(width, height, sizes))
    return min(ways, key=lambda page: _scale(shapes, page.frame))


def _beside(width: float, height: float, sizes: Look, columns: int) -> Page:
    """The panel on the right; on a slide sources and days end it, else they stand under all."""
    m, gap = sizes.margin, 3.0 * sizes.k
    head, foot = _head(width, sizes), _foot(width, height, sizes)
    side = columns * _side_mm(width, sizes) + (columns - 1) * COLUMN_GAP_MM * sizes.k
    left, right = width - m - side, width - m
    plain = sizes.manner is Manner.PLAIN
    low = foot.y1 if plain else foot.y0
    frame = Rect(m, head.y1, left - gap, low)
    panel = Rect(left, head.y1, right, foot.y0)
    foot = replace(foot, x0=left) if plain else foot
    return Page(width, height, sizes, head, frame, panel, foot, columns)


def _below(width: float, height: float, sizes: Look) -> Page:
    """The panel under the map, in as many columns as its width has room for."""
    m, gap = sizes.margin, 3.0 * sizes.k
    head, foot = _head(width, sizes), _foot(width, height, sizes)
    if sizes.manner is Manner.PLAIN:
        # Twice as wide as beside the map it needs half the lines.
        foot = replace(foot, y0=(foot.y0 + foot.y1) / 2)
    high = _BELOW_SHARES[sizes.manner] * (foot.y0 - head.y1)
    columns = max(1, int((width - 2 * m) / _side_mm(width, sizes)))
    frame = Rect(m, head.y1, width - m, foot.y0 - high - gap)
    panel = Rect(m, foot.y0 - high, width - m, foot.y0)
    return Page(width, height, sizes, head, frame, panel, foot, columns)


def _side_mm(width: float, sizes: Look) -> float:
    """How wide one column of the panel is."""
    match sizes.manner:
        case Manner.SHEET:
            return _SIDE_MM * sizes.k
        case Manner.FIGURE:
            return _SIDE_FIGURE_MM
        case Manner.PLAIN:
            return min(_SIDE_PLAIN_MM, 0.36 * width)


def _head(width: float, sizes: Look) -> Rect:
    m = sizes.margin
    return Rect(m, m, width - m, m if sizes.compact else m + 16.5 * sizes.k)


def _foot(width: float, height: float, sizes: Look) -> Rect:
    m = sizes.margin
    lines = sizes.letters.foot * PT_MM * LINE * _FOOT_LINES[sizes.manner]
    return Rect(m, height - m - lines - FOOT_GAP_MM * sizes.k, width - m, height - m)


def grounded(shapes: Mapping[str, BaseGeometry], frame: Rect) -> Ground:
    """The city in the middle of the frame at a scale of whole 万: the same for every map of it."""
    west, south, east, north = _extent(shapes)
    scale = _scale(shapes, frame)
    middle_lon, middle_lat = _middle(shapes)
    e, n = to_metres(np.array([middle_lon, middle_lon]), np.array([middle_lat, middle_lat + 0.1]))
    return Ground(
        scale,
        (west + east) / 2,
        (south + north) / 2,
        (frame.x0 + frame.x1) / 2,
        (frame.y0 + frame.y1) / 2,
        math.degrees(math.atan2(float(e[1] - e[0]), float(n[1] - n[0]))),
    )


def _scale(shapes: Mapping[str, BaseGeometry], frame: Rect) -> float:
    west, south, east, north = _extent(shapes)
    wide, high = frame.x1 - frame.x0, frame.y1 - frame.y0
    needed = max(
        (east - west) / (wide * (1 - 2 * _MARGIN_SHARE)),
        (north - south) / (high - 2 * max(_MARGIN_SHARE * high, _LEAST_MARGIN_MM)),
    )
    return math.ceil(needed * 1000 / _ROUND_TO) * _ROUND_TO


def _extent(shapes: Mapping[str, BaseGeometry]) -> tuple[float, float, float, float]:
    places = shapely.get_coordinates(list(shapes.values()))
    east, north = to_metres(places[:, 0], places[:, 1])
    return float(east.min()), float(north.min()), float(east.max()), float(north.max())


def _middle(shapes: Mapping[str, BaseGeometry]) -> tuple[float, float]:
    bounds = shapely.total_bounds(list(shapes.values()))
    return float((bounds[0] + bounds[2]) / 2), float((bounds[1] + bounds[3]) / 2)


def turned(shapes: Mapping[str, BaseGeometry], sides: tuple[float, float]) -> tuple[float, float]:
    """The sides of the paper in the order that draws the city larger."""
    short, long = sides
    ways = [(long, short), (short, long)]
    return min(ways, key=lambda way: _scale(shapes, divided(shapes, *way).frame))

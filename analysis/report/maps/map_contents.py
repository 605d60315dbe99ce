"""What one map for print shows, whatever its format and size: plain data, nothing is drawn here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.marks import MarkStyle
from analysis.report.drawn.tokens import Fill
from analysis.report.symbols import Symbol
from geo.layers import City
from geo.text import Text
from geo.vocabulary import FacilityType


class MapKind(StrEnum):
    """The maps there are."""

    STATUS = "status"
    GAPS = "gaps"
    REACH = "reach"
    PLAN = "plan"


KIND_TITLES: dict[MapKind, Text] = {
    MapKind.STATUS: Text("残疾人服务设施现状分布图", "Facilities on record"),
    MapKind.GAPS: Text("残疾人服务设施短板图", "Gaps by county"),
    MapKind.REACH: Text("残疾人服务覆盖图", "Reach of services"),
    MapKind.PLAN: Text("残疾人服务设施规划布局图", "Planned layout"),
}


@dataclass(frozen=True, slots=True)
class CountyFace:
    """How one county looks: its fill, and what its label says under the name.

    ``sub``: a small addition to the words (在建), on a line of its own where it is long.
    """

    code: str
    name: Text
    fill: Fill
    symbol: Symbol | None = None
    words: Text | None = None
    sub: Text | None = None


@dataclass(frozen=True, eq=False)
class Area:
    """A filled area over the counties, in degrees (EPSG:4490): a class of cells."""

    fill: Fill
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Mark:
    """One facility at its point (degrees). ``tag``: its number in a list, drawn on its corner."""

    mark_id: str
    lon: float
    lat: float
    facility_type: FacilityType
    style: MarkStyle
    tag: Text | None = None


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One line of the legend. The swatch is a fill (with the sign of a verdict) or a mark.

    ``short``: in place of the count in a small picture.
    """

    text: Text
    count: Text | None = None
    short: Text | None = None
    fill: Fill | None = None
    symbol: Symbol | None = None
    mark: tuple[FacilityType, MarkStyle] | None = None


@dataclass(frozen=True, slots=True)
class LegendGroup:
    """Lines of the legend under a heading."""

    title: Text
    items: tuple[LegendItem, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list beside the map: what has no place on it, or what its numbers mean."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class MapImprint:
    """What every map carries: days, state, marks, runs, sources, and the notice of the borders.

    ``made_on`` None: the day of the records is printed in its place, and the same records give the
    same map on any day.
    """

    as_of: date
    known_on: date | None
    made_on: date | None
    state: Text
    marks: tuple[Text, ...]
    run_id: str
    sources: tuple[Text, ...]
    notice: Text
    demonstration: bool
    records_on: date | None = None


@dataclass(frozen=True, eq=False)
class MapContents:
    """One map of one city. ``shapes``: the county polygons by code, degrees, EPSG:4490.

    ``note`` is said inside the map: what it can't show and what to do. ``alt`` says in words what
    is seen, with the numbers. Counties stand in code order.
    """

    kind: MapKind
    title: Text
    under: Text
    city: City
    shapes: Mapping[str, BaseGeometry]
    faces: tuple[CountyFace, ...]
    areas: tuple[Area, ...]
    marks: tuple[Mark, ...]
    legend: tuple[LegendGroup, ...]
    listings: tuple[Listing, ...]
    note: Text | None
    imprint: MapImprint
    alt: Text

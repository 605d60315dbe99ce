"""What one map for print shows, whatever its format and size: ``PrintMap``.

The four builders (``status_map``, ``gaps_map``, ``reach_map``, ``plan_map``) make it from a report;
``png`` and ``pdf`` draw it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.marks import MarkStyle
from analysis.report.drawn.tokens import Fill
from analysis.report.report import Report, state_words
from analysis.report.symbols import Symbol
from geo.boundaries import WORKING_MAP, map_notice
from geo.layers import City, Layer
from geo.text import Language, Text
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


class Format(StrEnum):
    """Sizes of paper."""

    A4 = "A4"
    A3 = "A3"


SIZES_MM: dict[Format, tuple[float, float]] = {Format.A4: (210, 297), Format.A3: (297, 420)}
"""ISO 216; the short side first."""


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

    ``made_on`` None: no day is printed, and the same records give the same map on any day.
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


@dataclass(frozen=True, eq=False)
class PrintMap:
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

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        """The map as a picture of that size; the same bytes for the same map."""
        from analysis.report.maps.drawing import drawn  # noqa: PLC0415 (matplotlib: a second)

        sheet, about = drawn(self, language, width_mm, height_mm, plain=plain)
        return sheet.png(about, dpi)

    def pdf(self, language: Language, width_mm: float, height_mm: float) -> bytes:
        """The map as one page of a PDF; the same bytes for the same map."""
        from analysis.report.maps.drawing import drawn  # noqa: PLC0415

        sheet, about = drawn(self, language, width_mm, height_mm)
        return sheet.pdf(about)

    def files(self, language: Language, size: Format) -> dict[str, bytes]:
        """The map on paper of that size by the ending of the file, drawn once for both."""
        from analysis.report.maps.drawing import drawn  # noqa: PLC0415

        sheet, about = drawn(self, language, *self.page(size))
        return {"pdf": sheet.pdf(about), "png": sheet.png(about)}

    def page(self, size: Format) -> tuple[float, float]:
        """Width and height of the paper turned so that the city is drawn larger; in mm."""
        from analysis.report.maps.layout import turned  # noqa: PLC0415

        return turned(self.shapes, SIZES_MM[size])


def city_shapes(report: Report, boundaries: Layer) -> dict[str, BaseGeometry]:
    """The polygons of the report's counties in code order. KeyError where one is missing."""
    frame = boundaries.frame
    return {c.code: frame.geometry.loc[c.code] for c in report.counties}


def map_imprint(
    report: Report,
    boundaries: Layer,
    made_on: date | None,
    sources: tuple[Text, ...] = (),
    run_id: str = "",
) -> MapImprint:
    """The imprint of a map of the report; ``run_id``: of a study or plan that is on it as well.

    A review number 审图号 is printed only when the reviewed file is drawn whole and unaltered.
    """
    whole = set(boundaries.frame.index) == {c.code for c in report.counties}
    borders = Text(
        f"县级行政区划：{boundaries.provenance.vintage}",
        f"county borders: {boundaries.provenance.vintage}",
    )
    return MapImprint(
        as_of=report.as_of,
        known_on=report.known_on,
        made_on=made_on,
        state=state_words(report.state, report.revision),
        marks=report.marks,
        run_id=" / ".join(i for i in (report.run_id, run_id) if i),
        sources=(*sources, borders),
        notice=map_notice(boundaries) if whole else WORKING_MAP,
        demonstration=report.demonstration,
    )


def map_title(report: Report, kind: MapKind) -> Text:
    """玉林市残疾人服务设施现状分布图."""
    title = KIND_TITLES[kind]
    return Text(f"{report.city.name_zh}{title.zh}", f"{report.city.name_en}: {title.en}")

"""Maps for print: ``PrintMap`` on paper of any size, and what its builders share.

The four builders (``status_map``, ``gaps_map``, ``reach_map``, ``plan_map``) make it from a report;
``png`` and ``pdf`` draw it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from shapely.geometry.base import BaseGeometry

from analysis.report.drawn.picture import Picture
from analysis.report.maps.map_contents import KIND_TITLES, MapContents, MapImprint, MapKind
from analysis.report.report import Report, state_words
from geo.boundaries import WORKING_MAP, map_notice
from geo.layers import Layer
from geo.text import Language, Text

if TYPE_CHECKING:
    from analysis.report.drawn.sheet import About, Sheet


class Format(StrEnum):
    """Sizes of paper."""

    A4 = "A4"
    A3 = "A3"


SIZES_MM: dict[Format, tuple[float, float]] = {Format.A4: (210, 297), Format.A3: (297, 420)}
"""ISO 216; the short side first."""


@dataclass(frozen=True, eq=False)
class PrintMap(MapContents, Picture):
    """One map of one city that can be drawn."""

    def sheet(
        self, language: Language, width_mm: float, height_mm: float, *, plain: bool = False
    ) -> tuple[Sheet, About]:
        """The map drawn."""
        from analysis.report.maps.drawing import drawn  # noqa: PLC0415 (matplotlib: a second)

        return drawn(self, language, width_mm, height_mm, plain=plain)

    def pdf(self, language: Language, width_mm: float, height_mm: float) -> bytes:
        """The map as one page of a PDF; the same bytes for the same map."""
        sheet, about = self.sheet(language, width_mm, height_mm)
        return sheet.pdf(about)

    def files(self, language: Language, size: Format) -> dict[str, bytes]:
        """The map on paper of that size by the ending of the file, drawn once for both."""
        sheet, about = self.sheet(language, *self.page(size))
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

"""The pictures of a paper by id: maps where maps are wanted, charts in any case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from analysis.accessibility.study import AccessStudy
from analysis.planning.retrofit import RetrofitPlan
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.report.charts.county_bars import BarChart, coverage_chart, retrofit_chart
from analysis.report.maps.gaps_map import ALL, gaps_map
from analysis.report.maps.map_contents import LegendGroup
from analysis.report.maps.plan_map import plan_map
from analysis.report.maps.print_map import PrintMap
from analysis.report.maps.reach_map import people_map, reach_map
from analysis.report.maps.status_map import status_map
from analysis.report.papers.access import Access
from analysis.report.papers.document import Drawing
from analysis.report.report import Report
from geo.layers import Layer
from geo.text import Language, Text


@dataclass(frozen=True, eq=False)
class DrawnOnce:
    """A picture that several formats show: each size of it is drawn once.

    ``before`` is told its title whenever it is asked for, and may end the work.
    """

    drawing: Drawing
    before: Callable[[Text], None] | None = None
    _kept: dict[tuple[Language, float, float, int, bool], bytes] = field(default_factory=dict)

    @property
    def title(self) -> Text:
        """Its caption."""
        return self.drawing.title

    @property
    def alt(self) -> Text:
        """What is seen on it, in words."""
        return self.drawing.alt

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        """The picture of that size."""
        if self.before is not None:
            self.before(self.title)
        key = (language, width_mm, height_mm, dpi, plain)
        if key not in self._kept:
            self._kept[key] = self.drawing.png(language, width_mm, height_mm, dpi, plain=plain)
        return self._kept[key]


def drawings_of(
    report: Report,
    boundaries: Layer,
    made_on: date | None = None,
    records_on: date | None = None,
    *,
    access: Access | None = None,
    plan: FacilityPlan | None = None,
    retrofit: RetrofitPlan | None = None,
    maps: bool = True,
) -> Mapping[str, Drawing]:
    """The pictures by the ids of ``Contents.drawings``; without maps charts stand in their place.

    ``made_on`` None: the day ``records_on`` is printed, and the same records give the same pictures
    on any day.
    Raises MixedDataError, TrialResultError and ValueError as the maps do.
    """
    found: dict[str, PrintMap | BarChart] = {}
    if maps:
        found["facilities"] = status_map(report, boundaries, made_on)
        found["verdicts"] = gaps_map(report, boundaries, made_on, ALL)
        for column in report.matrix.columns:
            if not column.absent:
                key = f"verdicts:{column.requirement_id}"
                found[key] = gaps_map(report, boundaries, made_on, column.requirement_id)
        if isinstance(access, AccessStudy):
            found["coverage"] = reach_map(report, boundaries, made_on, access)
        elif access is not None:
            asked = access.question
            found["coverage"] = people_map(
                report, boundaries, made_on, access.demand, asked.facility_type
            )
        if plan is not None:
            found["layout"] = plan_map(report, boundaries, made_on, plan)
    elif isinstance(access, AccessStudy):
        found["coverage"] = coverage_chart(report, access, made_on)
    if retrofit is not None:
        found["retrofit"] = retrofit_chart(report, retrofit, made_on)
    return {name: DrawnOnce(_dated(drawing, records_on)) for name, drawing in found.items()}


def legend_of(drawing: Drawing) -> tuple[LegendGroup, ...]:
    """The legend of a map; none of any other picture."""
    match drawing:
        case DrawnOnce(drawing=PrintMap(legend=legend)):
            return legend
        case _:
            return ()


def _dated(drawing: PrintMap | BarChart, records_on: date | None) -> Drawing:
    match drawing:
        case PrintMap(imprint=imprint):
            return replace(drawing, imprint=replace(imprint, records_on=records_on))
        case BarChart(imprint=imprint):
            return replace(drawing, imprint=replace(imprint, records_on=records_on))

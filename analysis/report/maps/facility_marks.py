"""Facilities on record as marks, legend lines and lists of those without a point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analysis.report.drawn.marks import MarkStyle
from analysis.report.maps.map_contents import LegendGroup, LegendItem, Listing, Mark
from analysis.report.report import Report
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import OPERATING, WORDS, FacilityType, Precision

CORE_TYPES = (
    FacilityType.REHABILITATION,
    FacilityType.CARE,
    FacilityType.COMPREHENSIVE,
    FacilityType.SPECIAL_SCHOOL,
    FacilityType.MENTAL_HEALTH_COMMUNITY,
)
"""Those the plans speak of: in the legend even where there is none."""
NUMBERED_AT_MOST = 40
"""More facilities than so many get no number: the list would not fit beside the map."""


def style_of(facility: Facility) -> MarkStyle:
    """Full while it runs, dashed otherwise, as everywhere."""
    return MarkStyle.RUNNING if facility.status in OPERATING else MarkStyle.NOT_RUNNING


def placed(report: Report) -> tuple[Facility, ...]:
    """The facilities with a point, by county and id."""
    found = (f for f in report.facilities if f.point is not None)
    return tuple(sorted(found, key=lambda f: (f.county_code, f.facility_id)))


def not_placed(report: Report) -> tuple[Facility, ...]:
    """The facilities without a point, those of no known county first, then by county and id."""
    found = (f for f in report.facilities if f.point is None)
    return tuple(sorted(found, key=lambda f: (f.county_code, f.facility_id)))


def marks_of(facilities: Iterable[Facility], *, numbered: bool = False) -> tuple[Mark, ...]:
    """Their marks, numbered from 1 in their order where asked."""
    marks = []
    for number, facility in enumerate(facilities, start=1):
        if facility.point is None:
            continue
        tag = Text(str(number), str(number)) if numbered else None
        marks.append(
            Mark(
                facility.facility_id,
                facility.point.lon,
                facility.point.lat,
                facility.facility_type,
                style_of(facility),
                tag,
            )
        )
    return tuple(marks)


def types_shown(facilities: Iterable[Facility]) -> tuple[FacilityType, ...]:
    """The types of the legend: the core ones, then others there are, in the order of the forms."""
    there = {f.facility_type for f in facilities}
    return (*CORE_TYPES, *(t for t in FacilityType if t in there and t not in CORE_TYPES))


def facility_legend(facilities: tuple[Facility, ...]) -> LegendGroup:
    """A line a type: drawn on the map, and on record in all; then what the dashes mean."""
    everywhere = Counter(f.facility_type for f in facilities)
    drawn = Counter(f.facility_type for f in facilities if f.point is not None)
    items = [
        LegendItem(
            WORDS[t],
            Text(f"{drawn[t]} / {everywhere[t]}", f"{drawn[t]} / {everywhere[t]}"),
            mark=(t, MarkStyle.RUNNING),
        )
        for t in types_shown(facilities)
    ]
    idle = [f for f in facilities if f.status not in OPERATING]
    number = f"{sum(f.point is not None for f in idle)} / {len(idle)}"
    items.append(
        LegendItem(
            Text("虚线：未在运营", "Dashed: not in operation"),
            Text(number, number),
            mark=(FacilityType.CARE, MarkStyle.NOT_RUNNING),
        )
    )
    return LegendGroup(
        Text("设施（图上 / 在册，处）", "Facilities (on the map / on record)"), tuple(items)
    )


def facility_line(facility: Facility) -> Text:
    """演示容县残疾人康复中心（康复，运营）."""
    kind = WORDS[facility.facility_type]
    state = WORDS[facility.status] if facility.status is not None else Text("状态待报", "state?")
    return Text(
        f"{facility.name}（{kind.zh}，{state.zh}）", f"{facility.name} ({kind.en}, {state.en})"
    )


def numbered_listing(facilities: tuple[Facility, ...]) -> Listing:
    """What the numbers on the map stand for."""
    lines = []
    for n, f in enumerate(facilities, start=1):
        # Its mark shows the type; that it runs is the rule.
        said = Text(f.name, f.name)
        if f.status is not None and f.status not in OPERATING:
            state = WORDS[f.status]
            said = Text(f"{f.name}（{state.zh}）", f"{f.name} ({state.en})")
        lines.append(Text(f"{n} {said.zh}", f"{n} {said.en}"))
    return Listing(Text("图上设施", "On the map"), tuple(lines))


def absent_listing(report: Report) -> Listing | None:
    """The facilities that can't be drawn, by name, with what is known of their place."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in report.counties}
    city = Text("只知在本市", "city only")
    lines = []
    for facility in not_placed(report):
        where = city
        if facility.location_precision is not Precision.CITY:
            where = names.get(facility.county_code, city)
        said = facility_line(facility)
        lines.append(Text(f"{where.zh}：{said.zh}", f"{where.en}: {said.en}"))
    if not lines:
        return None
    title = Text(f"未上图（无坐标点，{len(lines)} 处）", f"Not drawn (no point, {len(lines)})")
    return Listing(title, tuple(lines))

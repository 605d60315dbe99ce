"""Reading the facility form 设施: from a file to facilities and all that is wrong with its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.issues import Severity
from geo.reading.cells import Problem, parse_several
from geo.reading.collect import read_rows, reading_of
from geo.reading.duplicates import look_for_parents, refuse_repeated_facilities
from geo.reading.facility_form import FACILITIES
from geo.reading.intake import FormTable, open_form
from geo.reading.location import county_and_city, point_and_precision
from geo.reading.place_checks import check_places
from geo.reading.points import PointReader
from geo.reading.result import Reading
from geo.reading.row import RowReader, stable_id
from geo.reading.synonyms import plain_word
from geo.reading.unread import unread_rows
from geo.records import DateSpan, Facility
from geo.text import Text
from geo.vocabulary import (
    OPERATING,
    WORDS,
    CapacityUnit,
    Confidence,
    Datum,
    FacilityType,
    Function,
    Level,
    Operation,
    SchoolStage,
    Status,
)

MAX_CAPACITY = 20_000
MAX_PERSONS_PER_YEAR = 5_000_000
MAX_FLOOR_AREA_M2 = 1_000_000
"""Far beyond the largest published facility of the two cities (400 beds, 511 pupils, 14 000 m²):
what exceeds these is a slip of the pen or of the unit."""

_NOT_YET = frozenset({Status.UNDER_CONSTRUCTION, Status.PREPARATORY, Status.PLANNED})


def read_facilities(
    source: Path | bytes, filename: str, as_of: date | None = None, datum: Datum | None = None
) -> Reading[Facility]:
    """The facilities of a file, in the order of their ids.

    ``as_of`` is the day dates are compared with where a row has no ``checked_on``; without either,
    only dates that contradict each other are noted. ``datum`` is the one of the points whose row
    names none; without it their points are set aside.
    """
    opened = open_form(source, filename, FACILITIES)
    if isinstance(opened, tuple):
        return Reading(issues=opened, refused=True)
    return facilities_of(opened, as_of, datum)


def facilities_of(
    table: FormTable, as_of: date | None = None, datum: Datum | None = None
) -> Reading[Facility]:
    """The facilities of a table already opened."""
    points = PointReader(datum)
    rows = read_rows(table, lambda row: _facility(row, as_of, points))
    refuse_repeated_facilities(rows)
    look_for_parents(rows)
    check_places(rows, points.written)
    reading = reading_of(table, rows, lambda f: f.facility_id)
    return replace(
        reading,
        issues=reading.issues + points.notices(),
        unread=unread_rows(rows),
        without_datum=points.without_datum(),
    )


def _facility(row: RowReader, as_of: date | None, points: PointReader) -> tuple[Facility, ...]:
    name = row.required_text("name")
    facility_type = _type(row)
    county_code, city_code = county_and_city(row)
    status = row.one("status", Status)
    opened, closed = row.span("opened"), row.span("closed")
    checked_on = row.day("checked_on", last=True)
    _compare_dates(row, status, opened, closed, checked_on or as_of)
    unit = row.one("capacity_unit", CapacityUnit, Severity.WARNING)
    limit = MAX_PERSONS_PER_YEAR if unit in (None, CapacityUnit.PERSONS_PER_YEAR) else MAX_CAPACITY
    capacity = row.number_in("capacity", limit, Severity.WARNING)
    in_use = row.number_in("in_use", MAX_PERSONS_PER_YEAR, Severity.WARNING)
    floor_area_m2 = row.number_in("floor_area_m2", MAX_FLOOR_AREA_M2, Severity.WARNING)
    stages = row.several("school_stage", SchoolStage)
    functions = row.several("functions", Function)
    level, operation = row.one("level", Level), row.one("operation", Operation)
    professional = row.ternary("professional")
    comprehensive = row.ternary("school_comprehensive")
    standard = row.ternary("meets_national_standard")
    confidence = row.one("confidence", Confidence, Severity.WARNING)
    point, precision, county_code = point_and_precision(row, county_code, points)
    if row.failed or facility_type is None:
        return ()
    return (
        Facility(
            facility_id=row.text("facility_id")
            or stable_id("F", plain_word(name), county_code or city_code, facility_type.value),
            name=name,
            facility_type=facility_type,
            city_code=city_code,
            county_code=county_code,
            functions=frozenset(functions),
            level=level,
            status=status,
            opened=opened,
            closed=closed,
            operation=operation,
            professional=professional,
            school_stages=frozenset(stages) or None,
            school_comprehensive=comprehensive,
            meets_national_standard=standard,
            capacity=capacity,
            capacity_unit=unit,
            in_use=in_use,
            floor_area_m2=floor_area_m2,
            parent_id=_parent(row),
            address=row.text("address"),
            point=point,
            location_precision=precision,
            reported_by=row.text("reported_by"),
            source=row.text("source"),
            confidence=confidence,
            checked_on=checked_on,
            note=row.text("note"),
        ),
    )


def _type(row: RowReader) -> FacilityType | None:
    found = parse_several(FacilityType, row.text("facility_type"))
    if isinstance(found, Problem):
        row.problem("facility_type", found)
        return None
    if not found:
        row.missing("facility_type")
        return None
    if len(found) > 1:
        first = WORDS[found[0]]
        row.add(
            "several_types",
            Severity.ERROR,
            Text("主类型只能有一个。", "There is one main type only."),
            Text(
                f"请只留最主要的一个（如“{first.zh}”），其余写到“功能”列。",
                f"Keep the main one (such as “{found[0].value}”), put the others under functions.",
            ),
            "facility_type",
        )
        return None
    return found[0]


def _parent(row: RowReader) -> str:
    parent = row.text("parent_id")
    if parent and parent == row.text("facility_id"):
        row.add(
            "parent_is_itself",
            Severity.WARNING,
            Text("上级设施填的是它自己。", "The facility is given as its own parent."),
            Text("请填主牌设施的编号，没有就留空。", "Give the main facility's id, or nothing."),
            "parent_id",
        )
        return ""
    return parent


def _compare_dates(
    row: RowReader,
    status: Status | None,
    opened: DateSpan | None,
    closed: DateSpan | None,
    today: date | None,
) -> None:
    if opened and closed and closed.last < opened.first:
        row.add(
            "closed_before_opened",
            Severity.ERROR,
            Text(
                f"停用日期（{closed}）早于投用日期（{opened}）。",
                f"Closed ({closed}) before it opened ({opened}).",
            ),
            Text("请核对两个日期后改正。", "Check both dates and correct them."),
            "closed",
        )
    if status in _NOT_YET and opened and today and opened.last <= today:
        word = WORDS[status]
        row.add(
            "status_contradicts_opened",
            Severity.WARNING,
            Text(
                f"状态是“{word.zh}”，投用日期（{opened}）却已过。",
                f"The status is “{status.value}”, yet it opened on {opened}.",
            ),
            Text(
                "请核对：已投用的改状态，尚未投用的清空投用日期。",
                "Change the status if it is in use, or clear the date if it is not.",
            ),
            "opened",
        )
    if status in OPERATING and closed and (today is None or closed.last <= today):
        row.add(
            "status_contradicts_closed",
            Severity.WARNING,
            Text(
                f"状态是“{WORDS[status].zh}”，却填了停用日期（{closed}）。",
                f"The status is “{status.value}”, yet it closed on {closed}.",
            ),
            Text(
                "请核对：仍在用的清空停用日期，已停用的改状态。",
                "Clear the date if it is in use, or change the status if it is not.",
            ),
            "closed",
        )

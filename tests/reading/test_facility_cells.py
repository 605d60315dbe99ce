"""What an editor types is read as a file is, and what nobody touched stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.published import load_published
from geo.reading.facility_cells import CellsRead, cells_of, read_cells
from geo.records import DateSpan, Facility, Point
from geo.vocabulary import (
    CapacityUnit,
    Datum,
    FacilityType,
    Function,
    Level,
    Precision,
    SchoolStage,
    Status,
    Ternary,
)
from tests.reading.identity_numbers import identity_number

FULL = Facility(
    "F-1",
    "某县残疾人康复中心",
    FacilityType.REHABILITATION,
    "450900",
    "450921",
    functions=frozenset({Function.CARE, Function.DAY_CARE}),
    level=Level.COUNTY,
    status=Status.OPERATING,
    opened=DateSpan(date(2016, 3, 1), date(2016, 9, 30)),
    professional=Ternary.YES,
    school_stages=frozenset({SchoolStage.COMPULSORY}),
    capacity=50.0,
    capacity_unit=CapacityUnit.BEDS,
    in_use=12.5,
    point=Point(110.5512345678, 22.8587654321, Datum.GCJ02),
    location_precision=Precision.POINT,
    source="容残联〔2025〕3号",
    checked_on=date(2025, 12, 20),
)
AS_OF = date(2025, 12, 31)


def read(before: Facility | None = FULL, **cells: str) -> CellsRead:
    shown = cells_of(FULL) if before is None else cells_of(before)
    return read_cells([({**shown, **cells}, before)], AS_OF, {})[0]


def codes(found: CellsRead) -> set[str]:
    return {issue.code for issue in found.issues}


def test_a_row_nobody_touched_is_the_record_itself() -> None:
    assert read().facility == FULL


def test_every_published_facility_survives_its_own_form() -> None:
    facilities = load_published().facilities
    found = read_cells([(cells_of(f), f) for f in facilities], AS_OF, {})
    assert [r.facility for r in found] == list(facilities)


def test_only_the_field_that_was_typed_changes() -> None:
    assert read(status="停运").facility == replace(FULL, status=Status.SUSPENDED)


def test_a_date_may_be_a_month() -> None:
    found = read(opened="2017年5月").facility
    assert found is not None
    assert found.opened == DateSpan.of(2017, 5)


def test_a_new_point_is_read_in_its_datum() -> None:
    found = read(lon="110.55", lat="22.86", datum="CGCS2000").facility
    assert found is not None
    assert found.point == Point(110.55, 22.86, Datum.CGCS2000)


def test_a_point_in_another_county_is_pointed_out() -> None:
    found = read(lon="110.15", lat="22.63", datum="CGCS2000")
    assert "point_in_other_county" in codes(found)
    assert found.good


def test_a_number_that_cannot_be_is_an_error() -> None:
    found = read(capacity="50000000")
    assert found.facility is None
    assert "number_out_of_range" in codes(found)


@pytest.mark.parametrize("column", ["capacity", "floor_area_m2", "in_use"])
def test_a_cell_an_import_would_set_aside_keeps_the_row_from_being_good(column: str) -> None:
    found = read(**{column: "约五十"})
    assert column in found.unread
    assert not found.good


def test_a_point_without_a_datum_is_not_dropped_in_silence() -> None:
    found = read(None, facility_id="", lon="110.55", lat="22.86", datum="")
    assert found.unread == ("lon", "lat")


def test_closed_before_opened_is_an_error() -> None:
    assert "closed_before_opened" in codes(read(closed="2015"))


def test_an_identity_number_is_refused_and_not_repeated() -> None:
    number = identity_number()
    found = read(note=f"负责人 {number}")
    assert found.facility is None
    assert codes(found) == {"personal_number"}
    assert number not in repr(found)


def test_the_rows_beside_a_refused_one_are_read() -> None:
    bad = {**cells_of(FULL), "note": identity_number()}
    good = {**cells_of(FULL), "facility_id": "F-2", "name": "另一处托养中心"}
    found = read_cells([(bad, FULL), (good, None)], AS_OF, {})
    assert [r.good for r in found] == [False, True]


def test_a_parent_on_record_is_known() -> None:
    assert "parent_not_found" in codes(read(parent_id="F-9"))
    shown = {**cells_of(FULL), "parent_id": "F-9"}
    assert "parent_not_found" not in codes(read_cells([(shown, FULL)], AS_OF, {"F-9": FULL})[0])


def test_an_emptied_cell_empties_the_field() -> None:
    found = read(capacity="", capacity_unit="", checked_on="").facility
    assert found is not None
    assert (found.capacity, found.capacity_unit, found.checked_on) == (None, None, None)


BUILDING = replace(FULL, status=Status.UNDER_CONSTRUCTION, opened=None, checked_on=date(2024, 6, 1))
SEEN = date(2026, 3, 9)


@pytest.mark.parametrize("status", ["停运闲置", "挪作他用", "关闭"])
def test_an_end_without_a_day_is_asked_about(status: str) -> None:
    found = read(status=status)
    assert not found.good
    assert "status_without_day" in codes(found)


@pytest.mark.parametrize("closed", ["2026-01-15", "2026-01", "2025"])
def test_an_end_with_its_day_is_kept(closed: str) -> None:
    assert read(status="关闭", closed=closed).good


def test_an_end_on_an_unknown_day_still_needs_the_day_it_was_seen() -> None:
    found = read(status="关闭", closed="不详")
    assert found.asked is not None
    assert found.asked.columns == ("checked_on",)


def test_an_end_seen_on_a_day_may_have_come_on_an_unknown_one() -> None:
    found = read(status="关闭", closed="不详", checked_on=SEEN.isoformat())
    assert found.good
    assert found.facility == replace(FULL, status=Status.CLOSED, checked_on=SEEN)


def test_operating_since_nobody_says_is_asked_about() -> None:
    found = read(BUILDING, status="运营")
    assert not found.good
    assert found.asked is not None
    assert found.asked.columns == ("opened", "checked_on")


@pytest.mark.parametrize(
    "cells", [{"opened": "2025-03"}, {"checked_on": "2025-12-01"}], ids=["opened", "seen"]
)
def test_operating_with_either_day_is_kept(cells: dict[str, str]) -> None:
    assert read(BUILDING, status="运营", **cells).good


def test_operating_since_an_unknown_day_forgets_the_day_it_was_seen_being_built() -> None:
    found = read(BUILDING, status="运营", opened="不详", checked_on="不详")
    assert found.good
    assert found.facility == replace(BUILDING, status=Status.OPERATING, checked_on=None)


def test_a_status_that_does_not_change_is_not_asked_for_days() -> None:
    closed = replace(FULL, status=Status.CLOSED)
    assert read(closed, capacity="60").good


def test_a_new_facility_is_not_asked_for_days() -> None:
    assert read(None, status="关闭", opened="").good

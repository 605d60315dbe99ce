"""县情单: which facilities stand on a county's sheet, and what it says of each."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.report.county_sheet import (
    CountySheet,
    FindingBlock,
    build_county_sheet,
)
from geo.layers import LayerSet
from geo.vocabulary import FacilityType, Level
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    FUMIAN,
    GOOD_SCHOOL,
    LIUZHOU,
    RONGXIAN,
    YULIN,
    assess,
    facility,
    layers,
    plans,
    published,
    school,
)

THREE_FACILITIES = "yulin.three-facilities"


def sheet(records: LayerSet, county: str, city: str = YULIN, as_of: date = AS_OF) -> CountySheet:
    return build_county_sheet(plans(), records, assess(records, city, as_of), county)


def block(of: CountySheet, requirement: str) -> FindingBlock:
    return next(b for b in of.findings if b.cell.requirement_id == requirement)


def test_a_facility_of_the_city_only_stands_on_no_countys_sheet() -> None:
    records, assessment = published()
    for county in records.counties_of(YULIN):
        assert build_county_sheet(plans(), records, assessment, county.code).facilities == ()


def test_a_facility_whose_county_is_known_stands_on_that_sheet() -> None:
    records, assessment = published(LIUZHOU)
    made = build_county_sheet(plans(), records, assessment, "450226")
    assert [f.facility_id for f in made.facilities] == ["pub-450226-supported-employment-base"]
    assert made.facilities[0].counted.zh == "—"


def test_an_opening_date_to_be_supplied_is_flagged() -> None:
    seen = facility("托", BOBAI, FacilityType.CARE, opened=None, checked_on=date(2025, 6, 1))
    made = sheet(layers(facilities=(seen,)), BOBAI)
    assert [f.zh for f in block(made, THREE_FACILITIES).flags] == ["托：投用日期待补"]
    assert made.facilities[0].opened.zh == "待补"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "计入"),
        ({"level": Level.CITY}, "不计"),
        ({"operation": None}, "待核实"),
    ],
)
def test_a_facility_counted_anywhere_in_the_plan_counts(more: dict[str, object], word: str) -> None:
    one = facility("托", FUMIAN, FacilityType.CARE, **more)
    assert sheet(layers(facilities=(one,)), FUMIAN).facilities[0].counted.zh == word


def test_a_school_that_only_the_reference_asks_for_says_so() -> None:
    one = school("校", "450225", **GOOD_SCHOOL)
    made = sheet(layers(facilities=(one,)), "450225", LIUZHOU)
    assert made.facilities[0].counted.zh == "参照"


def test_a_facility_no_requirement_asks_for_has_a_dash() -> None:
    one = facility("养", FUMIAN, FacilityType.ELDERLY_CARE)
    assert sheet(layers(facilities=(one,)), FUMIAN).facilities[0].counted.zh == "—"


def test_facilities_stand_by_type_and_id() -> None:
    records = layers(
        facilities=(
            facility("b", FUMIAN, FacilityType.REHABILITATION),
            facility("c", FUMIAN, FacilityType.CARE),
            facility("a", FUMIAN, FacilityType.CARE),
        )
    )
    assert [f.facility_id for f in sheet(records, FUMIAN).facilities] == ["a", "c", "b"]


def test_unknown_parts_of_a_facility_are_said_to_be_unknown() -> None:
    bare = facility(
        "托", FUMIAN, FacilityType.CARE, level=None, operation=None, status=None, opened=None
    )
    shown = sheet(layers(facilities=(bare,)), FUMIAN).facilities[0]
    assert shown.level_and_operation.zh == "级别不详 · 举办方式不详"
    assert (shown.status.zh, shown.opened.zh) == ("状态不详", "待补")


def test_the_last_check_is_the_latest_of_the_countys_records() -> None:
    days = (date(2024, 5, 1), date(2025, 6, 1), None)
    records = layers(
        facilities=tuple(
            facility(str(i), RONGXIAN, FacilityType.CARE, checked_on=day)
            for i, day in enumerate(days)
        )
    )
    last = sheet(records, RONGXIAN).last_checked
    assert last is not None
    assert last.zh == "最近核实 2025-06-01"
    assert sheet(layers(), RONGXIAN).last_checked is None

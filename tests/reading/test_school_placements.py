"""The form of school placement: not reported is not zero, and parts against their total."""

from datetime import date

import pytest

from geo.reading.school_placements import PARTS, read_school_placements
from tests.reading.sheets import codes, csv_of

PLACED = {
    "county": "容县",
    "school_age_children": "100",
    "special_school": "40",
    "regular_class": "30",
    "special_class": "5",
    "home_teaching": "20",
    "not_placed": "5",
    "places": "50",
    "as_of": "2025-12-31",
}


def read(*rows: dict[str, str]):
    return read_school_placements(csv_of([{**PLACED, **row} for row in rows or ({},)]), "a.csv")


def test_chinese_headers_are_read() -> None:
    text = (
        "所在县,适龄残疾儿童少年人数,特殊教育学校（人）,随班就读（人）,特教班,送教上门,未入学,学位（个）,时点\n"
        "容县,100,40,30,5,20,5,50,2025年"
    )
    (record,) = read_school_placements(text.encode(), "a.csv").records
    assert [getattr(record, name) for name in ("school_age_children", *PARTS, "places")] == [
        100, 40, 30, 5, 20, 5, 50,
    ]  # fmt: skip
    assert (record.county_code, record.as_of) == ("450921", date(2025, 12, 31))


@pytest.mark.parametrize("name", ["school_age_children", *PARTS, "places"])
def test_a_figure_not_reported_is_none_and_not_zero(name: str) -> None:
    assert getattr(read({name: ""}).records[0], name) is None
    assert getattr(read({name: "待报"}).records[0], name) is None


def test_parts_that_add_up_are_fine() -> None:
    assert codes(read()) == []


def test_parts_beyond_the_total_are_a_warning_and_the_row_is_kept() -> None:
    reading = read({"not_placed": "6"})
    assert codes(reading) == ["placement_exceeds_children"]
    assert reading.records[0].not_placed == 6


def test_parts_beyond_the_total_are_seen_though_one_is_not_reported() -> None:
    assert codes(read({"not_placed": "", "home_teaching": "26"})) == ["placement_exceeds_children"]


def test_parts_below_the_total_are_a_warning_only_when_all_are_reported() -> None:
    assert codes(read({"not_placed": "4"})) == ["placement_below_children"]
    assert codes(read({"not_placed": ""})) == []


def test_more_children_than_places_in_special_schools_and_classes_is_asked_about() -> None:
    assert codes(read({"places": "45"})) == []
    assert codes(read({"places": "44"})) == ["enrolled_exceeds_places"]


@pytest.mark.parametrize("cell", ["-1", "2.5", "很多"])
def test_children_that_are_no_count_reject_the_row(cell: str) -> None:
    assert read({"special_school": cell}).rejected == (2,)


def test_a_county_reports_once_for_a_day_and_again_for_another() -> None:
    assert codes(read({}, {})) == ["repeated_row"]
    assert len(read({}, {"as_of": "2024-12-31"}).records) == 2


def test_a_correction_of_the_same_day_has_the_same_id() -> None:
    assert read({"places": "60"}).records[0].record_id == read().records[0].record_id

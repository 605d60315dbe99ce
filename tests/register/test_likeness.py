"""What makes two facilities look like one, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.records import Facility, Point
from geo.register.likeness import (
    NEAR_M,
    Likeness,
    distance_m,
    likely_pairs,
    plain_address,
    plain_name,
)
from geo.vocabulary import Datum, FacilityType
from tests.register.lists import BEILIU, BOBAI, RONG, YULIN, YUZHOU, facility

ONE_DEGREE_OF_LATITUDE_M = 111_195


def point(lon: float, lat: float) -> Point:
    return Point(lon, lat, Datum.WGS84)


def why(one: Facility, other: Facility) -> frozenset[Likeness]:
    """The reasons why a new row may be a record of the register."""
    found = likely_pairs((one,), frozenset({one.facility_id}), (other,))
    return found.get((one.facility_id, other.facility_id), frozenset())


@pytest.mark.parametrize(
    "name",
    [
        "容县残疾人康复中心",
        "广西容县康复中心",
        "玉林市容县残疾人康复中心",
        "广西壮族自治区玉林市容县康复中心",
        "残疾人 康复 中心",
        "康复中心",
    ],
)
def test_places_punctuation_and_the_words_for_disabled_people_do_not_count_in_a_name(
    name: str,
) -> None:
    assert plain_name(facility("A", name)).base == "康复中心"


def test_a_centre_and_an_institution_are_two_names() -> None:
    one, other = facility("A", "容县康复中心"), facility("B", "容县康复机构")
    assert plain_name(one).base != plain_name(other).base


def test_a_name_that_is_nothing_but_places_stays_as_it_is() -> None:
    assert plain_name(facility("A", "容县")).base == "容县"
    assert plain_name(facility("A", "容县残疾人")).base == "残疾人"


def test_the_name_of_another_county_stays_in_a_name() -> None:
    assert plain_name(facility("A", "博白县康复中心", RONG)).base == "博白县康复中心"


def test_the_short_word_for_special_education_is_the_long_one() -> None:
    one, other = facility("A", "容县特教学校"), facility("B", "容县特殊教育学校")
    assert plain_name(one).base == plain_name(other).base


def test_the_same_name_in_the_same_county_is_asked_about() -> None:
    assert why(facility("A", "容县残疾人康复中心"), facility("B", "康复中心")) == {Likeness.NAME}


def test_the_same_name_in_another_county_is_not() -> None:
    assert not why(facility("A", "康复中心", RONG), facility("B", "康复中心", BOBAI))


def test_the_type_may_differ_where_the_name_is_the_same() -> None:
    other = facility("B", kind=FacilityType.CARE)
    assert why(facility("A"), other) == {Likeness.NAME}


def test_a_facility_known_by_city_only_may_lie_in_any_of_its_counties() -> None:
    known = facility("pub", "玉林市特殊教育学校", "")
    assert why(facility("A", "玉林市特殊教育学校", YUZHOU), known) == {Likeness.NAME}
    assert why(facility("A", "特殊教育学校", BOBAI), known) == {Likeness.NAME}


def test_a_county_that_was_renamed_is_the_same_county() -> None:
    one = Facility("A", "柳江县康复中心", FacilityType.CARE, "450200", "450206")
    assert plain_name(one).base == "康复中心"


def test_a_citys_facility_is_not_a_countys_of_the_same_name() -> None:
    known = facility("pub", "玉林市特殊教育学校", "")
    assert not why(facility("A", "容县特殊教育学校", RONG), known)


def test_a_name_that_begins_with_a_county_is_looked_for_in_that_county_alone() -> None:
    known = facility("pub", "北流市特殊教育学校", "")
    assert why(facility("A", "北流特殊教育学校", BEILIU), known) == {Likeness.NAME}
    assert not why(facility("A", "特殊教育学校", RONG), known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("玉林市容县容州镇城西路 1 号", "容州镇城西路1号"),
        ("容县容州镇城西路１号", "容州镇，城西路1号"),
        ("容州镇民政局大院", "容县容州镇民政局大院"),
    ],
)
def test_one_address_written_in_two_ways_is_asked_about(one: str, other: str) -> None:
    first, second = facility("A", "甲", address=one), facility("B", "乙", address=other)
    assert why(first, second) == {Likeness.ADDRESS}


@pytest.mark.parametrize("address", ["", "容县", "容州镇", "容县容州镇城西路", "县城"])
def test_an_address_that_names_no_house_says_nothing(address: str) -> None:
    assert plain_address(facility("A", address=address)) == ""


def test_number_1_2_is_not_number_12() -> None:
    one, other = facility("A", address="城西路1-2号"), facility("B", address="城西路12号")
    assert plain_address(one) != plain_address(other)


@pytest.mark.parametrize(("apart_m", "asked"), [(0, True), (49, True), (51, False)])
@pytest.mark.parametrize("east", [True, False])
def test_points_of_one_type_up_to_50_m_apart_are_asked_about(
    apart_m: float, asked: bool, east: bool
) -> None:
    there = point(110.5, 22.8)
    step = apart_m / ONE_DEGREE_OF_LATITUDE_M
    near = point(110.5 + step / 0.92186, 22.8) if east else point(110.5, 22.8 + step)
    assert distance_m(there, near) == pytest.approx(apart_m, abs=0.1)
    found = why(facility("A", "甲", point=near), facility("B", "乙", point=there))
    assert found == ({Likeness.POINT} if asked else frozenset())


def test_another_type_at_the_same_point_is_not_asked_about() -> None:
    there = point(110.5, 22.8)
    other = facility("B", "乙", kind=FacilityType.CARE, point=there)
    assert not why(facility("A", "甲", point=there), other)


@given(
    st.floats(108, 111), st.floats(21, 27), st.floats(-0.0006, 0.0006), st.floats(-0.0006, 0.0006)
)
def test_the_grid_finds_every_point_within_50_m(
    lon: float, lat: float, east: float, north: float
) -> None:
    here, there = point(lon, lat), point(lon + east, lat + north)
    found = why(facility("A", "甲", point=here), facility("B", "乙", point=there))
    assert (Likeness.POINT in found) == (distance_m(here, there) <= NEAR_M)


@pytest.mark.parametrize(
    ("one", "other"),
    [({"parent_id": "B"}, {}), ({}, {"parent_id": "A"}), ({"parent_id": "M"}, {"parent_id": "M"})],
    ids=["its parent", "its child", "of one parent"],
)
def test_signs_that_are_said_to_be_signs_are_not_asked_about(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert not why(facility("A", **one), facility("B", **other))


def test_only_rows_the_register_does_not_know_are_asked_about() -> None:
    rows = (facility("A"), facility("B"))
    assert likely_pairs(rows, frozenset(), ()) == {}
    assert set(likely_pairs(rows, frozenset({"B"}), ())) == {("B", "A")}


def test_rows_of_one_name_are_each_compared_with_the_first() -> None:
    rows = tuple(facility(key) for key in "ABCD")
    pairs = likely_pairs(rows, frozenset("ABCD"), ())
    assert set(pairs) == {("B", "A"), ("C", "A"), ("D", "A")}


def test_of_many_records_alike_three_are_asked_about() -> None:
    register = [facility(f"R{n}") for n in range(9)]
    pairs = likely_pairs((facility("A"),), frozenset("A"), register)
    assert set(pairs) == {("A", "R0"), ("A", "R1"), ("A", "R2")}


def test_a_facility_of_another_city_is_never_alike() -> None:
    other = Facility("B", "特殊教育学校", FacilityType.SPECIAL_SCHOOL, "450200", "450202")
    assert other.city_code != YULIN
    assert not why(facility("A", "特殊教育学校"), other)

import csv
from datetime import date

import pytest

from geo.counties import load_counties
from geo.places import DATA
from geo.published import CountKind, load_published, load_published_counts
from geo.reading.facilities import read_facilities
from geo.vocabulary import Confidence, FacilityType, Precision, Status

FACILITIES = load_published().facilities


def test_seven_published_facilities_fit_a_type() -> None:
    assert len(FACILITIES) == 7


def test_the_two_named_bodies_without_a_type_are_kept_beside_the_facilities() -> None:
    kinds = [count.kind for count in load_published_counts()]
    assert (kinds.count(CountKind.UNCLASSIFIED), kinds.count(CountKind.COUNT)) == (2, 3)


def test_every_facility_has_an_id_of_its_own() -> None:
    assert len({facility.facility_id for facility in FACILITIES}) == len(FACILITIES)


def test_only_the_base_in_sanjiang_states_its_county() -> None:
    assert [f.county_code for f in FACILITIES if f.county_code] == ["450226"]


def test_a_stated_county_is_a_county_of_the_facilities_city() -> None:
    city_of = {county.code: county.city_code for county in load_counties()}
    assert all(city_of[f.county_code] == f.city_code for f in FACILITIES if f.county_code)


def test_precision_says_city_where_no_county_is_stated() -> None:
    for facility in FACILITIES:
        wanted = Precision.COUNTY if facility.county_code else Precision.CITY
        assert facility.location_precision is wanted


def test_no_facility_has_a_point() -> None:
    assert all(facility.point is None for facility in FACILITIES)


def test_the_file_has_no_column_for_coordinates_or_contacts() -> None:
    with (DATA / "facilities" / "published.csv").open(encoding="utf-8", newline="") as stream:
        header = set(next(csv.reader(stream)))
    assert header.isdisjoint({"lon", "lat", "datum", "phone", "contact", "联系电话"})


def test_every_facility_names_its_source_and_confidence() -> None:
    assert all(f.source and isinstance(f.confidence, Confidence) for f in FACILITIES)


@pytest.mark.parametrize("facility", FACILITIES, ids=lambda f: f.facility_id)
def test_operating_is_said_only_with_the_day_it_was_seen(facility) -> None:
    assert (facility.status is Status.OPERATING) == (facility.checked_on is not None)


def test_no_facility_is_said_to_be_of_county_level() -> None:
    # None was found in public text for any of the 17 counties; see docs of the published set.
    assert all(facility.level == "city" for facility in FACILITIES)


def test_neither_city_school_is_said_to_meet_the_national_standard() -> None:
    schools = [f for f in FACILITIES if f.facility_type is FacilityType.SPECIAL_SCHOOL]
    assert [f.meets_national_standard for f in schools] == ["unknown", "unknown"]


def test_nothing_published_is_marked_as_a_demonstration() -> None:
    assert not load_published().demonstration
    assert not any(facility.name.startswith("演示") for facility in FACILITIES)


def test_yulins_seven_schools_are_a_count_not_facilities() -> None:
    count = next(c for c in load_published_counts() if c.count_id == "450900-special-schools")
    assert (count.count, count.kind) == (7, CountKind.COUNT)


def test_the_published_file_reads_without_a_single_issue() -> None:
    path = DATA / "facilities" / "published.csv"
    assert read_facilities(path, path.name).issues == ()


def test_the_childrens_home_of_liuzhou_has_the_beds_its_source_gives() -> None:
    home = next(f for f in FACILITIES if f.facility_id == "pub-450200-child-welfare")
    assert (home.capacity, home.capacity_unit, home.in_use, home.floor_area_m2) == (
        300,
        "beds",
        251,
        14_000,
    )
    assert home.checked_on == date(2023, 7, 11)

"""Persons per place of a county."""

import math

import pandas as pd
import pytest

from analysis.accessibility.persons_per_place import PLACES_WORDS, Places, persons_per_place
from tests.accessibility.small_times import series

PERSONS = series(A=1000, B=500, C=300, D=200)
CAPACITY = series(f=20, g=30, h=10, i=math.nan, j=0)
AREA_OF = pd.Series({"f": "A", "g": "A", "h": "B", "i": "B", "j": "C"}, dtype="str")


def found() -> pd.DataFrame:
    return persons_per_place(PERSONS, CAPACITY, AREA_OF)


def test_persons_are_divided_by_all_places_of_the_area() -> None:
    assert found().loc["A", "persons_per_place"] == 1000 / 50
    assert found().loc["A", "places"] is Places.KNOWN


def test_with_one_capacity_unknown_the_ratio_is_unknown_and_has_a_bound() -> None:
    area = found().loc["B"]
    assert math.isnan(area["persons_per_place"])
    assert area["at_most"] == 500 / 10
    assert (area["facilities"], area["unknown_facilities"]) == (2, 1)
    assert area["places"] is Places.UNKNOWN


def test_zero_places_have_no_ratio() -> None:
    area = found().loc["C"]
    assert area[["persons_per_place", "at_most"]].isna().all()
    assert area["places"] is Places.NONE


def test_an_area_without_a_facility_has_no_ratio() -> None:
    area = found().loc["D"]
    assert (area["facilities"], area["known_places"]) == (0, 0)
    assert math.isnan(area["persons_per_place"])
    assert area["places"] is Places.NONE


def test_all_capacity_unknown_has_neither_ratio_nor_bound() -> None:
    area = persons_per_place(series(A=5), series(f=math.nan), pd.Series({"f": "A"})).loc["A"]
    assert area[["persons_per_place", "at_most"]].isna().all()
    assert area["places"] is Places.UNKNOWN


def test_places_where_nobody_lives_are_0_persons_a_place() -> None:
    area = persons_per_place(series(A=0), series(f=5), pd.Series({"f": "A"})).loc["A"]
    assert area["persons_per_place"] == 0


def test_facilities_of_other_areas_count_nowhere() -> None:
    assert list(persons_per_place(series(B=500), CAPACITY, AREA_OF)["facilities"]) == [2]


def test_without_any_facility_every_area_has_none() -> None:
    none = persons_per_place(PERSONS, series(), pd.Series([], dtype="str"))
    assert list(none["places"]) == [Places.NONE] * 4


def test_areas_come_in_the_order_of_their_ids() -> None:
    shuffled = persons_per_place(PERSONS[::-1], CAPACITY[::-1], AREA_OF)
    pd.testing.assert_frame_equal(shuffled, found())


def test_capacity_without_an_area_is_refused() -> None:
    with pytest.raises(ValueError, match="same ids"):
        persons_per_place(PERSONS, CAPACITY, AREA_OF[:2])


def test_what_is_known_is_said_in_both_languages() -> None:
    assert all(PLACES_WORDS[p].zh and PLACES_WORDS[p].en for p in Places)


def test_unknown_persons_have_no_ratio_and_are_not_nobody() -> None:
    area = persons_per_place(series(A=math.nan), series(f=5), pd.Series({"f": "A"})).loc["A"]
    assert area[["persons_per_place", "at_most"]].isna().all()
    assert area["places"] is Places.PERSONS_UNKNOWN

"""The shortage of school places: the worked cases of its page, its edges, its properties."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.school_places import NEEDED, places_short
from geo.records import SchoolPlacement

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "school_places.md"
DAY = date(2025, 12, 31)
COUNTY = "450922"
COUNT = st.integers(0, 2000)


def placement(
    places: int | None,
    school: int | None,
    special_class: int | None,
    not_placed: int | None,
    as_of: date | None = DAY,
) -> SchoolPlacement:
    return SchoolPlacement(
        f"E-{as_of}", COUNTY, None, school, None, special_class, None, not_placed, places, as_of
    )


def short(*figures: int | None) -> int | None:
    return places_short([placement(*figures)], COUNTY, DAY).places_short


def cases_of_the_page() -> list[tuple[str, ...]]:
    rows = re.findall(r"^\| ([a-zN][^|]*)((?:\| [^|]+){7})\|$", PAGE.read_text("utf-8"), re.M)
    return [(name.strip(), *(c.strip() for c in rest.split("|")[1:])) for name, rest in rows[1:]]


def test_the_page_has_its_five_cases() -> None:
    assert len(cases_of_the_page()) == 5


@pytest.mark.parametrize("case", cases_of_the_page(), ids=lambda c: c[0])
def test_the_worked_cases_of_the_page_hold(case: tuple[str, ...]) -> None:
    places, school, special_class, not_placed, _, found = (
        None if cell == "待报" else int(cell) for cell in case[1:7]
    )
    assert short(places, school, special_class, not_placed) == found


def test_golden_case() -> None:
    # 280 - 240 - 30 = 10 places are free; 28 children have none; 18 stay without.
    assert short(280, 240, 30, 28) == 18


def test_exactly_enough_is_no_shortage_and_one_more_child_is_one() -> None:
    assert (short(195, 160, 20, 15), short(195, 160, 20, 16)) == (0, 1)


@pytest.mark.parametrize("name", NEEDED)
def test_one_figure_not_reported_leaves_the_shortage_unknown(name: str) -> None:
    found = places_short([replace(placement(280, 240, 30, 28), **{name: None})], COUNTY, DAY)
    assert (found.places_short, found.missing, found.as_of) == (None, (name,), DAY)


def test_a_county_that_has_not_reported_lacks_every_figure() -> None:
    found = places_short([placement(280, 240, 30, 28)], "450921", DAY)
    assert (found.places_short, found.missing) == (None, tuple(NEEDED))


def test_the_latest_report_up_to_the_day_counts() -> None:
    reports = [
        placement(100, 0, 0, 101, None),
        placement(100, 0, 0, 102, date(2024, 12, 31)),
        placement(100, 0, 0, 103, DAY),
        placement(100, 0, 0, 104, date(2026, 1, 1)),
    ]
    found = places_short(reports, COUNTY, DAY)
    assert (found.places_short, found.as_of) == (3, DAY)
    assert places_short(reports[::-1], COUNTY, date(2025, 12, 30)).places_short == 2


def test_a_report_without_a_day_counts_where_there_is_no_other() -> None:
    found = places_short([placement(100, 0, 0, 101, None)], COUNTY, DAY)
    assert (found.places_short, found.as_of) == (1, None)


def test_a_later_report_with_holes_is_not_filled_from_an_earlier_one() -> None:
    reports = [placement(100, 0, 0, 101, date(2024, 12, 31)), placement(None, 0, 0, 101)]
    assert places_short(reports, COUNTY, DAY).places_short is None


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_shortage_lies_between_zero_and_the_children_not_placed(
    places: int, school: int, special_class: int, not_placed: int
) -> None:
    found = short(places, school, special_class, not_placed)
    assert found is not None
    assert 0 <= found <= not_placed


@given(COUNT, COUNT, COUNT, COUNT)
def test_as_many_places_more_as_are_short_end_a_shortage_where_no_school_is_over_full(
    places: int, school: int, special_class: int, not_placed: int
) -> None:
    places += school + special_class
    found = short(places, school, special_class, not_placed)
    assert found is not None
    assert short(places + found, school, special_class, not_placed) == 0
    if found:
        assert short(places + found - 1, school, special_class, not_placed) == 1


@given(COUNT, COUNT, COUNT, COUNT)
def test_a_place_more_never_adds_to_the_shortage_and_ends_one_at_most(
    places: int, school: int, special_class: int, not_placed: int
) -> None:
    before = short(places, school, special_class, not_placed)
    after = short(places + 1, school, special_class, not_placed)
    assert before is not None
    assert after is not None
    assert before - 1 <= after <= before

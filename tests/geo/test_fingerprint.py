"""The fingerprint of a layer set: the same for the same records, another for any other."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from geo.layers import LayerSet
from geo.published import load_published
from geo.records import DateSpan, Facility, Point
from geo.reviews import OPEN_DISPUTE, Review, ReviewState
from geo.vocabulary import Datum, FacilityType, Function, Level, SchoolStage

FIRST = Facility("F-1", "甲", FacilityType.CARE, "450900")
SECOND = Facility("F-2", "乙", FacilityType.CARE, "450900")
CHANGED: dict[str, Any] = {
    "facility_id": "F-3",
    "name": "丙",
    "facility_type": FacilityType.REHABILITATION,
    "city_code": "450200",
    "county_code": "450902",
    "functions": frozenset({Function.CARE}),
    "level": Level.COUNTY,
    "opened": DateSpan.of(2020),
    "closed": DateSpan.of(2020, 1),
    "school_stages": frozenset({SchoolStage.COMPULSORY}),
    "capacity": 0.0,
    "point": Point(110.1, 22.6, Datum.WGS84),
    "checked_on": date(2025, 1, 1),
    "note": "None",
}


def fingerprint(*facilities: Facility) -> str:
    return LayerSet(cities=(), counties=(), facilities=facilities).fingerprint


def test_the_order_of_records_does_not_change_it() -> None:
    assert fingerprint(FIRST, SECOND) == fingerprint(SECOND, FIRST)


def test_the_order_of_a_set_does_not_change_it() -> None:
    there, back = list(Function), list(reversed(Function))
    assert fingerprint(replace(FIRST, functions=frozenset(there))) == fingerprint(
        replace(FIRST, functions=frozenset(back))
    )


@pytest.mark.parametrize("field", CHANGED)
def test_any_changed_field_changes_it(field: str) -> None:
    assert field in {f.name for f in fields(Facility)}
    assert fingerprint(replace(FIRST, **{field: CHANGED[field]})) != fingerprint(FIRST)


def test_a_date_known_to_the_day_and_its_month_differ() -> None:
    whole = replace(FIRST, opened=DateSpan(date(2020, 1, 1), date(2020, 1, 31)))
    assert fingerprint(whole) != fingerprint(replace(FIRST, opened=DateSpan.of(2020, 1, 1)))


def test_a_sign_in_a_text_cannot_stand_for_the_border_between_two_fields() -> None:
    one = replace(FIRST, source='a", "b', note="")
    other = replace(FIRST, source="a", note='", "b')
    assert fingerprint(one) != fingerprint(other)


def test_a_record_in_another_table_is_another_set() -> None:
    assert fingerprint() != LayerSet(cities=(), counties=(), demonstration=True).fingerprint


@pytest.mark.parametrize("state", ReviewState)
def test_of_the_reviews_only_an_open_dispute_is_in_the_fingerprint(state: ReviewState) -> None:
    plain = load_published()
    review = Review("v", "450921", "yulin.three-facilities", date(2025, 12, 31), state)
    changed = replace(plain, reviews=(review,)).fingerprint != plain.fingerprint
    assert changed == (state in OPEN_DISPUTE)

"""A facility row nobody could read keeps its county's list from being called complete."""

from __future__ import annotations

from datetime import date

import pytest

from geo.reading.facilities import read_facilities
from geo.reading.result import UnreadRow
from geo.reading.unread import hold_back
from geo.records import Completeness
from geo.vocabulary import FacilityType
from tests.reading.sheets import codes, csv_of, facility

RONG, BOBAI = "450921", "450923"
CARE, REHABILITATION = FacilityType.CARE, FacilityType.REHABILITATION


def said(county: str, kind: FacilityType) -> Completeness:
    return Completeness(f"{county}-{kind}", county, kind, date(2025, 12, 31), "县残联")


@pytest.mark.parametrize(
    ("changed", "unread"),
    [
        ({"opened": "2020-13-45"}, (UnreadRow(2, RONG, REHABILITATION),)),
        ({"opened": "2020-13-45", "functions": "托养"}, (UnreadRow(2, RONG, None),)),
        ({"facility_type": "诊所"}, (UnreadRow(2, RONG, None),)),
        ({"county": "某县"}, ()),
        ({}, ()),
    ],
    ids=["date", "with functions", "type", "no county", "good row"],
)
def test_a_row_that_makes_no_record_is_kept_in_mind_by_county_and_type(
    changed: dict[str, str], unread: tuple[UnreadRow, ...]
) -> None:
    row = facility(county="容县", facility_type="康复", **{"functions": "", "opened": ""})
    assert read_facilities(csv_of([row | changed]), "a.csv").unread == unread


def test_a_repeated_row_was_read_and_stands_against_nothing() -> None:
    row = facility(facility_id="A1")
    reading = read_facilities(csv_of([row, row]), "a.csv")
    assert codes(reading) == ["duplicate_id"]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("unread", "kept"),
    [
        ((), 3),
        ((UnreadRow(2, RONG, CARE),), 2),
        ((UnreadRow(2, RONG, None),), 1),
        ((UnreadRow(2, "450922", None),), 3),
    ],
)
def test_only_declarations_of_that_county_and_type_are_held_back_and_each_is_named(
    unread: tuple[UnreadRow, ...], kept: int
) -> None:
    all_ = (said(RONG, CARE), said(RONG, REHABILITATION), said(BOBAI, CARE))
    left, issues = hold_back(all_, unread)
    assert (len(left), len(issues)) == (kept, len(all_) - kept)
    assert {i.code for i in issues} <= {"declaration_held_back"}

"""Which reports of household retrofits bound the sum of a period, from below and from above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Finding, Reason, Verdict
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.records import RetrofitNeed

CATALOGUE = load_catalogue()
LIUZHOU = "450200"
AS_OF = date(2025, 12, 31)
CODES = [c.code for c in load_counties() if c.city_code == LIUZHOU]


def found(done: dict[date, int], as_of: date = AS_OF, **more: Any) -> Finding:
    """The finding when each of the ten counties has reported so many households on these days."""
    needs = tuple(
        RetrofitNeed(f"{code}-{day}", code, None, households, day, **more)
        for code in CODES
        for day, households in done.items()
    )
    layers = LayerSet(cities=load_cities(), counties=load_counties(), retrofit_needs=needs)
    finding = evaluate(CATALOGUE, layers, LIUZHOU, as_of).get("liuzhou.household-retrofit", LIUZHOU)
    assert finding is not None
    return finding


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        ({AS_OF: 300}, "MET"),
        ({AS_OF: 299}, "UNMET"),
        ({date(2024, 12, 31): 300}, "MET"),
        ({date(2024, 12, 31): 299}, "INDETERMINATE"),
        ({date(2026, 6, 30): 299}, "UNMET"),
        ({date(2026, 6, 30): 300}, "INDETERMINATE"),
        ({date(2024, 12, 31): 250, date(2026, 6, 30): 310}, "INDETERMINATE"),
        ({date(2024, 12, 31): 250, date(2026, 6, 30): 250}, "UNMET"),
    ],
    ids=str,
)
def test_an_earlier_report_bounds_from_below_and_a_later_one_from_above(
    done: dict[date, int], verdict: str
) -> None:
    assert found(done).verdict == verdict


def test_two_bounds_that_differ_leave_every_county_to_be_asked() -> None:
    finding = found({date(2024, 12, 31): 250, date(2026, 6, 30): 310})
    assert {p.reason for p in finding.parts} == {Reason.VALUE_OUTDATED}
    assert len(finding.missing) == len(CODES)


def test_households_of_the_period_before_are_not_counted() -> None:
    finding = found({date(2020, 12, 31): 400})
    assert (finding.verdict, finding.measured) == (Verdict.INDETERMINATE, None)


def test_households_since_another_day_are_not_counted() -> None:
    finding = found({AS_OF: 400}, period_start=date(2016, 1, 1))
    assert (finding.verdict, finding.measured) == (Verdict.INDETERMINATE, None)


def test_an_estimate_is_no_verified_household() -> None:
    finding = found({AS_OF: 400}, estimated=True)
    assert (finding.verdict, finding.measured) == (Verdict.INDETERMINATE, None)


def test_after_the_period_its_last_day_is_what_counts() -> None:
    assert found({AS_OF: 300}, as_of=date(2027, 6, 30)).verdict == Verdict.MET
    assert found({AS_OF: 299, date(2027, 1, 31): 400}, date(2027, 6, 30)).verdict == Verdict.UNMET


def test_within_the_period_the_day_asked_about_is_what_counts() -> None:
    mid = date(2023, 6, 30)
    assert found({mid: 150}, mid).verdict == Verdict.UNMET
    assert found({mid: 150, AS_OF: 300}, mid).measured == 1_500

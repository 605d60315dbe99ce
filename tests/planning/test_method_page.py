"""The worked example of the method's page is what the program computes."""

from fractions import Fraction
from pathlib import Path

import pytest

from analysis.planning.retrofit import CountyNeed, RetrofitRequest, Rule, allocate
from analysis.planning.unit_costs import unit_cost_range_yuan

PAGE = Path(__file__).resolve().parents[2] / "docs" / "methods" / "household_retrofit.md"
NEEDS = (
    CountyNeed("450202", 1000, 400),
    CountyNeed("450203", 800, 400),
    CountyNeed("450225", 500, 300),
)


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        (Rule.PROPORTIONAL, "| proportional (quotas"),
        (Rule.EQUAL_COVERAGE, "| equal coverage (40 %"),
        (Rule.PRIORITY, "| priority, weight 5"),
    ],
)
def test_the_worked_example_is_what_the_rule_gives(rule: Rule, row: str) -> None:
    (line,) = [s for s in PAGE.read_text(encoding="utf-8").splitlines() if s.startswith(row)]
    printed = [int(cell) for cell in line.strip("|").split("|")[1:]]
    weights = {"450225": Fraction(5)}
    plan = allocate(RetrofitRequest(NEEDS, 100, (2026,), rule, weights=weights))
    assert printed == [county.households for county in plan.counties]


def test_the_range_of_unit_costs_is_that_of_the_data() -> None:
    low, high = (f"{int(cost):,}".replace(",", " ") for cost in unit_cost_range_yuan())
    assert f"{low} to {high} yuan" in PAGE.read_text(encoding="utf-8")

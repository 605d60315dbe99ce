"""When projects can begin, what falls in which year, what years have to spend."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.planning.scenarios.question import RetrofitPart
from analysis.planning.scenarios.years import (
    begin_years,
    cost_by_year,
    even_households,
    households_from_rest,
    money_of,
    project_of,
    year_limits,
)
from tests.planning.scenarios.two_counties import option, question

YEARS = (2026, 2027, 2028)
X = option("X", 90.0)


def test_it_must_be_in_use_by_the_last_year() -> None:
    assert begin_years(replace(X, lead_years=2), YEARS) == (2026,)
    assert begin_years(replace(X, lead_years=3), YEARS) == ()


def test_without_lead_time_it_can_begin_in_the_last_year() -> None:
    assert begin_years(replace(X, lead_years=0), YEARS) == YEARS


def test_the_cost_falls_evenly_on_the_lead_years() -> None:
    assert cost_by_year(replace(X, lead_years=2), 2027, YEARS) == (0.0, 45.0, 45.0)
    assert cost_by_year(replace(X, lead_years=0), 2028, YEARS) == (0.0, 0.0, 90.0)


def test_an_unknown_cost_falls_in_no_year() -> None:
    assert cost_by_year(replace(X, cost_yuan=None), 2026, YEARS) is None
    assert project_of(replace(X, cost_yuan=None), 2026, YEARS, ()).later_yuan == 0.0


def test_what_falls_after_the_years_is_said_apart() -> None:
    project = project_of(replace(X, lead_years=3), 2027, YEARS, ())
    assert project.cost_by_year_yuan == (0.0, 30.0, 30.0)
    assert (project.later_yuan, project.in_use_year) == (30.0, 2030)


@given(st.integers(0, 10_000), st.integers(1, 10))
def test_even_households_add_up_and_differ_by_at_most_one(households: int, years: int) -> None:
    counts = even_households(households, years)
    assert sum(counts) == households
    assert max(counts) - min(counts) <= 1


def test_money_that_comes_first_is_taken_from_every_year() -> None:
    part = RetrofitPart(3, 10.0)
    asked = question(
        X,
        years=YEARS,
        retrofit=part,
        budget_by_year_yuan={2026: 50.0, 2027: 5.0},
        carry_over=False,
    )
    money = money_of(asked)
    assert money.by_year_yuan == {2026: 40.0, 2027: -5.0}
    assert money.short_yuan == 5.0
    assert money_of(replace(asked, carry_over=True)).short_yuan == 0.0


def test_money_carried_over_is_a_limit_on_the_years_up_to_each() -> None:
    asked = question(X, years=YEARS, budget_by_year_yuan={2026: 50.0, 2028: 5.0})
    assert year_limits(asked, money_of(asked)) == (
        (2026, (2026,), 50.0),
        (2028, (2026, 2028), 55.0),
    )
    alone = replace(asked, carry_over=False)
    assert [limit for _, _, limit in year_limits(alone, money_of(alone))] == [50.0, 5.0]


def test_households_get_what_facilities_of_later_years_do_not_need() -> None:
    part = RetrofitPart(20, 10.0, first=False)
    asked = question(X, years=YEARS, retrofit=part, budget_by_year_yuan=dict.fromkeys(YEARS, 50.0))
    late = project_of(X, 2027, YEARS, ())
    # X costs 90 in 2027: of the 100 of two years 10 are left, and 50 of the third.
    assert households_from_rest(asked, part, [late]) == (1, 0, 5)


def test_households_are_not_reckoned_from_a_rest_nobody_knows() -> None:
    part = RetrofitPart(3, 10.0, first=False)
    asked = question(X, years=YEARS, retrofit=part, budget_yuan=100.0)
    projects = [project_of(replace(X, cost_yuan=None), 2026, YEARS, ())]
    assert households_from_rest(asked, part, projects) == (0, 0, 0)


@given(
    st.integers(0, 50),
    st.floats(0.5, 20),
    st.lists(st.floats(90, 300), min_size=3, max_size=3),
    st.floats(100, 500),
)
def test_households_never_spend_more_than_is_left(
    households: int, unit: float, limits: list[float], total: float
) -> None:
    part = RetrofitPart(households, unit, first=False)
    by_year = dict(zip(YEARS, limits, strict=True))
    asked = question(X, years=YEARS, retrofit=part, budget_yuan=total, budget_by_year_yuan=by_year)
    asked = replace(asked, carry_over=False)
    project = project_of(X, 2026, YEARS, ())
    counts = households_from_rest(asked, part, [project])
    assert sum(counts) <= households
    assert sum(counts) * unit <= total - 90.0 + 0.01
    for k, year in enumerate(YEARS):
        spent = 90.0 if k == 0 else 0.0
        assert counts[k] * unit <= by_year[year] - spent + 0.01


def test_a_half_yuan_of_rounding_costs_no_household() -> None:
    part = RetrofitPart(3, 0.1, first=False)
    asked = question(X, years=YEARS, retrofit=part, budget_yuan=0.1 + 0.1 + 0.1)
    assert households_from_rest(asked, part, []) == (1, 1, 1)


def test_no_budget_pays_for_all_households() -> None:
    part = RetrofitPart(7, 10.0, first=False)
    counts = households_from_rest(question(X, years=YEARS, retrofit=part), part, [])
    assert counts == pytest.approx((3, 2, 2))

"""What money a plan has: costs, years, households beside the facilities."""

from __future__ import annotations

from dataclasses import replace

from analysis.planning.scenarios.question import RetrofitPart
from tests.planning.scenarios.small_plans import CORE, MOST, X, Y, Z, made, sites
from tests.planning.scenarios.two_counties import (
    FIRST,
    SECOND,
    option,
    question,
)


def test_an_option_without_a_cost_is_left_out_by_name_where_money_counts() -> None:
    free = option("Z", None)
    plan = made(question(X, Y, free))
    assert sites(plan) == "XY"
    assert "演示Z地" in plan.notes[0].zh


def test_an_option_without_a_cost_can_be_taken_where_money_does_not_count() -> None:
    plan = made(question(option("Z", None), held=(), wishes=(MOST,), p=1))
    assert (sites(plan), plan.cost_yuan) == ("Z", None)


def test_an_option_that_can_not_be_in_use_by_the_last_year_is_left_out_by_name() -> None:
    late = replace(Z, lead_years=5)
    plan = made(question(X, Y, late))
    assert sites(plan) == "XY"
    assert "来不及" in plan.notes[0].zh


def test_begun_in_the_first_year_it_is_in_use_after_its_lead_time() -> None:
    slow = replace(Z, lead_years=3, cost_yuan=90.0)
    plan = made(question(X, slow))
    project = plan.projects[0]
    assert (project.begin_year, project.in_use_year) == (2026, 2029)
    assert project.cost_by_year_yuan == (30.0, 30.0, 30.0, 0.0, 0.0)


def test_a_year_without_the_money_for_both_puts_one_off() -> None:
    plan = made(question(X, Z, budget_by_year_yuan={2026: 100.0, 2027: 100.0}))
    assert sorted(p.begin_year for p in plan.projects) == [2026, 2027]


def test_the_priority_county_begins_first() -> None:
    asked = question(X, Z, budget_by_year_yuan={2026: 100.0, 2027: 100.0})
    for code in (FIRST.code, SECOND.code):
        plan = made(replace(asked, county_weights={code: 2.0}))
        begun = {p.option.site.county_code: p.begin_year for p in plan.projects}
        assert begun[code] == 2026


def test_years_without_a_project_are_no_waste_when_money_comes_late() -> None:
    plan = made(question(X, Z, budget_by_year_yuan={2026: 0.0, 2027: 79.0, 2028: 180.0}))
    assert [p.begin_year for p in plan.projects] == [2028, 2028]


def test_the_core_does_not_fix_years_that_stand_in_the_way_of_the_rest() -> None:
    budgets = {2026: 180.0, 2027: 120.0, 2028: 0.0, 2029: 0.0}
    for order in ({2026: 180.0, 2027: 120.0}, {2026: 120.0, 2027: 180.0}):
        asked = question(
            X,
            Y,
            Z,
            wishes=(CORE, MOST),
            budget_by_year_yuan={**budgets, **order},
            budget_yuan=300.0,
        )
        assert made(asked).stages[1].objective == 1000.0


def test_money_a_year_leaves_pays_for_a_later_one() -> None:
    years = dict.fromkeys(range(2026, 2031), 90.0)
    plan = made(question(X, Z, budget_by_year_yuan=years))
    spent = [sum(p.cost_by_year_yuan[k] for p in plan.projects) for k in range(5)]
    assert plan.conflict is None
    assert max(spent) > 90.0
    assert all(sum(spent[: k + 1]) <= 90.0 * (k + 1) for k in range(5))


def test_households_that_come_first_are_paid_before_facilities() -> None:
    part = RetrofitPart(10, 5.0)
    asked = question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0, retrofit=part)
    plan = made(asked)
    assert plan.retrofit is not None
    assert plan.retrofit.households == (2, 2, 2, 2, 2)
    assert plan.stages[1].objective == 700.0


def test_households_that_come_last_get_what_is_left() -> None:
    part = RetrofitPart(100, 5.0, first=False)
    plan = made(question(X, Z, budget_yuan=300.0, retrofit=part))
    assert plan.retrofit is not None
    assert sum(plan.retrofit.households) == 24
    assert sum(plan.retrofit.cost_yuan) == 120.0


def test_households_of_a_year_get_what_that_year_leaves() -> None:
    part = RetrofitPart(100, 5.0, first=False)
    years = {2026: 190.0, 2027: 20.0, 2028: 0.0, 2029: 4.0, 2030: 50.0}
    plan = made(question(X, Z, budget_by_year_yuan=years, retrofit=part))
    assert plan.retrofit is not None
    assert plan.retrofit.households == (2, 4, 0, 0, 10)


def test_another_budget_is_another_fingerprint() -> None:
    assert made(question(X, Z)).fingerprint != made(question(X, Z, budget_yuan=900.0)).fingerprint


def test_money_of_some_years_is_a_limit_too() -> None:
    # Y alone is begun in 2026; in the other years money knows no limit.
    asked = question(X, Y, held=(), wishes=(MOST,), budget_by_year_yuan={2026: 120.0})
    assert made(asked).stages[0].objective == 800.0
    years = dict.fromkeys((2026, 2027, 2028, 2029), 110.0)
    alone = replace(asked, budget_by_year_yuan=years, carry_over=False)
    assert sites(made(alone)) == "X"

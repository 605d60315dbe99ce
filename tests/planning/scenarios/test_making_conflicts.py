"""A plan that cannot be made says what stands in the way, in words and by name."""

from __future__ import annotations

from analysis.planning.scenarios.question import RetrofitPart, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from geo.vocabulary import FacilityType
from tests.planning.scenarios.small_plans import X, Y, Z, made, sites
from tests.planning.scenarios.two_counties import (
    FIRST,
    SCHOOL,
    SECOND,
    THREE,
    option,
    question,
)


def test_people_out_of_reach_of_every_option_are_a_conflict_that_names_their_place() -> None:
    plan = made(question(Y, Z, held=(), wishes=(Wish(Objective.LSCP),)))
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert plan.conflict.unreachable == ("b2", "b3")
    assert not plan.projects


def test_one_measure_a_site() -> None:
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL)
    asked = question(X, school, held=(THREE, SCHOOL), counties=frozenset({SECOND.code}))
    plan = made(asked)
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert "演示乙县“特教学校”还须 1 处" in plan.conflict.said.zh
    assert "“演示X地”只能选一种措施" in plan.conflict.said.zh


def test_too_few_projects_for_the_counties_is_a_conflict_that_names_them() -> None:
    plan = made(question(X, Y, Z, p=1))
    assert plan.conflict is not None
    said = plan.conflict.said.zh
    assert "演示甲县“三者有其一”还须 1 处" in said
    assert "演示乙县“三者有其一”还须 1 处" in said
    assert "新设 2 处" in said


def test_a_county_no_option_can_help_is_left_unplanned_and_the_others_are_planned_for() -> None:
    plan = made(question(X))
    assert (plan.status, sites(plan)) == (Outcome.OPTIMAL, "X")
    assert [u.county_code for u in plan.unplanned] == [FIRST.code]


def test_a_strict_question_without_an_option_in_a_county_is_a_conflict_that_names_it() -> None:
    plan = made(question(X, strict=True))
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert (
        "演示甲县“三者有其一”还须 1 处（该县没有足够的、能计入的备选点）" in plan.conflict.said.zh
    )


def test_yearly_money_too_small_for_any_year_is_a_conflict_that_names_years() -> None:
    years = dict.fromkeys(range(2026, 2031), 90.0)
    plan = made(question(X, Z, budget_by_year_yuan=years, carry_over=False))
    assert plan.conflict is not None
    assert "2026 年设施投资不超过 0.009 万元" in plan.conflict.said.zh
    assert "从开工年起在建设各年平均安排" in plan.conflict.said.zh
    assert "当年未用完的资金不结转" in plan.conflict.said.zh
    assert "卡在：" in plan.conflict.said.zh


def test_years_whose_money_together_is_too_little_are_named_as_what_binds() -> None:
    years = dict.fromkeys(range(2026, 2031), 10.0)
    plan = made(question(X, Z, budget_by_year_yuan=years, p=5))
    assert plan.conflict is not None
    assert "0.001 万元" in plan.conflict.said.zh or "0.005 万元" in plan.conflict.said.zh


def test_a_conflict_of_money_speaks_of_wan_and_names_what_would_do() -> None:
    plan = made(question(option("X", 7.2e6), option("Z", 1.00005e7), budget_yuan=1e7))
    assert plan.conflict is not None
    assert "设施投资合计不超过 1,000 万元" in plan.conflict.said.zh
    assert "预算增加到 1,720.05 万元" in plan.conflict.said.zh
    assert "a budget of 1,720.05 × 10,000 yuan" in plan.conflict.said.en


def test_a_conflict_of_a_year_says_in_money_what_would_do() -> None:
    years = dict.fromkeys(range(2026, 2031), 7e5)
    plan = made(
        question(option("X", 1e6), option("Z", 5e5), budget_by_year_yuan=years, carry_over=False)
    )
    assert plan.conflict is not None
    assert "年设施投资不超过 70 万元”放宽到 100 万元" in plan.conflict.said.zh


def test_households_dearer_than_the_budget_are_a_conflict_in_words() -> None:
    plan = made(question(X, Z, budget_yuan=300.0, retrofit=RetrofitPart(100, 5.0)))
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert "多出 0.02 万元" in plan.conflict.said.zh

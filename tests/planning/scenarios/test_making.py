"""Plans of two counties, every figure checked by hand (the minutes stand in two_counties)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import Absent, PlanQuestion, RetrofitPart, Wish
from analysis.planning.siting.problem import Objective, SitingError
from analysis.planning.siting.solver import Outcome
from geo.layers import LayerSet
from geo.people.demand import PeopleGroup
from geo.vocabulary import FacilityType
from tests.planning.scenarios.two_counties import (
    FIRST,
    NOTHING,
    SCHOOL,
    SECOND,
    SHARE,
    THREE,
    Table,
    catalogue,
    demand,
    option,
    question,
    record,
    world,
)

X, Y, Z = option("X", 100.0), option("Y", 120.0), option("Z", 80.0)
LEAST, MOST = Wish(Objective.LEAST_COST), Wish(Objective.MCLP)
CORE = Wish(Objective.LEAST_COST, core=True)


def made(
    asked: PlanQuestion, layers: LayerSet = NOTHING, travel: Table | None = None
) -> FacilityPlan:
    return make_plan(asked, layers, catalogue(), demand(), travel or Table())


def sites(plan: FacilityPlan) -> str:
    return "".join(sorted(p.option.site.site_id for p in plan.projects))


def test_the_unmet_counties_get_their_cheapest_option() -> None:
    plan = made(question(X, Y, Z))
    assert plan.status is Outcome.OPTIMAL
    assert sites(plan) == "XZ"
    assert (plan.cost_yuan, plan.stages[0].bound) == (180.0, 180.0)
    assert [p.met for p in plan.projects] == [((THREE, FIRST.code),), ((THREE, SECOND.code),)]


def test_projects_come_in_order_of_county() -> None:
    plan = made(question(X, Y, Z))
    assert [p.option.site.county_code for p in plan.projects] == [FIRST.code, SECOND.code]


def test_nothing_unmet_needs_nothing() -> None:
    layers = world(record("R", FIRST.code), record("S", SECOND.code))
    plan = made(question(X, Y, Z), layers)
    assert (plan.status, sites(plan), plan.stages[0].objective) == (Outcome.OPTIMAL, "", 0.0)


def test_what_is_left_after_the_core_goes_where_it_reaches_most() -> None:
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0))
    assert [s.objective for s in plan.stages] == [180.0, 1000.0]
    assert sites(plan) == "XYZ"


def test_a_yuan_short_of_the_third_site_the_core_alone_is_built() -> None:
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=299.0))
    assert [s.objective for s in plan.stages] == [180.0, 700.0]


def test_everybody_within_30_minutes_takes_all_three_sites() -> None:
    plan = made(question(X, Y, Z, held=(), wishes=(Wish(Objective.LSCP),)))
    assert plan.stages[0].objective == 3.0


def test_a_facility_of_today_reaches_people_and_costs_nothing() -> None:
    layers = world(record("B", SECOND.code))
    plan = made(question(X, Y, Z, held=(), wishes=(Wish(Objective.LSCP),)), layers)
    assert sites(plan) == "XZ"


def test_people_out_of_reach_of_every_option_are_a_conflict_that_names_their_place() -> None:
    plan = made(question(Y, Z, held=(), wishes=(Wish(Objective.LSCP),)))
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert plan.conflict.unreachable == ("b2", "b3")
    assert not plan.projects


def test_places_off_the_roads_stand_aside_by_number_of_persons() -> None:
    asked = question(X, Y, Z, held=(), wishes=(Wish(Objective.LSCP),), cutoff_min=60.0)
    plan = made(asked, travel=Table(off=("b3",)))
    assert (sites(made(asked)), sites(plan)) == ("XY", "Y")
    assert "1 处居住地（100 人）" in plan.notes[0].zh


def test_the_least_total_time_with_two_sites() -> None:
    # X, Y: a1 10, a2 35, a3 20, b1 25, b2 5, b3 20 → 1 000 + 7 000 + 2 000 + 7 500 + 1 000 + 2 000
    plan = made(question(X, Y, Z, held=(), wishes=(Wish(Objective.P_MEDIAN),), p=2))
    assert (sites(plan), plan.stages[0].objective) == ("XY", 20_500.0)


def test_the_least_worst_time_with_two_sites() -> None:
    plan = made(question(X, Y, Z, held=(), wishes=(Wish(Objective.P_CENTER),), p=2))
    assert (sites(plan), plan.stages[0].objective) == ("XY", 35.0)


def test_a_weight_on_a_county_moves_the_site_there() -> None:
    asked = question(X, Y, Z, held=(), wishes=(MOST,), p=1)
    plan = made(replace(asked, county_weights={FIRST.code: 2.0}))
    assert (sites(plan), plan.stages[0].objective) == ("Z", 800.0)


def test_capacity_limits_whom_a_site_serves() -> None:
    small = replace(X, persons=250.0)
    asked = question(small, held=(), wishes=(MOST,), p=1, use_capacity=True)
    assert made(asked).stages[0].objective == 200.0
    assert made(replace(asked, use_capacity=False)).stages[0].objective == 400.0


def test_an_option_that_does_not_serve_meets_a_clause_but_reaches_nobody() -> None:
    care = option("X", kind=FacilityType.CARE)
    assert sites(made(question(care, Z))) == "XZ"
    plan = made(question(care, held=(), wishes=(MOST,), p=1))
    assert plan.stages[0].objective == 0.0


def test_a_site_without_a_point_meets_its_county_and_is_named() -> None:
    somewhere = option("S", county=SECOND.code)
    plan = made(question(somewhere, Z))
    assert sites(plan) == "SZ"
    assert plan.not_placed == ("演示S地",)


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


def test_forced_is_taken_and_barred_is_not() -> None:
    asked = question(X, Y, Z, forced=frozenset({Y.option_id}))
    assert sites(made(asked)) == "XY"
    asked = question(X, Y, Z, barred=frozenset({Z.option_id}))
    assert sites(made(asked)) == "XY"


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


def test_yearly_money_too_small_for_any_year_is_a_conflict_that_names_years() -> None:
    years = dict.fromkeys(range(2026, 2031), 90.0)
    plan = made(question(X, Z, budget_by_year_yuan=years, carry_over=False))
    assert plan.conflict is not None
    assert "2026 年设施投资不超过 90 元" in plan.conflict.said.zh
    assert "从开工年起在建设各年平均安排" in plan.conflict.said.zh
    assert "当年未用完的资金不结转" in plan.conflict.said.zh
    assert "卡在：" in plan.conflict.said.zh


def test_money_a_year_leaves_pays_for_a_later_one() -> None:
    years = dict.fromkeys(range(2026, 2031), 90.0)
    plan = made(question(X, Z, budget_by_year_yuan=years))
    spent = [sum(p.cost_by_year_yuan[k] for p in plan.projects) for k in range(5)]
    assert plan.conflict is None
    assert max(spent) > 90.0
    assert all(sum(spent[: k + 1]) <= 90.0 * (k + 1) for k in range(5))


def test_years_whose_money_together_is_too_little_are_named_as_what_binds() -> None:
    years = dict.fromkeys(range(2026, 2031), 10.0)
    plan = made(question(X, Z, budget_by_year_yuan=years, p=5))
    assert plan.conflict is not None
    assert "10 元" in plan.conflict.said.zh or "50 元" in plan.conflict.said.zh


def test_capacities_asked_of_options_that_have_none_are_said_to_have_no_effect() -> None:
    idle = made(question(X, Z, use_capacity=True))
    assert any("可服务人数" in n.zh for n in idle.notes)
    held = made(question(option("X", persons=5000.0), Z, use_capacity=True))
    assert not any("可服务人数" in n.zh for n in held.notes)


def test_a_conflict_of_money_speaks_of_wan_and_names_what_would_do() -> None:
    plan = made(question(option("X", 7.2e6), option("Z", 1.00005e7), budget_yuan=1e7))
    assert plan.conflict is not None
    assert "设施投资合计不超过 1,000 万元" in plan.conflict.said.zh
    assert "预算增加到 1,720.05 万元" in plan.conflict.said.zh
    assert "a budget of 17,200,500 yuan" in plan.conflict.said.en


def test_a_conflict_of_a_year_says_in_money_what_would_do() -> None:
    years = dict.fromkeys(range(2026, 2031), 7e5)
    plan = made(
        question(option("X", 1e6), option("Z", 5e5), budget_by_year_yuan=years, carry_over=False)
    )
    assert plan.conflict is not None
    assert "年设施投资不超过 70 万元”放宽到 100 万元" in plan.conflict.said.zh


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


def test_households_dearer_than_the_budget_are_a_conflict_in_words() -> None:
    plan = made(question(X, Z, budget_yuan=300.0, retrofit=RetrofitPart(100, 5.0)))
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert "多出 200 元" in plan.conflict.said.zh


def test_a_building_that_serves_today_is_converted_only_where_it_may_be_closed() -> None:
    centre = record("R", SECOND.code)
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL, Measure.CONVERSION, facility_id="R")
    other = option("S", 50.0, county=SECOND.code)
    asked = question(school, other, held=(THREE, SCHOOL), counties=frozenset({SECOND.code}))
    kept = made(asked, world(centre))
    assert sites(kept) == ""
    assert "可关闭" in kept.notes[0].zh
    freed = made(replace(asked, closable=frozenset({"R"})), world(centre))
    assert (sites(freed), freed.closed) == ("SX", ("R",))


def test_a_facility_that_may_be_closed_stays_where_nothing_asks_for_its_building() -> None:
    centre = record("R", SECOND.code)
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL, Measure.CONVERSION, facility_id="R")
    plan = made(question(school, Z, closable=frozenset({"R"})), world(centre))
    assert (sites(plan), plan.closed) == ("Z", ())


def test_a_share_of_counties_takes_a_site_in_each_not_two_in_one() -> None:
    kind = FacilityType.MENTAL_HEALTH_COMMUNITY
    options = (option("X", 100.0, kind), option("Y", 1.0, kind), option("Z", 1.0, kind))
    plan = made(question(*options, held=(SHARE,)))
    assert plan.cost_yuan == 101.0


def test_a_share_does_not_keep_a_county_from_having_two() -> None:
    kind = FacilityType.MENTAL_HEALTH_COMMUNITY
    options = (option("X", 100.0, kind), option("Y", 1.0, kind), option("Z", 1.0, kind))
    asked = question(*options, held=(SHARE,), service=kind, wishes=(MOST,), p=3)
    assert made(asked).stages[0].objective == 1000.0


def test_an_assumption_is_said_in_the_notes() -> None:
    layers = world(completeness=())
    plan = made(question(X, Z, absent=Absent.ASSUMED_ABSENT), layers)
    assert sites(plan) == "XZ"
    assert any("假定 2 项" in n.zh for n in plan.notes)


def test_where_nothing_is_known_nothing_is_planned_and_every_county_is_named() -> None:
    plan = made(question(X, Z), world(completeness=()))
    assert sites(plan) == ""
    assert [u.county_code for u in plan.unplanned] == [FIRST.code, SECOND.code]


def test_the_same_question_gives_the_same_plan_and_fingerprint() -> None:
    one, other = made(question(X, Y, Z)), made(question(Z, Y, X))
    assert one.fingerprint == other.fingerprint
    assert one.projects == other.projects


def test_another_budget_is_another_fingerprint() -> None:
    assert made(question(X, Z)).fingerprint != made(question(X, Z, budget_yuan=900.0)).fingerprint


def test_least_cost_alone_asks_for_no_travel_times_to_anything() -> None:
    travel = Table()
    made(question(X, Y, Z), travel=travel)
    assert travel.pairs == 0


def test_a_wish_without_the_limit_it_needs_is_an_error_in_words() -> None:
    with pytest.raises(SitingError, match="needs the number of sites"):
        made(question(X, held=(), wishes=(MOST,)))
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL)
    with pytest.raises(SitingError, match="needs the number of sites"):
        made(question(X, school, held=(), wishes=(MOST,)))


def test_money_of_some_years_is_a_limit_too() -> None:
    # Y alone is begun in 2026; in the other years money knows no limit.
    asked = question(X, Y, held=(), wishes=(MOST,), budget_by_year_yuan={2026: 120.0})
    assert made(asked).stages[0].objective == 800.0
    years = dict.fromkeys((2026, 2027, 2028, 2029), 110.0)
    alone = replace(asked, budget_by_year_yuan=years, carry_over=False)
    assert sites(made(alone)) == "X"


def test_people_of_another_group_are_an_error() -> None:
    with pytest.raises(ValueError, match="demand of"):
        make_plan(question(X), NOTHING, catalogue(), demand(PeopleGroup.AGED_0_14), Table())


def test_a_search_that_is_cancelled_keeps_what_it_has_or_says_that_there_is_none() -> None:
    plan = make_plan(
        question(X, Y, Z), NOTHING, catalogue(), demand(), Table(), lambda progress: False
    )
    assert plan.status in (Outcome.OPTIMAL, Outcome.FEASIBLE, Outcome.NOTHING_FOUND)
    assert bool(plan.projects) == (plan.status is not Outcome.NOTHING_FOUND)

"""A plan changed by hand, reckoned without solving (the minutes stand in two_counties)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.points import PointTimes
from analysis.planning.scenarios.question import Wish
from analysis.planning.scenarios.trying import tried
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from geo.vocabulary import FacilityType
from tests.planning.scenarios.small_plans import CORE, MOST, X, Y, Z, made
from tests.planning.scenarios.two_counties import (
    NOTHING,
    SECOND,
    Table,
    catalogue,
    demand,
    moved,
    option,
    question,
)


def changed(plan: FacilityPlan, *ids: str, **more: object) -> FacilityPlan:
    values = (NOTHING, catalogue(), demand(), Table())
    return tried(plan, ids, *values, **more)  # type: ignore[arg-type]


def test_the_same_options_are_worth_the_same() -> None:
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0))
    again = changed(plan, X.option_id, Y.option_id, Z.option_id)
    assert again.projects == plan.projects
    # The first wish was about the core alone; all three together cost 300.
    assert [s.objective for s in again.stages] == [300.0, 1000.0]
    assert not again.unplanned


@pytest.mark.parametrize(
    "wish", [Objective.LSCP, Objective.MCLP, Objective.P_MEDIAN, Objective.P_CENTER]
)
def test_the_objective_is_the_one_the_engine_says(wish: Objective) -> None:
    plan = made(question(X, Y, Z, held=(), wishes=(Wish(wish),), p=3))
    again = changed(plan, *(p.option.option_id for p in plan.projects))
    assert again.stages[0].objective == plan.stages[0].objective


def test_a_dropped_project_is_reckoned_beside_the_bound_that_was_proven() -> None:
    plan = made(question(X, Y, Z, held=(), wishes=(MOST,), p=2))
    one = changed(plan, X.option_id)
    stage = one.stages[0]
    assert (stage.status, stage.objective, stage.bound) == (Outcome.FEASIBLE, 400.0, 800.0)
    assert stage.gap == 1.0


def test_a_county_that_loses_its_project_is_named() -> None:
    plan = made(question(X, Y, Z))
    without = changed(plan, Z.option_id)
    assert [u.county_code for u in without.unplanned] == [SECOND.code]
    assert "改动后不再满足" in without.notes[-1].zh


def test_money_and_number_exceeded_are_said() -> None:
    plan = made(question(X, Y, Z, budget_yuan=200.0, p=2))
    more = changed(plan, X.option_id, Y.option_id, Z.option_id)
    said = "".join(n.zh for n in more.notes)
    assert "超出预算 0.01 万元" in said
    assert "超过上限 2 项" in said


def test_what_stays_keeps_its_year_and_what_comes_begins_when_there_is_money() -> None:
    years = {2026: 180.0, 2027: 0.0, 2028: 120.0}
    plan = made(question(X, Y, Z, budget_by_year_yuan=years))
    more = changed(plan, X.option_id, Y.option_id, Z.option_id)
    begun = {p.option.site.site_id: p.begin_year for p in more.projects}
    assert begun == {"X": 2026, "Z": 2026, "Y": 2028}


def test_a_year_without_the_money_is_said() -> None:
    years = dict.fromkeys(range(2026, 2031), 100.0)
    plan = made(question(X, Y, Z, budget_by_year_yuan=years, carry_over=False))
    more = changed(plan, X.option_id, Y.option_id, Z.option_id)
    assert "2026 年超出预算 0.012 万元" in "".join(n.zh for n in more.notes)


def test_years_that_together_lack_the_money_are_said() -> None:
    years = {2026: 100.0, 2027: 0.0, 2028: 0.0, 2029: 0.0, 2030: 0.0}
    plan = made(question(X, Y, Z, budget_by_year_yuan=years))
    more = changed(plan, X.option_id, Y.option_id, Z.option_id)
    assert "年累计超出预算" in "".join(n.zh for n in more.notes)


def test_a_moved_site_keeps_its_year_and_says_that_the_bound_is_of_before() -> None:
    plan = made(question(X, Z))
    other = replace(plan.question, options=(moved(X, 110.6, 22.0), Z))
    again = changed(plan, X.option_id, Z.option_id, question=other)
    assert [p.option.site.lon for p in again.projects] == [110.5, 110.6]
    assert "重新求解" in again.notes[-1].zh


def test_two_options_at_one_site_are_an_error() -> None:
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL)
    plan = made(question(X, Z, school))
    with pytest.raises(ValueError, match="two options at one site"):
        changed(plan, X.option_id, school.option_id)


def test_an_option_of_no_question_is_an_error() -> None:
    with pytest.raises(KeyError):
        changed(made(question(X, Z)), Y.option_id)


def test_times_that_are_kept_are_not_asked_for_again() -> None:
    plan = made(question(X, Y, Z, held=(), wishes=(MOST,), p=2))
    travel = Table()
    times = PointTimes(demand(), travel)
    world = (NOTHING, catalogue(), demand(), travel)
    first = tried(plan, [X.option_id], *world, times=times)
    tried(plan, [X.option_id], *world, times=times)
    assert travel.asked == 1
    assert first.fingerprint != plan.fingerprint

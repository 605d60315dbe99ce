"""Plans of two counties, every figure checked by hand (the minutes stand in two_counties)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.question import Absent, Wish
from analysis.planning.siting.problem import Objective, SitingError
from analysis.planning.siting.solver import Outcome
from geo.people.demand import PeopleGroup
from geo.vocabulary import FacilityType
from tests.planning.scenarios.small_plans import CORE, MOST, X, Y, Z, made, sites
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


def test_forced_is_taken_and_barred_is_not() -> None:
    asked = question(X, Y, Z, forced=frozenset({Y.option_id}))
    assert sites(made(asked)) == "XY"
    asked = question(X, Y, Z, barred=frozenset({Z.option_id}))
    assert sites(made(asked)) == "XY"


def test_capacities_asked_of_options_that_have_none_are_said_to_have_no_effect() -> None:
    idle = made(question(X, Z, use_capacity=True))
    assert any("可服务人数" in n.zh for n in idle.notes)
    held = made(question(option("X", persons=5000.0), Z, use_capacity=True))
    assert not any("可服务人数" in n.zh for n in held.notes)


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


def test_people_of_another_group_are_an_error() -> None:
    with pytest.raises(ValueError, match="demand of"):
        make_plan(question(X), NOTHING, catalogue(), demand(PeopleGroup.AGED_0_14), Table())


def test_a_search_that_is_cancelled_keeps_what_it_has_or_says_that_there_is_none() -> None:
    plan = make_plan(
        question(X, Y, Z), NOTHING, catalogue(), demand(), Table(), lambda progress: False
    )
    assert plan.status in (Outcome.OPTIMAL, Outcome.FEASIBLE, Outcome.NOTHING_FOUND)
    assert bool(plan.projects) == (plan.status is not Outcome.NOTHING_FOUND)

"""What plans of two counties change, checked by hand (the minutes stand in two_counties)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.effects import changed_findings, plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.points import PointTimes
from analysis.planning.scenarios.question import Absent, PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.requirements.findings import Verdict
from geo.records import Facility
from geo.vocabulary import FacilityType, Precision, Status
from tests.planning.scenarios.small_plans import X, Z, made_with_effect
from tests.planning.scenarios.two_counties import (
    CITY,
    COMPLETE,
    FIRST,
    NOTHING,
    REFERENCE,
    SCHOOL,
    SECOND,
    THREE,
    Table,
    catalogue,
    demand,
    option,
    question,
    record,
    world,
)


def test_where_the_record_proves_that_there_is_nothing_nobody_was_within_reach() -> None:
    _, effect = made_with_effect(question(X, Z))
    assert [a.within_before for a in effect.areas] == [0.0, 0.0, 0.0]
    assert [a.mean_before_min for a in effect.areas] == [None, None, None]
    assert effect.spread_before == 0.0


def test_those_within_reach_after_are_counted_by_county_and_city() -> None:
    _, effect = made_with_effect(question(X, Z))
    assert [(a.area_code, a.persons, a.within_after) for a in effect.areas] == [
        (FIRST.code, 400.0, 400.0),
        (SECOND.code, 600.0, 300.0),
        (CITY.code, 1000.0, 700.0),
    ]


def test_the_mean_is_over_persons() -> None:
    # 甲: (100 × 10 + 200 × 25 + 100 × 25) / 400; 乙: (300 × 55 + 200 × 5 + 100 × 20) / 600
    _, effect = made_with_effect(question(X, Z))
    assert [a.mean_after_min for a in effect.areas[:2]] == [21.25, 32.5]


def test_a_person_gained_costs_the_plan_over_those_gained() -> None:
    _, effect = made_with_effect(question(X, Z))
    assert (effect.gained_persons, effect.lost_persons) == (700.0, 0.0)
    assert effect.cost_per_person_yuan == pytest.approx(180 / 700)


def test_counties_are_half_a_share_apart_after() -> None:
    _, effect = made_with_effect(question(X, Z))
    assert effect.spread_after == 0.5


def test_the_gini_of_minutes_is_that_of_the_pairs() -> None:
    _, effect = made_with_effect(question(X, Z))
    people = [(100, 10), (200, 25), (100, 25), (300, 55), (200, 5), (100, 20)]
    mean = sum(p * t for p, t in people) / 1000
    pairs = sum(p * q * abs(t - u) for p, t in people for q, u in people)
    assert effect.gini_minutes_after == pytest.approx(pairs / (2 * 1000**2 * mean))
    assert effect.gini_minutes_before is None


def test_where_nothing_proves_it_the_reach_before_is_not_known() -> None:
    layers = world(completeness=COMPLETE[:1])
    _, effect = made_with_effect(question(X, Z, absent=Absent.ASSUMED_ABSENT), layers)
    assert [a.within_before for a in effect.areas] == [None, None, None]
    assert (effect.gained_persons, effect.cost_per_person_yuan) == (None, None)
    assert effect.areas[-1].within_after == 700.0
    assert "方案前的可达情况不详" in effect.notes[0].zh


def test_a_facility_known_to_the_county_only_proves_nothing_absent() -> None:
    somewhere = record("R", FIRST.code, point=None, location_precision=Precision.COUNTY)
    _, effect = made_with_effect(question(X, Z), world(somewhere))
    assert effect.areas[0].within_before is None


def test_one_being_built_leaves_the_proof_of_absence_whole() -> None:
    building = record("R", FIRST.code, status=Status.UNDER_CONSTRUCTION, opened=None)
    _, effect = made_with_effect(question(X, Z), world(building))
    assert effect.areas[0].within_before == 0.0


def test_a_facility_of_today_is_there_before_and_after() -> None:
    _, effect = made_with_effect(question(X, Z), world(record("B", SECOND.code)))
    city = effect.areas[-1]
    # B reaches a2 and b1; only 甲 needs a site, and Z reaches its 400.
    assert (city.within_before, city.within_after) == (500.0, 700.0)
    assert (effect.gained_persons, effect.lost_persons) == (200.0, 0.0)


def _converted() -> tuple[PlanQuestion, Facility]:
    school = option("X", 10.0, FacilityType.SPECIAL_SCHOOL, Measure.CONVERSION, facility_id="A")
    other = option("S", 50.0, county=SECOND.code)
    asked = question(school, other, held=(THREE, SCHOOL), counties=frozenset({SECOND.code}))
    return replace(asked, closable=frozenset({"A"})), record("A", SECOND.code)


def test_who_went_to_a_facility_that_is_converted_is_lost() -> None:
    asked, centre = _converted()
    plan, effect = made_with_effect(asked, world(centre))
    assert plan.closed == ("A",)
    # A reached a1 and a2; what replaces it has no point.
    assert (effect.gained_persons, effect.lost_persons) == (0.0, 300.0)


def test_findings_change_for_the_counties_of_the_plan_alone() -> None:
    plan, effect = made_with_effect(question(X))
    assert [(c.requirement_id, c.area_code, c.before, c.after) for c in effect.changed] == [
        (THREE, SECOND.code, Verdict.UNMET, Verdict.MET)
    ]
    assert [u.county_code for u in plan.unplanned] == [FIRST.code]


def test_a_finding_that_was_to_be_verified_changes_on_an_assumption() -> None:
    layers = world(completeness=())
    _, effect = made_with_effect(question(X, Z, absent=Absent.ASSUMED_ABSENT), layers)
    assert [(c.before, c.after, c.assumed) for c in effect.changed] == [
        (Verdict.INDETERMINATE, Verdict.MET, True),
        (Verdict.INDETERMINATE, Verdict.MET, True),
    ]


def test_a_reference_goal_that_is_held_changes_though_it_is_not_due() -> None:
    school = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    plan, effect = made_with_effect(question(school, held=(REFERENCE,)))
    assert plan.projects
    assert (REFERENCE, SECOND.code) in {(c.requirement_id, c.area_code) for c in effect.changed}


def test_an_empty_plan_changes_nothing() -> None:
    layers = world(record("A", FIRST.code), record("B", SECOND.code))
    plan, effect = made_with_effect(question(X, Z), layers)
    assert not effect.changed
    assert effect.gained_persons == 0.0
    assert effect.cost_per_person_yuan is None
    assert changed_findings(plan, layers, catalogue()) == ()


def test_a_county_of_unknown_persons_has_none_said() -> None:
    people = replace(demand(), unknown_counties=(SECOND.code,))
    asked = question(X, Z)
    plan = make_plan(asked, NOTHING, catalogue(), people, Table())
    effect = plan_effect(plan, NOTHING, catalogue(), people, Table())
    assert effect.areas[1].persons is None
    assert effect.spread_after is None
    assert any("演示乙县人数待报" in n.zh for n in effect.notes)


def test_times_that_are_kept_are_asked_for_once() -> None:
    travel = Table()
    asked = question(X, Z, held=(), wishes=(Wish(Objective.MCLP),), p=2)
    plan = make_plan(asked, NOTHING, catalogue(), demand(), travel)
    times = PointTimes(demand(), travel)
    first = plan_effect(plan, NOTHING, catalogue(), demand(), travel, times)
    asked_before = travel.asked
    again = plan_effect(plan, NOTHING, catalogue(), demand(), travel, times)
    assert travel.asked == asked_before
    assert again == first


def test_where_a_facility_has_no_point_what_is_reached_is_at_least_so_much() -> None:
    somewhere = record("R", FIRST.code, point=None)
    asked = question(X, held=(), forced=frozenset({X.option_id}))
    _, effect = made_with_effect(asked, world(somewhere))
    assert effect.after_is_least
    assert effect.areas[-1].mean_before_min is None
    assert any("不少于" in n.zh for n in effect.notes)


def test_where_all_is_known_nothing_is_said_to_be_a_least() -> None:
    asked = question(X, held=(), forced=frozenset({X.option_id}))
    layers = world(completeness=(*COMPLETE,))
    assert not made_with_effect(asked, layers)[1].after_is_least

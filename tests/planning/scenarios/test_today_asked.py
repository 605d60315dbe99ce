"""Closing what exists, and counting what is under way in times: today as a question takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.fingerprint import plan_fingerprint
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.stored import from_json, to_json
from analysis.planning.scenarios.trying import tried
from analysis.requirements.findings import Verdict
from geo.records import DateSpan, Facility
from geo.vocabulary import Status
from tests.planning.scenarios.small_plans import MOST, X, Y, Z, made_with_effect, sites
from tests.planning.scenarios.two_counties import (
    FIRST,
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

BOTH = world(record("A", FIRST.code), record("B", SECOND.code))
CLOSE_B = frozenset({"B"})


def today(asked: PlanQuestion) -> tuple[FacilityPlan, PlanEffect]:
    """The plan and its effect where A and B stand."""
    return made_with_effect(asked, BOTH)


def built(facility_id: str = "B", **more: object) -> Facility:
    values: dict[str, object] = {"status": Status.UNDER_CONSTRUCTION, "opened": None, **more}
    return record(facility_id, SECOND.code, **values)


def test_what_exists_stays_unless_the_reader_closes_it() -> None:
    plan, effect = today(question(X, Z))
    assert (sites(plan), plan.closed, effect.lost_persons) == ("", (), 0.0)


def test_a_facility_that_closes_is_replaced_where_its_county_needs_it() -> None:
    plan, effect = today(question(X, Z, closing=CLOSE_B))
    assert (sites(plan), plan.closed) == ("X", ("B",))
    assert not effect.changed


def test_who_went_to_a_facility_that_closes_goes_to_the_nearest_other_one_or_is_lost() -> None:
    _, with_it = today(question(held=()))
    plan, effect = today(question(held=(), closing=CLOSE_B))
    # A reaches a1 and a2; b1 had B alone.
    assert plan.closed == ("B",)
    assert effect.areas[-1].within_before == with_it.areas[-1].within_after
    assert (effect.gained_persons, effect.lost_persons) == (0.0, 300.0)


def test_a_closure_nothing_can_replace_is_named_with_what_it_breaks() -> None:
    plan, effect = today(question(Z, closing=CLOSE_B))
    (left,) = plan.unplanned
    assert (left.county_code, left.verdict) == (SECOND.code, Verdict.MET)
    assert left.why.zh.startswith("因撤并而缺：")
    assert [(c.requirement_id, c.before, c.after) for c in effect.changed] == [
        (THREE, Verdict.MET, Verdict.UNMET)
    ]


def test_a_plan_says_by_name_what_closes_and_by_whose_decision() -> None:
    plan, _ = today(question(X, Z, closing=CLOSE_B))
    assert "由使用单位决定" in plan.notes[0].zh
    assert "B" in plan.notes[0].zh
    assert SECOND.short_en in plan.notes[0].en


def test_a_facility_that_closes_is_not_expanded_and_its_building_may_be_converted() -> None:
    larger = option("X", 1.0, measure=Measure.EXPANSION, facility_id="B")
    plan, _ = today(question(larger, closing=CLOSE_B))
    assert sites(plan) == ""
    assert any("已定撤并" in n.zh for n in plan.notes)
    same_house = option("X", 1.0, measure=Measure.CONVERSION, facility_id="B")
    plan, effect = today(question(same_house, closing=CLOSE_B))
    assert (sites(plan), plan.closed, effect.changed) == ("X", ("B",), ())


def test_the_search_sets_out_from_what_is_left_after_the_closure() -> None:
    # X alone reaches 400; A keeps a1 and a2, so what X adds depends on B being gone.
    asked = question(X, Z, held=(), wishes=(MOST,), p=1)
    stays, goes = today(asked)[0], today(replace(asked, closing=CLOSE_B))[0]
    assert stays.stages[0].objective != goes.stages[0].objective


def test_a_plan_changed_by_hand_still_closes_what_was_decided() -> None:
    plan, _ = today(question(X, Z, closing=CLOSE_B))
    hand = tried(plan, [], BOTH, catalogue(), demand(), Table())
    assert hand.closed == ("B",)
    assert [u.county_code for u in hand.unplanned] == [SECOND.code]


def test_what_closes_and_what_is_awaited_is_kept_with_a_scenario() -> None:
    plan, effect = today(question(X, Z, closing=CLOSE_B, reach_under_way=True))
    read, _ = from_json(to_json(plan, effect))
    assert read.question.closing == CLOSE_B
    assert read.question.reach_under_way


def test_a_question_without_these_choices_has_the_fingerprint_it_always_had() -> None:
    asked = question(X)
    before = "707a7cf95d7e9ad87af5d7497b4fff06e989e25803b4a6c775b3e8c9891bba0e"
    assert plan_fingerprint(asked, ()) == before
    assert plan_fingerprint(asked, ()) != plan_fingerprint(replace(asked, closing=CLOSE_B), ())
    waits = replace(asked, reach_under_way=True)
    assert plan_fingerprint(asked, ()) != plan_fingerprint(waits, ())


def test_what_is_under_way_is_out_of_reach_unless_it_is_asked_to_count_in_times() -> None:
    layers = world(record("A", FIRST.code), built())
    plan, effect = made_with_effect(question(held=()), layers)
    assert effect.areas[-1].within_after == 300.0
    assert not plan.notes
    plan, effect = made_with_effect(question(held=(), reach_under_way=True), layers)
    # B reaches a2 and b1, before and after alike: the plan gains nobody by it.
    assert (effect.areas[-1].within_before, effect.areas[-1].within_after) == (600.0, 600.0)
    assert effect.gained_persons == 0.0
    assert "在建、前期、未投用的也按投用后计入" in plan.notes[0].zh
    assert SECOND.short_en in plan.notes[0].en


def test_what_is_awaited_leaves_less_for_a_site_to_gain() -> None:
    layers = world(record("A", FIRST.code), built())
    asked = question(Y, held=(), wishes=(MOST,), p=1)
    without, counted = (
        made_with_effect(asked, layers)[1],
        made_with_effect(replace(asked, reach_under_way=True), layers)[1],
    )
    # Y reaches a3 and b1; who lives at b1 will have B.
    assert (without.gained_persons, counted.gained_persons) == (400.0, 100.0)


def test_no_note_says_that_times_leave_out_what_they_count() -> None:
    layers = world(record("A", FIRST.code), built())
    left_out = made_with_effect(question(X), layers)[0]
    counted = made_with_effect(question(X, reach_under_way=True), layers)[0]
    assert any("可达测算没有计入" in n.zh for n in left_out.notes)
    assert not any("可达测算没有计入" in n.zh for n in counted.notes)
    assert any("假定按期投用" in n.zh for n in counted.notes)


@pytest.mark.parametrize(("year", "within"), [(2030, 600.0), (2031, 300.0)])
def test_what_opens_after_the_plan_s_years_counts_in_no_time(year: int, within: float) -> None:
    layers = world(record("A", FIRST.code), built(opened=DateSpan.of(year)))
    _, effect = made_with_effect(question(held=(), reach_under_way=True), layers)
    assert effect.areas[-1].within_after == within

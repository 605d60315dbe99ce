"""What is under way is counted and said, what falls short is named, what has no cost is said so."""

from __future__ import annotations

import pytest

from analysis.planning.scenarios.available import available_options
from analysis.planning.scenarios.effects import changed_findings
from analysis.planning.scenarios.held import held_rules
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.points import existing_facilities
from analysis.planning.scenarios.question import UnderWay
from analysis.planning.siting.solver import Outcome
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.findings import Verdict
from geo.records import DateSpan
from geo.vocabulary import FacilityType, Level, Status, Ternary
from tests.planning.scenarios.two_counties import (
    FIRST,
    NOTHING,
    SCHOOL,
    SECOND,
    SHARE,
    Table,
    catalogue,
    demand,
    option,
    question,
    record,
    world,
)

X, Y = option("X"), option("Y")
BUILDING = record(
    "R", FIRST.code, status=Status.UNDER_CONSTRUCTION, opened=DateSpan.of(2027), checked_on=None
)


def _held(asked, layers):
    return held_rules(asked, layers, catalogue())


@pytest.mark.parametrize(
    "status", [Status.UNDER_CONSTRUCTION, Status.BUILT_NOT_IN_USE, Status.PREPARATORY]
)
def test_a_county_with_a_facility_under_way_gets_no_second_one(status: Status) -> None:
    under_way = record("R", FIRST.code, status=status, opened=None, checked_on=None)
    held = _held(question(X, Y), world(under_way))
    assert [r.county_code for r in held.counties] == [SECOND.code]
    (left,) = held.unplanned
    assert (left.county_code, left.verdict) == (FIRST.code, Verdict.UNMET)
    assert "促其投用即可达到" in left.why.zh
    assert "预计投用年份待补" in left.why.zh


def test_the_facility_under_way_is_named_with_its_status_and_year() -> None:
    held = _held(question(X, Y), world(BUILDING))
    (left,) = held.unplanned
    assert f"{BUILDING.name}（在建，预计 2027 年投用）" in left.why.zh
    assert [u.expected_year for u in held.under_way] == [2027]
    assert any(BUILDING.name in n.zh and "假定按期投用" in n.zh for n in held.notes)


def test_a_facility_merely_planned_is_not_under_way() -> None:
    planned = record("R", FIRST.code, status=Status.PLANNED, opened=None, checked_on=None)
    held = _held(question(X, Y), world(planned))
    assert [r.county_code for r in held.counties] == [FIRST.code, SECOND.code]


def test_a_facility_under_way_of_a_level_that_never_counts_is_not_waited_for() -> None:
    town = record(
        "R", FIRST.code, status=Status.UNDER_CONSTRUCTION, level=Level.TOWNSHIP, checked_on=None
    )
    held = _held(question(X, Y), world(town))
    assert [r.county_code for r in held.counties] == [FIRST.code, SECOND.code]


def test_the_reader_can_plan_without_waiting() -> None:
    held = _held(question(X, Y, under_way=UnderWay.IGNORED), world(BUILDING))
    assert [r.county_code for r in held.counties] == [FIRST.code, SECOND.code]
    assert not held.under_way


def test_a_share_counts_a_county_whose_institution_is_under_way() -> None:
    mental = FacilityType.MENTAL_HEALTH_COMMUNITY
    under_way = record(
        "R", FIRST.code, facility_type=mental, status=Status.UNDER_CONSTRUCTION, checked_on=None
    )
    at_x = option("X", kind=mental)
    held = _held(question(at_x, option("Y", kind=mental), held=(SHARE,)), world(under_way))
    (share,) = held.shares
    assert (share.at_least, [c for c, _, _ in share.counties]) == (1, [SECOND.code])


def test_after_the_plan_it_counts_on_the_assumption_that_it_opens_in_time() -> None:
    layers = world(BUILDING)
    asked = question(X, Y)
    plan = make_plan(asked, layers, catalogue(), demand(), Table())
    assert plan.status is Outcome.OPTIMAL
    assert [p.option.option_id for p in plan.projects] == [X.option_id]
    by_area = {c.area_code: c for c in changed_findings(plan, layers, catalogue())}
    waited = by_area[FIRST.code]
    assert (waited.before, waited.after) == (Verdict.UNMET, Verdict.MET)
    assert waited.assumed
    assert waited.assumption is not None
    assert waited.assumption.zh == "假定按期投用"
    assert not by_area[SECOND.code].assumed


def test_a_school_below_the_standard_is_named_and_its_expansion_satisfies() -> None:
    school = record(
        "S",
        FIRST.code,
        facility_type=FacilityType.SPECIAL_SCHOOL,
        meets_national_standard=Ternary.NO,
    )
    larger = option(
        "E",
        kind=FacilityType.SPECIAL_SCHOOL,
        measure=Measure.EXPANSION,
        facility_id="S",
        county=FIRST.code,
    )
    held = _held(question(larger, held=(SCHOOL,)), world(school))
    (rule,) = held.counties
    assert rule.options == {larger.option_id}
    assert [n.zh for n in held.notes] == [
        f"{FIRST.name_zh}“特教学校”：已有{school.name}，未达标：可考虑扩建或达标改造。"
    ]


def _within_costs(asked, layers):
    facilities = existing_facilities(asked, layers)
    available = available_options(asked, layers, catalogue(), facilities)
    return held_rules(asked, layers, catalogue(), available.options.values())


def test_options_without_a_cost_are_the_reason_given_not_that_there_are_none() -> None:
    held = _within_costs(question(option("Y", cost=None), X), NOTHING)
    (left,) = held.unplanned
    assert left.county_code == FIRST.code
    assert "备选项没有费用，无法按费用选，请补填费用" in left.why.zh


def test_a_share_whose_options_have_no_cost_says_so_and_names_purchased_services() -> None:
    mental = FacilityType.MENTAL_HEALTH_COMMUNITY
    asked = question(
        option("X", cost=None, kind=mental), option("Y", cost=None, kind=mental), held=(SHARE,)
    )
    left = next(u for u in _within_costs(asked, NOTHING).unplanned if u.requirement_id == SHARE)
    assert "2 个县的备选项没有费用" in left.why.zh
    assert "也可由政府购买服务实现，不一定要建设施" in left.why.zh


def test_both_plans_let_purchased_services_meet_community_rehabilitation() -> None:
    for city in ("450900", "450200"):
        entries = load_catalogue().evaluated(city)
        assert any("政府购买服务" in e.quote and e.scope == "city" for e in entries)

"""What a plan must bring about in each county, and what it leaves out by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.held import default_held, held_rules, optional_held
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.question import Absent
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.findings import Verdict
from geo.vocabulary import FacilityType, Level, Ternary
from tests.planning.scenarios.two_counties import (
    FIRST,
    INDICATOR,
    NOTHING,
    REFERENCE,
    SCHOOL,
    SECOND,
    SHARE,
    THREE,
    THREE_TYPES,
    TRIGGER,
    catalogue,
    declared,
    option,
    question,
    record,
    world,
)

X, Y = option("X"), option("Y")


def _held(asked, layers):
    return held_rules(asked, layers, catalogue())


def test_a_county_that_has_it_needs_nothing() -> None:
    held = _held(question(X, Y), world(record("R", FIRST.code)))
    assert [(r.county_code, r.at_least) for r in held.counties] == [(SECOND.code, 1)]


def test_an_unmet_county_needs_one_of_its_own_options_that_count() -> None:
    hospital = option("Y", kind=FacilityType.REHABILITATION_HOSPITAL)
    held = _held(question(X, Y, hospital), NOTHING)
    assert {r.county_code: r.options for r in held.counties} == {
        FIRST.code: {Y.option_id},
        SECOND.code: {X.option_id},
    }


def test_a_county_to_be_verified_is_left_out_by_name() -> None:
    layers = world(completeness=declared(*THREE_TYPES, counties=(FIRST.code,)))
    held = _held(question(X, Y), layers)
    assert [r.county_code for r in held.counties] == [FIRST.code]
    (left,) = held.unplanned
    assert (left.county_code, left.verdict) == (SECOND.code, Verdict.INDETERMINATE)
    assert "待核实" in left.why.zh


def test_an_assumed_absence_is_held_and_marked() -> None:
    layers = world(completeness=declared(*THREE_TYPES, counties=(FIRST.code,)))
    held = _held(question(X, Y, absent=Absent.ASSUMED_ABSENT), layers)
    assert held.assumed == {(THREE, SECOND.code)}
    assert [r.said.zh for r in held.counties if r.assumed] == [
        "演示乙县“三者有其一”还须 1 处（假定现无）"
    ]


def test_a_county_without_an_option_is_left_unplanned_and_says_what_it_would_take() -> None:
    held = _held(question(X), NOTHING)
    (left,) = held.unplanned
    assert (left.county_code, left.verdict) == (FIRST.code, Verdict.UNMET)
    assert "还须 1 处（康复、托养、综合服务" in left.why.zh


def test_a_strict_question_holds_a_county_that_no_option_can_help() -> None:
    held = _held(question(X, strict=True), NOTHING)
    assert not held.unplanned
    assert [(r.county_code, len(r.options)) for r in held.counties] == [
        (FIRST.code, 0),
        (SECOND.code, 1),
    ]


def test_a_barred_option_counts_nowhere() -> None:
    held = _held(question(X, Y, barred=frozenset({X.option_id})), NOTHING)
    assert [r.county_code for r in held.counties] == [FIRST.code]


def test_only_the_counties_asked_about_are_held() -> None:
    held = _held(question(X, Y, counties=frozenset({SECOND.code})), NOTHING)
    assert [r.county_code for r in held.counties] == [SECOND.code]
    assert not held.unplanned


def test_a_planned_school_is_taken_to_meet_the_standard() -> None:
    school = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    held = _held(question(school, held=(SCHOOL,), counties=frozenset({SECOND.code})), NOTHING)
    assert held.counties[0].options == {school.option_id}


def test_expanding_a_school_below_standard_meets_the_clause() -> None:
    low = record(
        "S",
        SECOND.code,
        facility_type=FacilityType.SPECIAL_SCHOOL,
        meets_national_standard=Ternary.NO,
    )
    larger = option(
        "X", kind=FacilityType.SPECIAL_SCHOOL, measure=Measure.EXPANSION, facility_id="S"
    )
    held = _held(question(larger, held=(SCHOOL,), counties=frozenset({SECOND.code})), world(low))
    assert held.counties[0].options == {larger.option_id}


def test_a_facility_of_the_city_in_the_county_does_not_spare_it() -> None:
    layers = world(record("R", SECOND.code, level=Level.CITY))
    assert SECOND.code in [r.county_code for r in _held(question(X, Y), layers).counties]


def test_a_share_counts_counties_not_sites() -> None:
    kind = FacilityType.MENTAL_HEALTH_COMMUNITY
    options = (option("X", kind=kind), option("Y", kind=kind), option("Z", kind=kind))
    (share,) = _held(question(*options, held=(SHARE,)), NOTHING).shares
    assert share.at_least == 2
    assert [(code, len(found)) for code, found, _ in share.counties] == [
        (FIRST.code, 2),
        (SECOND.code, 1),
    ]


def test_a_share_with_too_few_counties_that_have_options_is_left_unplanned() -> None:
    one = option("X", kind=FacilityType.MENTAL_HEALTH_COMMUNITY)
    held = _held(question(one, held=(SHARE,)), NOTHING)
    assert not held.shares
    assert "有备选点的只有 1 个" in held.unplanned[0].why.zh


def test_a_share_of_counties_to_be_verified_is_planned_for_only_when_assumed() -> None:
    kind = FacilityType.MENTAL_HEALTH_COMMUNITY
    options = (option("X", kind=kind), option("Y", kind=kind))
    asked = question(*options, held=(SHARE,))
    layers = world(completeness=())
    assert not _held(asked, layers).shares
    (share,) = _held(replace(asked, absent=Absent.ASSUMED_ABSENT), layers).shares
    assert share.assumed == {FIRST.code, SECOND.code}


def _school(name: str, county: str):
    return record(name, county, facility_type=FacilityType.SPECIAL_SCHOOL)


def test_the_trigger_asks_for_a_second_school_where_it_applies() -> None:
    more = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    layers = world(_school("S", SECOND.code), _school("T", FIRST.code))
    held = _held(question(more, held=(TRIGGER,)), layers)
    assert [(r.county_code, r.at_least, r.assumed) for r in held.counties] == [
        (SECOND.code, 1, False)
    ]


def test_an_expansion_answers_the_trigger_though_the_school_counts_already() -> None:
    larger = option(
        "X", kind=FacilityType.SPECIAL_SCHOOL, measure=Measure.EXPANSION, facility_id="S"
    )
    held = _held(question(larger, held=(TRIGGER,)), world(_school("S", SECOND.code)))
    assert held.counties[0].options == {larger.option_id}


def test_the_trigger_waits_where_no_school_is_on_record() -> None:
    more = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    held = _held(question(more, held=(TRIGGER,)), NOTHING)
    assert not held.counties
    assert "没有学校的记录" in held.unplanned[0].why.zh


def test_a_reference_goal_that_is_held_is_looked_at_as_if_it_were_due() -> None:
    school = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    held = _held(question(school, held=(REFERENCE,), counties=frozenset({SECOND.code})), NOTHING)
    assert [r.county_code for r in held.counties] == [SECOND.code]


def test_an_indicator_is_met_by_no_facility() -> None:
    held = _held(question(X, held=(INDICATOR,)), NOTHING)
    assert "不能靠新建、改建设施实现" in held.unplanned[0].why.zh


def test_a_requirement_the_city_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        _held(question(X, held=("other.thing",)), NOTHING)


def test_by_default_the_binding_checks_for_facilities_are_held() -> None:
    shipped = load_catalogue()
    assert default_held(shipped, "450200") == (
        "liuzhou.mental-health-share",
        "liuzhou.three-facilities",
    )
    assert default_held(shipped, "450900") == (
        "yulin.mental-health-share",
        "yulin.special-school",
        "yulin.three-facilities",
    )


def test_directional_permissive_and_reference_ones_are_the_readers_choice() -> None:
    shipped = load_catalogue()
    assert set(optional_held(shipped, "450200")) == {
        "guangxi.special-school-reference",
        "liuzhou.professional-rehab-or-care",
    }
    assert "yulin.population-trigger" in optional_held(shipped, "450900")

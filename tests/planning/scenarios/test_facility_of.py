"""The facility an option would be, and the layers with a plan in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.planning.scenarios.facility_of import (
    facility_of,
    layers_after,
    layers_with,
    serves,
)
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.years import project_of
from analysis.requirements.standing import standing
from geo.layers import MixedDataError
from geo.records import DateSpan
from geo.vocabulary import CapacityUnit, FacilityType, Function, Level, Operation, Ternary
from tests.planning.scenarios.small_plans import X, Z
from tests.planning.scenarios.two_counties import (
    FIRST,
    NOTHING,
    SECOND,
    Table,
    catalogue,
    demand,
    option,
    question,
    record,
    world,
)

OPENED = DateSpan.of(2027)


YEARS = (2026, 2027, 2028, 2029, 2030)


def _of(one, layers=NOTHING):
    return facility_of(one, layers, OPENED)


def test_it_is_public_of_county_level_and_stands_at_its_site() -> None:
    built = _of(X)
    assert (built.level, built.operation) == (Level.COUNTY, Operation.PUBLIC)
    assert built.county_code == SECOND.code
    assert built.point is not None
    assert (built.point.lon, built.point.lat) == (110.3, 22.0)


def test_its_id_and_name_say_that_it_is_planned() -> None:
    built = _of(X)
    assert built.facility_id == f"plan:{X.option_id}"
    assert built.name == "演示拟建康复（演示X地）"


def test_among_real_records_its_name_claims_no_demonstration() -> None:
    real = NOTHING.with_records(demonstration=False, completeness=())
    site = replace(X.site, name="某县驻地")
    assert _of(replace(X, site=site), real).name == "拟建康复（某县驻地）"


def test_an_invented_site_does_not_come_among_real_records() -> None:
    real = NOTHING.with_records(demonstration=False, completeness=())
    with pytest.raises(MixedDataError):
        layers_with(real, [project_of(X, 2026, YEARS, ())])
    with pytest.raises(MixedDataError):
        make_plan(question(X), real, catalogue(), demand(), Table())


def test_a_school_is_taken_to_have_what_the_clause_asks() -> None:
    school = _of(option("X", kind=FacilityType.SPECIAL_SCHOOL))
    assert school.meets_national_standard is Ternary.YES
    assert school.school_comprehensive is Ternary.YES
    assert school.professional is Ternary.UNKNOWN


def test_rehabilitation_and_care_are_built_professional_a_plain_centre_is_not() -> None:
    assert _of(X).professional is Ternary.YES
    centre = option("X", kind=FacilityType.COMPREHENSIVE)
    assert _of(centre).professional is Ternary.UNKNOWN
    with_care = replace(centre, functions=frozenset({Function.CARE}))
    assert _of(with_care).professional is Ternary.YES


def test_an_expansion_is_a_record_under_the_facility_with_the_capacity_on_top() -> None:
    home = record("R", SECOND.code, capacity=40.0, capacity_unit=CapacityUnit.BEDS)
    larger = option("X", measure=Measure.EXPANSION, facility_id="R", capacity=100.0)
    larger = replace(larger, capacity_unit=CapacityUnit.BEDS)
    built = _of(larger, world(home))
    assert (built.parent_id, built.capacity) == ("R", 60.0)


def test_capacity_on_top_of_an_unknown_one_is_not_known() -> None:
    larger = option("X", measure=Measure.EXPANSION, facility_id="R", capacity=100.0)
    assert _of(larger, world(record("R", SECOND.code))).capacity is None


def test_a_facility_serves_by_its_type_or_a_function_of_that_name() -> None:
    centre = replace(
        option("X", kind=FacilityType.COMPREHENSIVE),
        functions=frozenset({Function.REHABILITATION}),
    )
    assert serves(centre, FacilityType.REHABILITATION)
    assert not serves(centre, FacilityType.CARE)


def test_at_a_later_day_it_operates_from_the_year_it_comes_into_use() -> None:
    plan = make_plan(question(X, Z), NOTHING, catalogue(), demand(), Table())
    built = layers_after(NOTHING, plan).facilities
    assert [standing(f, date(2026, 12, 31)).operating for f in built] == [False, False]
    assert [standing(f, date(2027, 12, 31)).operating for f in built] == [True, True]


def test_as_of_the_day_of_the_question_all_of_it_operates() -> None:
    plan = make_plan(question(X, Z), NOTHING, catalogue(), demand(), Table())
    day = plan.question.as_of
    assert all(standing(f, day).operating for f in layers_after(NOTHING, plan, day).facilities)


def test_a_converted_building_is_no_longer_what_it_was() -> None:
    home = record("E", FIRST.code, facility_type=FacilityType.ELDERLY_CARE)
    turned = option("Z", measure=Measure.CONVERSION, facility_id="E")
    plan = make_plan(question(turned, X), world(home), catalogue(), demand(), Table())
    assert plan.closed == ("E",)
    after = layers_after(world(home), plan)
    assert [f.facility_id for f in after.facilities] == [
        f"plan:{X.option_id}",
        f"plan:{turned.option_id}",
    ]


def test_an_expanded_facility_stays() -> None:
    larger = option("X", measure=Measure.EXPANSION, facility_id="R")
    after = layers_with(world(record("R", SECOND.code)), [project_of(larger, 2026, YEARS, ())])
    assert [f.facility_id for f in after.facilities] == ["R", f"plan:{larger.option_id}"]

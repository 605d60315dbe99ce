"""What a plan comes to is said requirement by requirement, never of a county as such."""

from __future__ import annotations

from analysis.planning.scenarios.achieved import achieved, left_over, verdict_words
from analysis.planning.scenarios.effects import changed_findings
from analysis.planning.scenarios.question import Absent
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.findings import Verdict
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.vocabulary import FacilityType
from tests.planning.scenarios import small_plan
from tests.planning.scenarios.small_plans import made_with_effect
from tests.planning.scenarios.two_counties import (
    FIRST,
    NOTHING,
    SCHOOL,
    SECOND,
    SHARE,
    THREE,
    THREE_TYPES,
    catalogue,
    declared,
    option,
    question,
    world,
)


def _lines(asked, layers):
    plan, effect = made_with_effect(asked, layers)
    return plan, effect, [t.zh for t in achieved(plan, effect, layers, catalogue())]


def test_a_county_that_has_one_thing_and_lacks_another_is_said_in_both() -> None:
    school = option("X", kind=FacilityType.SPECIAL_SCHOOL)
    layers = world(
        completeness=declared(FacilityType.SPECIAL_SCHOOL, FacilityType.MENTAL_HEALTH_COMMUNITY)
    )
    _, _, lines = _lines(question(school, held=(THREE, SCHOOL)), layers)
    assert lines == [
        f"{SECOND.name_zh}：三者有其一仍待核实；特教学校已达到",
        "全市：社区康复尚未达到",
    ]


def test_a_binding_requirement_not_asked_for_is_left_over_with_that_reason() -> None:
    asked = question(option("X"), option("Y"))
    plan, effect, _ = _lines(asked, NOTHING)
    left = {
        (u.requirement_id, u.county_code): u.why.zh
        for u in left_over(plan, effect, NOTHING, catalogue())
    }
    assert set(left) == {
        (SCHOOL, FIRST.code),
        (SCHOOL, SECOND.code),
        (SHARE, asked.city_code),
    }
    assert all("没有把这一要求列为必须满足" in why for why in left.values())


def test_an_assumption_stands_beside_what_it_achieves() -> None:
    layers = world(completeness=declared(*THREE_TYPES, counties=(FIRST.code,)))
    asked = question(option("X"), option("Y"), absent=Absent.ASSUMED_ABSENT)
    _, _, lines = _lines(asked, layers)
    assert "三者有其一已达到（假定现无）" in next(x for x in lines if SECOND.name_zh in x)
    assert "三者有其一已达到（" not in next(x for x in lines if FIRST.name_zh in x)


def test_a_directional_requirement_is_built_not_met() -> None:
    rules = load_catalogue()
    three = rules.entries["liuzhou.three-facilities"]
    other = next(
        e
        for e in rules.evaluated(small_plan.LIUZHOU)
        if "professional" in getattr(e.check, "attributes", ())
    )
    assert verdict_words(three, Verdict.MET).zh == "已达到"
    assert verdict_words(other, Verdict.MET).zh == "已建成"


def test_a_new_care_home_is_professional_only_as_assumed() -> None:
    layers = LayerSet(load_cities(), load_counties())
    code = next(c.code for c in layers.counties_of(small_plan.LIUZHOU))
    taken = small_plan.option(1, code)
    asked = small_plan.question(
        taken, city_code=small_plan.LIUZHOU, held=("liuzhou.three-facilities",)
    )
    made = small_plan.plan(small_plan.project(taken), question=asked, closed=())
    changed = changed_findings(made, layers, load_catalogue())
    (built,) = [c for c in changed if c.assumed]
    assert "professional" in load_catalogue().entries[built.requirement_id].check.attributes
    assert built.assumption is not None
    assert built.assumption.zh == "假定建成后具备专业化条件"

"""A scenario kept comes back whole, comes out again, and says which input changed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.question import UnderWay, Wish
from analysis.planning.scenarios.stored import (
    Rerun,
    Scenario,
    StoredScenarioError,
    compared,
    from_json,
    rerun,
    scenario_of,
    stored_scenario,
    to_json,
)
from analysis.planning.siting.plan import Conflict, Limit, LimitKind
from analysis.planning.siting.problem import Objective, Requirement
from analysis.planning.siting.solver import Outcome
from geo.layers import MixedDataError
from geo.text import Text
from tests.planning.scenarios import two_counties as world
from tests.planning.scenarios.small_plan import EFFECT, STAGE, plan, question

ASKED = world.question(
    world.option("X", 100.0),
    world.option("Y", 120.0),
    world.option("Z", 80.0),
    wishes=(Wish(Objective.LEAST_COST),),
    held=(world.THREE,),
)
RULES, PEOPLE, TABLE = world.catalogue(), world.demand(), world.Table()


def kept() -> Scenario:
    made = make_plan(ASKED, world.NOTHING, RULES, PEOPLE, TABLE)
    return Scenario("方案一", made, plan_effect(made, world.NOTHING, RULES, PEOPLE, TABLE))


KEPT = kept()


def test_a_plan_and_its_effect_come_back_whole() -> None:
    assert from_json(to_json(plan(), EFFECT)) == (plan(), EFFECT)


def test_a_plan_that_was_solved_comes_back_whole() -> None:
    assert from_json(to_json(KEPT.plan, KEPT.effect)) == (KEPT.plan, KEPT.effect)


def test_a_conflict_comes_back_whole() -> None:
    said = Text("不能同时满足", "can't hold together")
    limit = Limit(LimitKind.REQUIREMENT, said, 2.0, Requirement(frozenset({"b", "a"}), 1, said))
    stuck = plan(conflict=Conflict((limit,), True, ("v1",), 9.0, said), status=Outcome.INFEASIBLE)
    assert from_json(to_json(stuck, None)) == (stuck, None)


def test_budgets_by_year_and_weights_come_back() -> None:
    asked = replace(
        question(), budget_by_year_yuan={2026: 1e6, 2030: 2e6}, county_weights={"450921": 2.0}
    )
    back, _ = from_json(to_json(plan(question=asked), None))
    assert back.question == asked


def test_the_same_plan_gives_the_same_text() -> None:
    assert to_json(plan(), EFFECT) == to_json(plan(), EFFECT)


def test_what_a_default_is_today_is_written_down() -> None:
    stored = json.loads(to_json(plan(), None))["plan"]["question"]
    assert stored["cutoff_min"] == question().cutoff_min
    assert stored["years"] == [2026, 2027, 2028, 2029, 2030]
    assert stored["time_limit_s"] == 60.0


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format":1}', '{"format":1,"plan":{"x":1},"effect":null}']
)
def test_what_is_no_scenario_is_said_in_words(text: str) -> None:
    with pytest.raises(StoredScenarioError) as raised:
        from_json(text)
    assert "读不出来" in raised.value.text.zh


def test_a_scenario_of_a_later_program_asks_for_an_update() -> None:
    with pytest.raises(StoredScenarioError) as raised:
        from_json('{"format":2}')
    assert "升级" in raised.value.text.zh


def test_a_plan_on_invented_data_makes_no_record() -> None:
    with pytest.raises(MixedDataError):
        stored_scenario("方案一", plan(demonstration=True), None)


def test_a_record_holds_its_scenario() -> None:
    record = stored_scenario(" 方案一 ", plan(), EFFECT, "备注")
    assert (record.city_code, record.name, record.note) == ("450900", "方案一", "备注")
    assert scenario_of(record) == Scenario("方案一", plan(), EFFECT)


def test_the_same_data_give_the_same_result_and_it_is_said() -> None:
    again = rerun(KEPT, world.NOTHING, RULES, PEOPLE, TABLE)
    assert (again.same, again.changed) == (True, ())
    assert again.now.effect == KEPT.effect
    assert again.said.zh == "资料未变，重新计算结果相同。"


def test_a_scenario_read_back_gives_the_same_result() -> None:
    back = Scenario("方案一", *from_json(to_json(KEPT.plan, KEPT.effect)))
    assert rerun(back, world.NOTHING, RULES, PEOPLE, TABLE).same


def test_a_changed_register_is_named_with_both_results() -> None:
    now = world.world(world.record("N", world.FIRST))
    again = rerun(KEPT, now, RULES, PEOPLE, TABLE)
    assert again.changed == ("layers",)
    assert "台账有变动" in again.said.zh
    assert again.was is KEPT
    assert again.now.plan.fingerprint != KEPT.plan.fingerprint


@pytest.mark.parametrize(
    ("name", "word"),
    [("layers", "台账"), ("catalogue", "规则"), ("people", "人口"), ("travel", "出行时间")],
)
def test_every_input_has_its_word(name: str, word: str) -> None:
    inputs = tuple((n, "x" if n == name else f) for n, f in plan().inputs)
    found = compared(Scenario("a", plan()), Scenario("a", plan(inputs=inputs)))
    assert (found.changed, found.same) == ((name,), True)
    assert found.said.zh == f"{word}有变动，重新计算结果相同。"


def fewer(status: Outcome) -> Rerun:
    was = plan(status=status, stages=(replace(STAGE, status=status),))
    return compared(Scenario("a", was), Scenario("a", replace(was, projects=was.projects[:1])))


def test_another_result_of_the_same_data_is_said_to_be_unproven_where_it_was() -> None:
    assert "没有证明最优" in fewer(Outcome.FEASIBLE).said.zh
    assert "同样好" in fewer(Outcome.OPTIMAL).said.zh


def test_how_long_it_took_is_no_part_of_the_result() -> None:
    slow = plan(stages=(replace(STAGE, seconds=99.0),))
    assert compared(Scenario("a", plan()), Scenario("a", slow)).same


def test_a_scenario_kept_before_there_was_a_choice_is_what_it_was() -> None:
    old = json.loads(to_json(plan(), EFFECT))
    for name in ("under_way", "carry_over"):
        del old["plan"]["question"][name]
    was, _ = from_json(json.dumps(old))
    assert (was.question.under_way, was.question.carry_over) == (UnderWay.IGNORED, False)

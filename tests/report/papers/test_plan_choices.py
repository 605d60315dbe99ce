"""What a plan closes, and that its times count what is under way, stand among the parameters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.planning.scenarios.stored import Scenario
from analysis.report.papers.materials import report_of
from analysis.report.papers.parameters import parameters_table
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.published import load_published
from geo.text import Text
from tests.report.papers.examples import city_materials
from tests.ui.scenario_examples import YULIN, effect, plan

CATALOGUE = load_catalogue()


def items(scenario: Scenario) -> dict[str, object]:
    assessment = evaluate(CATALOGUE, load_published(), YULIN, scenario.plan.question.as_of)
    table = parameters_table(CATALOGUE, assessment, None, scenario=scenario)
    return {str(getattr(row[0], "zh", row[0])): row[1] for row in table.rows}


def test_a_choice_nobody_made_has_no_row() -> None:
    assert not [item for item in items(Scenario("一", plan(), effect())) if "撤并" in item]


def test_what_closes_and_what_times_count_have_a_row_each() -> None:
    one = plan()
    asked = replace(one.question, closing=frozenset({"F0", "F1"}), reach_under_way=True)
    # F2 closes by a conversion of the plan's own, F0 is on no record.
    made = replace(one, question=asked, closed=("F1", "F2"))
    found = items(Scenario("一", made, effect()))
    assert found["方案：撤并的现有设施（处）"] == 1
    assert "方案：在建计入出行时间" in found


@pytest.mark.parametrize(
    ("change", "said"), [(0, "尚未建立台账，用公开文字记载"), (7, "第 7 次变更")]
)
def test_the_register_is_named_by_its_change_and_where_there_is_none_that_is_said(
    change: int, said: str
) -> None:
    materials = replace(city_materials(YULIN, False), register_change=change)
    table = report_of(materials).table("parameters")
    items = dict(zip(table.column("item"), table.column("value"), strict=True))
    version = items[Text("台账版本", "Version of the register")]
    assert isinstance(version, Text)
    assert version.zh == said

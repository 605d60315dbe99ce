"""The page on facility plans says what the code computes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.question import RetrofitPart, Wish
from analysis.planning.scenarios.splitting import split_frontier
from analysis.planning.siting.problem import Objective
from tests.planning.scenarios.small_plans import X, Y, Z
from tests.planning.scenarios.two_counties import (
    NOTHING,
    Table,
    catalogue,
    demand,
    question,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "scenarios.md"


WORLD = (NOTHING, catalogue(), demand(), Table())
WISHES = (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP))


def test_the_worked_example_comes_out_as_printed() -> None:
    example = PAGE.read_text("utf-8").split("## Worked example")[1].split("\n## ")[0]
    least = question(X, Y, Z)
    plan = make_plan(least, *WORLD)
    effect = plan_effect(plan, *WORLD)
    assert "X and Z, 180 yuan; 700 of 1 000 persons within reach, 0.26 yuan a person" in example
    assert [p.option.site.site_id for p in plan.projects] == ["Z", "X"]
    assert (plan.cost_yuan, effect.gained_persons) == (180.0, 700.0)
    assert round(effect.cost_per_person_yuan or 0, 2) == 0.26
    assert "budget 300: X, Y and Z, all 1 000; with 299 yuan only X and Z, 700" in example
    more = replace(least, wishes=WISHES, budget_yuan=300.0)
    assert make_plan(more, *WORLD).stages[1].objective == 1000.0
    assert make_plan(replace(more, budget_yuan=299.0), *WORLD).stages[1].objective == 700.0
    assert "one begins in 2026, one in 2027" in example
    years = replace(least, budget_by_year_yuan={2026: 100.0, 2027: 100.0}, carry_over=False)
    assert {p.begin_year for p in make_plan(years, *WORLD).projects} == {2026, 2027}
    assert "60 households at 5 yuan take all of 300; 24 leave 180 for X and Z" in example
    splits = split_frontier(replace(more, retrofit=RetrofitPart(60, 5.0)), *WORLD)
    by_households = {s.households: s.facilities_yuan for s in splits}
    assert (by_households[0], by_households[24], by_households[60]) == (300.0, 180.0, None)

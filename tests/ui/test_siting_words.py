"""The sentences of 选址: how sure a plan is, how far one changed by hand is from the best."""

from __future__ import annotations

import pytest

from analysis.planning.scenarios.plan import Stage
from analysis.planning.scenarios.question import Wish
from analysis.planning.siting import amounts
from analysis.planning.siting.plan import Conflict, Limit, LimitKind
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.catalogue import load_catalogue
from geo.text import Text
from tests.ui.scenario_examples import effect, plan
from ui.scenarios import scenario_words
from ui.siting import siting_words
from ui.siting.siting_reach import cutoffs
from ui.siting.siting_tables import projects_table
from ui.siting.siting_words import conflict_lines, stage_line, sure, worse


def stage(objective: Objective, value: float, bound: float, status: Outcome) -> Stage:
    """A wish and what came of it."""
    gap = abs(value - bound) / max(1.0, abs(value))
    return Stage(Wish(objective), status, value, bound, gap, 1.5, None)


@pytest.mark.parametrize(
    ("status", "gap", "said"),
    [
        (Outcome.OPTIMAL, 0.0, "已证明最优"),
        (Outcome.FEASIBLE, 0.032, "与最优最多差 3.2 %"),
        (Outcome.FEASIBLE, None, "离最优多远还不知道"),
        (Outcome.INFEASIBLE, None, "已证明不存在这样的方案"),
    ],
)
def test_how_far_from_best_is_said_in_words(status: Outcome, gap: float | None, said: str) -> None:
    assert sure(status, gap).zh == said


def test_a_plan_with_a_gap_says_what_no_plan_is_better_than() -> None:
    line = stage_line(stage(Objective.LEAST_COST, 20_000_000, 19_000_000, Outcome.FEASIBLE))
    assert "2,000.0 万元" in line.zh
    assert "最优不会优于 1,900.0 万元" in line.zh
    assert "没有查完" in line.zh


def test_a_wish_that_found_nothing_is_said_to_be_unfinished() -> None:
    none = Stage(Wish(Objective.MCLP), Outcome.NOTHING_FOUND, None, 5.0, None, 9.0, None)
    assert "没有算完" in stage_line(none).zh
    assert "unfinished" in stage_line(none).en


def test_a_plan_changed_by_hand_says_what_it_loses_against_the_best() -> None:
    best = stage(Objective.MCLP, 120_000, 120_000, Outcome.OPTIMAL)
    now = stage(Objective.MCLP, 90_000, 120_000, Outcome.FEASIBLE)
    assert "比最优差 3.0 万人" in worse(best, now).zh
    assert "一样好" in worse(best, best).zh


def test_cheaper_than_the_best_is_no_praise_as_something_asked_is_then_not_kept() -> None:
    best = stage(Objective.LEAST_COST, 3e7, 3e7, Outcome.OPTIMAL)
    now = stage(Objective.LEAST_COST, 2e7, 3e7, Outcome.FEASIBLE)
    assert "不再满足" in worse(best, now, broken=True).zh
    assert "超出设定" not in worse(best, now).zh


def test_what_was_not_proven_best_is_not_called_so() -> None:
    found = stage(Objective.MCLP, 120_000, 130_000, Outcome.FEASIBLE)
    now = stage(Objective.MCLP, 90_000, 130_000, Outcome.FEASIBLE)
    assert "比求解得到的差 3.0 万人" in worse(found, now).zh
    more = stage(Objective.MCLP, 125_000, 130_000, Outcome.FEASIBLE)
    assert "比求解得到的好" in worse(found, more).zh


def test_a_conflict_says_what_each_limit_would_have_to_give() -> None:
    limit = Limit(LimitKind.BUDGET, Text("预算 100 万元", "a budget"), least=19_947_100.0)
    rule = Limit(LimitKind.REQUIREMENT, Text("演示县还须 1 处", "1 more"))
    conflict = Conflict((rule, limit), True, (), 0.0, Text("不能同时满足", "can’t hold together"))
    lines = conflict_lines(conflict)
    assert "不能同时满足" in lines[0].zh
    assert lines[1] == rule.said
    assert "预算增加到 1,994.71 万元即可" in lines[2].zh


def test_a_conflict_of_one_limit_is_said_in_its_own_sentence() -> None:
    said = Text("改造户数超出预算。", "Too many households.")
    limit = Limit(LimitKind.BUDGET, said)
    assert conflict_lines(Conflict((limit,), True, (), 0.0, said)) == (said,)


@pytest.mark.parametrize("limit_min", [1.0, 20.0, 30.0, 45.0, 50.0, 600.0])
def test_the_limit_asked_about_is_among_the_bands_which_stay_few(limit_min: float) -> None:
    found = cutoffs(limit_min)
    assert limit_min in found
    assert list(found) == sorted(set(found))
    assert len(found) <= 4


def test_a_project_that_rests_on_an_assumption_says_so_in_its_row() -> None:
    made, catalogue = plan(assumed=True), load_catalogue()
    rows = projects_table(made, {}, catalogue, "zh", effect(assumed=True)).rows
    said = [isinstance(r.cells[5], Text) and "假定" in r.cells[5].zh for r in rows]
    assert said == [False, False, True]


def test_a_sum_has_the_unit_of_the_tables_on_both_pages_and_in_conflicts() -> None:
    yuan = 19_947_100.0
    said = (
        siting_words.cost_text(yuan),
        siting_words.amount(Objective.LEAST_COST, yuan),
        scenario_words.money(yuan),
        amounts.money(yuan, in_wan=True),
    )
    assert all(text.zh.endswith("万元") for text in said)
    assert all(text.en.endswith("× 10,000 yuan") for text in said)
    assert not any("19,947" in text.en for text in said)

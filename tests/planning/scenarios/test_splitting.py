"""One budget for facilities and households (the minutes stand in two_counties)."""

from __future__ import annotations

import pytest

from analysis.planning.scenarios.question import PlanQuestion, RetrofitPart, Wish
from analysis.planning.scenarios.splitting import Split, split_frontier
from analysis.planning.siting.problem import Objective
from tests.planning.scenarios.small_plans import X, Y, Z
from tests.planning.scenarios.two_counties import (
    NOTHING,
    Table,
    catalogue,
    demand,
    question,
)

WISHES = (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP))


def _asked(**more: object) -> PlanQuestion:
    values: dict[str, object] = {
        "wishes": WISHES,
        "budget_yuan": 300.0,
        "retrofit": RetrofitPart(1000, 5.0),
    }
    return question(X, Y, Z, **{**values, **more})


def _splits(asked: PlanQuestion, steps: int = 5) -> tuple[Split, ...]:
    return split_frontier(asked, NOTHING, catalogue(), demand(), Table(), steps)


def test_each_split_shows_households_against_persons_within_reach() -> None:
    # 300 pays for 60 households or all three sites (1 000 persons); the two sites that the
    # counties need cost 180 and reach 700.
    assert [(s.households, s.facilities_yuan, s.within_persons) for s in _splits(_asked())] == [
        (0, 300.0, 1000.0),
        (12, 180.0, 700.0),
        (24, 180.0, 700.0),
        (36, None, None),
        (48, None, None),
        (60, None, None),
    ]


def test_a_split_that_leaves_too_little_for_the_counties_says_so() -> None:
    last = _splits(_asked())[-1]
    assert last.plan.conflict is not None
    assert "设施投资合计不超过 0 万元" in last.plan.conflict.said.zh


def test_no_more_households_than_are_asked_for() -> None:
    splits = _splits(_asked(retrofit=RetrofitPart(3, 5.0)), steps=2)
    assert [s.households for s in splits] == [0, 2, 3]


def test_without_a_budget_in_all_there_is_nothing_to_split() -> None:
    with pytest.raises(ValueError, match="a budget in all"):
        _splits(_asked(budget_yuan=None, wishes=WISHES[:1]))

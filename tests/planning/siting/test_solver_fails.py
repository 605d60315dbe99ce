"""What is left of an answer when the solver fails beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from analysis.planning.siting import choose, conflict, joint, solver, worth
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.solver import Outcome, SolverError
from tests.planning.siting.small_problems import problem_of

PROBLEM = problem_of([[5, 30], [30, 5], [9, 9]], [3, 4, 5], [1, 2])
MEDIAN = SitingRequest(Objective.P_MEDIAN, p=1)
IMPOSSIBLE = SitingRequest(Objective.LSCP, p=0, cutoff_min=10)


def _fails(*_: Any, **__: Any) -> Any:
    raise SolverError("HiGHS failed")


def test_a_proven_plan_stays_when_the_search_for_ties_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choose, "_ties", _fails)
    plan = choose_sites(PROBLEM, MEDIAN)
    assert (plan.status, plan.other_plans_tie) == (Outcome.OPTIMAL, None)


def test_a_conflict_is_not_called_smallest_when_the_search_for_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conflict, "fewest_sites", _fails)
    plan = choose_sites(PROBLEM, IMPOSSIBLE)
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    assert not plan.conflict.smallest
    assert all(limit.kind != "p" or limit.least is None for limit in plan.conflict.limits)


def _failing(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: Callable[..., Any] = solver._loaded
    left = [times]

    def load(*given: Any) -> Any:
        left[0] -= 1
        return _fails() if left[0] >= 0 else loaded(*given)

    monkeypatch.setattr(solver, "_loaded", load)


def test_a_programme_the_solver_failed_on_is_tried_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = SitingRequest(Objective.LSCP, cutoff_min=10)
    _failing(1, monkeypatch)
    assert choose_sites(PROBLEM, asked, look_for_ties=False).status is Outcome.OPTIMAL


def test_a_programme_the_solver_fails_on_twice_is_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = SitingRequest(Objective.LSCP, cutoff_min=10)
    _failing(2, monkeypatch)
    with pytest.raises(SolverError):
        choose_sites(PROBLEM, asked, look_for_ties=False)


def test_sites_that_leave_somebody_out_are_no_plan_of_no_minutes() -> None:
    problem = problem_of([[5, np.inf], [np.inf, 5]], [3, 4])
    instance = Instance.of(problem, SitingRequest(Objective.P_MEDIAN, p=2))
    with pytest.raises(SolverError):
        worth.value_of_plan(instance, Objective.P_MEDIAN, [0])


def test_a_joint_plan_without_a_value_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worth, "value_of", lambda *_: None)
    steps = [Step(SitingRequest(Objective.MCLP, p=1, cutoff_min=10)), Step(MEDIAN)]
    monkeypatch.setattr(joint, "value_of", lambda *_: None)
    with pytest.raises(SolverError):
        choose_in_order(PROBLEM, steps, look_for_ties=False)


def test_a_step_without_a_plan_says_nothing_of_a_value_or_of_ties() -> None:
    plan = choose_in_order(PROBLEM, [Step(MEDIAN), Step(IMPOSSIBLE)])[-1]
    assert plan.status is Outcome.INFEASIBLE
    assert (plan.objective, plan.bound, plan.gap, plan.other_plans_tie) == (None,) * 4
    assert (plan.chosen, plan.kept_open) == ((), ())
    assert plan.assignment.isna().all(axis=None)

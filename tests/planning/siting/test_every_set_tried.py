"""Every model against trying every set of sites, on hundreds of small problems."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import (
    evaluated,
    matrix_of,
    problem_of,
    random_problem,
    random_request,
    try_all,
    with_more_limits,
)

SEEDS = range(4)
EACH = 20


def _check(problem: SitingProblem, request: SitingRequest) -> bool:
    """Whether there is a plan, after everything about it was checked."""
    plan, tried = choose_sites(problem, request), try_all(problem, request)
    if tried.best is None:
        assert plan.status is Outcome.INFEASIBLE
        assert plan.conflict is not None
        assert (plan.objective, plan.chosen) == (None, ())
        return False
    assert plan.status is Outcome.OPTIMAL
    assert plan.objective == pytest.approx(tried.best, rel=1e-9, abs=1e-9)
    assert plan.bound == plan.objective
    assert plan.gap == 0
    assert evaluated(problem, request, plan) == pytest.approx(plan.objective, rel=1e-9, abs=1e-9)
    assert frozenset(plan.chosen + plan.kept_open) in tried.objective
    assert plan.other_plans_tie == tried.ties_with(plan.chosen)
    return True


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_sets(objective: Objective, seed: int) -> None:
    random = np.random.default_rng([seed, list(Objective).index(objective)])
    plans = 0
    for _ in range(EACH):
        problem = random_problem(random)
        plans += _check(problem, random_request(random, problem, objective))
    assert plans > EACH // 10


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_assignments_within_capacity(
    objective: Objective, seed: int
) -> None:
    random = np.random.default_rng([seed, 100 + list(Objective).index(objective)])
    plans = 0
    for _ in range(EACH):
        drawn = random_problem(random, 4, 4)
        capacity = random.integers(0, 30, len(drawn.site_ids)).astype(float)
        capacity[random.random(len(capacity)) < 0.3] = np.nan
        problem = problem_of(
            matrix_of(drawn),
            drawn.persons,
            drawn.cost_yuan,
            capacity,
            np.flatnonzero(drawn.existing),
        )
        plans += _check(problem, random_request(random, problem, objective))
    assert plans > EACH // 10


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_the_best_of_all_sets_within_groups_resources_and_what_may_be_closed(
    objective: Objective, seed: int
) -> None:
    random = np.random.default_rng([seed, 200 + list(Objective).index(objective)])
    plans = 0
    for _ in range(EACH):
        problem = random_problem(random)
        request = random_request(random, problem, objective)
        plans += _check(*with_more_limits(random, problem, request))
    assert plans > EACH // 8


@pytest.mark.parametrize("objective", Objective)
@pytest.mark.parametrize("seed", range(3))
def test_every_limit_at_once_holds_within_capacity(objective: Objective, seed: int) -> None:
    random = np.random.default_rng([seed, 300 + list(Objective).index(objective)])
    plans = 0
    for _ in range(EACH):
        drawn = random_problem(random, 4, 4)
        capacity = random.integers(5, 40, len(drawn.site_ids)).astype(float)
        capacity[random.random(len(capacity)) < 0.5] = np.nan
        request = random_request(random, drawn, objective)
        problem, request = with_more_limits(random, drawn, request)
        plans += _check(replace(problem, capacity=capacity), request)
    assert plans > EACH // 10


@pytest.mark.parametrize("objective", Objective)
def test_twelve_sites_come_out_like_trying_all_4096_sets(objective: Objective) -> None:
    random = np.random.default_rng(list(Objective).index(objective))
    minutes = random.integers(1, 60, (15, 12)).astype(float)
    problem = problem_of(minutes, random.integers(1, 9, 15), random.integers(1, 9, 12))
    request = SitingRequest(
        objective,
        p=None if objective in (Objective.LSCP, Objective.LEAST_COST) else 3,
        cutoff_min=None if objective in (Objective.P_MEDIAN, Objective.P_CENTER) else 25.0,
    )
    assert _check(problem, request)

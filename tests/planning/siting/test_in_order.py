"""Wishes in order, against trying every set of sites step by step."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import (
    Objective,
    SitingProblem,
)
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import (
    random_problem,
    random_request,
    value_of_set,
    with_more_limits,
)

EACH = 10


def random_steps(
    random: np.random.Generator, problem: SitingProblem, count: int
) -> tuple[SitingProblem, list[Step]]:
    """Steps whose limits are often wide enough that they can follow each other."""
    steps = []
    for _ in range(count):
        objective = list(Objective)[random.integers(5)]
        request = random_request(random, problem, objective)
        if random.random() < 0.4:
            problem, request = with_more_limits(random, problem, request)
        if random.random() < 0.7:
            wide = len(problem.site_ids)
            request = replace(request, p=wide, budget_yuan=None, at_most=(), resources=())
        if request.cutoff_min is not None and random.random() < 0.6:
            request = replace(request, cutoff_min=request.cutoff_min + 15.0)
        steps.append(Step(request, core=bool(random.random() < 0.4)))
    return problem, steps


def try_in_order(
    problem: SitingProblem, steps: list[Step], plans: tuple[SitingPlan, ...]
) -> list[float | None]:
    """The best value of each step, by every set there is; core sites as the plans have them."""
    free = np.flatnonzero(~problem.existing)
    sets = []
    for bits in range(2 ** len(free)):
        is_open = problem.existing.copy()
        is_open[free] = [(bits >> k) & 1 for k in range(len(free))]
        sets.append(is_open)
    best_values: list[float | None] = []
    for step, plan in zip(steps, plans, strict=False):
        values = [value_of_set(problem, step.request, s) for s in sets]
        there = [v for v in values if v is not None]
        most = step.request.objective is Objective.MCLP
        best = (max if most else min)(there, default=None)
        best_values.append(best)
        if best is None:
            break
        if step.core:
            chosen = np.isin(problem.site_ids, plan.chosen)
            sets = [s for s in sets if s[chosen].all()]
            continue
        slack = 1e-9 * max(1.0, abs(best))
        # Its own p, budget and groups are not kept, what it reached is.
        wide = len(problem.site_ids)
        lasting = replace(step.request, p=wide, budget_yuan=None, at_most=(), resources=())
        after = [value_of_set(problem, lasting, s) for s in sets]
        sets = [
            s
            for s, v in zip(sets, after, strict=True)
            if v is not None and (v >= best - slack if most else v <= best + slack)
        ]
    return best_values


def _check(problem: SitingProblem, steps: list[Step]) -> bool:
    """Whether every step has a plan, after each was checked."""
    plans = choose_in_order(problem, steps, look_for_ties=False)
    best = try_in_order(problem, steps, plans)
    assert len(plans) == len(best)
    for plan, value in zip(plans, best, strict=True):
        if value is None:
            assert plan.status is Outcome.INFEASIBLE
            assert plan.conflict is not None
            continue
        assert plan.status is Outcome.OPTIMAL
        assert plan.objective == pytest.approx(value, rel=1e-8, abs=1e-8)
    return best[-1] is not None


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_each_step_is_the_best_that_the_steps_before_leave(seed: int, count: int) -> None:
    random = np.random.default_rng([seed, count, 41])
    done = 0
    while done < EACH:
        done += _check(*random_steps(random, random_problem(random, 8, 6), count))


@pytest.mark.parametrize("seed", range(4))
def test_each_step_is_the_best_within_capacity(seed: int) -> None:
    random = np.random.default_rng([seed, 43])
    done = 0
    while done < EACH:
        drawn = random_problem(random, 3, 4)
        capacity = random.integers(8, 40, len(drawn.site_ids)).astype(float)
        capacity[random.random(len(capacity)) < 0.5] = np.nan
        problem, steps = random_steps(random, drawn, 2)
        done += _check(replace(problem, capacity=capacity), steps)

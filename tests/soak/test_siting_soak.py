"""What must be true of every plan, on many more problems than the test command draws."""

import numpy as np
import pytest

from analysis.planning.siting import mclp, on_sites_alone, p_median_mip
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.in_order import choose_in_order
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import random_problem, random_request, try_all
from tests.planning.siting.test_in_order import random_steps, try_in_order
from tests.planning.siting.test_properties import (
    test_a_larger_budget_is_never_worse,
    test_a_longer_cutoff_is_never_worse,
    test_one_more_site_is_never_worse,
    test_rows_in_another_order_give_the_same_objective,
    test_the_fewest_sites_reach_everybody_and_one_less_does_not,
    test_weights_times_eight_change_nothing_but_the_objective,
)

__all__ = [
    "test_a_larger_budget_is_never_worse",
    "test_a_longer_cutoff_is_never_worse",
    "test_one_more_site_is_never_worse",
    "test_rows_in_another_order_give_the_same_objective",
    "test_the_fewest_sites_reach_everybody_and_one_less_does_not",
    "test_weights_times_eight_change_nothing_but_the_objective",
]


@pytest.fixture(params=["one programme", "sites alone"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to solve, however small the problem."""
    if request.param == "sites alone":
        monkeypatch.setattr(mclp, "_MOST_ENTRIES", -1)
        monkeypatch.setattr(p_median_mip, "_MOST_PAIRS", -1)
        monkeypatch.setattr(on_sites_alone, "_MOST_PAIRS", -1)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("objective", Objective)
def test_the_plan_is_the_best_of_all_sets(objective: Objective) -> None:
    random = np.random.default_rng(101)
    for _ in range(200):
        problem = random_problem(random)
        request = random_request(random, problem, objective)
        plan, tried = choose_sites(problem, request), try_all(problem, request)
        if tried.best is None:
            assert plan.status is Outcome.INFEASIBLE
            continue
        assert plan.status is Outcome.OPTIMAL
        assert plan.objective == pytest.approx(tried.best, rel=1e-9, abs=1e-9)
        assert plan.other_plans_tie == tried.ties_with(plan.chosen)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("count", [2, 3])
def test_each_step_is_the_best_that_the_steps_before_leave(count: int) -> None:
    random = np.random.default_rng([count, 103])
    for _ in range(150):
        problem, steps = random_steps(random, random_problem(random, 8, 6), count)
        plans = choose_in_order(problem, steps, look_for_ties=False)
        for plan, value in zip(plans, try_in_order(problem, steps, plans), strict=True):
            if value is None:
                assert plan.status is Outcome.INFEASIBLE
            else:
                assert plan.objective == pytest.approx(value, rel=1e-8, abs=1e-8)

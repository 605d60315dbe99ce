"""A search that ends early keeps the best it found and says how far from best it can be."""

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome, Progress
from tests.planning.siting.small_problems import evaluated, problem_of

WANTED = {
    Objective.LEAST_COST: {"cutoff_min": 12.0},
    Objective.LSCP: {"cutoff_min": 12.0},
    Objective.MCLP: {"p": 8, "cutoff_min": 10.0},
    Objective.P_MEDIAN: {"p": 12},
    Objective.P_CENTER: {"p": 12},
}


def hard_problem(people: int = 300, sites: int = 120) -> SitingProblem:
    random = np.random.default_rng(3)
    here, there = random.random((people, 2)) * 60, random.random((sites, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    return problem_of(minutes, random.integers(1, 99, people), random.integers(50, 99, sites))


@pytest.mark.parametrize("objective", Objective)
def test_cancelled_at_the_first_plan_it_keeps_the_plan_and_a_true_bound(
    objective: Objective,
) -> None:
    problem = hard_problem()
    request = SitingRequest(objective, **WANTED[objective])
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return progress.incumbent is None

    plan = choose_sites(problem, request, watch)
    best = choose_sites(problem, SitingRequest(objective, time_limit_s=20, **WANTED[objective]))
    assert heard
    assert plan.status in (Outcome.FEASIBLE, Outcome.OPTIMAL)
    assert plan.objective is not None
    assert plan.bound is not None
    assert evaluated(problem, request, plan) == pytest.approx(plan.objective)
    assert best.objective is not None
    low, high = sorted((plan.objective, plan.bound))
    assert low - 1e-6 <= best.objective <= high + 1e-6
    assert plan.gap == pytest.approx((high - low) / max(1.0, abs(plan.objective)))


def test_a_time_limit_ends_a_search_that_would_go_on() -> None:
    problem = hard_problem(400, 200)
    request = SitingRequest(Objective.P_MEDIAN, budget_yuan=700.0, time_limit_s=0.3)
    plan = choose_sites(problem, request, look_for_ties=False)
    assert plan.seconds < 30
    assert plan.status is Outcome.FEASIBLE
    assert plan.objective is not None
    assert plan.bound is not None
    assert plan.bound < plan.objective
    assert plan.assignment["site_id"].notna().all()


def test_without_time_nothing_is_found_and_nothing_claimed() -> None:
    problem = hard_problem(30, 10)
    request = SitingRequest(Objective.P_CENTER, p=3, time_limit_s=1e-9)
    plan = choose_sites(problem, request)
    assert plan.status is Outcome.NOTHING_FOUND
    assert (plan.objective, plan.gap, plan.chosen) == (None, None, ())
    assert plan.conflict is None


def test_without_time_a_start_that_keeps_the_limits_is_a_plan() -> None:
    problem = hard_problem(30, 10)
    request = SitingRequest(Objective.P_MEDIAN, budget_yuan=300.0, time_limit_s=1e-9)
    plan = choose_sites(problem, request)
    assert plan.status is Outcome.FEASIBLE
    assert plan.objective == pytest.approx(evaluated(problem, request, plan))
    assert plan.bound == 0.0
    assert problem.cost_yuan[np.isin(problem.site_ids, plan.chosen)].sum() <= 300.0


def test_the_watcher_is_told_of_better_plans_and_tighter_bounds() -> None:
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return True

    request = SitingRequest(Objective.P_MEDIAN, p=12)
    plan = choose_sites(hard_problem(), request, watch, look_for_ties=False)
    incumbents = [h.incumbent for h in heard if h.incumbent is not None]
    assert incumbents == sorted(incumbents, reverse=True)
    assert plan.objective is not None
    assert all(value >= plan.objective - 1e-6 for value in incumbents)
    assert all(h.bound <= plan.objective + 1e-6 for h in heard if h.bound is not None)
    assert [h.seconds for h in heard] == sorted(h.seconds for h in heard)

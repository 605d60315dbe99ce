"""Wishes in order whose kept values are cuts on the sites alone, however small they are."""

import numpy as np
import pytest

from analysis.planning.siting import on_sites_alone
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.exchanges import Ceiling
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.projected_times import Times
from analysis.planning.siting.solver import Outcome, Progress
from tests.planning.siting.small_problems import problem_of, random_problem, requirement
from tests.planning.siting.test_in_order import random_steps, try_in_order


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the problem."""
    monkeypatch.setattr(on_sites_alone, "_MOST_PAIRS", -1)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("seed", range(6))
def test_each_step_is_the_best_that_the_steps_before_leave(seed: int) -> None:
    random = np.random.default_rng([seed, 61])
    for _ in range(8):
        problem, steps = random_steps(random, random_problem(random, 8, 6), 2 + seed % 2)
        plans = choose_in_order(problem, steps, look_for_ties=False)
        for plan, value in zip(plans, try_in_order(problem, steps, plans), strict=True):
            if value is None:
                assert plan.status is Outcome.INFEASIBLE
            else:
                assert plan.objective == pytest.approx(value, rel=1e-8, abs=1e-8)


def spread(people: int, sites: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    here, there = random.random((people, 2)) * 60, random.random((sites, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1)).round(1)
    return minutes, random.integers(1, 50, people).astype(float)


def test_a_later_step_that_is_ended_keeps_what_the_one_before_reached(always: None) -> None:
    minutes, persons = spread(60, 15)
    problem = problem_of(minutes, persons)
    first = Step(SitingRequest(Objective.MCLP, p=4, cutoff_min=15.0))
    then = Step(SitingRequest(Objective.P_MEDIAN, p=4))
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        # The second step's first incumbent is of other size than any number of persons.
        return progress.incumbent is None or progress.incumbent <= persons.sum()

    covered, ended = choose_in_order(problem, [first, then], watch)
    assert heard
    reached = minutes[:, np.isin(problem.site_ids, ended.chosen)].min(axis=1) <= 15.0
    assert persons[reached].sum() >= covered.objective
    assert ended.status is Outcome.FEASIBLE


def test_a_ceiling_cuts_what_costs_too_much_and_nothing_that_does_not() -> None:
    random = np.random.default_rng(3)
    table = random.integers(0, 30, (12, 6)).astype(float)
    row, site = np.nonzero(np.ones_like(table))
    times = Times(row, site, table.ravel(), np.full(12, 40.0), 6, 3)
    sets = [np.array([(k >> j) & 1 for j in range(6)], dtype=bool) for k in range(64)]
    ceiling = Ceiling(times, float(np.median([times.cost(s) for s in sets])))
    for _ in range(20):
        slope, least, reach = ceiling.cut(random.random(6))
        assert not reach.shape[0]
        if slope is not None:
            assert all((slope @ s)[0] >= least - 1e-9 for s in sets if ceiling.holds(s))
    for s in sets:
        slope, least, _ = ceiling.cut(s.astype(float))
        assert (slope is None) == ceiling.holds(s)
        assert slope is None or (slope @ s)[0] < least


def test_a_plan_is_there_at_once_with_requirements_groups_and_a_budget() -> None:
    minutes, persons = spread(200, 40)
    cost = np.random.default_rng(2).integers(5, 20, 40)
    problem = problem_of(minutes, persons, cost)
    rules = (requirement(range(5), 1), requirement(range(5, 12), 2))
    for objective, cutoff in ((Objective.P_MEDIAN, None), (Objective.MCLP, 10.0)):
        request = SitingRequest(
            objective, budget_yuan=60.0, cutoff_min=cutoff, required=rules, time_limit_s=30.0
        )
        heard: list[Progress] = []

        def watch(progress: Progress, heard: list[Progress] = heard) -> bool:
            heard.append(progress)
            return progress.incumbent is None

        plan = choose_sites(problem, request, watch)
        assert plan.status in (Outcome.FEASIBLE, Outcome.OPTIMAL)
        assert cost[np.isin(problem.site_ids, plan.chosen)].sum() <= 60
        assert len(heard) < 30

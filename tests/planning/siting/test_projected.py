"""Coverings and p-medians cut and branched on the sites alone, however small they are."""

import numpy as np
import pytest
from scipy import sparse

from analysis.planning.siting import mclp, p_median_mip
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.exchanges import LimitRows, improved
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.projected import Projected, Reach
from analysis.planning.siting.projected_times import Times
from analysis.planning.siting.rows import merged
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import (
    INF,
    evaluated,
    problem_of,
    random_problem,
    random_request,
    requirement,
    try_all,
)

EACH = 15


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the problem."""
    monkeypatch.setattr(mclp, "_MOST_ENTRIES", -1)
    monkeypatch.setattr(p_median_mip, "_MOST_PAIRS", -1)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("objective", [Objective.MCLP, Objective.P_MEDIAN])
@pytest.mark.parametrize("seed", range(3))
def test_the_plan_is_the_best_of_all_sets(objective: Objective, seed: int) -> None:
    random = np.random.default_rng([seed, 7])
    for _ in range(EACH):
        problem = random_problem(random)
        request = random_request(random, problem, objective)
        plan, tried = choose_sites(problem, request), try_all(problem, request)
        if tried.best is None:
            assert plan.status is Outcome.INFEASIBLE
            continue
        assert plan.status is Outcome.OPTIMAL
        assert plan.objective == pytest.approx(tried.best, rel=1e-9, abs=1e-9)
        assert plan.bound == plan.objective
        assert evaluated(problem, request, plan) == pytest.approx(plan.objective)
        assert plan.other_plans_tie == tried.ties_with(plan.chosen)


def plane(people: int, sites: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(11)
    here, there = random.random((people, 2)) * 60, random.random((sites, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    return minutes, random.integers(1, 50, people).astype(float), random.integers(50, 99, sites)


@pytest.mark.parametrize("objective", [Objective.MCLP, Objective.P_MEDIAN])
def test_a_larger_problem_comes_out_as_by_one_programme(
    objective: Objective, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes, persons, cost = plane(100, 25)
    problem = problem_of(minutes, persons, cost, existing=[3])
    request = SitingRequest(
        objective,
        budget_yuan=400.0,
        cutoff_min=18.0 if objective is Objective.MCLP else None,
        required=(requirement(range(5), 1), requirement(range(4, 9), 2)),
    )
    found = []
    for most in (-1, 10**9):
        monkeypatch.setattr(mclp, "_MOST_ENTRIES", most)
        monkeypatch.setattr(p_median_mip, "_MOST_PAIRS", most)
        found.append(choose_sites(problem, request, look_for_ties=False))
    assert found[0].status is found[1].status is Outcome.OPTIMAL
    assert found[0].objective == pytest.approx(found[1].objective)


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize("objective", [Objective.MCLP, Objective.P_MEDIAN])
@pytest.mark.parametrize("told", [1, 3, 8])
def test_ended_at_any_time_the_bound_is_no_better_than_the_truth(
    objective: Objective, told: int
) -> None:
    minutes, persons, cost = plane(120, 25)
    problem = problem_of(minutes, persons, cost)
    cutoff = 12.0 if objective is Objective.MCLP else None
    request = SitingRequest(objective, budget_yuan=400.0, cutoff_min=cutoff)
    heard = []

    def watch(progress: object) -> bool:
        heard.append(progress)
        return len(heard) < told

    plan = choose_sites(problem, request, watch, look_for_ties=False)
    best = choose_sites(problem, request, look_for_ties=False)
    assert best.status is Outcome.OPTIMAL
    assert best.objective is not None
    assert plan.objective is not None
    assert plan.bound is not None
    low, high = sorted((plan.objective, plan.bound))
    assert low - 1e-6 <= best.objective <= high + 1e-6


def drawn(seed: int) -> tuple[Projected, np.random.Generator]:
    random = np.random.default_rng(seed)
    if seed % 2:
        matrix = sparse.csr_array((random.random((20, 7)) < 0.4).astype(float))
        return Reach(matrix, random.integers(1, 9, 20).astype(float), 5), random
    table = random.integers(0, 30, (20, 7)).astype(float)
    row, site = np.nonzero(random.random((20, 7)) < 0.8)
    base = np.where(random.random(20) < 0.3, 20.0, INF)
    return Times(row, site, table[row, site], base, 7, 4), random


@pytest.mark.parametrize("seed", range(20))
def test_no_cut_is_above_the_cost_of_any_set_of_sites(seed: int) -> None:
    projected, random = drawn(seed)
    for _ in range(20):
        cuts = projected.cuts(random.random(7) * random.random())
        is_open = random.random(7) < 0.5
        cost = projected.cost(is_open)
        if np.isfinite(cost):
            y = is_open.astype(float)
            assert np.maximum(cuts.const - cuts.slope @ y, 0.0).sum() <= cost + 1e-9
            assert (cuts.reach @ y >= 1.0).all()


@pytest.mark.parametrize("seed", range(20))
def test_at_a_set_of_sites_its_own_cuts_say_what_it_costs(seed: int) -> None:
    projected, random = drawn(seed)
    is_open = random.random(7) < 0.5
    y = is_open.astype(float)
    cuts, cost = projected.cuts(y), projected.cost(is_open)
    if np.isfinite(cost):
        assert (cuts.const - cuts.slope @ y).sum() == pytest.approx(cost)
    else:
        assert (cuts.reach @ y < 1.0).any()


@pytest.mark.parametrize("seed", range(20))
def test_an_exchange_brings_what_it_says(seed: int) -> None:
    projected, random = drawn(seed)
    inside = random.choice(7, 3, replace=False)
    profit, gain = projected.exchanges(inside)
    before = projected.cost(np.isin(np.arange(7), inside))
    for into in set(range(7)) - set(inside.tolist()):
        added = projected.cost(np.isin(np.arange(7), [*inside, into]))
        if np.isfinite(before):
            assert before - added == pytest.approx(gain[into])
        for place in range(3):
            sites = [*np.delete(inside, place), into]
            after = projected.cost(np.isin(np.arange(7), sites))
            if np.isfinite(before) and np.isfinite(after):
                assert before - after == pytest.approx(profit[into, place])


def test_exchanges_keep_the_limits() -> None:
    reach = Reach(sparse.csr_array(np.eye(4)), np.array([1.0, 2.0, 3.0, 4.0]))
    limits = LimitRows(
        sparse.csr_array(np.array([[1.0, 1.0, 1.0, 9.0]])), np.array([-INF]), np.array([2.0])
    )
    start = np.array([True, False, False, False])
    found = improved(reach, limits, start, set(), lambda: True)
    assert found.tolist() == [False, True, True, False]


@pytest.mark.usefixtures("always")
def test_without_a_site_that_may_open_nobody_more_is_reached() -> None:
    problem = problem_of([[5, 9], [30, 9]], [2, 3], existing=[0, 1])
    plan = choose_sites(problem, SitingRequest(Objective.MCLP, p=1, cutoff_min=6.0))
    assert (plan.status, plan.objective, plan.chosen) == (Outcome.OPTIMAL, 2.0, ())


def test_rows_are_merged_where_sites_and_minutes_are_the_same_and_only_there() -> None:
    problem = problem_of([[5, 9], [5, 9], [5, 8], [5, INF], [INF, 5], [5, 9]], [1] * 6)
    instance = Instance.of(problem, SitingRequest(Objective.P_MEDIAN, p=1))
    by_sites = merged(instance, range(6), by_minutes=False)
    by_minutes = merged(instance, range(6), by_minutes=True)
    assert [g.tolist() for g in by_sites] == [[0, 1, 2, 5], [3], [4]]
    assert [g.tolist() for g in by_minutes] == [[0, 1, 5], [2], [3], [4]]

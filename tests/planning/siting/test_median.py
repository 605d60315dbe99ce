"""The p-median against every plan counted out, and what must hold of any answer."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from analysis.planning.siting.median import solve_p_median
from analysis.planning.siting.median_search import Cancelled
from tests.planning.siting.median_cases import best, drawn, network, plans, town

# Costs of rounding when sums are added up in another order.
CLOSE = 1e-9


class Ticks:
    """A clock that moves by the same amount whenever it is read."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.mark.parametrize("first", range(0, 600, 50))
def test_the_answer_is_the_best_of_all_plans(first: int) -> None:
    for seed in range(first, first + 50):
        cost, p, fixed = drawn(seed)
        found = solve_p_median(cost, p, fixed)
        least = best(cost, p, fixed)
        if np.isinf(least):
            assert (found.status, found.open) == ("infeasible", ()), seed
            continue
        assert found.status == "optimal", seed
        assert found.objective == pytest.approx(least, rel=CLOSE, abs=0), seed
        assert plans(cost, p, fixed)[found.open] == pytest.approx(found.objective, rel=1e-12), seed
        assert found.bound <= least * (1 + 1e-12), seed
        assert found.bound >= found.objective * (1 - 2 * CLOSE), seed


def test_three_villages_and_two_sites_by_hand() -> None:
    # 2 persons x 10 and 30 min, 1 x 30 and 10, 3 x 20 and 20: site 0 costs 20 + 30 + 60.
    cost = np.array([[20.0, 60.0], [30.0, 10.0], [60.0, 60.0]])
    found = solve_p_median(cost, 1)
    assert (found.open, found.objective, found.status) == ((0,), 110.0, "optimal")


def test_what_is_open_anyway_does_not_count_towards_p() -> None:
    cost = np.array([[5.0, 0.0, 9.0], [5.0, 9.0, 0.0]])
    found = solve_p_median(cost, 1, np.array([True, False, False]))
    assert (found.open, found.objective) == ((0, 1), 5.0)


def test_no_site_more_is_an_answer_too() -> None:
    found = solve_p_median(np.array([[5.0, 0.0]]), 0, np.array([True, False]))
    assert (found.open, found.objective, found.bound) == ((0,), 5.0, 5.0)


def test_as_many_as_there_are_opens_all() -> None:
    found = solve_p_median(np.array([[5.0, 3.0], [1.0, 2.0]]), 2)
    assert (found.open, found.objective) == ((0, 1), 4.0)


def test_more_sites_than_there_are_cannot_be_opened() -> None:
    assert solve_p_median(np.array([[5.0, 3.0]]), 3).status == "infeasible"


def test_someone_who_reaches_no_site_makes_it_infeasible() -> None:
    found = solve_p_median(np.array([[np.inf, np.inf], [1.0, 2.0]]), 1)
    assert (found.status, found.bound) == ("infeasible", np.inf)


def test_too_few_sites_to_reach_everyone_is_infeasible() -> None:
    cost = np.where(np.eye(8, dtype=bool), 1.0, np.inf)
    assert solve_p_median(cost, 7).status == "infeasible"
    assert solve_p_median(cost, 8).objective == 8.0


@pytest.mark.parametrize(
    ("cost", "p", "fixed"),
    [
        (np.array([[-1.0]]), 1, None),
        (np.array([[np.nan]]), 1, None),
        (np.array([1.0]), 1, None),
        (np.array([[1.0]]), -1, None),
        (np.array([[1.0]]), 1, np.array([True, False])),
    ],
)
def test_what_is_no_table_of_costs_is_refused(cost, p, fixed) -> None:
    with pytest.raises(ValueError, match=r"cost|p is|fixed_open"):
        solve_p_median(cost, p, fixed)


@pytest.mark.parametrize("cost", [network(60, 3), town(50, 30, 4)], ids=["network", "town"])
def test_one_site_more_never_costs_more(cost) -> None:
    values = [solve_p_median(cost, p).objective for p in range(1, 16)]
    assert all(more <= less for less, more in itertools.pairwise(values))


def test_times_as_many_people_everywhere_change_no_site() -> None:
    cost = town(50, 30, 9)
    once, often = solve_p_median(cost, 6), solve_p_median(cost * 7.0, 6)
    assert once.open == often.open
    assert often.objective == pytest.approx(7.0 * once.objective)


def test_the_same_table_gives_the_same_answer() -> None:
    cost = network(80, 5)
    assert solve_p_median(cost, 8) == solve_p_median(cost, 8)


def test_the_table_is_left_as_it_was() -> None:
    cost = town(30, 20, 1)
    before = cost.copy()
    solve_p_median(cost, 4)
    assert np.array_equal(cost, before)


def hard() -> np.ndarray:
    """A table that is not done at the root: everyone costs the same or much."""
    rng = np.random.default_rng(8)
    return rng.integers(1, 100, (60, 40)).astype(float)


@pytest.mark.parametrize("limit", [3, 30, 100, 300, 1000])
def test_out_of_time_it_keeps_its_plan_and_a_bound_that_holds(limit: int) -> None:
    cost, p = hard(), 6
    least = solve_p_median(cost, p).objective
    found = solve_p_median(cost, p, None, float(limit), clock=Ticks(1.0))
    assert found.status == "feasible"
    assert len(found.open) == p
    assert found.objective == cost[:, list(found.open)].min(axis=1).sum()
    assert 0 < found.bound <= least <= found.objective


def test_the_bound_of_a_longer_search_is_no_worse() -> None:
    bounds = [
        solve_p_median(hard(), 6, None, float(limit), clock=Ticks(1.0)).bound
        for limit in (10, 100, 1000, 5000)
    ]
    assert bounds == sorted(bounds)


def test_no_time_at_all_still_answers_with_a_bound() -> None:
    found = solve_p_median(hard(), 6, None, 0.0, clock=Ticks(1.0))
    assert (found.status, found.open, found.objective) == ("feasible", (), np.inf)


def test_a_cancelled_search_keeps_its_plan() -> None:
    told: list[tuple[float, float]] = []

    def progress(incumbent: float, bound: float) -> None:
        told.append((incumbent, bound))
        if len(told) == 40:
            raise Cancelled

    found = solve_p_median(hard(), 6, progress=progress, clock=Ticks(1.0))
    assert found.status == "feasible"
    assert len(found.open) == 6
    assert found.objective == told[-1][0]
    assert len(told) == 40


def test_what_progress_is_told_narrows_towards_the_optimum() -> None:
    told: list[tuple[float, float]] = []
    found = solve_p_median(hard(), 6, progress=lambda *pair: told.append(pair), clock=Ticks(1.0))
    incumbents = [incumbent for incumbent, _ in told]
    assert incumbents == sorted(incumbents, reverse=True)
    assert all(bound <= found.objective <= incumbent for incumbent, bound in told)

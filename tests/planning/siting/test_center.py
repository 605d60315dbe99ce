"""The p-center against every plan counted out, and what decides a radius against every cover."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from analysis.planning.siting import center_people
from analysis.planning.siting.center import solve_p_center
from analysis.planning.siting.center_cover import Cover, Undecided, reaching_all, too_few
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.solver import Clock, Outcome
from tests.planning.siting.median_cases import Costs, drawn, network, town
from tests.planning.siting.small_problems import problem_of


def quietly(_incumbent: float | None, _bound: float | None) -> bool:
    return True


def every_worst(d: Costs, base: Costs, p: int) -> dict[tuple[int, ...], float]:
    """The worst time of every plan of at most p sites."""
    return {
        plan: float(np.minimum(base, d[:, list(plan)].min(axis=1, initial=np.inf)).max(initial=0))
        for count in range(min(p, d.shape[1]) + 1)
        for plan in itertools.combinations(range(d.shape[1]), count)
    }


def least_worst(d: Costs, p: int) -> float:
    """The least worst time with p sites, nothing open yet."""
    return solve_p_center(d, np.full(len(d), np.inf), p, Clock()).worst


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_the_answer_is_the_best_of_all_plans(first: int) -> None:
    for seed in range(first, first + 50):
        cost, p, fixed = drawn(seed)
        d, base = cost[:, ~fixed], cost[:, fixed].min(axis=1, initial=np.inf)
        found, every = solve_p_center(d, base, p, Clock()), every_worst(d, base, p)
        least = min(every.values())
        assert found.proven, seed
        if np.isinf(least):
            assert found.sites is None, seed
            continue
        assert (found.worst, found.bound) == (least, least), seed
        assert found.sites is not None
        assert every[found.sites] == least, seed


def small_covers(count: int) -> list[tuple[Cover, int]]:
    """Covers at random and the fewest sites of each; many take more than any bound says."""
    covers = []
    for seed in range(count):
        rng = np.random.default_rng(seed)
        reached = rng.random((int(rng.integers(1, 16)), 10)) < rng.choice([0.2, 0.3, 0.45])
        reached[np.arange(len(reached)), rng.integers(0, 10, len(reached))] = True
        fewest = next(
            k
            for k in range(1, 11)
            if any(
                reached[:, list(c)].any(axis=1).all() for c in itertools.combinations(range(10), k)
            )
        )
        covers.append((Cover.of(reached), fewest))
    return covers


def test_one_site_less_than_the_fewest_never_reaches_all() -> None:
    for cover, fewest in small_covers(200):
        chosen = reaching_all(cover, fewest, Clock(), quietly)
        assert chosen is not None
        assert len(chosen) <= fewest
        assert cover.reach[:, chosen].any(axis=1).all()
        assert reaching_all(cover, fewest - 1, Clock(), quietly) is None


def odd_cycle(length: int) -> Cover:
    """Each site reaches two neighbours: the prices say length / 2, the answer is half more."""
    return Cover.of(np.eye(length, dtype=bool) | np.eye(length, k=1, dtype=bool) | np.eye(
        length, k=1 - length, dtype=bool
    ))  # fmt: skip


def test_what_prices_leave_open_is_decided_by_the_programme() -> None:
    assert too_few(odd_cycle(7), 3, Clock(), quietly)[0]
    rings = Cover.of(np.kron(np.eye(2), odd_cycle(7).reach) > 0)
    assert not too_few(rings, 7, Clock(), quietly)[0]
    assert reaching_all(rings, 7, Clock(), quietly) is None
    assert reaching_all(rings, 8, Clock(), quietly) is not None


def test_prices_never_prove_too_much() -> None:
    for cover, fewest in small_covers(200):
        proven, prices = too_few(cover, fewest, Clock(), quietly)
        assert not proven
        assert (prices @ cover.reach <= 1 + 1e-9).all()


def test_what_is_reduced_has_the_same_fewest() -> None:
    for cover, fewest in small_covers(200):
        reduced = cover.reduced()
        assert reduced.reach.size <= cover.reach.size
        assert reaching_all(reduced, fewest, Clock(), quietly) is not None
        assert reaching_all(reduced, fewest - 1, Clock(), quietly) is None


@pytest.mark.parametrize("cost", [network(60, 3), town(50, 30, 4)], ids=["network", "town"])
def test_one_site_more_is_never_worse(cost) -> None:
    values = [least_worst(cost, p) for p in range(1, 13)]
    assert all(more <= less for less, more in itertools.pairwise(values))


def test_without_time_there_is_a_bound_and_no_claim() -> None:
    cost = network(60, 3)
    found = solve_p_center(cost, np.full(60, np.inf), 5, Clock(0.0))
    assert not found.proven
    assert found.sites is None
    assert 0 <= found.bound <= least_worst(cost, 5)


def test_a_watcher_who_stops_keeps_the_best_so_far() -> None:
    cost = network(60, 3)
    least = least_worst(cost, 5)
    for stop_at in range(1, 14):
        told: list[float | None] = []

        def watch(progress, told=told, stop_at=stop_at) -> bool:
            told.append(progress.incumbent)
            return len(told) < stop_at

        found = solve_p_center(cost, np.full(60, np.inf), 5, Clock(None, watch))
        assert found.bound <= least <= found.worst
        if found.sites is not None:
            assert cost[:, list(found.sites)].min(axis=1).max() == found.worst


def test_a_cover_without_time_is_undecided() -> None:
    rings = Cover.of(np.kron(np.eye(2), odd_cycle(7).reach) > 0)
    with pytest.raises(Undecided):
        reaching_all(rings, 7, Clock(0.0), quietly)


@pytest.mark.parametrize("seed", range(5))
def test_asking_some_of_the_people_first_ends_at_the_same_worst_time(seed, monkeypatch) -> None:
    asked = problem_of(town(60, 12, seed), np.ones(60))
    whole = choose_sites(asked, SitingRequest(Objective.P_CENTER, p=3))
    monkeypatch.setattr(center_people, "AT_FIRST", 4)
    monkeypatch.setattr(center_people, "ADDED", 2)
    by_some = choose_sites(asked, SitingRequest(Objective.P_CENTER, p=3))
    assert (by_some.status, by_some.objective) == (Outcome.OPTIMAL, whole.objective)
    assert by_some.bound == by_some.objective


@pytest.mark.parametrize("seed", range(12))
def test_whether_other_plans_tie_is_what_all_plans_say(seed: int) -> None:
    rng = np.random.default_rng(seed)
    minutes = rng.integers(0, 12, (9, 7)).astype(float)
    plan = choose_sites(problem_of(minutes, np.ones(9)), SitingRequest(Objective.P_CENTER, p=3))
    every = every_worst(minutes, np.full(9, np.inf), 3)
    chosen = {int(name[1:]) for name in plan.chosen}
    ties = any(w == plan.objective for sites, w in every.items() if not chosen <= set(sites))
    assert plan.other_plans_tie == ties

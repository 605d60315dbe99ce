"""The Lagrangian bound is below every plan, and what it settles is settled rightly."""

from __future__ import annotations

import time

import numpy as np
import pytest

from analysis.planning.siting.median_bound import Part, decided, lagrangian
from analysis.planning.siting.median_search import Search
from analysis.planning.siting.median_tree import searched
from tests.planning.siting.median_cases import best, drawn, plans

NONE_FIXED = 0


def whole_part(seed: int) -> tuple[np.ndarray, int, Part] | None:
    """A drawn table without infinities as a part with prices at random; None if p is too small."""
    cost, p, fixed = drawn(seed)
    cost, fixed = np.where(np.isinf(cost), 50.0, cost), np.zeros(len(fixed), dtype=bool)
    if not 1 < p < cost.shape[1]:
        return None
    rng = np.random.default_rng(seed)
    d = np.ascontiguousarray(cost.T)
    c = d.max(axis=0) + 1.0
    least = d.min(axis=0)
    prices = least + rng.random(len(least)) * (c - least) * rng.choice([0.2, 1.0])
    part = Part(np.arange(len(d)), d, c, p, (), prices, 0.0, 0.0, np.zeros(len(d)))
    return cost, p, part


CASES = [case for seed in range(400) if (case := whole_part(seed)) is not None]


def test_there_are_many_cases() -> None:
    assert len(CASES) > 200


def test_the_bound_is_never_above_the_optimum() -> None:
    for cost, p, part in CASES:
        value, _, _ = lagrangian(part, part.prices)
        least = best(cost, p, np.zeros(cost.shape[1], dtype=bool))
        assert value <= least + 1e-9 * max(1.0, part.prices.sum())


def test_a_plan_that_is_better_keeps_what_is_opened_and_lacks_what_is_closed() -> None:
    settled = 0
    for cost, p, part in CASES:
        value, rho, order = lagrangian(part, part.prices)
        every = plans(cost, p, np.zeros(cost.shape[1], dtype=bool))
        target = min(every.values()) * 1.05 + 1e-6
        opening, closing = decided(value, rho, order, p, target)
        settled += len(opening) + len(closing)
        for sites, total in every.items():
            if total <= target - 1e-6:
                assert set(opening.tolist()) <= set(sites)
                assert not set(closing.tolist()) & set(sites)
    assert settled > 100


@pytest.mark.parametrize("above", [1, 2, 5, 10, 30, 100])
def test_branch_and_bound_finds_the_optimum_from_a_bound_alone(above: int) -> None:
    rng = np.random.default_rng(above)
    for _ in range(25):
        persons, sites = int(rng.integers(4, 25)), int(rng.integers(4, 11))
        cost = rng.integers(0, 60, (persons, sites)).astype(float)
        p = int(rng.integers(1, sites))
        least = best(cost, p, np.zeros(sites, dtype=bool))
        d = np.ascontiguousarray(cost.T)
        search = Search(
            lambda chosen, d=d: float(d[chosen].min(axis=0).sum()),
            least + above, whole=True, clock=time.monotonic, swaps=False,
        )  # fmt: skip
        c = d.max(axis=0)
        searched(
            Part(np.arange(sites), d, c, p, (), d.min(axis=0), 0.0, 0.0, np.zeros(sites)), search
        )
        assert search.sites is not None
        assert search.upper == least
        assert len(search.sites) == p


def test_branch_and_bound_says_when_nothing_is_better() -> None:
    rng = np.random.default_rng(1)
    cost = rng.integers(1, 60, (20, 9)).astype(float)
    d = np.ascontiguousarray(cost.T)
    least = best(cost, 3, np.zeros(9, dtype=bool))
    search = Search(
        lambda chosen: float(d[chosen].min(axis=0).sum()), least - 1, True, time.monotonic
    )
    searched(
        Part(np.arange(9), d, d.max(axis=0), 3, (), d.min(axis=0), 0.0, 0.0, np.zeros(9)), search
    )
    assert search.sites is None

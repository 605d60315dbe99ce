"""The start: greedy and swaps, against every plan and every swap counted out."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.planning.siting.median_start import greedy, profits, swapped
from tests.planning.siting.median_cases import town


def test_greedy_takes_the_site_that_helps_most_each_time() -> None:
    d = np.array([[0.0, 9.0, 9.0], [5.0, 5.0, 5.0], [9.0, 0.0, 1.0]])
    assert greedy(d, np.full(3, 100.0), 2).tolist() == [2, 0]


def test_greedy_takes_the_first_of_equals() -> None:
    assert greedy(np.ones((4, 3)), np.full(3, 9.0), 2).tolist() == [0, 1]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("based", [False, True])
@pytest.mark.parametrize("p", [1, 2, 4])
def test_the_profit_of_a_swap_is_what_the_sum_falls_by(seed: int, based: bool, p: int) -> None:
    rng = np.random.default_rng(seed)
    d = rng.integers(0, 20, (9, 15)).astype(float)
    c = rng.integers(0, 20, 15).astype(float) if based else np.full(15, 1000.0)
    inside, outside = np.arange(p), np.arange(p, 9)
    profit = profits(d, c, inside)
    before = np.minimum(c, d[inside].min(axis=0)).sum()
    for into in outside:
        for out in range(p):
            after = np.minimum(c, d[[*np.delete(inside, out), into]].min(axis=0)).sum()
            assert profit[into, out] == before - after


def test_no_swap_lowers_what_swaps_have_ended_at() -> None:
    d, c = np.ascontiguousarray(town(40, 25, 2).T), np.full(40, 1e6)
    ended = swapped(d, c, np.arange(5))
    assert profits(d, c, ended).max() <= 1e-6

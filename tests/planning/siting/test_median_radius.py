"""The programme for what is left, and the solver beside a programme of another shape."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from analysis.planning.siting import median
from analysis.planning.siting.median import solve_p_median
from analysis.planning.siting.median_bound import Part, climbed
from analysis.planning.siting.median_radius import radius_programme, settled_by_programme
from analysis.planning.siting.median_search import Cancelled, OutOfTime, Search
from analysis.planning.siting.median_start import greedy, swapped, two_nearest
from analysis.planning.siting.solver import Clock, Programme, solve
from tests.planning.siting.median_cases import Costs, best, network, town


def part_of(cost: Costs, p: int, prices: float) -> Part:
    """All plans of a table, every price this share of the way up."""
    d = np.ascontiguousarray(cost.T)
    least, c = d.min(axis=0), d.max(axis=0)
    return Part(
        np.arange(len(d)), d, c, p, (), least + prices * (c - least), 0.0, 0.0, np.zeros(len(d))
    )


def search_of(cost: Costs, upper: float, whole: bool = True) -> Search:
    return Search(lambda s: float(cost[:, s].min(axis=1).sum()), upper, whole, time.monotonic)


@pytest.mark.parametrize("prices", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("seed", range(30))
def test_the_programme_finds_the_optimum_however_little_it_begins_with(seed, prices) -> None:
    rng = np.random.default_rng(seed)
    cost = rng.integers(0, 80, (int(rng.integers(4, 25)), 10)).astype(float)
    p = int(rng.integers(2, 8))
    least = best(cost, p, np.zeros(10, dtype=bool))
    search = search_of(cost, least + float(rng.integers(1, 100)))
    assert settled_by_programme(part_of(cost, p, prices), search)
    assert search.upper == least
    assert search.sites is not None
    assert len(search.sites) == p


def test_it_says_when_nothing_is_better() -> None:
    cost = np.random.default_rng(2).integers(1, 80, (20, 10)).astype(float)
    search = search_of(cost, best(cost, 3, np.zeros(10, dtype=bool)))
    search.sites = (0, 1, 2)
    assert settled_by_programme(part_of(cost, 3, 0.2), search)
    assert search.sites == (0, 1, 2)


def test_two_villages_by_hand() -> None:
    # Village 0: levels 2, 5, 9; village 1: levels 1, 4 (its cap). Left out: 2 + 1.
    part = part_of(np.array([[2.0, 5.0, 9.0], [4.0, 1.0, 4.0]]), 1, 0.0)
    programme, least = radius_programme(part, np.array([9.0, 4.0]))
    assert least == 3.0
    assert programme.cost.tolist() == [0.0, 0.0, 0.0, 3.0, 4.0, 3.0]
    assert programme.rows.toarray().tolist() == [
        [1, 0, 0, 1, 0, 0],
        [0, 1, 0, -1, 1, 0],
        [0, 1, 0, 0, 0, 1],
        [1, 1, 1, 0, 0, 0],
    ]
    assert programme.low.tolist() == [1.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize("above", [1.0, 1.02, 1.1])
@pytest.mark.parametrize(
    ("cost", "p"), [(network(60, 3), 5), (network(60, 4), 20), (town(50, 50, 3), 8)]
)
def test_the_steps_come_within_half_a_thousandth_of_the_relaxation_at_any_gap(
    cost: Costs, p: int, above: float
) -> None:
    part = part_of(cost, p, 0.0)
    start = swapped(part.d, part.c, greedy(part.d, part.c, p))
    _, d1, d2 = two_nearest(part.c, part.d[start])
    part = replace(part, prices=(d1 + d2) / 2.0)
    programme, least = radius_programme(part, part.c)
    relaxed = solve(replace(programme, whole=np.zeros(len(programme.cost), dtype=bool)), Clock())
    assert relaxed.bound is not None
    bound = relaxed.bound + least
    search = search_of(cost, above * solve_p_median(cost, p).objective, whole=False)
    climb = climbed(part, search, replace(median.AT_THE_ROOT, swap_every=10**9))
    assert climb is None or climb.bound >= bound * (1.0 - 5e-4)


def test_out_of_time_is_heard() -> None:
    search = search_of(network(60, 1), 1e6)
    search.deadline = search.clock()
    with pytest.raises(OutOfTime):
        settled_by_programme(part_of(network(60, 1), 6, 0.1), search)


def test_a_caller_who_cancels_is_heard() -> None:
    def cancel(_incumbent: float, _bound: float) -> None:
        raise Cancelled

    search = search_of(network(60, 1), 1e6)
    search.progress = cancel
    with pytest.raises(Cancelled):
        settled_by_programme(part_of(network(60, 1), 6, 0.1), search)


def assigned(cost: Costs, p: int) -> float:
    """The optimum of the programme of the textbooks: x_ij ≤ y_j, Σ_j x_ij = 1, Σ_j y_j = p."""
    n, m = cost.shape
    pairs = np.arange(n * m)
    i, j = np.divmod(pairs, m)
    serve = sparse.csr_array((np.ones(n * m), (i, pairs)), shape=(n, n * m + m))
    only_open = sparse.csr_array(
        (
            np.concatenate([np.ones(n * m), -np.ones(n * m)]),
            (np.concatenate([pairs, pairs]), np.concatenate([pairs, n * m + j])),
        ),
        shape=(n * m, n * m + m),
    )
    count = sparse.csr_array((np.ones(m), (np.zeros(m, dtype=int), n * m + np.arange(m))))
    programme = Programme(
        np.concatenate([cost.ravel(), np.zeros(m)]),
        np.ones(n * m + m),
        np.arange(n * m + m) >= n * m,
        sparse.vstack([serve, only_open, count]).tocsr(),
        np.concatenate([np.ones(n), np.full(n * m, -np.inf), [p]]),
        np.concatenate([np.ones(n), np.zeros(n * m), [p]]),
    )
    solved = solve(programme, Clock())
    assert solved.bound is not None
    return solved.bound


@pytest.mark.parametrize(
    ("cost", "p"),
    [(network(100, 6), 10), (town(40, 25, 6), 5), (town(60, 20, 7), 8)],
    ids=["network of 100", "town of 40", "town of 60"],
)
def test_the_programme_of_the_textbooks_has_the_same_optimum(cost, p) -> None:
    assert solve_p_median(cost, p).objective == pytest.approx(assigned(cost, p), rel=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_the_programme_and_the_search_of_parts_end_at_the_same_optimum(seed, monkeypatch) -> None:
    cost = np.random.default_rng(seed).uniform(1, 100, (30, 20))
    monkeypatch.setattr(median, "NARROW_SHARE", 0.0)
    by_parts = median.solve_p_median(cost, 5)
    monkeypatch.setattr(median, "NARROW_SHARE", 1.0)
    by_programme = median.solve_p_median(cost, 5)
    assert by_parts.nodes > 0
    assert by_programme.nodes == 0
    assert by_programme.status == "optimal"
    assert by_programme.objective == pytest.approx(by_parts.objective, rel=1e-6)
    # Its proof is worth what HiGHS's tolerances are.
    assert by_programme.bound == pytest.approx(by_programme.objective * (1 - 1e-6), rel=1e-12)

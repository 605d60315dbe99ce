"""What looking for exchanges takes beside the table of times."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from analysis.planning.siting import exchanges, projected_times
from analysis.planning.siting.exchanges import LimitRows, improved
from analysis.planning.siting.projected_times import Times
from analysis.planning.siting.rows import Rows


def _times(groups: int, sites: int) -> Times:
    value = np.random.default_rng(3).integers(1, 90, groups * sites).astype(float)
    row, site = np.divmod(np.arange(groups * sites), sites)
    return Times(row, site, value, np.full(groups, np.inf), sites, 10)


def test_blocks_of_sites_give_the_profits_of_the_whole_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = np.array([1, 4, 6])
    whole = _times(30, 11).exchanges(inside)
    monkeypatch.setattr(projected_times, "_CELLS_AT_A_TIME", 70)
    for part, all_at_once in zip(_times(30, 11).exchanges(inside), whole, strict=True):
        np.testing.assert_allclose(part, all_at_once)


def test_exchanges_take_little_memory_beside_the_table() -> None:
    times = _times(3_000, 500)
    table_bytes = 501 * 3_000 * 8
    tracemalloc.start()
    times.exchanges(np.array([0]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * table_bytes


def test_the_sets_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanges, "_MOST_TRIED", 2)
    tried: set[bytes] = set()
    none = LimitRows(*Rows().matrix(11))
    times = _times(30, 11)
    for j in range(11):
        improved(times, none, np.arange(11) == j, tried, lambda: True)
        assert len(tried) <= 2

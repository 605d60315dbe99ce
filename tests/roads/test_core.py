"""Taking junctions out changes no time: searches over the core equal searches over the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.roads.core import MOST_NEIGHBOURS, make_core
from geo.roads.searching import search_minutes, search_nearest
from tests.bench.drawn_roads import road_like
from tests.roads.networks import driving

SIZE = 60


def some_graph(seed: int, links: int) -> csr_array:
    """Nodes linked anyhow; whole minutes, so that ways of one length are common, some of none."""
    rng = np.random.default_rng(seed)
    key = rng.choice(SIZE * SIZE, links, replace=False)
    rows, columns = np.divmod(np.sort(key), SIZE)
    no_loop = rows != columns
    rows, columns = rows[no_loop], columns[no_loop]
    minutes = rng.integers(0, 6, len(rows)).astype(float)
    begins = np.searchsorted(rows, np.arange(SIZE + 1)).astype(np.int32)
    return csr_array((minutes, columns.astype(np.int32), begins), shape=(SIZE, SIZE))


def from_everywhere() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.arange(SIZE), np.arange(SIZE), np.zeros(SIZE)


GRAPHS = st.builds(some_graph, st.integers(0, 10_000), st.integers(1, 260))
SHARES = st.sampled_from([0.0, 0.02, 0.2, 2.0])


@settings(max_examples=100, deadline=None)
@given(GRAPHS, SHARES)
def test_every_time_is_that_of_the_whole_graph(graph, least_share):
    core = make_core(graph, least_share)
    found = search_minutes(core, from_everywhere(), SIZE, np.inf)
    assert np.array_equal(found.T, dijkstra(graph))


@settings(max_examples=100, deadline=None)
@given(GRAPHS, SHARES, st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=8))
def test_the_nearest_is_the_smallest_number_of_the_least_time(graph, least_share, starts):
    core = make_core(graph, least_share)
    begins = np.array(starts), np.arange(len(starts)), np.zeros(len(starts))
    minutes, nearest = search_nearest(core, begins, len(starts), np.inf)
    every = dijkstra(graph, indices=starts).reshape(len(starts), SIZE)
    assert np.array_equal(minutes, every.min(axis=0))
    number = np.where(np.isinf(every.min(axis=0)), len(starts), every.argmin(axis=0))
    assert np.array_equal(nearest, number)


@settings(max_examples=60, deadline=None)
@given(GRAPHS, SHARES, st.integers(0, 12))
def test_a_limit_leaves_out_what_is_beyond_it(graph, least_share, limit):
    core = make_core(graph, least_share)
    found = search_minutes(core, from_everywhere(), SIZE, float(limit))
    whole = dijkstra(graph)
    assert np.array_equal(found.T, np.where(whole <= limit, whole, np.inf))


@settings(max_examples=60, deadline=None)
@given(GRAPHS, SHARES, st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=5))
def test_some_nodes_are_answered_for_as_if_all_were(graph, least_share, nodes):
    core = make_core(graph, least_share)
    some = search_minutes(core, from_everywhere(), SIZE, np.inf, np.array(nodes, dtype=np.int32))
    assert np.array_equal(some, search_minutes(core, from_everywhere(), SIZE, np.inf)[nodes])
    begins = np.array([3, 40]), np.arange(2), np.zeros(2)
    some_nearest = search_nearest(core, begins, 2, np.inf, np.array(nodes, dtype=np.int32))
    for part, whole in zip(some_nearest, search_nearest(core, begins, 2, np.inf), strict=True):
        assert np.array_equal(part, whole[nodes])


@settings(max_examples=60, deadline=None)
@given(GRAPHS)
def test_no_two_neighbours_are_taken_out_together_and_none_of_many(graph):
    core = make_core(graph, 0.0)
    for number, one in enumerate(core.rounds):
        beside = one.neighbour[one.neighbour < SIZE]
        assert not (core.round_of[beside] == number).any()
        assert one.neighbour.shape[1] == MOST_NEIGHBOURS


def test_a_road_network_keeps_a_fifth_of_its_junctions():
    graph = driving(road_like(10_000))
    assert len(graph.core.nodes) < 0.2 * graph.network.node_count


def test_the_nearest_and_the_times_agree_to_the_last_bit():
    graph = driving(road_like(3_000))
    rng = np.random.default_rng(3)
    size = graph.network.node_count
    begins = rng.integers(0, size, 20), np.arange(20), rng.random(20)
    minutes, nearest = search_nearest(graph.core, begins, 20, np.inf)
    every = search_minutes(graph.core, begins, 20, np.inf)
    assert np.array_equal(minutes, every.min(axis=1))
    reached = np.isfinite(minutes)
    assert every[reached, nearest[reached]] == pytest.approx(minutes[reached])

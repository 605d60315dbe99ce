"""On any small network, times equal those of networkx, and move only the way they must."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.roads.core import make_core
from geo.roads.graph import RoadGraph
from geo.roads.network import DRIVE_BACKWARD, DRIVE_FORWARD, RoadNetwork
from geo.roads.searching import TIE_MIN
from geo.roads.shortest import (
    minutes_at_nodes,
    minutes_between,
    nearest_minutes,
    times_within,
)
from geo.roads.snapping import Snapped
from geo.text import Text
from geo.travel.model import ModelKind, TravelMode, TravelModel
from tests.examples import examples
from tests.roads.networks import EVERYBODY, Road, at_60_kmh, closed, drawn, driving
from tests.roads.oracle import times_by_networkx

EXACT = 1e-9
MODEL = TravelModel(ModelKind.ROADS, TravelMode.DRIVING, Text("试", "test"), "0")
DIRECTIONS = st.sampled_from([DRIVE_FORWARD, DRIVE_BACKWARD, EVERYBODY, EVERYBODY, 0])
# Few different lengths, so that ways of the same length are common; 0 among them.
LENGTHS = st.one_of(st.sampled_from([0.0, 1000.0, 1000.0, 2000.0]), st.floats(0.001, 1e5))
FRACTIONS = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1))
ACCESS = st.one_of(st.just(0.0), st.floats(0, 3000))


@st.composite
def networks(draw: st.DrawFn) -> RoadNetwork:
    """Up to seven nodes; links may be parallel, come back to their start or have no length."""
    size = draw(st.integers(1, 7))
    node = st.integers(0, size - 1)
    links = draw(st.lists(st.tuples(node, node, DIRECTIONS, LENGTHS), min_size=1, max_size=14))
    places = {str(n): (3.0 * n, float(n * n)) for n in range(size)}
    roads = [Road(f"{a} {b}", modes=modes, length_m=m) for a, b, modes, m in links]
    return drawn(places, *roads)


@st.composite
def points(draw: st.DrawFn, graph: RoadGraph, least: int = 1, most: int = 5) -> Snapped:
    """Points on links that are kept."""
    links = np.flatnonzero(graph.onto).tolist()
    assume(links)
    found = draw(
        st.lists(
            st.tuples(st.sampled_from(links), FRACTIONS, ACCESS), min_size=least, max_size=most
        )
    )
    link, fraction, access = zip(*found, strict=True)
    return Snapped(
        tuple(f"{number:02d}" for number in range(len(found))),
        np.array(link, dtype=np.int32),
        np.array(fraction, dtype=np.float64),
        np.array(access, dtype=np.float64),
    )


def matrix(graph: RoadGraph, people: Snapped, facilities: Snapped) -> np.ndarray:
    return minutes_between(graph, people, facilities, minutes_at_nodes(graph, facilities))


@settings(max_examples=examples(100, 2_000), deadline=None)
@given(st.data(), st.sampled_from([0.0, 0.4, 2.0]))
def test_times_equal_those_of_networkx(data: st.DataObject, least_share: float):
    network = data.draw(networks())
    graph = driving(network)
    # Small networks would be taken out whole: some are left in the core, or all of them.
    graph.__dict__["core"] = make_core(graph.reversed, least_share)
    people, facilities = data.draw(points(graph)), data.draw(points(graph))
    # All roads, kept or cut off: the oracle knows nothing of parts.
    oracle = times_by_networkx(network, network.link_length_m / 1000, 6.0, people, facilities)
    assert matrix(graph, people, facilities) == pytest.approx(oracle, rel=EXACT, abs=EXACT)
    found = nearest_minutes(graph, people, facilities)
    assert found.minutes == pytest.approx(oracle.min(axis=1), rel=EXACT, abs=EXACT)
    least = found.minutes
    for row, place in enumerate(found.place.tolist()):
        if np.isinf(least[row]):
            assert place == -1
            continue
        # Named is one that ties, and nobody with a smaller id ties more closely than rounding.
        assert oracle[row, place] == pytest.approx(least[row], rel=EXACT, abs=1e-7)
        assert not (oracle[row, :place] <= least[row] + TIE_MIN / 10).any()


@settings(max_examples=examples(40, 1_000), deadline=None)
@given(st.data(), st.sampled_from([0.0, 1.0, 2.0, 3.5, 10.0]))
def test_a_limit_leaves_out_what_is_beyond_it_and_nothing_else(data: st.DataObject, limit: float):
    graph = driving(data.draw(networks()))
    people, facilities = data.draw(points(graph)), data.draw(points(graph))
    everything = matrix(graph, people, facilities)
    times = times_within(graph, people, facilities, MODEL, limit)
    found = np.full(everything.shape, np.inf)
    found[times.origin, times.destination] = times.minutes
    assert np.array_equal(found, np.where(everything <= limit, everything, np.inf))
    nearest = nearest_minutes(graph, people, facilities)
    within = nearest_minutes(graph, people, facilities, limit)
    reached = nearest.minutes <= limit
    assert np.array_equal(within.minutes, np.where(reached, nearest.minutes, np.inf))
    assert (within.place[~reached] == -1).all()
    rows = np.flatnonzero(reached)
    named, first = within.place[rows], nearest.place[rows]
    # Of two that tie within rounding the first may lie just beyond the limit: it is not named.
    assert (everything[rows, named] <= limit).all()
    assert ((named == first) | (everything[rows, first] > limit)).all()


@settings(max_examples=examples(40, 1_000), deadline=None)
@given(st.data())
def test_one_more_facility_raises_nobodys_time(data: st.DataObject):
    graph = driving(data.draw(networks()))
    people, facilities = data.draw(points(graph)), data.draw(points(graph, least=2))
    fewer = Snapped(
        facilities.ids[1:], facilities.link[1:], facilities.fraction[1:], facilities.access_m[1:]
    )
    before = nearest_minutes(graph, people, fewer).minutes
    assert (nearest_minutes(graph, people, facilities).minutes <= before).all()


@settings(max_examples=examples(40, 1_000), deadline=None)
@given(st.data())
def test_closing_a_road_lowers_nobodys_time(data: st.DataObject):
    network = data.draw(networks())
    graph = driving(network)
    people, facilities = data.draw(points(graph)), data.draw(points(graph))
    without = driving(closed(network, data.draw(st.integers(0, network.link_count - 1))))
    before = matrix(graph, people, facilities)
    after = matrix(without, people, facilities)
    assert (after >= before * (1 - EXACT) - EXACT).all()


@settings(max_examples=examples(40, 1_000), deadline=None)
@given(st.data(), st.floats(0.1, 10))
def test_all_speeds_multiplied_divide_the_times(data: st.DataObject, factor: float):
    network = data.draw(networks())
    graph = driving(network)
    people, facilities = data.draw(points(graph)), data.draw(points(graph))
    scaled = RoadGraph.of(network, TravelMode.DRIVING, at_60_kmh().scaled(factor), 0.0)
    found = matrix(scaled, people, facilities)
    assert found == pytest.approx(matrix(graph, people, facilities) / factor, rel=EXACT, abs=1e-8)
    again = graph.with_speeds(at_60_kmh().scaled(factor))
    assert matrix(again, people, facilities) == pytest.approx(found, rel=EXACT, abs=EXACT)


@settings(max_examples=examples(30, 600), deadline=None)
@given(st.data())
def test_the_order_of_facilities_changes_no_bit(data: st.DataObject):
    graph = driving(data.draw(networks()))
    people, facilities = data.draw(points(graph)), data.draw(points(graph, least=2))
    order = data.draw(st.permutations(range(len(facilities.ids))))
    shuffled = replace(
        facilities,
        link=facilities.link[order],
        fraction=facilities.fraction[order],
        access_m=facilities.access_m[order],
    )
    one, other = (
        nearest_minutes(graph, people, facilities),
        nearest_minutes(graph, people, shuffled),
    )
    assert np.array_equal(one.minutes, other.minutes)
    both = matrix(graph, people, facilities), matrix(graph, people, shuffled)
    assert np.array_equal(both[0][:, order], both[1])

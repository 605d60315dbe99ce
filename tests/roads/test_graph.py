"""Minutes by link and direction, as a mode sees them."""

from __future__ import annotations

import numpy as np
import pytest

from geo.roads.graph import RoadGraph, link_minutes
from geo.roads.network import DRIVE_BACKWARD, DRIVE_FORWARD, WALK_FORWARD
from geo.roads.speeds import load_speeds
from geo.travel.model import TravelMode
from tests.roads.networks import EVERYBODY, ONE_WAY, Road, drawn, driving

DRIVING, WALKING = TravelMode.DRIVING, TravelMode.WALKING
SPEEDS = load_speeds()
TWO = {"a": (0, 0), "b": (6, 0)}
TRIANGLE = {"a": (0, 0), "b": (6, 0), "c": (0, 6)}


def minutes(mode: TravelMode, *roads: Road) -> list[float]:
    return list(link_minutes(drawn(TWO, *roads), mode, SPEEDS))


def test_six_kilometres_of_a_primary_road_take_six_minutes():
    assert minutes(DRIVING, Road("a b", "primary")) == pytest.approx([6])


def test_a_posted_limit_below_the_class_holds():
    assert minutes(DRIVING, Road("a b", "primary", max_kmh=30)) == pytest.approx([12])


def test_a_posted_limit_above_the_class_makes_nobody_faster():
    assert minutes(DRIVING, Road("a b", "primary", max_kmh=120)) == pytest.approx([6])


def test_a_posted_limit_says_nothing_to_walkers():
    assert minutes(WALKING, Road("a b", "primary", max_kmh=3)) == pytest.approx([72])


def test_a_ferry_takes_the_time_it_says_else_that_of_its_speed():
    ferries = (Road("a b", "ferry", duration_min=25), Road("a b", "ferry"))
    assert minutes(DRIVING, *ferries) == pytest.approx([25, 72])
    assert minutes(WALKING, *ferries) == pytest.approx([25, 72])


def test_a_closed_direction_takes_for_ever():
    graph = driving(drawn(TRIANGLE, Road("a b c a", modes=ONE_WAY)))
    assert np.isfinite(graph.forward_min).all()
    assert np.isinf(graph.backward_min).all()


def test_the_search_graph_leads_from_heads_to_tails():
    graph = driving(drawn(TRIANGLE, Road("a b c a", modes=ONE_WAY)))
    # a → b is found from b.
    assert graph.reversed.toarray()[1, 0] == pytest.approx(6)
    assert graph.reversed.toarray()[0, 1] == 0


def test_walkers_pass_where_drivers_may_not():
    network = drawn(TRIANGLE, Road("a b c a", modes=ONE_WAY))
    walking = RoadGraph.of(network, WALKING, SPEEDS, 0)
    assert np.isfinite(walking.backward_min).all()


def test_parallel_links_leave_one_entry_the_shortest():
    graph = driving(drawn(TWO, Road("a b", length_m=9000), Road("b a"), Road("a b")))
    assert graph.reversed.nnz == 2
    assert graph.reversed.data == pytest.approx([6, 6])


def test_links_of_no_length_are_entries_and_loops_are_not():
    places = TWO | {"c": (6, 0)}
    graph = driving(drawn(places, Road("a b c"), Road("a a", length_m=500)))
    assert graph.reversed.nnz == 4
    assert sorted(graph.reversed.data) == pytest.approx([0, 0, 6, 6])
    assert graph.kept.all()


def test_links_of_no_length_stay_entries_at_other_speeds():
    places = TWO | {"c": (6, 0)}
    graph = driving(drawn(places, Road("a b c")))
    for other in (graph.speeds.scaled(2), graph.speeds.with_changed({"primary": 120})):
        changed = graph.with_speeds(other)
        assert sorted(changed.reversed.data) == pytest.approx([0, 0, 3, 3])
        assert changed.forward_min == pytest.approx([3, 0])


def test_points_go_on_no_motorway_and_no_ferry():
    places = TRIANGLE | {"d": (6, 6)}
    roads = (Road("a b"), Road("b c", "motorway"), Road("c d", "motorway_link"))
    graph = driving(drawn(places, *roads, Road("d a", "ferry")))
    assert list(graph.onto) == [True, False, False, False]


def test_the_fingerprint_tells_modes_and_speeds_apart():
    network = drawn(TWO, Road("a b"))
    made = [
        RoadGraph.of(network, DRIVING, SPEEDS),
        RoadGraph.of(network, WALKING, SPEEDS),
        RoadGraph.of(network, DRIVING, SPEEDS.scaled(1.2)),
        RoadGraph.of(network, DRIVING, SPEEDS, island_km=3),
    ]
    assert len({graph.fingerprint for graph in made}) == 4


@pytest.mark.parametrize("network", [drawn({}), drawn(TWO), drawn(TWO, Road("a b", modes=0))])
def test_a_network_with_nothing_to_drive_on_is_a_graph_of_nothing(network):
    graph = driving(network)
    assert not graph.kept.any()
    assert graph.reversed.nnz == 0
    assert graph.parts.kept_km == 0


def test_modes_are_read_by_direction():
    network = drawn(
        TRIANGLE,
        Road("a b", modes=DRIVE_BACKWARD | WALK_FORWARD),
        Road("b c", modes=EVERYBODY),
        Road("c a", modes=EVERYBODY),
        Road("a b", modes=DRIVE_FORWARD),
    )
    graph = driving(network)
    assert list(np.isfinite(graph.forward_min)) == [False, True, True, True]
    assert list(np.isfinite(graph.backward_min)) == [True, True, True, False]

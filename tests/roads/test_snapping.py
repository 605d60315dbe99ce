"""Points on roads: the nearest place of a link that may be used."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.roads.network import DRIVE_FORWARD
from geo.roads.snapping import Snapped, network_plane, snap
from tests.roads.networks import Road, degrees, drawn, driving

CROSS = {"w": (-10, 0), "e": (10, 0), "s": (0, -10), "n": (0, 10), "m": (0, 0)}
GRAPH = driving(drawn(CROSS, Road("w m e"), Road("s m n")))


def on(graph, limit_m: float = 3000, **km: tuple[float, float]) -> Snapped:
    return snap(graph, list(km), *degrees(*km.values()), limit_m)


def test_the_foot_of_the_perpendicular_is_taken():
    snapped = on(GRAPH, p=(5, 1))
    assert snapped.link.tolist() == [1]
    assert snapped.fraction == pytest.approx([0.5], abs=1e-6)
    assert snapped.access_m == pytest.approx([1000], rel=1e-5)


def test_beyond_the_end_of_a_road_its_end_is_taken():
    snapped = on(GRAPH, p=(11, 0.5))
    assert snapped.fraction.tolist() == [1.0]
    assert snapped.access_m == pytest.approx([np.hypot(1000, 500)], rel=1e-5)


def test_a_point_at_a_junction_is_exactly_there():
    snapped = on(GRAPH, p=(0, 0))
    (link,), (fraction,) = snapped.link.tolist(), snapped.fraction.tolist()
    node = GRAPH.network.link_to if fraction == 1 else GRAPH.network.link_from
    assert fraction in (0.0, 1.0)
    assert node[link] == 4


def test_who_is_further_than_the_limit_is_named():
    snapped = on(GRAPH, 900, near=(5, 0.8), far=(5, 1))
    assert snapped.ids == ("near",)
    assert snapped.unsnapped == ("far",)
    assert snapped.all_ids == ("far", "near")


def test_the_limit_is_inclusive():
    (exact,) = on(GRAPH, p=(5, 1)).access_m
    assert on(GRAPH, float(exact), p=(5, 1)).ids == ("p",)
    assert on(GRAPH, float(np.nextafter(exact, 0)), p=(5, 1)).ids == ()


def test_a_limit_of_nothing_keeps_who_stands_on_the_road():
    graph = driving(drawn({"a": (0, 0), "b": (1, 0)}, Road("a b")))
    lon, lat = graph.network.node_lon[:1], graph.network.node_lat[:1]
    assert snap(graph, ["p"], lon, lat, 0.0).ids == ("p",)


def test_points_go_on_no_road_that_was_cut_off_or_is_closed():
    places = CROSS | {"t": (10, 5)}
    trap = Road("e t", modes=DRIVE_FORWARD)
    graph = driving(drawn(places, Road("w m e"), trap, Road("s m n", modes=0)))
    snapped = on(graph, 20_000, p=(10, 4), q=(0, 8))
    assert set(snapped.link.tolist()) <= {0, 1}


def test_points_go_past_a_motorway_to_the_next_road():
    places = {"a": (0, 0), "b": (10, 0), "c": (0, 1), "d": (10, 1)}
    graph = driving(drawn(places, Road("a b", "motorway"), Road("c d"), Road("a c"), Road("b d")))
    assert on(graph, p=(5, 0.1)).link.tolist() == [1]


def test_a_place_without_coordinates_does_not_snap():
    snapped = snap(GRAPH, ["a", "b", "c"], [np.nan, 0, 0], [0, 0, np.nan], 3000)
    assert snapped.ids == ("b",)
    assert snapped.unsnapped == ("a", "c")


def test_a_place_on_the_other_side_of_the_world_does_not_snap():
    snapped = snap(GRAPH, ["a", "b"], [180.0, 100.0], [0.0, 89.0], 3000)
    assert snapped.unsnapped == ("a", "b")


def test_an_id_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="unique"):
        snap(GRAPH, ["a", "a"], [0, 0], [0, 0], 3000)


def test_without_roads_nobody_snaps():
    assert on(driving(drawn({})), p=(0, 0), q=(1, 1)).unsnapped == ("p", "q")


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_nothing(order):
    ids = np.array([f"p{k}" for k in range(6)])
    lon, lat = (np.array(v) for v in degrees(*((k * 1.7 - 5, k * 0.4 - 1) for k in range(6))))
    one = snap(GRAPH, list(ids), lon, lat, 700)
    other = snap(GRAPH, list(ids[order]), lon[order], lat[order], 700)
    assert (one.ids, one.unsnapped) == (other.ids, other.unsnapped)
    for name in ("link", "fraction", "access_m"):
        assert np.array_equal(getattr(one, name), getattr(other, name))


@settings(max_examples=50, deadline=None)
@given(st.tuples(st.floats(-12, 12), st.floats(-12, 12)))
def test_no_road_is_nearer_than_the_one_taken(km):
    snapped = on(GRAPH, 50_000, p=km)
    network, plane = GRAPH.network, network_plane(GRAPH.network)
    east, north = plane.to_plane(network.shape_lon, network.shape_lat)
    lines = [
        shapely.LineString(np.c_[east[a:b], north[a:b]])
        for a, b in zip(network.shape_start, network.shape_start[1:], strict=False)
    ]
    x, y = plane.to_plane(*degrees(km))
    point = shapely.Point(x[0], y[0])
    least = min(line.distance(point) for line in lines)
    assert snapped.access_m == pytest.approx([least], abs=1e-6)
    line = lines[snapped.link[0]]
    foot = line.interpolate(snapped.fraction[0], normalized=True)
    assert foot.distance(point) == pytest.approx(least, abs=0.011)

"""Times over small networks that can be checked by hand: a kilometre of road takes a minute."""

from __future__ import annotations

import numpy as np
import pytest

from geo.roads.graph import RoadGraph
from geo.roads.shortest import (
    minutes_at_nodes,
    minutes_between,
    nearest_at_nodes,
    nearest_minutes,
    times_within,
)
from geo.roads.snapping import Snapped, snap
from geo.text import Text
from geo.travel.model import ModelKind, TravelMode, TravelModel
from tests.roads.networks import ONE_WAY, Road, degrees, drawn, driving

MODEL = TravelModel(ModelKind.ROADS, TravelMode.DRIVING, Text("试", "test"), "0")
LINE = {"a": (0, 0), "b": (10, 0), "c": (20, 0)}
SQUARE = {"a": (0, 0), "b": (10, 0), "c": (10, 10), "d": (0, 10)}


def on(graph: RoadGraph, **km: tuple[float, float]) -> Snapped:
    return snap(graph, list(km), *degrees(*km.values()), 3000)


def minutes(graph: RoadGraph, person: tuple[float, float], facility: tuple[float, float]) -> float:
    people, facilities = on(graph, person=person), on(graph, facility=facility)
    (value,) = nearest_minutes(graph, people, facilities).minutes
    between = minutes_between(graph, people, facilities, minutes_at_nodes(graph, facilities))
    assert between == pytest.approx(np.array([[value]]), nan_ok=True)
    return float(value)


def test_a_way_over_two_links_takes_both_and_only_the_parts_between():
    graph = driving(drawn(LINE, Road("a b c")))
    assert minutes(graph, (4, 0), (13, 0)) == pytest.approx(9)


def test_on_one_link_the_time_is_what_lies_between():
    graph = driving(drawn(LINE, Road("a b c")))
    assert minutes(graph, (2, 0), (9, 0)) == pytest.approx(7)
    assert minutes(graph, (9, 0), (2, 0)) == pytest.approx(7)


def test_access_on_foot_is_added_at_both_ends():
    graph = driving(drawn(LINE, Road("a b c")))
    # 6 km/h: 100 m in a minute.
    assert minutes(graph, (4, 0.3), (13, -0.2)) == pytest.approx(9 + 3 + 2, rel=1e-5)


def test_against_a_one_way_link_the_way_leads_around():
    graph = driving(drawn(SQUARE, Road("a b c d a", modes=ONE_WAY)))
    assert minutes(graph, (2, 0), (7, 0)) == pytest.approx(5)
    assert minutes(graph, (7, 0), (2, 0)) == pytest.approx(35)


def test_a_point_at_a_junction_leaves_by_every_open_road():
    graph = driving(drawn(SQUARE, Road("a b", modes=ONE_WAY), Road("b c d a")))
    # Snapped to a link that cannot be driven back, but standing at its end.
    assert minutes(graph, (10, 0), (10, 4)) == pytest.approx(4, rel=1e-5)


def test_around_may_be_quicker_than_along_the_link():
    places = {"a": (0, 0), "b": (10, 0)}
    slow = Road("a b", max_kmh=6)
    graph = driving(drawn(places, slow, Road("a b", length_m=12_000)))
    people = Snapped(("p",), np.array([0], np.int32), np.array([0.01]), np.zeros(1))
    facility = Snapped(("f",), np.array([0], np.int32), np.array([0.99]), np.zeros(1))
    # 98 minutes along it; a minute to each end of it and twelve over the other road.
    assert nearest_minutes(graph, people, facility).minutes == pytest.approx([14])


def test_of_parallel_links_the_quicker_one_counts_and_they_are_never_added():
    places = {"a": (0, 0), "b": (10, 0), "c": (20, 0), "d": (-10, 0)}
    roads = (Road("d a"), Road("a b", length_m=30_000), Road("a b"), Road("b c"))
    assert minutes(driving(drawn(places, *roads)), (-5, 0), (15, 0)) == pytest.approx(20)


def test_a_link_of_no_length_connects():
    places = {"a": (0, 0), "b": (10, 0), "c": (10, 0), "d": (20, 0)}
    graph = driving(drawn(places, Road("a b"), Road("b c"), Road("c d")))
    assert minutes(graph, (5, 0), (15, 0)) == pytest.approx(10)


def test_a_road_that_comes_back_to_its_start_can_be_lived_on():
    places = {"a": (0, 0), "b": (10, 0)}
    graph = driving(drawn(places, Road("a b"), Road("a a", length_m=4_000)))
    person = Snapped(("p",), np.array([1], np.int32), np.array([0.25]), np.zeros(1))
    facility = Snapped(("f", "g"), np.array([0, 1], np.int32), np.array([0.5, 0.9]), np.zeros(2))
    found = minutes_between(graph, person, facility, minutes_at_nodes(graph, facility))
    # To g along the loop 2.6 km, the other way round 1.4 km.
    assert found == pytest.approx(np.array([[1 + 5, 1.4]]))


def test_where_no_road_leads_there_is_no_time():
    places = LINE | {"x": (0, 50), "y": (10, 50)}
    graph = driving(drawn(places, Road("a b c"), Road("x y")))
    people, facilities = on(graph, p=(5, 0)), on(graph, f=(5, 50))
    found = nearest_minutes(graph, people, facilities)
    assert np.isinf(found.minutes).all()
    assert list(found.place) == [-1]
    assert len(times_within(graph, people, facilities, MODEL).minutes) == 0


def test_of_facilities_equally_near_the_smallest_id_is_named():
    graph = driving(drawn(LINE, Road("a b c")))
    facilities = on(graph, z=(0, 0), m=(20, 0), k=(20, 0))
    found = nearest_minutes(graph, on(graph, p=(10, 0), q=(2, 0), r=(19, 0)), facilities)
    assert [facilities.ids[place] for place in found.place] == ["k", "z", "k"]


def test_two_facilities_in_one_place_share_nothing_the_smaller_id_has_everybody():
    graph = driving(drawn(SQUARE, Road("a b c d a")))
    facilities = on(graph, two=(3, 0), one=(3, 0))
    assert facilities.ids == ("one", "two")
    assert set(nearest_at_nodes(graph, facilities).place) == {0}


def test_the_limit_is_inclusive():
    graph = driving(drawn(LINE, Road("a b c")))
    people = Snapped(("p",), np.array([0], np.int32), np.zeros(1), np.zeros(1))
    facilities = Snapped(("f",), np.array([1], np.int32), np.ones(1), np.zeros(1))
    (exact,) = nearest_minutes(graph, people, facilities).minutes
    assert exact == pytest.approx(20)
    below = float(np.nextafter(exact, 0))
    assert len(times_within(graph, people, facilities, MODEL, exact).minutes) == 1
    assert len(times_within(graph, people, facilities, MODEL, below).minutes) == 0
    assert nearest_minutes(graph, people, facilities, exact).place == [0]
    assert nearest_minutes(graph, people, facilities, below).place == [-1]


def test_who_did_not_snap_is_asked_about_but_reaches_nothing():
    graph = driving(drawn(LINE, Road("a b c")))
    people = on(graph, near=(1, 0), far=(1, 9))
    assert people.unsnapped == ("far",)
    times = times_within(graph, people, on(graph, f=(2, 0), g=(2, 9)), MODEL)
    assert times.from_ids == ("far", "near")
    assert times.to_ids == ("f", "g")
    assert list(times.frame.itertuples(index=False, name=None)) == [("near", "f", pytest.approx(1))]


def test_no_facilities_is_an_answer():
    graph = driving(drawn(LINE, Road("a b c")))
    people, none = on(graph, p=(1, 0)), on(graph)
    assert np.isinf(nearest_minutes(graph, people, none).minutes).all()
    assert times_within(graph, people, none, MODEL).to_ids == ()


def test_a_trip_of_exactly_the_limit_over_many_links_is_within_it():
    """Added up as they come, some of these sixty rows of links give a little more than 15."""
    rng = np.random.default_rng(0)
    for _ in range(60):
        cuts = np.sort(rng.choice(np.arange(1, 150), 6, replace=False)) / 10
        places = {f"n{k}": (float(x), 0.0) for k, x in enumerate((0.0, *cuts, 15.0))}
        lengths = np.diff(np.concatenate([[0.0], cuts, [15.0]])) * 1000
        names = list(places)
        roads = [
            Road(f"{a} {b}", length_m=length)
            for a, b, length in zip(names[:-1], names[1:], lengths, strict=True)
        ]
        graph = driving(drawn(places, *roads))
        first, last = np.array([0], np.int32), np.array([6], np.int32)
        people = Snapped(("p",), first, np.zeros(1), np.zeros(1))
        facilities = Snapped(("f",), last, np.ones(1), np.zeros(1))
        assert nearest_minutes(graph, people, facilities, 15.0).minutes.tolist() == [15.0]
        assert times_within(graph, people, facilities, MODEL, 15.0).minutes.tolist() == [15.0]
        assert nearest_at_nodes(graph, facilities, 15.0).minutes[0] == 15.0

"""What is kept of the roads, what is cut off, and that nothing is lost in silence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.roads.networks import EVERYBODY, ONE_WAY, Road, drawn, driving

MAIN = {"a": (0, 0), "b": (10, 0), "c": (20, 0)}
AWAY = {"x": (0, 50), "y": (12, 50), "z": (12, 53)}


def test_a_connected_network_is_kept_whole():
    parts = driving(drawn(MAIN, Road("a b c"))).parts
    assert (parts.kept_km, parts.cut_km, parts.kept_share) == (pytest.approx(20), 0, 1)
    assert parts.islands == parts.largest_cuts == ()
    assert parts.said.zh == "参与计算的道路 20.0 公里（100.0%）。"


def test_a_separate_network_of_the_least_length_is_kept_as_an_island():
    graph = driving(drawn(MAIN | AWAY, Road("a b c"), Road("x y")), island_km=11.9)
    (island,) = graph.parts.islands
    assert (island.km, island.links) == (pytest.approx(12), 1)
    assert island.lat == pytest.approx(50 / 110.574, rel=1e-3)
    assert graph.kept.all()


def test_a_shorter_one_is_a_fragment():
    graph = driving(drawn(MAIN | AWAY, Road("a b c"), Road("y z")), island_km=10)
    parts = graph.parts
    assert list(graph.kept) == [True, True, False]
    assert (parts.fragment_count, parts.fragment_km) == (1, pytest.approx(3))
    assert parts.trap_links == 0
    (cut,) = parts.largest_cuts
    assert (cut.km, cut.links) == (pytest.approx(3), 1)


def test_a_road_that_can_only_be_entered_is_a_trap():
    places = MAIN | {"d": (30, 0), "e": (38, 0)}
    graph = driving(drawn(places, Road("a b c"), Road("c d", modes=ONE_WAY), Road("d e")))
    parts = graph.parts
    # The one-way link, and the road behind it that nobody gets back from.
    assert list(graph.kept) == [True, True, False, False]
    assert (parts.trap_links, parts.trap_km) == (2, pytest.approx(18))
    assert parts.fragment_count == 0
    assert [cut.km for cut in parts.largest_cuts] == [pytest.approx(8)]
    assert "只能进或只能出的路段 2 条、18.0 公里" in parts.said.zh


def test_a_road_that_can_only_be_left_is_a_trap():
    places = MAIN | {"d": (30, 0)}
    graph = driving(drawn(places, Road("a b c"), Road("d c", modes=ONE_WAY)))
    assert list(graph.kept) == [True, True, False]


def test_the_longer_part_is_kept_not_the_one_with_more_junctions():
    places = MAIN | {f"n{k}": (k / 10, 40.0) for k in range(9)}
    many = Road(" ".join(f"n{k}" for k in range(9)))
    graph = driving(drawn(places, Road("a b c"), many), island_km=10)
    assert list(graph.kept) == [True, True] + [False] * 8


def test_roads_closed_to_the_mode_are_neither_kept_nor_cut():
    graph = driving(drawn(MAIN, Road("a b"), Road("b c", modes=0)))
    assert graph.parts.open_km == pytest.approx(10)
    assert not graph.kept[1]


def test_roads_that_are_all_traps_leave_nothing_and_say_so():
    graph = driving(drawn(MAIN, Road("a b c", modes=ONE_WAY)))
    parts = graph.parts
    assert (parts.kept_km, parts.kept_links) == (0, 0)
    assert parts.fragment_km == pytest.approx(20)
    assert "0.0%" in parts.said.en


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.integers(0, 9),
            st.sampled_from([ONE_WAY, EVERYBODY, 0]),
            st.floats(0, 5000),
        ),
        min_size=1,
        max_size=20,
    ),
    st.floats(0, 10),
)
def test_what_is_kept_and_what_is_cut_add_up_to_what_is_open(links, island_km):
    places = {str(n): (float(n), 0.0) for n in range(10)}
    network = drawn(places, *(Road(f"{a} {b}", modes=m, length_m=k) for a, b, m, k in links))
    parts = driving(network, island_km).parts
    opened = [k / 1000 for _, _, modes, k in links if modes]
    assert parts.open_km == pytest.approx(sum(opened))
    assert parts.open_km == pytest.approx(parts.kept_km + parts.fragment_km + parts.trap_km)
    assert all(island.km >= island_km for island in parts.islands)

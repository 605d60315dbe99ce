from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.roads.assembling import assemble
from geo.roads.lengths import stretches_m
from geo.roads.network import RoadNetwork
from geo.roads.passages import PassageTable
from geo.roads.rules import CLASSES, DRIVE, WALK, Passage
from geo.roads.ways import Nodes, Ways
from tests.roads.drawn import STEP, STREET, at, network_of, passable, reached, row

GEOD = Geod(ellps="WGS84")


def length_m(*points: tuple[float, float]) -> float:
    return float(GEOD.line_length([p[0] for p in points], [p[1] for p in points]))


def test_a_way_without_junctions_is_one_link_with_its_course(tmp_path: Path) -> None:
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2, 3], STREET)})
    assert (network.node_count, network.link_count) == (2, 1)
    assert network.shape_lon.tolist() == [0, STEP, 2 * STEP]
    assert network.link_way.tolist() == [7]


def test_a_way_is_cut_where_another_begins(tmp_path: Path) -> None:
    nodes = {**row(1, 2, 3), 4: (STEP, STEP)}
    network = network_of(tmp_path, nodes, {7: ([1, 2, 3], STREET), 8: ([2, 4], STREET)})
    assert (network.node_count, network.link_count) == (4, 3)


def test_ways_that_cross_without_a_node_do_not_meet(tmp_path: Path) -> None:
    nodes = {**row(1, 2), 3: (STEP / 2, -STEP), 4: (STEP / 2, STEP)}
    network = network_of(tmp_path, nodes, {7: ([1, 2], STREET), 8: ([3, 4], STREET)})
    assert reached(network, 0, DRIVE) == {0, 1}


def test_ways_alike_that_follow_each_other_are_one_link(tmp_path: Path) -> None:
    ways = {7: ([1, 2], STREET), 8: ([3, 2], STREET), 9: ([3, 4], STREET)}
    network = network_of(tmp_path, row(1, 2, 3, 4), ways)
    assert network.link_count == 1
    assert network.shape_lon.tolist() == [0, STEP, 2 * STEP, 3 * STEP]


@pytest.mark.parametrize(
    "other",
    [{"highway": "tertiary"}, {**STREET, "maxspeed": "30"}, {**STREET, "oneway": "yes"}],
    ids=["class", "limit", "direction"],
)
def test_ways_that_differ_stay_two_links(tmp_path: Path, other: dict[str, str]) -> None:
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], STREET), 8: ([2, 3], other)})
    assert network.link_count == 2


def test_one_way_streets_are_joined_only_nose_to_tail(tmp_path: Path) -> None:
    oneway = {**STREET, "oneway": "yes"}
    backward = {**STREET, "oneway": "-1"}
    follow = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], oneway), 8: ([2, 3], oneway)})
    turned = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], oneway), 8: ([3, 2], backward)})
    meeting = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], oneway), 8: ([3, 2], oneway)})
    assert passable(follow, DRIVE) == passable(turned, DRIVE) == {(0, 2)}
    assert (follow.link_count, turned.link_count, meeting.link_count) == (1, 1, 2)


def test_a_one_way_trap_comes_through_as_it_is(tmp_path: Path) -> None:
    oneway = {**STREET, "oneway": "yes"}
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], STREET), 8: ([2, 3], oneway)})
    (start,), (end,) = at(network, 0), at(network, 2)
    assert end in reached(network, start, DRIVE)
    assert reached(network, end, DRIVE) == {end}
    assert start in reached(network, end, WALK)


def test_an_island_comes_through_as_it_is(tmp_path: Path) -> None:
    nodes = {**row(1, 2), **row(3, 4, lat=1.0)}
    network = network_of(tmp_path, nodes, {7: ([1, 2], STREET), 8: ([3, 4], STREET)})
    assert (network.node_count, network.link_count) == (4, 2)


def test_a_bollard_stops_cars_and_lets_walkers_through(tmp_path: Path) -> None:
    network = network_of(
        tmp_path, row(1, 2, 3), {7: ([1, 2, 3], STREET)}, {2: {"barrier": "bollard"}}
    )
    (start,), (end,) = at(network, 0), at(network, 2)
    assert end not in reached(network, start, DRIVE)
    assert end in reached(network, start, WALK)
    assert len(at(network, 1)) == 2


def test_cars_may_drive_up_to_a_bollard_from_both_sides(tmp_path: Path) -> None:
    network = network_of(
        tmp_path, row(1, 2, 3), {7: ([1, 2, 3], STREET)}, {2: {"barrier": "bollard"}}
    )
    driven = [
        round(m)
        for m, b in zip(network.link_length_m, network.link_modes, strict=True)
        if b & DRIVE
    ]
    assert driven == [111, 111]


def test_a_wall_across_a_street_stops_everyone(tmp_path: Path) -> None:
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2, 3], STREET)}, {2: {"barrier": "wall"}})
    (start,), (end,) = at(network, 0), at(network, 2)
    assert end not in reached(network, start, DRIVE | WALK)


def test_a_bollard_on_a_footway_changes_nothing(tmp_path: Path) -> None:
    network = network_of(
        tmp_path,
        row(1, 2, 3),
        {7: ([1, 2, 3], {"highway": "footway"})},
        {2: {"barrier": "bollard"}},
    )
    assert (network.node_count, network.link_count) == (2, 1)


def test_a_barrier_on_a_junction_is_left_out_of_account_and_said(tmp_path: Path) -> None:
    nodes = {**row(1, 2, 3), 4: (STEP, STEP)}
    ways = {7: ([1, 2, 3], STREET), 8: ([2, 4], STREET)}
    network = network_of(tmp_path, nodes, ways, {2: {"barrier": "bollard"}})
    assert at(network, 2)[0] in reached(network, at(network, 0)[0], DRIVE)
    assert [note.zh[:5] for note in network.notes] == ["1 处路障"]


def test_a_bollard_where_only_the_footway_of_a_junction_is_barred_needs_no_word(
    tmp_path: Path,
) -> None:
    nodes = {**row(1, 2), 4: (STEP, STEP), 5: (STEP, -STEP)}
    foot = {"highway": "footway"}
    ways = {7: ([1, 2], STREET), 8: ([2, 4], foot), 9: ([2, 5], foot)}
    assert network_of(tmp_path, nodes, ways, {2: {"barrier": "bollard"}}).notes == ()


def test_a_closed_way_alone_is_a_link_from_a_node_to_itself(tmp_path: Path) -> None:
    nodes = {1: (0.0, 0.0), 2: (STEP, 0.0), 3: (STEP, STEP)}
    network = network_of(tmp_path, nodes, {7: ([1, 2, 3, 1], STREET)})
    assert (network.node_count, network.link_count) == (1, 1)
    assert network.link_length_m[0] == pytest.approx(
        length_m((0, 0), (STEP, 0), (STEP, STEP), (0, 0)), rel=1e-5
    )


def test_a_ring_of_several_ways_alike_is_opened_at_its_lowest_node(tmp_path: Path) -> None:
    nodes = {5: (0.0, 0.0), 2: (STEP, 0.0), 3: (STEP, STEP)}
    ways = {7: ([5, 2], STREET), 8: ([2, 3], STREET), 9: ([3, 5], STREET)}
    network = network_of(tmp_path, nodes, ways)
    assert (network.node_count, network.link_count) == (1, 1)
    assert network.node_lon.tolist() == [STEP]


def test_a_roundabout_is_driven_one_way_between_its_exits(tmp_path: Path) -> None:
    nodes = {1: (0.0, 0.0), 2: (STEP, 0.0), 3: (STEP, STEP), 4: (0.0, STEP), 5: (-STEP, 0.0)}
    nodes[6] = (2 * STEP, STEP)
    ways = {
        7: ([1, 2, 3, 4, 1], {**STREET, "junction": "roundabout"}),
        8: ([5, 1], STREET),
        9: ([3, 6], STREET),
    }
    network = network_of(tmp_path, nodes, ways)
    assert network.link_count == 4
    assert len(reached(network, at(network, -1)[0], DRIVE)) == 4


def test_a_way_that_meets_itself_is_cut_there(tmp_path: Path) -> None:
    nodes = {1: (0.0, 0.0), 2: (STEP, 0.0), 3: (2 * STEP, 0.0), 4: (STEP, STEP)}
    network = network_of(tmp_path, nodes, {7: ([1, 2, 3, 4, 2], STREET)})
    assert sorted(zip(network.link_from, network.link_to, strict=True)) == [(0, 1), (1, 1)]


def test_a_node_named_twice_in_a_row_counts_once(tmp_path: Path) -> None:
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2, 2, 3, 3], STREET)})
    assert network.link_count == 1
    assert network.shape_lon.tolist() == [0, STEP, 2 * STEP]


def test_a_way_of_one_node_is_no_road(tmp_path: Path) -> None:
    network = network_of(tmp_path, row(1, 2, 3), {7: ([1, 2], STREET), 8: ([3], STREET)})
    assert network.link_count == 1


def test_a_way_is_cut_at_nodes_that_are_not_in_the_file(tmp_path: Path) -> None:
    network = network_of(tmp_path, row(1, 2, 3, 4), {7: ([1, 2, 99, 3, 4, 98], STREET)})
    assert passable(network, DRIVE) == {(0, 1), (1, 0), (2, 3), (3, 2)}
    assert [note.en[:8] for note in network.notes] == ["2 points"]


def test_the_parts_of_a_ferry_share_its_duration_by_length(tmp_path: Path) -> None:
    nodes = {1: (0.0, 0.0), 2: (STEP, 0.0), 3: (4 * STEP, 0.0), 4: (STEP, STEP)}
    ways = {7: ([1, 2, 3], {"route": "ferry", "duration": "00:20"}), 8: ([2, 4], STREET)}
    network = network_of(tmp_path, nodes, ways)
    minutes = network.link_duration_min[np.isfinite(network.link_duration_min)]
    assert sorted(minutes.tolist()) == pytest.approx([5, 15], rel=1e-5)


def test_a_clipped_ferry_has_no_duration(tmp_path: Path) -> None:
    ways = {7: ([1, 2, 99], {"route": "ferry", "duration": "00:20"})}
    network = network_of(tmp_path, row(1, 2), ways)
    assert np.isnan(network.link_duration_min).all()


def test_ways_given_twice_count_once(tmp_path: Path) -> None:
    nodes = Nodes(np.array([1, 2]), np.array([0.0, STEP]), np.zeros(2), np.zeros(2, np.uint8))
    table = PassageTable()
    place = table.place(Passage("service", DRIVE | WALK))
    ways = Ways(
        np.array([7, 7]),
        np.array([0, 2, 4]),
        np.array([1, 2, 1, 2]),
        np.array([place, place], np.int32),
        table.passages(),
    )
    assert assemble(ways, nodes, classes=CLASSES, source="").link_count == 1


@given(
    st.lists(
        st.tuples(
            st.floats(-179.9, 179.9), st.floats(-84, 84), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1)
        ),
        min_size=1,
        max_size=20,
    )
)
def test_stretches_are_as_long_as_their_geodesics(
    stretches: list[tuple[float, float, float, float]],
) -> None:
    for lon, lat, east, north in stretches:
        ends = np.array([lon, lon + east]), np.array([lat, lat + north])
        geodesic = GEOD.inv(ends[0][0], ends[1][0], ends[0][1], ends[1][1])[2]
        assert stretches_m(*ends)[0] == pytest.approx(geodesic, rel=2e-5, abs=1e-6)


def test_a_stretch_over_the_date_line_is_short() -> None:
    assert stretches_m(np.array([179.999, -179.999]), np.zeros(2))[0] == pytest.approx(
        222.6, abs=0.1
    )


def test_a_long_stretch_is_its_geodesic() -> None:
    lon, lat = np.array([108.0, 120.0]), np.array([22.0, 40.0])
    assert stretches_m(lon, lat)[0] == pytest.approx(GEOD.inv(108, 22, 120, 40)[2])


# Networks at random: a small grid of nodes, ways along any of them.
SPOTS = {number: (STEP * (number % 4), STEP * (number // 4)) for number in range(1, 17)}
ALLOWED = [
    Passage("residential", DRIVE | WALK),
    Passage("residential", 0b1101),
    Passage("residential", 0b1110),
    Passage("footway", WALK),
    Passage("tertiary", DRIVE | WALK, 60.0),
]
RANDOM_WAYS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(sorted(SPOTS)), min_size=1, max_size=7),
        st.sampled_from(range(len(ALLOWED))),
    ),
    min_size=1,
    max_size=8,
)


def assembled(
    ways: list[tuple[int, list[int], int]], stops: dict[int, int] | None = None
) -> RoadNetwork:
    node_id = np.array(sorted(SPOTS))
    nodes = Nodes(
        node_id,
        np.array([SPOTS[n][0] for n in sorted(SPOTS)]),
        np.array([SPOTS[n][1] for n in sorted(SPOTS)]),
        np.array([(stops or {}).get(n, 0) for n in sorted(SPOTS)], np.uint8),
    )
    table = PassageTable()
    for allowed in ALLOWED:
        table.place(allowed)
    drawn = Ways(
        np.array([number for number, _, _ in ways]),
        np.cumsum([0, *(len(refs) for _, refs, _ in ways)]),
        np.array([ref for _, refs, _ in ways for ref in refs]),
        np.array([place for _, _, place in ways], np.int32),
        table.passages(),
    )
    return assemble(drawn, nodes, classes=CLASSES, source="")


@given(RANDOM_WAYS)
def test_no_metre_is_lost_or_won(ways: list[tuple[list[int], int]]) -> None:
    network = assembled([(k, refs, place) for k, (refs, place) in enumerate(ways)])
    whole = sum(
        length_m(SPOTS[a], SPOTS[b]) for refs, _ in ways for a, b in itertools.pairwise(refs)
    )
    assert network.link_length_m.sum() == pytest.approx(whole, rel=1e-5, abs=1e-6)


@given(RANDOM_WAYS, st.randoms(use_true_random=False))
def test_the_order_of_ways_changes_nothing(
    ways: list[tuple[list[int], int]], chance: object
) -> None:
    numbered = [(k, refs, place) for k, (refs, place) in enumerate(ways)]
    shuffled = list(numbered)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assembled(numbered).fingerprint == assembled(shuffled).fingerprint


@given(
    RANDOM_WAYS,
    st.dictionaries(st.sampled_from(sorted(SPOTS)), st.sampled_from([DRIVE, WALK, DRIVE | WALK])),
)
def test_one_gets_where_the_ways_lead_and_nowhere_else(
    ways: list[tuple[list[int], int]], barred: dict[int, int]
) -> None:
    """Against a plain walk over pairs of nodes, node by node, with each barrier asked."""
    network = assembled([(k, refs, place) for k, (refs, place) in enumerate(ways)], barred)
    steps: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = dict.fromkeys(SPOTS, 0)
    for refs, place in ways:
        for a, b in itertools.pairwise([r for r, _ in itertools.groupby(refs)]):
            bits = ALLOWED[place].modes
            steps[a, b] = steps.get((a, b), 0) | bits & 0b0101
            steps[b, a] = steps.get((b, a), 0) | (bits & 0b1010) >> 1
            ends[a] += 1
            ends[b] += 1
    for mode, bit in ((DRIVE, 1), (WALK, 4)):
        for start in SPOTS:
            known, open_ = {start}, [start]
            while open_:
                here = open_.pop()
                shut = barred.get(here, 0) & mode and ends[here] == 2 and here != start
                for (a, b), bits in steps.items():
                    if a == here and bits & bit and b not in known and not shut:
                        known.add(b)
                        open_.append(b)
            spots = {SPOTS[number] for number in known}
            for place in at(network, SPOTS[start][0] / STEP, SPOTS[start][1])[:1]:
                if barred.get(start, 0):
                    continue
                found = {
                    (float(network.node_lon[k]), float(network.node_lat[k]))
                    for k in reached(network, place, mode)
                }
                assert found <= spots
                nodes = {
                    (float(x), float(y))
                    for x, y in zip(network.node_lon, network.node_lat, strict=True)
                }
                assert spots & nodes <= found


def test_shapes_begin_and_end_at_the_nodes_of_their_links(tmp_path: Path) -> None:
    nodes = {**row(1, 2, 3, 4), 5: (STEP, STEP)}
    ways = {7: ([3, 2, 1], STREET), 8: ([2, 5], STREET), 9: ([3, 4], STREET)}
    network = network_of(tmp_path, nodes, ways)
    for k in range(network.link_count):
        first, last = network.shape_start[k], network.shape_start[k + 1] - 1
        assert network.shape_lon[first] == network.node_lon[network.link_from[k]]
        assert network.shape_lon[last] == network.node_lon[network.link_to[k]]
        assert math.isclose(
            network.link_length_m[k],
            length_m(
                *zip(
                    network.shape_lon[first : last + 1],
                    network.shape_lat[first : last + 1],
                    strict=True,
                )
            ),
            rel_tol=1e-5,
        )

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from geo.roads.assembling import assemble
from geo.roads.passages import PassageTable
from geo.roads.rules import CLASSES, DRIVE, WALK, Passage
from geo.roads.ways import Nodes, Ways
from tests.roads.drawn import STEP, STREET, at, length_m, network_of, passable, reached, row


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

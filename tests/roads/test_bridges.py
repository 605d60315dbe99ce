"""A bridge or a tunnel is passed, but nobody beside or above it gets onto it midway."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from geo.roads.graph import RoadGraph
from geo.roads.network import THROUGH_ONLY, RoadNetwork
from geo.roads.rules import passage
from geo.roads.snapping import snap
from geo.roads.speeds import load_speeds
from geo.travel.model import TravelMode
from tests.roads.drawn import STEP, STREET, network_of, row

BRIDGE = {**STREET, "bridge": "yes"}


@pytest.fixture
def crossing(tmp_path: Path) -> RoadNetwork:
    """A street that crosses a river on a bridge, which one half of it is drawn against."""
    ways = {7: ([1, 2], STREET), 8: ([4, 2], BRIDGE), 9: ([4, 5], BRIDGE), 10: ([5, 6], STREET)}
    return network_of(tmp_path, row(1, 2, 4, 5, 6), ways)


def through_only(network: RoadNetwork) -> list[bool]:
    return [bool(modes & THROUGH_ONLY) for modes in network.link_modes]


def test_a_bridge_is_a_link_of_its_own_however_its_parts_are_drawn(crossing: RoadNetwork) -> None:
    assert sorted(through_only(crossing)) == [False, False, True]


def test_who_is_under_the_bridge_goes_to_its_end(crossing: RoadNetwork) -> None:
    graph = RoadGraph.of(crossing, TravelMode.WALKING, load_speeds(), island_km=0)
    lon = np.array([2.1 * STEP])
    snapped = snap(graph, ["under the bridge"], lon, np.zeros(1), 3000)
    assert snapped.access_m == pytest.approx([0.9 * STEP * 111_320], rel=1e-2)


def test_the_way_over_the_bridge_is_open(crossing: RoadNetwork) -> None:
    graph = RoadGraph.of(crossing, TravelMode.DRIVING, load_speeds(), island_km=0)
    assert np.isfinite(graph.forward_min).all()


@pytest.mark.parametrize("tags", [{"tunnel": "yes"}, {"bridge": "viaduct"}, {"tunnel": "covered"}])
def test_nobody_gets_onto_it_midway(tags: dict[str, str]) -> None:
    told = passage({**STREET, **tags})
    assert told is not None
    assert told.modes & THROUGH_ONLY


@pytest.mark.parametrize(
    "tags", [{}, {"bridge": "no"}, {"tunnel": "no"}, {"tunnel": "building_passage"}]
)
def test_a_street_at_grade_is_entered_anywhere(tags: dict[str, str]) -> None:
    told = passage({**STREET, **tags})
    assert told is not None
    assert not told.modes & THROUGH_ONLY

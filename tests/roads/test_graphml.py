from __future__ import annotations

import math
import warnings
from pathlib import Path

import networkx as nx
import numpy as np
import osmnx
import pytest
import shapely

from geo.roads.network import RoadNetwork
from geo.roads.reading import RoadReading, read_roads
from geo.roads.rules import DRIVE, WALK
from tests.roads.drawn import STEP, STREET, osm_text, passable, row


def reading(folder: Path, graph: nx.MultiDiGraph) -> RoadReading:
    osmnx.save_graphml(graph, folder / "g.graphml")
    return read_roads(folder / "g.graphml", "g.graphml")


def network(folder: Path, graph: nx.MultiDiGraph) -> RoadNetwork:
    found = reading(folder, graph).network
    assert found is not None
    return found


def drawn(folder: Path, ways: dict[int, tuple[list[int], dict[str, str]]]) -> nx.MultiDiGraph:
    """The graph OSMnx makes of nodes in a row."""
    path = folder / "row.osm"
    path.write_text(osm_text(row(1, 2, 3, 4), ways))
    with warnings.catch_warnings():
        # OSMnx does not know this hand's generator; it reads the file all the same.
        warnings.simplefilter("ignore")
        return osmnx.graph_from_xml(path, simplify=False, retain_all=True)


def edge(**data: object) -> nx.MultiDiGraph:
    """One edge between two nodes."""
    graph = nx.MultiDiGraph(crs="epsg:4326")
    graph.add_node(1, x=0.0, y=0.0)
    graph.add_node(2, x=STEP, y=0.0)
    graph.add_edge(1, 2, 0, **{"osmid": 7, "length": 111.3, **data})
    return graph


def test_a_street_and_its_reverse_are_one_link(tmp_path: Path) -> None:
    graph = osmnx.simplify_graph(drawn(tmp_path, {7: ([1, 2, 3], STREET)}))
    found = network(tmp_path, graph)
    assert (found.node_count, found.link_count) == (2, 1)
    assert found.link_modes.tolist() == [DRIVE | WALK]
    assert found.shape_lon.tolist() == [0, STEP, 2 * STEP]
    assert found.link_way.tolist() == [7]


@pytest.mark.parametrize(("oneway", "pair"), [("yes", (0, 1)), ("-1", (1, 0))])
def test_one_way_streets_stay_so_for_cars_alone(
    tmp_path: Path, oneway: str, pair: tuple[int, int]
) -> None:
    found = network(tmp_path, drawn(tmp_path, {7: ([1, 2], {**STREET, "oneway": oneway})}))
    assert passable(found, DRIVE) == {pair}
    assert passable(found, WALK) == {(0, 1), (1, 0)}


def test_the_graph_of_a_file_is_the_network_of_the_file(tmp_path: Path) -> None:
    ways = {
        7: ([1, 2], STREET),
        8: ([2, 3], {"highway": "primary", "maxspeed": "60"}),
        9: ([3, 4], {"highway": "footway"}),
    }
    found = network(tmp_path, drawn(tmp_path, ways))
    direct = read_roads(tmp_path / "row.osm", "row.osm").network
    assert direct is not None
    assert found.link_count == direct.link_count
    assert found.link_length_m.tolist() == pytest.approx(direct.link_length_m.tolist(), rel=0.005)
    assert np.array_equal(found.link_max_kmh, direct.link_max_kmh, equal_nan=True)
    assert passable(found, DRIVE) == passable(direct, DRIVE)
    assert passable(found, WALK) == passable(direct, WALK)


def test_of_several_classes_and_limits_the_lowest_counts(tmp_path: Path) -> None:
    graph = edge(highway=["primary", "tertiary"], maxspeed=["60", "30"], oneway=False)
    found = network(tmp_path, graph)
    assert found.classes[found.link_class[0]] == "tertiary"
    assert found.link_max_kmh.tolist() == [30]


def test_a_course_is_kept(tmp_path: Path) -> None:
    course = shapely.LineString([(0, 0), (0, STEP), (STEP, STEP), (STEP, 0)])
    found = network(
        tmp_path, edge(highway="service", geometry=course, length=math.nan, oneway=False)
    )
    assert found.link_length_m[0] == pytest.approx(3 * 111, rel=0.01)


def test_a_length_the_graph_states_is_kept(tmp_path: Path) -> None:
    found = network(tmp_path, edge(highway="service", length=500.0, oneway=False))
    assert found.link_length_m.tolist() == [500.0]


def test_a_projected_graph_is_brought_back_to_degrees(tmp_path: Path) -> None:
    graph = drawn(tmp_path, {7: ([1, 2], STREET)})
    found = network(tmp_path, osmnx.project_graph(graph))
    assert found.node_lon.tolist() == pytest.approx([0, STEP], abs=1e-9)


def test_the_day_a_graph_was_made_is_its_vintage(tmp_path: Path) -> None:
    graph = edge(highway="service", oneway=False)
    graph.graph["created_date"] = "2024-05-06 07:08:09"
    assert network(tmp_path, graph).vintage == "2024-05-06"


def test_classes_nobody_knows_are_named(tmp_path: Path) -> None:
    told = reading(tmp_path, edge(highway="trail", oneway=False))
    assert [issue.code for issue in told.issues] == ["no_roads", "road_class_left_out"]


def test_a_graph_that_is_no_map_is_refused(tmp_path: Path) -> None:
    nx.write_graphml(nx.path_graph(3), tmp_path / "p.graphml")
    told = read_roads(tmp_path / "p.graphml", "p.graphml")
    assert [issue.code for issue in told.issues] == ["graph_without_places"]


def test_only_streets_of_the_area_are_read(tmp_path: Path) -> None:
    graph = drawn(tmp_path, {7: ([1, 2], STREET), 8: ([3, 4], STREET)})
    osmnx.save_graphml(graph, tmp_path / "g.graphml")
    area = shapely.box(-STEP, -STEP, 1.5 * STEP, STEP)
    found = read_roads(tmp_path / "g.graphml", "g.graphml", area=area).network
    assert found is not None
    assert found.link_way.tolist() == [7]


def test_a_street_stated_longer_than_drawn_lengthens_no_other(tmp_path: Path) -> None:
    """Joined to one link, a place on the short half would be taken for one on the long one."""
    graph = nx.MultiDiGraph(crs="epsg:4326")
    for number in (1, 2, 3, 4):
        graph.add_node(number, x=STEP * number, y=0.0)
    for a, b, length in ((1, 2, 500.0), (2, 3, 111.3), (3, 4, 111.3)):
        graph.add_edge(a, b, 0, osmid=a, highway="residential", length=length)
        graph.add_edge(b, a, 0, osmid=a, highway="residential", length=length)
    assert network(tmp_path, graph).link_length_m.tolist() == [500.0, 222.6]

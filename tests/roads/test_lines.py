from __future__ import annotations

import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.roads.joining import joined_lines
from geo.roads.line_words import class_of, line_tags, place_of
from geo.roads.network import RoadNetwork
from geo.roads.reading import RoadReading, read_roads
from geo.roads.rules import DRIVE, WALK
from tests.roads.drawn import at, passable, reached

METRE = 1 / 111_319.49  # degrees along the equator
STEP = 0.001


def reading(
    folder: Path,
    lines: list[list[tuple[float, float]]],
    crs: object = 4326,
    name: str = "roads.gpkg",
    **columns: list[object],
) -> RoadReading:
    frame = gpd.GeoDataFrame(
        columns or {"highway": ["residential"] * len(lines)},
        geometry=[shapely.LineString(line) for line in lines],
        crs=crs,
    )
    path = folder / name
    frame.to_file(path)
    return read_roads(path, name)


def network(folder: Path, lines: list[list[tuple[float, float]]], **columns: object) -> RoadNetwork:
    found = reading(folder, lines, **columns).network  # type: ignore[arg-type]
    assert found is not None
    return found


def test_lines_meet_where_their_ends_do(tmp_path: Path) -> None:
    found = network(
        tmp_path, [[(0, 0), (STEP, 0)], [(STEP, 0), (2 * STEP, 0)], [(STEP, 0), (STEP, STEP)]]
    )
    assert (found.node_count, found.link_count) == (4, 3)


def test_an_end_on_the_middle_of_a_line_meets_it(tmp_path: Path) -> None:
    found = network(tmp_path, [[(0, 0), (2 * STEP, 0)], [(STEP, 0), (STEP, STEP)]])
    assert (found.node_count, found.link_count) == (4, 3)
    assert len(reached(found, 0, DRIVE)) == 4


@pytest.mark.parametrize(("gap_m", "meets"), [(0.8, True), (1.5, False)])
def test_an_end_meets_a_line_within_a_metre_and_not_beyond(
    tmp_path: Path, gap_m: float, meets: bool
) -> None:
    found = network(tmp_path, [[(0, 0), (2 * STEP, 0)], [(STEP, gap_m * METRE), (STEP, STEP)]])
    assert (len(reached(found, 0, DRIVE)) == found.node_count) == meets


@pytest.mark.parametrize(("gap_m", "meets"), [(0.8, True), (1.5, False)])
def test_ends_meet_within_a_metre_and_not_beyond(tmp_path: Path, gap_m: float, meets: bool) -> None:
    found = network(tmp_path, [[(0, 0), (STEP, 0)], [(STEP + gap_m * METRE, 0), (2 * STEP, 0)]])
    assert (len(reached(found, 0, DRIVE)) == found.node_count) == meets


def test_an_end_beside_a_drawn_point_meets_the_line_there(tmp_path: Path) -> None:
    found = network(
        tmp_path,
        [[(0, 0), (STEP, 0), (2 * STEP, 0)], [(STEP + 0.3 * METRE, 0.3 * METRE), (STEP, STEP)]],
    )
    assert (found.node_count, found.link_count) == (4, 3)


def test_lines_that_cross_do_not_meet(tmp_path: Path) -> None:
    found = network(tmp_path, [[(0, 0), (2 * STEP, 0)], [(STEP, -STEP), (STEP, STEP)]])
    assert found.node_count == 4
    assert len(reached(found, 0, DRIVE)) == 2


def test_lines_that_cross_at_a_point_drawn_in_both_meet(tmp_path: Path) -> None:
    """As ways of OpenStreetMap do that were exported without being cut at junctions."""
    found = network(
        tmp_path, [[(0, 0), (STEP, 0), (2 * STEP, 0)], [(STEP, -STEP), (STEP, 0), (STEP, STEP)]]
    )
    assert (found.node_count, found.link_count) == (5, 4)


def test_several_ends_on_one_line_cut_it_in_order(tmp_path: Path) -> None:
    found = network(
        tmp_path,
        [[(0, 0), (4 * STEP, 0)]] + [[(k * STEP, 0), (k * STEP, STEP)] for k in (3, 1, 2)],
    )
    along = {pair for pair in passable(found, DRIVE) if pair[0] < pair[1]}
    assert along == {(0, 1), (1, 2), (2, 3), (3, 4)}


def test_parts_of_a_multiline_are_lines_of_one_row(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"highway": ["service", "tertiary"]},
        geometry=[
            shapely.LineString([(0, STEP), (STEP, STEP)]),
            shapely.MultiLineString([[(0, 0), (STEP, 0)], [(2 * STEP, 0), (3 * STEP, 0)]]),
        ],
        crs=4326,
    )
    frame.to_file(tmp_path / "m.gpkg")
    found = read_roads(tmp_path / "m.gpkg", "m.gpkg").network
    assert found is not None
    assert sorted(found.link_way.tolist()) == [1, 2, 2]


def test_any_reference_system_gives_the_same_network(tmp_path: Path) -> None:
    lines = [[(110.0, 23.0), (110.01, 23.0)], [(110.005, 23.0), (110.005, 23.01)]]
    frame = gpd.GeoDataFrame(
        {"highway": ["primary", "service"]},
        geometry=[shapely.LineString(line) for line in lines],
        crs=4490,
    )
    lengths = []
    for k, crs in enumerate((4490, 4526, 3857)):
        frame.to_crs(crs).to_file(tmp_path / f"{k}.gpkg")
        found = read_roads(tmp_path / f"{k}.gpkg", f"{k}.gpkg").network
        assert found is not None
        assert found.link_count == 3
        lengths.append(found.length_km)
    assert lengths == pytest.approx([lengths[0]] * 3, rel=1e-6)


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_a_layer_without_a_reference_system_asks_for_it(tmp_path: Path) -> None:
    told = reading(tmp_path, [[(0, 0), (STEP, 0)]], crs=None)
    assert told.network is None
    assert [issue.code for issue in told.issues] == ["roads_crs_missing"]


def test_geojson_is_read(tmp_path: Path) -> None:
    told = reading(tmp_path, [[(0, 0), (STEP, 0)]], name="roads.geojson")
    assert told.network is not None
    assert told.network.link_count == 1


def test_a_zipped_shapefile_with_chinese_columns_in_gbk_is_read(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"道路等级": ["国道"], "限速": [70]},
        geometry=[shapely.LineString([(110, 23), (110.01, 23)])],
        crs=4326,
    )
    frame.to_file(tmp_path / "roads.shp", encoding="GBK")
    with zipfile.ZipFile(tmp_path / "roads.zip", "w") as archive:
        for part in tmp_path.glob("roads.???"):
            if part.suffix in (".shp", ".dbf", ".shx", ".prj"):
                archive.write(part, part.name)
    found = read_roads(tmp_path / "roads.zip", "roads.zip").network
    assert found is not None
    assert found.classes[found.link_class[0]] == "trunk"
    assert found.link_max_kmh.tolist() == [70]


def test_columns_are_found_by_their_names(tmp_path: Path) -> None:
    found = network(
        tmp_path,
        [[(0, 0), (STEP, 0)], [(2 * STEP, 0), (3 * STEP, 0)]],
        **{"等级": ["省道", "人行道"], "单行": ["是", None], "限速": [60.0, None]},
    )
    assert passable(found, DRIVE) == {(0, 1)}
    assert found.link_max_kmh[0] == 60
    assert np.isnan(found.link_max_kmh[1])
    assert found.link_modes[1] == WALK


def test_words_nobody_knows_are_named_with_their_number(tmp_path: Path) -> None:
    told = reading(
        tmp_path,
        [[(k * STEP, 0), (k * STEP, STEP)] for k in range(3)],
        **{"class": ["四级公路", "林区路", "林区路"]},
    )
    (issue,) = told.issues
    assert issue.code == "road_class_unknown"
    assert "“林区路” 2 条" in issue.what.zh
    assert told.network is not None
    assert {told.network.classes[k] for k in told.network.link_class} == {"unclassified"}


def test_a_layer_without_classes_is_read_and_says_so(tmp_path: Path) -> None:
    told = reading(tmp_path, [[(0, 0), (STEP, 0)]], name_=["x"])
    assert told.network is not None
    assert [issue.code for issue in told.issues] == ["no_road_class"]


def test_points_are_no_roads(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"highway": ["stop"]}, geometry=[shapely.Point(0, 0)], crs=4326)
    frame.to_file(tmp_path / "p.gpkg")
    assert [i.code for i in read_roads(tmp_path / "p.gpkg", "p.gpkg").issues] == ["no_lines"]


def test_lines_being_built_are_left_out(tmp_path: Path) -> None:
    found = network(
        tmp_path,
        [[(0, 0), (STEP, 0)], [(2 * STEP, 0), (3 * STEP, 0)]],
        highway=["residential", "construction"],
    )
    assert found.link_count == 1
    assert at(found, 2) == []


@pytest.mark.parametrize(
    ("said", "means"),
    [("国道", "trunk"), ("Primary ", "primary"), ("track_grade3", "track"), ("proposed", "")],
)
def test_classes_are_understood(said: str, means: str) -> None:
    assert class_of(said) == means


@pytest.mark.parametrize(
    ("said", "means"), [("F", "yes"), ("T", "-1"), ("是", "yes"), ("反向", "-1"), ("1", "yes")]
)
def test_directions_are_understood(said: str, means: str) -> None:
    assert dict(line_tags("residential", said, ""))["oneway"] == means


@pytest.mark.parametrize("said", ["B", "", "否", "双向", "0"])
def test_both_directions_are_understood(said: str) -> None:
    assert "oneway" not in dict(line_tags("residential", said, ""))


def test_a_better_header_wins_over_a_vaguer_one() -> None:
    assert place_of(("type", "Highway"), ("highway", "type")) == 1
    assert place_of(("限速 (km/h)",), ("限速",)) == 0


SPOTS = st.tuples(st.integers(0, 6), st.integers(0, 6))


@given(st.lists(st.lists(SPOTS, min_size=2, max_size=5), min_size=1, max_size=8))
def test_joining_moves_no_line_and_loses_none(lines: list[list[tuple[int, int]]]) -> None:
    """On a grid of 100 m: the row has every point of every line, and ends of others on it."""
    lon = np.array([x * 0.001 for line in lines for x, _ in line])
    lat = np.array([y * 0.001 for line in lines for _, y in line])
    start = np.cumsum([0, *(len(line) for line in lines)])
    new_start, row, node_lon, node_lat = joined_lines(lon, lat, start)
    for k, line in enumerate(lines):
        part = row[new_start[k] : new_start[k + 1]]
        drawn = [
            (round(node_lon[n] * 1000, 6), round(node_lat[n] * 1000, 6)) for n in part.tolist()
        ]
        assert drawn[0] == line[0]
        assert drawn[-1] == line[-1]
        left = iter(drawn)
        assert all(spot in left for spot in line)
        old = np.hypot(*np.diff(np.array(line, float), axis=0).T).sum()
        new = np.hypot(*np.diff(np.array(drawn, float), axis=0).T).sum()
        assert new == pytest.approx(old, abs=1e-3)

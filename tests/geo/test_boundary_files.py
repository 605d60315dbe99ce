import hashlib
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.boundaries import WORKING_MAP, FileLayer, MapApproval, load_boundaries, map_notice
from geo.boundary_files import read_boundaries
from geo.issues import BadInputError

YULIN = [f"4509{n}" for n in ("02", "03", "21", "22", "23", "24", "81")]
NUMBER = "桂S(2026)00-000号"


@pytest.fixture
def yulin() -> gpd.GeoDataFrame:
    frame = load_boundaries().frame.loc[YULIN].reset_index()
    return frame[["county_code", "geometry"]].rename(columns={"county_code": "code"})


def written(frame: gpd.GeoDataFrame, folder: Path, name: str = "official.gpkg") -> Path:
    frame.to_file(folder / name)
    return folder / name


def issue_codes(path: Path) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        read_boundaries(path, YULIN)
    return [issue.code for issue in caught.value.issues]


@pytest.mark.parametrize("name", ["official.gpkg", "official.geojson", "official.shp.zip"])
def test_the_three_formats_read_alike(yulin: gpd.GeoDataFrame, tmp_path: Path, name: str) -> None:
    layer = read_boundaries(written(yulin, tmp_path, name), YULIN)
    assert list(layer.frame.index) == YULIN
    assert layer.frame.crs.to_epsg() == 4490


def test_a_projected_file_is_brought_to_degrees(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    layer = read_boundaries(written(yulin.to_crs(4546), tmp_path), YULIN)
    same = layer.frame.geometry.geom_equals_exact(load_boundaries().frame.loc[YULIN].geometry, 1e-6)
    assert same.all()


def test_counties_may_be_given_by_name(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    named = yulin.assign(code=list(load_boundaries().frame.loc[YULIN, "name_zh"]))
    layer = read_boundaries(written(named.rename(columns={"code": "NAME"}), tmp_path), YULIN)
    assert list(layer.frame.index) == YULIN


def test_the_national_prefix_156_is_understood(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    national = yulin.assign(gb="156" + yulin["code"]).drop(columns="code")
    assert list(read_boundaries(written(national, tmp_path), YULIN).frame.index) == YULIN


def test_a_file_without_a_coordinate_system_is_refused(
    yulin: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    bare = gpd.GeoDataFrame(yulin.drop(columns="geometry"), geometry=list(yulin.geometry))
    with pytest.warns(UserWarning, match="crs"):
        path = written(bare, tmp_path)
    assert issue_codes(path) == ["boundary_crs_missing"]


def test_an_old_datum_is_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    beijing_1954 = yulin.set_crs(4214, allow_override=True)
    assert issue_codes(written(beijing_1954, tmp_path)) == ["boundary_datum"]


def test_a_missing_county_is_named(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = written(yulin[yulin["code"] != "450921"], tmp_path)
    with pytest.raises(BadInputError) as caught:
        read_boundaries(path, YULIN)
    assert [issue.what.zh for issue in caught.value.issues] == ["缺少以下县（市、区）：容县"]


def test_a_county_twice_is_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    twice = gpd.GeoDataFrame(
        {"code": [*yulin["code"], "450921"]},
        geometry=[*yulin.geometry, yulin.geometry[2]],
        crs=yulin.crs,
    )
    assert issue_codes(written(twice, tmp_path)) == ["boundary_county_twice"]


def test_an_invalid_shape_is_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    bow_tie = shapely.Polygon([(110, 22), (111, 23), (111, 22), (110, 23)])
    shapes = [bow_tie, *list(yulin.geometry)[1:]]
    frame = gpd.GeoDataFrame({"code": yulin["code"]}, geometry=shapes, crs=yulin.crs)
    assert issue_codes(written(frame, tmp_path)) == ["boundary_geometry"]


def test_points_instead_of_polygons_are_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    points = yulin.assign(geometry=yulin.geometry.representative_point())
    assert set(issue_codes(written(points, tmp_path))) == {"boundary_geometry"}


def test_overlapping_counties_are_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    grown = yulin.copy()
    grown.loc[0, "geometry"] = grown.geometry[0].buffer(0.01)
    assert "boundary_overlap" in issue_codes(written(grown, tmp_path))


def test_exchanged_codes_are_noticed(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    exchanged = yulin.assign(code=[*YULIN[:2], YULIN[4], YULIN[3], YULIN[2], *YULIN[5:]])
    assert issue_codes(written(exchanged, tmp_path)) == ["boundary_far_away"] * 2


def test_a_file_without_codes_or_names_is_refused(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert issue_codes(written(yulin.rename(columns={"code": "x"}), tmp_path)) == [
        "boundary_no_code"
    ]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", json.dumps({"a": 1}).encode()])
@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.zip"])
def test_what_is_no_boundary_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert issue_codes(tmp_path / name) == ["boundary_unreadable"]


def approved(path: Path) -> FileLayer:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    return read_boundaries(path, YULIN, MapApproval(NUMBER, "玉林市地图", sha256))


def test_the_built_in_map_is_not_for_publication() -> None:
    assert map_notice(load_boundaries()) == WORKING_MAP


def test_a_reviewed_file_drawn_as_it_is_shows_its_number(
    yulin: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    assert map_notice(approved(written(yulin, tmp_path))).zh == f"审图号：{NUMBER}"


def test_a_file_without_a_number_shows_the_warning(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    assert map_notice(read_boundaries(written(yulin, tmp_path), YULIN)) == WORKING_MAP


def test_the_number_of_another_file_is_not_shown(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    other = MapApproval(NUMBER, "玉林市地图", "0" * 64)
    assert map_notice(read_boundaries(written(yulin, tmp_path), YULIN, other)) == WORKING_MAP


def test_a_simplified_map_shows_no_number(yulin: gpd.GeoDataFrame, tmp_path: Path) -> None:
    layer = approved(written(yulin, tmp_path))
    simplified = replace(layer, frame=layer.frame.assign(geometry=layer.frame.simplify(0.05)))
    assert map_notice(simplified) == WORKING_MAP


def test_a_cut_out_of_a_reviewed_map_shows_no_number(
    yulin: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    everywhere = load_boundaries().frame.reset_index().rename(columns={"county_code": "code"})
    assert map_notice(approved(written(everywhere, tmp_path))) == WORKING_MAP

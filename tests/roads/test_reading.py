from __future__ import annotations

import re
import struct
from pathlib import Path

import geopandas as gpd
import osmium
import osmnx
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.issues import Severity
from geo.roads.reading import ROAD_SUFFIXES, RoadReading, read_roads
from geo.roads.store import load_network, save_network
from tests.roads.drawn import STEP, STREET, osm_text, row
from tests.roads.generated import write_extract
from tests.roads.test_graphml import drawn
from tests.roads.test_osm_file import HELSINKI

AREA = shapely.box(109.0, 22.0, 110.0, 23.0)


def codes(reading: RoadReading) -> list[str]:
    return [issue.code for issue in reading.issues]


def read_text(folder: Path, text: str, name: str = "a.osm", **options: object) -> RoadReading:
    (folder / name).write_text(text, encoding="utf-8")
    return read_roads(folder / name, name, **options)  # type: ignore[arg-type]


def test_a_file_in_order_is_read_without_a_word(tmp_path: Path) -> None:
    told = read_text(tmp_path, osm_text(row(1, 2), {7: ([1, 2], STREET)}))
    assert told.network is not None
    assert told.issues == ()
    assert told.network.source == "a.osm"


@pytest.mark.parametrize("name", ["a.docx", "a", "a.shp", "roads.pdf"])
def test_another_kind_of_file_is_refused(tmp_path: Path, name: str) -> None:
    assert codes(read_text(tmp_path, "x", name)) == ["not_a_road_file"]


@pytest.mark.parametrize("suffix", ROAD_SUFFIXES)
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    assert codes(read_text(tmp_path, "", f"a{suffix}")) == ["file_empty"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert codes(read_roads(tmp_path / "no.osm", "no.osm")) == ["file_missing"]


@pytest.mark.parametrize("suffix", ROAD_SUFFIXES)
def test_a_file_that_only_bears_the_name_is_refused(tmp_path: Path, suffix: str) -> None:
    told = read_text(tmp_path, "this is no road file at all", f"a{suffix}")
    assert told.network is None
    assert [issue.severity for issue in told.issues] == [Severity.REFUSED]


def test_an_extract_without_roads_says_so(tmp_path: Path) -> None:
    told = read_text(tmp_path, osm_text(row(1, 2), {7: ([1, 2], {"building": "yes"})}))
    assert codes(told) == ["no_roads"]


def test_roads_whose_nodes_are_all_missing_are_none(tmp_path: Path) -> None:
    assert codes(read_text(tmp_path, osm_text({}, {7: ([1, 2], STREET)}))) == ["no_roads"]


def test_an_extract_cut_short_says_so(tmp_path: Path) -> None:
    text = osm_text(row(1, 2), {7: ([1, 2], STREET)})
    assert codes(read_text(tmp_path, text[:-20])) == ["roads_truncated"]
    (tmp_path / "h.osm.pbf").write_bytes(HELSINKI.read_bytes()[:100_000])
    assert codes(read_roads(tmp_path / "h.osm.pbf", "h.osm.pbf")) == ["roads_truncated"]


def test_roads_of_another_place_say_where_they_are_and_where_they_should_be() -> None:
    told = read_roads(HELSINKI, HELSINKI.name, area=AREA)
    (issue,) = told.issues
    assert issue.code == "roads_elsewhere"
    assert "24.94 至 24.95" in issue.why.zh
    assert "109.00 至 110.00" in issue.why.zh


def test_roads_of_a_part_of_the_place_are_read_and_say_so(tmp_path: Path) -> None:
    write_extract(tmp_path / "t.osm.pbf", 10)
    area = shapely.box(107.9, 21.9, 108.1, 22.1)
    told = read_roads(tmp_path / "t.osm.pbf", "t.osm.pbf", area=area)
    assert told.network is not None
    assert codes(told) == ["roads_of_a_part"]


def test_roads_of_a_part_of_the_place_say_so_after_they_were_stored(tmp_path: Path) -> None:
    write_extract(tmp_path / "t.osm.pbf", 10)
    area = shapely.box(107.9, 21.9, 108.1, 22.1)
    told = read_roads(tmp_path / "t.osm.pbf", "t.osm.pbf", area=area)
    assert told.network is not None
    save_network(told.network, tmp_path / "roads.npz")
    stored = load_network(tmp_path / "roads.npz")
    assert any("道路只覆盖所选城市" in note.zh for note in stored.notes)


def test_a_network_only_walkers_may_use_says_so(tmp_path: Path) -> None:
    told = read_text(tmp_path, osm_text(row(1, 2), {7: ([1, 2], {"highway": "path"})}))
    assert told.network is not None
    assert codes(told) == ["no_roads_for_driving"]


def test_a_network_only_cars_may_use_says_so(tmp_path: Path) -> None:
    told = read_text(tmp_path, osm_text(row(1, 2), {7: ([1, 2], {"highway": "motorway"})}))
    assert codes(told) == ["no_roads_for_walking"]


def test_values_of_highway_nobody_knows_are_named_and_left_out(tmp_path: Path) -> None:
    ways = {7: ([1, 2], STREET), 8: ([2, 3], {"highway": "trail"})}
    told = read_text(tmp_path, osm_text(row(1, 2, 3), ways))
    (issue,) = told.issues
    assert (issue.code, issue.severity) == ("road_class_left_out", Severity.NOTICE)
    assert "“trail” 1" in issue.what.en
    assert told.network is not None
    assert told.network.link_count == 1


def test_every_issue_is_said_in_both_languages(tmp_path: Path) -> None:
    told = [
        read_text(tmp_path, "", "e.osm"),
        read_text(tmp_path, "x", "e.docx"),
        read_text(tmp_path, "x", "e.graphml"),
        read_text(tmp_path, osm_text({}, {}), "n.osm"),
        read_roads(HELSINKI, HELSINKI.name, area=AREA),
        read_roads(HELSINKI, HELSINKI.name, area=shapely.Point(24.94, 60.17).buffer(1)),
    ]
    issues = [issue for reading in told for issue in reading.issues]
    assert len(issues) >= len(told)
    for issue in issues:
        for text in (issue.what, issue.why, issue.remedy):
            assert text.zh
            assert text.en
            assert "{" not in text.zh + text.en


@pytest.fixture(scope="module")
def whole_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A small file of each kind."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "a.osm").write_text(osm_text(row(1, 2, 3), {7: ([1, 2, 3], STREET)}))
    write_extract(folder / "a.osm.pbf", 4)
    write_extract(folder / "a.osm.gz", 4)
    write_extract(folder / "a.osm.bz2", 4)
    osmnx.save_graphml(drawn(folder, {7: ([1, 2, 3], STREET)}), folder / "a.graphml")
    frame = gpd.GeoDataFrame(
        {"highway": ["service"]}, geometry=[shapely.LineString([(0, 0), (STEP, 0)])], crs=4326
    )
    frame.to_file(folder / "a.gpkg")
    frame.to_file(folder / "a.geojson")
    unpacked = osmium.io.File(str(folder / "a.unpacked.osm.pbf"), "pbf,pbf_compression=none")
    with osmium.SimpleWriter(unpacked) as writer:
        for thing in osmium.FileProcessor(str(folder / "a.osm.pbf")):
            writer.add(thing)
    return {path.name: path.read_bytes() for path in folder.glob("a.*")}


@pytest.mark.parametrize(
    "name",
    [
        "a.osm",
        "a.osm.pbf",
        "a.unpacked.osm.pbf",
        "a.osm.gz",
        "a.osm.bz2",
        "a.graphml",
        "a.gpkg",
        "a.geojson",
    ],
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.floats(0, 1), flipped=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255))))
def test_no_damage_raises(
    tmp_path: Path,
    whole_files: dict[str, bytes],
    name: str,
    cut: float,
    flipped: list[tuple[float, int]],
) -> None:
    """Whatever is cut off or overwritten: a network, or a reason for there being none."""
    content = bytearray(whole_files[name])
    content = content[: int(len(content) * cut) if cut < 0.9 else len(content)]
    for share, byte in flipped if content else []:
        content[int(share * (len(content) - 1))] = byte
    path = tmp_path / name
    path.write_bytes(bytes(content))
    told = read_roads(path, name)
    assert told.network is not None or told.issues


@pytest.mark.parametrize(
    ("said", "wrong"),
    [(b"utf-8", b"utx-8"), (b"epsg:4326", b'epsg:4"26'), (b'key="d', b'key="x')],
)
def test_a_graph_of_which_one_sign_is_wrong_is_refused_in_words(
    tmp_path: Path, whole_files: dict[str, bytes], said: bytes, wrong: bytes
) -> None:
    """An encoding, a coordinate system and a key that there are not."""
    path = tmp_path / "wrong.graphml"
    assert said in whole_files["a.graphml"]
    path.write_bytes(whole_files["a.graphml"].replace(said, wrong))
    assert codes(read_roads(path, path.name)) == ["graph_without_places"]


def test_a_length_that_goes_around_the_earth_is_measured_anew(
    tmp_path: Path, whole_files: dict[str, bytes]
) -> None:
    good, wrong = tmp_path / "good.graphml", tmp_path / "wrong.graphml"
    good.write_bytes(whole_files["a.graphml"])
    lengths = re.compile(rb'(<data key="(d\d+)">)(\d+\.\d{6,})(</data>)')
    changed, found = lengths.subn(rb"\g<1>1e300\g<4>", whole_files["a.graphml"])
    assert found
    wrong.write_bytes(changed)
    measured = [read_roads(path, path.name).network for path in (good, wrong)]
    assert measured[0] is not None
    assert measured[1] is not None
    assert measured[1].link_length_m.sum() == pytest.approx(measured[0].link_length_m.sum(), 0.01)


def test_a_file_of_history_is_not_damaged_but_not_supported(tmp_path: Path) -> None:
    feature = b"HistoricalInformation"
    header = bytes([0x22, len(feature)]) + feature
    blob = bytes([0x0A, len(header)]) + header
    kind = b"\x0a\x09OSMHeader\x18" + bytes([len(blob)])
    path = tmp_path / "old.osm.pbf"
    path.write_bytes(struct.pack(">I", len(kind)) + kind + blob)
    told = read_roads(path, path.name)
    assert codes(told) == ["roads_unsupported"]
    assert "文件完好" in told.issues[0].what.zh
    assert "history" in told.issues[0].what.en


@pytest.mark.parametrize("area", [None, shapely.Point(24.945, 60.17).buffer(0.004)])
def test_ways_with_places_but_without_nodes_are_told_apart_from_no_roads(
    tmp_path: Path, area: shapely.Geometry | None
) -> None:
    """As osmium add-locations-to-ways writes them: only nodes with tags are left."""
    path = tmp_path / "small.osm.pbf"
    file = osmium.io.File(str(path), "pbf,locations_on_ways=true")
    with osmium.SimpleWriter(file) as writer:
        for thing in osmium.FileProcessor(str(HELSINKI)).with_locations():
            if not thing.is_node() or len(thing.tags):
                writer.add(thing)
    told = read_roads(path, path.name, area=area)
    assert codes(told) == ["roads_nodes_left_out"]
    assert "LocationsOnWays" in told.issues[0].what.zh

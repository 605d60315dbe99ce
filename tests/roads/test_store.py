"""A network survives its file exactly, and a file that is no network is refused."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from geo.roads.network import RoadNetwork
from geo.roads.store import NotANetworkError, OtherVersionError, load_network, save_network
from geo.text import Text
from tests.roads.networks import Road, drawn

NETWORK = replace(
    drawn(
        {"a": (0, 0), "b": (10, 0), "c": (20, 0)},
        Road("a b", "primary", max_kmh=40),
        Road("b c", "ferry", duration_min=12),
    ),
    notes=(Text("略去三条道路", "Three roads left out"),),
)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "roads.npz"
    save_network(NETWORK, path)
    return path


def rewritten(path: Path, compression: int = zipfile.ZIP_STORED, **members: bytes) -> Path:
    """The same file with some members' bytes changed."""
    with zipfile.ZipFile(path) as archive:
        content = {info.filename: archive.read(info) for info in archive.infolist()}
    content |= {name.replace("__", "."): value for name, value in members.items()}
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, value in content.items():
            archive.writestr(name, value)
    return path


def as_npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


def test_every_field_comes_back(stored: Path):
    back = load_network(stored)
    for item in fields(RoadNetwork):
        kept, given = getattr(back, item.name), getattr(NETWORK, item.name)
        if isinstance(given, np.ndarray):
            assert kept.dtype == given.dtype
            np.testing.assert_array_equal(kept, given)
        else:
            assert kept == given
    assert back.fingerprint == NETWORK.fingerprint


@pytest.mark.parametrize(
    "other",
    [{"source": "other.osm.pbf"}, {"vintage": "2019-01-01"}, {"notes": (Text("注", "Note"),)}],
    ids=["source", "vintage", "notes"],
)
def test_the_same_roads_from_elsewhere_have_another_fingerprint(other: dict[str, object]):
    """Networks are kept by it, and what is kept says which file it is of."""
    assert replace(NETWORK, **other).fingerprint != NETWORK.fingerprint


def test_a_network_of_nothing_comes_back(tmp_path: Path):
    empty = drawn({})
    save_network(empty, tmp_path / "empty.npz")
    assert load_network(tmp_path / "empty.npz").link_count == 0


def test_the_same_network_gives_the_same_bytes(stored: Path, tmp_path: Path):
    save_network(NETWORK, tmp_path / "again.npz")
    assert stored.read_bytes() == (tmp_path / "again.npz").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"osm data", pickle.dumps([1])])
def test_another_file_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "other.npz"
    path.write_bytes(content)
    with pytest.raises(NotANetworkError, match="other"):
        load_network(path)


def test_half_a_file_is_refused(stored: Path):
    stored.write_bytes(stored.read_bytes()[:-600])
    with pytest.raises(NotANetworkError):
        load_network(stored)


def test_a_changed_byte_is_noticed(stored: Path):
    content = bytearray(stored.read_bytes())
    place = content.index(np.float64(NETWORK.link_length_m[0]).tobytes())
    content[place] ^= 1
    stored.write_bytes(bytes(content))
    with pytest.raises(NotANetworkError):
        load_network(stored)


def test_the_arrays_of_somebody_else_are_refused(tmp_path: Path):
    np.savez(tmp_path / "theirs.npz", node_lon=np.zeros(3))
    with pytest.raises(NotANetworkError):
        load_network(tmp_path / "theirs.npz")


def test_a_compressed_file_is_refused_before_it_is_unpacked(stored: Path):
    bomb = rewritten(stored, zipfile.ZIP_DEFLATED, node_lon__npy=b"\0" * 10_000_000)
    with pytest.raises(NotANetworkError, match="compressed"):
        load_network(bomb)


def test_an_array_that_holds_objects_is_refused_and_nothing_of_it_runs(stored: Path):
    with pytest.raises(NotANetworkError, match="node_lon"):
        load_network(rewritten(stored, node_lon__npy=as_npy(np.array([print], dtype=object))))


def test_an_array_that_claims_to_be_longer_than_it_is_is_refused(stored: Path):
    content = as_npy(NETWORK.node_lon).replace(b"(3,), }   ", b"(3000,), }")
    with pytest.raises(NotANetworkError, match="node_lon"):
        load_network(rewritten(stored, node_lon__npy=content))


def test_another_version_says_so(stored: Path):
    with zipfile.ZipFile(stored) as archive:
        head = json.loads(archive.read("network.json"))
    changed = json.dumps(head | {"version": 99}).encode()
    with pytest.raises(OtherVersionError) as caught:
        load_network(rewritten(stored, network__json=changed))
    assert "其他版本" in caught.value.message.zh


@pytest.mark.parametrize(
    "head", [b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"format": "planner-road-network"}']
)
def test_a_damaged_head_is_refused(stored: Path, head: bytes):
    with pytest.raises(NotANetworkError):
        load_network(rewritten(stored, network__json=head))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("link_to", np.array([1, 3], np.int32)),
        ("link_from", np.array([-1, 1], np.int32)),
        ("link_class", np.array([0, 2], np.uint8)),
        ("link_length_m", np.array([1.0, np.nan])),
        ("link_length_m", np.array([1.0, -1.0])),
        ("link_max_kmh", np.array([-1.0, np.nan], np.float32)),
        ("link_duration_min", np.array([np.nan, -1.0], np.float32)),
        ("node_lat", np.array([0.0, 0.0, 91.0])),
        ("node_lon", np.array([0.0, 0.0, np.nan])),
        ("node_lon", np.array([0.0, 0.0])),
        ("shape_start", np.array([0, 3, 4])),
        ("shape_start", np.array([0, 2**62, 4])),
        ("shape_start", np.array([0, 2, 5])),
        ("shape_start", np.array([2, 4])),
        ("link_modes", np.array([1], np.uint8)),
    ],
)
def test_arrays_that_do_not_fit_together_are_refused(stored: Path, key: str, value: np.ndarray):
    with pytest.raises(NotANetworkError):
        load_network(rewritten(stored, **{f"{key}__npy": as_npy(value)}))


def test_a_missing_file_is_a_missing_file(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        load_network(tmp_path / "none.npz")

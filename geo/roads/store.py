"""A network in a file: an .npz of plain arrays, stored as they are so that it loads at once."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.roads.network import RoadNetwork
from geo.text import Text

FORMAT = "planner-road-network"
VERSION = 1
"""Raised when the arrays or their meaning change; files of another version are read anew."""
_HEAD = "network.json"
_HEAD_LIMIT_BYTES = 1_000_000
_DAY = (1980, 1, 1, 0, 0, 0)

_TYPES: dict[str, npt.DTypeLike] = {
    "node_lon": np.float64,
    "node_lat": np.float64,
    "link_from": np.int32,
    "link_to": np.int32,
    "link_length_m": np.float64,
    "link_class": np.uint8,
    "link_modes": np.uint8,
    "link_max_kmh": np.float32,
    "link_duration_min": np.float32,
    "link_way": np.int64,
    "shape_start": np.int64,
    "shape_lon": np.float64,
    "shape_lat": np.float64,
}


class NotANetworkError(ValueError):
    """The file is no stored network, or a damaged one; ``message`` says what to do."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} is no stored road network: {what}")
        self.message = Text(
            f"“{name}”不是本工具保存的路网文件，或文件已损坏。请重新读取道路数据。",
            f"“{name}” is no road network stored by this tool, or it is damaged. Please read the"
            " roads again.",
        )


class OtherVersionError(NotANetworkError):
    """The file was stored by another version of the tool."""

    def __init__(self, name: str, version: object) -> None:
        super().__init__(name, f"version {version}, wanted {VERSION}")
        self.message = Text(
            f"“{name}”由其他版本的工具保存，格式不同。请重新读取道路数据。",
            f"“{name}” was stored by another version of this tool. Please read the roads again.",
        )


@dataclass(frozen=True, slots=True)
class _Head:
    classes: tuple[str, ...]
    source: str
    vintage: str
    notes: tuple[Text, ...]


def save_network(network: RoadNetwork, path: Path) -> None:
    """Writes the network; the same network gives the same bytes. Replaces what was there."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "classes": network.classes,
        "source": network.source,
        "vintage": network.vintage,
        "notes": [[note.zh, note.en] for note in network.notes],
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_HEAD, _DAY), json.dumps(head, ensure_ascii=False))
        for name, kind in _TYPES.items():
            buffer = BytesIO()
            array = np.ascontiguousarray(getattr(network, name), dtype=kind)
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _DAY), buffer.getbuffer())


def load_network(path: Path) -> RoadNetwork:
    """The network in a file written by ``save_network``.

    Raises FileNotFoundError, NotANetworkError, OtherVersionError. Nothing in the file is trusted:
    it holds no code, is not compressed (so it can't swell), and every place in it is checked.
    """
    name = path.name
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            head = _read_head(archive, name)
            arrays = {key: _read_array(archive, key, name) for key in _TYPES}
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise NotANetworkError(name, str(error)) from error
    _check(arrays, len(head.classes), name)
    return RoadNetwork(
        **arrays,
        classes=head.classes,
        source=head.source,
        vintage=head.vintage,
        notes=head.notes,
    )


def _member(archive: zipfile.ZipFile, member: str, name: str) -> zipfile.ZipInfo:
    info = archive.getinfo(member)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size != info.compress_size:
        raise NotANetworkError(name, f"{member} is compressed")
    return info


def _read_head(archive: zipfile.ZipFile, name: str) -> _Head:
    info = _member(archive, _HEAD, name)
    if info.file_size > _HEAD_LIMIT_BYTES:
        raise NotANetworkError(name, f"{_HEAD} is too long")
    try:
        head: Any = json.loads(archive.read(info))
        if head["format"] != FORMAT:
            raise NotANetworkError(name, f"format {head['format']!r}")
        if head["version"] != VERSION:
            raise OtherVersionError(name, head["version"])
        notes = tuple(Text(str(zh), str(en)) for zh, en in head["notes"])
        classes = tuple(str(item) for item in head["classes"])
        return _Head(classes, str(head["source"]), str(head["vintage"]), notes)
    except NotANetworkError:
        raise
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotANetworkError(name, f"{_HEAD}: {error}") from error


def _read_array(archive: zipfile.ZipFile, key: str, name: str) -> npt.NDArray[Any]:
    info = _member(archive, f"{key}.npy", name)
    content = archive.read(info)
    buffer = BytesIO(content)
    try:
        if np.lib.format.read_magic(buffer) != (1, 0):
            raise NotANetworkError(name, f"{key}: an array of another version")
        shape, _, kind = np.lib.format.read_array_header_1_0(buffer)
    except NotANetworkError:
        raise
    except (ValueError, TypeError, SyntaxError, RecursionError) as error:
        raise NotANetworkError(name, f"{key}: {error}") from error
    wanted = np.dtype(_TYPES[key])
    # The array is a view of the bytes that are there, whatever length the header claims.
    if kind != wanted or shape != ((len(content) - buffer.tell()) // wanted.itemsize,):
        raise NotANetworkError(name, f"{key} is {kind} {shape}")
    return np.frombuffer(content, dtype=wanted, offset=buffer.tell())


def _check(arrays: dict[str, npt.NDArray[Any]], classes: int, name: str) -> None:
    """Raises NotANetworkError when the arrays don't fit together."""
    nodes, links = len(arrays["node_lon"]), len(arrays["link_from"])
    shape, points = arrays["shape_start"], len(arrays["shape_lon"])

    def holds(truth: object, what: str) -> None:
        if not bool(truth):
            raise NotANetworkError(name, what)

    holds(len(arrays["node_lat"]) == nodes, "nodes of two lengths")
    of_links = [a for key, a in arrays.items() if key.startswith("link_")]
    holds(all(len(a) == links for a in of_links), "links of several lengths")
    holds(len(arrays["shape_lat"]) == points, "courses of two lengths")
    holds(len(shape) == links + 1, "a course for every link")
    holds(shape[0] == 0 and shape[-1] == points, "courses that end elsewhere")
    # Compared, not subtracted: a difference of two hostile numbers can run over.
    holds((shape[1:] > shape[:-1]).all() and (np.diff(shape) >= 2).all(), "a course of one point")
    for key in ("link_from", "link_to"):
        holds(((arrays[key] >= 0) & (arrays[key] < nodes)).all(), f"{key} leads to no node")
    holds((arrays["link_class"] < classes).all(), "an unknown class")
    for key in ("node_lon", "shape_lon"):
        holds((np.abs(arrays[key]) <= 180).all(), f"{key} is no longitude")
    for key in ("node_lat", "shape_lat"):
        holds((np.abs(arrays[key]) <= 90).all(), f"{key} is no latitude")
    length = arrays["link_length_m"]
    holds((np.isfinite(length) & (length >= 0)).all(), "a length below 0")
    for key in ("link_max_kmh", "link_duration_min"):
        stated = arrays[key][~np.isnan(arrays[key])]
        holds((np.isfinite(stated) & (stated >= 0)).all(), f"{key} below 0")

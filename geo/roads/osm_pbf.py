"""The roads of an .osm.pbf file: one pass for ways, one for their nodes."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from shapely.geometry.base import BaseGeometry

from geo.roads.extract import Bounds, OsmRoads, Progress
from geo.roads.passages import NONE, OsmPassages
from geo.roads.pbf import Block, Header, NodeBlock, NodesLeftOutError, WayBlock, blobs, header
from geo.roads.rules import NODE_KEYS, WAY_KEYS, stops
from geo.roads.varints import DamagedFileError, Ints
from geo.roads.ways import Nodes, Ways, ascending, touched, within

Given = TypeVar("Given")

_NODES, _WAYS = 1, 2
_MISSING = 0.5
"""Ours: with fewer of the nodes that roads go through, they were left out on purpose."""
_ROAD = (b"highway", b"route")
_WAY_KEYS = {key.encode() for key in WAY_KEYS}
_BROKEN = (IndexError, ValueError, OverflowError, MemoryError, zlib.error, lzma.LZMAError)


def read_pbf(path: Path, area: BaseGeometry | None, progress: Progress) -> OsmRoads:
    """The ways with a node inside the area, all without one; in any order of the file's blocks.

    Raises DamagedFileError, TruncatedFileError, UnsupportedFileError and NodesLeftOutError among
    them.
    """
    passes = _Passes(path, 2 if area is None else 3, progress)
    inside = None if area is None else _ids_within(passes, area)
    told = OsmPassages()
    way_ids, counts, refs, places = [], [], [], []
    road_ways = road_refs = 0
    for block in passes.blocks(_WAYS):
        for ways in _read(_all_ways, block):
            place = _read(_places, ways, block.words, told)
            road_ways += int((place != NONE).sum())
            road_refs += int(ways.ref_count[place != NONE].sum())
            start = np.concatenate([[0], np.cumsum(ways.ref_count)])
            kept = place != NONE
            if inside is not None:
                kept &= touched(start, ways.ref, inside)
            way_ids.append(ways.way_id[kept])
            counts.append(ways.ref_count[kept])
            refs.append(ways.ref[np.repeat(kept, ways.ref_count)])
            places.append(place[kept].astype(np.int32))
    count, ref = _joined(counts), _joined(refs)
    wanted = ascending(ref)
    nodes, bounds, in_file = _nodes(passes, wanted)
    there, needed = (len(nodes.node_id), len(wanted)) if len(wanted) else (in_file, road_refs)
    if passes.head.places_on_ways and there < _MISSING * needed:
        raise NodesLeftOutError("ways carry their places, nodes are left out")
    ways_ = Ways(
        way_id=_joined(way_ids),
        start=np.concatenate([[0], np.cumsum(count)]),
        ref=ref,
        passage=np.concatenate(places) if places else np.empty(0, np.int32),
        passages=told.table.passages(),
    )
    return OsmRoads(ways_, nodes, told.unknown, passes.head.vintage, bounds, road_ways)


class _Passes:
    """Goes through a file several times, and tells how far it is with all of them."""

    def __init__(self, path: Path, count: int, progress: Progress) -> None:
        self.head = Header("", False)
        self._path, self._count, self._progress = path, count, progress
        self._done = 0
        # What each block holds, once it was unpacked: the next pass leaves out what it needs not.
        self._holds: dict[int, int] = {}

    def blocks(self, wanted: int) -> Iterator[Block]:
        """The blocks with objects of the wanted kind, ``_NODES`` or ``_WAYS``."""
        begun = False
        for number, blob in enumerate(blobs(self._path)):
            if not begun and blob.kind != "OSMHeader":
                raise DamagedFileError("does not begin as a .osm.pbf file does")
            begun = True
            if blob.kind == "OSMHeader":
                self.head = _read(lambda given: header(given.data()), blob)
            elif blob.kind == "OSMData" and self._holds.get(number, wanted) & wanted:
                block = _read(lambda given: Block(given.data()), blob)
                held = (_NODES if block.has_nodes else 0) | (_WAYS if block.has_ways else 0)
                self._holds[number] = held
                if held & wanted:
                    yield block
            self._progress((self._done + blob.share) / self._count)
        if not begun:
            raise DamagedFileError("nothing in it")
        self._done += 1


def _read(do: Callable[..., Given], *given: object) -> Given:
    """What ``do`` makes of it; whatever the bytes upset is said as what it is, a damaged file."""
    try:
        return do(*given)
    except DamagedFileError:
        raise
    except _BROKEN as error:
        raise DamagedFileError(str(error)) from error


def _all_ways(block: Block) -> list[WayBlock]:
    return list(block.ways())


def _all_nodes(block: Block) -> list[NodeBlock]:
    return list(block.nodes())


def _joined(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _ids_within(passes: _Passes, area: BaseGeometry) -> Ints:
    found = []
    for block in passes.blocks(_NODES):
        for nodes in _read(_all_nodes, block):
            found.append(nodes.node_id[within(nodes.lon, nodes.lat, area)])
    return ascending(_joined(found))


def _places(ways: WayBlock, words: list[bytes], told: OsmPassages) -> Ints:
    """The place of every way's passage."""
    road = np.isin(np.arange(len(words)), [k for k, word in enumerate(words) if word in _ROAD])
    wanted = np.isin(
        np.arange(len(words)), [k for k, word in enumerate(words) if word in _WAY_KEYS]
    )
    tags = ways.tags
    hits = np.concatenate([[0], np.cumsum(road[tags.key])])
    which = np.flatnonzero(hits[tags.start[1:]] > hits[tags.start[:-1]])
    place = np.full(len(ways.way_id), NONE)
    if not len(which):
        return place
    kept = wanted[tags.key]
    start = np.concatenate([[0], np.cumsum(kept)])[tags.start]
    # Ways with the same words in the same order have one answer: their bytes say whether they do.
    pair = np.stack([tags.key[kept], tags.value[kept]], axis=1)
    raw, size = pair.tobytes(), 2 * pair.itemsize
    keys = [raw[a * size : b * size] for a, b in zip(start[which], start[which + 1], strict=True)]
    answers: dict[bytes, int] = {}
    number = np.array([answers.setdefault(key, len(answers)) for key in keys])
    many = np.bincount(number, minlength=len(answers)).tolist()
    found = []
    for key, ways_alike in zip(answers, many, strict=True):
        row = np.frombuffer(key, np.int64).tolist()
        said = tuple(
            (words[k].decode("utf-8", "replace"), words[v].decode("utf-8", "replace"))
            for k, v in zip(row[::2], row[1::2], strict=True)
        )
        found.append(told.place(said, ways_alike))
    place[which] = np.array(found)[number]
    return place


def _nodes(passes: _Passes, wanted: Ints) -> tuple[Nodes, Bounds | None, int]:
    """The wanted nodes that are there, the bounds of all, and how many nodes the file has."""
    lon, lat = np.full(len(wanted), np.nan), np.full(len(wanted), np.nan)
    bars = np.zeros(len(wanted), np.uint8)
    bounds: Bounds | None = None
    in_file = 0
    for block in passes.blocks(_NODES):
        barrier = block.words.index(b"barrier") if b"barrier" in block.words else None
        for nodes in _read(_all_nodes, block):
            bounds = _wider(bounds, nodes.lon, nodes.lat)
            in_file += len(nodes.node_id)
            if not len(wanted):
                continue
            place = np.minimum(np.searchsorted(wanted, nodes.node_id), len(wanted) - 1)
            here = wanted[place] == nodes.node_id
            lon[place[here]], lat[place[here]] = nodes.lon[here], nodes.lat[here]
            if barrier is not None:
                for k, bits in _read(_barriers, nodes, block.words, barrier):
                    if here[k]:
                        bars[place[k]] = bits
    there = np.isfinite(lon) & (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
    return Nodes(wanted[there], lon[there], lat[there], bars[there]), bounds, in_file


def _barriers(nodes: NodeBlock, words: list[bytes], barrier: int) -> list[tuple[int, int]]:
    """The nodes with a barrier, by place, and whom each stops."""
    tags = nodes.tags
    found = []
    for at in np.flatnonzero(tags.key == barrier).tolist():
        k = int(np.searchsorted(tags.start, at, side="right")) - 1
        said = {
            words[key].decode("utf-8", "replace"): words[value].decode("utf-8", "replace")
            for key, value in zip(
                tags.key[tags.start[k] : tags.start[k + 1]].tolist(),
                tags.value[tags.start[k] : tags.start[k + 1]].tolist(),
                strict=True,
            )
        }
        found.append((k, stops({key: said[key] for key in said if key in NODE_KEYS})))
    return found


def _wider(
    bounds: Bounds | None, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> Bounds | None:
    if not len(lon):
        return bounds
    own = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    if bounds is None:
        return own
    return (
        min(bounds[0], own[0]),
        min(bounds[1], own[1]),
        max(bounds[2], own[2]),
        max(bounds[3], own[3]),
    )

"""The blocks of an .osm.pbf file as arrays: nodes and ways, without an object for each.

Going through a file object by object takes most of the time a network takes to make; here a block
of some thousand nodes or ways is decoded at once. Source of the format: OSM wiki, "PBF Format".
"""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from geo.roads.stretches import runs
from geo.roads.varints import (
    Bytes,
    Column,
    DamagedFileError,
    Ints,
    columns,
    field_list,
    messages,
    signed,
    varints,
)

_KNOWN_FEATURES = {"OsmSchema-V0.6", "DenseNodes"}
_LARGEST_HEADER, _LARGEST_BLOB = 64 * 1024, 32 * 1024 * 1024
_LARGEST_BLOCK = 64 * 1024 * 1024  # twice what the format allows
_NANO = 1e-9


class TruncatedFileError(DamagedFileError):
    """The file ends in the middle of a block, as after a broken download."""


class OtherPackingError(DamagedFileError):
    """Its blocks are packed in a way Python can't unpack; osmium may."""


class UnsupportedFileError(DamagedFileError):
    """A file in order that needs what is not known here; its message is the feature's name."""


class NodesLeftOutError(DamagedFileError):
    """The ways carry their places themselves, and the nodes they go through are not in the file."""


@dataclass(frozen=True, slots=True)
class Header:
    """``vintage``: the day up to which the file holds changes (ISO), empty if it doesn't say.

    ``places_on_ways``: whether the ways carry the places of their nodes.
    """

    vintage: str
    places_on_ways: bool


@dataclass(frozen=True, eq=False)
class Tags:
    """Tags of n objects: those of object k are ``start[k]`` to ``start[k + 1]``."""

    start: Ints
    key: Ints
    value: Ints


@dataclass(frozen=True, eq=False)
class NodeBlock:
    """Some thousand nodes."""

    node_id: Ints
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    tags: Tags


@dataclass(frozen=True, eq=False)
class WayBlock:
    """Some thousand ways; ``ref`` are their node ids, as long as ``ref_count`` says."""

    way_id: Ints
    ref_count: Ints
    ref: Ints
    tags: Tags


@dataclass(frozen=True, slots=True)
class Blob:
    """One block of a file, not yet taken apart, and the share of the file read with it."""

    kind: str
    content: bytes
    share: float

    def data(self) -> bytes:
        """The block's bytes, unpacked."""
        for field, _, held in field_list(self.content):
            if field == 1:
                return held
            if field == 3:
                return _unpacked(zlib.decompressobj(), held)
            if field == 4:
                return _unpacked(lzma.LZMADecompressor(), held)
            if field > 4:
                raise OtherPackingError("neither zlib nor LZMA")
        raise DamagedFileError("a block without data")


class _Unpacker(Protocol):
    """What zlib and lzma have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """The first so many bytes."""


def _unpacked(unpacker: _Unpacker, packed: bytes) -> bytes:
    """The bytes of a block; a block that never ends is damage, not an end of memory."""
    data = unpacker.decompress(packed, _LARGEST_BLOCK)
    if not unpacker.eof:
        raise DamagedFileError("a block that unpacks to more than it may")
    return data


def blobs(path: Path) -> Iterator[Blob]:
    """The blocks of a file. Raises TruncatedFileError where it ends too early."""
    size = path.stat().st_size
    with path.open("rb") as file:
        while head := file.read(4):
            length = int.from_bytes(head, "big")
            if len(head) == 4 and not 0 < length <= _LARGEST_HEADER:
                raise DamagedFileError("no header of a block")
            kind, content_size = "", 0
            for field, value, held in field_list(_exactly(file, length)):
                if field == 1:
                    kind = held.decode("ascii", "replace")
                elif field == 3:
                    content_size = value
            if content_size > _LARGEST_BLOB:
                raise DamagedFileError("a block too large")
            content = _exactly(file, content_size)
            yield Blob(kind, content, file.tell() / size)


def _exactly(file: BinaryIO, size: int) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise TruncatedFileError("the file ends within a block")
    return content


def header(data: bytes) -> Header:
    """What the first block says. UnsupportedFileError: the file needs what is not known here."""
    vintage, places_on_ways = "", False
    for field, value, held in field_list(data):
        if field == 4 and held.decode("utf-8", "replace") not in _KNOWN_FEATURES:
            raise UnsupportedFileError(held.decode("utf-8", "replace"))
        if field == 5:
            places_on_ways |= held == b"LocationsOnWays"
        if field == 32 and 0 < value < 2**33:
            vintage = datetime.fromtimestamp(value, UTC).date().isoformat()
    return Header(vintage, places_on_ways)


class Block:
    """An unpacked block: the words its tags are made of, and the groups of objects."""

    def __init__(self, data: bytes) -> None:
        self.words: list[bytes] = []
        self._groups: list[bytes] = []
        self._granularity, self._lat_offset, self._lon_offset = 100, 0, 0
        for field, value, held in field_list(data):
            if field == 1:
                self.words = [word for number, _, word in field_list(held) if number == 1]
            elif field == 2:
                self._groups.append(held)
            elif field == 17:
                self._granularity = value
            elif field == 19:
                self._lat_offset = _below_zero(value)
            elif field == 20:
                self._lon_offset = _below_zero(value)

    @property
    def has_ways(self) -> bool:
        """Whether there may be a way in it; a group holds objects of one kind."""
        return any(group[:1] == b"\x1a" for group in self._groups)

    @property
    def has_nodes(self) -> bool:
        """Whether there may be a node in it."""
        return any(group[:1] in (b"\x0a", b"\x12") for group in self._groups)

    def nodes(self) -> Iterator[NodeBlock]:
        """The nodes, group by group."""
        for group in self._groups:
            if group[:1] == b"\x12":
                yield self._dense(group)
            elif group[:1] == b"\x0a":
                yield self._single(group)

    def ways(self) -> Iterator[WayBlock]:
        """The ways, group by group."""
        for group in self._groups:
            if group[:1] == b"\x1a":
                yield _ways(group)

    def _dense(self, group: bytes) -> NodeBlock:
        parts: dict[int, bytes] = {}
        for field, _, held in field_list(group):
            if field == 2:
                parts = {number: part for number, _, part in field_list(held)}
        number, lat, lon = (
            np.cumsum(signed(varints(np.frombuffer(parts.get(field, b""), np.uint8))))
            for field in (1, 8, 9)
        )
        if not len(number) == len(lat) == len(lon):
            raise DamagedFileError("nodes without a place")
        words = varints(np.frombuffer(parts.get(10, b""), np.uint8))
        # Keys and values by turns, a 0 after each node's; nothing at all if no node has any.
        stop = np.flatnonzero(words == 0)
        if len(words) and len(stop) != len(number):
            raise DamagedFileError("tags of other nodes than there are")
        if len(words):
            bounds = np.concatenate([[-1], stop])
            count = (np.diff(bounds) - 1) // 2
            key = runs(bounds[:-1] + 1, count, 2)
            tags = Tags(np.concatenate([[0], np.cumsum(count)]), words[key], words[key + 1])
        else:
            tags = Tags(np.zeros(len(number) + 1, np.int64), words, words)
        return NodeBlock(number, *self._place(lon, lat), tags)

    def _single(self, group: bytes) -> NodeBlock:
        data = np.frombuffer(group, np.uint8)
        found = columns(data, *messages(group, 1), (1, 2, 3, 8, 9))
        place = self._place(signed(found[9].value), signed(found[8].value))
        return NodeBlock(signed(found[1].value), *place, _tags(data, found[2], found[3]))

    def _place(
        self, lon: Ints, lat: Ints
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        east = (lon * self._granularity + self._lon_offset) * _NANO
        north = (lat * self._granularity + self._lat_offset) * _NANO
        # What is 1e-7 degrees in the file is that here, not a nearby binary fraction of it.
        return np.round(east, 9), np.round(north, 9)


def _below_zero(number: int) -> int:
    """A number of 64 bits read as one with a sign."""
    return number - 2**64 if number >= 2**63 else number


def _ways(group: bytes) -> WayBlock:
    data = np.frombuffer(group, np.uint8)
    found = columns(data, *messages(group, 3), (1, 2, 3, 8))
    step, start = _packed(data, found[8])
    ref = np.cumsum(signed(step))
    # References are steps from the one before; each way begins from 0 again.
    before = np.concatenate([[0], ref])[start[:-1]]
    count = np.diff(start)
    return WayBlock(
        found[1].value, count, ref - np.repeat(before, count), _tags(data, found[2], found[3])
    )


def _tags(data: Bytes, keys: Column, values: Column) -> Tags:
    key, start = _packed(data, keys)
    value, value_start = _packed(data, values)
    if len(start) != len(value_start) or (start != value_start).any():
        raise DamagedFileError("keys without values")
    return Tags(start, key, value)


def _packed(data: Bytes, column: Column) -> tuple[Ints, Ints]:
    """The numbers of a packed field of many messages in one row, and where each one's begin."""
    size = column.end - column.begin
    held = data[runs(column.begin, size)]
    last = np.cumsum(size) - 1
    if (held[last[size > 0]] >= 0x80).any():
        raise DamagedFileError("a number without an end")
    ended = np.concatenate([[0], np.cumsum(held < 0x80)])
    return varints(held), np.concatenate([[0], ended[last + 1]])

"""Decodes whole columns of Protocol Buffers at once: many numbers, many messages, no loop.

Source of the encoding: Protocol Buffers documentation, "Encoding".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
VARINT, EIGHT_BYTES, LENGTH, FOUR_BYTES = 0, 1, 2, 5
_LONGEST = 10  # bytes of a number of 64 bits, seven bits each


class DamagedFileError(ValueError):
    """The bytes are not what the format says."""


@dataclass(frozen=True, eq=False)
class Column:
    """One field of many messages: its number, or where its bytes begin and end; 0 if not there."""

    value: Ints
    begin: Ints
    end: Ints


def varints(data: Bytes) -> Ints:
    """All numbers of a packed field."""
    ends = np.flatnonzero(data < 0x80)
    if not len(ends):
        if len(data):
            raise DamagedFileError("a number without an end")
        return ends
    if ends[-1] != len(data) - 1:
        raise DamagedFileError("a number without an end")
    begins = np.empty_like(ends)
    begins[0] = 0
    begins[1:] = ends[:-1] + 1
    length = ends - begins
    value = (data[begins] & 0x7F).astype(np.int64)
    if length.max() >= _LONGEST:
        raise DamagedFileError("a number too long")
    more = np.arange(len(ends))
    for k in range(1, int(length.max()) + 1):
        more = more[length[more] >= k]
        value[more] |= (data[begins[more] + k] & 0x7F).astype(np.int64) << (7 * k)
    return value


def signed(numbers: Ints) -> Ints:
    """The signed numbers of zigzag encoding, of 63 bits and less."""
    return (numbers >> 1) ^ -(numbers & 1)


def field_list(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Field, number (or 0), bytes (or none) of a small message, one after the other."""
    at = 0
    while at < len(data):
        tag, at = _one_varint(data, at)
        wire, value, held = tag & 7, 0, b""
        if wire == VARINT:
            value, at = _one_varint(data, at)
        elif wire in (LENGTH, EIGHT_BYTES, FOUR_BYTES):
            size = {EIGHT_BYTES: 8, FOUR_BYTES: 4}.get(wire)
            if size is None:
                size, at = _one_varint(data, at)
            held = data[at : at + size]
            if len(held) < size:
                raise DamagedFileError("a field longer than its message")
            at += size
        else:
            raise DamagedFileError("a field of no known kind")
        yield tag >> 3, value, held


def _one_varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(data) or shift >= 7 * _LONGEST:
            raise DamagedFileError("a number without an end")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def messages(data: bytes, field: int) -> tuple[Ints, Ints]:
    """Where the messages of one repeated field begin and end."""
    bounds: list[int] = []
    wanted = field << 3 | LENGTH
    at, size = 0, len(data)
    while at < size:
        tag = data[at]
        at += 1
        if tag >= 0x80 or tag & 7 != LENGTH or at >= size:
            raise DamagedFileError("something else between the messages")
        length = data[at]
        at += 1
        if length >= 0x80:
            length, at = _one_varint(data, at - 1)
        at += length
        if tag == wanted:
            bounds += (at - length, at)
    if at > size:
        raise DamagedFileError("a message longer than its group")
    begins, ends = np.array(bounds, np.int64).reshape(-1, 2).T
    return begins, ends


def columns(data: Bytes, begin: Ints, end: Ints, wanted: tuple[int, ...]) -> dict[int, Column]:
    """The wanted fields of many messages, read side by side: a field of all of them at a time."""
    count = len(begin)
    found = {field: Column(*(np.zeros(count, np.int64) for _ in range(3))) for field in wanted}
    at = begin.copy()
    open_ = np.flatnonzero(at < end)
    while len(open_):
        tag, after = _varint_at(data, at[open_])
        value, after = _varint_at(data, after)
        wire = tag & 7
        if not np.isin(wire, (VARINT, LENGTH)).all():
            raise DamagedFileError("a field of no known kind")
        held = wire == LENGTH
        stop = after + np.where(held, value, 0)
        if (stop > end[open_]).any() or (stop < after).any():
            raise DamagedFileError("a field longer than its message")
        for field, column in found.items():
            here = np.flatnonzero(tag >> 3 == field)
            rows = open_[here]
            column.value[rows] = value[here]
            column.begin[rows] = after[here]
            column.end[rows] = stop[here]
        at[open_] = stop
        open_ = open_[stop < end[open_]]
    return found


def _varint_at(data: Bytes, at: Ints) -> tuple[Ints, Ints]:
    """The number at each place, and the places after."""
    if (at >= len(data)).any():
        raise DamagedFileError("a number without an end")
    byte = data[at]
    value = (byte & 0x7F).astype(np.int64)
    after = at + 1
    more = np.flatnonzero(byte >= 0x80)
    for k in range(1, _LONGEST):
        if not len(more):
            break
        if (after[more] >= len(data)).any():
            raise DamagedFileError("a number without an end")
        byte = data[after[more]]
        value[more] |= (byte & 0x7F).astype(np.int64) << (7 * k)
        after[more] += 1
        more = more[byte >= 0x80]
    if len(more):
        raise DamagedFileError("a number too long")
    return value, after

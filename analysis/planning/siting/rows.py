"""The rows of a programme: gathered one by one, and those every siting model has."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.limits import whole_row

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_LOOKED_AT = 5
"""So many entries of a row tell most rows apart."""


class Rows:
    """Rows low ≤ Σ value · x ≤ high, in the order they come."""

    def __init__(self) -> None:
        self._row: list[Places] = []
        self._column: list[Places] = []
        self._value: list[Floats] = []
        self._low: list[Floats] = []
        self._high: list[Floats] = []
        self._count = 0

    def add(self, columns: Places, values: Floats | float, low: float, high: float) -> None:
        """One row."""
        self.add_many(np.zeros(len(columns), dtype=np.int64), columns, values, low, high, 1)

    def add_many(
        self,
        row: Places,
        columns: Places,
        values: Floats | float,
        low: Floats | float,
        high: Floats | float,
        count: int,
    ) -> None:
        """``count`` rows; ``row`` says in which of them each entry stands."""
        self._row.append(row + self._count)
        self._column.append(columns)
        self._value.append(np.broadcast_to(np.asarray(values, np.float64), len(columns)))
        self._low.append(np.broadcast_to(np.asarray(low, np.float64), count))
        self._high.append(np.broadcast_to(np.asarray(high, np.float64), count))
        self._count += count

    def matrix(self, columns: int) -> tuple[sparse.csr_array, Floats, Floats]:
        """The matrix, low and high."""
        if not self._count:
            return sparse.csr_array((0, columns)), np.empty(0), np.empty(0)
        entries = (np.concatenate(self._row), np.concatenate(self._column))
        matrix = sparse.csr_array(
            (np.concatenate(self._value), entries), shape=(self._count, columns)
        )
        return matrix, np.concatenate(self._low), np.concatenate(self._high)


def add_limits(rows: Rows, instance: Instance, columns: Places) -> bool:
    """The rows of every limit; ``columns``: of each site, −1 where it has none.

    False when a limit can't be kept by the columns there are.
    """
    used = np.flatnonzero(columns >= 0)
    counted = used[instance.counted[used]]
    left = instance.p_left
    if left is not None and left < 0:
        return False
    if left is not None and left < len(counted):
        rows.add(columns[counted], 1.0, -np.inf, left)
    if not _add_upper(rows, instance, columns, used):
        return False
    for rule in instance.must_open:
        sites = rule.sites[columns[rule.sites] >= 0]
        wanted = rule.at_least - int(instance.open_now[rule.sites].sum())
        if wanted > len(sites):
            return False
        if wanted > 0:
            rows.add(columns[sites], 1.0, wanted, np.inf)
    for cut in instance.cuts:
        sites = np.array(cut, dtype=np.int64)
        if not len(sites):
            return False
        if (columns[sites] >= 0).all():
            rows.add(columns[sites], 1.0, -np.inf, len(sites) - 1)
    return True


def _add_upper(rows: Rows, instance: Instance, columns: Places, used: Places) -> bool:
    """The rows of at most and of uses; False when what is open already breaks one."""
    if not instance.affords(()):
        return False
    for use in instance.uses:
        spending = used[use.use[used] > 0]
        left = max(0.0, use.most - float(use.use[instance.open_now].sum()))
        each, most_used = whole_row(use.use[spending], left)
        rows.add(columns[spending], each, -np.inf, most_used)
    for most in instance.at_most:
        sites = most.sites[columns[most.sites] >= 0]
        left_sites = most.at_most - int(instance.open_now[most.sites].sum())
        if left_sites < 0:
            return False
        if left_sites < len(sites):
            rows.add(columns[sites], 1.0, -np.inf, left_sites)
    return True


def merged(instance: Instance, asked: Iterable[int], *, by_minutes: bool) -> list[Places]:
    """The rows asked about, those with the same sites (and minutes) together."""
    rows = np.fromiter(asked, dtype=np.int64)
    if not len(rows):
        return []
    columns = (instance.site, instance.minutes.view(np.int64)) if by_minutes else (instance.site,)
    group = np.arange(len(rows))
    # Most rows differ from all others somewhere already: those need not be read through.
    some = _with_a_double(instance, rows, columns)
    starts, sizes = instance.starts[rows[some]], np.diff(instance.starts)[rows[some]]
    pairs = np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    group[some] = some[_alike(tuple(column[pairs] for column in columns), sizes)]
    order = np.argsort(group, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(group[order])) + 1)


def _with_a_double(instance: Instance, rows: Places, columns: tuple[Places, ...]) -> Places:
    """The places of the rows that another one is like in its length and at a few entries."""
    sizes = np.diff(instance.starts)[rows]
    key = _hashed(sizes.astype(np.uint64))
    last = np.maximum(sizes - 1, 0)
    for part in range(_LOOKED_AT):
        at = instance.starts[rows] + last * part // (_LOOKED_AT - 1)
        at = np.minimum(at, len(instance.site) - 1)
        for column in columns if len(instance.site) else ():
            there = np.where(sizes > 0, column[at], 0)
            key = _hashed(key ^ _hashed(there.astype(np.uint64)))
    _, inverse, count = np.unique(key, return_inverse=True, return_counts=True)
    return np.flatnonzero(count[inverse] > 1)


def _alike(columns: tuple[Places, ...], sizes: Places) -> Places:
    """For each run of so many entries the number of the first run that is the same in all columns.

    Runs are told apart by a sum of hashes and then compared entry by entry.
    """
    count, ends = len(sizes), np.cumsum(sizes)
    mixed = np.zeros(int(sizes.sum()), dtype=np.uint64)
    for column in columns:
        mixed = _hashed(mixed ^ _hashed(column.astype(np.uint64)))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
    key = sums[ends] - sums[ends - sizes]
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    heads = first[inverse]
    same = sizes == sizes[heads]
    inside = np.repeat(same, sizes)
    shift = np.repeat((ends - sizes)[heads] - (ends - sizes), sizes)[inside]
    place = np.flatnonzero(inside)
    run = np.repeat(np.arange(count), sizes)[inside]
    for column in columns:
        same[run[column[place] != column[place + shift]]] = False
    # Two different runs of one hash: hardly ever; each then stands for itself.
    return np.where(same, heads, np.arange(count))


def _hashed(value: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Numbers well mixed (the finaliser of splitmix64: Steele, Lea & Flood 2014, OOPSLA)."""
    with np.errstate(over="ignore"):
        value = value + np.uint64(0x9E3779B97F4A7C15)
        value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return value ^ (value >> np.uint64(31))

"""The rows of a programme: gathered one by one, and those every siting model has."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.instance import Instance

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


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
        left = max(0.0, use.limit - float(use.use[instance.open_now].sum()))
        rows.add(columns[spending], use.use[spending], -np.inf, left)
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
    groups: dict[bytes, list[int]] = {}
    starts, site, minutes = instance.starts, instance.site, instance.minutes
    for i in asked:
        pairs = slice(starts[i], starts[i + 1])
        key = site[pairs].tobytes()
        if by_minutes:
            key += minutes[pairs].tobytes()
        groups.setdefault(key, []).append(i)
    return [np.array(group, dtype=np.int64) for group in groups.values()]

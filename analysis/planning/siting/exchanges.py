"""Sets of open sites that keep the limits, and exchanges that make them better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.projected import Projected

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_FRACTION = 1e-6
_SHARE = 1e-9
_MOST_TRIED = 100_000
"""So many sets are remembered; then it begins anew."""
_TRIES = 20
"""Where something is kept, so many exchanges are tried before none is said to help."""


@dataclass(frozen=True, eq=False)
class Ceiling:
    """What an earlier step reached: the projected cost may be no more than ``most``."""

    projected: Projected
    most: float

    @property
    def _slack(self) -> float:
        return _SHARE * max(1.0, abs(self.most))

    def holds(self, is_open: Flags) -> bool:
        """Whether these sites cost no more, but for adding up."""
        return self.projected.cost(is_open) <= self.most + self._slack

    def cut(self, y: Floats) -> tuple[sparse.csr_array | None, float, sparse.csr_array]:
        """A row (None: y breaks none) with the least of it, and rows of which one must open."""
        cuts = self.projected.cuts(y)
        slope = np.asarray(cuts.slope.sum(axis=0)).ravel()
        least = float(cuts.const.sum()) - self.most
        if cuts.reach.shape[0] or least - slope @ y <= self._slack:
            return None, 0.0, cuts.reach
        unit = max(float(slope.max(initial=0.0)), 1e-9)
        return sparse.csr_array(slope[None, :] / unit), least / unit, cuts.reach


@dataclass(frozen=True, eq=False)
class LimitRows:
    """low ≤ matrix · y ≤ high of the sites y, and what may cost no more than it did."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats
    ceilings: tuple[Ceiling, ...] = ()

    def hold(self, is_open: Flags) -> bool:
        """Whether these sites keep them, but for rounding."""
        value = self.matrix @ is_open.astype(np.float64)
        kept = (value >= self.low - _rest(value)).all() and not self.over(is_open).any()
        return bool(kept) and all(ceiling.holds(is_open) for ceiling in self.ceilings)

    @property
    def most(self) -> Floats:
        """What each row may come to, adding up wrongly along."""
        return self.high + _rest(self.high)

    def over(self, is_open: Flags) -> Flags:
        """Which rows these sites exceed, not by rounding alone."""
        exceeded: Flags = self.matrix @ is_open.astype(np.float64) > self.most
        return exceeded


def _rest(value: Floats) -> Floats:
    # Where rows are in whole numbers, never as much as one of them.
    return np.minimum(1e-9 * np.maximum(1.0, np.abs(value)), 0.25)


def rounded(limits: LimitRows, y: Floats) -> Flags | None:
    """Sites with most of y first, as far as the limits let them; None where some stay unmet."""
    is_open = np.zeros(len(y), dtype=bool)
    value = np.zeros(len(limits.low))
    matrix = limits.matrix.tocsc()
    for j in np.argsort(-y, kind="stable"):
        if y[j] < _FRACTION:
            break
        column = slice(matrix.indptr[j], matrix.indptr[j + 1])
        rows, values = matrix.indices[column], matrix.data[column]
        if (value[rows] + values <= limits.high[rows] + 1e-9).all():
            value[rows] += values
            is_open[j] = True
    return is_open if limits.hold(is_open) else None


def improved(
    projected: Projected,
    limits: LimitRows,
    is_open: Flags,
    tried: set[bytes],
    going_on: Callable[[], bool],
) -> Flags:
    """The sites after the best exchanges (and additions) within the limits."""
    matrix = limits.matrix.toarray()
    inside = np.flatnonzero(is_open)
    while going_on():
        key = blake2b(np.sort(inside).tobytes(), digest_size=16).digest()
        if key in tried:
            break
        if len(tried) >= _MOST_TRIED:
            tried.clear()
        tried.add(key)
        profit, gain = projected.exchanges(inside)
        profit = np.column_stack((profit, gain))
        profit[inside] = -np.inf
        value = matrix[:, inside].sum(axis=1)
        out = np.column_stack((matrix[:, inside], np.zeros(len(value))))
        least = 1e-9 * float(projected.most.sum())
        for k, (low, high) in enumerate(zip(limits.low, limits.high, strict=True)):
            after = value[k] + matrix[k][:, None] - out[k][None, :]
            profit[(after > high + 1e-9) | (after < low - 1e-9)] = -np.inf
        better = _first_held(limits, inside, profit, least)
        if better is None:
            break
        inside = better
    return _flags(inside, projected.sites)


def _first_held(limits: LimitRows, inside: Places, profit: Floats, least: float) -> Places | None:
    """The sites after the exchange of most profit that keeps what is kept; None: none does."""
    if not profit.size:
        return None
    for _ in range(_TRIES if limits.ceilings else 1):
        into, place = np.unravel_index(int(np.argmax(profit)), profit.shape)
        if profit[into, place] <= least:
            return None
        # The last place is an addition.
        after = np.append(inside[np.arange(len(inside)) != place], into)
        if not limits.ceilings or limits.hold(_flags(after, profit.shape[0])):
            return after
        profit[into, place] = -np.inf
    return None


def _flags(places: Places, count: int) -> Flags:
    flags = np.zeros(count, dtype=bool)
    flags[places] = True
    return flags

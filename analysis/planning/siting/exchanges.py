"""Sets of open sites that keep the limits, and exchanges that make them better."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.projected import Projected
from analysis.planning.siting.solver import Clock

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_FRACTION = 1e-6


@dataclass(frozen=True, eq=False)
class LimitRows:
    """low ≤ matrix · y ≤ high of the sites y."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats

    def hold(self, is_open: Flags) -> bool:
        """Whether these sites keep them, but for rounding."""
        value = self.matrix @ is_open.astype(np.float64)
        slack = 1e-9 * np.maximum(1.0, np.abs(value))
        return bool(((value >= self.low - slack) & (value <= self.high + slack)).all())


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
    clock: Clock,
) -> Flags:
    """The sites after the best exchanges (and additions) within the limits."""
    matrix = limits.matrix.toarray()
    inside = np.flatnonzero(is_open)
    while not clock.over:
        key = np.sort(inside).tobytes()
        if key in tried:
            break
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
        into, place = np.unravel_index(int(np.argmax(profit)), profit.shape)
        if profit[into, place] <= least:
            break
        if place < len(inside):
            inside = inside.copy()
            inside[place] = into
        else:
            inside = np.append(inside, into)
    result = np.zeros(projected.sites, dtype=bool)
    result[inside] = True
    return result

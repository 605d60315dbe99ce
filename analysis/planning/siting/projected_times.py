"""Times to the nearest open site, as a projected cost (projected.py has the formula)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.projected import FULL, Cuts, sums

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_ROWS_AT_A_TIME = 2_000
_CELLS_AT_A_TIME = 200_000
"""So many cells of the table are compared at a time."""
_AT_A_TIME = 200
"""Of those whom no site reaches yet, so many are told at a time."""


def _by_value(starts: Places, value: Floats, proceed: Callable[[], object]) -> Places:
    """The order of pairs by value within each row, the first of equals first; rows stay."""
    order = np.empty(len(value), dtype=np.int64)
    sizes = np.diff(starts)
    for low in range(0, len(sizes), _ROWS_AT_A_TIME):
        proceed()
        part = sizes[low : low + _ROWS_AT_A_TIME]
        first = int(starts[low])
        row = np.repeat(np.arange(len(part)), part)
        column = np.arange(len(row)) - (starts[low : low + len(part)] - first)[row]
        table = np.full((len(part), int(part.max(initial=0))), np.inf)
        table[row, column] = value[first : first + len(row)]
        there = np.arange(table.shape[1])[None, :] < part[:, None]
        sorted_columns = np.argsort(table, axis=1, kind="stable")[there]
        order[first : first + len(row)] = starts[low + row] + sorted_columns
    return order


class Times:
    """Σ value of the nearest: pair k lets ``site[k]`` serve group ``row[k]`` for ``value[k]``.

    Pairs are sorted by row, then site. ``base`` is what a group costs with no new site (inf: it
    must have one). ``proceed`` is called now and then while the pairs are put in order.
    """

    _DENSE = 20_000_000

    def __init__(
        self,
        row: Places,
        site: Places,
        value: Floats,
        base: Floats,
        sites: int,
        bundles: int,
        *,
        proceed: Callable[[], object] = lambda: None,
    ) -> None:
        better = value < base[row]
        row, site, value = row[better], site[better], value[better]
        groups = len(base)
        self.sites = sites
        self._starts = np.searchsorted(row, np.arange(groups + 1))
        order = _by_value(self._starts, value, proceed)
        self._row, self._site, self._value = row, site[order], value[order]
        self._base = base
        worst = np.zeros(groups)
        some = np.diff(self._starts) > 0
        worst[some] = self._value[self._starts[1:][some] - 1]
        self._worst = np.where(np.isfinite(base), base, worst)
        heads = np.minimum(self._starts[:-1], max(len(self._row) - 1, 0))
        has = np.diff(self._starts) > 0
        nearest = np.where(has, self._site[heads], 0) if len(self._site) else np.zeros(groups)
        self._bundle = nearest.astype(np.int64) % max(1, bundles)
        count = int(self._bundle.max(initial=0)) + 1
        self.most = sums(self._bundle, self._worst, count)
        values = np.concatenate((self._value, base[np.isfinite(base)]))
        self.whole = bool((values == np.round(values)).all()) and self.most.sum() < 1e9
        self._table: Floats | None = None

    def cost(self, is_open: Flags) -> float:
        """What the nearest open sites cost."""
        return float(self._nearest(is_open).sum())

    def _nearest(self, is_open: Flags) -> Floats:
        best = self._base.copy()
        kept = is_open[self._site]
        np.minimum.at(best, self._row[kept], self._value[kept])
        return best

    def cuts(self, y: Floats) -> Cuts:
        """With D where the sites up to it come to 1."""
        groups, row = len(self._base), self._row
        # Sites with no y bring nobody nearer to 1.
        some = np.flatnonzero((y > 0)[self._site])
        starts = np.searchsorted(some, self._starts)
        some_row = row[some]
        total = np.concatenate(([0.0], np.cumsum(y[self._site[some]])))
        given = total[starts[1:]] - total[starts[:-1]]
        within = total[1:] - total[starts[:-1]][some_row]
        short = sums(some_row, within < FULL, groups).astype(np.int64)
        turn = self._worst.copy()
        full = short < np.diff(starts)
        turn[full] = self._value[some[starts[:-1][full] + short[full]]]
        part = np.maximum(turn[row] - self._value, 0.0)
        used = np.flatnonzero(part)
        cells = self._bundle[row[used]] * self.sites + self._site[used]
        shape = (len(self.most), self.sites)
        slope = sums(cells, part[used], shape[0] * shape[1]).reshape(shape)
        const = sums(self._bundle, turn, shape[0])
        lonely = np.flatnonzero(np.isinf(self._base) & (given < 1.0 - 1e-7))
        lonely = lonely[np.argsort(given[lonely], kind="stable")[:_AT_A_TIME]]
        return Cuts(sparse.csr_array(slope), const, self._sets(lonely))

    def _sets(self, groups: Places) -> sparse.csr_array:
        sets = [self._site[self._starts[i] : self._starts[i + 1]] for i in groups]
        sets = list({s.tobytes(): s for s in map(np.sort, sets)}.values())
        indptr = np.concatenate(([0], np.cumsum([len(s) for s in sets]))).astype(np.int64)
        indices = np.concatenate(sets) if sets else np.empty(0, dtype=np.int64)
        return sparse.csr_array((np.ones(len(indices)), indices, indptr), (len(sets), self.sites))

    def exchanges(self, inside: Places) -> tuple[Floats, Floats]:
        """As Projected says; no exchange (−inf) where the table would be too large."""
        count, groups = len(inside), len(self._base)
        if self.sites * groups > self._DENSE:
            return np.full((self.sites, count), -np.inf), np.full(self.sites, -np.inf)
        if self._table is None:
            # Who reaches nothing costs more than any plan that serves everybody.
            beyond = 2.0 * float(self.most.sum()) + 1.0
            base = np.where(np.isfinite(self._base), self._base, beyond)
            self._table = np.empty((self.sites + 1, groups))
            self._table[:] = base
            self._table[self._site, self._row] = self._value
        d = self._table
        everyone = np.arange(groups)
        near = d[np.append(inside, self.sites)]
        first = near.argmin(axis=0)
        d1 = near[first, everyone]
        near[first, everyone] = np.inf
        # Who stays with what is there anyway has nobody to lose.
        d2 = np.where(first == count, d1, np.minimum(near.min(axis=0), d[-1]))
        loss = sums(first, d2 - d1, count + 1)[:count]
        profit, gain = np.empty((self.sites, count)), np.empty(self.sites)
        step = max(1, _CELLS_AT_A_TIME // max(1, groups))
        for low in range(0, self.sites, step):
            part = d[low : min(low + step, self.sites)]
            f, i = np.nonzero(part < d2)
            new = part[f, i]
            high = low + len(part)
            gain[low:high] = sums(f, np.maximum(d1[i] - new, 0.0), len(part))
            cells = f * (count + 1) + first[i]
            extra = sums(cells, d2[i] - np.maximum(d1[i], new), len(part) * (count + 1))
            profit[low:high] = extra.reshape(len(part), count + 1)[:, :count]
        profit += gain[:, None] - loss
        profit[inside] = -np.inf
        return profit, gain

"""What a set of open sites costs everybody, as cuts on the sites alone (Benders 1962).

Cornuéjols, Fisher & Nemhauser 1977 (Management Science 23: 789-810) and Duran-Mateluna, Ales &
Elloumi 2023 (Computers & Operations Research 153: 106161): for a group i with costs d_ij and any D,

    θ_i ≥ D − Σ_{j: d_ij < D} (D − d_ij) y_j,

best for a given y with D the cost at which Σ y_j of the nearer sites comes to 1. Cordeau, Furini &
Ljubić 2019 (European Journal of Operational Research 275: 882-896): the same of coverage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_FULL = 1.0 - 1e-9
_AT_A_TIME = 200
"""Of those whom no site reaches yet, so many are told at a time."""


def _sums(place: Places, weight: npt.NDArray[Any], count: int) -> Floats:
    """The sum of the weights at each place."""
    return np.bincount(place, weight, count).astype(np.float64, copy=False)


@dataclass(frozen=True, eq=False)
class Cuts:
    """θ_g ≥ const_g − slope_g · y of each bundle g; and ``reach`` · y ≥ 1, which y breaks."""

    slope: sparse.csr_array
    const: Floats
    reach: sparse.csr_array


class Projected(Protocol):
    """Costs to be least, as a function of which sites are open; bundles of groups share a θ."""

    sites: int
    most: Floats
    """The most each bundle can cost."""
    whole: bool
    """Whether what it costs is always a whole number."""

    def cost(self, is_open: Flags) -> float:
        """What everybody costs; inf when someone reaches nothing."""
        ...

    def cuts(self, y: Floats) -> Cuts:
        """The cuts that say most at y, each bundle's sum."""
        ...

    def exchanges(self, inside: Places) -> tuple[Floats, Floats]:
        """By how much the cost falls with f in and r out, [site, inside]; with f in alone."""
        ...


class Reach:
    """Persons not reached: groups of ``weight`` whom the sites of their row of ``matrix`` reach."""

    def __init__(self, matrix: sparse.csr_array, weight: Floats, bundles: int = 100) -> None:
        self.sites = matrix.shape[1]
        self.matrix = sparse.csr_array(matrix, dtype=np.float64)
        self.columns = self.matrix.T.tocsr()
        self.weight = weight
        self.whole = bool((weight == np.round(weight)).all()) and weight.sum() < 1e9
        self._bundle, count = self._bundled(bundles)
        self.most = _sums(self._bundle, weight, count)

    def _bundled(self, most: int) -> tuple[Places, int]:
        """Groups whom the same site reaches share a bundle; the sites as a greedy search takes."""
        bundle = np.full(len(self.weight), -1, dtype=np.int64)
        left = self.weight.copy()
        count = 0
        while count < most and left.any():
            inside = self.reached(int(np.argmax(self.columns @ left)))
            inside = inside[bundle[inside] < 0]
            if not len(inside):
                break
            bundle[inside] = count
            left[inside] = 0.0
            count += 1
        bundle[bundle < 0] = count
        return bundle, count + 1

    def reached(self, site: int) -> Places:
        """The groups within reach of a site."""
        of = self.columns
        inside: Places = of.indices[of.indptr[site] : of.indptr[site + 1]]
        return inside

    def counts(self, is_open: Flags) -> Floats:
        """How many open sites reach each group."""
        reached: Floats = self.matrix @ is_open.astype(np.float64)
        return reached

    def cost(self, is_open: Flags) -> float:
        """The persons whom no open site reaches."""
        return float(self.weight[self.counts(is_open) < 0.5].sum())

    def cuts(self, y: Floats) -> Cuts:
        """Of those reached less than once, everybody not reached costs 1."""
        part = np.flatnonzero(self.matrix @ y < _FULL)
        bundle, weight = self._bundle[part], self.weight[part]
        shape = (len(self.most), len(self.weight))
        of_bundle = sparse.csr_array((weight, (bundle, part)), shape=shape)
        slope = sparse.csr_array(of_bundle @ self.matrix)
        const = _sums(bundle, weight, len(self.most))
        return Cuts(slope, const, sparse.csr_array((0, self.sites)))

    def exchanges(self, inside: Places) -> tuple[Floats, Floats]:
        """As Projected says."""
        state = Swaps(self, inside)
        return state.profit(), state.gains[:, -1]


class Swaps:
    """Open sites in places, and what every exchange would bring, kept up to date."""

    def __init__(self, reach: Reach, inside: Places) -> None:
        self._reach = reach
        self.inside = np.array(inside, dtype=np.int64)
        self._times = np.zeros(len(reach.weight), dtype=np.int64)
        self._sum = np.zeros(len(reach.weight), dtype=np.int64)
        for place, site in enumerate(self.inside):
            groups = reach.reached(int(site))
            self._times[groups] += 1
            self._sum[groups] += place
        everyone = np.arange(len(reach.weight))
        self.gains = np.zeros((reach.sites, len(self.inside) + 1))
        self.losses = np.zeros(len(self.inside) + 1)
        self._change(everyone, 1.0)

    @property
    def lost(self) -> float:
        """The persons whom no site inside reaches."""
        return float(self.losses[-1])

    def _change(self, groups: Places, sign: float) -> None:
        """What these groups bring is added or taken off; those reached twice bring nothing."""
        groups = groups[self._times[groups] <= 1]
        count = len(self.inside)
        owner = np.where(self._times[groups] == 0, count, self._sum[groups])
        weight = sign * self._reach.weight[groups]
        self.losses += _sums(owner, weight, count + 1)
        shape = (len(groups), count + 1)
        of_owner = sparse.csr_array((weight, (np.arange(len(groups)), owner)), shape=shape)
        self.gains += (self._reach.matrix[groups].T @ of_owner).toarray()

    def profit(self) -> Floats:
        """By how much the lost persons fall with f in and the site at place r out."""
        count = len(self.inside)
        profit = self.gains[:, :count] + self.gains[:, [count]] - self.losses[:count]
        profit[self.inside] = -np.inf
        return profit

    def swap(self, into: int, place: int) -> None:
        """The site comes in at the place of another."""
        old, new = self._reach.reached(int(self.inside[place])), self._reach.reached(into)
        groups = np.union1d(old, new)
        self._change(groups, -1.0)
        self._times[old] -= 1
        self._sum[old] -= place
        self._times[new] += 1
        self._sum[new] += place
        self.inside[place] = into
        self._change(groups, 1.0)


class Times:
    """Σ value of the nearest: pair k lets ``site[k]`` serve group ``row[k]`` for ``value[k]``.

    ``base`` is what a group costs with no new site (inf: it must have one).
    """

    _DENSE = 30_000_000

    def __init__(
        self, row: Places, site: Places, value: Floats, base: Floats, sites: int, bundles: int
    ) -> None:
        better = value < base[row]
        row, site, value = row[better], site[better], value[better]
        order = np.lexsort((site, value, row))
        self.sites = sites
        self._row, self._site, self._value = row[order], site[order], value[order]
        self._base = base
        groups = len(base)
        self._starts = np.searchsorted(self._row, np.arange(groups + 1))
        worst = np.zeros(groups)
        np.maximum.at(worst, self._row, self._value)
        self._worst = np.where(np.isfinite(base), base, worst)
        heads = np.minimum(self._starts[:-1], max(len(self._row) - 1, 0))
        has = np.diff(self._starts) > 0
        nearest = np.where(has, self._site[heads], 0) if len(self._site) else np.zeros(groups)
        self._bundle = nearest.astype(np.int64) % max(1, bundles)
        count = int(self._bundle.max(initial=0)) + 1
        self.most = _sums(self._bundle, self._worst, count)
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
        here = y[self._site]
        total = np.concatenate(([0.0], np.cumsum(here)))
        within = total[1:] - total[self._starts[:-1]][row]
        short = _sums(row, within < _FULL, groups).astype(np.int64)
        size = np.diff(self._starts)
        at = np.minimum(self._starts[:-1] + short, max(len(row) - 1, 0))
        turn = np.where(short < size, self._value[at] if len(row) else 0.0, self._worst)
        part = np.maximum(turn[row] - self._value, 0.0)
        used = np.flatnonzero(part)
        cells = self._bundle[row[used]] * self.sites + self._site[used]
        shape = (len(self.most), self.sites)
        slope = _sums(cells, part[used], shape[0] * shape[1]).reshape(shape)
        const = _sums(self._bundle, turn, shape[0])
        given = total[self._starts[1:]] - total[self._starts[:-1]]
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
            table = np.repeat(base[None, :], self.sites, axis=0)
            table[self._site, self._row] = self._value
            self._table = np.vstack((table, base[None, :]))
        d = self._table
        everyone = np.arange(groups)
        near = d[np.append(inside, self.sites)]
        first = near.argmin(axis=0)
        d1 = near[first, everyone]
        near[first, everyone] = np.inf
        # Who stays with what is there anyway has nobody to lose.
        d2 = np.where(first == count, d1, np.minimum(near.min(axis=0), d[-1]))
        f, i = np.nonzero(d[: self.sites] < d2)
        new = d[f, i]
        gain = _sums(f, np.maximum(d1[i] - new, 0.0), self.sites)
        cells = f * (count + 1) + first[i]
        extra = _sums(cells, d2[i] - np.maximum(d1[i], new), self.sites * (count + 1))
        loss = _sums(first, d2 - d1, count + 1)[:count]
        profit = extra.reshape(self.sites, count + 1)[:, :count] + (gain[:, None] - loss)
        profit[inside] = -np.inf
        return profit, gain

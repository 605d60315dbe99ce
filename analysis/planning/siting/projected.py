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

FULL = 1.0 - 1e-9


def sums(place: Places, weight: npt.NDArray[Any], count: int) -> Floats:
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
        self.most = sums(self._bundle, weight, count)

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
        part = np.flatnonzero(self.matrix @ y < FULL)
        bundle, weight = self._bundle[part], self.weight[part]
        shape = (len(self.most), len(self.weight))
        of_bundle = sparse.csr_array((weight, (bundle, part)), shape=shape)
        slope = sparse.csr_array(of_bundle @ self.matrix)
        const = sums(bundle, weight, len(self.most))
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
        self.losses += sums(owner, weight, count + 1)
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

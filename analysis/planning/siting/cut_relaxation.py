"""The linear relaxation of least projected cost: sites y, a θ of each bundle, and their cuts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.exchanges import LimitRows
from analysis.planning.siting.limits import extended_cover
from analysis.planning.siting.projected import Cuts, Projected
from analysis.planning.siting.relaxation import Relaxation, Relaxed

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

_INF = float("inf")
_SCALE = 1e4
"""What the largest possible cost is scaled to, for the solver's absolute tolerances."""
_MOST_ROWS = 4_000
_LOOSE = 1e-3


class CutRelaxation:
    """min Σ θ over y within the limits and every cut that was added; costs in their own units."""

    def __init__(self, projected: Projected, limits: LimitRows) -> None:
        self._projected, self._limits = projected, limits
        self.sites = projected.sites
        self._unit = max(float(projected.most.sum()), 1e-9) / _SCALE
        self._bundles = len(projected.most)
        self._relaxation = Relaxation(
            np.concatenate((np.zeros(self.sites), np.ones(self._bundles))),
            np.concatenate((np.ones(self.sites), projected.most / self._unit)),
        )
        self._last: tuple[Floats, Cuts] | None = None
        self._of_sites(limits.matrix, limits.low, limits.high)

    def _cuts(self, y: Floats) -> Cuts:
        """The cuts at y; those of the last y are kept."""
        if self._last is None or not np.array_equal(self._last[0], y):
            self._last = (y.copy(), self._projected.cuts(y))
        return self._last[1]

    def _of_sites(self, rows: sparse.csr_array, low: Floats, high: Floats) -> None:
        """Rows in which no θ stands."""
        none = sparse.csr_array((rows.shape[0], self._bundles))
        wide = sparse.hstack((sparse.csr_array(rows), none), format="csr")
        self._relaxation.add(sparse.csr_array(wide), low, high)

    def solve(
        self, lower: Floats, upper: Floats, limit_s: float, going_on: Callable[[], bool]
    ) -> Relaxed | None:
        """The least x with y between the bounds; None: there is none. Raises TimeoutError."""
        self._relaxation.bounds(
            np.concatenate((lower, np.zeros(self._bundles))),
            np.concatenate((upper, self._projected.most / self._unit)),
        )
        found = self._relaxation.solve(limit_s, going_on)
        if found is None:
            return None
        theta = found.x.copy()
        theta[self.sites :] *= self._unit
        return Relaxed(theta, found.bound * self._unit, found.reduced * self._unit)

    def add(self, y: Floats, theta: Floats) -> float:
        """The cuts at y that θ breaks are added; by how much it broke them in all."""
        cuts = self._cuts(y)
        short = cuts.const - cuts.slope @ y - theta
        cut = np.flatnonzero(short > 1e-7 * max(1.0, float(self._projected.most.mean())))
        if len(cut):
            ones = sparse.csr_array(
                (np.ones(len(cut)), (np.arange(len(cut)), cut)), shape=(len(cut), self._bundles)
            )
            rows = sparse.hstack((cuts.slope[cut] / self._unit, ones), format="csr")
            high = np.full(len(cut), _INF)
            self._relaxation.add(sparse.csr_array(rows), cuts.const[cut] / self._unit, high)
        broken = self._reach(cuts.reach)
        for ceiling in self._limits.ceilings:
            slope, least, reach = ceiling.cut(y)
            broken |= self._reach(reach)
            if slope is not None:
                self._of_sites(slope, np.array([least]), np.array([_INF]))
                broken = True
        return _INF if broken else float(short[cut].sum())

    def _reach(self, rows: sparse.csr_array) -> bool:
        """Whether there are rows of sites of which one must open; they are added."""
        count = rows.shape[0]
        if count:
            self._of_sites(rows, np.ones(count), np.full(count, _INF))
        return bool(count)

    def forbid(self, is_open: Flags) -> None:
        """Exactly these sites are no plan: they are cut off, with all that use a limit up alike."""
        if self._covered(is_open):
            return
        signs = np.where(is_open, -1.0, 1.0)
        least = np.array([1.0 - float(is_open.sum())])
        self._of_sites(sparse.csr_array(signs[None, :]), least, np.array([_INF]))

    def _covered(self, is_open: Flags) -> bool:
        """Whether they use too much of something: then an extended cover is added."""
        limits, found = self._limits, False
        chosen = np.flatnonzero(is_open)
        for k in np.flatnonzero(limits.over(is_open)):
            use = limits.matrix[[int(k)]].toarray()[0]
            cover = None
            if (use >= 0).all():
                most = float(limits.most[k])
                cover = extended_cover(use, chosen[use[chosen] > 0], most)
            if cover is not None:
                sites, at_most = cover
                row = np.isin(np.arange(self.sites), sites).astype(np.float64)
                high = np.array([float(at_most)])
                self._of_sites(sparse.csr_array(row[None, :]), np.array([-_INF]), high)
                found = True
        return found

    def worth(self, y: Floats) -> float:
        """What the cuts at y say that y costs; inf where it breaks a limit that cuts know."""
        cuts = self._cuts(y)
        if cuts.reach.shape[0]:
            return _INF
        for ceiling in self._limits.ceilings:
            slope, _, reach = ceiling.cut(y)
            if slope is not None or reach.shape[0]:
                return _INF
        return float(cuts.const.sum() - (cuts.slope @ y).sum())

    def trim(self, kept_last: int) -> None:
        """Where there are too many rows, those that bind nothing go, but for the last ones."""
        if self._relaxation.rows > _MOST_ROWS:
            self._relaxation.drop(_LOOSE, len(self._limits.low), kept_last)

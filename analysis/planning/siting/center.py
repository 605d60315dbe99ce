"""The p-center: p sites such that the one furthest away is as near as can be, proven.

r* = min over sets of p sites of max_i min_{j open} d_ij is one of the times, and p sites reach
everybody within r exactly when r ≥ r* (Minieka 1970, SIAM Review 12: 138-139). Greedy covers bring
r* down from above, prices of the linear relaxation up from below; what lies between is decided
radius by radius, from the least one. See docs/methods/siting_p_center.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.center_cover import (
    Cover,
    Undecided,
    greedy_cover,
    reaching_all,
    too_few,
)
from analysis.planning.siting.solver import Clock

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CenterResult:
    """The sites opened (places, sorted; None while none are known), the worst time, a bound.

    ``proven``: no p sites do better; with ``sites`` None, no p sites reach everybody.
    """

    sites: tuple[int, ...] | None
    worst: float
    bound: float
    proven: bool


class _Search:
    """Where r* lies: above ``radii[low − 1]``, at most ``worst``."""

    def __init__(self, d: Floats, base: Floats, p: int, clock: Clock) -> None:
        self.d, self.base, self.p, self.clock = d, base, p, clock
        nearest = np.minimum(base, d.min(axis=1, initial=np.inf))
        # Nobody does better than with every site open, nor worse than with none.
        most = min(base.max(initial=0.0), d[np.isfinite(d)].max(initial=0.0))
        times = np.concatenate([d[(d >= nearest.max()) & (d <= most)], base[np.isfinite(base)]])
        self.radii = np.unique(times[times >= nearest.max()])
        self.low, self.high = 0, len(self.radii)
        self.sites: tuple[int, ...] | None = None
        self.worst = np.inf
        if base.max(initial=0.0) < np.inf:
            self.keep(np.empty(0, dtype=np.int64))

    def keep(self, sites: Places) -> None:
        """Keep these sites if they are better than what is known."""
        nearest = np.minimum(self.base, self.d[:, sites].min(axis=1, initial=np.inf))
        worst = float(nearest.max(initial=0.0))
        if worst < self.worst:
            self.sites, self.worst = tuple(sorted(int(j) for j in sites)), worst
            self.high = int(np.searchsorted(self.radii, worst))

    def reached(self, place: int) -> npt.NDArray[np.bool_]:
        """Who of those not served anyway is within a radius of which site."""
        radius = self.radii[place]
        return np.asarray(self.d[self.base > radius] <= radius)

    def tell(self, _incumbent: float | None = None, _bound: float | None = None) -> bool:
        """Whether to go on, as the watcher says."""
        known = self.worst if self.sites is not None else None
        return self.clock.tell(known, float(self.radii[min(self.low, len(self.radii) - 1)]))

    def go_on(self) -> None:
        """Raises Undecided when time or the watcher ends the search."""
        if not self.tell() or self.clock.over:
            raise Undecided


def solve_p_center(d: Floats, base: Floats, p: int, clock: Clock) -> CenterResult:
    """The best p of the sites.

    ``d`` is [people, sites] in minutes, inf where out of reach; ``base`` [people] the minutes to
    what is open anyway, inf where nothing is. The same input gives the same answer; a time limit
    may end it anywhere, with a bound that holds.
    """
    search = _Search(d, base, p, clock)
    if p < 0 or not len(search.radii):
        # More are open than may be, nobody is asked about, or somebody reaches no site.
        sites = search.sites if p >= 0 else None
        return CenterResult(sites, search.worst, search.worst, proven=True)
    try:
        _from_above(search)
        _from_below(search)
        _between(search)
    except Undecided:
        bound = float(search.radii[min(search.low, len(search.radii) - 1)])
        return CenterResult(search.sites, search.worst, min(bound, search.worst), proven=False)
    return CenterResult(search.sites, search.worst, search.worst, proven=True)


def _from_above(search: _Search) -> None:
    """Bring the worst time down by greedy covers, by bisection as if they were exact."""
    low, high = 0, len(search.radii) - 1
    while low <= high and search.low < search.high:
        search.go_on()
        middle = (low + high) // 2
        chosen = greedy_cover(search.reached(middle).astype(np.float32), search.p)
        if chosen is None:
            low = middle + 1
        else:
            search.keep(chosen)
            high = min(middle, search.high) - 1


def _from_below(search: _Search) -> None:
    """Raise the bound to the least radius at which prices leave p sites possible."""
    low, high = search.low, min(search.high, len(search.radii) - 1)
    while low < high:
        search.go_on()
        middle = (low + high) // 2
        cover = Cover.of(search.reached(middle))
        if not cover.hopeless:
            cover = cover.reduced()
            if not too_few(cover, search.p, search.clock, search.tell)[0]:
                high = middle
                continue
        low = search.low = middle + 1


def _between(search: _Search) -> None:
    """Decide the radii that are left, the least first, in steps that double; then by halves."""
    step = 1
    while search.low < search.high:
        search.go_on()
        last = len(search.radii) - 1
        if search.sites is None or step == 0:
            # Without any plan, whether there is one at all.
            at = last if search.sites is None else (search.low + search.high - 1) // 2
        else:
            at = min(search.low + step - 1, search.high - 1)
        cover = Cover.of(search.reached(at))
        chosen = reaching_all(cover, search.p, search.clock, search.tell)
        if chosen is None:
            search.low, step = at + 1, 2 * step
        else:
            search.keep(chosen)
            step = 1 if at == last else 0

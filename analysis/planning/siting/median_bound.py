"""A lower bound of a p-median: the Lagrangian relaxation of "each person has one site".

Narula, Ogbu & Samuelsson 1977 (Operations Research 25, 709-713): for any prices λ,

    L(λ) = Σ_i λ_i + the p smallest of ρ_j,   ρ_j = Σ_i min(0, d_ij − λ_i)

is no more than the least sum. Held, Wolfe & Crowder 1974 (Mathematical Programming 6, 62-88): the
subgradient steps that raise it. What ρ says of sites one by one settles most of them on the way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.planning.siting.median_search import Search
from analysis.planning.siting.median_start import Costs, Places, swapped

KEPT_DIRECTION = 0.6
RECENT = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the plans: those with ``opened`` sites and ``left`` more out of ``sites``.

    ``d`` is [sites, persons]; ``c`` what each person costs with the opened ones, ``prices`` λ
    with min d ≤ λ ≤ c; ``settled`` is the cost of persons whom no site left could serve better;
    ``bound`` is a proven bound; ``liked`` is the share of late steps that chose each site.
    """

    sites: Places
    d: Costs
    c: Costs
    left: int
    opened: tuple[int, ...]
    prices: Costs
    settled: float
    bound: float
    liked: Costs

    def with_site(self, place: int) -> Part:
        """The plans of this part that open the site at this place."""
        return self._changed(np.array([place]), np.array([], dtype=np.int64))

    def without_site(self, place: int) -> Part:
        """The plans of this part that do not."""
        return self._changed(np.array([], dtype=np.int64), np.array([place]))

    def _changed(self, opening: Places, closing: Places) -> Part:
        keep = np.ones(len(self.sites), dtype=bool)
        keep[opening] = False
        keep[closing] = False
        d, c, prices, settled = self.d[keep], self.c, self.prices, self.settled
        if len(opening):
            c = np.minimum(c, self.d[opening].min(axis=0))
        if len(d):
            least = d.min(axis=0)
            served = least < c
            if not served.all():
                settled += float(c[~served].sum())
                d, c, prices = np.ascontiguousarray(d[:, served]), c[served], prices[served]
                least = least[served]
            prices = np.clip(prices, least, c)
        return replace(
            self,
            sites=self.sites[keep],
            d=d,
            c=c,
            left=self.left - len(opening),
            opened=(*self.opened, *(int(site) for site in self.sites[opening])),
            prices=prices,
            settled=settled,
            liked=self.liked[keep],
        )


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how boldly to climb.

    So many ``steps``, each to raise L by a share of UB if the slope held: from ``first`` to
    ``last``, falling by the same factor. Swaps are tried once in ``swap_every`` steps.
    """

    steps: int
    first: float
    last: float
    swap_every: int


def lagrangian(part: Part, prices: Costs, room: Costs | None = None) -> tuple[float, Costs, Places]:
    """L(λ), ρ by site, and the sites by rising ρ, the first of equals first.

    ``room``: an array of the table's shape to work in; most of the time would go to making one.
    """
    work = np.minimum(part.d, prices, out=room)
    total = float(prices.sum())
    rho = work @ np.ones(len(prices)) - total
    order = np.argsort(rho, kind="stable")
    value = part.settled + total + float(rho[order[: part.left]].sum())
    return value, rho, order


def climbed(part: Part, search: Search, pace: Pace) -> Part | None:
    """The part with a higher bound and fewer sites undecided; None when it holds nothing better.

    Better plans met on the way are offered to the search.
    """
    prices, best = part.prices, -np.inf
    part = replace(part, liked=part.liked.copy())
    direction: Costs = np.zeros(len(prices))
    reach, swapped_at = pace.first, -pace.swap_every
    shrink = (pace.last / pace.first) ** (1.0 / pace.steps)
    room, least = np.empty_like(part.d), part.d.min(axis=0)
    for step in range(pace.steps):
        search.check()
        if finished(part, search):
            return None
        value, rho, order = lagrangian(part, prices, room)
        chosen = order[: part.left]
        part.liked[:] *= RECENT
        part.liked[chosen] += 1.0 - RECENT
        gained = value > best
        if gained:
            best = value
            part = replace(part, prices=prices, bound=max(part.bound, value))
            if search.swaps and step - swapped_at >= pace.swap_every:
                swapped_at = step
                _offer(part, search, chosen)
        if value > search.target:
            return None
        if gained:
            opening, closing = decided(value, rho, order, part.left, search.target)
            if len(opening) or len(closing):
                before = len(prices)
                part = part._changed(opening, closing)
                if len(part.prices) != before or len(opening):
                    best, direction = -np.inf, np.zeros(len(part.prices))
                prices = part.prices
                if len(part.sites):
                    room, least = np.empty_like(part.d), part.d.min(axis=0)
                continue
        reach *= shrink
        slope = 1.0 - np.count_nonzero(part.d[chosen] < prices, axis=0)
        direction = slope + KEPT_DIRECTION * direction
        steepness = float(direction @ direction)
        if steepness == 0.0:
            break
        length = reach * search.upper / steepness
        prices = np.clip(prices + length * direction, least, part.c)
    return None if finished(part, search) else part


def decided(
    value: float, rho: Costs, order: Places, left: int, target: float
) -> tuple[Places, Places]:
    """The places to open and those to close: the other way, nothing costs T or less.

    Closing j: L − ρ_(p) + ρ_j > T. Opening j: L − ρ_j + ρ_(p+1) > T.
    """
    chosen, others = order[:left], order[left:]
    closing = others[value - rho[chosen[-1]] + rho[others] > target]
    opening = chosen[value - rho[chosen] + rho[others[0]] > target]
    return opening, closing


def finished(part: Part, search: Search) -> bool:
    """Whether at most one site is left to choose, or none to leave out; offers the best plan."""
    if part.left == 0:
        search.offer(part.opened)
    elif part.left == len(part.sites):
        search.offer((*part.opened, *part.sites))
    elif part.left == 1:
        sums = np.minimum(part.d, part.c).sum(axis=1)
        search.offer((*part.opened, part.sites[int(np.argmin(sums))]))
    else:
        return False
    return True


def _offer(part: Part, search: Search, chosen: NDArray[np.int64]) -> None:
    better = swapped(part.d, part.c, chosen)
    search.offer((*part.opened, *part.sites[better]))

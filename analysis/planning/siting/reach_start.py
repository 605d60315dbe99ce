"""Good plans of a maximal covering with p sites: greedy, exchanges, kicks and exchanges again.

Lourenço, Martin & Stützle 2003 (Handbook of Metaheuristics, 320-353): iterated local search.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.projected import Reach, Swaps
from analysis.planning.siting.solver import Clock

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_KICKS = 250
_BACK_AFTER = 8
"""After so many kicks without gain the search goes back to the best plan."""
_AMONG = 15
"""A kick takes one of so many sites that would do least harm."""


def greedy_sites(reach: Reach, p: int) -> Places:
    """p sites, each with the most new persons, then exchanged until no exchange helps."""
    left = reach.weight.copy()
    chosen: list[int] = []
    for _ in range(p):
        gain = reach.columns @ left
        gain[chosen] = -1.0
        best = int(np.argmax(gain))
        chosen.append(best)
        left[reach.reached(best)] = 0.0
    swaps = Swaps(reach, np.array(chosen, dtype=np.int64))
    _settle(swaps)
    return swaps.inside


def kicked(reach: Reach, is_open: Flags, enough: float, clock: Clock) -> Flags:
    """The best sites met from these by kicks; ends where no more than ``enough`` are lost.

    The same kicks every time, unless the clock ends them.
    """
    random = np.random.default_rng(0)
    best = np.flatnonzero(is_open)
    swaps = Swaps(reach, best)
    least, dull = swaps.lost, 0
    for _ in range(_KICKS if 0 < len(best) < reach.sites else 0):
        if clock.over or least <= enough + 1e-6:
            break
        for place in random.choice(len(best), min(len(best), int(random.integers(1, 4))), False):
            harm = -swaps.profit()[:, place]
            near = np.argsort(harm, kind="stable")[:_AMONG]
            near = near[np.isfinite(harm[near])]
            swaps.swap(int(random.choice(near)), int(place))
        _settle(swaps)
        dull += 1
        if swaps.lost < least - 1e-6:
            best, least, dull = swaps.inside.copy(), swaps.lost, 0
        elif dull % _BACK_AFTER == 0:
            swaps = Swaps(reach, best)
    found = np.zeros(reach.sites, dtype=bool)
    found[best] = True
    return found


def _settle(swaps: Swaps) -> None:
    """Exchanges, the best each time, until none helps."""
    enough = 1e-9 * max(1.0, float(swaps.losses.sum()))
    while len(swaps.inside) and len(profit := swaps.profit()):
        into, place = np.unravel_index(int(np.argmax(profit)), profit.shape)
        if profit[into, place] <= enough:
            return
        swaps.swap(int(into), int(place))

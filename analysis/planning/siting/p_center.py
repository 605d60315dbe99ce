"""p-center: the least worst time, by bisection over the times there are.

r* = min over sets of p sites of max_i min_{j open} d_ij. r* is one of the times, and p sites reach
everybody within r exactly when r ≥ r* (Minieka 1970, SIAM Review 12: 138-139).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from analysis.planning.siting.center_people import least_worst_of_all
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.kept import repaired
from analysis.planning.siting.lscp import fewest_sites
from analysis.planning.siting.solver import Clock, Outcome

Tell = Callable[[float | None, float | None], bool]

_UNPROVEN = (Outcome.NOTHING_FOUND, Outcome.FEASIBLE)


def least_worst_time(instance: Instance, clock: Clock) -> Found:
    """The sites (no more than needed) with the least greatest minutes of anybody."""
    if not len(instance.people):
        found = fewest_sites(instance, clock, tell=lambda _i, _b: clock.tell(None, None))
        return Found(found.outcome, found.sites, *((0.0, 0.0) if found.sites is not None else ()))
    if (np.diff(instance.starts) == 0).any():
        return INFEASIBLE
    if instance.p_left is not None and instance.only_p and not instance.capacitated:
        return least_worst_of_all(instance, min(instance.p_left, len(instance.free)), clock)
    uncut = replace(instance, cuts=())
    alone = instance.p is not None and uncut.only_p and not instance.capacitated
    if alone and len(instance.cuts) == 1:
        return _leaving_one_out(uncut, instance.cuts[0], clock)
    least = np.full(len(instance.people), np.inf)
    np.minimum.at(least, instance.row, instance.minutes)
    # Nobody does better than with every site open.
    radii = np.unique(instance.minutes[instance.minutes >= least.max()])
    low, high, best = 0, len(radii), None

    def tell(_incumbent: float | None = None, _bound: float | None = None) -> bool:
        """What a step counts is not what is asked: the worst minutes known and proven are."""
        known = None if best is None else best.objective
        return clock.tell(known, float(radii[min(low, high, len(radii) - 1)]))

    while low < high and not clock.over:
        # The widest radius first: whether there is any plan at all.
        middle = high - 1 if best is None else (low + high) // 2
        found = _at(instance, float(radii[middle]), clock, tell)
        if found.outcome is Outcome.INFEASIBLE:
            if best is None:
                return INFEASIBLE
            low = middle + 1
        elif found.objective is None:
            break
        else:
            best = found
            high = int(np.searchsorted(radii, found.objective))
        if not tell():
            break
    if best is None:
        return Found(Outcome.NOTHING_FOUND, bound=float(radii[low]))
    proven = low >= high
    bound = best.objective if proven else float(radii[low])
    outcome = Outcome.OPTIMAL if proven else Outcome.FEASIBLE
    return Found(outcome, best.sites, best.objective, bound, best.assigned)


def _leaving_one_out(instance: Instance, cut: tuple[int, ...], clock: Clock) -> Found:
    """The best of the plans that leave out at least one of these sites, each left out in turn."""
    best, bound = Found(Outcome.INFEASIBLE), np.inf
    for place in cut:
        if clock.over:
            return replace(best, outcome=_UNPROVEN[best.objective is not None], bound=None)
        others = instance.of_pairs(instance.site != place)
        found = least_worst_time(others, clock)
        if found.bound is not None:
            bound = min(bound, found.bound)
        if found.objective is not None and (
            best.objective is None or found.objective < best.objective
        ):
            best = found
        if found.outcome in _UNPROVEN:
            return replace(best, outcome=_UNPROVEN[best.objective is not None], bound=None)
    return best if best.objective is None else replace(best, outcome=Outcome.OPTIMAL, bound=bound)


def _at(instance: Instance, radius_min: float, clock: Clock, tell: Tell) -> Found:
    """A plan within the radius, its objective the worst minutes; the fewest sites not proven."""
    within = instance.within(radius_min)
    enough = float(instance.sites if instance.p is None else instance.p)
    found = fewest_sites(within, clock, enough, tell=tell)
    while found.sites is not None and (next_try := repaired(within, found.sites)) is not None:
        within = next_try
        found = fewest_sites(within, clock, enough, tell=tell)
    if found.sites is None:
        return found
    if found.assigned is None:
        worst = float(instance.nearest(found.sites)[1].max())
    else:
        at = found.assigned[instance.row] == instance.site
        worst = float(instance.minutes[at].max())
    return Found(Outcome.FEASIBLE, found.sites, worst, None, found.assigned)

"""Plans to begin from that keep every limit: what must open first, then the best of the rest."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.covering import cheapest_cover
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.limits import Most
from analysis.planning.siting.solver import Clock

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Saving = Callable[[int], float]

_AT_MOST_S = 5.0
_ASKED_EVERY = 20
_SHARE = 0.2
"""Of the time there is, what the search for sites that must open may take."""


def must_begin_with(
    instance: Instance, clock: Clock, among: Places | None = None
) -> list[int] | None:
    """New sites that meet every requirement, and reach who must be, within the limits.

    Cheap ones, and few, ``among`` these; None where none were found in a share of the time. What
    is kept of earlier steps by columns of its own, and capacity, are not looked at.
    """
    if among is not None:
        others = Most(np.setdiff1d(instance.free, among), 0)
        instance = replace(instance, at_most=(*instance.at_most, others))
    most = max((use.limit for use in instance.uses), default=0.0)
    price = instance.counted + instance.cost / max(
        most, float(instance.cost.max(initial=1.0)), 1e-9
    )
    part = clock.part(min(_AT_MOST_S, _SHARE * clock.left_s), (None, None))
    found = cheapest_cover(instance, price, part)
    if found.sites is None or not instance.allows(found.sites):
        return None
    return list(found.sites)


def added(
    instance: Instance,
    begun: Sequence[int],
    saving: Saving,
    open_site: Callable[[int], None],
    going_on: Callable[[], bool] = lambda: True,
) -> list[int]:
    """Sites one by one, each saving the most (for its cost, under a budget) that still fits.

    ``saving`` is what one site would save now, never more than before others were opened;
    ``open_site`` is told of every site opened. The lowest place of equals is taken.
    ``going_on`` is asked now and then; where it says no, nothing more is added.
    """
    limited = instance.budget is not None
    price = np.maximum(instance.cost, 1e-9) if limited else np.ones(instance.sites)
    chosen = list(begun)
    for j in chosen:
        open_site(j)
    may = instance.may_add(chosen)
    queue: list[tuple[float, int, int]] = []
    for j in np.flatnonzero(may).tolist():
        if j % _ASKED_EVERY == 0 and not going_on():
            return sorted(chosen)
        queue.append((-saving(j) / price[j], j, len(chosen)))
    heapq.heapify(queue)
    while queue:
        value, j, known_at = heapq.heappop(queue)
        if not may[j]:
            continue
        if known_at < len(chosen):
            heapq.heappush(queue, (-saving(j) / price[j], j, len(chosen)))
            continue
        if value >= 0 or not going_on():
            break
        chosen.append(j)
        open_site(j)
        may = instance.may_add(chosen)
    return sorted(chosen)


class SavedTime:
    """Σ weight × minutes that one more open site saves; who has none counts twice the longest."""

    def __init__(self, instance: Instance) -> None:
        shape = (len(instance.people), instance.sites)
        rows = sparse.csr_array((instance.minutes, instance.site, instance.starts), shape=shape)
        by_site = rows.tocsc()
        self._row, self._minutes, self._ends = by_site.indices, by_site.data, by_site.indptr
        self._weight = instance.weight
        beyond = 2.0 * float(instance.minutes.max(initial=0.0)) + 1.0
        self._now = np.minimum(instance.nearest(())[1], beyond)

    def _of(self, j: int) -> tuple[Places, Floats]:
        pairs = slice(self._ends[j], self._ends[j + 1])
        return self._row[pairs], self._minutes[pairs]

    def saving(self, j: int) -> float:
        """What the site would save now."""
        row, minutes = self._of(j)
        return float(self._weight[row] @ np.maximum(self._now[row] - minutes, 0.0))

    def open(self, j: int) -> None:
        """The site is open."""
        row, minutes = self._of(j)
        self._now[row] = np.minimum(self._now[row], minutes)


def quick_sites(instance: Instance, clock: Clock, begun: Sequence[int] = ()) -> list[int]:
    """Sites that save most time one by one, beside those it begins with."""
    saved = SavedTime(instance)

    def going_on() -> bool:
        # Even without time there is to be a plan: only the watcher ends it.
        return clock.tell(None, None)

    return added(instance, begun, saved.saving, saved.open, going_on)


def time_start(instance: Instance, clock: Clock) -> list[int] | None:
    """Sites for a p-median that keep every limit and leave nobody out; None: none found."""
    begun: list[int] | None = []
    if instance.must_open or instance.cuts:
        begun = must_begin_with(replace(instance, everyone=False), clock)
    if begun is None:
        return None
    sites = quick_sites(instance, clock, begun)
    if np.isfinite(instance.nearest(sites)[1]).all():
        return sites
    # Somebody is left out: whoever must be reached comes first.
    begun = must_begin_with(instance, clock)
    return None if begun is None else quick_sites(instance, clock, begun)

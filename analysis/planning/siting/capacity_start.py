"""Plans within capacity to begin from: sites that save most, everybody to one with room."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.capacitated import exchanged
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.solver import Clock
from analysis.planning.siting.starting import SavedTime, added, must_begin_with

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

_INF = float("inf")
_MOST_EXCHANGED = 1_200
"""With more people, who could change places with whom is too large a table."""
_TRIES = 60
_SHARE = 0.1
_AT_MOST_S = 5.0


@dataclass(frozen=True, eq=False)
class Start:
    """New sites, and the site of each row (−1 nobody); ``value``: Σ value of the pairs used."""

    sites: tuple[int, ...]
    assigned: Places
    value: float


def capacity_start(
    instance: Instance, pair_value: Floats, clock: Clock, *, maximise: bool = False
) -> Start | None:
    """A good plan that keeps every limit; None where none was found. The least value is wanted.

    ``maximise``: the most value is, and who finds no room may be left out.
    """
    part = clock.part(min(_AT_MOST_S, _SHARE * clock.left_s), (None, None))
    begun: list[int] | None = []
    if instance.must_open or instance.cuts:
        begun = must_begin_with(replace(instance, everyone=False), part)
    if begun is None:
        return None
    search = _Search(instance, -pair_value if maximise else pair_value)
    best: Start | None = None
    for sites in search.guesses(begun):
        found = search.start(sites)
        if found is not None and (best is None or found.value < best.value):
            best = found
    best = None if best is None else search.exchanged(best, part)
    if best is None or not maximise:
        return best
    return replace(best, value=-best.value)


class _Search:
    def __init__(self, instance: Instance, value: Floats) -> None:
        self.instance = instance
        order = np.argsort(instance.site, kind="stable")
        self._row, self._value = instance.row[order], value[order]
        self._ends = np.searchsorted(instance.site[order], np.arange(instance.sites + 1))

    def guesses(self, begun: list[int]) -> list[list[int]]:
        """Sites by what they save, then with ever more weight on the room they have."""
        instance = self.instance
        saved = SavedTime(instance)
        by_time = added(instance, begun, saved.saving, saved.open)
        room = np.minimum(instance.capacity, instance.persons.sum())
        by_room = added(instance, begun, lambda j: float(room[j]), lambda _j: None)
        saved = SavedTime(instance)
        both = added(instance, begun, lambda j: saved.saving(j) * float(room[j]), saved.open)
        return [by_time, both, by_room]

    def start(self, sites: list[int]) -> Start | None:
        """Everybody at one of these with room; None where somebody who must be finds none."""
        instance = self.instance
        if not instance.allows(sites) or instance.is_cut(sites):
            return None
        is_open = np.flatnonzero(instance.opened(sites))
        table = np.full((len(instance.people), len(is_open)), _INF)
        for place, j in enumerate(is_open):
            pairs = slice(self._ends[j], self._ends[j + 1])
            table[self._row[pairs], place] = self._value[pairs]
        left = instance.capacity[is_open].copy()
        to = self._placed(table, left)
        if instance.everyone and (to < 0).any():
            return None
        if len(to) <= _MOST_EXCHANGED and (to >= 0).all():
            to = exchanged(table, instance.persons, left, to)
        there = to >= 0
        value = float(table[np.flatnonzero(there), to[there]].sum())
        assigned = np.where(there, is_open[np.maximum(to, 0)], -1)
        used = set(assigned.tolist())
        kept = [j for j in sites if j in used or not instance.follows_rules(set(sites) - {j})]
        if not instance.follows_rules(kept):
            kept = list(sites)
        return Start(tuple(sorted(kept)), assigned, value)

    def _placed(self, table: Floats, left: Floats) -> Places:
        """Who loses most without the nearest first, the larger of equals; each to the best left."""
        persons = self.instance.persons
        to = np.full(len(table), -1, dtype=np.int64)
        if not table.shape[1]:
            return to
        near = np.sort(table, axis=1)[:, :2]
        second = near[:, 1] if near.shape[1] > 1 else np.full(len(near), _INF)
        with np.errstate(invalid="ignore"):
            regret = np.where(np.isfinite(second), second - near[:, 0], _INF)
        full = np.isfinite(left) & (left < persons.sum())
        # Where room is short, large groups are what no longer fits at the end.
        order = np.lexsort((-regret, -persons)) if full.any() else np.arange(len(persons))
        for i in order:
            row = np.where(left >= persons[i], table[i], _INF)
            place = int(np.argmin(row))
            if np.isfinite(row[place]):
                to[i] = place
                left[place] -= persons[i]
        return to

    def exchanged(self, start: Start, clock: Clock) -> Start:
        """After exchanges of one site for another, most used for least, that help."""
        instance, random = self.instance, np.random.default_rng(0)
        best = start
        for _ in range(_TRIES):
            out = [j for j in best.sites if not instance.open_now[j]]
            if clock.over or not clock.tell(None, None) or not out:
                break
            leaving = int(random.choice(out))
            rest = [j for j in best.sites if j != leaving]
            may = np.flatnonzero(instance.may_add(rest))
            may = may[~np.isin(may, best.sites)]
            if not len(may):
                continue
            found = self.start(sorted([*rest, int(random.choice(may))]))
            if found is not None and found.value < best.value - 1e-9 * max(1.0, abs(best.value)):
                best = found
        return best

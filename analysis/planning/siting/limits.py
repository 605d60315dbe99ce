"""Limits on which sites are open, by place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_SHARE = 1e-9
"""Of a limit, what adding up may be wrong by; never more than a part of a cent."""
_CENT = 0.001
_UNITS = (1.0, 10.0, 100.0)
"""Uses may be whole numbers of such parts of their unit."""
_LARGEST_WHOLE = 2.0**50
_SEEN = 1e4
"""Where no use of a row is more than this many units, the solver sees a single one."""


@dataclass(frozen=True, eq=False)
class Rule:
    """At least so many of these sites (places) are open."""

    sites: Places
    at_least: int


@dataclass(frozen=True, eq=False)
class Most:
    """At most so many of these sites (places) are open."""

    sites: Places
    at_most: int


@dataclass(frozen=True, eq=False)
class Use:
    """Σ use (by site) of the open sites is at most ``limit``."""

    use: Floats
    limit: float

    @property
    def most(self) -> float:
        """The limit, and what adding up may be wrong by."""
        return self.limit + min(_SHARE * max(1.0, self.limit), _CENT)

    def holds(self, is_open: Flags) -> bool:
        """Whether these sites use no more than there is."""
        return float(self.use[is_open].sum()) <= self.most

    def cover(self, is_open: Flags, open_now: Flags) -> Most | None:
        """What no more than some of the new sites may open by, where these use too much.

        The extended cover: of a smallest set C that is too much, and every site that uses as much
        as the most of C, at most |C| − 1 are open (Balas 1975, Mathematical Programming 8).
        None where these use no more than there is.
        """
        left = self.most - float(self.use[open_now].sum())
        new = np.flatnonzero(is_open & ~open_now & (self.use > 0))
        sites = extended_cover(self.use, new, left)
        if sites is None:
            return None
        inside, at_most = sites
        return Most(inside[~open_now[inside]], at_most)


def extended_cover(use: Floats, chosen: Places, most: float) -> tuple[Places, int] | None:
    """The sites of an extended cover among these and the others, and how many may be open.

    None where the chosen use no more than ``most``.
    """
    inside = chosen[np.argsort(-use[chosen], kind="stable")].tolist()
    total = float(use[inside].sum())
    if total <= most:
        return None
    if most < 0:
        return np.empty(0, dtype=np.int64), -1
    # Without the dearest that are not needed more sites are as dear as the rest.
    for j in list(inside):
        if total - use[j] > most:
            inside.remove(j)
            total -= float(use[j])
    dearest = float(use[inside].max())
    other = np.flatnonzero(use >= dearest)
    return np.union1d(np.array(inside, dtype=np.int64), other), len(inside) - 1


def whole_row(use: Floats, left: float) -> tuple[Floats, float]:
    """The same row in the least whole numbers, its limit where no sum of them lies.

    A solver's tolerance lets a site of tens of millions through where a yuan is lacking. So whole
    uses are divided by what divides them all and the limit is rounded down; where they are large,
    half a unit is added. Uses that are no whole numbers of hundredths stay as they are.
    """
    if not len(use):
        return use, left
    for unit in _UNITS:
        units = np.round(use * unit)
        if (np.abs(use * unit - units) <= 1e-9 + 1e-14 * units).all():
            break
    else:
        return use, left
    if not 0 < units.max() < _LARGEST_WHOLE:
        return use, left
    divisor = float(np.gcd.reduce(units.astype(np.int64)))
    units = units / divisor
    limit = float(np.floor(left * unit / divisor))
    if limit >= units.sum():
        return units, limit
    return units, limit if units.max() <= _SEEN else limit + 0.5


def new_covers(uses: Iterable[Use], is_open: Flags, open_now: Flags) -> tuple[Most, ...]:
    """An extended cover of every use that these sites exceed."""
    covers = (use.cover(is_open, open_now) for use in uses)
    return tuple(cover for cover in covers if cover is not None)

"""Limits on which sites are open, by place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_CENT = 1e-9
"""Of a budget, what adding up may be wrong by."""


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

    def holds(self, is_open: Flags) -> bool:
        """Whether these sites use no more than there is."""
        used = float(self.use[is_open].sum())
        return used <= self.limit + _CENT * max(1.0, self.limit)

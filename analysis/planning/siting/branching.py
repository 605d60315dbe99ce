"""Which site to branch on: what branching on it has raised the bound by so far (pseudocosts).

Bénichou et al. 1971 (Mathematical Programming 1: 76-94).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FRACTION = 1e-6
"""A y this close to 0 or 1 is whole."""


class Branching:
    """Gains of a unit of y_j going down or up: their sums and how often."""

    def __init__(self, sites: int) -> None:
        self._gain = np.zeros((2, sites))
        self._times = np.zeros((2, sites))

    def learn(self, place: int, distance: float, gain: float, *, up: bool) -> None:
        """The bound rose by so much when y of the place went so far."""
        self._gain[int(up), place] += max(gain, 0.0) / max(distance, FRACTION)
        self._times[int(up), place] += 1

    def place(self, y: Floats) -> int:
        """The site whose two sides promise to raise the bound most; before any trial, the mean."""
        mean = self._gain.sum(axis=1) / np.maximum(self._times.sum(axis=1), 1.0)
        mean = np.where(mean > 0, mean, 1.0)
        each = np.where(self._times > 0, self._gain / np.maximum(self._times, 1.0), mean[:, None])
        least = 1e-6 * float(mean.mean())
        score = np.maximum(each[0] * y, least) * np.maximum(each[1] * (1.0 - y), least)
        score[np.minimum(y, 1.0 - y) < FRACTION] = -1.0
        return int(np.argmax(score))

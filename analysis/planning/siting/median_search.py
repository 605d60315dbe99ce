"""What a search for a p-median knows while it runs: the best sites so far, and when to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

# Two objectives closer than this share of the larger count as equal, unless all costs are whole.
RELATIVE_TOLERANCE = 1e-9
# The same where HiGHS ends the proof, whose own tolerances are coarser.
PROGRAMME_TOLERANCE = 1e-6
# With whole costs a better plan is better by 1 at least; the rest is for rounding, whose errors
# stay below it up to this objective.
WHOLE_SLACK, WHOLE_LIMIT = 1e-6, 1e9
PROGRESS_EVERY_S = 0.1

Progress = Callable[[float, float], None]
Clock = Callable[[], float]


class Cancelled(Exception):  # noqa: N818 (no error: the caller's wish)
    """Raised by a progress callback to end the search; what it has found is kept."""


class OutOfTime(Exception):  # noqa: N818 (no error: the limit that was set)
    """The time limit has passed."""


@dataclass(slots=True)
class Search:
    """The state of one search.

    ``total`` gives the objective of a tuple of sites (inf: someone reaches none). Every plan
    worth finding costs at most ``upper``; ``sites`` is the best one known, None until one is.
    ``lower`` is a proven bound of the plans that are better than the best one; ``by_programme``
    says that HiGHS took part in proving it.
    """

    total: Callable[[NDArray[np.int64]], float]
    upper: float
    whole: bool
    clock: Clock
    deadline: float | None = None
    progress: Progress | None = None
    sites: tuple[int, ...] | None = None
    lower: float = 0.0
    nodes: int = 0
    swaps: bool = True
    by_programme: bool = False
    _told_at: float = field(default=float("-inf"))

    @property
    def target(self) -> float:
        """T: whatever is proven to cost more than this is no better than the best plan."""
        return self.upper - self.margin

    @property
    def counts_whole(self) -> bool:
        """Whether objectives are whole numbers that are kept exactly."""
        return self.whole and self.upper < WHOLE_LIMIT

    @property
    def margin(self) -> float:
        """UB − T: 1 − 1e-6 where all costs are whole, else 1e-9 of UB."""
        return 1.0 - WHOLE_SLACK if self.counts_whole else RELATIVE_TOLERANCE * self.upper

    @property
    def left_s(self) -> float | None:
        """Seconds until the deadline; None without one."""
        return None if self.deadline is None else max(0.0, self.deadline - self.clock())

    def offer(self, sites: Iterable[int]) -> None:
        """Keep these sites if they are better than what is known."""
        found = tuple(sorted(int(site) for site in sites))
        value = self.total(np.array(found, dtype=np.int64))
        if value < self.upper or (self.sites is None and value <= self.upper):
            self.upper, self.sites = value, found
            self._tell(self.clock())

    def proven(self, bound: float) -> float:
        """What a bound of the better plans proves of all plans, tolerances taken off."""
        if self.counts_whole:
            return min(bound, self.upper)
        tolerance = PROGRAMME_TOLERANCE if self.by_programme else RELATIVE_TOLERANCE
        return min(bound, self.upper * (1.0 - tolerance))

    def check(self) -> None:
        """Raises OutOfTime after the deadline, and whatever the progress callback raises."""
        now = self.clock()
        if self.deadline is not None and now >= self.deadline:
            raise OutOfTime
        if now - self._told_at >= PROGRESS_EVERY_S:
            self._tell(now)

    def _tell(self, now: float) -> None:
        self._told_at = now
        if self.progress is not None:
            known = self.upper if self.sites is not None else float("inf")
            self.progress(known, self.proven(self.lower))

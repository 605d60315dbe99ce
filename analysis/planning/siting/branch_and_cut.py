"""The open sites of least projected cost, proven: cuts on the sites alone, fixing, branching.

min Σ_g θ_g over the sites y and what their cuts say of θ (projected.py), within the limit rows.
The relaxation is cut between its own y and one that is kept in the middle (in-out separation:
Ben-Ameur & Neto 2007, Networks 49: 3-17) until it says no less than y costs; sites are fixed by
reduced cost; what is left is branched on, the best bound first, a part's open side followed down.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count as counter

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.exchanges import LimitRows, improved, rounded
from analysis.planning.siting.projected import Projected
from analysis.planning.siting.relaxation import Relaxation, Relaxed
from analysis.planning.siting.solver import Clock, Outcome

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_INF = float("inf")
_WHOLE_SLACK = 1e-6
_SHARE = 1e-7
"""Costs this close, as a share, are the same where they are no whole numbers."""
_FRACTION = 1e-6
_SCALE = 1e4
"""What the largest possible cost is scaled to, for the solver's absolute tolerances."""
_CLOSE = 0.01
"""The first relaxation is cut until at most this share of the gap is due to its own cuts."""
_ROUNDS_AT_A_NODE = 4
_MOST_ROWS = 4_000


@dataclass(frozen=True, eq=False)
class Least:
    """What was found: sites open, what they cost, and what no plan is below (inf: no plan)."""

    outcome: Outcome
    is_open: Flags | None
    cost: float
    bound: float
    nodes: int


@dataclass(order=True, slots=True)
class _Part:
    """Plans with these sites fixed; none of them costs less than the bound."""

    bound: float
    number: int
    lower: Floats = field(compare=False)
    upper: Floats = field(compare=False)
    branched: tuple[int, float, bool] | None = field(default=None, compare=False)


def least_projected(
    projected: Projected,
    limits: LimitRows,
    clock: Clock,
    *,
    starts: Iterable[Flags] = (),
    search: Callable[[Flags, float], Flags] | None = None,
    tell: Callable[[float | None, float], bool] | None = None,
) -> Least:
    """The open sites of least cost within the limits, or the best found when the time is over.

    ``starts``: plans to begin from. ``search``: from the best plan and the first bound to a plan
    that may be better. ``tell`` takes the incumbent and the bound.
    """
    return _Search(projected, limits, clock, tell).run(starts, search)


class _Search:
    def __init__(
        self,
        projected: Projected,
        limits: LimitRows,
        clock: Clock,
        tell: Callable[[float | None, float], bool] | None,
    ) -> None:
        self.projected, self.limits, self.clock = projected, limits, clock
        self._tell = tell or clock.tell
        self.sites = projected.sites
        self.unit = max(float(projected.most.sum()), 1e-9) / _SCALE
        bundles = len(projected.most)
        self.relaxation = Relaxation(
            np.concatenate((np.zeros(self.sites), np.ones(bundles))),
            np.concatenate((np.ones(self.sites), projected.most / self.unit)),
        )
        self._none = sparse.csr_array((limits.matrix.shape[0], bundles))
        self.relaxation.add(
            sparse.csr_array(sparse.hstack((limits.matrix, self._none), format="csr")),
            limits.low,
            limits.high,
        )
        self.best: Flags | None = None
        self.upper = _INF
        self.lower = 0.0
        self.nodes = 0
        self._tried: set[bytes] = set()
        # What a unit of y_j going down or up added to the bound: sums and how often.
        self._gain = np.zeros((2, self.sites))
        self._times = np.zeros((2, self.sites))

    @property
    def target(self) -> float:
        """Whatever costs more is no better than the best plan."""
        if np.isinf(self.upper):
            return _INF
        whole = self.projected.whole
        return self.upper - (1.0 - _WHOLE_SLACK if whole else _SHARE * max(1.0, self.upper))

    def run(self, starts: Iterable[Flags], search: Callable[[Flags, float], Flags] | None) -> Least:
        """As ``least_projected`` says."""
        for start in starts:
            self.offer(start)
        lower, upper = np.zeros(self.sites), np.ones(self.sites)
        try:
            self._proceed()
            root = self._root(lower, upper)
            if root is not None:
                if search is not None and self.best is not None:
                    self.offer(search(self.best, self.lower))
                self._search(root)
        except TimeoutError:
            lower_bound = min(self.lower, self.upper)
            outcome = Outcome.NOTHING_FOUND if self.best is None else Outcome.FEASIBLE
            return Least(outcome, self.best, self.upper, lower_bound, self.nodes)
        if self.best is None:
            return Least(Outcome.INFEASIBLE, None, _INF, _INF, self.nodes)
        return Least(Outcome.OPTIMAL, self.best, self.upper, self.upper, self.nodes)

    def offer(self, is_open: Flags) -> bool:
        """Whether these sites are the best so far, within the limits."""
        if not self.limits.hold(is_open):
            return False
        cost = self.projected.cost(is_open)
        if not cost < self.upper:
            return False
        self.best, self.upper = is_open.copy(), cost
        return True

    def _proceed(self) -> None:
        incumbent = None if self.best is None else self.upper
        if self.clock.over or not self._tell(incumbent, min(self.lower, self.upper)):
            raise TimeoutError

    def _add(self, y: Floats, theta: Floats) -> float:
        """The cuts at y that θ (in costs) breaks are added; by how much it broke them in all."""
        cuts = self.projected.cuts(y)
        short = cuts.const - cuts.slope @ y - theta
        cut = np.flatnonzero(short > 1e-7 * max(1.0, float(self.projected.most.mean())))
        bundles = len(self.projected.most)
        if len(cut):
            ones = sparse.csr_array(
                (np.ones(len(cut)), (np.arange(len(cut)), cut)), shape=(len(cut), bundles)
            )
            rows = sparse.hstack((cuts.slope[cut] / self.unit, ones), format="csr")
            high = np.full(len(cut), _INF)
            self.relaxation.add(sparse.csr_array(rows), cuts.const[cut] / self.unit, high)
        found = cuts.reach.shape[0]
        if found:
            none = sparse.csr_array((found, bundles))
            rows = sparse.hstack((cuts.reach, none), format="csr")
            self.relaxation.add(sparse.csr_array(rows), np.ones(found), np.full(found, _INF))
        return float(short[cut].sum()) + (_INF if found else 0.0)

    def _solved(self) -> Relaxed | None:
        found = self.relaxation.solve(self.clock.left_s)
        if found is None:
            return None
        return Relaxed(found.x, found.bound * self.unit, found.reduced * self.unit)

    def _root(self, lower: Floats, upper: Floats) -> _Part | None:
        """All plans, cut until the relaxation says no less than its y costs, and fixed."""
        middle: Floats | None = None
        rounds_since = 0
        while True:
            self._set(lower, upper)
            found = self._solved()
            if found is None:
                return None
            self.lower = max(self.lower, found.bound)
            self._proceed()
            if self.lower > self.target:
                return None
            y, theta = found.x[: self.sites], found.x[self.sites :] * self.unit
            worth = self._worth(y)
            self._fix(found, lower, upper)
            open_gap = 0.0 if np.isinf(self.upper) else self.upper - found.bound
            done = worth - found.bound <= max(1e-6 * max(1.0, abs(worth)), _CLOSE * open_gap)
            if middle is None:
                middle = y
            short = 0.0
            if not done:
                if not np.isinf(worth):
                    short = self._add(0.5 * (y + middle), theta)
                short = short or self._add(y, theta)
            if done or not short:
                self._round(y)
                self._fix(found, lower, upper)
                if self.lower > self.target:
                    return None
                return _Part(found.bound, 0, lower, upper)
            middle = y if self._worth(y) < self._worth(middle) else 0.7 * middle + 0.3 * y
            rounds_since += 1
            if rounds_since % 15 == 0:
                self._round(y)
            if self.relaxation.rows > _MOST_ROWS:
                self.relaxation.drop(1e-3, len(self.limits.low), 500)

    def _worth(self, y: Floats) -> float:
        """What the cuts at y say that y costs."""
        cuts = self.projected.cuts(y)
        if cuts.reach.shape[0]:
            return _INF
        return float(cuts.const.sum() - (cuts.slope @ y).sum())

    def _set(self, lower: Floats, upper: Floats) -> None:
        bundles = len(self.projected.most)
        self.relaxation.bounds(
            np.concatenate((lower, np.zeros(bundles))),
            np.concatenate((upper, self.projected.most / self.unit)),
        )

    def _fix(self, found: Relaxed, lower: Floats, upper: Floats) -> None:
        """Sites whose other state would cost more than the best plan are fixed, in place."""
        reduced = found.reduced[: self.sites]
        free = lower < upper
        upper[free & (found.bound + reduced > self.target)] = 0.0
        lower[free & (found.bound - reduced > self.target)] = 1.0

    def _search(self, root: _Part) -> None:
        numbers = counter(1)
        heap: list[_Part] = []
        part: _Part | None = root
        while part is not None or heap:
            if part is None:
                part = heapq.heappop(heap)
            least = min(part.bound, heap[0].bound if heap else _INF)
            self.lower = max(self.lower, least)
            self._proceed()
            if part.bound > self.target:
                part = None
                continue
            self.nodes += 1
            halves = self._branched(part)
            part = None
            if halves is not None:
                for half in halves:
                    half.number = next(numbers)
                # The side that is open, or that y leans to, is followed; the other waits.
                part, other = halves
                heapq.heappush(heap, other)
                if heap[0].bound < part.bound and self.nodes % 8 == 0:
                    heapq.heappush(heap, part)
                    part = None

    def _branched(self, part: _Part) -> tuple[_Part, _Part] | None:
        """The two parts of a part, the one to follow first; None when it holds nothing better."""
        before, rounds = part.bound, 0
        while True:
            found = self._relaxed(part)
            if found is None:
                return None
            if rounds == 0 and part.branched is not None:
                self._learn(part.branched, found.bound - before)
            y, theta = found.x[: self.sites], found.x[self.sites :] * self.unit
            short = self._add(y, theta)
            rounds += 1
            if (np.minimum(y, 1.0 - y) < _FRACTION).all():
                self.offer(y > 0.5)
                if not short:
                    return None
                # A whole y stands for no half-way cost: cut until another takes over.
            elif rounds >= _ROUNDS_AT_A_NODE or short < 1e-3 * (self.target - part.bound):
                break
        if self.nodes % 20 == 1:
            self._round(y)
        if self.relaxation.rows > _MOST_ROWS:
            self.relaxation.drop(1e-3, len(self.limits.low), 200)
        return self._halves(part, y)

    def _relaxed(self, part: _Part) -> Relaxed | None:
        """The part's relaxation, its sites fixed along; None when it holds nothing better."""
        self._proceed()
        self._set(part.lower, part.upper)
        found = self._solved()
        if found is None:
            return None
        part.bound = max(part.bound, found.bound)
        if part.bound > self.target:
            return None
        self._fix(found, part.lower, part.upper)
        return found

    def _halves(self, part: _Part, y: Floats) -> tuple[_Part, _Part]:
        place = self._branching(y)
        share = float(y[place])
        closed, opened = part.upper.copy(), part.lower.copy()
        closed[place], opened[place] = 0.0, 1.0
        down = _Part(part.bound, 0, part.lower.copy(), closed, (place, share, False))
        up = _Part(part.bound, 0, opened, part.upper.copy(), (place, 1.0 - share, True))
        return up, down

    def _learn(self, branched: tuple[int, float, bool], gain: float) -> None:
        place, distance, up = branched
        self._gain[int(up), place] += max(gain, 0.0) / max(distance, _FRACTION)
        self._times[int(up), place] += 1

    def _branching(self, y: Floats) -> int:
        """The site whose two sides promise to raise the bound most; before any trial, the mean."""
        mean = self._gain.sum(axis=1) / np.maximum(self._times.sum(axis=1), 1.0)
        mean = np.where(mean > 0, mean, 1.0)
        each = np.where(self._times > 0, self._gain / np.maximum(self._times, 1.0), mean[:, None])
        least = 1e-6 * float(mean.mean())
        score = np.maximum(each[0] * y, least) * np.maximum(each[1] * (1.0 - y), least)
        score[np.minimum(y, 1.0 - y) < _FRACTION] = -1.0
        return int(np.argmax(score))

    def _round(self, y: Floats) -> None:
        """A plan near y, exchanged until no exchange helps."""
        near = rounded(self.limits, y)
        if near is not None:
            self.offer(improved(self.projected, self.limits, near, self._tried, self.clock))

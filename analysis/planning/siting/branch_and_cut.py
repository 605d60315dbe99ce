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

from analysis.planning.siting.branching import FRACTION, Branching
from analysis.planning.siting.cut_relaxation import CutRelaxation
from analysis.planning.siting.exchanges import LimitRows, improved, rounded
from analysis.planning.siting.projected import Projected
from analysis.planning.siting.relaxation import Relaxed
from analysis.planning.siting.solver import Clock, Outcome

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_INF = float("inf")
_WHOLE_SLACK = 1e-6
_SHARE = 1e-7
"""Costs this close, as a share, are the same where they are no whole numbers."""
_CLOSE = 0.01
"""The first relaxation is cut until at most this share of the gap is due to its own cuts."""
_ROUNDS_AT_A_NODE = 4


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
        self.relaxation = CutRelaxation(projected, limits)
        self.branching = Branching(self.sites)
        self.best: Flags | None = None
        self.upper = _INF
        self.lower = 0.0
        self.nodes = 0
        self._tried: set[bytes] = set()

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
            if self.best is not None:
                start = self.best
                self.offer(
                    improved(self.projected, self.limits, start, self._tried, self._going_on)
                )
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

    def _going_on(self) -> bool:
        incumbent = None if self.best is None else self.upper
        return not self.clock.over and self._tell(incumbent, min(self.lower, self.upper))

    def _proceed(self) -> None:
        if not self._going_on():
            raise TimeoutError

    def _solved(self, lower: Floats, upper: Floats) -> Relaxed | None:
        return self.relaxation.solve(lower, upper, self.clock.left_s, self._going_on)

    def _root(self, lower: Floats, upper: Floats) -> _Part | None:
        """All plans, cut until the relaxation says no less than its y costs, and fixed."""
        middle: Floats | None = None
        middle_worth = _INF
        rounds_since = 0
        while True:
            found = self._solved(lower, upper)
            if found is None:
                return None
            self.lower = max(self.lower, found.bound)
            self._proceed()
            if self.lower > self.target:
                return None
            y, theta = found.x[: self.sites], found.x[self.sites :]
            worth = self.relaxation.worth(y)
            self._fix(found, lower, upper)
            open_gap = 0.0 if np.isinf(self.upper) else self.upper - found.bound
            done = worth - found.bound <= max(1e-6 * max(1.0, abs(worth)), _CLOSE * open_gap)
            if middle is None:
                middle, middle_worth = y, worth
            short = 0.0
            if not done:
                short = self.relaxation.add(y, theta) if np.isinf(worth) else 0.0
                short = short or self.relaxation.add(0.5 * (y + middle), theta)
                short = short or self.relaxation.add(y, theta)
            if done or not short:
                self._round(y)
                self._fix(found, lower, upper)
                if self.lower > self.target:
                    return None
                return _Part(found.bound, 0, lower, upper)
            if worth < middle_worth:
                middle, middle_worth = y, worth
            else:
                middle = 0.7 * middle + 0.3 * y
                middle_worth = self.relaxation.worth(middle)
            rounds_since += 1
            if rounds_since % 15 == 0:
                self._round(y)
            self.relaxation.trim(500)

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
                place, distance, up = part.branched
                self.branching.learn(place, distance, found.bound - before, up=up)
            y, theta = found.x[: self.sites], found.x[self.sites :]
            short = self.relaxation.add(y, theta)
            rounds += 1
            if (np.minimum(y, 1.0 - y) < FRACTION).all():
                self.offer(y > 0.5)
                if not self.limits.hold(y > 0.5):
                    # Broken by less than the solver sees: no cut at y would do.
                    self.relaxation.forbid(y > 0.5)
                    continue
                if not short:
                    return None
                # A whole y stands for no half-way cost: cut until another takes over.
            elif rounds >= _ROUNDS_AT_A_NODE or short < 1e-3 * (self.target - part.bound):
                break
        if self.nodes % 20 == 1:
            self._round(y)
        self.relaxation.trim(200)
        return self._halves(part, y)

    def _relaxed(self, part: _Part) -> Relaxed | None:
        """The part's relaxation, its sites fixed along; None when it holds nothing better."""
        self._proceed()
        found = self._solved(part.lower, part.upper)
        if found is None:
            return None
        part.bound = max(part.bound, found.bound)
        if part.bound > self.target:
            return None
        self._fix(found, part.lower, part.upper)
        return found

    def _halves(self, part: _Part, y: Floats) -> tuple[_Part, _Part]:
        place = self.branching.place(y)
        share = float(y[place])
        closed, opened = part.upper.copy(), part.lower.copy()
        closed[place], opened[place] = 0.0, 1.0
        down = _Part(part.bound, 0, part.lower.copy(), closed, (place, share, False))
        up = _Part(part.bound, 0, opened, part.upper.copy(), (place, 1.0 - share, True))
        return up, down

    def _round(self, y: Floats) -> None:
        """A plan near y, exchanged until no exchange helps."""
        near = rounded(self.limits, y)
        if near is not None:
            self.offer(improved(self.projected, self.limits, near, self._tried, self._going_on))

"""The p-median: p sites such that persons × minutes to the nearest open one are least, proven.

min Σ_i min_{j open} d_ij with p sites opened beside those that are open anyway. See
docs/methods/siting_p_median.md for the method and its sources.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from analysis.planning.siting.median_bound import Pace, Part, climbed
from analysis.planning.siting.median_radius import settled_by_programme
from analysis.planning.siting.median_search import (
    WHOLE_LIMIT,
    Cancelled,
    Clock,
    OutOfTime,
    Progress,
    Search,
)
from analysis.planning.siting.median_start import Costs, greedy, swapped, two_nearest
from analysis.planning.siting.median_tree import searched

AT_THE_ROOT = Pace(steps=300, first=0.1, last=2e-5, swap_every=10)
# T − L of UB: wider gaps kept HiGHS busy longer than branch and bound on the tables tried.
NARROW_SHARE = 1e-3


@dataclass(frozen=True, slots=True)
class MedianResult:
    """The sites that are open (fixed ones too, sorted) and what is proven of them.

    ``objective`` is Σ of the least cost of each person (inf while no plan is known), ``bound``
    a proven lower bound of every plan's (inf if infeasible). "optimal": no plan costs less, up to
    rounding if all costs are whole numbers, else up to 1e-9 of the objective (1e-6 where HiGHS
    ended the proof; ``bound`` has it taken off). "feasible": time or
    the caller ended the search first; ``open`` is empty if it had found no plan. "infeasible":
    there are not p sites, or no p of them let everyone reach one. ``nodes`` counts the parts
    searched after the root.
    """

    open: tuple[int, ...]
    objective: float
    bound: float
    status: Literal["optimal", "feasible", "infeasible"]
    nodes: int


def solve_p_median(
    cost: Costs,
    p: int,
    fixed_open: NDArray[np.bool_] | None = None,
    time_limit_s: float | None = None,
    progress: Progress | None = None,
    clock: Clock = time.monotonic,
) -> MedianResult:
    """The best p sites to open beside the fixed ones.

    ``cost`` is [persons, sites], persons × minutes, inf where unreachable; ``fixed_open`` [sites]
    marks what is open anyway. ``progress`` is told the incumbent and the bound about ten times a
    second and ends the search by raising Cancelled. The same input gives the same answer; a time
    limit may end it anywhere. Raises ValueError for negative or missing costs, or p below 0.
    """
    began = clock()
    costs = np.asarray(cost, dtype=np.float64)
    fixed = _checked(costs, p, fixed_open)
    free = np.flatnonzero(~fixed)
    if p > len(free):
        return _infeasible(0)
    d = np.ascontiguousarray(costs[:, free].T)
    base = costs[:, fixed].min(axis=1, initial=np.inf)
    search = _search(d, base, clock, progress)
    if search is None:
        return _infeasible(0)
    search.deadline = None if time_limit_s is None else began + time_limit_s
    try:
        root = _root(d, base, p, search)
        if root is not None and not (_narrow(root, search) and settled_by_programme(root, search)):
            searched(root, search)
        search.lower = np.inf
        ended = True
    except (Cancelled, OutOfTime):
        ended = False
    return _result(search, ended, np.flatnonzero(fixed), free)


def _checked(costs: Costs, p: int, fixed_open: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    if costs.ndim != 2:
        raise ValueError(f"costs are a table of persons by sites, not of {costs.ndim} dimensions")
    if np.isnan(costs).any() or (costs < 0).any():
        raise ValueError("every cost is 0 or more, inf where a site is out of reach")
    if p < 0:
        raise ValueError(f"p is the number of sites to open, not {p}")
    if fixed_open is None:
        return np.zeros(costs.shape[1], dtype=bool)
    fixed = np.asarray(fixed_open, dtype=bool)
    if fixed.shape != (costs.shape[1],):
        raise ValueError(f"fixed_open has {fixed.shape} entries for {costs.shape[1]} sites")
    return fixed


def _infeasible(nodes: int) -> MedianResult:
    return MedianResult((), np.inf, np.inf, "infeasible", nodes)


def _search(d: Costs, base: Costs, clock: Clock, progress: Progress | None) -> Search | None:
    """A search that knows no plan yet; None when someone can reach no site at all."""
    everything = np.vstack([d, base])
    reachable = np.isfinite(everything)
    if not reachable.any(axis=0).all():
        return None
    finite = everything[reachable]

    def total(sites: NDArray[np.int64]) -> float:
        return float(np.minimum(base, d[sites].min(axis=0, initial=np.inf)).sum())

    most = float(np.where(reachable, everything, 0.0).max(axis=0, initial=0.0).sum())
    whole = bool((finite == np.round(finite)).all()) and most < WHOLE_LIMIT
    # No plan that serves everyone costs more; one above it keeps T from cutting that off.
    return Search(total, most * (1.0 + 1e-6) + 1.0, whole, clock, progress=progress)


def _root(d: Costs, base: Costs, p: int, search: Search) -> Part | None:
    """All plans, less what a good start and the first bound rule out; None if they rule out all."""
    if p == 0:
        search.offer(())
        return None
    # Whoever reaches nothing costs more than any plan that serves everyone.
    beyond = 2.0 * search.upper + 1.0
    d, c = np.where(np.isfinite(d), d, beyond), np.where(np.isfinite(base), base, beyond)
    search.check()
    start = swapped(d, c, greedy(d, c, p))
    search.offer(start)
    least = np.minimum(c, d.min(axis=0, initial=np.inf))
    search.lower = float(least.sum())
    if search.sites is not None:
        if search.upper <= search.lower:
            return None
        # Whoever costs this much makes a plan no better than the best one known.
        c = np.minimum(c, search.upper - (least.sum() - least))
    _, d1, d2 = two_nearest(c, d[start])
    part = Part(
        sites=np.arange(len(d)),
        d=d,
        c=c,
        left=p,
        opened=(),
        prices=np.clip((d1 + d2) / 2.0, least, c),
        settled=0.0,
        bound=search.lower,
        liked=np.zeros(len(d)),
    )
    return climbed(part, search, AT_THE_ROOT)


def _narrow(root: Part, search: Search) -> bool:
    """Whether the gap is so narrow that one programme is quicker than a search of parts."""
    return search.sites is not None and search.target - root.bound <= NARROW_SHARE * search.upper


def _result(
    search: Search, ended: bool, fixed: NDArray[np.int64], free: NDArray[np.int64]
) -> MedianResult:
    if search.sites is None:
        if ended:
            return _infeasible(search.nodes)
        return MedianResult((), np.inf, search.proven(search.lower), "feasible", search.nodes)
    chosen = tuple(sorted(int(site) for site in (*fixed, *free[list(search.sites)])))
    bound = search.proven(search.lower)
    return MedianResult(
        chosen, search.upper, bound, "optimal" if ended else "feasible", search.nodes
    )

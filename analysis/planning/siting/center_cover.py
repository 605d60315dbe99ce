"""Whether p sites reach everybody within a radius: one small set covering, decided.

Dominance first (Toregas & ReVelle 1973: rows that contain another, columns within another), then
the dual of the linear relaxation: prices u of people with Σ_{i ∈ N_j} u_i ≤ 1 at every site prove
that no fewer than Σ u sites do; a site j for which Σ u + (1 − Σ_{i ∈ N_j} u_i) > p is in no such
plan. What is left goes to HiGHS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.solver import Clock, Outcome, Programme, solve

Reach = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Tell = Callable[[float | None, float | None], bool]

# Of a proof by prices, what adding up may be wrong by.
_SLACK = 1e-6
# With more rows or columns, which one another contains is left to the solver.
_COMPARED = 4_000


class Undecided(Exception):  # noqa: N818 (no error: the time or the caller ended it)
    """The clock ran out before an answer was proven."""


@dataclass(frozen=True, eq=False)
class Cover:
    """Who is reached from which of ``places``: ``reach`` is [people, sites] of 0 and 1."""

    reach: Reach
    places: Places

    @classmethod
    def of(cls, reached: npt.NDArray[np.bool_]) -> Cover:
        """The cover of a table of people by sites."""
        return cls(reached.astype(np.float32), np.arange(reached.shape[1]))

    @property
    def hopeless(self) -> bool:
        """Whether somebody is reached by no site."""
        return not self.reach.any(axis=1).all()

    def only(self, rows: npt.NDArray[np.bool_], columns: npt.NDArray[np.bool_]) -> Cover:
        """Some of the rows and columns."""
        return Cover(self.reach[rows][:, columns], self.places[columns])

    def reduced(self) -> Cover:
        """The same question with no row that contains another and no column within another."""
        cover = self
        while True:
            rows, reach = ~_containing(cover.reach), cover.reach
            columns = ~_containing(1.0 - reach[rows].T)
            cover = cover.only(rows, columns)
            if rows.all() and columns.all():
                return cover


def greedy_cover(reach: Reach, most: int) -> Places | None:
    """At most so many columns that reach every row, each the one that adds most; None if too few.

    The first of equals wins.
    """
    left = np.ones(len(reach), dtype=np.float32)
    chosen: list[int] = []
    while left.any():
        if len(chosen) == most:
            return None
        best = int(np.argmax(left @ reach))
        chosen.append(best)
        left *= 1.0 - reach[:, best]
    return np.array(chosen, dtype=np.int64)


def too_few(cover: Cover, p: int, clock: Clock, tell: Tell) -> tuple[bool, Floats]:
    """Whether prices prove that p sites are too few, and the prices by row."""
    people, sites = cover.reach.shape
    reach = cover.reach.astype(np.float64)
    dual = Programme(
        np.ones(people),
        np.ones(people),
        np.zeros(people, dtype=bool),
        sparse.csr_array(reach.T),
        np.full(sites, -np.inf),
        np.ones(sites),
        maximise=True,
    )
    solved = solve(dual, clock, tell=tell)
    if solved.x is None:
        raise Undecided
    # Made to hold at every site, whatever the solver's tolerances were: then it is a proof.
    prices = np.maximum(solved.x, 0.0)
    prices /= max(1.0, float((prices @ reach).max()))
    return bool(prices.sum() > p + _SLACK), prices


def reaching_all(cover: Cover, p: int, clock: Clock, tell: Tell) -> Places | None:
    """The places of at most p sites that reach everybody; None when there are none.

    Raises Undecided when the time or the watcher ended it.
    """
    cover = cover if cover.hopeless else cover.reduced()
    if cover.hopeless:
        return None
    chosen = greedy_cover(cover.reach, p)
    if chosen is not None:
        return cover.places[chosen]
    proven, prices = too_few(cover, p, clock, tell)
    if proven:
        return None
    spare = 1.0 - prices @ cover.reach.astype(np.float64)
    worth = prices.sum() + spare <= p + _SLACK
    cover = cover.only(np.ones(len(cover.reach), dtype=bool), worth)
    if cover.hopeless:
        return None
    return _by_programme(cover.reduced(), p, clock, tell)


def _by_programme(cover: Cover, p: int, clock: Clock, tell: Tell) -> Places | None:
    people, sites = cover.reach.shape
    programme = Programme(
        np.ones(sites),
        np.ones(sites),
        np.ones(sites, dtype=bool),
        sparse.csr_array(cover.reach.astype(np.float64)),
        np.ones(people),
        np.full(people, np.inf),
    )
    solved = solve(programme, clock, target=float(p), cutoff=p + 0.5, tell=tell)
    if solved.x is not None:
        chosen = np.flatnonzero(solved.x > 0.5)
        # HiGHS may answer with a dearer plan than the cutoff, proven cheapest.
        if len(chosen) <= p:
            return cover.places[chosen]
    if solved.outcome in (Outcome.OPTIMAL, Outcome.INFEASIBLE):
        return None
    raise Undecided


def _containing(sets: Reach) -> npt.NDArray[np.bool_]:
    """Which rows contain another one; of two alike, all but the first."""
    if not 0 < len(sets) <= _COMPARED:
        return np.zeros(len(sets), dtype=bool)
    size = sets.sum(axis=1)
    # Counts below 2 ** 24 are exact in single precision.
    contains = (sets @ sets.T) >= size[None, :]
    contains &= ~contains.T | np.tri(len(size), k=-1, dtype=bool)
    np.fill_diagonal(contains, val=False)
    return np.asarray(contains.any(axis=1))

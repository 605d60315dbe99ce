"""Maximal covering: most people within reach with p sites or a budget.

max Σ_i w_i z_i  s.t.  z_i ≤ Σ_{j ∈ N_i} y_j, z ≤ 1, y binary
(Church & ReVelle 1974, Papers of the Regional Science Association 32: 101-118).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.planning.siting.branch_and_cut import least_projected
from analysis.planning.siting.coverage_sets import CoverageSets, coverage_sets, pruned
from analysis.planning.siting.exchanges import LimitRows
from analysis.planning.siting.instance import INFEASIBLE, Found, Instance
from analysis.planning.siting.projected import Reach
from analysis.planning.siting.reach_start import greedy_sites, kicked
from analysis.planning.siting.rows import Rows, add_limits
from analysis.planning.siting.solver import Clock, Outcome, Programme, solve
from analysis.planning.siting.starting import added, must_begin_with

Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_MOST_ENTRIES = 5_000
"""With more pairs of groups and sites, cuts on the sites alone are quicker than one programme."""


def most_reached(instance: Instance, clock: Clock) -> Found:
    """The sites with the most (weighted) persons within reach, existing sites' counted along."""
    served = float(instance.weight[instance.served_now].sum())
    asked = np.flatnonzero(
        ~instance.served_now & (np.diff(instance.starts) > 0) & (instance.weight > 0)
    )
    sets = coverage_sets(instance, asked, np.zeros(instance.sites))
    columns = np.full(instance.sites, -1, dtype=np.int64)
    columns[sets.kept] = np.arange(len(sets.kept))
    rows = Rows()
    if not add_limits(rows, instance, columns):
        return INFEASIBLE
    sites = len(sets.kept)
    kept_matrix = sets.matrix[:, sets.kept].tocsr()
    if kept_matrix.nnz > _MOST_ENTRIES and not instance.blocks:
        return _projected(instance, sets, LimitRows(*rows.matrix(sites)), served, clock)
    sizes = np.diff(kept_matrix.indptr)
    alone = sizes == 1
    shared = np.flatnonzero(~alone)
    # Whom only one site reaches are worth what that site is worth: no column of their own.
    worth = np.zeros(sites)
    np.add.at(worth, kept_matrix[np.flatnonzero(alone)].indices, sets.weight[alone])
    entries = kept_matrix[shared].tocoo()
    group = np.arange(len(shared))
    rows.add_many(
        np.concatenate((entries.row.astype(np.int64), group)),
        np.concatenate((entries.col.astype(np.int64), sites + group)),
        np.concatenate((np.ones(entries.nnz), np.full(len(shared), -1.0))),
        0.0,
        np.inf,
        len(shared),
    )
    total = sites + len(shared)
    whole = np.zeros(total, dtype=bool)
    whole[:sites] = True
    programme = Programme(
        np.concatenate((worth, sets.weight[shared])),
        np.ones(total),
        whole,
        *rows.matrix(total),
        maximise=True,
    )
    start = None
    if (begun := _start(instance, sets, clock)) is not None and (columns[begun] >= 0).all():
        start = np.zeros(total)
        start[columns[begun]] = 1.0
        start[sites:] = np.minimum(kept_matrix[shared] @ start[:sites], 1.0)

    def tell(incumbent: float | None, bound: float | None) -> bool:
        return clock.tell(*(None if v is None else v + served for v in (incumbent, bound)))

    solved = solve(programme, clock, start=start, tell=tell)
    bound = None if solved.bound is None else solved.bound + served
    if solved.x is None:
        return Found(solved.outcome, bound=bound)
    chosen = pruned(instance, sets.kept[solved.x[:sites] > 0.5].tolist(), sets.matrix)
    objective = float(instance.weight[instance.nearest(chosen)[0] >= 0].sum())
    if solved.outcome is Outcome.OPTIMAL:
        bound = objective
    return Found(solved.outcome, chosen, objective, bound)


def _projected(
    instance: Instance, sets: CoverageSets, limits: LimitRows, served: float, clock: Clock
) -> Found:
    """By cuts on the sites alone: where the people would make too many rows."""
    reach = Reach(sets.matrix[:, sets.kept], sets.weight)
    reachable = served + float(sets.weight.sum())
    only_p = instance.only_p and instance.p_left is not None
    start = np.zeros(len(sets.kept), dtype=bool)
    if only_p:
        start[greedy_sites(reach, min(instance.p_left or 0, len(start)))] = True
    elif (sites := _start(instance, sets, clock)) is not None:
        start = np.isin(sets.kept, sites)

    def tell(lost: float | None, bound: float) -> bool:
        return clock.tell(None if lost is None else reachable - lost, reachable - bound)

    def search(is_open: Flags, least_lost: float) -> Flags:
        return kicked(reach, is_open, least_lost, clock)

    found = least_projected(
        reach, limits, clock, starts=(start,), search=search if only_p else None, tell=tell
    )
    if found.is_open is None:
        bound = None if found.outcome is Outcome.INFEASIBLE else reachable - found.bound
        return Found(found.outcome, bound=bound)
    chosen = pruned(instance, sets.kept[found.is_open].tolist(), sets.matrix)
    objective = float(instance.weight[instance.nearest(chosen)[0] >= 0].sum())
    proven = found.outcome is Outcome.OPTIMAL
    return Found(found.outcome, chosen, objective, objective if proven else reachable - found.bound)


def _start(instance: Instance, sets: CoverageSets, clock: Clock) -> list[int] | None:
    """Sites that keep every limit, each with the most new persons; None: none found."""
    begun: list[int] | None = []
    if instance.must_open or instance.cuts:
        begun = must_begin_with(instance, clock, sets.kept)
    return None if begun is None else greedy_reach(instance, sets, begun)


def greedy_reach(instance: Instance, sets: CoverageSets, begun: Sequence[int] = ()) -> list[int]:
    """Sites one by one, each with the most new persons (for its cost, under a budget)."""
    matrix, kept = sets.matrix.tocsc(), np.isin(np.arange(instance.sites), sets.kept)
    left = sets.weight.copy()

    def reached(j: int) -> Places:
        inside: Places = matrix.indices[matrix.indptr[j] : matrix.indptr[j + 1]]
        return inside

    def saving(j: int) -> float:
        return float(left[reached(j)].sum()) if kept[j] else 0.0

    def opened(j: int) -> None:
        left[reached(j)] = 0.0

    return added(instance, begun, saving, opened)

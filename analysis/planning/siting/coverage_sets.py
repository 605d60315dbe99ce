"""Who can be reached from where, as few rows and columns as the answer needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.planning.siting.instance import Instance
from analysis.planning.siting.rows import merged

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

_COMPARED_SITES = 2_000
"""With more sites, which one another contains is left to the solver."""
_COMPARED_GROUPS = 2_000
_COMPARED_PAIRS = 1e8


@dataclass(frozen=True, eq=False)
class CoverageSets:
    """Groups of people whom the same sites reach, and the sites worth a column.

    ``matrix`` (group × site, 1 where reached) over all free sites of the instance; ``weight`` is
    the group's sum; ``kept``: sites that no other one makes needless.
    """

    matrix: sparse.csr_array
    weight: Floats
    kept: Places

    @property
    def sizes(self) -> Places:
        """How many free sites reach each group."""
        sizes: Places = np.diff(self.matrix.indptr).astype(np.int64)
        return sizes


def coverage_sets(instance: Instance, asked: Iterable[int], cost: Floats) -> CoverageSets:
    """The groups of the rows asked about; none of them has an existing site within reach.

    ``cost``: what a site counts in what is minimised; a site goes when another reaches no fewer,
    costs no more (in this, in the budget and every resource), counts no more, and stands in the
    same rules or more and in no more that say at most.
    """
    groups = merged(instance, asked, by_minutes=False)
    first = np.array([group[0] for group in groups], dtype=np.int64)
    shape = (len(instance.people), instance.sites)
    everyone = sparse.csr_array(
        (np.ones(len(instance.site)), instance.site, instance.starts), shape=shape
    )
    matrix = sparse.csr_array(everyone[first])
    heads = np.concatenate(([0], np.cumsum([len(group) for group in groups])))[:-1]
    rows = np.concatenate(groups) if groups else np.empty(0, dtype=np.int64)
    weight = np.add.reduceat(instance.weight[rows], heads) if groups else np.empty(0)
    return CoverageSets(matrix, weight, _undominated(instance, matrix, cost, instance.free))


def binding_sets(instance: Instance, sets: CoverageSets, cost: Floats) -> CoverageSets:
    """The sets whose being reached, every one, means that everybody is; for covering.

    Whoever is reached from all sites of another group's and more is reached along with it. What
    is left lets more sites go, and these more groups, until nothing changes.
    """
    while len(sets.weight) <= _COMPARED_GROUPS:
        reach = sets.matrix[:, sets.kept]
        size = np.asarray(reach.sum(axis=1)).ravel()
        contains = (reach @ reach.T).toarray() == size[None, :]
        # Of two with the same sites, the first stays.
        contains &= ~contains.T | np.tri(len(size), k=-1, dtype=bool)
        np.fill_diagonal(contains, val=False)
        asked = np.flatnonzero(~contains.any(axis=1))
        matrix = sets.matrix[asked]
        # Among those left only: a site that went may reach fewer of the groups that went.
        kept = _undominated(instance, matrix, cost, sets.kept)
        changed = len(asked) < len(size) or len(kept) < len(sets.kept)
        sets = CoverageSets(matrix, sets.weight[asked], kept)
        if not changed:
            break
    return sets


def _undominated(
    instance: Instance, matrix: sparse.csr_array, cost: Floats, free: Places
) -> Places:
    # A cut counts sites by name: none may then stand in for another.
    if instance.cuts or not len(free) or len(free) > _COMPARED_SITES:
        return free
    if float((np.diff(matrix.indptr).astype(np.float64) ** 2).sum()) > _COMPARED_PAIRS:
        return free
    reach = matrix.tocsc()[:, free]
    size = np.asarray(reach.sum(axis=0)).ravel()
    contained = (reach.T @ reach).toarray() >= size[:, None]
    contained &= cost[free][:, None] >= cost[free][None, :]
    for use in instance.uses:
        contained &= use.use[free][:, None] >= use.use[free][None, :]
    if instance.p is not None:
        contained &= instance.counted[free][:, None] >= instance.counted[free][None, :]
    for most in instance.at_most:
        inside = np.isin(free, most.sites)
        contained &= inside[:, None] >= inside[None, :]
    if instance.must_open:
        contained &= _stands_in(instance, free)
    # Of two that contain each other, the lower id stays.
    later = np.tri(len(free), k=-1, dtype=bool)
    contained &= ~contained.T | later
    np.fill_diagonal(contained, val=False)
    kept: Places = free[~contained.any(axis=1)]
    return kept


def _stands_in(instance: Instance, free: Places) -> Flags:
    """[j, k]: whether k stands in every rule that j stands in.

    Where a rule wants two, one site can't take the place of both.
    """
    of_one = [rule.sites for rule in instance.must_open if rule.at_least == 1]
    of_more = [rule.sites for rule in instance.must_open if rule.at_least > 1]
    row = np.repeat(np.arange(len(of_one)), [len(sites) for sites in of_one])
    column = np.concatenate([np.empty(0, dtype=np.int64), *of_one])
    shape = (max(1, len(of_one)), instance.sites)
    inside = sparse.csr_array((np.ones(len(row)), (row, column)), shape=shape).tocsc()[:, free]
    size = np.asarray(inside.sum(axis=0)).ravel()
    both: Flags = (inside.T @ inside).toarray() >= size[:, None]
    return both & ~np.isin(free, np.concatenate([np.empty(0), *of_more]))[:, None]


def pruned(instance: Instance, sites: Iterable[int], matrix: sparse.csr_array) -> tuple[int, ...]:
    """The sites without those that add nobody and no rule needs, dearest first, then last id.

    Those that are not counted stay, and are joined by others that need not be closed.
    """
    kept = set(instance.keeping(sites))
    chosen = sorted(kept)
    times = np.asarray(matrix[:, chosen].sum(axis=1)).ravel() if chosen else np.zeros(0)
    columns = matrix.tocsc()
    for j in sorted(chosen, key=lambda s: (-instance.cost[s], -s)):
        if not instance.counted[j] and instance.value[j] == 0:
            continue
        reached = columns.indices[columns.indptr[j] : columns.indptr[j + 1]]
        if (times[reached] > 1).all() and instance.follows_rules(kept - {j}):
            kept.remove(j)
            times[reached] -= 1
    return tuple(sorted(kept))

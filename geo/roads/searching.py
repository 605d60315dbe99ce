"""Searches over a core: minutes to every node from where each search begins, and the nearest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.roads.core import Core, Round

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

TIE_MIN = 1e-9
"""Times no further apart than this are equal; what rounds off along a way is less."""


def search_minutes(
    core: Core,
    begins: tuple[Longs, Longs, Floats],
    searches: int,
    limit_min: float,
    nodes: Places | None = None,
) -> Floats:
    """Minutes to these nodes, or to all (nodes × searches); inf: no way, or beyond the limit.

    ``begins``: nodes, the numbers of the searches that begin there, and with how many minutes.
    """
    size = len(core.place)
    # Rows for the nodes on the ways down to those asked for, and one for neighbours that are none.
    needed = np.ones(size, dtype=bool) if nodes is None else core.needed_for(nodes)
    row = np.append(np.cumsum(needed) - 1, needed.sum())
    found = np.full((row[-1] + 1, searches), np.inf)
    node, search, minutes = core.climbed(*begins)
    asked = needed[node]
    found[row[node[asked]], search[asked]] = minutes[asked]
    in_core = core.place[node] >= 0
    if in_core.any():
        matrix = _with_searches(
            core, core.place[node[in_core]], search[in_core], minutes[in_core], searches
        )
        first = len(core.nodes)
        reached = dijkstra(matrix, indices=np.arange(first, first + searches), limit=limit_min)
        asked = needed[core.nodes]
        found[row[core.nodes[asked]]] = reached[:, :first][:, asked].T
    for one in reversed(core.rounds):
        rows = np.flatnonzero(needed[one.taken])
        here = row[one.taken[rows]]
        least = found[here]
        for column, number in enumerate(one.rows_with):
            some = rows[: np.searchsorted(rows, number)]
            through = found[row[one.neighbour[some, column]]]
            through += one.in_min[some, column, None]
            np.minimum(least[: len(some)], through, out=least[: len(some)])
        found[here] = least
    found[found > limit_min] = np.inf
    return found[:-1] if nodes is None else found[row[nodes]]


def search_nearest(
    core: Core,
    begins: tuple[Longs, Longs, Floats],
    searches: int,
    limit_min: float,
    nodes: Places | None = None,
) -> tuple[Floats, Longs]:
    """Minutes to these nodes, or to all, from the search nearest to each, and which that is.

    Of searches equally near, the smallest number; ``searches`` where none reaches the node.
    """
    needed = None if nodes is None else core.needed_for(nodes)
    node, search, minutes = core.climbed(*begins)
    size = len(core.place)
    least = np.full(size + 1, np.inf)
    np.minimum.at(least, node, minutes)
    nearest = np.full(size + 1, searches, dtype=np.int64)
    tied = minutes <= least[node] + TIE_MIN
    np.minimum.at(nearest, node[tied], search[tied])
    in_core = core.place[node] >= 0
    if in_core.any():
        matrix = _with_searches(
            core, core.place[node[in_core]], search[in_core], minutes[in_core], searches
        )
        first = len(core.nodes)
        reached, _, source = dijkstra(
            matrix,
            indices=np.arange(first, first + searches),
            limit=limit_min,
            return_predecessors=True,
            min_only=True,
        )
        label = np.where(np.isfinite(reached), source - first, searches).astype(np.int64)
        least[core.nodes] = reached[:first]
        nearest[core.nodes] = _smallest_of_tied(matrix, reached, label)[:first]
    for one in reversed(core.rounds):
        rows = np.arange(len(one.taken)) if needed is None else np.flatnonzero(needed[one.taken])
        _come_down(one, rows, least, nearest)
    beyond = least > limit_min
    least[beyond], nearest[beyond] = np.inf, searches
    nearest[np.isinf(least)] = searches
    if nodes is None:
        return least[:-1], nearest[:-1]
    return least[nodes], nearest[nodes]


def _come_down(one: Round, rows: Longs, least: Floats, nearest: Longs) -> None:
    """Answers for the nodes in some rows of a round from their neighbours, in place."""
    taken = one.taken[rows]
    best, label = least[taken], nearest[taken]
    for column, number in enumerate(one.rows_with):
        some = rows[: np.searchsorted(rows, number)]
        beside = one.neighbour[some, column]
        through, other = least[beside] + one.in_min[some, column], nearest[beside]
        so_far, named = best[: len(some)], label[: len(some)]
        nearer = through < so_far - TIE_MIN
        tied = ~nearer & (through <= so_far + TIE_MIN)
        np.minimum(named, other, out=named, where=tied)
        np.copyto(named, other, where=nearer)
        np.minimum(so_far, through, out=so_far)
    least[taken], nearest[taken] = best, label


def _with_searches(
    core: Core, place: npt.NDArray[np.int32], search: Longs, minutes: Floats, searches: int
) -> csr_array:
    """The core and one more node per search, linked to where the search enters the core."""
    order = np.lexsort((place, search))
    first = core.matrix.shape[0]
    count = np.bincount(search, minlength=searches)
    begins = np.concatenate([core.matrix.indptr, core.matrix.indptr[-1] + np.cumsum(count)])
    return csr_array(
        (
            np.concatenate([core.matrix.data, minutes[order]]),
            np.concatenate([core.matrix.indices, place[order]]).astype(np.int32),
            begins.astype(np.int32),
        ),
        shape=(first + searches, first + searches),
    )


def _smallest_of_tied(matrix: csr_array, minutes: Floats, label: Longs) -> Longs:
    """The smallest label from which each node is reached in its least time.

    A link is on a fastest way when the time before it and its own make the time behind it; the
    smallest label is handed on over these links until nothing changes.
    """
    before = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    behind = matrix.indices
    reached = np.isfinite(minutes[before]) & np.isfinite(minutes[behind])
    before, behind, own = before[reached], behind[reached], matrix.data[reached]
    fastest = minutes[before] + own <= minutes[behind] + TIE_MIN
    before, behind = before[fastest], behind[fastest]
    begins = np.searchsorted(before, np.arange(matrix.shape[0] + 1))
    label = label.copy()
    links = np.flatnonzero(label[before] < label[behind])
    while len(links):
        np.minimum.at(label, behind[links], label[before[links]])
        changed = np.unique(behind[links])
        count = begins[changed + 1] - begins[changed]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        onward = np.repeat(begins[changed], count) + within
        links = onward[label[before[onward]] < label[behind[onward]]]
    return label

"""A search graph with its simple junctions taken out, and the way back to them: searches are short.

Junctions of few neighbours are taken out in rounds, never two neighbours in one round; where a
shortest way may lead through one, its neighbours are joined by a link as long (a shortcut). What is
left, the core, has the same times between its nodes as the whole graph. A search then climbs from
its start to the core, goes through the core with Dijkstra's algorithm, and comes down to the nodes
taken out, round by round for all searches at once. This is a contraction hierarchy (Geisberger et
al. 2012, Transportation Science 46(3):388-404) that stops at the core and looks for no witnesses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]

MOST_NEIGHBOURS = 4
"""Nodes of more are left in the core: taken out, they would leave more links than they had."""
LEAST_SHARE = 0.02
"""A round that takes out less than this share of what is left is the last one."""


@dataclass(frozen=True, eq=False)
class Round:
    """The nodes taken out together, and their neighbours at that time.

    Row k: node ``taken[k]``; ``neighbour[k]`` has up to ``MOST_NEIGHBOURS`` nodes, the rest is the
    number of all nodes, which is none of them; ``out_min`` and ``in_min`` are the minutes from
    ``taken[k]`` to these and back, inf where no link leads. Those of most neighbours stand first:
    ``rows_with[c]`` rows have more than c.
    """

    taken: Places
    neighbour: Places
    out_min: Floats
    in_min: Floats
    rows_with: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Core:
    """The core's links (rows to columns, minutes), its nodes, and the rounds in their order.

    ``place``: of every node in the core, -1 of those taken out, whose round is ``round_of`` (-1 in
    the core) and whose row in it is ``row_of``.
    """

    matrix: csr_array
    nodes: Places
    place: Places
    rounds: tuple[Round, ...]
    round_of: Places
    row_of: Places

    def climbed(self, node: Longs, search: Longs, minutes: Floats) -> tuple[Longs, Longs, Floats]:
        """Every node from which searches that begin at these can go on, upwards only.

        ``node``, ``search``, ``minutes``: the beginnings of the searches, which are numbered. The
        answer is of the same form, the least minutes of every pair, those given included.
        """
        size = len(self.place)
        done: list[tuple[Longs, Longs, Floats]] = []
        for number, one in enumerate(self.rounds):
            node, search, minutes = _least(node, search, minutes, size)
            here = self.round_of[node] == number
            if not here.any():
                continue
            done.append((node[here], search[here], minutes[here]))
            row = self.row_of[node[here]]
            above = one.neighbour[row]
            reached = minutes[here][:, None] + one.out_min[row]
            open_ = np.isfinite(reached)
            searches = np.broadcast_to(search[here][:, None], above.shape)
            node = np.concatenate([node[~here], above[open_]])
            search = np.concatenate([search[~here], searches[open_]])
            minutes = np.concatenate([minutes[~here], reached[open_]])
        done.append(_least(node, search, minutes, size))
        return (
            np.concatenate([nodes for nodes, _, _ in done]),
            np.concatenate([searches for _, searches, _ in done]),
            np.concatenate([found for _, _, found in done]),
        )

    def scaled(self, by: float) -> Core:
        """The same core with all minutes multiplied."""
        rounds = (
            replace(one, out_min=one.out_min * by, in_min=one.in_min * by) for one in self.rounds
        )
        return replace(self, matrix=self.matrix * by, rounds=tuple(rounds))

    def needed_for(self, nodes: Places) -> Flags:
        """The nodes whose times are needed to come down to these."""
        needed = np.zeros(len(self.place) + 1, dtype=bool)
        needed[nodes] = True
        for one in self.rounds:
            needed[one.neighbour[needed[one.taken]]] = True
        return needed[:-1]


def make_core(matrix: csr_array, least_share: float = LEAST_SHARE) -> Core:
    """The core of a search graph (rows to columns, minutes), the same for the same graph."""
    size = matrix.shape[0]
    low, high, upward, downward = _both_ways(matrix)
    # Neighbours of as many neighbours are taken out in an order that has nothing to do with place.
    mixed = (np.arange(size, dtype=np.uint64) * np.uint64(2654435761)) % np.uint64(2**32)
    mixed = mixed.astype(np.int64) * size + np.arange(size)
    round_of = np.full(size, -1, dtype=np.int32)
    row_of = np.full(size, -1, dtype=np.int32)
    rounds: list[Round] = []
    left = size
    while left:
        degree = np.bincount(low, minlength=size) + np.bincount(high, minlength=size)
        simple = (round_of < 0) & (degree <= MOST_NEIGHBOURS)
        rivals = simple[low] & simple[high]
        a, b = low[rivals], high[rivals]
        a_first = (degree[a] < degree[b]) | ((degree[a] == degree[b]) & (mixed[a] < mixed[b]))
        simple[np.where(a_first, b, a)] = False
        taken = np.flatnonzero(simple).astype(np.int32)
        if len(taken) < least_share * left or not len(taken):
            break
        taken = taken[np.argsort(-degree[taken], kind="stable")]
        one, rest = _taken_out(taken, low, high, upward, downward, size)
        round_of[taken], row_of[taken] = len(rounds), np.arange(len(taken))
        rounds.append(one)
        left -= len(taken)
        low, high, upward, downward = rest
    nodes = np.flatnonzero(round_of < 0).astype(np.int32)
    place = np.full(size, -1, dtype=np.int32)
    place[nodes] = np.arange(len(nodes))
    core = _as_matrix(place[low], place[high], upward, downward, len(nodes))
    return Core(core, nodes, place, tuple(rounds), round_of, row_of)


Pairs = tuple[Longs, Longs, Floats, Floats]


def _both_ways(matrix: csr_array) -> Pairs:
    """Every pair of neighbours once, the lower node first; minutes up and down, inf: no link."""
    tail = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    head = matrix.indices.astype(np.int64)
    up = tail < head
    none = np.full(len(tail), np.inf)
    return _merged(
        np.minimum(tail, head),
        np.maximum(tail, head),
        np.where(up, matrix.data, none),
        np.where(up, none, matrix.data),
        matrix.shape[0],
    )


def _merged(low: Longs, high: Longs, upward: Floats, downward: Floats, size: int) -> Pairs:
    """Each pair once, with the least minutes of each direction."""
    key = low * size + high
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.r_[True, np.diff(key[order]) != 0][: len(key)])
    if not len(first):
        return low, high, upward, downward
    return (
        low[order][first],
        high[order][first],
        np.minimum.reduceat(upward[order], first),
        np.minimum.reduceat(downward[order], first),
    )


def _taken_out(
    taken: Places, low: Longs, high: Longs, upward: Floats, downward: Floats, size: int
) -> tuple[Round, Pairs]:
    """The round, and the pairs that are left with the shortcuts among them."""
    row = np.full(size, -1, dtype=np.int64)
    row[taken] = np.arange(len(taken))
    at_low, at_high = row[low] >= 0, row[high] >= 0
    # Pairs are sorted: a node's lower neighbours come in ascending order, then its higher ones.
    of_row = np.concatenate([row[high[at_high]], row[low[at_low]]])
    beside = np.concatenate([low[at_high], high[at_low]])
    out = np.concatenate([downward[at_high], upward[at_low]])
    into = np.concatenate([upward[at_high], downward[at_low]])
    order = np.argsort(of_row, kind="stable")
    of_row, beside, out, into = of_row[order], beside[order], out[order], into[order]
    count = np.bincount(of_row, minlength=len(taken))
    column = np.arange(len(of_row)) - np.repeat(np.cumsum(count) - count, count)
    shape = (len(taken), MOST_NEIGHBOURS)
    neighbour = np.full(shape, size, dtype=np.int32)
    out_min, in_min = np.full(shape, np.inf), np.full(shape, np.inf)
    neighbour[of_row, column], out_min[of_row, column], in_min[of_row, column] = beside, out, into

    kept = ~(at_low | at_high)
    pairs: list[Pairs] = [(low[kept], high[kept], upward[kept], downward[kept])]
    # Neighbours stand in ascending order, so the first of two is the lower.
    for i, j in combinations(range(MOST_NEIGHBOURS), 2):
        there, back = in_min[:, i] + out_min[:, j], in_min[:, j] + out_min[:, i]
        found = np.isfinite(there) | np.isfinite(back)
        ends = neighbour[found].astype(np.int64)
        pairs.append((ends[:, i], ends[:, j], there[found], back[found]))
    lows, highs, ups, downs = (np.concatenate(part) for part in zip(*pairs, strict=True))
    rows_with = tuple((neighbour < size).sum(axis=0).tolist())
    one = Round(taken, neighbour, out_min, in_min, rows_with)
    return one, _merged(lows, highs, ups, downs, size)


def _as_matrix(low: Places, high: Places, upward: Floats, downward: Floats, size: int) -> csr_array:
    up, down = np.isfinite(upward), np.isfinite(downward)
    rows = np.concatenate([low[up], high[down]])
    columns = np.concatenate([high[up], low[down]])
    minutes = np.concatenate([upward[up], downward[down]])
    order = np.lexsort((columns, rows))
    begins = np.searchsorted(rows[order], np.arange(size + 1)).astype(np.int32)
    return csr_array((minutes[order], columns[order].astype(np.int32), begins), shape=(size, size))


def _least(node: Longs, search: Longs, minutes: Floats, size: int) -> tuple[Longs, Longs, Floats]:
    """Each pair of node and search once, with its least minutes."""
    order = np.lexsort((minutes, search * size + node))
    key = (search * size + node)[order]
    first = order[np.r_[True, np.diff(key) != 0][: len(key)]]
    return node[first], search[first], minutes[first]

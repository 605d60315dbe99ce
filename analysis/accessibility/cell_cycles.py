"""Which withheld cells of a table can be other than they are, given all that is printed.

Rows and columns, those of totals included, are nodes; a cell is the edge between its own. Each line
adds up, so cells change together round a cycle of withheld ones, one up and the next down. Whoever
reads the table also knows bounds (a small count is small): a cell of such a cycle must have room to
move. A cell on no cycle with room is given back by the printed ones.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Edge = tuple[int, int]
_NEXT_TO_NOTHING = 1e-9
"""The cost of a cell already withheld: a graph's edge can't cost 0."""


class CellGraph:
    """The cells of a table with totals, and in which directions each has room to move.

    ``can_rise``, ``can_fall``: whether a cell, withheld, could be one more or one less. ``cost`` of
    a cell is what withholding it costs, above 0; those of ``unknown`` cost nothing more.
    """

    def __init__(self, can_rise: Flags, can_fall: Flags, unknown: Flags, cost: Numbers) -> None:
        # A total stands on the other side of its equation: it falls where its parts rise.
        total = np.zeros(unknown.shape, dtype=bool)
        total[:-1, -1] = total[-1, :-1] = True
        rise = np.where(total, can_fall, can_rise)
        fall = np.where(total, can_rise, can_fall)
        weight = np.where(unknown, _NEXT_TO_NOTHING, cost)
        self._rows, self._columns = unknown.shape
        size = self._rows + self._columns
        row, column = (place.ravel() for place in np.indices(unknown.shape))
        column = column + self._rows
        # Rising leads from the row to the column, falling back.
        starts, ends = np.concatenate([row, column]), np.concatenate([column, row])
        weights = np.concatenate([weight.ravel(), weight.ravel()])
        weights[~np.concatenate([rise.ravel(), fall.ravel()])] = np.inf
        numbers = np.arange(1, len(starts) + 1)
        ordered = csr_array((numbers, (starts, ends)), shape=(size, size))
        self._graph = csr_array(
            (weights[ordered.data - 1], ordered.indices, ordered.indptr), shape=(size, size)
        )
        self._place = np.empty(len(starts), dtype=np.int64)
        self._place[ordered.data - 1] = np.arange(len(starts))

    def cheapest_cycle(self, edge: Edge) -> list[Edge] | None:
        """The cells of the cheapest cycle on which a cell has room, itself included, or None."""
        rising = edge[0] * self._columns + edge[1]
        falling = rising + self._rows * self._columns
        own = self._place[[rising, falling]]
        row, column = edge[0], self._rows + edge[1]
        held = self._graph.data[own].copy()
        self._graph.data[own] = np.inf
        found = [
            self._path(start, end)
            for start, end, open_ in ((column, row, held[0]), (row, column, held[1]))
            if np.isfinite(open_)
        ]
        self._graph.data[own] = held
        reached = [path for path in found if np.isfinite(path[0])]
        if not reached:
            return None
        return [edge, *min(reached, key=lambda path: path[0])[1]]

    def _path(self, start: int, end: int) -> tuple[float, list[Edge]]:
        """The cost of the cheapest way between two nodes, and its cells."""
        far, before = dijkstra(self._graph, indices=[start], return_predecessors=True)
        if not np.isfinite(far[0, end]):
            return np.inf, []
        cells, node = [], end
        while node != start:
            last = int(before[0, node])
            cells.append((min(node, last), max(node, last) - self._rows))
            node = last
        return float(far[0, end]), cells

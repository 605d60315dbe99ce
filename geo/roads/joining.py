"""Joins lines that were drawn, not mapped: where an end comes to rest on another line, they meet.

Lines that cross without a common point do not meet: one may be a bridge.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.metric import MetricPlane
from geo.roads.ways import ascending

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

REACH_M = 1.0
"""An end this near to another line is on it; nearer than any two roads, wider than any rounding."""
_PER_DEGREE = 10**7  # points of lines are the same if they agree to 1e-7 degrees, 1 cm


def joined_lines(lon: Floats, lat: Floats, start: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """The points along lines as nodes: where each line's begin in the row, the row, their places.

    ``start``: where each line's points begin in ``lon`` and ``lat``, and their number at the end.
    Equal points are one node; ends within ``REACH_M`` of each other or of another line too.
    """
    node, node_lon, node_lat = _same(lon, lat)
    plane = MetricPlane(float(np.median(lon)), float(np.median(lat)))
    x, y = plane.to_plane(node_lon, node_lat)
    ends = ascending(np.concatenate([node[start[:-1]], node[start[1:] - 1]]))
    pairs = cKDTree(np.column_stack([x[ends], y[ends]])).query_pairs(REACH_M, output_type="ndarray")
    near = [ends[pairs].astype(np.int64)]
    on_points, added = _on_lines(node, start, x, y, ends)
    near.append(on_points)
    node = _merged(np.concatenate(near), len(node_lon))[node]
    line = np.repeat(np.arange(len(start) - 1), np.diff(start))
    place = np.arange(len(node)).astype(float)
    end, of_line, at = added
    line = np.concatenate([line, of_line])
    row = np.concatenate([node, _merged(np.concatenate(near), len(node_lon))[end]])
    order = np.lexsort((np.concatenate([place, at]), line))
    count = np.bincount(line, minlength=len(start) - 1)
    return np.concatenate([[0], np.cumsum(count)]), row[order], node_lon, node_lat


def _same(lon: Floats, lat: Floats) -> tuple[Ints, Floats, Floats]:
    """A node for each point, equal points one; the nodes' places."""
    key = np.round(lon * _PER_DEGREE).astype(np.int64) * 2**32
    key += np.round(lat * _PER_DEGREE).astype(np.int64)
    _, first, node = np.unique(key, return_index=True, return_inverse=True)
    return node, lon[first], lat[first]


def _on_lines(
    node: Ints, start: Ints, x: Floats, y: Floats, ends: Ints
) -> tuple[Ints, tuple[Ints, Ints, Floats]]:
    """Ends that lie on points of other lines, as pairs; those between points: end, line, place.

    A place of 4.3 is between the points 4 and 5 of the row.
    """
    line = np.repeat(np.arange(len(start) - 1), np.diff(start))
    drawn = shapely.linestrings(x[node], y[node], indices=line)
    points = shapely.points(x[ends], y[ends])
    which, other = shapely.STRtree(drawn).query(points, predicate="dwithin", distance=REACH_M)
    # A line passes through its own ends.
    owned = ascending(line * len(x) + node)
    key = other * len(x) + ends[which]
    found = np.minimum(np.searchsorted(owned, key), len(owned) - 1)
    keep = owned[found] != key
    which, other = which[keep], other[keep]
    along = shapely.line_locate_point(drawn[other], points[which])
    step = np.zeros(len(node))
    step[1:] = np.hypot(np.diff(x[node]), np.diff(y[node]))
    step[start[:-1]] = 0.0
    total = np.cumsum(step)
    wanted = total[start[other]] + along
    before = np.searchsorted(total, wanted, side="right") - 1
    before = np.clip(before, start[other], start[other + 1] - 2)
    share = np.clip(
        (wanted - total[before]) / np.maximum(total[before + 1] - total[before], 1e-9), 0.0, 1.0
    )
    nearest = np.where(share > 0.5, before + 1, before)
    gap = np.hypot(x[node[nearest]] - x[ends[which]], y[node[nearest]] - y[ends[which]])
    at_point = gap <= REACH_M
    pairs = np.column_stack([ends[which], node[nearest]])[at_point]
    between = ~at_point
    return pairs, (ends[which][between], other[between], (before + share)[between])


def _merged(pairs: Ints, count: int) -> Ints:
    """For each node the lowest one it is the same as."""
    if not len(pairs):
        return np.arange(count)
    links = coo_array((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), (count, count))
    number, group = connected_components(links, directed=False)
    lowest = np.full(number, count)
    np.minimum.at(lowest, group, np.arange(count))
    merged: Ints = lowest[group]
    return merged

"""Ways as files have them, before they are a network: node ids along each, and what they allow."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.roads.rules import Passage

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ways:
    """w ways; the node ids of way k are ``ref[start[k]:start[k + 1]]``.

    ``passage[k]`` is a place in ``passages``, whose items are all different. ``length_m``: how long
    the file says each way is, NaN where it doesn't; None for files that never do.
    """

    way_id: Ints
    start: Ints
    ref: Ints
    passage: npt.NDArray[np.int32]
    passages: tuple[Passage, ...]
    length_m: Floats | None = None


@dataclass(frozen=True, eq=False)
class Nodes:
    """n nodes in ascending order of id, each once; ``stops``: the bits of whom a barrier stops."""

    node_id: Ints
    lon: Floats
    lat: Floats
    stops: npt.NDArray[np.uint8]


def ascending(ids: Ints) -> Ints:
    """The ids, each once, sorted: numpy's own hashing takes ten times as long for so many."""
    ids = np.sort(ids)
    return ids[np.append(True, ids[1:] != ids[:-1])] if len(ids) else ids


def near(ways: Ways, nodes: Nodes, area: BaseGeometry | None) -> Ways:
    """The ways with a node inside the area (degrees); all if there is none."""
    if area is None or not len(ways.ref) or not len(nodes.node_id):
        return ways
    inside = nodes.node_id[within(nodes.lon, nodes.lat, area)]
    return picked(ways, touched(ways.start, ways.ref, inside))


def within(lon: Floats, lat: Floats, area: BaseGeometry) -> npt.NDArray[np.bool_]:
    """Which points the area has inside."""
    west, south, east, north = area.bounds
    there: npt.NDArray[np.bool_] = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    k = np.flatnonzero(there)
    shapely.prepare(area)
    there[k] = shapely.intersects_xy(area, lon[k], lat[k])
    return there


def touched(start: Ints, ref: Ints, inside: Ints) -> npt.NDArray[np.bool_]:
    """Which ways go through one of the nodes, whose ids ascend."""
    if not len(inside):
        return np.zeros(len(start) - 1, bool)
    place = np.minimum(np.searchsorted(inside, ref), len(inside) - 1)
    hits = np.concatenate([[0], np.cumsum(inside[place] == ref)])
    through: npt.NDArray[np.bool_] = hits[start[1:]] > hits[start[:-1]]
    return through


def picked(ways: Ways, which: npt.NDArray[np.bool_]) -> Ways:
    """Those ways."""
    if which.all():
        return ways
    count = np.diff(ways.start)
    return replace(
        ways,
        way_id=ways.way_id[which],
        start=np.concatenate([[0], np.cumsum(count[which])]),
        ref=ways.ref[np.repeat(which, count)],
        passage=ways.passage[which],
        length_m=None if ways.length_m is None else ways.length_m[which],
    )

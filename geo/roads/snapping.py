"""Points joined to the road: the nearest place on a link that may be used, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import shapely

from geo.metric import MetricPlane
from geo.roads.graph import RoadGraph
from geo.roads.network import RoadNetwork

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int32]

_TILE_M = 2000.0
"""Points are looked up tile by tile; only the speed hangs on its size."""
_AT_END_M = 0.01
"""Ours: nearer than this to the end of a link is at its end."""


@dataclass(frozen=True, eq=False)
class Snapped:
    """Points on a network, sorted by id; valid for every graph of that network that has the links.

    Point k lies ``access_m[k]`` metres beside link ``link[k]``, at ``fraction[k]`` of the link's
    length from its start. ``unsnapped``: the ids with no road within the limit, or no coordinates.
    """

    ids: tuple[str, ...]
    link: Places
    fraction: Floats
    access_m: Floats
    unsnapped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(a >= b for a, b in zip(self.ids, self.ids[1:], strict=False)):
            raise ValueError("ids must be sorted and unique")
        if not len(self.ids) == len(self.link) == len(self.fraction) == len(self.access_m):
            raise ValueError("ids, link, fraction and access_m must be of one length")

    @cached_property
    def all_ids(self) -> tuple[str, ...]:
        """Everybody asked about, snapped or not, sorted."""
        return tuple(sorted((*self.ids, *self.unsnapped)))


def snap(
    graph: RoadGraph,
    ids: Sequence[str],
    lon: npt.ArrayLike,
    lat: npt.ArrayLike,
    limit_m: float,
) -> Snapped:
    """Every point on the nearest link of ``graph.onto``, if that is at most ``limit_m`` away.

    ``lon``, ``lat``: degrees, WGS-84; NaN does not snap. ``limit_m``: inclusive. Of links equally
    near the first is taken. Raises ValueError when an id comes twice.
    """
    names = np.array(ids, dtype=object)
    order = np.argsort(names, kind="stable")
    if len(set(ids)) != len(ids):
        raise ValueError("ids must be unique")
    lines = _lines(graph)
    if not len(names) or not len(lines.link):
        return _none_snapped(names[order])
    east, north = lines.plane.to_plane(
        np.asarray(lon, dtype=np.float64)[order], np.asarray(lat, dtype=np.float64)[order]
    )
    there = np.flatnonzero(np.isfinite(east) & np.isfinite(north))
    # Neighbours in turn find the same roads in the processor's cache.
    there = there[np.lexsort((east[there] // _TILE_M, north[there] // _TILE_M))]
    points = shapely.points(east[there], north[there])
    # A little beyond the limit is searched, so that what lies exactly on it is found.
    (point, line), distance = lines.tree.query_nearest(
        points, max_distance=limit_m * 1.000001 + 1e-6, return_distance=True, all_matches=True
    )
    near = distance <= limit_m
    point, line, distance = point[near], line[near], distance[near]
    first = np.lexsort((lines.link[line], there[point]))
    first = first[np.r_[True, np.diff(point[first]) != 0][: len(first)]]
    point, line, distance = point[first], line[first], distance[first]

    along_m = shapely.line_locate_point(lines.tree.geometries[line], points[point])
    length_m = lines.length_m[line]
    # At a junction means at the junction, whichever of its links was the nearest by rounding.
    along_m = np.where(length_m - along_m < _AT_END_M, length_m, along_m)
    along_m = np.where(along_m < _AT_END_M, 0.0, along_m)
    fraction = np.divide(along_m, length_m, out=np.zeros_like(along_m), where=length_m > 0)
    snapped = np.zeros(len(names), dtype=bool)
    snapped[there[point]] = True
    return Snapped(
        tuple(names[order][snapped]),
        lines.link[line].astype(np.int32),
        np.minimum(fraction, 1.0),
        distance,
        tuple(names[order][~snapped]),
    )


def _none_snapped(ids: npt.NDArray[np.object_]) -> Snapped:
    nothing = np.zeros(0)
    return Snapped((), nothing.astype(np.int32), nothing, nothing, tuple(ids))


@dataclass(frozen=True, eq=False)
class _Lines:
    """The courses of some links in a metric plane, and a tree to find the nearest in."""

    plane: MetricPlane
    link: Places
    tree: shapely.STRtree
    length_m: Floats


# The tree of a large city takes a second to make, and does not depend on the speeds.
_KNOWN: WeakKeyDictionary[RoadNetwork, dict[bytes, _Lines]] = WeakKeyDictionary()


def _lines(graph: RoadGraph) -> _Lines:
    known = _KNOWN.setdefault(graph.network, {})
    which = np.packbits(graph.onto).tobytes()
    if which not in known:
        known[which] = _make_lines(graph.network, graph.onto)
    return known[which]


def _make_lines(network: RoadNetwork, onto: Flags) -> _Lines:
    plane = network_plane(network)
    link = np.flatnonzero(onto).astype(np.int32)
    counts = np.diff(network.shape_start)
    on_link = np.repeat(np.arange(network.link_count), counts)
    wanted = onto[on_link]
    east, north = plane.to_plane(network.shape_lon[wanted], network.shape_lat[wanted])
    of_line = np.repeat(np.arange(len(link)), counts[link])
    lines = shapely.linestrings(east, north, indices=of_line) if len(link) else np.array([])
    return _Lines(plane, link, shapely.STRtree(lines), shapely.length(lines))


def network_plane(network: RoadNetwork) -> MetricPlane:
    """The metric plane around the middle of the network."""
    if not network.node_count:
        return MetricPlane(0.0, 0.0)
    west, south, east, north = network.bounds
    return MetricPlane((west + east) / 2, (south + north) / 2)

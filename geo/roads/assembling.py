"""From ways and nodes to a road network: cut where roads meet, barred where barriers stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.roads.chains import merge_chains
from geo.roads.lengths import stretches_m
from geo.roads.network import THROUGH_ONLY, RoadNetwork
from geo.roads.rules import DRIVE, WALK
from geo.roads.stretches import Stretches, drawn_m, runs
from geo.roads.ways import Nodes, Ways, ascending
from geo.text import Text

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bits = npt.NDArray[np.uint8]

_SAME_SCALE = 0.01
"""Ours: lengths a file states on a sphere are within half of this of those on the ellipsoid."""


@dataclass(frozen=True, eq=False)
class _Course:
    """All points of all ways in one row; a piece is a way, or what is left between lost nodes."""

    node: Ints
    piece: Ints
    way: Ints
    whole: npt.NDArray[np.bool_]  # by way: no node of it is missing
    lost_nodes: int


def assemble(
    ways: Ways,
    nodes: Nodes,
    *,
    classes: tuple[str, ...],
    source: str,
    vintage: str = "",
    notes: tuple[Text, ...] = (),
) -> RoadNetwork:
    """The network of the ways; the order they come in changes nothing.

    Nodes of the network are ends of ways and nodes of several ways; where nothing but the drawing
    changes, links are joined to one. A way is cut where one of its nodes is missing. A barrier
    that stops a mode parts the node, and a link of length 0 carries the modes it lets through; on
    a junction it is not said which road it bars, and it is left out of account.
    """
    ways = _in_order(ways)
    course = _course(ways, nodes)
    stretches = _cut(course, ways, nodes)
    stretches, extra_of, notes_of_barriers = _barred(stretches, nodes)
    stretches = merge_chains(stretches, _alike(stretches, ways, nodes))
    if course.lost_nodes:
        notes += (_LOST.fill(n=course.lost_nodes),)
    return _network(
        stretches, ways, nodes, extra_of, classes, source, vintage, notes + notes_of_barriers
    )


_LOST = Text(
    "道路引用的 {n} 个点不在文件中（多见于裁切的数据），道路在该处断开。",
    "{n} points of roads are not in the file (as in clipped extracts); the roads end there.",
)
_ON_JUNCTION = Text(
    "{n} 处路障标在道路交叉点上，无法判断所拦道路，未予考虑。",
    "{n} barriers stand on junctions, so which road they bar is not known; they were left out of"
    " account.",
)


def _in_order(ways: Ways) -> Ways:
    """The ways by ascending id, each id once (of two with one id, the first)."""
    if (np.diff(ways.way_id) > 0).all():
        return ways
    way_id, first = np.unique(ways.way_id, return_index=True)
    count = np.diff(ways.start)[first]
    return replace(
        ways,
        way_id=way_id,
        start=np.concatenate([[0], np.cumsum(count)]),
        ref=ways.ref[runs(ways.start[first], count)],
        passage=ways.passage[first],
        length_m=None if ways.length_m is None else ways.length_m[first],
    )


def _course(ways: Ways, nodes: Nodes) -> _Course:
    count = np.diff(ways.start)
    way = np.repeat(np.arange(len(count)), count)
    if not len(nodes.node_id):
        empty = np.empty(0, np.int64)
        return _Course(empty, empty, empty, np.zeros(len(count), bool), len(ways.ref))
    node = np.searchsorted(nodes.node_id, ways.ref)
    np.minimum(node, len(nodes.node_id) - 1, out=node)
    there = nodes.node_id[node] == ways.ref
    whole = np.ones(len(count), bool)
    whole[way[~there]] = False
    lost = len(there) - int(there.sum())
    # A piece begins where a way does and after every lost node.
    begins = np.zeros(len(way), bool)
    begins[ways.start[:-1][count > 0]] = True
    begins[1:] |= ~there[:-1]
    piece = np.cumsum(begins)
    node, piece, way = node[there], piece[there], way[there]
    moved = np.ones(len(node), bool)
    moved[1:] = (node[1:] != node[:-1]) | (piece[1:] != piece[:-1])
    if not moved.all():
        node, piece, way = node[moved], piece[moved], way[moved]
    return _Course(node, piece, way, whole, lost)


def _cut(course: _Course, ways: Ways, nodes: Nodes) -> Stretches:
    """The stretches between nodes where roads meet, end or are barred."""
    node, piece = course.node, course.piece
    total = len(node)
    first = np.ones(total, bool)
    first[1:] = piece[1:] != piece[:-1]
    last = np.ones(total, bool)
    last[:-1] = first[1:]
    meets = np.bincount(node, minlength=len(nodes.node_id)) > 1
    meets[node[first | last]] = True
    meets |= nodes.stops > 0
    at = np.flatnonzero(meets[node])
    on = piece[at[1:]] == piece[at[:-1]] if total else np.empty(0, bool)
    begin, end = at[:-1][on], at[1:][on]
    metres = np.zeros(total)
    if total > 1:
        metres[:-1] = stretches_m(nodes.lon[node], nodes.lat[node])
        metres[last] = 0.0
    # A stretch's sum runs on to the next one's begin: what lies between are ends of ways, of 0 m.
    length = np.add.reduceat(metres, begin) if len(begin) else np.empty(0)
    way = course.way[begin]
    if ways.length_m is not None:
        length = _as_stated(length, way, ways.length_m)
    passage = ways.passage[way]
    table = ways.passages
    minutes = np.array([p.duration_min for p in table] or [np.nan])[passage]
    if np.isfinite(minutes).any():
        of_way = np.bincount(way, weights=length, minlength=len(ways.way_id))[way]
        share = np.divide(length, of_way, out=np.zeros_like(length), where=of_way > 0)
        # What part of the crossing a clipped way still has is not known.
        minutes = np.where(course.whole[way], minutes * share, np.nan)
    return Stretches(
        tail=node[begin],
        head=node[end],
        length_m=length,
        modes=np.array([p.modes for p in table] or [0], np.uint8)[passage],
        passage=passage,
        duration_min=minutes,
        way=way,
        point_start=begin,
        point_count=end - begin + 1,
        course=node,
    )


def _as_stated(length_m: Floats, way: Ints, stated_m: Floats) -> Floats:
    """The lengths of stretches such that those of a way add up to what the file says of it."""
    drawn = np.bincount(way, weights=length_m, minlength=len(stated_m))[way]
    parts = np.bincount(way, minlength=len(stated_m))[way]
    share = np.divide(length_m, drawn, out=1.0 / parts, where=drawn > 0)
    stated = stated_m[way]
    return np.where(np.isfinite(stated) & (stated >= 0), share * stated, length_m)


def _barred(stretches: Stretches, nodes: Nodes) -> tuple[Stretches, Ints, tuple[Text, ...]]:
    """The stretches with barriers' nodes parted; the node each added node stands on; notes.

    Added nodes are numbered on from the last of ``nodes``.
    """
    ends = np.concatenate([stretches.tail, stretches.head])
    stopping = np.flatnonzero(nodes.stops[ends]) if len(ends) else np.empty(0, np.int64)
    order = stopping[np.argsort(ends[stopping], kind="stable")]
    node, first, count = np.unique(ends[order], return_index=True, return_counts=True)
    modes = np.concatenate([stretches.modes, stretches.modes])
    stopped = modes[order] & nodes.stops[ends[order]] > 0
    crowded = np.add.reduceat(stopped, first) > 1 if len(first) else np.empty(0, bool)
    junctions = int((crowded & (count > 2)).sum())
    two = count == 2
    one_end, other_end = order[first[two]], order[first[two] + 1]
    node = node[two]
    stops = nodes.stops[node]
    bars = _either_way(modes[one_end]) & _either_way(modes[other_end]) & stops > 0
    one_end, other_end, node, stops = one_end[bars], other_end[bars], node[bars], stops[bars]
    added = len(nodes.node_id) + np.arange(len(node))
    ends[other_end] = added
    half = len(stretches.tail)
    through = _either_way(modes[one_end]) & _either_way(modes[other_end]) & ~stops
    kept = through > 0
    beside = one_end[kept] % half if half else one_end
    linked = Stretches(
        tail=np.concatenate([ends[:half], node[kept]]),
        head=np.concatenate([ends[half:], added[kept]]),
        length_m=np.concatenate([stretches.length_m, np.zeros(len(beside))]),
        modes=np.concatenate([stretches.modes, through[kept]]),
        passage=np.concatenate([stretches.passage, stretches.passage[beside]]),
        duration_min=np.concatenate([stretches.duration_min, np.full(len(beside), np.nan)]),
        way=np.concatenate([stretches.way, stretches.way[beside]]),
        point_start=np.concatenate(
            [stretches.point_start, len(stretches.course) + 2 * np.arange(len(beside))]
        ),
        point_count=np.concatenate([stretches.point_count, np.full(len(beside), 2)]),
        course=np.concatenate([stretches.course, np.repeat(node[kept], 2)]),
    )
    notes = (_ON_JUNCTION.fill(n=junctions),) if junctions else ()
    return linked, node, notes


def _alike(stretches: Stretches, ways: Ways, nodes: Nodes) -> Ints:
    """A number per stretch, equal where class and limit are, and both or neither at grade.

    Ferries with a duration stay apart, and what the file states longer than it is drawn, or
    shorter: a place along a link is a share of its drawing, and of its length.
    """
    numbers: dict[tuple[str, float, int], int] = {}
    of_passage = [
        numbers.setdefault(
            (
                p.road_class,
                -1.0 if math.isnan(p.max_kmh) else p.max_kmh,
                p.modes & THROUGH_ONLY,
            ),
            len(numbers),
        )
        for p in ways.passages
    ]
    alike = np.array(of_passage or [0], np.int64)[stretches.passage]
    timed = np.flatnonzero(np.isfinite(stretches.duration_min))
    alike[timed] = len(numbers) + np.arange(len(timed))
    if ways.length_m is None:
        return alike
    drawn = drawn_m(stretches, nodes.lon, nodes.lat)
    scale = np.divide(stretches.length_m, drawn, out=np.full_like(drawn, -1.0), where=drawn > 0)
    both = np.stack([alike, np.round(scale / _SAME_SCALE).astype(np.int64)], axis=1)
    return np.unique(both, axis=0, return_inverse=True)[1].reshape(-1)


def _either_way(modes: Bits) -> Bits:
    """The modes with both directions of each that has one."""
    bits = np.zeros_like(modes)
    for mode in (DRIVE, WALK):
        bits |= np.where(modes & mode, mode, 0).astype(np.uint8)
    return bits


def _network(
    stretches: Stretches,
    ways: Ways,
    nodes: Nodes,
    extra_of: Ints,
    classes: tuple[str, ...],
    source: str,
    vintage: str,
    notes: tuple[Text, ...],
) -> RoadNetwork:
    """The stretches with only the nodes they end at, numbered by ascending id."""
    ends = np.concatenate([stretches.tail, stretches.head])
    used = ascending(ends)
    ends = np.searchsorted(used, ends)
    real = np.concatenate([np.arange(len(nodes.node_id)), extra_of])[used]
    half = len(stretches.tail)
    table = ways.passages
    points = stretches.course[runs(stretches.point_start, stretches.point_count)]
    return RoadNetwork(
        node_lon=nodes.lon[real],
        node_lat=nodes.lat[real],
        link_from=ends[:half].astype(np.int32),
        link_to=ends[half:].astype(np.int32),
        link_length_m=stretches.length_m,
        link_class=np.array([classes.index(p.road_class) for p in table] or [0], np.uint8)[
            stretches.passage
        ],
        link_modes=stretches.modes,
        link_max_kmh=np.array([p.max_kmh for p in table] or [np.nan], np.float32)[
            stretches.passage
        ],
        link_duration_min=stretches.duration_min.astype(np.float32),
        link_way=ways.way_id[stretches.way],
        shape_start=np.concatenate([[0], np.cumsum(stretches.point_count)]).astype(np.int64),
        shape_lon=nodes.lon[points],
        shape_lat=nodes.lat[points],
        classes=classes,
        source=source,
        vintage=vintage,
        notes=notes,
    )

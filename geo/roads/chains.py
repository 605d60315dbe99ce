"""Joins stretches that follow one another where nothing but the drawing changes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.roads.network import THROUGH_ONLY
from geo.roads.rules import BACKWARD, FORWARD
from geo.roads.stretches import Stretches, runs

Ints = npt.NDArray[np.int64]


def merge_chains(stretches: Stretches, alike: Ints) -> Stretches:
    """The stretches with every chain of them made one.

    Two are of one chain where they alone meet, are ``alike`` (equal numbers, by passage) and let
    the same people go on in each direction. A chain runs the way its first stretch does and keeps
    that one's passage and way; a ring is opened at its lowest node. Order is that of the first
    stretches.
    """
    count = len(stretches.tail)
    # Every stretch is two darts: 2k runs from its tail to its head, 2k + 1 back.
    follower = _followers(stretches, alike)
    joined = follower >= 0
    if not joined.any():
        return stretches
    dart = np.flatnonzero(joined)
    pairs = coo_array(
        (np.ones(len(dart), np.int8), (dart // 2, follower[dart] // 2)), shape=(count, count)
    )
    number, chain = connected_components(pairs, directed=False)
    # The first stretch of each chain says which of the two courses along it is taken.
    leader = np.full(number, count)
    np.minimum.at(leader, chain, np.arange(count))
    rank, start = _ranks(follower)
    taken = start == start[2 * leader[chain[np.arange(2 * count) // 2]]]
    course = np.flatnonzero(taken)
    order = np.lexsort((rank[course], leader[chain[course // 2]]))
    course = course[order]
    return _joined(stretches, course, rank[course] == 0)


def _followers(stretches: Stretches, alike: Ints) -> Ints:
    """The dart that goes on from each dart's end, -1 where something else than a chain is there."""
    count = len(stretches.tail)
    node_of_end = np.empty(2 * count, np.int64)
    node_of_end[0::2], node_of_end[1::2] = stretches.head, stretches.tail
    follower = np.full(2 * count, -1)
    order = np.argsort(node_of_end, kind="stable")
    at, first, many = np.unique(node_of_end[order], return_index=True, return_counts=True)
    one, other = order[first[many == 2]], order[first[many == 2] + 1]
    node = at[many == 2]
    onward = _onward(stretches.modes)
    backward = onward.reshape(-1, 2)[:, ::-1].reshape(-1)
    # Arriving by dart ``one`` is leaving by the reverse of dart ``other``.
    same = (alike[one // 2] == alike[other // 2]) & (one // 2 != other // 2)
    same &= (onward[one] == backward[other]) & (backward[one] == onward[other])
    same &= (stretches.length_m[one // 2] > 0) & (stretches.length_m[other // 2] > 0)
    one, other, node = one[same], other[same], node[same]
    follower[one], follower[other] = other ^ 1, one ^ 1
    return _opened(follower, one, other, node, count)


def _onward(modes: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """By dart: who may go along it, as bits of the forward direction."""
    bits = np.empty(2 * len(modes), np.uint8)
    bits[0::2] = modes & FORWARD
    bits[1::2] = (modes & BACKWARD) >> 1
    return bits


def _opened(follower: Ints, one: Ints, other: Ints, node: Ints, count: int) -> Ints:
    """The followers with each ring, which has no end, opened at its lowest node."""
    pairs = coo_array((np.ones(len(one), np.int8), (one // 2, other // 2)), shape=(count, count))
    number, chain = connected_components(pairs, directed=False)
    size = np.bincount(chain, minlength=number)
    joints = np.bincount(chain[one // 2], minlength=number)
    ring = (joints >= size) & (size > 1)
    if not ring.any():
        return follower
    inside = np.flatnonzero(ring[chain[one // 2]])
    lowest = inside[np.lexsort((node[inside], chain[one[inside] // 2]))]
    _, first = np.unique(chain[one[lowest] // 2], return_index=True)
    cut = lowest[first]
    follower[one[cut]] = -1
    follower[other[cut]] = -1
    return follower


def _ranks(follower: Ints) -> tuple[Ints, Ints]:
    """By dart: how many are before it in its course, and the first dart of that course."""
    before = np.full(len(follower), -1)
    dart = np.flatnonzero(follower >= 0)
    before[follower[dart]] = dart
    rank = (before >= 0).astype(np.int64)
    start = np.where(before >= 0, before, np.arange(len(follower)))
    # Every round doubles the steps back that are accounted for.
    moving = np.flatnonzero(before >= 0)
    while len(moving):
        ahead = start[moving]
        rank_ahead, start_ahead = rank[ahead], start[ahead]
        rank[moving] += rank_ahead
        start[moving] = start_ahead
        moving = moving[start_ahead != ahead]
    return rank, start


def _joined(stretches: Stretches, course: Ints, begins: npt.NDArray[np.bool_]) -> Stretches:
    """One stretch per course of darts, which follow each other; ``begins`` marks the first ones."""
    of, back = course // 2, (course & 1).astype(bool)
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(course)) - 1
    count = stretches.point_count[of]
    start = stretches.point_start[of]
    step = np.where(back, -1, 1)
    start = np.where(back, start + count - 1, start)
    # The node where two meet is drawn once.
    start = np.where(begins, start, start + step)
    drawn = count - ~begins
    point_count = np.add.reduceat(drawn, first)
    lead = of[first]
    nodes = stretches.course[runs(start, drawn, step)]
    modes = stretches.modes
    turned = ((modes & FORWARD) << 1) | ((modes & BACKWARD) >> 1) | (modes & THROUGH_ONLY)
    return Stretches(
        tail=np.where(back, stretches.head[of], stretches.tail[of])[first],
        head=np.where(back, stretches.tail[of], stretches.head[of])[last],
        length_m=np.add.reduceat(stretches.length_m[of], first),
        modes=np.where(back[first], turned[lead], modes[lead]).astype(np.uint8),
        passage=stretches.passage[lead],
        duration_min=stretches.duration_min[lead],
        way=stretches.way[np.minimum.reduceat(of, first)],
        point_start=np.concatenate([[0], np.cumsum(point_count)[:-1]]),
        point_count=point_count,
        course=nodes,
    )

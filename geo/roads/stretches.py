"""Stretches of road between two nodes, while a network is being made of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.roads.lengths import stretches_m

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stretches:
    """m stretches; the nodes along stretch k are ``point_count[k]`` of ``course`` from its start.

    ``tail``, ``head`` and ``course`` hold places of nodes, ``passage`` and ``way`` places in the
    ways they are made from.
    """

    tail: Ints
    head: Ints
    length_m: npt.NDArray[np.float64]
    modes: npt.NDArray[np.uint8]
    passage: npt.NDArray[np.int32]
    duration_min: npt.NDArray[np.float64]
    way: Ints
    point_start: Ints
    point_count: Ints
    course: Ints


def runs(start: Ints, count: Ints, step: Ints | int = 1) -> Ints:
    """start, start + step, … ``count`` times, for each of the starts, one after the other."""
    begin = np.concatenate([[0], np.cumsum(count)[:-1]]) if len(count) else count
    step = np.broadcast_to(np.asarray(step), start.shape)
    within = np.arange(int(count.sum())) - np.repeat(begin, count)
    return np.repeat(start, count) + within * np.repeat(step, count)


def drawn_m(
    stretches: Stretches, lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """How long each stretch is as drawn, in metres; ``lon``, ``lat``: by node, degrees, WGS-84."""
    count = stretches.point_count
    if not len(count):
        return np.zeros(0)
    points = stretches.course[runs(stretches.point_start, count)]
    last = np.cumsum(count) - 1
    metres = np.append(stretches_m(lon[points], lat[points]), 0.0)
    metres[last] = 0.0
    return np.add.reduceat(metres, last - count + 1)

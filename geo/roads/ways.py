"""Ways as files have them, before they are a network: node ids along each, and what they allow."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.roads.rules import Passage

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Ways:
    """w ways; the node ids of way k are ``ref[start[k]:start[k + 1]]``.

    ``passage[k]`` is a place in ``passages``, whose items are all different.
    """

    way_id: Ints
    start: Ints
    ref: Ints
    passage: npt.NDArray[np.int32]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, eq=False)
class Nodes:
    """n nodes in ascending order of id, each once; ``stops``: the bits of whom a barrier stops."""

    node_id: Ints
    lon: Floats
    lat: Floats
    stops: npt.NDArray[np.uint8]


class PassageTable:
    """Numbers passages as they come; equal ones, two unknown limits included, get one number."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, int, float, float], int] = {}
        self._passages: list[Passage] = []

    def place(self, passage: Passage) -> int:
        """The passage's place."""
        limit = -1.0 if math.isnan(passage.max_kmh) else passage.max_kmh
        minutes = -1.0 if math.isnan(passage.duration_min) else passage.duration_min
        key = (passage.road_class, passage.modes, limit, minutes)
        place = self._places.setdefault(key, len(self._passages))
        if place == len(self._passages):
            self._passages.append(passage)
        return place

    def passages(self) -> tuple[Passage, ...]:
        """All of them, by place."""
        return tuple(self._passages)

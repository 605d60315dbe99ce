"""Numbers what ways allow, so that a million ways share a few hundred answers."""

from __future__ import annotations

import math
from collections import Counter

from geo.roads.rules import DEFAULT_MODES, FERRY, NO_ROAD, Passage, passage

NONE = -1
"""The place of a way nobody travels on."""

WayTags = tuple[tuple[str, str], ...]


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


class OsmPassages:
    """The place of the passage that a way's tags tell; every set of tags is read once.

    ``unknown`` counts the values of highway nobody here knows, by way.
    """

    def __init__(self) -> None:
        self.table = PassageTable()
        self.unknown: Counter[str] = Counter()
        self._known: dict[WayTags, int] = {}
        self._strange: dict[WayTags, str] = {}

    def place(self, tags: WayTags, ways: int = 1) -> int:
        """The place, ``NONE`` for what is no road; ``ways``: how many have these tags."""
        place = self._known.get(tags)
        if place is None:
            place = self._known[tags] = self._read(tags)
        if tags in self._strange:
            self.unknown[self._strange[tags]] += ways
        return place

    def _read(self, tags: WayTags) -> int:
        by_key = dict(tags)
        highway = by_key.get("highway", "")
        known = highway in DEFAULT_MODES or highway in NO_ROAD
        if highway and not known and by_key.get("route") != FERRY:
            self._strange[tags] = highway
        told = passage(by_key)
        return NONE if told is None else self.table.place(told)

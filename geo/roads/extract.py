"""What an OSM file holds of roads, before it is a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from geo.roads.ways import Nodes, Ways

Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1; what it raises ends the reading."""
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class OsmRoads:
    """The ways and their nodes; what was found beside them.

    ``bounds``: west, south, east, north of all nodes of the file, None if it has none.
    ``road_ways``: how many ways of the whole file somebody may travel on.
    """

    ways: Ways
    nodes: Nodes
    unknown: Counter[str]
    vintage: str
    bounds: Bounds | None
    road_ways: int


def nobody(_: float) -> None:
    """Is told the progress where no one wants to know."""

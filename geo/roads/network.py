"""A road network as arrays: nodes where roads meet, links between them, their drawn course."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.text import Text

DRIVE_FORWARD, DRIVE_BACKWARD, WALK_FORWARD, WALK_BACKWARD = 1, 2, 4, 8
"""Bits of ``RoadNetwork.link_modes``: who may pass a link, from its start to its end or back."""
THROUGH_ONLY = 16
"""A further bit: a bridge or a tunnel, which nobody gets onto but at its ends."""


@dataclass(frozen=True, eq=False)
class RoadNetwork:
    """n nodes and m links; a link is one stretch of road between two nodes, for both directions.

    ``link_class[k]`` is a place in ``classes`` (values of OSM's highway key, or "ferry").
    ``link_max_kmh``: the posted limit, NaN where none is known. ``link_duration_min``: the time a
    ferry says it takes, NaN elsewhere. The course of link k is the points
    ``shape_lon/lat[shape_start[k]:shape_start[k + 1]]``, both end nodes included (degrees, WGS-84).
    ``link_way``: the OSM way (or the row of the file) a link is of, for messages.
    """

    node_lon: npt.NDArray[np.float64]
    node_lat: npt.NDArray[np.float64]
    link_from: npt.NDArray[np.int32]
    link_to: npt.NDArray[np.int32]
    link_length_m: npt.NDArray[np.float64]
    link_class: npt.NDArray[np.uint8]
    link_modes: npt.NDArray[np.uint8]
    link_max_kmh: npt.NDArray[np.float32]
    link_duration_min: npt.NDArray[np.float32]
    link_way: npt.NDArray[np.int64]
    shape_start: npt.NDArray[np.int64]
    shape_lon: npt.NDArray[np.float64]
    shape_lat: npt.NDArray[np.float64]
    classes: tuple[str, ...]
    source: str
    """The file's name or the service the roads come from; no path."""
    vintage: str
    """The day of the data as ISO date where the source tells it, else empty."""
    notes: tuple[Text, ...] = ()
    """What was left out while reading, and why."""

    @property
    def node_count(self) -> int:
        """n."""
        return len(self.node_lon)

    @property
    def link_count(self) -> int:
        """m."""
        return len(self.link_from)

    @property
    def length_km(self) -> float:
        """All links once, whatever their direction."""
        return float(self.link_length_m.sum()) / 1000

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the nodes, in degrees."""
        return (
            float(self.node_lon.min()),
            float(self.node_lat.min()),
            float(self.node_lon.max()),
            float(self.node_lat.max()),
        )

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over all arrays and where they come from, hexadecimal.

        What is said of a study names the file and its day: the same roads from another are others.
        """
        said = repr((self.classes, self.source, self.vintage, self.notes))
        digest = hashlib.sha256(said.encode())
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                digest.update(np.ascontiguousarray(value).tobytes())
        return digest.hexdigest()

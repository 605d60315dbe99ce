"""Reads roads from any file the tool knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.issues import DataIssue
from geo.roads.extract import Progress
from geo.roads.network import RoadNetwork
from geo.roads.osm_file import read_osm


@dataclass(frozen=True)
class RoadReading:
    """The network of a file, None when there is none, and what there is to say of it."""

    network: RoadNetwork | None
    issues: tuple[DataIssue, ...]


def read_roads(
    path: Path, name: str, area: BaseGeometry | None = None, progress: Progress | None = None
) -> RoadReading:
    """The network of a file."""
    return RoadReading(read_osm(path, name, area, progress)[0], ())

"""Reads the roads of an OSM file, of either kind, into a network."""

from __future__ import annotations

from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.roads.assembling import assemble
from geo.roads.extract import OsmRoads, Progress, nobody
from geo.roads.network import RoadNetwork
from geo.roads.osm_objects import read_by_object
from geo.roads.osm_pbf import read_pbf
from geo.roads.pbf import OtherPackingError
from geo.roads.rules import CLASSES

_READ_SHARE = 0.7  # of the time; the rest makes the network

FORMS = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm": "osm",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
}
"""Suffixes of OSM files and what they are."""


def read_osm(
    path: Path,
    name: str,
    area: BaseGeometry | None = None,
    progress: Progress | None = None,
) -> tuple[RoadNetwork, OsmRoads]:
    """The network of a file's roads, and what the file held; ``name`` says which kind it is.

    Only ways with a node inside the area (degrees, WGS-84) are read, each as a whole. Raises
    DamagedFileError, and what ``progress`` raises.
    """
    tell = progress or nobody
    form = next(form for suffix, form in FORMS.items() if name.lower().endswith(suffix))

    def told(share: float) -> None:
        tell(_READ_SHARE * share)

    if form == "pbf":
        try:
            found = read_pbf(path, area, told)
        except OtherPackingError:
            found = read_by_object(path, form, area, told)
    else:
        found = read_by_object(path, form, area, told)
    network = assemble(found.ways, found.nodes, classes=CLASSES, source=name, vintage=found.vintage)
    tell(1.0)
    return network, found

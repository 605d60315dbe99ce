"""From a file or the open map to the stored roads of a city."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.issues import DataIssue, Severity
from geo.roads.network import RoadNetwork
from geo.roads.online import Progress, city_area, fetch_roads
from geo.roads.reading import read_roads
from geo.roads.shelf import Shelf
from geo.text import Text

READING = Text("正在读取道路", "Reading roads")
ONLINE_NAME = "OpenStreetMap.osm.pbf"
"""What roads of the open map are said to be of."""
STORING = Text("正在保存路网", "Storing the network")


@dataclass(frozen=True, slots=True)
class Built:
    """What came of it: the network now stored, or None, and everything there is to say."""

    network: RoadNetwork | None
    issues: tuple[DataIssue, ...]


def build_from_file(
    city_code: str, path: Path, name: str, shelf: Shelf, progress: Progress
) -> Built:
    """Reads a file of roads, keeps what lies in the widened city and stores it.

    ``name``: the file as its sender calls it. Nothing is stored when an issue stops it. KeyError
    for an unknown city.
    """
    area = city_area(city_code)
    reading = read_roads(
        path, name, area=area, progress=lambda share: progress(0.95 * share, READING)
    )
    stops = any(i.severity in (Severity.REFUSED, Severity.ERROR) for i in reading.issues)
    if reading.network is None or stops:
        return Built(None, reading.issues)
    progress(0.95, STORING)
    shelf.keep(city_code, reading.network)
    progress(1.0, STORING)
    return Built(reading.network, reading.issues)


def build_online(city_code: str, shelf: Shelf, server: str | None, progress: Progress) -> Built:
    """Asks the open map for the city's roads and stores them.

    Raises MapUnavailableError; what came until then is kept for the next try.
    """
    extract = fetch_roads(
        city_code,
        shelf.folder,
        overpass_url=server,
        progress=lambda share, what: progress(0.8 * share, what),
    )
    try:
        return build_from_file(
            city_code,
            extract.path,
            ONLINE_NAME,
            shelf,
            lambda share, what: progress(0.8 + 0.2 * share, what),
        )
    finally:
        extract.path.unlink(missing_ok=True)

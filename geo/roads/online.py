"""Roads of a city from OpenStreetMap: asked piece by piece, so that a break loses one piece.

The city's polygon is widened, because people near its border use roads beyond it, and cut into
pieces of a grid. Every piece that came whole is kept in a folder; the next try asks for the others
only. When all are there they become one extract, as a file of OSM's own format.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import osmium
import requests
import shapely
from shapely import Polygon

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS, load_boundaries
from geo.layers import Layer
from geo.open_sources.answers import read_answer
from geo.open_sources.overpass import OVERPASS_URL, Sleep, speaking_osmnx, turn
from geo.open_sources.unavailable import MapUnavailableError, Purpose
from geo.roads.shelf import written_whole
from geo.text import Text

BUFFER_M = 10_000.0
"""How far beyond the city roads are asked for: people near its border leave it on their way."""
SIMPLER_M = 500.0
"""The widened polygon is drawn this coarsely; it only decides which pieces are asked for."""
PIECE_DEGREES = 0.2
"""The side of a piece, about 21 km: an answer of a few megabytes, well within a server's limits."""
FILTERS = ('["highway"]["area"!~"yes"]', '["route"="ferry"]')
"""The ways asked for, in the query language of Overpass; their nodes come with them."""
DEFAULT_TIMEOUT_S = 180.0

ASKING_PIECE = Text(
    "正在下载道路：第 {number} 块，共 {count} 块", "Downloading roads: piece {number} of {count}"
)
JOINING = Text("正在合并 {count} 块道路数据", "Joining {count} pieces of roads")

Progress = Callable[[float, Text], None]
"""Told the share that is done (0 to 1) and what is going on; it may raise to stop."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The roads of a city as one file in OSM's format, and the oldest map date of its pieces."""

    path: Path
    data_as_of: str


def city_area(city_code: str, layer: Layer | None = None, buffer_m: float = BUFFER_M) -> Polygon:
    """The polygon of a city, widened (degrees, WGS-84). KeyError if there is no such city."""
    counties = load_boundaries().frame if layer is None else layer.frame
    counties = counties[counties["city_code"] == city_code]
    if counties.empty:
        raise KeyError(city_code)
    wide = counties.geometry.to_crs(METRIC_CRS).union_all().buffer(buffer_m).simplify(SIMPLER_M)
    area: Polygon = gpd.GeoSeries([wide], crs=METRIC_CRS).to_crs(GEOGRAPHIC_CRS).iloc[0]
    return area


def pieces_of(area: Polygon) -> tuple[Polygon, ...]:
    """The parts of a grid that cover the area, from the south-west, row by row.

    Each is the box around what the area fills of a grid cell: four corners, a short query.
    """
    west, south, east, north = area.bounds
    pieces = []
    for bottom in np.arange(south, north, PIECE_DEGREES):
        for left in np.arange(west, east, PIECE_DEGREES):
            cell = shapely.box(left, bottom, left + PIECE_DEGREES, bottom + PIECE_DEGREES)
            filled = cell.intersection(area)
            if filled.area > 0:
                pieces.append(shapely.box(*np.round(filled.bounds, 6)))
    return tuple(pieces)


def fetch_roads(
    city_code: str,
    folder: Path,
    *,
    overpass_url: str | None = None,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    progress: Progress | None = None,
    boundaries: Layer | None = None,
    sleep: Sleep = time.sleep,
) -> Extract:
    """The extract of a city's roads in ``folder``, asked for now; pieces kept there are not again.

    Raises MapUnavailableError when the server fails (what came stays in the folder), KeyError for
    an unknown city, OSError when the folder can't be written.
    """
    server = (overpass_url or OVERPASS_URL).strip().rstrip("/")
    tell = progress or _nobody
    pieces = pieces_of(city_area(city_code, boundaries))
    kept = folder / f"{city_code}-pieces"
    kept.mkdir(parents=True, exist_ok=True)
    files = [kept / f"{_name(piece)}.json.gz" for piece in pieces]
    for number, (piece, file) in enumerate(zip(pieces, files, strict=True), start=1):
        tell((number - 1) / len(pieces), ASKING_PIECE.fill(number=number, count=len(pieces)))
        if file.exists():
            continue
        try:
            answers = _ask(piece, server, timeout_s, sleep)
        except MapUnavailableError as error:
            raise error.about(Purpose.ROADS) from error
        with written_whole(file) as part:
            part.write_bytes(gzip.compress(json.dumps(answers).encode(), compresslevel=1))
    tell(1.0, JOINING.fill(count=len(pieces)))
    extract = _joined(files, folder / f"{city_code}.osm.pbf")
    for file in files:
        file.unlink(missing_ok=True)
    return extract


def kept_pieces(city_code: str, folder: Path) -> int:
    """How many pieces an interrupted download of this city has left to go on from."""
    return len(list((folder / f"{city_code}-pieces").glob("[0-9a-f]*.json.gz")))


def _ask(piece: Polygon, server: str, timeout_s: float, sleep: Sleep) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []

    def look(response: requests.Response) -> None:
        read_answer(response.content, server)
        answers.append(json.loads(response.content))

    with (
        turn(server, timeout_s, lambda _: None, sleep),
        # Only the answers are wanted, as they come: osmnx's own graph drops the barriers on nodes.
        speaking_osmnx(server, timeout_s, look, cache_only_mode=True) as osmnx,
        suppress(osmnx._errors.CacheOnlyInterruptError),
    ):
        osmnx.graph_from_polygon(piece, custom_filter=list(FILTERS), retain_all=True)
    return answers


def _joined(files: Iterable[Path], path: Path) -> Extract:
    """All nodes and ways of the pieces, each once, in the order of their ids."""
    nodes: dict[int, dict[str, Any]] = {}
    ways: dict[int, dict[str, Any]] = {}
    dates = []
    for file in files:
        for answer in json.loads(gzip.decompress(file.read_bytes())):
            dates.append(answer.get("osm3s", {}).get("timestamp_osm_base", ""))
            for element in answer["elements"]:
                if element["type"] == "node":
                    nodes[element["id"]] = element
                elif element["type"] == "way":
                    ways[element["id"]] = element
    data_as_of = min((d for d in dates if d), default="")
    header = osmium.io.Header()
    header.set("generator", "disability-facility-planner")
    if data_as_of:
        header.set("osmosis_replication_timestamp", data_as_of)
    with (
        written_whole(path) as part,
        osmium.SimpleWriter(str(part), header=header, overwrite=True) as writer,
    ):
        for osm_id in sorted(nodes):
            node = nodes[osm_id]
            writer.add_node(
                osmium.osm.mutable.Node(
                    id=osm_id, location=(node["lon"], node["lat"]), tags=node.get("tags", {})
                )
            )
        for osm_id in sorted(ways):
            way = ways[osm_id]
            writer.add_way(
                osmium.osm.mutable.Way(id=osm_id, nodes=way["nodes"], tags=way.get("tags", {}))
            )
    return Extract(path, data_as_of)


def _name(piece: Polygon) -> str:
    """A name for a piece that changes with what is asked for."""
    return hashlib.sha256(f"{piece.wkt} {FILTERS}".encode()).hexdigest()[:16]


def _nobody(_share: float, _what: Text) -> None:
    """Told, and does nothing."""

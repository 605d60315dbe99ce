"""Reads a street network that OSMnx saved as GraphML."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from geo.reading.refusals import RefusedError
from geo.roads import road_notices
from geo.roads.assembling import assemble
from geo.roads.extract import Bounds, Progress
from geo.roads.network import DRIVE_BACKWARD, DRIVE_FORWARD, RoadNetwork
from geo.roads.passages import PassageTable
from geo.roads.rules import CLASSES, DEFAULT_MODES, DRIVE, NO_ROAD, WALK, Passage, passage
from geo.roads.ways import Nodes, Ways, near

SUFFIX = ".graphml"
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    SyntaxError,
    RecursionError,
    CRSError,
)
_AROUND_THE_EARTH_M = 40_075_017.0
_TAGS = ("access", "junction", "maxspeed", "area")


@dataclass(frozen=True, eq=False)
class GraphRoads:
    """The network of a graph and what was found beside it."""

    network: RoadNetwork
    unknown: Counter[str]
    bounds: Bounds | None
    road_ways: int


@dataclass
class _Link:
    """One street between two junctions, and who was found to go which way along it."""

    refs: list[int]
    told: Passage
    modes: int
    way_id: int
    length_m: float


def read_graphml(
    path: Path, name: str, area: BaseGeometry | None, progress: Progress
) -> GraphRoads:
    """The network of a graph: an edge and its reverse are one link.

    Cars may go along an edge, and against it where the graph has its reverse; a graph made for
    walking has every reverse, so its one-way streets are unknown. Walkers go both ways. Lengths are
    those the graph states, else those of the course. Of several
    classes of one edge the lowest counts, of several limits too: a time promised too short is the
    worse mistake. RefusedError if it is no street graph.
    """
    graph = _graph(path)
    progress(0.4)
    place = {node: k for k, node in enumerate(graph.nodes)}
    lon = [data["x"] for _, data in graph.nodes(data=True)]
    lat = [data["y"] for _, data in graph.nodes(data=True)]
    ends = len(place)
    links: dict[tuple[int, int, str, str], _Link] = {}
    unknown = Counter[str]()
    for tail, head, data in graph.edges(data=True):
        told = _told(data, unknown)
        if told is None:
            continue
        a, b = place[tail], place[head]
        osmid = str(sorted(_each(data.get("osmid", 0)), key=str))
        length_m = _metres(data.get("length"))
        # Two streets of one name between the same junctions differ in length.
        key = (min(a, b), max(a, b), osmid, "" if math.isnan(length_m) else f"{length_m:.0f}")
        link = links.get(key)
        if link is None:
            refs = [a]
            if "geometry" in data:
                for x, y in list(data["geometry"].coords)[1:-1]:
                    refs.append(len(lon))
                    lon.append(x)
                    lat.append(y)
            way_id = next((i for i in _each(data.get("osmid")) if isinstance(i, int)), 0)
            link = links[key] = _Link([*refs, b], told, told.modes & WALK, way_id, length_m)
        forward = a == link.refs[0]
        link.modes |= told.modes & (DRIVE_FORWARD if forward else DRIVE_BACKWARD)
    progress(0.7)
    network = _network(list(links.values()), lon, lat, name, _day(graph), area)
    bounds = (min(lon), min(lat), max(lon), max(lat)) if ends else None
    return GraphRoads(network, unknown, bounds, len(links))


def _graph(path: Path) -> Any:
    # These take seconds, and whoever opens a page needs their names only.
    import networkx as nx  # noqa: PLC0415
    import osmnx  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            # Of a key without a type networkx only warns.
            warnings.filterwarnings("ignore", "No key type", UserWarning)
            graph = osmnx.load_graphml(path)
        if "crs" in graph.graph and osmnx.projection.is_projected(graph.graph["crs"]):
            graph = osmnx.projection.project_graph(graph, to_latlong=True)
        places = (data[axis] for _, data in graph.nodes(data=True) for axis in ("x", "y"))
        if not all(map(math.isfinite, places)):
            raise RefusedError(road_notices.no_graph())
    except (ParseError, UnicodeDecodeError) as error:
        raise RefusedError(road_notices.damaged("GraphML")) from error
    except (*_BROKEN, nx.NetworkXException) as error:
        raise RefusedError(road_notices.no_graph()) from error
    return graph


def _network(
    links: list[_Link],
    lon: list[float],
    lat: list[float],
    name: str,
    day: str,
    area: BaseGeometry | None,
) -> RoadNetwork:
    table = PassageTable()
    kept = [link for link in links if link.modes]
    places = [
        table.place(Passage(link.told.road_class, link.modes, link.told.max_kmh)) for link in kept
    ]
    # Several links are of one way, but every link is cut for itself here.
    ways = Ways(
        way_id=np.arange(len(kept)),
        start=np.cumsum([0, *(len(link.refs) for link in kept)]).astype(np.int64),
        ref=np.array([ref for link in kept for ref in link.refs], np.int64),
        passage=np.array(places, np.int32),
        passages=table.passages(),
        length_m=np.array([link.length_m for link in kept], float),
    )
    spots = np.array(lon, float), np.array(lat, float)
    nodes = Nodes(np.arange(len(lon)), *spots, np.zeros(len(lon), np.uint8))
    network = assemble(near(ways, nodes, area), nodes, classes=CLASSES, source=name, vintage=day)
    numbers = np.array([link.way_id for link in kept] or [0], np.int64)
    return replace(network, link_way=numbers[network.link_way])


def _told(data: dict[str, Any], unknown: Counter[str]) -> Passage | None:
    """What an edge's attributes say, without its direction, which the graph has."""
    classes = [str(value) for value in _each(data.get("highway", "road"))]
    known = [value for value in classes if value in DEFAULT_MODES]
    if not known:
        unknown.update(value for value in classes if value not in NO_ROAD)
        return None
    tags = {"highway": max(known, key=CLASSES.index), "oneway": "no"}
    for key in _TAGS:
        if key in data:
            tags[key] = ";".join(str(value) for value in _each(data[key]))
    if data.get("oneway") is True and data.get("reversed") is True:
        # The reverse of a one-way street, in a graph for those who may ignore that it is one.
        tags["motor_vehicle"] = "no"
    told = passage(tags)
    if told is None or told.modes & (DRIVE | WALK) == 0:
        return None
    return told


def _metres(value: Any) -> float:
    """A length as the graph states it, NaN if it is none or goes around the earth."""
    stated = isinstance(value, int | float) and 0 <= value <= _AROUND_THE_EARTH_M
    return float(value) if stated else math.nan


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _day(graph: Any) -> str:
    day = str(graph.graph.get("created_date", ""))[:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" else ""

"""Reads roads from any file the tool knows, and says what is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo.issues import DataIssue
from geo.reading.refusals import RefusedError
from geo.roads import pbf_notices, road_notices
from geo.roads.extract import Bounds, Progress, nobody
from geo.roads.graphml import SUFFIX as GRAPHML
from geo.roads.graphml import read_graphml
from geo.roads.lines import SUFFIXES as LINES
from geo.roads.lines import read_lines
from geo.roads.network import RoadNetwork
from geo.roads.osm_file import FORMS, read_osm
from geo.roads.pbf import NodesLeftOutError, TruncatedFileError, UnsupportedFileError
from geo.roads.rules import DRIVE, WALK
from geo.roads.varints import DamagedFileError
from geo.text import Text
from geo.travel.model import TravelMode

ROAD_SUFFIXES: tuple[str, ...] = (*FORMS, GRAPHML, *LINES)
"""What names of road files end in."""
ENOUGH_SHARE = 0.6
"""Of the area: covering less, the file is of a part. Ours: an extract cut at a city's border still
covers more of the city and the 10 km around it that are asked for."""


@dataclass(frozen=True, eq=False)
class RoadReading:
    """The network of a file, None when there is none, and what there is to say of it."""

    network: RoadNetwork | None
    issues: tuple[DataIssue, ...]


@dataclass(frozen=True, eq=False)
class _Found:
    network: RoadNetwork
    bounds: Bounds | None
    road_ways: int
    issues: list[DataIssue]


def read_roads(
    path: Path, name: str, area: BaseGeometry | None = None, progress: Progress | None = None
) -> RoadReading:
    """The network of a file; no file raises.

    ``name``: the file as its sender calls it; what it ends in says what it is. ``area`` (degrees,
    WGS-84): only ways with a point in it are read, each as a whole. ``progress`` is told the share
    that is done, 0 to 1; what it raises ends the reading and is raised here.
    """
    ending = next((s for s in ROAD_SUFFIXES if name.lower().endswith(s)), "")
    if not ending:
        return RoadReading(None, (road_notices.not_roads(Path(name).suffix),))
    try:
        with path.open("rb") as file:
            begun = file.read(1)
    except OSError:
        return RoadReading(None, (road_notices.missing(),))
    if not begun:
        return RoadReading(None, (road_notices.empty(),))
    try:
        found = _read(path, name, ending, area, progress or nobody)
    except RefusedError as refused:
        return RoadReading(None, (refused.issue,))
    except DamagedFileError as error:
        return RoadReading(None, (_refusal(error, ending),))
    return _judged(found, area)


def _refusal(error: DamagedFileError, ending: str) -> DataIssue:
    match error:
        case TruncatedFileError():
            return road_notices.truncated()
        case UnsupportedFileError():
            return pbf_notices.unsupported(str(error))
        case NodesLeftOutError():
            return pbf_notices.nodes_left_out()
        case _:
            return road_notices.damaged(ending)


def _read(
    path: Path, name: str, ending: str, area: BaseGeometry | None, progress: Progress
) -> _Found:
    if ending in FORMS:
        network, osm = read_osm(path, name, area, progress)
        return _Found(network, osm.bounds, osm.road_ways, _named(osm.unknown))
    if ending == GRAPHML:
        graph = read_graphml(path, name, area, progress)
        issues = _named(graph.unknown)
        found = _Found(graph.network, graph.bounds, graph.road_ways, issues)
    else:
        lines = read_lines(path, name, area, progress)
        issues = [road_notices.taken_as(lines.unknown)] if lines.unknown else []
        issues += [] if lines.has_classes else [road_notices.no_class_column()]
        found = _Found(lines.network, lines.bounds, lines.road_ways, issues)
    progress(1.0)
    return found


def _named(unknown: Counter[str]) -> list[DataIssue]:
    return [road_notices.left_out(unknown)] if unknown else []


def _judged(found: _Found, area: BaseGeometry | None) -> RoadReading:
    """What was found, or why it can't be used."""
    network = found.network
    if not network.link_count:
        if area is not None and found.road_ways and found.bounds is not None:
            return RoadReading(None, (road_notices.elsewhere(found.bounds, area.bounds),))
        return RoadReading(None, (road_notices.no_roads(), *found.issues))
    issues = list(found.issues)
    for mode, bits in ((TravelMode.DRIVING, DRIVE), (TravelMode.WALKING, WALK)):
        if not (network.link_modes & bits).any():
            issues.append(road_notices.none_for(mode))
    if area is not None and area.area > 0 and found.bounds is not None:
        share = shapely.box(*found.bounds).intersection(area).area / area.area
        if share < ENOUGH_SHARE:
            told = road_notices.partly(share, found.bounds)
            issues.append(told)
            # Stored with the network: whoever computes on it later is told too.
            note = Text(f"{told.what.zh}{told.why.zh}", f"{told.what.en} {told.why.en}")
            network = replace(network, notes=(*network.notes, note))
    return RoadReading(network, tuple(issues))

"""The roads of an OSM file read object by object, as XML is: one pass for ways, one for nodes."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from shapely.geometry.base import BaseGeometry

from geo.roads.extract import OsmRoads, Progress
from geo.roads.passages import NONE, OsmPassages
from geo.roads.pbf import TruncatedFileError
from geo.roads.rules import NODE_KEYS, WAY_KEYS, stops
from geo.roads.varints import DamagedFileError
from geo.roads.ways import Nodes, Ways, near

_BYTES_PER_NODE = 120  # of XML; only for saying how far the reading is
_TELL_EVERY = 20_000
_CUT_SHORT = ("no element found", "unclosed", "unexpected end")


def read_by_object(
    path: Path, form: str, area: BaseGeometry | None, progress: Progress
) -> OsmRoads:
    """The ways with a node inside the area, all without one; nodes and ways in any order.

    ``form``: "osm", "osm.gz", "osm.bz2" or "pbf", whatever the path ends in. Raises
    DamagedFileError, TruncatedFileError among them.
    """
    file = osmium.io.File(str(path), form)
    told = OsmPassages()
    way_ids, starts, refs, places = array("q"), array("q", [0]), array("q"), array("i")
    objects = _Objects(file, path.stat().st_size / _BYTES_PER_NODE, progress)
    for way in objects.all(osmium.osm.WAY, osmium.filter.KeyFilter("highway", "route")):
        tags = tuple((tag.k, tag.v) for tag in way.tags if tag.k in WAY_KEYS)
        place = told.place(tags) if way.visible else NONE
        if place == NONE:
            continue
        way_ids.append(way.id)
        refs.extend([node.ref for node in way.nodes])
        starts.append(len(refs))
        places.append(place)
    ways = Ways(
        way_id=np.array(way_ids, np.int64),
        start=np.array(starts, np.int64),
        ref=np.array(refs, np.int64),
        passage=np.array(places, np.int32),
        passages=told.table.passages(),
    )
    nodes, bounds = _nodes(objects, set(refs))
    kept = near(ways, nodes, area)
    return OsmRoads(kept, nodes, told.unknown, objects.vintage, bounds, len(way_ids))


def _nodes(
    objects: _Objects, wanted: set[int]
) -> tuple[Nodes, tuple[float, float, float, float] | None]:
    ids, bars = array("q"), array("B")
    lon, lat = array("d"), array("d")
    west = south = np.inf
    east = north = -np.inf
    for node in objects.all(osmium.osm.NODE):
        place = node.location
        if not place.valid():
            continue
        x, y = place.lon, place.lat
        west, east, south, north = min(west, x), max(east, x), min(south, y), max(north, y)
        if node.id not in wanted:
            continue
        ids.append(node.id)
        lon.append(x)
        lat.append(y)
        barred = "barrier" in node.tags
        bars.append(stops({t.k: t.v for t in node.tags if t.k in NODE_KEYS}) if barred else 0)
    node_id, first = np.unique(np.array(ids, np.int64), return_index=True)
    nodes = Nodes(
        node_id, np.array(lon)[first], np.array(lat)[first], np.array(bars, np.uint8)[first]
    )
    return nodes, (west, south, east, north) if west <= east else None


class _Objects:
    """Goes through a file, and says what osmium raises in the words of this package."""

    def __init__(self, file: osmium.io.File, likely_nodes: float, progress: Progress) -> None:
        self.vintage = ""
        self._file, self._likely, self._progress = file, max(likely_nodes, 1.0), progress
        self._half = 0.0

    def all(self, kind: osmium.osm.osm_entity_bits, *filters: Any) -> Any:
        """The objects of a kind."""
        seen = 0
        objects = iter(self._opened(kind, filters))
        while True:
            try:
                found = next(objects)
            except StopIteration:
                break
            except (RuntimeError, ValueError) as error:
                raise _in_our_words(error) from error
            yield found
            seen += 1
            if seen % _TELL_EVERY == 0:
                self._progress(self._half + 0.5 * min(seen / self._likely, 0.99))
        self._half += 0.5
        self._progress(self._half)

    def _opened(self, kind: osmium.osm.osm_entity_bits, filters: tuple[Any, ...]) -> Any:
        processor = osmium.FileProcessor(self._file, kind)
        for one in filters:
            processor = processor.with_filter(one)
        try:
            said = processor.header.get("osmosis_replication_timestamp") or ""
            self.vintage = said[:10]
            return iter(processor)
        except (RuntimeError, ValueError) as error:
            raise _in_our_words(error) from error


def _in_our_words(error: Exception) -> DamagedFileError:
    said = str(error)
    if any(words in said.lower() for words in _CUT_SHORT):
        return TruncatedFileError(said)
    return DamagedFileError(said)

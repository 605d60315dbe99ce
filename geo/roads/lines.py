"""Reads roads drawn as lines: GeoPackage, GeoJSON, zipped shapefile."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyogrio
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from geo.reading import refusals
from geo.reading.feature_layers import Layer, parse_crs
from geo.reading.geojson import geojson_layer
from geo.reading.refusals import RefusedError
from geo.reading.shapefiles import GDAL_ERRORS, shapefile_layers
from geo.roads import road_notices
from geo.roads.assembling import assemble
from geo.roads.extract import Bounds, Progress
from geo.roads.joining import joined_lines
from geo.roads.line_words import (
    CLASS_HEADERS,
    LIMIT_HEADERS,
    ONEWAY_HEADERS,
    UNKNOWN_AS,
    class_of,
    line_tags,
    place_of,
)
from geo.roads.network import RoadNetwork
from geo.roads.passages import NONE, OsmPassages, WayTags
from geo.roads.rules import CLASSES
from geo.roads.ways import Nodes, Ways, near

SUFFIXES = (".gpkg", ".geojson", ".json", ".zip")
MAX_LINES = 3_000_000
_SQLITE = b"SQLite format 3\x00"
_LINES = ("LineString", "MultiLineString")


@dataclass(frozen=True, eq=False)
class LineRoads:
    """The network of a layer and what was found beside it; ``bounds`` of all its lines."""

    network: RoadNetwork
    unknown: Counter[str]
    has_classes: bool
    bounds: Bounds | None
    road_ways: int


@dataclass(frozen=True, eq=False)
class _Lines:
    """Lines by row of the file (1 for the first): points in degrees, the cells that matter."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    start: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    tags: list[tuple[str, str, str]]
    has_classes: bool


def read_lines(path: Path, name: str, area: BaseGeometry | None, progress: Progress) -> LineRoads:
    """The network of the first layer with lines. Raises RefusedError and what progress raises."""
    layer = _layer(path, name)
    progress(0.3)
    lines = _lines(layer)
    progress(0.5)
    told, unknown = OsmPassages(), Counter[str]()
    places = np.array([_place(told, unknown, *cells) for cells in lines.tags], np.int32)
    start, ref, lon, lat = joined_lines(lines.lon, lines.lat, lines.start)
    progress(0.8)
    kept = places != NONE
    count = np.diff(start)
    ways = Ways(
        way_id=np.flatnonzero(kept),
        start=np.concatenate([[0], np.cumsum(count[kept])]),
        ref=ref[np.repeat(kept, count)],
        passage=places[kept],
        passages=told.table.passages(),
    )
    nodes = Nodes(np.arange(len(lon)), lon, lat, np.zeros(len(lon), np.uint8))
    network = assemble(near(ways, nodes, area), nodes, classes=CLASSES, source=name)
    bounds = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    return LineRoads(
        replace(network, link_way=lines.row[network.link_way]),
        unknown,
        lines.has_classes,
        bounds,
        int(kept.sum()),
    )


def _place(told: OsmPassages, unknown: Counter[str], said: str, oneway: str, limit: str) -> int:
    road_class = class_of(said) if said.strip() else UNKNOWN_AS
    if road_class is None:
        unknown[said.strip()] += 1
        road_class = UNKNOWN_AS
    tags: WayTags = line_tags(road_class, oneway, limit)
    return told.place(tags) if road_class else NONE


def _layer(path: Path, name: str) -> Layer:
    suffix = Path(name).suffix.lower()
    if suffix == ".gpkg":
        return _geopackage(path)
    content = path.read_bytes()
    if suffix != ".zip":
        return geojson_layer(content, MAX_LINES)
    for layer in shapefile_layers(content, MAX_LINES):
        if _has_lines(layer):
            return layer
    raise RefusedError(road_notices.no_lines())


def _has_lines(layer: Layer) -> bool:
    kinds = (shape.geom_type for shape in layer.geometries if shape is not None)
    return any(kind in _LINES for kind in kinds)


def _geopackage(path: Path) -> Layer:
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            raise RefusedError(refusals.not_geographic("GeoPackage"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the file's own name may have another ending
        try:
            for layer, kind in pyogrio.list_layers(path):
                if kind is None or not ("Line" in kind or kind in ("Unknown", "Geometry")):
                    continue
                if pyogrio.read_info(path, layer=layer)["driver"] != "GPKG":
                    raise RefusedError(refusals.not_geographic("GeoPackage"))
                found = _read_layer(path, str(layer))
                if _has_lines(found):
                    return found
        except GDAL_ERRORS as error:
            raise RefusedError(refusals.not_geographic("GeoPackage")) from error
    raise RefusedError(road_notices.no_lines())


def _read_layer(path: Path, layer: str) -> Layer:
    fields = tuple(str(field) for field in pyogrio.read_info(path, layer=layer)["fields"])
    wanted = [
        fields[place]
        for headers in (CLASS_HEADERS, ONEWAY_HEADERS, LIMIT_HEADERS)
        if (place := place_of(fields, headers)) is not None
    ]
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, columns=wanted, force_2d=True)
    cells = [[_text(v) for v in c.tolist()] for c in columns]
    rows = list(zip(*cells, strict=True)) if cells else [()] * len(wkb)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    return Layer(layer, tuple(str(f) for f in meta["fields"]), rows, shapes, meta["crs"] or "")


def _text(value: object) -> str:
    """A cell as text, empty where GDAL has no value."""
    missing = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if missing else str(value)


def _lines(layer: Layer) -> _Lines:
    """The layer's lines in degrees. RefusedError without lines or without a reference system."""
    shapes = np.asarray(layer.geometries, object)
    shapes = shapes if len(shapes) else np.empty(0, object)
    kind = shapely.get_type_id(shapes)
    rows = np.flatnonzero(np.isin(kind, (1, 5)))  # a line, several lines
    parts, of = shapely.get_parts(shapes[rows], return_index=True)
    long_enough = np.isfinite(shapely.length(parts)) & (shapely.get_num_points(parts) > 1)
    parts, row = parts[long_enough], rows[of[long_enough]]
    if not len(parts):
        raise RefusedError(road_notices.no_lines())
    points, line = shapely.get_coordinates(parts, return_index=True)
    lon, lat = _degrees(points, layer)
    there = np.isfinite(lon) & np.isfinite(lat) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    whole = np.bincount(line, weights=~there, minlength=len(parts)) == 0
    if not whole.any():
        raise RefusedError(road_notices.no_crs(layer.name))
    kept = whole[line]
    count = np.bincount(line, minlength=len(parts))[whole]
    row = row[whole]
    places = [place_of(layer.headers, h) for h in (CLASS_HEADERS, ONEWAY_HEADERS, LIMIT_HEADERS)]
    cells = [tuple("" if p is None else layer.rows[r][p] for p in places) for r in row.tolist()]
    return _Lines(
        lon[kept],
        lat[kept],
        np.concatenate([[0], np.cumsum(count)]),
        row + 1,
        [(said[0], said[1], said[2]) for said in cells],
        places[0] is not None,
    )


def _degrees(
    points: npt.NDArray[np.float64], layer: Layer
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    if layer.by_format:
        return points[:, 0], points[:, 1]
    crs = parse_crs(layer.crs)
    if crs is None:
        raise RefusedError(road_notices.no_crs(layer.name))
    try:
        to_degrees = Transformer.from_crs(crs, CRS.from_epsg(4326), always_xy=True)
        lon, lat = to_degrees.transform(points[:, 0], points[:, 1])
    except ProjError as error:
        raise RefusedError(road_notices.no_crs(layer.name)) from error
    return np.asarray(lon, float), np.asarray(lat, float)

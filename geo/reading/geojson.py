"""The features of a GeoJSON text (RFC 7946) as a layer, read with the standard library alone.

A feature whose geometry can't be read keeps its attributes and is named; one that is no feature, or
whose attributes are no name-value pairs, refuses the file: what it holds can't be told.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely
import shapely.geometry

from geo.reading import refusals
from geo.reading.feature_layers import Layer, is_wgs84
from geo.reading.refusals import RefusedError
from geo.reading.table import decode, text_of

_BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError, OverflowError)


def geojson_layer(content: bytes, max_rows: int) -> Layer:
    """The features of a text, one row each. RefusedError if it is no GeoJSON."""
    try:
        data = json.loads(decode(content))
        features = _features(data)
        if len(features) > max_rows:
            raise RefusedError(refusals.too_many_rows(max_rows, ""))
        crs = _crs(data)
        values = _properties(features)
        headers = tuple(dict.fromkeys(name for properties in values for name in properties))
        rows = [tuple(json_text(p.get(header)) for header in headers) for p in values]
    except _BROKEN as error:
        raise RefusedError(refusals.not_geographic("GeoJSON")) from error
    shapes: list[shapely.Geometry | None] = []
    unread: list[int] = []
    for number, feature in enumerate(features, start=1):
        try:
            shapes.append(_shape(feature.get("geometry")))
        except (*_BROKEN, shapely.errors.ShapelyError):
            shapes.append(None)
            unread.append(number)
    # Most programs still write the member of 2008 to say what the format says anyway.
    return Layer("", headers, rows, shapes, crs, by_format=is_wgs84(crs), unread=tuple(unread))


def json_text(value: Any) -> str:
    """A value of an attribute as text; a list or an object as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value)


def _features(data: Any) -> list[dict[str, Any]]:
    """The features of the text. ValueError if it is something else."""
    if data["type"] == "Feature":
        return [data]
    if data["type"] != "FeatureCollection" or not isinstance(data["features"], list):
        raise ValueError(data["type"])
    odd = [
        number
        for number, feature in enumerate(data["features"], start=1)
        if not isinstance(feature, dict) or feature.get("type") != "Feature"
    ]
    if odd:
        raise RefusedError(refusals.no_features(odd))
    return list(data["features"])


def _properties(features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The attributes of each feature, empty where it has none."""
    given = [feature.get("properties") for feature in features]
    odd = [n for n, p in enumerate(given, start=1) if p is not None and not isinstance(p, dict)]
    if odd:
        raise RefusedError(refusals.no_attributes(odd))
    return [properties or {} for properties in given]


def _crs(data: dict[str, Any]) -> str:
    """WGS-84 as RFC 7946 fixes it, unless a member of the 2008 specification names another."""
    crs = data.get("crs")
    if not crs:
        return "EPSG:4326"
    return str(crs["properties"]["name"])


def _shape(geometry: Any) -> shapely.Geometry | None:
    """The geometry on the plane, None without one. An error of ``_BROKEN`` or of shapely's."""
    if geometry is None or geometry == {}:
        return None
    if geometry["type"] == "Point":
        coordinates = geometry["coordinates"]
        return shapely.Point(float(coordinates[0]), float(coordinates[1])) if coordinates else None
    shape = shapely.force_2d(shapely.geometry.shape(geometry))
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        raise ValueError("coordinates beyond any number")
    return shape

"""A layer of geographic features as a sheet: its attributes, then lon, lat and datum.

Points are brought to degrees in WGS-84 or CGCS2000, whichever the layer's reference system rests
on; a line or an area is represented by a point inside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from pyproj.exceptions import ProjError

from geo.issues import DataIssue
from geo.reading import layer_notices as notices
from geo.reading import refusals
from geo.reading.facility_form import FACILITIES
from geo.reading.form import field_of
from geo.reading.refusals import RefusedError
from geo.reading.table import MAX_COLUMNS, RawRow, RawSheet
from geo.vocabulary import Datum

GEOMETRY_HEADERS = ("lon", "lat", "datum")
"""The last three headers of a layer's sheet."""
_CGCS2000 = re.compile(r"china geodetic coordinate system 2000|china_2000|cgcs_?2000", re.I)
_WGS84 = re.compile(r"wgs[ _]?(19)?84", re.I)
_EPSG = re.compile(r"(?:.*[:/])?EPSG:{1,2}(?:[\d.]*:)?(\d{3,6})", re.I)
_CRS84 = re.compile(r"(?:.*[:/])?(?:OGC:(?:[\d.]*:)?)?CRS84", re.I)


@dataclass(frozen=True)
class Layer:
    """Features as read: attribute headers, a row of texts each, a geometry or None each.

    ``crs`` is the reference system as the file names it, empty when it names none;
    ``by_format`` says that not the sender but the format fixes it (GeoJSON, KML). ``unread`` are
    the numbers of features, 1 for the first, whose geometry could not be read and is None here.
    """

    name: str
    headers: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    geometries: Sequence[shapely.Geometry | None]
    crs: str
    by_format: bool = False
    unread: tuple[int, ...] = ()


def parse_crs(text: str) -> pyproj.CRS | None:
    """The reference system a file names by code or WKT, or None; never opens a file."""
    plain = text.strip()
    try:
        if _CRS84.fullmatch(plain):
            return pyproj.CRS.from_epsg(4326)
        if match := _EPSG.fullmatch(plain):
            return pyproj.CRS.from_epsg(int(match[1]))
        return pyproj.CRS.from_wkt(plain) if "[" in plain else None
    except (ProjError, ValueError):
        return None


def is_wgs84(text: str) -> bool:
    """Whether a reference system named by code is WGS-84 in degrees."""
    match = _EPSG.fullmatch(text.strip())
    return _CRS84.fullmatch(text.strip()) is not None or (match is not None and match[1] == "4326")


def layer_sheet(layer: Layer, max_rows: int) -> RawSheet:
    """The layer as a sheet: header row 0, then a row per feature, 1 for the first."""
    if len(layer.rows) > max_rows:
        raise RefusedError(refusals.too_many_rows(max_rows, layer.name))
    if len(layer.headers) > MAX_COLUMNS - len(GEOMETRY_HEADERS):
        raise RefusedError(refusals.too_wide(MAX_COLUMNS))
    if all(geometry is None for geometry in layer.geometries):
        rows = enumerate((layer.headers, *layer.rows))
        said = (RawRow(n, cells) for n, cells in rows if any(map(str.strip, cells)))
        lost = (notices.unreadable(layer.name, layer.unread),) if layer.unread else ()
        return RawSheet(layer.name, tuple(said), issues=lost)
    points, issues = _points(layer)
    own = {
        field: index
        for index, header in reversed(tuple(enumerate(layer.headers)))
        if (field := field_of(FACILITIES, header)) in GEOMETRY_HEADERS
    }
    headers = tuple(
        f"{notices.ATTRIBUTE}{h}" if i in own.values() else h for i, h in enumerate(layer.headers)
    )
    taken = 0
    kept = [RawRow(0, (*headers, *GEOMETRY_HEADERS))]
    for number, (cells, found) in enumerate(zip(layer.rows, points, strict=True), start=1):
        point = found
        if point is None and own:
            point = tuple(cells[own[f]] if f in own else "" for f in GEOMETRY_HEADERS)
        elif own and any(cells[i].strip() for i in own.values()):
            taken += 1
        whole = (*cells, *(point or ("", "", "")))
        if any(cell.strip() for cell in whole):
            kept.append(RawRow(number, whole))
    if taken:
        issues.append(notices.geometry_used(layer.name, [layer.headers[i] for i in own.values()]))
    return RawSheet(layer.name, tuple(kept), issues=tuple(issues))


def _points(layer: Layer) -> tuple[list[tuple[str, ...] | None], list[DataIssue]]:
    """For each feature its lon, lat and datum as text, or None without a usable geometry."""
    issues: list[DataIssue] = []
    places = [(i, g) for i, g in enumerate(layer.geometries) if g is not None and not g.is_empty]
    inside = [i + 1 for i, g in places if not _is_point(g)]
    if inside:
        issues.append(notices.represented(layer.name, inside))
    shown = [(i, _representative(g)) for i, g in places]
    unread = {*layer.unread, *(i + 1 for i, p in shown if not all(map(math.isfinite, p)))}
    # One coordinate beyond any number must not make the others' numbers look like no degrees.
    shown = [(i, p) for i, p in shown if i + 1 not in unread]
    xs = np.array([p[0] for _, p in shown], dtype=float)
    ys = np.array([p[1] for _, p in shown], dtype=float)
    found = _degrees(layer, xs, ys, issues)
    texts: list[tuple[str, ...] | None] = [None] * len(layer.rows)
    # Without degrees the place is given but can't be read.
    lons, lats, datum = found or (xs, ys, None)
    for (i, _), lon, lat in zip(shown, lons.tolist(), lats.tolist(), strict=True):
        if datum is None:
            break
        if math.isfinite(lon) and math.isfinite(lat):
            texts[i] = (repr(round(lon, 9)), repr(round(lat, 9)), datum)
        else:
            unread.add(i + 1)
    if unread:
        issues.append(notices.unreadable(layer.name, sorted(unread)))
    return texts, issues


def _degrees(
    layer: Layer, xs: np.ndarray, ys: np.ndarray, issues: list[DataIssue]
) -> tuple[np.ndarray, np.ndarray, str] | None:
    """Longitudes, latitudes and the datum as text; None, with an issue, when they can't be told."""
    crs = parse_crs(layer.crs)
    like_degrees = bool(np.all((np.abs(xs) <= 180) & (np.abs(ys) <= 90)))
    if crs is None:
        issues.append((notices.no_crs if like_degrees else notices.no_crs_metres)(layer.name))
        return (xs, ys, "") if like_degrees else None
    if crs.is_geographic and not like_degrees:
        issues.append(notices.not_degrees(layer.name, crs.name))
        return None
    base = crs.geodetic_crs.name if crs.geodetic_crs is not None else ""
    datum = Datum.CGCS2000 if _CGCS2000.search(base) else Datum.WGS84
    if not crs.is_geographic or not (_CGCS2000.search(base) or _WGS84.search(base)):
        target = 4490 if datum is Datum.CGCS2000 else 4326
        try:
            turned = pyproj.Transformer.from_crs(crs, target, always_xy=True)
            xs, ys = turned.transform(xs, ys)
        except ProjError:
            issues.append(notices.no_crs_metres(layer.name))
            return None
    word = "CGCS2000" if datum is Datum.CGCS2000 else "WGS-84"
    if not (_CGCS2000.search(base) or _WGS84.search(base)):
        issues.append(notices.other_datum(layer.name, crs.name))
    elif layer.by_format:
        issues.append(notices.declared_by_format(layer.name))
    else:
        issues.append(notices.declared(layer.name, crs.name, word))
    return xs, ys, word


def _is_point(geometry: shapely.Geometry) -> bool:
    return bool(geometry.geom_type == "Point")


def _representative(geometry: shapely.Geometry) -> tuple[float, float]:
    if geometry.geom_type != "Point":
        try:
            inside = shapely.point_on_surface(geometry)
        except shapely.GEOSException:
            inside = shapely.centroid(geometry)
        geometry = inside
    return (math.nan, math.nan) if geometry.is_empty else (geometry.x, geometry.y)

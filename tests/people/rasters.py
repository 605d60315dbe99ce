"""Rasters written by the tests, and what they mean said once more in the plainest way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import h3
import numpy as np
import rasterio
from pyproj import Transformer
from rasterio.transform import Affine
from shapely import Point

from geo.layers import Layer
from tests.people.worlds import layer_of, square


def from_origin(west: float, north: float, width: float, height: float) -> Affine:
    """Upright pixels of this size from the north-west corner."""
    return Affine(width, 0, west, 0, -height, north)


WEST, EAST = "450921", "450922"
WORLD = layer_of((WEST, square(110, 22)), (EAST, square(110.1, 22)))
"""Two counties side by side, 110 to 110.2° E, 22 to 22.1° N."""
DEGREES = from_origin(109.95, 22.15, 0.005, 0.005)
SHAPE = (40, 60)
"""With ``DEGREES``: 0.05° around the world on every side."""


def people(shape: tuple[int, int] = SHAPE, seed: int = 1) -> Any:
    """Numbers of persons, many of them 0."""
    values = np.random.default_rng(seed).integers(-20, 60, shape).clip(0)
    return values.astype("float64")


def write(
    path: Path, values: Any, transform: Affine = DEGREES, crs: str | None = "EPSG:4326", **more: Any
) -> Path:
    """A GeoTIFF of one band, or of several where the array has three axes."""
    bands = values if values.ndim == 3 else values[np.newaxis]
    count, height, width = bands.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=height,
        width=width,
        count=count,
        dtype=bands.dtype,
        crs=crs,
        transform=transform,
        **more,
    ) as out:
        out.write(bands)
    return path


def projected(crs: str, size_m: float = 500.0) -> tuple[Affine, tuple[int, int]]:
    """A grid of squares in a projection that covers the world with a margin."""
    to = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    x, y = to.transform([109.95, 110.25, 110.25, 109.95], [21.95, 21.95, 22.15, 22.15])
    transform = from_origin(min(x), max(y), size_m, size_m)
    shape = (int((max(y) - min(y)) / size_m) + 1, int((max(x) - min(x)) / size_m) + 1)
    return transform, shape


def by_county(path: Path, layer: Layer = WORLD) -> dict[str, float]:
    """Persons by county, pixel by pixel: in the first polygon that has the pixel's centre."""
    return dict(_read(path, layer)[0])


def by_cell(path: Path, layer: Layer = WORLD) -> dict[str, float]:
    """Persons by the H3 cell their pixel's centre lies in, of pixels in a county."""
    return dict(_read(path, layer)[1])


def _read(path: Path, layer: Layer) -> tuple[Counter[str], Counter[str]]:
    counties: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    with rasterio.open(path) as raster:
        to = Transformer.from_crs(raster.crs.to_wkt(), "EPSG:4326", always_xy=True)
        band, valid = raster.read(1), raster.read_masks(1)
        for (row, column), value in np.ndenumerate(band):
            if not valid[row, column] or not np.isfinite(value) or value <= 0:
                continue
            lon, lat = to.transform(*raster.xy(row, column))
            for code, shape in layer.frame.geometry.items():
                if shape.intersects(Point(lon, lat)):
                    counties[str(code)] += float(value)
                    cells[h3.latlng_to_cell(lat, lon, 8)] += float(value)
                    break
    return counties, cells

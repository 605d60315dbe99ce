"""Opening a population GeoTIFF: what it is, where it lies, which part of it covers a city."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.errors
from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError, ProjError
from rasterio.windows import Window

from geo.people import raster_issues
from geo.reading.refusals import RefusedError

Floats = npt.NDArray[np.float64]
DEGREES = "EPSG:4326"
_GEOD = Geod(ellps="WGS84")
_BLOCK_PIXELS = 1 << 19
"""Pixels read at a time: with all that is worked out of them some 60 MB."""
MOST_PIXELS = 50_000_000
"""Ours: of the part that covers the city, read in some half a minute. A city of 20 000 km² has
2 million pixels of 100 m; a small file of nothing may say it has ten thousand million."""
_EDGE_POINTS = 41
_UNREADABLE = (rasterio.errors.RasterioError, OSError)


@dataclass(frozen=True, eq=False)
class Raster:
    """An open raster with the way from its pixels to degrees (WGS-84) and back."""

    source: Any
    to_degrees: Transformer
    from_degrees: Transformer
    crs_unused: str = ""
    """The coordinate system the user said, where the file names another, which is the one used."""

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return int(self.source.height), int(self.source.width)

    def degrees_of(self, columns: npt.ArrayLike, rows: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Longitude and latitude of places in pixels (0.5, 0.5: the first pixel's centre)."""
        x, y = _apply(self.source.transform, columns, rows)
        lon, lat = self.to_degrees.transform(x, y)
        return np.asarray(lon, float), np.asarray(lat, float)

    def pixels_of(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Columns and rows of places in degrees; inf where the projection does not reach."""
        x, y = self.from_degrees.transform(np.asarray(lon, float), np.asarray(lat, float))
        return _apply(~self.source.transform, x, y)

    def contains(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Whether each place lies on the raster."""
        columns, rows = self.pixels_of(lon, lat)
        height, width = self.shape
        inside: npt.NDArray[np.bool_] = (
            (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        )
        return inside

    def extent(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north in degrees; None if no part of its edge has a place on earth."""
        height, width = self.shape
        along = np.linspace(0, 1, _EDGE_POINTS)
        zero, one = np.zeros(_EDGE_POINTS), np.ones(_EDGE_POINTS)
        columns = np.concatenate([along, along, zero, one]) * width
        rows = np.concatenate([zero, one, along, along]) * height
        lon, lat = self.degrees_of(columns, rows)
        known = np.isfinite(lon) & np.isfinite(lat)
        if not known.any():
            return None
        lon, lat = lon[known], lat[known]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    def pixel_km2(self, column: float, row: float) -> float:
        """The area of one pixel on the ellipsoid; NaN where it has none."""
        at = np.floor([column, row])
        lon, lat = self.degrees_of(at[0] + [0, 1, 1, 0], at[1] + [0, 0, 1, 1])
        if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
            return math.nan
        area, _ = _GEOD.polygon_area_perimeter(lon, lat)
        return abs(float(area)) / 1e6

    def windows(self, lon: Floats, lat: Floats) -> list[Window]:
        """The part of the raster around these places, in blocks; empty if they lie off it.

        RefusedError if that is more than ``MOST_PIXELS``.
        """
        columns, rows = self.pixels_of(lon, lat)
        known = np.isfinite(columns) & np.isfinite(rows)
        if not known.any():
            return []
        height, width = self.shape
        west, east = _span(columns[known], width)
        north, south = _span(rows[known], height)
        pixels = (east - west) * (south - north)
        if pixels > MOST_PIXELS:
            raise RefusedError(raster_issues.too_fine(pixels, MOST_PIXELS))
        across = min(max(east - west, 1), _BLOCK_PIXELS)
        down = max(1, _BLOCK_PIXELS // across)
        return [
            Window(left, top, min(across, east - left), min(down, south - top))
            for top in range(north, south, down)
            for left in range(west, east, across)
        ]

    def persons(self, window: Window) -> Floats:
        """The first band's values in a window, rows × columns; NaN where there is none."""
        data = self.source.read(1, window=window, masked=True)
        values: Floats = np.ma.filled(data.astype(np.float64), np.nan)
        scale, offset = self.source.scales[0], self.source.offsets[0]
        return values if (scale, offset) == (1, 0) else values * scale + offset


@contextmanager
def open_raster(source: Path | bytes, crs: str | None = None) -> Iterator[Raster]:
    """The raster, open. ``crs``: its coordinate system as the user says, where the file names none.

    RefusedError when it is no GeoTIFF, has no coordinate system or no place on earth.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            opened, memory = _open(source)
    except _UNREADABLE as error:
        raise RefusedError(raster_issues.unreadable()) from error
    try:
        yield _placed(opened, crs)
    except _UNREADABLE as error:
        # A file cut short opens well and fails where its pixels end.
        raise RefusedError(raster_issues.unreadable()) from error
    finally:
        opened.close()
        if memory is not None:
            memory.close()


def _open(source: Path | bytes) -> tuple[Any, Any]:
    """The dataset, and the file in memory it is read from."""
    # The driver is named: others would read addresses, or files that name further files.
    if isinstance(source, bytes):
        if not source:
            raise OSError("nothing in the file")
        memory = rasterio.MemoryFile(source)
        return memory.open(driver="GTiff"), memory
    if not source.is_file():
        raise OSError("no such file")
    return rasterio.open(source.resolve(), driver="GTiff"), None


def _placed(opened: Any, crs: str | None) -> Raster:
    transform = opened.transform
    if transform.is_identity or not transform.determinant:
        raise RefusedError(raster_issues.without_place())
    if crs is None and opened.crs is None:
        raise RefusedError(raster_issues.without_crs())
    if np.issubdtype(np.dtype(opened.dtypes[0]), np.complexfloating):
        raise RefusedError(raster_issues.unreadable())
    own = None if opened.crs is None else opened.crs.to_wkt()
    try:
        system = CRS.from_user_input(crs if own is None else own)
        return Raster(
            opened,
            Transformer.from_crs(system, DEGREES, always_xy=True),
            Transformer.from_crs(DEGREES, system, always_xy=True),
            "" if own is None or crs is None or _same(system, crs) else crs,
        )
    except (CRSError, ProjError) as error:
        raise RefusedError(raster_issues.crs_unknown((crs if own is None else "") or "")) from error


def _same(system: CRS, said: str) -> bool:
    """Whether what the user says is the system of the file; what is none isn't."""
    try:
        return bool(system.equals(CRS.from_user_input(said), ignore_axis_order=True))
    except CRSError:
        return False


def _apply(transform: Any, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The places moved as the six numbers of an affine transform say."""
    a, b, c, d, e, f = transform[:6]
    east, north = np.asarray(x, float), np.asarray(y, float)
    return a * east + b * north + c, d * east + e * north + f


def _span(places: Floats, size: int) -> tuple[int, int]:
    """First and one past the last pixel of an axis that the places touch, with a margin."""
    low, high = math.floor(places.min()) - 1, math.ceil(places.max()) + 1
    return max(0, min(low, size)), max(0, min(high, size))

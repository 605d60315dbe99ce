"""A metric plane for any small part of the world: lengths within 0.1 % to 150 km of its centre."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

Floats = npt.NDArray[np.float64]


class MetricPlane:
    """Transverse Mercator around a centre (degrees, WGS-84): metres east and north of it."""

    def __init__(self, lon: float, lat: float) -> None:
        self.centre = (lon, lat)
        self._transformer = _transformer(lon, lat)

    def to_plane(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Metres east and north."""
        east, north = self._transformer.transform(np.asarray(lon, float), np.asarray(lat, float))
        return np.asarray(east, float), np.asarray(north, float)

    def to_degrees(self, east_m: npt.ArrayLike, north_m: npt.ArrayLike) -> tuple[Floats, Floats]:
        """Longitude and latitude, WGS-84."""
        lon, lat = self._transformer.transform(
            np.asarray(east_m, float), np.asarray(north_m, float), direction="INVERSE"
        )
        return np.asarray(lon, float), np.asarray(lat, float)


@lru_cache(maxsize=16)
def _transformer(lon: float, lat: float) -> Transformer:
    plane = f"+proj=tmerc +lat_0={lat} +lon_0={lon} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m"
    return Transformer.from_crs("EPSG:4326", plane, always_xy=True)

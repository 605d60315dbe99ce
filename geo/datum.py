"""Coordinates between the datums in use in China: WGS-84, CGCS2000, GCJ-02 and BD-09.

GCJ-02 (高德, 腾讯) shifts a point by a smooth series of sines that was never published officially;
the series here is the one in general use since 2013 (known as "EvilTransform"), which agrees with
the map services to about a metre. BD-09 (百度) turns and moves GCJ-02 once more. CGCS2000 and
WGS-84 differ by centimetres, far below what a map shows, and are taken as one. See
``docs/methods/coordinates.md``. All angles are degrees; points outside China are not shifted.
"""

from __future__ import annotations

import math

from geo.vocabulary import Datum

_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY_2 = 0.006_693_421_622_965_943
"""Krassovsky 1940, the ellipsoid the GCJ-02 series is written on."""
_BD_TURN = math.pi * 3000 / 180
_BD_LON, _BD_LAT = 0.0065, 0.006
_CONVERGED_DEGREES = 1e-9
"""About 0.1 mm."""
CHINA_BOX = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north: where the services shift at all."""


def to_wgs84(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    """The point in WGS-84, longitude first."""
    match datum:
        case Datum.GCJ02:
            return gcj02_to_wgs84(lon, lat)
        case Datum.BD09:
            return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))
        case _:
            return lon, lat


def from_wgs84(lon: float, lat: float, datum: Datum) -> tuple[float, float]:
    """The WGS-84 point as the datum writes it, longitude first."""
    match datum:
        case Datum.GCJ02:
            return wgs84_to_gcj02(lon, lat)
        case Datum.BD09:
            return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))
        case _:
            return lon, lat


def wgs84_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """The point in GCJ-02."""
    if not _in_china(lon, lat):
        return lon, lat
    east_m, north_m = _shift_m(lon - 105.0, lat - 35.0)
    phi = math.radians(lat)
    w2 = 1 - _ECCENTRICITY_2 * math.sin(phi) ** 2
    meridian_radius_m = _SEMI_MAJOR_M * (1 - _ECCENTRICITY_2) / w2**1.5
    parallel_radius_m = _SEMI_MAJOR_M / math.sqrt(w2) * math.cos(phi)
    return (
        lon + math.degrees(east_m / parallel_radius_m),
        lat + math.degrees(north_m / meridian_radius_m),
    )


def gcj02_to_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """The point in WGS-84: the fixed point of w = g − shift(w), to a tenth of a millimetre."""
    guess_lon, guess_lat = lon, lat
    for _ in range(20):
        back_lon, back_lat = wgs84_to_gcj02(guess_lon, guess_lat)
        off_lon, off_lat = lon - back_lon, lat - back_lat
        guess_lon, guess_lat = guess_lon + off_lon, guess_lat + off_lat
        if max(abs(off_lon), abs(off_lat)) < _CONVERGED_DEGREES:
            break
    return guess_lon, guess_lat


def gcj02_to_bd09(lon: float, lat: float) -> tuple[float, float]:
    """The GCJ-02 point in BD-09."""
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BD_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BD_TURN)
    return radius * math.cos(angle) + _BD_LON, radius * math.sin(angle) + _BD_LAT


def bd09_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """The BD-09 point in GCJ-02, by the same iteration as for WGS-84."""
    guess_lon, guess_lat = lon - _BD_LON, lat - _BD_LAT
    for _ in range(20):
        back_lon, back_lat = gcj02_to_bd09(guess_lon, guess_lat)
        off_lon, off_lat = lon - back_lon, lat - back_lat
        guess_lon, guess_lat = guess_lon + off_lon, guess_lat + off_lat
        if max(abs(off_lon), abs(off_lat)) < _CONVERGED_DEGREES:
            break
    return guess_lon, guess_lat


def _in_china(lon: float, lat: float) -> bool:
    west, south, east, north = CHINA_BOX
    return west <= lon <= east and south <= lat <= north


def _shift_m(x: float, y: float) -> tuple[float, float]:
    """The shift east and north in metres; x, y are degrees east of 105° and north of 35°."""
    common = 20 * math.sin(6 * math.pi * x) + 20 * math.sin(2 * math.pi * x)
    root = math.sqrt(abs(x))
    east = (
        300
        + x
        + 2 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * root
        + (
            common
            + 20 * math.sin(math.pi * x)
            + 40 * math.sin(math.pi * x / 3)
            + 150 * math.sin(math.pi * x / 12)
            + 300 * math.sin(math.pi * x / 30)
        )
        * 2
        / 3
    )
    north = (
        -100
        + 2 * x
        + 3 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * root
        + (
            common
            + 20 * math.sin(math.pi * y)
            + 40 * math.sin(math.pi * y / 3)
            + 160 * math.sin(math.pi * y / 12)
            + 320 * math.sin(math.pi * y / 30)
        )
        * 2
        / 3
    )
    return east, north

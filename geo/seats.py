"""Seats of government 政府驻地: the points geocoders answer with when they find no address.

A facility that lies exactly on one was most likely never located. See
``docs/methods/coordinates.md`` for where the points come from and which are missing.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from geo.datum import from_wgs84, to_wgs84
from geo.places import DATA
from geo.text import Text
from geo.vocabulary import Datum

SEAT_DISTANCE_M = 30.0
"""Nearer than this is “exactly on”: geocoders round to 5 or 6 decimals (1 m or less), a datum
converted there and back by another formula is off by some metres, and a public building with its
yard is wider than this. Ours, no standard."""
_SAME = (Datum.WGS84, Datum.GCJ02, Datum.BD09)
"""The datums a seat is tried in; CGCS2000 equals WGS-84 here."""
_METRES_PER_DEGREE = 111_320.0
"""Of latitude, and of longitude at the equator; within 0.6 % of the meridian at 22-26° N."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The seat of a county or a city: degrees in the datum of the source."""

    code: str
    name: str
    lon: float
    lat: float
    datum: Datum
    source: str

    @property
    def text(self) -> Text:
        """The seat in words."""
        return Text(f"{self.name}政府驻地", f"the seat of {self.name} ({self.code})")


@lru_cache(maxsize=1)
def load_seats() -> tuple[Seat, ...]:
    """Every known seat in the order of the file (code, then source); a county may have two."""
    with (DATA / "boundaries" / "seats.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Seat(
                row["code"],
                row["name"],
                float(row["lon"]),
                float(row["lat"]),
                Datum(row["datum"]),
                row["source"],
            )
            for row in csv.DictReader(stream)
        )


def seats_at(written: Sequence[tuple[float, float]]) -> tuple[Seat | None, ...]:
    """For every point (lon, lat as written, in any datum) the seat it lies on, or None.

    A seat is tried as WGS-84, GCJ-02 and BD-09 would write it: a sender may have taken the point
    from a geocoder and named another datum. Nearer than ``SEAT_DISTANCE_M`` counts; of several the
    first in the order of ``load_seats``.
    """
    if not written:
        return ()
    lons, lats, seats = _written_seats()
    east, north = np.asarray(written, dtype=float).T
    scale = np.cos(np.radians(lats)) * _METRES_PER_DEGREE
    tree = shapely.STRtree(shapely.points(lons, lats))
    reach = 2 * SEAT_DISTANCE_M / _METRES_PER_DEGREE
    point, near = tree.query(shapely.points(east, north), predicate="dwithin", distance=reach)
    away_m = np.hypot(
        (east[point] - lons[near]) * scale[near], (north[point] - lats[near]) * _METRES_PER_DEGREE
    )
    first: dict[int, int] = {}
    for place, seat in zip(
        point[away_m < SEAT_DISTANCE_M], near[away_m < SEAT_DISTANCE_M], strict=True
    ):
        first[int(place)] = min(int(seat), first.get(int(place), len(lons)))
    return tuple(seats[first[place]] if place in first else None for place in range(len(written)))


@lru_cache(maxsize=1)
def _written_seats() -> tuple[np.ndarray, np.ndarray, tuple[Seat, ...]]:
    """Longitude, latitude and seat, once for each datum, in the order of the seats."""
    rows = [
        (*from_wgs84(*to_wgs84(seat.lon, seat.lat, seat.datum), datum), seat)
        for seat in load_seats()
        for datum in _SAME
    ]
    lons, lats, seats = zip(*rows, strict=True)
    return np.array(lons), np.array(lats), seats

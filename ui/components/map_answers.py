"""What a reader did on the map: a click, a point picked, a mark dragged; input from outside."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A point picked on the map (WGS-84, degrees), and how many metres a pixel then was."""

    lon: float
    lat: float
    metres_per_px: float
    serial: int


@dataclass(frozen=True, slots=True)
class MapMove:
    """A mark dragged to another place (WGS-84, degrees)."""

    id: str
    lon: float
    lat: float
    serial: int


@dataclass(frozen=True, slots=True)
class MapClick:
    """A click on a county (``id`` is its code) or a facility. Each click has a new ``serial``."""

    kind: Literal["county", "facility"]
    id: str
    serial: int


def read_click(value: object) -> MapClick | None:
    """The click a browser sent, None for anything else: it is input from outside."""
    match value:
        case {"kind": ("county" | "facility") as kind, "id": str(id_), "serial": int(serial)}:
            return MapClick(kind, id_, serial)
        case _:
            return None


def read_point(value: object) -> MapPoint | None:
    """The point a browser sent, None for anything else: it is input from outside."""
    match value:
        case {
            "kind": "point",
            "lon": int() | float() as lon,
            "lat": int() | float() as lat,
            "metres_per_px": int() | float() as metres,
            "serial": int(serial),
        } if abs(lon) <= 180 and abs(lat) <= 90 and 0 < metres < math.inf:
            return MapPoint(float(lon), float(lat), float(metres), serial)
        case _:
            return None


def read_move(value: object) -> MapMove | None:
    """The move a browser sent, None for anything else: it is input from outside."""
    match value:
        case {
            "kind": "moved",
            "id": str(id_),
            "lon": int() | float() as lon,
            "lat": int() | float() as lat,
            "serial": int(serial),
        } if abs(lon) <= 180 and abs(lat) <= 90:
            return MapMove(id_, float(lon), float(lat), serial)
        case _:
            return None

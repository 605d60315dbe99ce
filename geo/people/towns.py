"""Towns 城镇点: the points around which a county's urban residents are taken to live."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geo.places import DATA


class ToldBy(StrEnum):
    """How it is known which county a town belongs to."""

    POLYGON = "polygon"
    """It lies in the county's polygon."""
    SEAT = "seat"
    """It is the county's seat of government, though the generalised polygon leaves it out."""
    LABEL_POINT = "label_point"
    """It is no town at all: the county has none in the list, its label point stands in."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town of one county: degrees, WGS-84."""

    place_id: str
    name: str
    county_code: str
    lon: float
    lat: float
    told_by: ToldBy


@lru_cache(maxsize=1)
def load_towns() -> tuple[Town, ...]:
    """Every town in the order of county and id; each of the 17 counties has one or more."""
    with (DATA / "population" / "places.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Town(
                row["place_id"],
                row["name"],
                row["county_code"],
                float(row["lon"]),
                float(row["lat"]),
                ToldBy(row["told_by"]),
            )
            for row in csv.DictReader(stream)
        )

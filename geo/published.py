"""The published set: facilities and counts found in public text, with their evidence.

Nothing here has coordinates, and a county is given only where the source states it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.places import DATA
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import (
    CapacityUnit,
    Confidence,
    FacilityType,
    Function,
    Level,
    Operation,
    Precision,
    SchoolStage,
    Status,
)

_Member = TypeVar("_Member", bound=StrEnum)


class CountKind(StrEnum):
    """Why a line of public text is a count here and no facility."""

    COUNT = "count"
    """A number of facilities without their names."""
    UNCLASSIFIED = "unclassified"
    """A named body that is none of the facility types."""


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A number of bodies that public text gives for a city, without saying which or where."""

    count_id: str
    city_code: str
    what: Text
    kind: CountKind
    count: int
    as_of: str
    source: str
    confidence: Confidence
    note: Text


@lru_cache(maxsize=1)
def load_published() -> LayerSet:
    """Cities, counties and the facilities named in public text; no other records.

    ValueError if the shipped file holds a word or a date that is none.
    """
    facilities = tuple(_facility(row) for row in _rows("published.csv"))
    return LayerSet(cities=load_cities(), counties=load_counties(), facilities=facilities)


@lru_cache(maxsize=1)
def load_published_counts() -> tuple[PublishedCount, ...]:
    """The counts in public text, in id order: to be shown, counted in no check."""
    counts = (
        PublishedCount(
            count_id=row["count_id"],
            city_code=row["city_code"],
            what=Text(row["what_zh"], row["what_en"]),
            kind=CountKind(row["kind"]),
            count=int(row["count"]),
            as_of=row["as_of"],
            source=row["source"],
            confidence=Confidence(row["confidence"]),
            note=Text(row["note_zh"], row["note_en"]),
        )
        for row in _rows("published_counts.csv")
    )
    return tuple(sorted(counts, key=lambda count: count.count_id))


def _facility(row: dict[str, str]) -> Facility:
    """One row of the shipped file; its words are codes, so anything else is a mistake of ours."""
    stages = frozenset(SchoolStage(word) for word in _words(row["school_stage"]))
    return Facility(
        facility_id=row["facility_id"],
        name=row["name"],
        facility_type=FacilityType(row["facility_type"]),
        city_code=row["city"],
        county_code=row["county"],
        functions=frozenset(Function(word) for word in _words(row["functions"])),
        level=_maybe(Level, row["level"]),
        status=_maybe(Status, row["status"]),
        operation=_maybe(Operation, row["operation"]),
        school_stages=stages or None,
        capacity=float(row["capacity"]) if row["capacity"] else None,
        capacity_unit=_maybe(CapacityUnit, row["capacity_unit"]),
        in_use=float(row["in_use"]) if row["in_use"] else None,
        floor_area_m2=float(row["floor_area_m2"]) if row["floor_area_m2"] else None,
        address=row["address"],
        location_precision=Precision(row["location_precision"]),
        source=row["source"],
        confidence=Confidence(row["confidence"]),
        checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        note=row["note"],
    )


def _maybe(codes: type[_Member], word: str) -> _Member | None:
    return codes(word) if word else None


def _words(cell: str) -> list[str]:
    return [word for word in cell.split(";") if word]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "facilities" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

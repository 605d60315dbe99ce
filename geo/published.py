"""The published set: facilities and counts found in public text, with their evidence.

Nothing here has coordinates, and a county is given only where the source states it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from geo.counties import load_cities, load_counties
from geo.issues import BadInputError
from geo.layers import LayerSet
from geo.places import DATA
from geo.reading.facilities import read_facilities
from geo.text import Text
from geo.vocabulary import Confidence


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

    ``BadInputError`` if the shipped file has a row that can't be used.
    """
    path = DATA / "facilities" / "published.csv"
    read = read_facilities(path, path.name)
    if read.refused or read.rejected:
        raise BadInputError(read.issues)
    return LayerSet(cities=load_cities(), counties=load_counties(), facilities=read.records)


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


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / "facilities" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

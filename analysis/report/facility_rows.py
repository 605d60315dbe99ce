"""Facility records written back into the columns of the form they were read from."""

from __future__ import annotations

from enum import StrEnum

from geo.datum import from_wgs84
from geo.reading.facility_form import FACILITIES
from geo.records import Facility
from geo.text import Language
from geo.vocabulary import WORDS, Code

_DECIMALS = 6
"""About 0.1 m."""
Cell = str | float | None


def facility_row(facility: Facility, county_name: str, language: Language) -> list[Cell]:
    """The record as one row of the form: words in the language, numbers as numbers."""
    lon, lat, datum = None, None, None
    if facility.point is not None:
        point = facility.point
        there = from_wgs84(point.lon, point.lat, point.datum)
        lon, lat, datum = round(there[0], _DECIMALS), round(there[1], _DECIMALS), point.datum
    own: dict[str, Cell] = {
        "county": county_name,
        "city": None,
        "lon": lon,
        "lat": lat,
        "datum": str(datum) if datum is not None else None,
        "school_stage": _several(facility.school_stages, language),
        "functions": _several(facility.functions, language),
        "opened": str(facility.opened) if facility.opened else None,
        "closed": str(facility.closed) if facility.closed else None,
        "checked_on": facility.checked_on.isoformat() if facility.checked_on else None,
    }
    row: list[Cell] = []
    for column in FACILITIES.columns:
        if column.name in own:
            row.append(own[column.name])
            continue
        value = getattr(facility, column.name)
        if isinstance(value, StrEnum):
            value = _word(value, language)
        row.append(None if value == "" else value)
    return row


def _word(code: object, language: Language) -> str:
    """A code as the form takes it: the Chinese word, or the code itself."""
    if language == "en":
        return str(code)
    return WORDS[code].zh  # type: ignore[index]


def _several(codes: frozenset[Code] | None, language: Language) -> str | None:
    if not codes:
        return None
    gap = "、" if language == "zh" else "; "
    return gap.join(_word(c, language) for c in sorted(codes))

"""学位缺口: children not placed whom the free places of special schools and classes can't take.

S = max(0, N − max(0, L − E − C)), docs/methods/school_places.md: N ``not_placed``, L ``places``,
E ``special_school``, C ``special_class``; all in persons or places of one county on one day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from geo.records import SchoolPlacement
from geo.text import Text

NEEDED: dict[str, Text] = {
    "places": Text("学位", "places"),
    "special_school": Text("特殊教育学校就读", "at a special school"),
    "special_class": Text("特教班就读", "in a special class"),
    "not_placed": Text("未安置", "not placed"),
}
"""The figures it takes, with their words."""


@dataclass(frozen=True, slots=True)
class PlacesShort:
    """The places short in a county; ``None`` while figures in ``missing`` are not reported."""

    county_code: str
    places_short: int | None
    as_of: date | None = None
    missing: tuple[str, ...] = ()
    source: str = ""


def places_short(
    placements: Iterable[SchoolPlacement], county_code: str, as_of: date
) -> PlacesShort:
    """The shortage in one county by its latest report up to ``as_of``.

    A report without a day counts as the oldest; figures of several reports are never mixed.
    """
    known = [
        p
        for p in placements
        if p.county_code == county_code and (p.as_of is None or p.as_of <= as_of)
    ]
    if not known:
        return PlacesShort(county_code, None, missing=tuple(NEEDED))
    latest = max(known, key=lambda p: (p.as_of or date.min, p.record_id))
    school, special_class = latest.special_school, latest.special_class
    not_placed, places = latest.not_placed, latest.places
    if school is None or special_class is None or not_placed is None or places is None:
        missing = tuple(name for name in NEEDED if getattr(latest, name) is None)
        return PlacesShort(county_code, None, latest.as_of, missing, latest.source)
    free = max(0, places - school - special_class)
    return PlacesShort(county_code, max(0, not_placed - free), latest.as_of, source=latest.source)

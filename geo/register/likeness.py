"""Facilities that may be one: the same name, the same address, the same point. Only a person knows.

Nothing here decides. Every search goes through a hash, so a list is compared in the time of its
length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from math import cos, hypot, radians

from geo.counties import load_cities, load_counties
from geo.records import Facility, Point
from geo.vocabulary import FacilityType

NEAR_M = 50.0
"""Points of one type at most this far apart are asked about: about the extent of one courtyard."""
_CELL_DEG = 0.0006
"""A cell of the grid is more than ``NEAR_M`` wide and high up to 41° N; China's south is at 27."""
_EARTH_M = 6_371_008.8
"""The mean radius of the earth (IUGG)."""
_MOST = 3
"""Records of the register a row is asked about for one reason; the rest are behind these."""
_MOST_IN_CELL = 50

_REGION = r"(?:中国)?(?:广西壮族自治区|广西省|广西区|广西)?"
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_NOT_WORD = re.compile(r"[\W_]+")
_EXACT_PLACE = re.compile(r"\d|[一二三四五六七八九十]号|楼|院|大厦|校|馆|园|中心|站内")
"""Marks of an address that names one house; a town or a street alone says nothing."""


class Likeness(StrEnum):
    """Why two facilities may be one."""

    NAME = "name"
    ADDRESS = "address"
    POINT = "point"


class Scope(StrEnum):
    """Whose facility a name says it is: one that begins 玉林市 is not one that begins 容县."""

    CITY = "city"
    COUNTY = "county"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class PlainName:
    """A name without places, 残疾人, punctuation, width and case; where it says it belongs."""

    base: str
    scope: Scope
    county_code: str = ""
    """The county a name begins with, where that is told by the name alone."""


def plain_name(facility: Facility) -> PlainName:
    """What is left of a facility's name when its own places and 残疾人 are taken out.

    中心, 机构 and the like stay. A county that is not its own stays too: it tells two apart.
    """
    rest, scope, county = _without_places(facility, facility.name)
    base = _squeezed(rest.replace("残疾人", "")) or _squeezed(rest) or _squeezed(facility.name)
    return PlainName(base.replace("特教", "特殊教育"), scope, county)


def plain_address(facility: Facility) -> str:
    """The address without places, spaces and punctuation; empty when it names no single house."""
    rest, _, _ = _without_places(facility, facility.address)
    base = _squeezed(rest)
    return base if _EXACT_PLACE.search(base) else ""


def distance_m(one: Point, other: Point) -> float:
    """The distance of two points close to each other, in metres on a sphere."""
    middle = radians((one.lat + other.lat) / 2)
    return _EARTH_M * hypot(
        radians(one.lat - other.lat), radians(one.lon - other.lon) * cos(middle)
    )


def likely_pairs(
    rows: Sequence[Facility], new: frozenset[str], register: Iterable[Facility]
) -> dict[tuple[str, str], frozenset[Likeness]]:
    """Why a new row may be a record of the register or an earlier row, by both ids.

    ``rows`` stand in the order in which one may be merged into another: those the register knows
    first. ``new`` are the ids of those it does not know; only they are asked about. Rows that are
    parent and child, or signs of one parent, are known to be two.
    """
    found: dict[tuple[str, str], set[Likeness]] = {}
    asked = [row for row in rows if row.facility_id in new]
    if not asked:
        return {}
    known = _Index()
    cities = {row.city_code for row in asked}
    for record in sorted(register, key=_id):
        if record.city_code in cities:
            known.add(record)
    earlier = _Index(most=1)
    for row in rows:
        if row.facility_id in new:
            for index in (known, earlier):
                for other, why in index.like(row):
                    if not _related(row, other):
                        found.setdefault((row.facility_id, other.facility_id), set()).add(why)
        earlier.add(row)
    return {pair: frozenset(why) for pair, why in found.items()}


@dataclass
class _Index:
    """Facilities by what makes them alike; ``most`` of them are kept for each likeness."""

    most: int = _MOST
    names: dict[tuple[str, str, Scope], list[Facility]] = field(default_factory=dict)
    addresses: dict[tuple[str, str], list[Facility]] = field(default_factory=dict)
    cells: dict[tuple[int, int, FacilityType], list[Facility]] = field(default_factory=dict)

    def add(self, facility: Facility) -> None:
        """Takes a facility in."""
        name, address = plain_name(facility), plain_address(facility)
        for place in _places(facility, name.county_code):
            _keep(self.names.setdefault((place, name.base, name.scope), []), facility, self.most)
        if address:
            for place in _places(facility):
                _keep(self.addresses.setdefault((place, address), []), facility, self.most)
        if facility.point is not None:
            x, y = _cell(facility.point)
            there = self.cells.setdefault((x, y, facility.facility_type), [])
            if all(f.point != facility.point for f in there):
                _keep(there, facility, _MOST_IN_CELL)

    def like(self, facility: Facility) -> Iterator[tuple[Facility, Likeness]]:
        """The facilities this one may be, each with a reason."""
        name, address = plain_name(facility), plain_address(facility)
        same_name = [
            other
            for place in _places(facility, name.county_code)
            for scope in _COMPATIBLE[name.scope]
            for other in self.names.get((place, name.base, scope), ())
        ]
        same_address = [
            other
            for place in (_places(facility) if address else ())
            for other in self.addresses.get((place, address), ())
        ]
        near = self._near(facility)
        for others, why in (
            (same_name, Likeness.NAME),
            (same_address, Likeness.ADDRESS),
            (near, Likeness.POINT),
        ):
            unique = {other.facility_id: other for other in others}
            for key in sorted(unique)[: self.most]:
                yield unique[key], why

    def _near(self, facility: Facility) -> list[Facility]:
        """The nearest ones of its type within ``NEAR_M``."""
        point = facility.point
        if point is None:
            return []
        x, y = _cell(point)
        there = [
            (distance_m(point, other.point), other.facility_id, other)
            for i in (x - 1, x, x + 1)
            for j in (y - 1, y, y + 1)
            for other in self.cells.get((i, j, facility.facility_type), ())
            if other.point is not None
        ]
        close = sorted(found[:2] for found in there if found[0] <= NEAR_M)[: self.most]
        ids = {key for _, key in close}
        return [other for _, key, other in there if key in ids]


_COMPATIBLE = {
    Scope.CITY: (Scope.CITY, Scope.UNSAID),
    Scope.COUNTY: (Scope.COUNTY, Scope.UNSAID),
    Scope.UNSAID: (Scope.UNSAID, Scope.CITY, Scope.COUNTY),
}


def _keep(there: list[Facility], facility: Facility, most: int) -> None:
    if len(there) < most:
        there.append(facility)


def _places(facility: Facility, told: str = "") -> tuple[str, ...]:
    """The counties a facility may lie in: its own, or any of its city when no more is known."""
    if facility.county_code:
        return (facility.county_code,)
    if told:
        return (told,)
    return _counties_of(facility.city_code)


def _related(one: Facility, other: Facility) -> bool:
    """Whether it has been said already that they are two signs of one place."""
    parents = {one.parent_id, other.parent_id} - {""}
    return bool(parents) and (
        one.parent_id == other.facility_id or other.parent_id in (one.facility_id, one.parent_id)
    )


def _cell(point: Point) -> tuple[int, int]:
    return int(point.lon // _CELL_DEG), int(point.lat // _CELL_DEG)


def _without_places(facility: Facility, text: str) -> tuple[str, Scope, str]:
    """A text without the region, city and county it begins with, and what it began with."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _beginning(facility.city_code, facility.county_code).match(plain)
    if match is None:  # The city is none of the tool's.
        return plain, Scope.UNSAID, ""
    rest = plain[match.end() :]
    if match["county"]:
        county = _county_named(facility.city_code, match["county"])
        return rest or plain, Scope.COUNTY, county
    return rest or plain, Scope.CITY if match["city"] else Scope.UNSAID, ""


@lru_cache(maxsize=256)
def _beginning(city_code: str, county_code: str) -> re.Pattern[str]:
    """What a name of the county begins with; without a county, of any of the city's."""
    cities = [c.name_zh for c in load_cities() if c.code == city_code]
    towns = _either([*cities, *(name.removesuffix("市") for name in cities)])
    codes = (county_code,) if county_code else _counties_of(city_code)
    counties = [n for c in load_counties() if c.code in codes for n in (c.name_zh, c.short_zh)]
    return re.compile(rf"{_REGION}(?P<city>{towns})?\s*(?P<county>{_either(counties)})?\s*")


def _either(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; for nothing where there are none."""
    longest = sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n))
    return "|".join(map(re.escape, longest)) or "(?!)"


@lru_cache(maxsize=256)
def _county_named(city_code: str, name: str) -> str:
    return next(
        c.code
        for c in load_counties()
        if c.city_code == city_code and name in (c.name_zh, c.short_zh)
    )


@lru_cache(maxsize=16)
def _counties_of(city_code: str) -> tuple[str, ...]:
    """The codes of a city's counties; the city's own code where none are known."""
    return tuple(c.code for c in load_counties() if c.city_code == city_code) or (city_code,)


def _squeezed(text: str) -> str:
    """A text without case, spaces and punctuation; a mark between two digits stays a dash."""
    parts = _BETWEEN_DIGITS.split(text.casefold())
    return "-".join(_NOT_WORD.sub("", part) for part in parts)


def _id(facility: Facility) -> str:
    return facility.facility_id

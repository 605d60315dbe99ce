"""Facilities that may be one: the same name, the same address, the same point. Only a person knows.

Nothing here decides. Every search goes through a hash, so a list is compared in the time of its
length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import cos, hypot, radians

from geo.counties import load_cities, load_counties
from geo.records import Facility, Point

NEAR_M = 50.0
"""Points of one type at most this far apart are asked about: about the extent of one courtyard."""
_CELL_DEG = 0.0006
"""A cell of the grid is more than ``NEAR_M`` wide and high up to 41° N; China's south is at 27."""
_ROWS = 1_000_000
"""More than the grid's cells from pole to pole, so that no two cells share a number."""
_AROUND = tuple(x * _ROWS + y for x in (-1, 0, 1) for y in (-1, 0, 1))
"""The steps from a cell to itself and the eight around it."""
_EARTH_M = 6_371_008.8
"""The mean radius of the earth (IUGG)."""
_MOST = 3
"""Records of the register a row is asked about for one reason; the rest are behind these."""
_MOST_IN_CELL = 50

_REGION = r"(?:中国)?(?:广西壮族自治区|广西省|广西区|广西)?"
_KIND = re.compile("(?:自治县|县|区|市)$")
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
    if not facility.address:
        return ""
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
    cities = {row.city_code for row in rows if row.facility_id in new}
    if not cities:
        return {}
    known = _Index(_MOST)
    for record in sorted(register, key=_id):
        if record.city_code in cities:
            known.add(_traits(record))
    earlier = _Index(1)
    for row in rows:
        traits = _traits(row)
        if row.facility_id in new:
            for index in (known, earlier):
                for other, why in index.like(traits):
                    if not _related(row, other):
                        found.setdefault((row.facility_id, other.facility_id), set()).add(why)
        earlier.add(traits)
    return {pair: frozenset(why) for pair, why in found.items()}


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a facility is compared by: keys of the dictionaries of an index."""

    facility: Facility
    scope: Scope
    names: tuple[tuple[str, str], ...]
    addresses: tuple[tuple[str, str], ...]
    cell: int | None


def _traits(facility: Facility) -> _Traits:
    name, address, point = plain_name(facility), plain_address(facility), facility.point
    return _Traits(
        facility,
        name.scope,
        tuple((place, name.base) for place in _places(facility, name.county_code)),
        tuple((place, address) for place in _places(facility)) if address else (),
        None if point is None else _cell(point),
    )


class _Index:
    """Facilities by their traits; ``most`` of them are kept and found for each."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._names: dict[tuple[str, str], dict[Scope, list[Facility]]] = {}
        self._addresses: dict[tuple[str, str], list[Facility]] = {}
        self._cells: dict[int, list[Facility]] = {}

    def add(self, traits: _Traits) -> None:
        """Takes a facility in."""
        for key in traits.names:
            there = self._names.setdefault(key, {}).setdefault(traits.scope, [])
            _keep(there, traits.facility, self._most)
        for key in traits.addresses:
            _keep(self._addresses.setdefault(key, []), traits.facility, self._most)
        if traits.cell is not None:
            _keep(self._cells.setdefault(traits.cell, []), traits.facility, _MOST_IN_CELL)

    def like(self, traits: _Traits) -> Iterator[tuple[Facility, Likeness]]:
        """The facilities this one may be, each with a reason."""
        same_name = [
            other
            for key in traits.names
            if (there := self._names.get(key))
            for scope in _COMPATIBLE[traits.scope]
            for other in there.get(scope, ())
        ]
        same_address = [o for key in traits.addresses for o in self._addresses.get(key, ())]
        if same_name:
            yield from ((other, Likeness.NAME) for other in self._first(same_name))
        if same_address:
            yield from ((other, Likeness.ADDRESS) for other in self._first(same_address))
        yield from ((other, Likeness.POINT) for other in self._near(traits))

    def _first(self, others: list[Facility]) -> list[Facility]:
        unique = {other.facility_id: other for other in others}
        return [unique[key] for key in sorted(unique)[: self._most]]

    def _near(self, traits: _Traits) -> list[Facility]:
        """The nearest ones of its type within ``NEAR_M``."""
        cell, point = traits.cell, traits.facility.point
        if cell is None or point is None:
            return []
        close = [
            (apart, other.facility_id, other)
            for step in _AROUND
            if (there := self._cells.get(cell + step))
            for other in there
            if other.facility_type is traits.facility.facility_type
            and other.point is not None
            and (apart := distance_m(point, other.point)) <= NEAR_M
        ]
        return [other for _, _, other in sorted(close, key=lambda c: c[:2])[: self._most]]


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


def _cell(point: Point) -> int:
    """The number of the cell a point lies in; cells one above the other are neighbours too."""
    return int(point.lon // _CELL_DEG) * _ROWS + int(point.lat // _CELL_DEG)


def _without_places(facility: Facility, text: str) -> tuple[str, Scope, str]:
    """A text without the region, city and county it begins with, and what it began with."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _beginning(facility.city_code, facility.county_code).match(plain)
    if match is None:  # The city is none of the tool's.
        return plain, Scope.UNSAID, ""
    rest = plain[match.end() :]
    if match["county"]:
        return rest or plain, Scope.COUNTY, _county_names(facility.city_code)[match["county"]]
    return rest or plain, Scope.CITY if match["city"] else Scope.UNSAID, ""


@lru_cache(maxsize=256)
def _beginning(city_code: str, county_code: str) -> re.Pattern[str]:
    """What a name of the county begins with; without a county, of any of the city's."""
    cities = [c.name_zh for c in load_cities() if c.code == city_code]
    towns = _either([*cities, *(name.removesuffix("市") for name in cities)])
    codes = (county_code,) if county_code else _counties_of(city_code)
    counties = [name for name, code in _county_names(city_code).items() if code in codes]
    return re.compile(rf"{_REGION}(?P<city>{towns})?\s*(?P<county>{_either(counties)})?\s*")


def _either(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first; for nothing where there are none."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    return "|".join(map(re.escape, longest)) or "(?!)"


@lru_cache(maxsize=16)
def _county_names(city_code: str) -> dict[str, str]:
    """The codes of a city's counties by what they are called, or were: 柳江区, 柳江县, 柳江.

    容县 is never 容 alone.
    """
    return {
        name: county.code
        for county in load_counties()
        if county.city_code == city_code
        for long in (county.name_zh, county.short_zh)
        for bare in (_KIND.sub("", long),)
        for name in (long, *((bare, f"{bare}县", f"{bare}区") if len(bare) > 1 else ()))
    }


@lru_cache(maxsize=16)
def _counties_of(city_code: str) -> tuple[str, ...]:
    """The codes of a city's counties; the city's own code where none are known."""
    return tuple(c.code for c in load_counties() if c.city_code == city_code) or (city_code,)


def _squeezed(text: str) -> str:
    """A text without case, spaces and punctuation; a mark between two digits stays a dash."""
    if text.isalnum():
        return text.casefold()
    parts = _BETWEEN_DIGITS.split(text.casefold())
    return "-".join([_NOT_WORD.sub("", part) for part in parts])


def _id(facility: Facility) -> str:
    return facility.facility_id

"""The cities and counties of the tool, and which of them a piece of text means."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.layers import City, County
from geo.places import DATA

_PEOPLES = re.compile(r"(?:苗族|侗族|瑶族|壮族|仫佬族|毛南族|各族)+")
_KIND_ZH = re.compile(r"(?:自治县|县|区|市)$")
_KIND_EN = re.compile(r"(?:(?:miao|dong)?autonomous)?(?:county|district|city|xian|qu|shi)$")
_REGION = re.compile(
    r"^(?:中国|中华人民共和国)?(?:广西壮族自治区|广西省|广西区|广西)|^(?:guangxi|china)$"
)
_SEPARATORS = re.compile(r"[、,，;；/|()\n]|和|及")
_MARKS = re.compile(r"[\s'’‘`´·\-_]")
_FORMER_NAMES = {"450206": ("柳江县", "Liujiang County"), "450225": ("融水苗族县",)}
"""Names still written: 柳江县 became 柳江区 in 2016."""
_CODE = re.compile(r"(?P<code>\d{6})(?:\d{3}|\d{6})?(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text fits several counties; ``codes`` are in order."""

    codes: tuple[str, ...]


@lru_cache(maxsize=1)
def load_cities() -> tuple[City, ...]:
    """The cities in code order."""
    rows = _rows("boundaries/cities.csv")
    cities = (City(r["code"], r["name_zh"], r["name_en"]) for r in rows)
    return tuple(sorted(cities, key=lambda city: city.code))


@lru_cache(maxsize=1)
def load_counties() -> tuple[County, ...]:
    """The counties in code order, with the residents of the 2020 census (常住人口, persons)."""
    people = {
        row["county_code"]: int(row["total_persons"])
        for row in _rows("population/census_2020_counties.csv")
    }
    counties = (
        County(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            short_zh=row["short_zh"],
            short_en=row["short_en"],
            city_code=row["city_code"],
            population_persons=people[row["code"]],
        )
        for row in _rows("boundaries/counties.csv")
    )
    return tuple(sorted(counties, key=lambda county: county.code))


@lru_cache(maxsize=1)
def label_points() -> Mapping[str, tuple[float, float]]:
    """For each county code, where its label sits best: longitude and latitude, EPSG:4490."""
    return {
        row["code"]: (float(row["label_lon"]), float(row["label_lat"]))
        for row in _rows("boundaries/counties.csv")
    }


def resolve_county(
    text: str, counties: Iterable[County] | None = None, cities: Iterable[City] | None = None
) -> str | Ambiguous | None:
    """The code of the county the text means, or every county it fits, or None.

    Accepts the division code with 6, 9 or 12 digits (a township or village code means its county),
    full names, short forms (容县, 融水, 三江), a region and a city beside it, and English names. A
    text whose city is not the county's, or with a part that is no place, resolves to None.
    """
    gazetteer = _gazetteer(
        load_counties() if counties is None else tuple(counties),
        load_cities() if cities is None else tuple(cities),
    )
    codes: set[str] = set()
    towns: set[str] = set()
    for part in _parts(text):
        found = gazetteer.read(part)
        if found is None:
            return None
        codes |= found.counties
        towns |= found.cities
    if towns:
        codes = {code for code in codes if gazetteer.city_of[code] in towns}
    return Ambiguous(tuple(sorted(codes))) if len(codes) > 1 else next(iter(codes), None)


def resolve_city(text: str, cities: Iterable[City] | None = None) -> str | None:
    """The code of the city the text means (code, 玉林, 广西玉林市, Yulin, Yulin City), or None."""
    gazetteer = _gazetteer((), load_cities() if cities is None else tuple(cities))
    towns: set[str] = set()
    for part in _parts(text):
        found = gazetteer.read(part)
        if found is None:
            return None
        towns |= found.cities
    return next(iter(towns)) if len(towns) == 1 else None


@dataclass(frozen=True)
class _Found:
    """What one part of a text names; nothing at all for the region."""

    counties: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Gazetteer:
    county_names: Mapping[str, frozenset[str]]
    city_names: Mapping[str, str]
    city_of: Mapping[str, str]

    def read(self, part: str) -> _Found | None:
        """The places a part without separators names; None if it is no place known here."""
        plain = _plain(part)
        if match := _CODE.fullmatch(plain):
            code = match["code"]
            if code in self.city_of:
                return _Found(counties=frozenset({code}))
            return _Found(cities=frozenset({code})) if code in self.city_names.values() else None
        rest = _REGION.sub("", plain)
        if not rest:
            return _Found()
        if codes := self._county(rest):
            return _Found(counties=codes)
        if city := self.city_names.get(rest) or self.city_names.get(_KIND_EN.sub("", rest)):
            return _Found(cities=frozenset({city}))
        for name in sorted(self.city_names, key=len, reverse=True):
            if rest.startswith(name) and (codes := self._county(rest.removeprefix(name))):
                return _Found(codes, frozenset({self.city_names[name]}))
        return None

    def _county(self, plain: str) -> frozenset[str]:
        bare = _KIND_EN.sub("", plain)
        return self.county_names.get(plain) or self.county_names.get(bare, frozenset())


@lru_cache(maxsize=8)
def _gazetteer(counties: tuple[County, ...], cities: tuple[City, ...]) -> _Gazetteer:
    names: dict[str, set[str]] = {}
    for county in counties:
        former = _FORMER_NAMES.get(county.code, ())
        for name in (county.name_zh, county.short_zh, county.name_en, county.short_en, *former):
            for form in _forms(name):
                names.setdefault(form, set()).add(county.code)
    return _Gazetteer(
        county_names={name: frozenset(codes) for name, codes in names.items()},
        city_names={
            _plain(name): city.code
            for city in cities
            for name in (city.name_zh, city.name_zh.removesuffix("市"), city.name_en)
        },
        city_of={county.code: county.city_code for county in counties},
    )


def _forms(name: str) -> set[str]:
    """A name with and without its kind (县, District) and its peoples.

    容 or Rong alone is no form: it would also begin 融安, 融水 and many other words.
    """
    if name.isascii():
        whole = [_plain(part) for part in re.split(r"[()]", name)]
        forms = {form for part in whole for form in (part, _KIND_EN.sub("", part))}
        return {form for form in forms if len(form) > len("rong")}
    plain = _plain(name)
    bare = _KIND_ZH.sub("", plain)
    forms = {plain, bare, _PEOPLES.sub("", bare), _PEOPLES.sub("", plain)}
    return {form for form in forms if len(form) > 1}


def _parts(text: str) -> list[str]:
    """The text cut where lists are cut, full-width letters and digits made plain."""
    return [p for p in _SEPARATORS.split(unicodedata.normalize("NFKC", text)) if p.strip()]


def _plain(text: str) -> str:
    """The text in lower case, without spaces, apostrophes and hyphens."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))

"""Who may answer a check sheet 核对确认单: its county's bodies, or the city's for it."""

from __future__ import annotations

import re
from functools import lru_cache

from geo.counties import load_cities, load_counties
from geo.reading.named_places import city_of

REGION = "450000"
_REGION = re.compile(r"^(?:中国)?(?:广西壮族自治区|广西省|广西区|广西|自治区)")
_FORMER = {"柳江县": "450206"}


@lru_cache(maxsize=1024)
def place_of_body(body: str) -> str | None:
    """The division code of the place a body's name begins with; None where it names none.

    A county's (玉林市容县教育局 is 容县's), else a city's, else the region's (``REGION``). English
    names count as the Chinese ones do.
    """
    said = re.sub(r"\s", "", body).casefold()
    rest = _REGION.sub("", said)
    found = REGION if rest != said else None
    for name, code in _cities():
        if rest.startswith(name):
            found, beyond = code, rest.removeprefix(name)
            inside = [c for n, c in _counties() if beyond.startswith(n) and city_of(c) == code]
            return inside[0] if inside else found
    named = [code for name, code in _counties() if rest.startswith(name)]
    return named[0] if named else found


def may_answer(body: str, county_code: str) -> bool:
    """Whether a body may hand in a county's sheet: its own body, its city's or the region's.

    A body whose place can't be told may answer for none.
    """
    return place_of_body(body) in (county_code, city_of(county_code), REGION)


def is_above(body: str) -> bool:
    """Whether a body is a city's or the region's: it hands a sheet in and answers none itself."""
    return place_of_body(body) in {REGION, *(city.code for city in load_cities())}


@lru_cache(maxsize=1)
def _cities() -> tuple[tuple[str, str], ...]:
    names = [(n, c.code) for c in load_cities() for n in (c.name_zh, c.name_en)]
    # 北流市's bodies never begin so; 玉林残联 is the city's as 玉林市残联 is.
    return _longest_first([*names, *((n.removesuffix("市"), code) for n, code in names)])


@lru_cache(maxsize=1)
def _counties() -> tuple[tuple[str, str], ...]:
    names = [
        (name, c.code)
        for c in load_counties()
        for name in (c.name_zh, c.short_zh, c.name_en.split(" (")[0], c.short_en)
    ]
    # 融水 and 北流, but never the one character 容.
    stems = [(re.sub(r"[县区市]$", "", name), code) for name, code in names]
    return _longest_first([*names, *(s for s in stems if len(s[0]) > 1), *_FORMER.items()])


def _longest_first(names: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    plain = {(re.sub(r"\s", "", name).casefold(), code) for name, code in names}
    return tuple(sorted(plain, key=lambda pair: (-len(pair[0]), pair)))

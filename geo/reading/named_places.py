"""Counties and cities as cells name them, and as issues name them back."""

from __future__ import annotations

from functools import lru_cache

from geo.counties import Ambiguous, load_counties, resolve_city, resolve_county
from geo.text import Text


def city_of(county_code: str) -> str:
    """The code of the city a county belongs to."""
    return _cities_by_county()[county_code]


def county_name(code: str) -> Text:
    """The name of a county in both languages."""
    return _names_by_county()[code]


def county_names(codes: tuple[str, ...] = ()) -> Text:
    """The names of these counties in a sentence; of all when none are given."""
    counties = [c for c in load_counties() if not codes or c.code in codes]
    return Text("、".join(c.name_zh for c in counties), ", ".join(f"{c.name_en}" for c in counties))


@lru_cache(maxsize=4096)
def which_county(text: str) -> str | Ambiguous | None:
    """The county a cell means, remembered: a list repeats few names many times."""
    return resolve_county(text)


@lru_cache(maxsize=1024)
def which_city(text: str) -> str | None:
    """The city a cell means, remembered."""
    return resolve_city(text)


@lru_cache(maxsize=1)
def _cities_by_county() -> dict[str, str]:
    return {county.code: county.city_code for county in load_counties()}


@lru_cache(maxsize=1)
def _names_by_county() -> dict[str, Text]:
    return {c.code: Text(c.name_zh, c.name_en) for c in load_counties()}

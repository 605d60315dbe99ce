"""Sites by name in both languages: 三江侗族自治县政府驻地, County seat of Sanjiang."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.planning.scenarios.options import Site, SiteOrigin
from geo.counties import load_counties
from geo.text import Text, join

_NUMBER = " "
"""What stands between a cell's name and its number."""


def site_words(site: Site, *, beside_county: bool = False) -> Text:
    """What the site is called; of a county that is not known, its name alone.

    ``beside_county``: the county is named there already.
    """
    county = next((c for c in load_counties() if c.code == site.county_code), None)
    if county is None:
        return Text(site.name, site.name)
    return Text(site.name, english_name(site, county.short_en, beside_county=beside_county))


def english_name(site: Site, county_en: str, *, beside_county: bool = False) -> str:
    """The English name of a site of this county.

    A seat, a cell and a point on the map are named after their county; what a record or a table
    names keeps that name, as nobody has translated it, and its county stands beside it.
    """
    match site.origin:
        case SiteOrigin.SEAT:
            return f"County seat of {county_en}"
        case SiteOrigin.CELL:
            return f"Population cell {site.name.rpartition(_NUMBER)[2]} of {county_en}"
        case SiteOrigin.DRAWN if named_by_place(site):
            return f"Point in {county_en} ({place_of_point(site)})"
        case _:
            return site.name if beside_county else f"{site.name}, {county_en}"


def named_by_place(site: Site) -> bool:
    """Whether a point on the map bears no name but its place."""
    return f"{site.lon:.5f},{site.lat:.5f}" in site.name if site.lon is not None else False


def place_of_point(site: Site) -> str:
    """Longitude and latitude to four decimals, some ten metres."""
    return f"{site.lon:.4f}, {site.lat:.4f}"


def sites_listed(sites: Iterable[Site]) -> Text:
    """Their names, each once."""
    return join(list(dict.fromkeys(map(site_words, sites))), en="; ")

"""Names of sites in both languages, with the short name of their county."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.options import Site, SiteOrigin
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType

_NUMBER = " "
"""What stands between a cell's name and its number."""


def site_name(site: Site, names: Mapping[str, Text]) -> Text:
    """What a site is called: 融水县政府驻地, County seat of Rongshui.

    A seat, a cell and a point on the map are named after their county; what a record or a table
    names keeps that name in both languages, as nobody has translated it.
    """
    county = names.get(site.county_code)
    if county is None:
        return Text(site.name, site.name)
    match site.origin:
        case SiteOrigin.SEAT:
            return Text(f"{county.zh}政府驻地", f"County seat of {county.en}")
        case SiteOrigin.CELL:
            number = site.name.rpartition(_NUMBER)[2]
            return Text(f"{county.zh}人口格网 {number}", f"Population cell {number} of {county.en}")
        case SiteOrigin.DRAWN if site.lon is not None and site.lat is not None:
            place = f"{site.lon:.4f}, {site.lat:.4f}"
            if f"{site.lon:.5f},{site.lat:.5f}" not in site.name:
                return Text(site.name, site.name)
            return Text(f"{county.zh}点选（{place}）", f"Point in {county.en} ({place})")
        case _:
            return Text(site.name, site.name)


def project_name(kind: FacilityType, site: Site, names: Mapping[str, Text]) -> Text:
    """A project in a few words: what would stand there, and where."""
    where = site_name(site, names)
    return Text(f"{WORDS[kind].zh}（{where.zh}）", f"{WORDS[kind].en} ({where.en})")

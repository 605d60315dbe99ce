"""Names of sites in both languages, with the short name of their county."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.options import Site, SiteOrigin
from analysis.planning.scenarios.site_words import english_name, named_by_place, place_of_point
from geo.text import Text
from geo.vocabulary import WORDS, FacilityType


def site_name(site: Site, names: Mapping[str, Text]) -> Text:
    """What a site is called: 融水县政府驻地, County seat of Rongshui.

    What a record or a table names keeps that name in both languages, in English with its county.
    """
    county = names.get(site.county_code)
    if county is None:
        return Text(site.name, site.name)
    en = english_name(site, county.en)
    if site.origin is SiteOrigin.SEAT:
        return Text(f"{county.zh}政府驻地", en)
    if site.origin is SiteOrigin.CELL:
        return Text(f"{county.zh}人口格网 {site.name.rpartition(' ')[2]}", en)
    if site.origin is SiteOrigin.DRAWN and named_by_place(site):
        return Text(f"{county.zh}点选（{place_of_point(site)}）", en)
    return Text(site.name, en)


def project_name(kind: FacilityType, site: Site, names: Mapping[str, Text]) -> Text:
    """A project in a few words: what would stand there, and where."""
    where = site_name(site, names)
    return Text(f"{WORDS[kind].zh}（{where.zh}）", f"{WORDS[kind].en} ({where.en})")

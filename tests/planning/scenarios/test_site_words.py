"""Sites by name: what a reader of English is told of a place with a Chinese name."""

from __future__ import annotations

import pytest

from analysis.planning.scenarios.options import Site, SiteOrigin
from analysis.planning.scenarios.site_words import site_words, sites_listed

RONGSHUI = "450225"


def site(name: str, origin: SiteOrigin, county: str = RONGSHUI) -> Site:
    return Site(f"s-{name}", name, county, origin, 109.25, 25.07)


@pytest.mark.parametrize(
    ("name", "origin", "en"),
    [
        ("融水苗族自治县政府驻地", SiteOrigin.SEAT, "County seat of Rongshui"),
        ("融水苗族自治县人口格网 2", SiteOrigin.CELL, "Population cell 2 of Rongshui"),
        (
            "融水苗族自治县点选（109.25000,25.07000）",
            SiteOrigin.DRAWN,
            "Point in Rongshui (109.2500, 25.0700)",
        ),
        ("城北旧校舍", SiteOrigin.DRAWN, "城北旧校舍, Rongshui"),
        ("城北旧校舍", SiteOrigin.UPLOADED, "城北旧校舍, Rongshui"),
        ("演示养老院", SiteOrigin.FACILITY, "演示养老院, Rongshui"),
    ],
)
def test_english_names_the_county_and_keeps_only_names_nobody_has_translated(
    name: str, origin: SiteOrigin, en: str
) -> None:
    said = site_words(site(name, origin))
    assert (said.zh, said.en) == (name, en)


def test_beside_its_county_a_site_does_not_repeat_it() -> None:
    assert site_words(site("旧校舍", SiteOrigin.UPLOADED), beside_county=True).en == "旧校舍"


def test_of_a_county_nobody_knows_the_name_stands_alone() -> None:
    assert site_words(site("某处", SiteOrigin.SEAT, "999999")).en == "某处"


def test_a_site_with_several_options_is_listed_once() -> None:
    one, two = site("甲", SiteOrigin.UPLOADED), site("乙", SiteOrigin.UPLOADED)
    assert sites_listed([one, two, one]).en == "甲, Rongshui; 乙, Rongshui"

"""The list of facilities: what a row says in short, and the sheet of the facility whole."""

from __future__ import annotations

from tests.ui.facility_steps import facilities_page
from tests.ui.frozen_app import drawn

SITE, ADDRESS = "m.yybnet.net", "https://m.yybnet.net/yulin/news/201306/1853757.html"


def test_of_a_web_address_the_list_has_the_site_alone() -> None:
    text = drawn(facilities_page())
    assert SITE in text
    assert ADDRESS not in text


def test_the_sheet_of_a_facility_has_its_source_whole() -> None:
    assert ADDRESS in drawn(facilities_page("pub-450900-child-welfare"))

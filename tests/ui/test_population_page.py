"""人口 says who lives in the city, and on which basis persons with disabilities are known."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import CertifiedPersons
from tests.ui.frozen_app import drawn, on_record
from tests.ui.test_pages import opened

YULIN, LIUZHOU = "450900", "450200"
COUNTIES = ("450902", "450903", "450921", "450922", "450923", "450924", "450981")


def page(city: str = YULIN, language: str = "zh", *, demonstration: bool = False) -> AppTest:
    app = opened(city, language, demonstration=demonstration)
    return app.switch_page("ui/pages/population.py").run()


def certified(county: str, persons: int, as_of: date | None = date(2025, 12, 1)) -> None:
    on_record(
        CertifiedPersons(f"C-{county}", county, None, None, "", persons, as_of, "容县残联报"),
        table="certified_persons",
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "持证残疾人 7 个县（市、区）都待报"), ("en", "None of the 7 counties has reported")],
)
def test_it_opens_with_who_lives_there_and_what_is_not_known(language: str, said: str) -> None:
    text = drawn(page(language=language))
    assert "5,796,766" in text
    assert said in text


def test_what_counties_reported_is_summed_and_the_others_are_named() -> None:
    certified("450921", 9_600)
    certified("450922", 7_800, None)
    text = drawn(page())
    assert "7 个县（市、区）中 2 个已报" in text
    assert "17,400" in text
    assert "容县 9,600，2025-12-01" in text
    assert "陆川县 7,800，时点不详" in text
    assert "待报：玉州区、福绵区、博白县、兴业县、北流市" in text


def test_when_all_have_reported_nobody_is_asked() -> None:
    for county in COUNTIES:
        certified(county, 1_000)
    text = drawn(page())
    assert "报来持证残疾人 **7,000 人**" in text
    assert "向市残联要" not in text


def test_a_count_of_later_than_the_reader_s_day_is_not_known_yet() -> None:
    certified("450921", 9_600, date(2026, 3, 1))
    assert "9,600" not in drawn(page())


def test_another_city_s_certificate_holders_are_not_this_city_s() -> None:
    certified("450921", 9_600)
    assert "9,600" not in drawn(page(LIUZHOU))


def test_the_demonstration_shows_what_its_counties_reported() -> None:
    assert "容县 9,600" in drawn(page(demonstration=True))

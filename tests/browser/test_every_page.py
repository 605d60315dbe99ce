"""Every page of the running app shows its content, without barriers, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.steps import LIUZHOU, YULIN, county_map, open_app, settled
from tests.waiting import comes_to

OpenPage = Callable[..., Any]

CONTENT: dict[str, tuple[str, ...]] = {
    "": ("table.matrix tbody tr", "section.todo, .todo", "iframe"),
    "facilities": ("table.data tbody tr", "iframe"),
    "population": (".lede", "figure .strip", "table.data tfoot", "iframe"),
    "accessibility": (".lede", "iframe", '[data-testid="stExpander"]'),
    "siting": (".lede", "iframe", '[data-testid="stExpander"]'),
    "scenarios": (".lede, .root p", '[data-testid="stPageLink"]'),
    "papers": (".lede", "section.preview img", '[data-testid="stCheckbox"]'),
    "findings": (".notice", "table.data tbody tr"),
    "reviews": (".notice ol li", ".lede, .root p", '[data-testid="stDownloadButton"]'),
    "retrofit": (".lede, .root p", '[data-testid="stForm"], [data-testid="stNumberInput"]'),
    "indicators": (".notice, table.data tbody tr",),
    "register": ("table.data tbody tr, .notice",),
    "sources": ("table.data tbody tr",),
}
"""What must be on a page, by its path."""


WIDTHS = """() => ['[data-testid="stMain"]', 'html'].map(
  (at) => document.querySelector(at).scrollWidth)"""
"""How wide the page and its main part are, px."""


def expect_content(page: Any, path: str) -> None:
    """All that must be on the page stands there still, and no error does."""
    for selector in CONTENT[path]:
        expect(page.locator(selector).first).to_be_visible()
    settled(page)
    expect(page.locator('[data-testid="stException"], [data-testid="stAlert"]')).to_have_count(0)


def barriers(page: Any) -> list[str]:
    """The serious and critical findings of axe-core, one line for each place."""
    found = []
    for violation in Axe().run(page).response["violations"]:
        if violation["impact"] not in ("serious", "critical"):
            continue
        for node in violation["nodes"]:
            found.append(f"{violation['id']}: {node['target']} {node['html'][:200]}")
    return found


@pytest.mark.parametrize(("city", "language"), [(YULIN, "zh"), (LIUZHOU, "en")])
@pytest.mark.parametrize("path", list(CONTENT))
def test_a_page_shows_its_content_without_barriers(
    page: Any, app_server: str, path: str, city: str, language: str
) -> None:
    open_app(page, app_server, path, city=city, lang=language)
    # While a script runs, what stands there is drawn pale: no contrast to be judged.
    expect_content(page, path)
    comes_to(page, lambda: barriers(page), [])


@pytest.mark.parametrize("path", list(CONTENT))
@pytest.mark.parametrize(("city", "language"), [(YULIN, "zh"), (LIUZHOU, "en")])
def test_a_page_fits_a_phone(
    open_page: OpenPage, app_server: str, path: str, city: str, language: str
) -> None:
    phone = open_page(390, 844)
    open_app(phone, app_server, path, city=city, lang=language, demo="1")
    expect_content(phone, path)
    comes_to(phone, lambda: [width for width in phone.evaluate(WIDTHS) if width > 390], [])


def test_while_its_scripts_load_a_page_is_no_wider_than_the_phone(
    open_page: OpenPage, app_server: str
) -> None:
    phone = open_page(390, 844, fresh=True)
    # Never answered: Streamlit draws bars in place of the components for as long as that.
    phone.route("**/BidiComponent.*.js", lambda route: None)
    phone.goto(f"{app_server}/retrofit?city={YULIN}")
    expect(phone.locator('.st-key-document_language [data-testid="stSkeleton"]')).to_be_attached()
    phone.wait_for_function("document.querySelectorAll('[data-testid=stSkeleton]').length > 5")
    assert [width for width in phone.evaluate(WIDTHS) if width > 390] == []


def test_the_page_says_which_language_it_is_in(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN, lang="en")
    county_map(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")


_OVER = """(tables) => tables.map((table) => Math.round(
  table.getBoundingClientRect().right - table.getRootNode().host.getBoundingClientRect().right))"""
"""How far tables stand out of the components they are in, px."""


@pytest.mark.parametrize("path", ["", "population", "accessibility", "retrofit"])
def test_a_wide_screen_shows_every_column_in_english_too(
    open_page: OpenPage, app_server: str, path: str
) -> None:
    wide = open_page(1440, 900)
    open_app(wide, app_server, path, city=LIUZHOU, lang="en", demo="1")
    expect_content(wide, path)
    tables = wide.locator("table.matrix, table.data")
    assert tables.count()
    assert max(tables.evaluate_all(_OVER)) <= 0


def test_the_bars_of_a_column_begin_below_each_other(page: Any, app_server: str) -> None:
    # 1,390,612 beside 908,121.
    open_app(page, app_server, "population", city=YULIN, lang="zh")
    expect_content(page, "population")
    begins = page.locator(".track").evaluate_all(
        "(all) => all.map((e) => Math.round(e.getBoundingClientRect().left))"
    )
    assert len(set(begins)) == 1


def test_controls_of_one_row_stand_at_one_height(page: Any, app_server: str) -> None:
    open_app(page, app_server, "population", city=YULIN, lang="zh")
    expect_content(page, "population")
    labels = page.locator('[data-testid="stHorizontalBlock"] [data-testid="stWidgetLabel"]')
    tops = labels.evaluate_all("(all) => all.map((e) => Math.round(e.getBoundingClientRect().top))")
    assert len(tops) == 3
    assert len(set(tops)) == 1


def test_the_kind_of_facility_chosen_is_read_whole_in_english(page: Any, app_server: str) -> None:
    # The longest of them: Community mental-health rehabilitation.
    open_app(page, app_server, "accessibility", city=LIUZHOU, lang="en", demo="1")
    box = page.get_by_role("combobox", name="Facilities")
    expect(box).to_have_value("Community mental-health rehabilitation (5 of 5 on map)")
    assert box.evaluate("(e) => e.scrollWidth - e.clientWidth") <= 0


def test_on_a_phone_the_head_begins_at_the_left(open_page: OpenPage, app_server: str) -> None:
    phone = open_page(390, 844)
    open_app(phone, app_server, "register", city=YULIN, lang="zh")
    city = phone.get_by_role("button", name="城市、时点与状态").bounding_box()
    assert city["x"] < 20

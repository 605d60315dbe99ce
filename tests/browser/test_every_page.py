"""Every page of the running app shows its content, without barriers, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.steps import LIUZHOU, YULIN, county_map, open_app, settled

OpenPage = Callable[..., Any]

CONTENT: dict[str, tuple[str, ...]] = {
    "": ("table.matrix tbody tr", "section.todo, .todo", "iframe"),
    "facilities": ("table.data tbody tr", "iframe"),
    "population": ("figure .strip", "table.data tfoot", "iframe"),
    "findings": (".notice", "table.data tbody tr"),
    "reviews": (".notice", ".lede, .root p", '[data-testid="stDownloadButton"]'),
    "retrofit": (".lede, .root p", '[data-testid="stForm"], [data-testid="stNumberInput"]'),
    "indicators": (".notice, table.data tbody tr",),
    "register": ("table.data tbody tr, .notice",),
    "sources": ("table.data tbody tr",),
}
"""What must be on a page, by its path."""


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
    for selector in CONTENT[path]:
        page.locator(selector).first.wait_for(timeout=60_000)
    # While a script runs, what stands there is drawn pale: no contrast to be judged.
    settled(page)
    assert page.locator('[data-testid="stException"], [data-testid="stAlert"]').count() == 0
    assert barriers(page) == []


@pytest.mark.parametrize("path", list(CONTENT))
@pytest.mark.parametrize(("city", "language"), [(YULIN, "zh"), (LIUZHOU, "en")])
def test_a_page_fits_a_phone(
    open_page: OpenPage, app_server: str, path: str, city: str, language: str
) -> None:
    phone = open_page(390, 844)
    open_app(phone, app_server, path, city=city, lang=language, demo="1")
    for selector in CONTENT[path]:
        phone.locator(selector).first.wait_for(timeout=60_000)
    assert phone.locator('[data-testid="stException"], [data-testid="stAlert"]').count() == 0
    widths = phone.evaluate(
        """() => ['[data-testid="stMain"]', 'html'].map(
             (at) => document.querySelector(at).scrollWidth)"""
    )
    assert max(widths) <= 390


def test_the_page_says_which_language_it_is_in(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN, lang="en")
    county_map(page)
    assert page.locator("html").get_attribute("lang") == "en"

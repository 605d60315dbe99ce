"""The components in a real browser: what clicks and keys do, what hostile names can't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import settled
from tests.running_app import running_app
from tests.waiting import comes_to

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "tests" / "ui" / "apps" / "components_gallery.py"


@pytest.fixture(scope="module")
def gallery(browser_executable: Path) -> Iterator[str]:
    """The address of the running gallery."""
    with running_app(GALLERY) as url:
        yield url


def shown(page: Any, url: str) -> Any:
    """The page once every component has drawn itself."""
    page.goto(url)
    page.wait_for_selector("[data-testid=stCode]")
    page.get_by_role("table", name=re.compile("资料问题|Issues in the data")).wait_for()
    return settled(page)


def events(page: Any, text: str) -> None:
    """Waits until Python has noted the event."""
    page.locator("[data-testid=stCode]").get_by_text(text).wait_for()


def test_a_press_on_a_county_name_reaches_python_with_the_countys_code(
    page: Any, gallery: str
) -> None:
    shown(page, gallery)
    page.locator("table.matrix").get_by_role("button", name="融水县").click()
    events(page, "open 450225")


def test_a_press_on_a_head_moves_the_bar_and_reaches_python_with_the_requirements_id(
    page: Any, gallery: str
) -> None:
    shown(page, gallery)
    heads = page.locator("table.matrix thead button")
    expect(heads.nth(0)).to_have_attribute("aria-pressed", "true")
    heads.nth(2).click()
    events(page, "requirement mental")
    settled(page)
    expect(heads.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(heads.nth(0)).to_have_attribute("aria-pressed", "false")


def test_the_bar_moves_before_python_answers(page: Any, gallery: str) -> None:
    shown(page, gallery)
    pressed = page.locator("table.matrix").evaluate(
        """table => {
            const root = table.getRootNode();
            root.querySelectorAll('thead button')[1].click();
            return root.querySelectorAll('thead button')[1].getAttribute('aria-pressed');
        }"""
    )
    assert pressed == "true"


def test_keyboard_focus_stays_on_the_head_that_was_pressed(page: Any, gallery: str) -> None:
    shown(page, gallery)
    head = page.locator("table.matrix thead button").nth(1)
    head.focus()
    page.keyboard.press("Enter")
    events(page, "requirement professional")
    settled(page)
    expect(head).to_be_focused()


def test_every_county_is_reached_by_tab_in_code_order(page: Any, gallery: str) -> None:
    shown(page, gallery)
    page.locator("table.matrix tbody button").first.focus()
    names = []
    for _ in range(10):
        names.append(
            page.evaluate("() => document.activeElement.shadowRoot.activeElement.textContent")
        )
        page.keyboard.press("Tab")
    assert names[0] == "城中区"
    assert names[9] == "三江县"


@pytest.mark.parametrize(
    ("name", "noted"),
    [("返回总表", "back"), ("上一个： 融安县", "neighbour 450224"), ("退出演示", "exit")],
)
def test_the_buttons_around_the_tables_reach_python(
    page: Any, gallery: str, name: str, noted: str
) -> None:
    shown(page, gallery)
    page.get_by_role("button", name=name).click()
    events(page, noted)


def test_a_row_button_of_a_table_reaches_python_with_the_rows_id(page: Any, gallery: str) -> None:
    shown(page, gallery)
    page.locator("table.data").first.get_by_role("button", name="柳江区").click()
    events(page, "row 450206")


def test_the_document_says_its_language(page: Any, gallery: str) -> None:
    shown(page, gallery)
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    shown(page, f"{gallery}/?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_names_are_text_everywhere(
    open_page: Callable[..., Any], gallery: str, width: int
) -> None:
    page = open_page(width)
    shown(page, f"{gallery}/?names=hostile")
    comes_to(page, lambda: page.get_by_text("{{7*7}}").count() >= 4, True)
    assert page.evaluate("window.hostile") is None
    expect(page.locator("img[src=x]")).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_wider_than_the_screen(
    open_page: Callable[..., Any], gallery: str, width: int, language: str
) -> None:
    page = open_page(width)
    shown(page, f"{gallery}/?lang={language}")
    over = (
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        "return m.scrollWidth - m.clientWidth }"
    )
    comes_to(page, lambda: page.evaluate(over), 0)


def test_on_a_phone_a_tab_shows_one_requirement(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    cells = page.locator("table.matrix tbody tr").first.locator("td:visible")
    expect(cells).to_have_count(1)
    expect(cells).to_contain_text("已达到")
    page.locator(".tabs button").nth(2).click()
    expect(cells).to_contain_text("已设有")
    events(page, "requirement mental")


def test_on_a_phone_every_control_is_44_px_high(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    low = (
        "nodes => nodes.filter(n => n.getBoundingClientRect().height < 42).map(n => n.textContent)"
    )
    buttons = page.locator(".root button:visible")
    comes_to(page, lambda: buttons.evaluate_all(low), [])


def test_a_table_that_scrolls_sideways_is_reached_by_keyboard_and_named(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    region = page.get_by_role("region", name="家庭无障碍改造分年任务与覆盖率")
    region.focus()
    page.keyboard.press("ArrowRight")
    comes_to(page, lambda: region.evaluate("box => box.scrollLeft") > 0, True)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Any], gallery: str, width: int, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(width)
    shown(page, f"{gallery}/?lang={language}")
    page.wait_for_function("document.documentElement.lang !== ''")

    def grave() -> list[Any]:
        return [
            (v["id"], node["target"], node.get("failureSummary", ""))
            for v in Axe().run(page).response["violations"]
            if v["impact"] in {"serious", "critical"}
            for node in v["nodes"]
        ]

    comes_to(page, grave, [])

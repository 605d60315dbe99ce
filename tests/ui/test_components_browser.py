"""The components in a real browser: what clicks and keys do, what hostile names can't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.running_app import running_app

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
    page.wait_for_selector("[data-testid=stCode]", timeout=60_000)
    page.get_by_role("table", name=re.compile("资料问题|Issues in the data")).wait_for()
    return page


def events(page: Any, text: str) -> None:
    """Waits until Python has noted the event."""
    page.locator("[data-testid=stCode]").get_by_text(text).wait_for(timeout=15_000)


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
    assert heads.nth(0).get_attribute("aria-pressed") == "true"
    heads.nth(2).click()
    events(page, "requirement mental")
    assert heads.nth(2).get_attribute("aria-pressed") == "true"
    assert heads.nth(0).get_attribute("aria-pressed") == "false"


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
    page.wait_for_timeout(500)
    assert head.evaluate("node => node.getRootNode().activeElement === node")


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
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    shown(page, f"{gallery}/?lang=en")
    page.wait_for_function("document.documentElement.lang === 'en'")


@pytest.mark.parametrize("width", [1440, 390])
def test_hostile_names_are_text_everywhere(
    open_page: Callable[..., Any], gallery: str, width: int
) -> None:
    page = open_page(width)
    shown(page, f"{gallery}/?names=hostile")
    assert page.evaluate("window.hostile") is None
    assert page.locator("img[src=x]").count() == 0
    assert page.get_by_text("{{7*7}}").count() >= 4


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_is_wider_than_the_screen(
    open_page: Callable[..., Any], gallery: str, width: int, language: str
) -> None:
    page = open_page(width)
    shown(page, f"{gallery}/?lang={language}")
    over = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        "return m.scrollWidth - m.clientWidth }"
    )
    assert over == 0


def test_on_a_phone_a_tab_shows_one_requirement(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    cells = page.locator("table.matrix tbody tr").first.locator("td:visible")
    assert cells.count() == 1
    assert "已达到" in cells.inner_text()
    page.locator(".tabs button").nth(2).click()
    assert "已设有" in cells.inner_text()
    events(page, "requirement mental")


def test_on_a_phone_every_control_is_44_px_high(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    low = page.locator(".root button:visible").evaluate_all(
        "nodes => nodes.filter(n => n.getBoundingClientRect().height < 42).map(n => n.textContent)"
    )
    assert low == []


def test_a_table_that_scrolls_sideways_is_reached_by_keyboard_and_named(
    open_page: Callable[..., Any], gallery: str
) -> None:
    page = open_page(390)
    shown(page, gallery)
    region = page.get_by_role("region", name="家庭无障碍改造分年任务与覆盖率")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert region.evaluate("box => box.scrollLeft") > 0


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_serious(
    open_page: Callable[..., Any], gallery: str, width: int, language: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(width)
    shown(page, f"{gallery}/?lang={language}")
    page.wait_for_function("document.documentElement.lang !== ''")
    found = Axe().run(page).response["violations"]
    grave = [
        (v["id"], node["target"], node.get("failureSummary", ""))
        for v in found
        if v["impact"] in {"serious", "critical"}
        for node in v["nodes"]
    ]
    assert grave == []

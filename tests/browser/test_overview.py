"""Finding one's way: first start, counties, requirements, language, keyboard, demonstration."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    LIUZHOU,
    MAP,
    YULIN,
    click_county,
    county_map,
    go,
    open_app,
    reload,
    says,
    says_no_more,
    settled,
)

PAGES = ("总览", "设施", "人口", "核查", "改造", "指标", "台账", "数据与方法")
DEEP_FOCUS = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  return node?.textContent ?? "";
}"""
WATCH_MAP = """(at) => {
  const frame = document.querySelector(at);
  frame.kept = true;
  frame.contentWindow.kept = true;
  window.lowest = 1;
  const look = () => {
    let opacity = 1;
    for (let node = frame; node; node = node.parentElement)
      opacity *= Number(getComputedStyle(node).opacity);
    window.lowest = Math.min(window.lowest, opacity);
    requestAnimationFrame(look);
  };
  look();
}"""
KEPT = """(at) => {
  const frame = document.querySelector(at);
  return [frame.kept === true, frame.contentWindow.kept === true, window.lowest];
}"""


def sheet(page: Any, county: str) -> Any:
    """The open sheet of a county."""
    return page.get_by_role("article", name=re.compile(f"^{county}"))


def row_button(page: Any, county: str) -> Any:
    return page.locator("table.matrix").get_by_role("button", name=county)


def test_the_first_start_asks_which_city_is_yours(page: Any, app_server: str) -> None:
    open_app(page, app_server)
    page.get_by_role("heading", name="先选择您的城市").wait_for()
    expect(page.get_by_role("button", name=re.compile("玉林市|柳州市"))).to_have_count(2)


def test_the_chosen_city_is_in_the_address_and_a_reload_comes_back_to_it(
    page: Any, app_server: str
) -> None:
    open_app(page, app_server)
    page.get_by_role("button", name=re.compile("玉林市")).click()
    page.get_by_role("heading", name="玉林市").wait_for()
    expect(page).to_have_url(re.compile("city=450900"))
    reload(settled(page))
    expect(page.get_by_role("heading", name="玉林市")).to_be_visible()
    expect(row_button(page, "博白县")).to_be_visible()


def test_a_click_on_the_map_opens_the_countys_sheet(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    click_county(page, "450923")
    sheet(page, "博白县").wait_for()


def test_the_map_is_not_made_anew_and_does_not_fade_when_a_county_is_clicked(
    page: Any, app_server: str
) -> None:
    open_app(page, app_server, city=YULIN)
    county_map(page)
    settled(page)
    page.evaluate(WATCH_MAP, MAP)
    click_county(page, "450923")
    sheet(page, "博白县").wait_for()
    settled(page)
    page.wait_for_timeout(700)
    assert page.evaluate(KEPT, MAP) == [True, True, 1]


def test_the_county_whose_sheet_is_open_is_marked_on_the_map(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    row_button(page, "博白县").click()
    sheet(page, "博白县").wait_for()
    county_map(page).locator('#map[data-selected="450923"]').wait_for()


def test_the_sheet_leads_back_to_the_table(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    row_button(page, "博白县").click()
    sheet(page, "博白县").wait_for()
    settled(page)
    page.get_by_role("button", name="返回总表").click()
    page.locator("table.matrix").wait_for()
    expect(sheet(settled(page), "博白县")).to_have_count(0)


def test_the_sheet_leads_to_the_neighbours_in_code_order(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    row_button(page, "博白县").click()
    # The table has a button of the neighbour's name too: it goes when the sheet comes.
    sheet(page, "博白县").wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("兴业县")).click()
    sheet(page, "兴业县").wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("博白县")).click()
    sheet(page, "博白县").wait_for()
    settled(page)
    page.get_by_role("button", name=re.compile("陆川县")).click()
    sheet(page, "陆川县").wait_for()


def test_with_the_keyboard_alone_a_countys_sheet_opens(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    row_button(page, "玉州区").wait_for()
    settled(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(DEEP_FOCUS) == "玉州区":
            break
    page.keyboard.press("Enter")
    sheet(page, "玉州区").wait_for()


def test_another_requirement_recolours_the_map(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=LIUZHOU, demo="1")
    frame = county_map(page)
    fill = 'path[data-code="450202"][data-fill="{}"]'
    frame.locator(fill.format("met")).wait_for(state="attached")
    page.get_by_role("radio", name="专业化设施", exact=True).click()
    frame.locator(fill.format("neutral")).wait_for(state="attached")


def test_a_head_of_the_table_chooses_the_requirement_of_the_map(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=LIUZHOU, demo="1")
    county_map(page)
    settled(page)
    page.locator("table.matrix thead button").nth(1).click()
    page.get_by_role("radio", name="专业化设施", exact=True, checked=True).wait_for()


def test_the_language_switch_turns_the_whole_page(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=YULIN)
    page.get_by_role("button", name="English", exact=True).click()
    page.get_by_role("heading", name="Yulin", exact=True).wait_for()
    says(page, "Bobai")
    says_no_more(page, "博白县")
    expect(county_map(page).locator("body")).to_contain_text("To be verified", use_inner_text=True)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_banner_of_the_demonstration_is_on_every_page(
    page: Any, app_server: str, city: str
) -> None:
    open_app(page, app_server, city=city, demo="1")
    for name in PAGES:
        go(page, name)
        expect(page.get_by_role("region", name="演示数据"), name).to_be_visible()


def test_the_map_of_the_demonstration_says_so(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=LIUZHOU, demo="1")
    expect(county_map(page).locator(".watermark")).to_contain_text("演示")


def test_leaving_the_demonstration_takes_banner_watermark_and_records_away(
    page: Any, app_server: str
) -> None:
    open_app(page, app_server, city=LIUZHOU, demo="1")
    page.get_by_role("button", name="退出演示").click()
    page.get_by_role("region", name="演示数据").wait_for(state="detached")
    settled(page)
    frame = county_map(page)
    frame.locator('path[data-code="450202"][data-fill="pending"]').wait_for(state="attached")
    expect(frame.locator(".watermark")).to_have_text("")
    expect(frame.locator("[data-id]")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("demo"))

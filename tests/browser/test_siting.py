"""选址 in a browser: two clicks to a plan, sites dropped and dragged on the map, the phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.steps import (
    LIUZHOU,
    MAP,
    click_county,
    county_map,
    download,
    open_app,
    says,
    says_no_more,
    settled,
)
from tests.browser.test_every_page import WIDTHS, barriers
from tests.waiting import comes_to

_UNEVEN_ROWS = """() => [...document.querySelectorAll("*")]
  .flatMap((e) => [...(e.shadowRoot?.querySelectorAll(".stacks .data") ?? [])])
  .map((table) => [...table.querySelectorAll("tbody tr, tfoot tr")])
  .map((rows) => new Set(rows.map((row) => Math.round(row.getBoundingClientRect().width))))
  .filter((widths) => widths.size > 1)
  .map((widths) => [...widths])"""
"""The widths of tables whose rows, the total with them, are not as wide as each other."""
PROPOSED = ".mark.movable:has(.badge)"


def shown(page: Any, url: str, **query: str) -> Any:
    """The page with demonstration data."""
    return open_app(page, url, "siting", **{"city": LIUZHOU, "lang": "zh", "demo": "1", **query})


def solve(page: Any) -> None:
    """Asks for a plan as if nothing were under way, and waits for it."""
    page.get_by_text("不等在建项目，照样安排").click()
    settled(page).get_by_role("button", name="求解方案").click()
    says(page, "拟安排 3 处", "已证明最优")


def test_two_clicks_lead_from_a_county_that_lacks_to_its_plan(page: Any, app_server: str) -> None:
    open_app(page, app_server, city=LIUZHOU, lang="zh", demo="1")
    click_county(page, "450226")
    page.get_by_role("button", name="为本县作方案").click()
    says(page, "拟安排 1 处", "三江县", "已证明最优")
    expect(county_map(page).locator(PROPOSED)).to_have_count(1)


def test_a_proposed_site_is_dropped_on_the_map_and_put_back(page: Any, app_server: str) -> None:
    shown(page, app_server)
    solve(page)
    mark = county_map(page).locator(PROPOSED).first
    mark.press("Enter")
    says(page, "试调，未求解", "拟安排 2 处")
    expect(county_map(page).locator(".mark[aria-label*='已去掉']")).to_have_count(1)
    assert barriers(settled(page)) == []
    county_map(page).locator(".mark[aria-label*='已去掉']").press("Enter")
    says_no_more(page, "试调，未求解")


def test_a_proposed_site_dragged_elsewhere_is_tried_there(page: Any, app_server: str) -> None:
    shown(page, app_server)
    solve(page)
    frame = county_map(page)
    renders = frame.locator("#map").get_attribute("data-map-serial")
    box = frame.locator(PROPOSED).nth(1).bounding_box()
    x, y = box["x"] + 10, box["y"] + box["height"] - 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 12, y - 20, steps=6)
    page.mouse.up()
    says(page, "试调，未求解", "点选")
    # The map is the same one: it was not made anew.
    assert county_map(page).locator("#map").get_attribute("data-map-serial") == renders


def test_a_point_typed_becomes_a_candidate_and_one_outside_the_city_is_refused(
    page: Any, app_server: str
) -> None:
    shown(page, app_server)
    page.get_by_text("备选点：来源、费用、能力、周期").click()
    page.get_by_label("经度（°，WGS-84）").fill("109.25")
    page.get_by_label("纬度（°）").fill("25.07")
    page.get_by_role("button", name="按坐标添加").click()
    says(page, "融水苗族自治县点选")
    expect(county_map(page).locator(".mark[aria-label*='自选备选点']")).to_have_count(1)
    page.get_by_label("经度（°，WGS-84）").fill("116.4")
    page.get_by_label("纬度（°）").fill("39.9")
    page.get_by_role("button", name="按坐标添加").click()
    says(page, "请在本市各县（市、区）之内点选")


def test_a_click_on_the_map_adds_a_candidate_there(page: Any, app_server: str) -> None:
    shown(page, app_server)
    page.get_by_text("在图上点一处，加为备选点").click()
    frame = county_map(settled(page))
    expect(frame.locator("#map.picking")).to_be_attached()
    page.locator(MAP).click(position={"x": 250, "y": 300})
    expect(county_map(page).locator(".mark[aria-label*='自选备选点']")).to_have_count(1)


def test_the_project_list_is_downloaded_and_says_demonstration(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    shown(page, app_server)
    solve(page)
    path = download(page, "下载项目库（xlsx）", tmp_path)
    assert path.name.startswith("演示")
    assert path.stat().st_size > 1_000


def test_a_phone_shows_a_plan_without_scrolling_sideways(
    open_page: Callable[..., Any], app_server: str
) -> None:
    phone = open_page(390, 844)
    shown(phone, app_server)
    solve(phone)
    comes_to(phone, lambda: [width for width in phone.evaluate(WIDTHS) if width > 390], [])
    assert phone.evaluate(_UNEVEN_ROWS) == []
    assert barriers(settled(phone)) == []

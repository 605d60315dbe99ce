"""可达性 in a browser: the map's bands, what is tried on it, a table of villages, the phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from geo.people.builtin import built_in_demand
from tests.browser.steps import (
    LIUZHOU,
    MAP,
    YULIN,
    county_map,
    download,
    open_app,
    says,
    says_no_more,
    settled,
)
from tests.browser.test_every_page import barriers

PATH = "accessibility"
CELLS = str(len(built_in_demand(YULIN).frame))
VILLAGES = """名称,所在县,人口,经度,纬度,坐标系
演示一村,容县,1200,110.55,22.86,CGCS2000
演示二村,北流市,3400,110.35,22.71,CGCS2000
演示三村,博白县,2100,109.98,22.27,CGCS2000
"""


def shown(page: Any, url: str, city: str = YULIN, **query: str) -> Any:
    """The page with demonstration data."""
    return open_app(page, url, PATH, **{"city": city, "lang": "zh", "demo": "1", **query})


def basis(page: Any, tab: str) -> None:
    """Opens what the answer rests on, at one of its tabs."""
    page.get_by_text("依据：内置人口分布").click()
    page.get_by_role("tab", name=tab).click()


def press_mark(page: Any, nth: int = 0) -> str:
    """Chooses a facility on the map with the keyboard; its name."""
    mark = county_map(page).locator(".mark:not([aria-label*='未计入'])").nth(nth)
    label: str = mark.get_attribute("aria-label")
    mark.press("Enter")
    return label.split("，", maxsplit=1)[0]


def test_the_page_shows_bands_facilities_tables_and_charts_without_barriers(
    page: Any, app_server: str
) -> None:
    shown(page, app_server)
    frame = county_map(page)
    expect(frame.locator("#map")).to_have_attribute("data-cells", CELLS)
    legend = frame.locator("#legend")
    for words in ("15 分钟以内", "60 分钟以上", "未连通"):
        expect(legend).to_contain_text(words)
    for name in ("全市可到达情况", "各县可达性"):
        expect(page.get_by_role("table", name=name)).to_be_visible()
    says(page, "研究惯例，非规划指标", "直线距离 × 绕行系数", "最难到达的十分之一")
    assert barriers(settled(page)) == []


def test_a_facility_is_switched_off_and_on_again_on_the_map(page: Any, app_server: str) -> None:
    shown(page, app_server)
    name = press_mark(page)
    says(page, "停用 1 处：30 分钟内可到达的")
    expect(county_map(page).locator("main")).to_contain_text("图上是假设情形")
    buttons = page.get_by_test_id("stButtonGroup").filter(has_text="停用哪几处")
    expect(buttons.locator("[aria-pressed=true]")).to_contain_text(name)
    assert barriers(settled(page)) == []
    press_mark(page)
    says_no_more(page, "停用 1 处")


def test_a_point_is_placed_by_keyboard_and_taken_away(page: Any, app_server: str) -> None:
    shown(page, app_server)
    page.get_by_text("在图上点一处，试设一所").click()
    frame = county_map(settled(page))
    expect(frame.locator("#map.picking")).to_be_attached()
    frame.locator("#map").press("Enter")
    says(page, "试设点位：", "增设 1 处：30 分钟内可到达的")
    page.get_by_role("button", name="去掉试设点位").click()
    says_no_more(page, "增设 1 处")


def test_a_click_on_the_map_places_the_point_there(page: Any, app_server: str) -> None:
    shown(page, app_server)
    page.get_by_text("在图上点一处，试设一所").click()
    frame = county_map(settled(page))
    expect(frame.locator("#map.picking")).to_be_attached()
    page.locator(MAP).click(position={"x": 300, "y": 330})
    says(page, "试设点位：", "增设 1 处")


def test_without_a_facility_with_a_point_a_place_can_be_tried(page: Any, app_server: str) -> None:
    shown(page, app_server, demo="0")
    says(page, "现在还算不出", "玉林市特殊教育学校")
    expect(county_map(page).locator("#legend")).to_contain_text("每格常住人口")
    page.get_by_text("在图上点一处，试设一所").click()
    frame = county_map(settled(page))
    expect(frame.locator("#map.picking")).to_be_attached()
    frame.locator("#map").press("Enter")
    says(page, "只有这一处试设点位时", "这不是现状")


def test_circles_are_drawn_round_each_facility_or_as_one(page: Any, app_server: str) -> None:
    shown(page, app_server)
    page.get_by_role("radio", name="逐处").click()
    frame = county_map(settled(page))
    expect(frame.locator("path.outline")).to_have_count(5)
    page.get_by_role("radio", name="合并").click()
    expect(frame.locator("path.outline")).to_have_count(1)
    expect(frame.locator("#legend")).to_contain_text("30 分钟等时圈")


def test_a_table_of_villages_takes_the_place_of_the_built_in_people(
    page: Any, app_server: str
) -> None:
    shown(page, app_server)
    basis(page, "人口分布")
    file = {"name": "村人口.csv", "mimeType": "text/csv", "buffer": VILLAGES.encode()}
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').last.set_input_files(file)
    page.get_by_role("button", name="用这份人口分布").click()
    says(page, "村（居）人口表", "3 个村（居），合计 6,700 人")
    expect(county_map(page).locator("#map")).to_have_attribute("data-cells", "3")
    page.get_by_role("button", name="改回内置人口分布").click()
    expect(county_map(page).locator("#map")).to_have_attribute("data-cells", CELLS)


def test_the_results_are_downloaded_under_names_that_say_demonstration(
    page: Any, app_server: str, tmp_path: Path
) -> None:
    shown(page, app_server)
    for button, ending in (
        ("全部表格（xlsx）", ".xlsx"),
        ("各县结果（csv）", ".csv"),
        ("网格与设施（GeoPackage）", ".gpkg"),
    ):
        path = download(page, button, tmp_path)
        assert path.name.startswith("演示")
        assert path.suffix == ending
        assert path.stat().st_size > 1_000


def test_another_limit_is_said_everywhere(page: Any, app_server: str) -> None:
    shown(page, app_server, city=LIUZHOU)
    page.get_by_role("radio", name="45", exact=True).click()
    says(page, "驾车 45 分钟内可到达", "45 分钟的范围")


def test_a_phone_shows_the_trial_without_scrolling_sideways(
    open_page: Callable[..., Any], app_server: str
) -> None:
    phone = open_page(390, 844)
    shown(phone, app_server)
    press_mark(phone)
    says(phone, "停用 1 处")
    width = phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert width <= 390
    assert barriers(settled(phone)) == []

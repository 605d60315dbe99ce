"""The map component in a real browser: what it draws, what it keeps, what a click tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.steps import settled
from tests.examples import half
from tests.ui.map_page import COUNTIES, PHONE, WIDE, MapPage, overlapping, serious
from tests.waiting import comes_to
from ui.components.map_answers import MapClick, read_click
from ui.components.map_view import AreaStyle


@pytest.mark.parametrize(("city", "count"), COUNTIES.items())
def test_the_counties_of_the_city_and_no_others_are_drawn(
    open_map: Callable[..., MapPage], city: str, count: int
) -> None:
    frame = open_map(city=city).frame
    expect(frame.locator("path.county")).to_have_count(count)
    codes = frame.evaluate(
        "[...document.querySelectorAll('path.county')].map((path) => path.dataset.code)"
    )
    assert all(code.startswith(city[:4]) for code in codes)


@pytest.mark.parametrize(
    ("size", "style", "lang", "city"),
    half([WIDE, PHONE], ["verdict", "class"], ["zh", "en"], COUNTIES),
)
def test_every_county_has_a_plate_clear_of_other_plates_marks_and_controls(
    open_map: Callable[..., MapPage], city: str, lang: str, style: str, size: tuple[int, int]
) -> None:
    page = open_map(size, city=city, lang=lang, style=style)
    expect(page.frame.locator(".plate")).to_have_count(COUNTIES[city])
    comes_to(page.frame, lambda: overlapping(page.rects(".plate")), [])
    for other in (".mark", ".leaflet-bar, .notice, #map .note"):
        page.clear_of(".plate", other)


def test_plates_are_placed_anew_after_zooming(open_map: Callable[..., MapPage]) -> None:
    page = open_map()
    before = page.rects(".plate")
    page.frame.get_by_role("button", name="放大").click()
    comes_to(page.frame, lambda: page.rects(".plate") == before, False)
    comes_to(page.frame, lambda: overlapping(page.rects(".plate")), [])


def test_a_click_outlines_the_county_before_python_answers(
    open_map: Callable[..., MapPage],
) -> None:
    selected = open_map().frame.evaluate(
        """() => {
          const path = document.querySelector('path[data-code="450225"]');
          path.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          return [document.querySelector("#map").dataset.selected, path.ariaPressed];
        }"""
    )
    assert selected == ["450225", "true"]


def test_every_click_on_a_county_reaches_python(open_map: Callable[..., MapPage]) -> None:
    page = open_map()
    for code in ("450225", "450226", "450223", "450222", "450206"):
        page.click_county(code)
        page.told(f"click=county:{code}")
    expect(page.map).to_have_attribute("data-selected", "450206")


def test_a_click_on_a_plate_chooses_its_county(open_map: Callable[..., MapPage]) -> None:
    page = open_map()
    page.frame.locator('.plate[data-code="450202"]').click()
    page.told("click=county:450202")


def test_a_click_on_a_facility_tells_its_id(open_map: Callable[..., MapPage]) -> None:
    page = open_map()
    page.frame.locator('.mark[data-id="f3"]').click()
    page.told("click=facility:f3")


def test_a_county_is_chosen_by_keyboard_with_a_visible_ring(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map(city="450900")
    county = page.frame.get_by_role("button", name="容县：待核实")
    page.frame.locator(".leaflet-control-zoom-out").focus()
    for _ in range(12):
        page.page.keyboard.press("Tab")
        if county.evaluate("(node) => node === document.activeElement"):
            break
    expect(page.frame.locator('path[stroke="#E69F00"]')).to_have_count(1)
    page.page.keyboard.press("Enter")
    page.told("click=county:450921")


def test_a_rerun_keeps_the_map_and_its_zoom(open_map: Callable[..., MapPage]) -> None:
    page = open_map(controls=1)
    serial = page.state("map-serial")
    page.frame.get_by_role("button", name="放大").click()
    page.frame.evaluate("document.querySelector('path.county').kept = true")
    edge = page.rects('path[data-code="450226"]')
    page.page.get_by_text("class", exact=True).click()
    page.frame.locator('path[data-fill="class1"]').first.wait_for()
    settled(page.page)
    assert page.state("map-serial") == serial
    assert page.frame.evaluate("document.querySelector('path.county').kept") is True
    comes_to(page.frame, lambda: page.rects('path[data-code="450226"]'), edge)


def test_another_city_is_drawn_on_the_same_map(open_map: Callable[..., MapPage]) -> None:
    page = open_map(controls=1)
    serial = page.state("map-serial")
    page.page.get_by_text("450900", exact=True).click()
    page.frame.locator('path[data-code="450981"]').wait_for()
    expect(page.frame.locator("path.county")).to_have_count(COUNTIES["450900"])
    assert page.state("map-serial") == serial


def test_the_button_back_to_the_city_appears_after_a_move_and_undoes_it(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map()
    home = page.frame.get_by_role("button", name="回到全市")
    expect(home).to_be_hidden()
    whole = page.rects('path[data-code="450226"]')
    page.frame.get_by_role("button", name="放大").click()
    home.click()
    comes_to(page.frame, lambda: page.rects('path[data-code="450226"]'), whole)
    expect(home).to_be_hidden()


def test_hostile_names_are_shown_as_text_and_run_nothing(
    open_map: Callable[..., MapPage],
) -> None:
    for city in COUNTIES:
        page = open_map(city=city, hostile=1)
        if city == "450200":
            page.frame.locator('.mark[data-id="f3"]').hover()
            expect(page.frame.locator(".tip")).to_contain_text("{{7*7}}")
        page.frame.locator("path.county").first.hover(force=True)
        expect(page.frame.locator("img")).to_have_count(0)
        assert "49" not in page.map.inner_text()
        assert page.page.evaluate("window.hit") is None


def test_the_frame_is_as_high_as_map_and_legend(open_map: Callable[..., MapPage]) -> None:
    for size in (WIDE, PHONE):
        page = open_map(size)
        comes_to(page.page, page.is_framed, True)


def test_zeros_stay_in_the_legend(open_map: Callable[..., MapPage]) -> None:
    legend = open_map(city="450900").frame.locator("#legend")
    wanted = re.compile(
        r"^\s*"
        + r"\s+".join(["结论", "已达到", "0", "尚未达到", "0", "待核实", "7", "设施", "康", "康复"])
    )
    expect(legend).to_have_text(wanted, use_inner_text=True)


def test_the_notice_stands_on_the_map_and_no_credit_with_a_flag(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map()
    expect(page.frame.locator(".notice")).to_have_text("内部工作底图，未经地图审核，不得公开")
    expect(page.frame.locator(".leaflet-control-attribution")).to_have_count(0)


def test_the_page_and_the_frame_say_their_language(open_map: Callable[..., MapPage]) -> None:
    for lang, expected in (("zh", "zh-CN"), ("en", "en")):
        page = open_map(lang=lang)
        for document in (page.page, page.frame):
            expect(document.locator("html")).to_have_attribute("lang", expected)


def test_unreadable_boundaries_give_a_message_in_place_of_the_map(
    open_page: Callable[..., Any], map_server: str
) -> None:
    page = open_page(fresh=True)
    page.route("**/counties_web.geojson*", lambda route: route.fulfill(body="no boundaries"))
    page.goto(f"{map_server}/?city=450200")
    message = page.frame_locator("iframe").get_by_role("alert")
    expect(message).to_contain_text("行政区划界线没有读到")


def test_sixty_thousand_facilities_are_drawn_as_counts(open_map: Callable[..., MapPage]) -> None:
    page = open_map(many=60_000)
    expect(page.frame.locator(".mark")).to_have_count(0)
    placed = page.state("placed")
    page.frame.get_by_role("button", name="放大").click()
    expect(page.map).not_to_have_attribute("data-placed", placed or "")
    expect(page.frame.locator(".mark")).to_have_count(0)


def test_many_facilities_of_one_place_are_counted_where_they_are(
    open_map: Callable[..., MapPage],
) -> None:
    page = open_map(crowd=40)
    expect(page.frame.locator(".leaflet-marks-pane canvas")).to_be_visible()
    expect(page.frame.locator(".mark").first).to_be_hidden()


def test_axe_finds_nothing_serious(open_map: Callable[..., MapPage]) -> None:
    axe = Axe()
    for size in (WIDE, PHONE):
        page = open_map(size, city="450900")
        comes_to(page.page, lambda page=page: serious(axe, page.frame), [])


def test_a_fill_that_is_neither_name_nor_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="fill 'red': expected #RRGGBB or one of"):
        AreaStyle("450921", "red", None, "容县", "", "容县")


def test_what_is_not_a_click_is_none() -> None:
    assert read_click({"kind": "county", "id": "450921", "serial": 3}) == MapClick(
        "county", "450921", 3
    )
    for value in (None, 7, {"kind": "x", "id": "450921", "serial": 3}, {"kind": "county", "id": 1}):
        assert read_click(value) is None

"""A point picked on the map in a real browser: by mouse or keyboard, told to Python."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.steps import settled
from tests.ui.map_page import WIDE, MapPage, serious
from tests.waiting import comes_to
from ui.components.map_answers import MapPoint, read_point

AT = """([x, y]) => {
  const box = document.querySelector("#map").getBoundingClientRect();
  return [box.left + x * box.width, box.top + y * box.height];
}"""


class PickPage:
    """A map to pick a point on, and what Python was told."""

    def __init__(self, opened: MapPage) -> None:
        self.map = opened

    def click(self, x: float, y: float) -> None:
        """A click at that share of the map's width and height."""
        left, top = self.map.frame.evaluate(AT, [x, y])
        box = self.map.page.locator("iframe").bounding_box()
        self.map.page.mouse.click(box["x"] + left, box["y"] + top)

    def told(self, what: str = "point") -> list[float]:
        """The numbers Python shows after a name, once it has answered."""
        line = self.map.page.get_by_text(re.compile(f"^{what}="))
        line.wait_for()
        settled(self.map.page)
        return [float(n) for n in line.inner_text().split("=")[1].split(",")]

    def told_another(self, before: list[float]) -> list[float]:
        """The next point told."""
        comes_to(self.map.page, lambda: self.told() == before, False)
        return self.told()


@pytest.fixture
def open_pick(open_map: Callable[..., MapPage]) -> Callable[..., PickPage]:
    """Opens a map in pick mode."""

    def open_one(size: tuple[int, int] = WIDE, **query: object) -> PickPage:
        return PickPage(open_map(size, pick=1, **query))

    return open_one


def test_a_click_on_a_county_picks_the_point_and_chooses_no_county(
    open_pick: Callable[..., PickPage],
) -> None:
    page = open_pick()
    page.map.click_county("450225")
    lon, lat = page.told()
    assert 108 < lon < 110
    assert 24 < lat < 27
    page.map.told("click=none")
    assert not page.map.state("selected")


@pytest.mark.parametrize("selector", [".mark", ".plate"])
def test_a_click_on_what_lies_on_the_map_picks_the_point_under_it(
    open_pick: Callable[..., PickPage], selector: str
) -> None:
    page = open_pick()
    page.map.frame.locator(selector).first.click(force=True)
    page.told()
    page.map.told("click=none")


def test_a_click_on_the_ground_outside_all_counties_picks_too(
    open_pick: Callable[..., PickPage],
) -> None:
    page = open_pick()
    page.click(0.97, 0.3)
    assert page.told()


def test_the_pin_stands_where_the_click_was(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    page.click(0.4, 0.45)
    page.told()
    expect(page.map.frame.locator(".pin path").first).to_be_attached()
    x, y = page.map.frame.evaluate(AT, [0.4, 0.45])

    def stands_there() -> bool:
        (left, top, right, bottom), *_ = page.map.rects(".pin path")
        return abs((left + right) / 2 - x) < 2 and abs(bottom - y) < 3 and top < y

    comes_to(page.map.frame, stands_there, True)


def test_each_point_picked_is_told(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    page.click(0.4, 0.4)
    first = page.told()
    page.click(0.5, 0.6)
    second = page.told_another(first)
    assert second[0] > first[0]
    assert second[1] < first[1]


def test_a_drag_picks_nothing(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    box = page.map.page.locator("iframe").bounding_box()
    mouse = page.map.page.mouse
    mouse.move(box["x"] + 200, box["y"] + 200)
    mouse.down()
    mouse.move(box["x"] + 260, box["y"] + 240, steps=5)
    mouse.up()
    page.map.page.wait_for_timeout(500)
    expect(settled(page.map.page).get_by_text(re.compile("^point="))).to_have_count(0)


def test_the_buttons_of_the_map_pick_nothing(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    page.map.frame.get_by_role("button", name="放大").click()
    page.map.page.wait_for_timeout(500)
    expect(settled(page.map.page).get_by_text(re.compile("^point="))).to_have_count(0)


def test_by_keyboard_arrows_move_the_map_and_enter_picks_its_centre(
    open_pick: Callable[..., PickPage],
) -> None:
    page = open_pick()
    for _ in range(12):
        page.map.page.keyboard.press("Tab")
        if page.map.map.evaluate("(node) => node === document.activeElement"):
            break
    expect(page.map.frame.locator(".cross")).to_be_visible()
    page.map.page.keyboard.press("Enter")
    first = page.told()
    page.map.page.keyboard.press("ArrowRight")
    page.map.page.wait_for_timeout(400)
    page.map.page.keyboard.press("Enter")
    second = page.told_another(first)
    assert second[0] > first[0]
    assert second[1] == pytest.approx(first[1], abs=0.02)


def test_a_pixel_is_fewer_metres_after_zooming_in(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    page.click(0.5, 0.5)
    first = page.told()
    wide = page.told("metres")[0]
    for _ in range(3):
        # The map moves for a moment and takes no second press meanwhile: the scale says when.
        scale = page.map.frame.locator(".leaflet-control-scale-line").inner_text()
        page.map.frame.get_by_role("button", name="放大").click()
        page.map.frame.wait_for_function(
            "was => document.querySelector('.leaflet-control-scale-line').innerText !== was",
            arg=scale,
        )
    page.click(0.52, 0.55)
    page.told_another(first)
    assert page.told("metres")[0] < wide / 2


def test_axe_finds_nothing_serious_on_a_map_to_pick_on(open_pick: Callable[..., PickPage]) -> None:
    page = open_pick()
    page.click(0.4, 0.45)
    page.told()
    comes_to(page.map.page, lambda: serious(Axe(), page.map.frame), [])


def test_what_is_no_point_is_none() -> None:
    good = {"kind": "point", "lon": 110.5, "lat": 22, "metres_per_px": 12.5, "serial": 4}
    assert read_point(good) == MapPoint(110.5, 22.0, 12.5, 4)
    for bad in ({"lon": 400}, {"lat": "22"}, {"lon": float("nan")}, {"metres_per_px": -1}):
        assert read_point({**good, **bad}) is None
    assert read_point({"kind": "county", "id": "450921", "serial": 3}) is None

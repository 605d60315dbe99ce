"""A mark that can be dragged: it goes where it is let go, and only where Python lets it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.steps import settled
from tests.ui.map_page import MapPage
from tests.waiting import comes_to
from ui.components.map_answers import MapMove, read_move


@pytest.fixture
def open_movable(open_page: Callable[..., Any], map_server: str) -> Callable[..., MapPage]:
    """Opens the map with one mark that can be dragged."""
    return lambda **query: MapPage(open_page(), map_server, width=1, movable=1, **query)


def centre(page: MapPage) -> tuple[float, float]:
    """Where the mark is on the screen, px."""
    box = page.frame.locator(".mark").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: MapPage, right: float, down: float, *, let_go: bool = True) -> None:
    """Drags the mark by so many px."""
    x, y = centre(page)
    mouse = page.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + right / 2, y + down / 2, steps=4)
    mouse.move(x + right, y + down, steps=4)
    if let_go:
        mouse.up()


def stands_by(page: MapPage, x: float, y: float) -> None:
    """Waits until the mark stands there, to the pixel or two."""

    def near() -> bool:
        now = centre(page)
        return abs(now[0] - x) < 3 and abs(now[1] - y) < 3

    comes_to(page.page, near, True)


def test_a_mark_let_go_elsewhere_tells_where_and_stays_there(
    open_movable: Callable[..., MapPage],
) -> None:
    page = open_movable()
    x, y = centre(page)
    drag(page, 80, -60)
    told = page.page.get_by_text(re.compile("^move=m1,"))
    expect(told).to_be_visible()
    lon, lat = [float(part) for part in told.inner_text().split(",")[1:]]
    assert lon > 109.3
    assert lat > 24.8
    settled(page.page)
    stands_by(page, x + 80, y - 60)
    page.told("click=none")


def test_a_mark_python_does_not_let_go_elsewhere_goes_back(
    open_movable: Callable[..., MapPage],
) -> None:
    page = open_movable(refuse=1)
    x, y = centre(page)
    drag(page, 80, -60)
    expect(page.page.get_by_text(re.compile("^move=m1,"))).to_be_visible()
    stands_by(page, x, y)


def test_escape_gives_a_drag_up(open_movable: Callable[..., MapPage]) -> None:
    page = open_movable()
    x, y = centre(page)
    drag(page, 80, -60, let_go=False)
    page.frame.locator("body").press("Escape")
    stands_by(page, x, y)
    page.page.mouse.up()
    expect(settled(page.page).get_by_text(re.compile("^move="))).to_have_count(0)


def test_a_click_on_a_mark_that_can_be_dragged_still_chooses_it(
    open_movable: Callable[..., MapPage],
) -> None:
    page = open_movable()
    page.frame.locator(".mark").click()
    page.told("click=facility:m1")


def test_what_is_proposed_says_so_on_its_mark(open_movable: Callable[..., MapPage]) -> None:
    expect(open_movable().frame.locator(".mark .badge")).to_have_text("拟")


def test_what_is_no_move_is_none() -> None:
    good = {"kind": "moved", "id": "m1", "lon": 110.5, "lat": 22, "serial": 4}
    assert read_move(good) == MapMove("m1", 110.5, 22.0, 4)
    for bad in ({"lon": 400}, {"lat": "22"}, {"lon": float("nan")}, {"id": 3}):
        assert read_move({**good, **bad}) is None

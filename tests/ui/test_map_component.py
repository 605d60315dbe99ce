"""The map component in a real browser: what it draws, what it keeps, what a click tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.steps import settled
from tests.examples import half
from tests.running_app import running_app
from tests.waiting import comes_to
from ui.components.map_answers import MapClick, MapPoint, read_click, read_point
from ui.components.map_view import AreaStyle

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "tests" / "ui" / "apps" / "map_app.py"
COUNTIES = {"450200": 10, "450900": 7}
WIDE, PHONE = (1440, 900), (390, 800)

RECTS = """(selector) => [...document.querySelectorAll(selector)].map((node) => {
  const r = node.getBoundingClientRect();
  return [r.left, r.top, r.right, r.bottom];
})"""
POINT_ON_COUNTY = """(code) => {
  const path = document.querySelector(`path[data-code="${code}"]`);
  const r = path.getBoundingClientRect();
  for (let y = r.top + 3; y < r.bottom; y += 5)
    for (let x = r.left + 3; x < r.right; x += 5)
      if (document.elementFromPoint(x, y) === path) return [x, y];
}"""


@pytest.fixture(scope="module")
def map_server(browser_executable: Path) -> Iterator[str]:
    """The address of a page that holds nothing but the map."""
    with running_app(APP) as url:
        yield url


class MapPage:
    """A page with the map, drawn."""

    def __init__(self, page: Any, url: str, **query: object) -> None:
        self.page = page
        page.goto(f"{url}/?{urlencode(query)}")
        page.frame_locator("iframe").locator("#map[data-renders]").wait_for()
        settled(page)
        self.frame = next(frame for frame in page.frames if "county_map" in frame.url)
        self.map = self.frame.locator("#map")

    def state(self, name: str) -> str | None:
        """A data attribute of the map."""
        value: str | None = self.map.get_attribute(f"data-{name}")
        return value

    def rects(self, selector: str) -> list[list[float]]:
        """Left, top, right, bottom of every match, px in the iframe."""
        found: list[list[float]] = self.frame.evaluate(RECTS, selector)
        return found

    def clear_of(self, selector: str, other: str) -> None:
        """Wait until none of the one lies over any of the other."""
        comes_to(self.frame, lambda: overlapping(self.rects(selector), self.rects(other)), [])

    def is_framed(self) -> bool:
        """Whether the frame is as high as what is in it, and nothing in it is wider."""
        inner = self.frame.evaluate("document.querySelector('main').getBoundingClientRect().height")
        off = abs(self.page.locator("iframe").bounding_box()["height"] - inner)
        wide = self.frame.evaluate("document.documentElement.scrollWidth > innerWidth")
        return bool(off <= 2 and not wide)

    def click_county(self, code: str) -> None:
        """A mouse click where the county itself is on top."""
        x, y = self.frame.wait_for_function(POINT_ON_COUNTY, arg=code).json_value()
        box = self.page.locator("iframe").bounding_box()
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def told(self, text: str) -> None:
        """Wait until Python shows what it was told."""
        self.page.get_by_text(text, exact=True).wait_for()


@pytest.fixture
def open_map(open_page: Callable[..., Any], map_server: str) -> Callable[..., MapPage]:
    """Opens the map page: size (width, height in px), query."""

    def open_one(size: tuple[int, int] = WIDE, **query: object) -> MapPage:
        query.setdefault("width", "1" if size == PHONE else "0.5")
        return MapPage(open_page(*size), map_server, **query)

    return open_one


def serious(axe: Axe, frame: Any) -> list[Any]:
    """The serious and critical findings of axe-core."""
    found = axe.run(frame).response["violations"]
    return [
        (v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}
    ]


def overlapping(rects: list[list[float]], others: list[list[float]] | None = None) -> list[Any]:
    """The pairs that overlap by more than a pixel, within one list or between two."""
    pairs = (
        [(a, b) for i, a in enumerate(rects) for b in rects[:i]]
        if others is None
        else [(a, b) for a in rects for b in others]
    )
    return [
        (a, b)
        for a, b in pairs
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1
    ]


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

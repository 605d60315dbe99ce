"""A page that holds nothing but the map, and what a test does with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from axe_playwright_python.sync_playwright import Axe

from tests.browser.steps import settled
from tests.waiting import comes_to

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

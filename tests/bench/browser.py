"""The app in a headless browser: first map, click to county sheet, page switch, bytes sent.

The same polygons drawn by st_folium are measured in the same run and the same way, so that the
numbers stand side by side whatever the machine. Every visit begins with an empty cache.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from geo.layers import County
from geo.published import load_published
from tests.bench.cdn import serve_cdn
from tests.running_app import running_app
from tests.system_programs import BROWSER, find_program

VISITS = 5
CITY = "450900"
CLICKED = ("450921", "450922", "450923")
PAGES = (
    "facilities",
    "population",
    "accessibility",
    "findings",
    "retrofit",
    "indicators",
    "register",
    "sources",
)
PEER = Path(__file__).parent / "apps" / "folium_map.py"
FIRST_MAP, MAP_CLICK, TABLE_CLICK, PAGE, TRIAL_OFF, TRIAL_POINT = (
    "first map drawn",
    "click on a county of the map to its sheet",
    "click on a county of the table to its sheet",
    "page switch",
    "facility switched off on the map to its map and numbers",
    "point clicked on the map to its map and numbers",
)
AIMS_S = {
    FIRST_MAP: 2.0,
    MAP_CLICK: 0.3,
    TABLE_CLICK: 0.3,
    PAGE: 1.0,
    TRIAL_OFF: 1.0,
    TRIAL_POINT: 1.0,
}
_SHIFTS = count()
LIMIT_MS = 60_000
QUIET_MS = 700
"""After this long nothing more comes for the last act."""

# Components draw into shadow roots, which querySelector does not enter.
HEADING_SAYS = """(name) => {
  const within = (root) => [...root.querySelectorAll("*")].some((node) =>
    (node.matches("h1, h2") && node.textContent.includes(name))
    || (node.shadowRoot && within(node.shadowRoot)));
  return within(document);
}"""
# In every frame: when its first county stood there, in the clock all frames share.
NOTE_FIRST_COUNTY = """addEventListener("DOMContentLoaded", function look() {
  if (document.querySelector("path.county, path.leaflet-interactive"))
    window.firstCountyMs = performance.timeOrigin + performance.now();
  else requestAnimationFrame(look);
})"""
PAGE_IS_DONE = """(path) => location.pathname === path
  && document.querySelector('[data-test-script-state="notRunning"]') !== null"""
DRAWN_SINCE = "(n) => Number(document.querySelector('#map').dataset.renders) > n"
POINT_ON_PATH = """(path) => {
  const r = path.getBoundingClientRect();
  for (let y = r.top + 3; y < r.bottom; y += 5)
    for (let x = r.left + 3; x < r.right; x += 5)
      if (document.elementFromPoint(x, y) === path) return [x, y];
}"""


class Visit:
    """One visit with an empty cache: what took how long (s), and how much came (bytes)."""

    def __init__(self, browser: Any, *, cdn: bool = False) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 960})
        if cdn:
            serve_cdn(self.context)
        self.context.add_init_script(NOTE_FIRST_COUNTY)
        self.page = self.context.new_page()
        self.received = 0
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.bytes: dict[str, list[float]] = defaultdict(list)
        network = self.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.on("Network.dataReceived", lambda e: self._count(e["encodedDataLength"]))
        network.on("Network.webSocketFrameReceived", lambda e: self._count(_length(e)))

    def _count(self, received: int) -> None:
        self.received += received

    def timed(self, what: str, act: Callable[[], Any], shown: Callable[[], Any]) -> None:
        """Acts, waits until it is shown, and notes the time; then what came until it is quiet."""
        before = self.received
        began = time.perf_counter()
        act()
        shown()
        self.seconds[what].append(time.perf_counter() - began)
        self.page.wait_for_timeout(QUIET_MS)
        self.bytes[what].append(self.received - before)

    def open(self, url: str, component: str) -> Any:
        """Opens the address; the frame of the component, once it has drawn the counties."""
        self.page.goto(url, wait_until="commit")
        self.page.frame_locator("iframe").locator("path").first.wait_for(
            state="attached", timeout=LIMIT_MS
        )
        frame = next(f for f in self.page.frames if component in f.url)
        drawn_ms = frame.wait_for_function("window.firstCountyMs", timeout=LIMIT_MS).json_value()
        began_ms = self.page.evaluate("performance.timeOrigin")
        self.seconds[FIRST_MAP].append((drawn_ms - began_ms) / 1000)
        self.page.wait_for_timeout(QUIET_MS)
        self.bytes[FIRST_MAP].append(self.received)
        return frame

    def press(self, what: str, target: Any, shown: Callable[[], Any]) -> None:
        """Clicks in the middle of what is there already."""
        target.wait_for(timeout=LIMIT_MS)
        self.page.wait_for_timeout(QUIET_MS)
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.timed(what, lambda: self.page.mouse.click(x, y), shown)

    def click_on_map(self, path: Any, county: County) -> None:
        """Clicks where the county itself is on top, and waits for its name as a heading."""
        x, y = path.evaluate(POINT_ON_PATH)
        box = self.page.locator("iframe").bounding_box()
        self.timed(
            MAP_CLICK,
            lambda: self.page.mouse.click(box["x"] + x, box["y"] + y),
            lambda: self.await_heading(county),
        )

    def await_heading(self, county: County) -> None:
        """Until a heading names the county."""
        self.page.wait_for_function(
            HEADING_SAYS, arg=county.name_zh, polling="raf", timeout=LIMIT_MS
        )


def measure() -> Iterator[str]:
    """One line per measure: median, lowest and highest, the aim; st_folium beside it."""
    program = find_program(BROWSER)
    if program is None:
        yield f"browser: not measured, needs {BROWSER.name}: {BROWSER.install}"
        return
    counties = [load_published().county(code) for code in CLICKED]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        with running_app(warm=False) as url, running_app(PEER, warm=False) as peer_url:
            real, invented, peer, trials = [], [], [], []
            # In turn, so that what else the machine does falls on all alike.
            for _ in range(1 + VISITS):
                real.append(_app_visit(browser, f"{url}/?city={CITY}", counties))
                invented.append(_app_visit(browser, f"{url}/?city={CITY}&demo=1", counties))
                peer.append(_peer_visit(browser, peer_url, counties))
                trials.append(_trial_visit(browser, f"{url}/accessibility?city={CITY}&demo=1"))
        browser.close()
    cold, peer_cold = real.pop(0), peer.pop(0)
    invented.pop(0)
    yield (
        f"first map drawn, first visit after the server's start: {cold.seconds[FIRST_MAP][0]:.2f} s"
        f"; st_folium {peer_cold.seconds[FIRST_MAP][0]:.2f} s"
    )
    for name, visits in (("real data", real), ("demonstration data", invented)):
        for what in (FIRST_MAP, MAP_CLICK, TABLE_CLICK, PAGE):
            yield _line(name, what, visits, peer)
        for page in PAGES:
            yield _line(name, f"{PAGE}: {page}", visits, peer)
    for what in (TRIAL_OFF, TRIAL_POINT):
        yield _line("demonstration data", what, trials, [])


def _app_visit(browser: Any, url: str, counties: list[County]) -> Visit:
    visit = Visit(browser)
    page = visit.page
    frame = visit.open(url, "county_map")
    drawn = frame.locator("#map").get_attribute("data-map-serial")
    back = page.locator("button.back")
    for county in counties:
        visit.click_on_map(frame.locator(f'path[data-code="{county.code}"]'), county)
    for county in counties:
        back.click()
        row = page.locator("table.matrix button.county", has_text=county.short_zh)
        visit.press(TABLE_CLICK, row, lambda c=county: visit.await_heading(c))
    if frame.locator("#map").get_attribute("data-map-serial") != drawn:
        raise RuntimeError("a click made the map anew")
    for name in PAGES:
        link = page.locator(f'[data-testid="stTopNavLink"][href$="/{name}"]')
        visit.press(
            f"{PAGE}: {name}",
            link,
            lambda n=name: page.wait_for_function(
                PAGE_IS_DONE, arg=f"/{n}", polling="raf", timeout=LIMIT_MS
            ),
        )
    for measured in (visit.seconds, visit.bytes):
        measured[PAGE] = [v for name in PAGES for v in measured[f"{PAGE}: {name}"]]
    visit.context.close()
    return visit


def _trial_visit(browser: Any, url: str) -> Visit:
    """可达性: facilities switched off by clicks on the map, then points clicked on it.

    Every visit asks what no visit before it asked, or the answer would be there already.
    """
    visit = Visit(browser)
    page = visit.page
    frame = visit.open(url, "county_map")
    page.get_by_text("停用哪几处").wait_for(timeout=LIMIT_MS)
    page.wait_for_timeout(QUIET_MS)
    page.locator("iframe").evaluate("(frame) => frame.scrollIntoView()")
    at = page.locator("iframe").bounding_box()
    marks = frame.locator(".mark:not([aria-label*='未计入'])")
    shift = next(_SHIFTS)

    def timed(what: str, x: float, y: float, said: str) -> None:
        drawn = int(frame.locator("#map").get_attribute("data-renders"))

        def shown() -> None:
            page.get_by_text(said).wait_for(timeout=LIMIT_MS)
            frame.wait_for_function(DRAWN_SINCE, arg=drawn, polling="raf", timeout=LIMIT_MS)

        visit.timed(what, lambda: page.mouse.click(x, y), shown)

    for nth in range(2):
        box = marks.nth((shift + nth) % marks.count()).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        timed(TRIAL_OFF, x, y, f"停用 {nth + 1} 处")
    page.get_by_text("在图上点一处，试设一所").click()
    frame.locator("#map.picking").wait_for(timeout=LIMIT_MS)
    for nth in range(2):
        timed(TRIAL_POINT, at["x"] + 250 + 9 * shift + 60 * nth, at["y"] + 300, "增设 1 处")
    visit.context.close()
    return visit


def _peer_visit(browser: Any, url: str, counties: list[County]) -> Visit:
    visit = Visit(browser, cdn=True)
    frame = visit.open(url, "st_folium")
    paths = frame.locator("path.leaflet-interactive")
    order = sorted(c.code for c in load_published().counties)
    for county in counties:
        visit.click_on_map(paths.nth(order.index(county.code)), county)
    visit.context.close()
    return visit


def _line(name: str, what: str, visits: list[Visit], peer: list[Visit]) -> str:
    seconds, received = _all(visits, what)
    aim = AIMS_S[what.split(":", maxsplit=1)[0]]
    line = (
        f"{name}, {what}: {median(seconds):.2f} s ({min(seconds):.2f}-{max(seconds):.2f}, "
        f"aim {aim:g}), {median(received) / 1e3:,.0f} kB"
    )
    peer_seconds, peer_received = _all(peer, what)
    if not peer_seconds:
        return line
    return (
        f"{line}; st_folium {median(peer_seconds):.2f} s "
        f"({min(peer_seconds):.2f}-{max(peer_seconds):.2f}), {median(peer_received) / 1e3:,.0f} kB"
        f" = {median(peer_seconds) / median(seconds):.1f} x the time, "
        f"{median(peer_received) / median(received):.1f} x the bytes"
    )


def _all(visits: list[Visit], what: str) -> tuple[list[float], list[float]]:
    return (
        [s for visit in visits for s in visit.seconds[what]],
        [b for visit in visits for b in visit.bytes[what]],
    )


def _length(event: dict[str, Any]) -> int:
    """The length of a WebSocket frame in bytes; binary ones come in base64."""
    response = event["response"]
    text: str = response["payloadData"]
    return len(text) * 3 // 4 if response["opcode"] == 2 else len(text.encode())

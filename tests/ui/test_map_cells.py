"""Cells and isochrones on the map: what travels, and what a browser draws of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import h3
import numpy as np
import pytest

from tests.running_app import running_app
from ui.components.map_cells import (
    CellLayer,
    CellWords,
    Outline,
    cells_data,
    outline_data,
    pack_places,
)

APP = Path(__file__).resolve().parent / "apps" / "map_app.py"
WORDS = CellWords("{minutes} min", "none", "{persons}", "few")
PIXEL = """([lon, lat]) => {
  const canvas = document.querySelector(".leaflet-cells-pane canvas");
  if (!canvas || canvas.hidden) return null;
  const map = document.querySelector("#map").getBoundingClientRect();
  const at = canvas.getBoundingClientRect();
  const ratio = canvas.width / at.width;
  const x = (map.left + map.width * lon - at.left) * ratio;
  const y = (map.top + map.height * lat - at.top) * ratio;
  return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].join(",");
}"""


def places_of(cells: list[str]) -> tuple[Any, np.ndarray, np.ndarray]:
    """The cells packed, and their centres."""
    where = np.array([h3.cell_to_latlng(c) for c in cells])
    lon, lat = where[:, 1], where[:, 0]
    return pack_places(tuple(cells), lon, lat, cells=True), lon, lat


def cells_of_a_city() -> list[str]:
    """Cells spread over two degrees, as a city's are."""
    lons, lats = np.arange(108.6, 110.2, 0.05), np.arange(23.9, 26, 0.05)
    return sorted({h3.latlng_to_cell(y, x, 8) for x in lons for y in lats})


def layer_of(count: int) -> CellLayer:
    """As many cells round a place, all in one band."""
    cells = sorted(h3.grid_disk(h3.latlng_to_cell(23.1, 110.0, 8), 90))[:count]
    packed, _, _ = places_of(cells)
    ones = np.ones(count)
    return CellLayer(packed, np.zeros(count, int), ones, ones, ("#000000",), WORDS)


def read(kind: str, text: str) -> np.ndarray:
    """The numbers in base64."""
    return np.frombuffer(base64.b64decode(text), kind)


def test_a_packed_centre_is_within_ten_metres_of_the_cell_in_a_city_of_two_degrees() -> None:
    cells = cells_of_a_city()
    packed, lon, lat = places_of(cells)
    west, south, east, north = packed.bounds
    pairs = read("<u2", packed.packed).reshape(-1, 2) / 65_535
    metres = 111_000 * np.hypot(
        west + pairs[:, 0] * (east - west) - lon, south + pairs[:, 1] * (north - south) - lat
    )
    assert metres.max() < 10


def test_a_fitted_corner_is_within_two_metres_of_the_cells_own() -> None:
    cells = cells_of_a_city()
    packed, lon, lat = places_of(cells)
    assert packed.corners is not None
    west, south, east, north = packed.bounds
    for i in range(0, len(cells), 11):
        at = np.array([1, (lon[i] - west) / (east - west), (lat[i] - south) / (north - south)])
        fitted = (np.array(packed.corners) @ at).reshape(6, 2)
        own = np.array([(x - lon[i], y - lat[i]) for y, x in h3.cell_to_boundary(cells[i])])
        far = min(np.abs(np.roll(own, -k, axis=0) - fitted).max() for k in range(6))
        assert far * 111_000 < 2


def test_twenty_five_thousand_cells_travel_in_400_kb() -> None:
    assert len(json.dumps(cells_data(layer_of(24_000)))) < 400_000


def test_a_cell_that_is_not_connected_has_no_minutes() -> None:
    packed, _, _ = places_of([h3.latlng_to_cell(23.1, 110.0, 8)])
    layer = CellLayer(packed, np.array([0]), np.array([np.nan]), np.ones(1), ("unknown",), WORDS)
    assert read("<u2", layer.packed["minutes"]).tolist() == [65_535]


def test_hours_beyond_what_two_bytes_hold_are_no_missing_minutes() -> None:
    packed, _, _ = places_of([h3.latlng_to_cell(23.1, 110.0, 8)])
    layer = CellLayer(packed, np.array([0]), np.array([1e6]), np.ones(1), ("#000000",), WORDS)
    assert read("<u2", layer.packed["minutes"]).tolist() == [65_534]


def test_a_band_without_a_fill_is_refused() -> None:
    packed, _, _ = places_of([h3.latlng_to_cell(23.1, 110.0, 8)])
    with pytest.raises(ValueError, match="a band has no fill"):
        CellLayer(packed, np.array([1]), np.ones(1), np.ones(1), ("#000000",), WORDS)


def test_no_cells_are_packed_as_none() -> None:
    assert pack_places((), np.zeros(0), np.zeros(0), cells=True).count == 0


def test_an_outline_travels_to_the_metre() -> None:
    outline = Outline((((((110.123456789, 23.1), (110.2, 23.1), (110.2, 23.2))),),))
    assert outline_data(outline)["polygons"][0][0][0] == (110.12346, 23.1)


@pytest.fixture(scope="module")
def map_server(browser_executable: Path) -> Iterator[str]:
    """The address of a page that holds nothing but the map."""
    with running_app(APP) as url:
        yield url


@pytest.fixture
def frame_of(open_page: Callable[..., Any], map_server: str) -> Callable[..., tuple[Any, Any]]:
    """Opens the map and gives the page and the map's frame, drawn."""

    def open_one(**query: object) -> tuple[Any, Any]:
        page = open_page()
        page.goto(f"{map_server}/?{urlencode({'width': '0.5', **query})}")
        page.frame_locator("iframe").locator("#map[data-renders]").wait_for(timeout=30_000)
        return page, next(frame for frame in page.frames if "county_map" in frame.url)

    return open_one


def test_cells_are_drawn_in_their_bands_colour_under_transparent_counties(
    frame_of: Callable[..., tuple[Any, Any]],
) -> None:
    _, frame = frame_of(cells="many")
    colours = {
        frame.evaluate(PIXEL, [0.3 + 0.02 * i, 0.6 + 0.01 * j])
        for i in range(20)
        for j in range(20)
    }
    assert "107,78,155,255" in colours
    assert "233,227,241,255" in colours
    county = frame.locator("path.county").first
    assert county.get_attribute("fill-opacity") == "0"


def test_villages_are_dots(frame_of: Callable[..., tuple[Any, Any]]) -> None:
    _, frame = frame_of(cells="dots")
    assert int(frame.locator("#map").get_attribute("data-cells") or 0) > 1_000


def test_hidden_cells_give_the_counties_their_fill_back(
    frame_of: Callable[..., tuple[Any, Any]],
) -> None:
    _, frame = frame_of(cells="many", hidden=1)
    assert not frame.locator(".leaflet-cells-pane canvas").is_visible()
    assert frame.locator("path.county").first.get_attribute("fill-opacity") == "1"


def test_the_cell_under_the_pointer_says_its_minutes_and_persons(
    frame_of: Callable[..., tuple[Any, Any]],
) -> None:
    page, frame = frame_of(cells="many")
    page.locator("iframe").hover(position={"x": 330, "y": 420})
    tip = frame.locator(".tip")
    tip.wait_for()
    assert "人" in tip.inner_text()
    assert "分钟" in tip.inner_text() or "未接通" in tip.inner_text()


def test_a_county_under_cells_is_still_chosen_by_a_click(
    frame_of: Callable[..., tuple[Any, Any]],
) -> None:
    page, frame = frame_of(cells="many")
    frame.locator('path[data-code="450223"]').click(position={"x": 40, "y": 60}, force=True)
    page.get_by_text("click=county:450223").wait_for()


def test_outlines_are_lines_without_a_fill_that_take_no_click(
    frame_of: Callable[..., tuple[Any, Any]],
) -> None:
    _, frame = frame_of(cells="many", outlines=1)
    lines = frame.locator("path.outline")
    assert lines.count() == 2
    assert lines.first.get_attribute("fill") == "none"
    assert lines.nth(1).get_attribute("stroke-dasharray")

"""The ground of a map: one extent for a city, a true scale bar, north, the paper turned."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from analysis.report.maps.furniture import bar_km, furniture_rects
from analysis.report.maps.print_map import Format
from geo.text import LANGUAGES
from tests.report.maps.map_examples import (
    KINDS,
    PAGES,
    PLAIN,
    on_page,
    the_map,
)
from tests.report.small_plans import LIUZHOU, YULIN


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_all_maps_of_a_city_have_one_extent(city: str) -> None:
    every = [the_map(k, city, d) for k in KINDS for d in (True, False)]
    assert len({on_page(shown, (210.0, 297.0)) for shown in every}) == 1
    assert len({on_page(shown, (306.0, 132.0), plain=True) for shown in every}) == 1


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("size", PAGES)
def test_the_whole_city_lies_in_the_frame(city: str, size: tuple[float, float]) -> None:
    shown = the_map("gaps", city, True)
    page, ground = on_page(shown, size)
    frame = page.frame.polygon
    assert all(frame.contains(ground.shape(shape)) for shape in shown.shapes.values())


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("size", PAGES)
def test_the_scale_bar_is_true_to_a_tenth_of_a_percent(
    city: str, size: tuple[float, float]
) -> None:
    shown = the_map("gaps", city, True)
    page, ground = on_page(shown, size)
    km = bar_km(ground.scale, page.frame.x1 - page.frame.x0)
    bar_mm = km * 1e6 / ground.scale
    west, south, east, north = shapely.total_bounds(list(shown.shapes.values()))
    lon, lat = (west + east) / 2, (south + north) / 2
    far = Geod(ellps="GRS80").fwd(lon, lat, 45.0, km * 1000)
    x, y = ground.xy([lon, far[0]], [lat, far[1]])
    assert np.hypot(x[1] - x[0], y[1] - y[0]) == pytest.approx(bar_mm, rel=1e-3)


def test_the_north_arrow_points_along_the_meridian() -> None:
    shown = the_map("gaps", LIUZHOU, True)
    _, ground = on_page(shown, (210.0, 297.0))
    x, y = ground.xy([109.35, 109.35], [24.9, 25.0])
    along = np.degrees(np.arctan2(x[1] - x[0], y[0] - y[1]))
    assert ground.turned_deg == pytest.approx(along, abs=0.05)
    assert 0.3 < ground.turned_deg < 1.5


def test_paper_is_turned_so_that_the_city_is_drawn_larger() -> None:
    for city in (LIUZHOU, YULIN):
        shown = the_map("gaps", city, True)
        width, height = shown.page(Format.A4)
        scale = on_page(shown, (width, height))[1].scale
        assert scale <= on_page(shown, (height, width))[1].scale


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("size", PLAIN)
def test_on_a_slide_the_city_is_as_high_as_the_picture(
    city: str, size: tuple[float, float]
) -> None:
    _, ground = on_page(the_map("gaps", city, True), size, plain=True)
    bounds = shapely.total_bounds(
        [ground.shape(shape) for shape in the_map("gaps", city, True).shapes.values()]
    )
    assert bounds[3] - bounds[1] > 0.86 * size[1]


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize(
    ("size", "plain"), [(s, False) for s in PAGES] + [(s, True) for s in PLAIN]
)
def test_scale_bar_and_notice_lie_on_no_county(
    city: str, size: tuple[float, float], plain: bool
) -> None:
    shown = the_map("gaps", city, True)
    page, ground = on_page(shown, size, plain=plain)
    shapes = [ground.shape(shape) for shape in shown.shapes.values()]
    for language in LANGUAGES:
        rects = furniture_rects(shown, page, ground, language)
        for name in ("bar", "notice"):
            assert not any(shape.intersects(rects[name].polygon) for shape in shapes), name
            assert page.frame.grown(1e-6).holds(rects[name])


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_on_a_wide_page_the_lists_of_a_tall_city_stand_in_two_columns(city: str) -> None:
    shown = the_map("gaps", city, True)
    page, _ = on_page(shown, (297.0, 210.0))
    tall, _ = on_page(shown, (210.0, 297.0))
    assert page.columns == (2 if city == LIUZHOU else 1)
    assert tall.columns == (1 if city == LIUZHOU else 3)

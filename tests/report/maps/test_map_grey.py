"""A map on a black-and-white printer."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely
from PIL import Image

from analysis.report.drawn.sheet import About, Sheet
from analysis.report.drawn.tokens import PENDING_FILL, SYMBOL_FILLS, Fill, Pattern, shades
from analysis.report.maps.print_map import PrintMap
from analysis.report.symbols import Symbol
from tests.colours import contrast, lightness
from tests.report.maps.map_examples import (
    laid_out,
    on_page,
    the_map,
)
from tests.report.small_plans import LIUZHOU, YULIN


def test_verdicts_on_one_map_differ_by_pattern_or_by_grey() -> None:
    families = (
        (Symbol.MET, Symbol.UNMET, Symbol.PENDING),
        (Symbol.BUILT, Symbol.NOT_BUILT, Symbol.PENDING),
        (Symbol.TRIGGERED, Symbol.NOT_TRIGGERED, Symbol.PENDING),
    )
    for family in families:
        for one, other in combinations((SYMBOL_FILLS[s] for s in family), 2):
            grey = abs(lightness(one.base) - lightness(other.base))
            assert one.pattern is not other.pattern or grey >= 20


@pytest.mark.parametrize("count", range(1, 8))
def test_a_band_of_minutes_differs_in_grey_from_people_not_connected(count: int) -> None:
    assert PENDING_FILL.pattern is Pattern.HATCH
    assert contrast(PENDING_FILL.base, PENDING_FILL.ink) >= 3
    assert Pattern.HATCH not in {Fill(c).pattern for c in shades(count)}


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_swatches_of_one_legend_printed_in_grey_are_told_apart(city: str) -> None:
    shown = the_map("gaps", city, True)
    fills = [i.fill for i in shown.legend[0].items if i.fill is not None]
    greys = [_grey(fill) for fill in fills]
    for (mean, spread), (other_mean, other_spread) in combinations(greys, 2):
        assert abs(mean - other_mean) > 25 or abs(spread - other_spread) > 15


def _grey(fill: Fill) -> tuple[float, float]:
    """The mean and the unevenness of a fill printed in grey, 0 to 255."""
    sheet = Sheet(30, 30)
    sheet.shape(shapely.box(0, 0, 30, 30), fill)
    picture = Image.open(io.BytesIO(sheet.png(About("", "", "", None), 150)))
    grey = np.asarray(picture.convert("L"), float)
    return float(grey.mean()), float(grey.std())


def test_patterns_show_on_their_ground_in_grey() -> None:
    for fill in SYMBOL_FILLS.values():
        if fill.pattern in (Pattern.DOTS, Pattern.HATCH):
            assert contrast(fill.base, fill.ink) >= 3


@pytest.mark.parametrize("count", range(1, 8))
def test_purples_darken_step_by_step_in_grey(count: int) -> None:
    steps = [lightness(c) for c in shades(count)]
    least = 12 if count <= 5 else 8
    assert all(a - b >= least for a, b in pairwise(steps))


def test_in_a_grey_print_the_unmet_county_is_speckled_and_the_met_one_is_even() -> None:
    shown = the_map("gaps", LIUZHOU, True)
    _, ground = on_page(shown, (297.0, 420.0))
    plain = replace(shown, imprint=replace(shown.imprint, demonstration=False))
    grey = np.asarray(Image.open(io.BytesIO(plain.png("zh", 297, 420, 100))).convert("L"), float)

    def unevenness(code: str) -> float:
        x, y = (float(v) for v in ground.xy(*_spot(shown, code)))
        row, column = int(y / 25.4 * 100), int(x / 25.4 * 100)
        return float(grey[row - 12 : row + 12, column - 12 : column + 12].std())

    faces = {f.code: f.symbol for f in shown.faces}
    met = [c for c, s in faces.items() if s is Symbol.MET and c == "450223"]
    unmet = [c for c, s in faces.items() if s is Symbol.UNMET and c == "450225"]
    assert len(met) == len(unmet) == 1
    assert unevenness(unmet[0]) > 10
    assert unevenness(met[0]) < 3


def _spot(shown: PrintMap, code: str) -> tuple[float, float]:
    """A place in the county where no label stands: in the lower right of the largest free part."""
    _, ground, plates, _ = laid_out(shown, (297.0, 420.0))
    free = ground.shape(shown.shapes[code])
    for _, placed in plates.values():
        free = free.difference(placed.rect.grown(1).polygon)
        if placed.leader is not None:
            free = free.difference(shapely.LineString(placed.leader).buffer(2))
    point = shapely.maximum_inscribed_circle(free).coords[0]
    # Back to degrees: by search, the projection has no inverse here.
    west, south, east, north = shown.shapes[code].bounds
    lon, lat = np.meshgrid(np.linspace(west, east, 400), np.linspace(south, north, 400))
    x, y = ground.xy(lon.ravel(), lat.ravel())
    best = int(np.argmin(np.hypot(x - point[0], y - point[1])))
    return float(lon.ravel()[best]), float(lat.ravel()[best])

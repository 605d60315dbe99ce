"""Two made-up counties, west and east of 110.5° E; and the real ones with simulated lists."""

import math
import random

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.boundaries import counties_at, load_boundaries
from geo.datum import from_wgs84, to_wgs84
from geo.layers import Layer, Provenance
from geo.reading.datum_guess import (
    CANDIDATES,
    DECIDING_RATIO,
    WRONG_ROW_SHARE,
    datum_evidence,
    declared_likelihood,
)
from geo.reading.result import DeclaredPoint
from geo.vocabulary import Datum

GEOD = Geod(ellps="WGS84")
BORDER_LON = 110.5
WEST, EAST = "450921", "450981"
TWO = Layer(
    gpd.GeoDataFrame(
        {"county_code": [WEST, EAST]},
        geometry=[
            # Corners every 0.01°: a meridian is no straight line in the metric CRS.
            shapely.segmentize(shapely.box(110.0, 22.0, BORDER_LON, 23.0), 0.01),
            shapely.segmentize(shapely.box(BORDER_LON, 22.0, 111.0, 23.0), 0.01),
        ],
        crs="EPSG:4490",
    ).set_index("county_code"),
    Provenance("test", "test"),
)


def point(row: int, east_m: float, lat: float, datum: Datum, county: str) -> DeclaredPoint:
    """A point so far east of the border, as the datum writes it."""
    lon, _, _ = GEOD.fwd(BORDER_LON, lat, 90, east_m)
    return DeclaredPoint(row, *from_wgs84(lon, lat, datum), county)


def east_of_border_m(written: DeclaredPoint, datum: Datum) -> float:
    lon, lat = to_wgs84(written.lon, written.lat, datum)
    metres = GEOD.inv(BORDER_LON, lat, lon, lat)[2]
    return math.copysign(metres, lon - BORDER_LON)


@pytest.mark.parametrize(
    ("inside_m", "likelihood"),
    [
        # (1 − 0.05) Φ(s / 180) + 0.05 / 17; Φ(0) = 0.5, Φ(±1) = 0.841345, 0.158655.
        (0.0, 0.95 * 0.5 + 0.05 / 17),
        (180.0, 0.95 * 0.841345 + 0.05 / 17),
        (-180.0, 0.95 * 0.158655 + 0.05 / 17),
        (1e6, 0.95 + 0.05 / 17),
        (-1e6, 0.05 / 17),
    ],
)
def test_the_likelihood_of_a_declared_county(inside_m: float, likelihood: float) -> None:
    assert declared_likelihood(inside_m, 17) == pytest.approx(likelihood, abs=1e-6)


def test_one_point_is_weighed_as_worked_by_hand() -> None:
    # 180 m inside the eastern county in GCJ-02: 0.95 × 0.841345 + 0.05 / 2 = 0.824278.
    written = point(1, 180.0, 22.5, Datum.GCJ02, EAST)
    evidence = datum_evidence([written], TWO)
    logs = dict(evidence.log_likelihoods)
    assert math.exp(logs[Datum.GCJ02]) == pytest.approx(0.824278, abs=1e-4)
    for datum in CANDIDATES:
        east_m = east_of_border_m(written, datum)
        phi = 0.5 * (1 + math.erf(east_m / 180 / math.sqrt(2)))
        assert math.exp(logs[datum]) == pytest.approx(0.95 * phi + 0.025, abs=1e-3)
    assert (evidence.points, evidence.discriminating) == (1, 1)


def test_wrongly_declared_rows_alone_do_not_name_a_datum() -> None:
    counties = len(load_boundaries().frame)
    least, most = (declared_likelihood(s, counties) for s in (-1e6, 1e6))
    assert most / least < DECIDING_RATIO < (most / least) ** 2
    assert WRONG_ROW_SHARE > 0


def test_without_points_nothing_is_told() -> None:
    evidence = datum_evidence([])
    assert (evidence.says, evidence.points, evidence.likelihood_ratio) == (None, 0, 1.0)
    assert "看不出" in evidence.text.zh
    assert "cannot tell" in evidence.text.en


def border_points(datum: Datum, count: int) -> list[DeclaredPoint]:
    """Points up to 900 m on both sides of the border, each declared where it lies."""
    picked = random.Random(7)
    places = [(picked.uniform(-900, 900), picked.uniform(22.1, 22.9)) for _ in range(count)]
    return [
        point(row, east_m, lat, datum, EAST if east_m > 0 else WEST)
        for row, (east_m, lat) in enumerate(places)
    ]


@pytest.mark.parametrize("datum", CANDIDATES)
def test_many_points_along_a_border_name_their_datum(datum: Datum) -> None:
    evidence = datum_evidence(border_points(datum, 60), TWO)
    assert evidence.says is datum
    assert datum.value in evidence.text.zh
    assert datum.value in evidence.text.en


def test_cgcs2000_is_told_as_wgs84() -> None:
    evidence = datum_evidence(border_points(Datum.CGCS2000, 60), TWO)
    assert evidence.says is Datum.WGS84
    assert "CGCS2000" in evidence.text.zh


def test_points_that_fit_no_datum_name_none() -> None:
    turned = [
        DeclaredPoint(p.row, p.lon, p.lat, WEST if p.county_code == EAST else EAST)
        for p in border_points(Datum.GCJ02, 60)
    ]
    assert datum_evidence(turned, TWO).says is None


@given(st.permutations(border_points(Datum.BD09, 12)))
def test_the_order_of_the_rows_makes_no_difference(mixed: list[DeclaredPoint]) -> None:
    assert datum_evidence(mixed, TWO) == datum_evidence(border_points(Datum.BD09, 12), TWO)


@given(
    st.lists(st.tuples(st.floats(110.1, 110.4), st.floats(22.1, 22.9)), max_size=5),
    st.sampled_from([WEST, EAST]),
)
def test_points_that_do_not_discriminate_change_nothing(
    inland: list[tuple[float, float]], county: str
) -> None:
    few = border_points(Datum.GCJ02, 10)
    more = [*few, *(DeclaredPoint(99, *place, county) for place in inland)]
    without, with_them = datum_evidence(few, TWO), datum_evidence(more, TWO)
    assert with_them.log_likelihoods == without.log_likelihoods
    assert (with_them.discriminating, with_them.says) == (without.discriminating, without.says)


def test_a_place_given_in_many_rows_is_one_piece_of_evidence() -> None:
    one = point(1, 180.0, 22.5, Datum.GCJ02, EAST)
    again = [DeclaredPoint(row, one.lon, one.lat, EAST) for row in range(50)]
    assert datum_evidence(again, TWO) == datum_evidence([one], TWO)


def test_points_without_a_county_are_left_out() -> None:
    one = point(1, 180.0, 22.5, Datum.GCJ02, "")
    assert datum_evidence([one], TWO).points == 0


def simulated(seed: int, count: int, datum: Datum) -> list[DeclaredPoint]:
    """Points all over one city, written in ``datum``, as a real list might be.

    Counties are those of borders moved by 140 m as a whole in a random direction (the middle of
    the built-in borders' error, at its worst: all one way); one row in 20 names any other county.
    """
    rng = np.random.default_rng(seed)
    frame = load_boundaries().frame
    city = str(rng.choice(["4502", "4509"]))
    west, south, east, north = frame[frame.index.str[:4] == city].total_bounds
    lons, lats = rng.uniform(west, east, 6 * count), rng.uniform(south, north, 6 * count)
    azimuth = rng.uniform(0, 360)
    moved = GEOD.fwd(lons, lats, np.full_like(lons, azimuth), np.full_like(lons, 140.0))
    found = counties_at(list(moved[0]), list(moved[1]))
    rows = [
        (float(x), float(y), at.code)
        for x, y, at in zip(lons, lats, found, strict=True)
        if at.code and at.code.startswith(city)
    ][:count]
    codes = list(frame.index)
    return [
        DeclaredPoint(
            row,
            *from_wgs84(x, y, datum),
            str(rng.choice(codes)) if rng.random() < 0.05 else code,
        )
        for row, (x, y, code) in enumerate(rows)
    ]


@pytest.mark.parametrize("count", [20, 100, 400])
def test_simulated_lists_of_a_known_datum_never_name_a_wrong_one(count: int) -> None:
    for seed in range(30):
        datum = CANDIDATES[seed % 3]
        evidence = datum_evidence(simulated(seed, count, datum))
        assert evidence.says in (None, datum), (seed, evidence)


def test_a_simulated_list_of_a_thousand_points_names_its_datum() -> None:
    for seed, datum in enumerate(CANDIDATES):
        evidence = datum_evidence(simulated(seed, 1000, datum))
        assert evidence.says is datum
        assert 0.02 < evidence.discriminating / evidence.points < 0.12

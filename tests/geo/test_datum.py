import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.datum import from_wgs84, gcj02_to_wgs84, to_wgs84, wgs84_to_gcj02
from geo.vocabulary import Datum

GEOD = Geod(ellps="WGS84")
GUANGXI = st.tuples(st.floats(104.4, 112.1), st.floats(20.9, 26.4))
SHIFTED = [Datum.GCJ02, Datum.BD09]


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(GEOD.inv(*a, *b)[2])


@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        # Shanghai and Beijing: the test points published with the EvilTransform series.
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
    ],
)
def test_published_points_are_met_to_a_micrometre(
    wgs: tuple[float, float], gcj: tuple[float, float]
) -> None:
    assert metres(wgs84_to_gcj02(*wgs), gcj) < 1e-6


@pytest.mark.parametrize("datum", list(Datum))
@given(point=GUANGXI)
def test_there_and_back_moves_a_point_in_guangxi_by_less_than_a_millimetre(
    datum: Datum, point: tuple[float, float]
) -> None:
    assert metres(to_wgs84(*from_wgs84(*point, datum), datum), point) < 1e-3


@given(point=GUANGXI)
def test_gcj02_is_300_to_700_m_off_in_guangxi(point: tuple[float, float]) -> None:
    assert 300 < metres(wgs84_to_gcj02(*point), point) < 700


@given(point=GUANGXI)
def test_bd09_lies_beyond_gcj02_by_700_to_1200_m(point: tuple[float, float]) -> None:
    gcj = from_wgs84(*point, Datum.GCJ02)
    assert 700 < metres(from_wgs84(*point, Datum.BD09), gcj) < 1200


@given(point=GUANGXI)
def test_cgcs2000_equals_wgs84(point: tuple[float, float]) -> None:
    assert to_wgs84(*point, Datum.CGCS2000) == point == from_wgs84(*point, Datum.CGCS2000)


def test_a_point_outside_china_is_not_shifted() -> None:
    assert wgs84_to_gcj02(2.35, 48.86) == (2.35, 48.86) == gcj02_to_wgs84(2.35, 48.86)

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.people.spreading import nearest_town_km, spread_county
from geo.people.towns import ToldBy, Town


def town(lon: float, lat: float) -> Town:
    return Town("t", "t", "a", lon, lat, ToldBy.POLYGON)


def cells(*rows: tuple[float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lon", "lat", "area_km2"])


def test_rural_residents_go_by_area() -> None:
    found = spread_county(cells((110, 22, 1.0), (110.1, 22, 3.0)), 0, 80, [], 3)
    assert found.tolist() == [20, 60]


def test_urban_residents_go_by_the_distance_to_a_town() -> None:
    # One degree of longitude on the equator is 111.32 km: 3 km from the town is one scale away.
    away = 3 / 111.3195
    found = spread_county(cells((0, 0, 1), (away, 0, 1)), 100, 0, [town(0, 0)], 3)
    assert found == pytest.approx([100 / (1 + math.exp(-1)), 100 / (1 + math.e)], rel=1e-4)


def test_urban_weights_go_by_area_too() -> None:
    found = spread_county(cells((0, 0, 1), (0, 0, 2)), 90, 0, [town(0, 0)], 3)
    assert found == pytest.approx([30, 60])


def test_only_the_nearest_town_counts() -> None:
    one = spread_county(cells((0, 0, 1), (0.1, 0, 1)), 100, 0, [town(0, 0)], 3)
    far_too = spread_county(cells((0, 0, 1), (0.1, 0, 1)), 100, 0, [town(0, 0), town(-9, 0)], 3)
    assert far_too == pytest.approx(one, rel=1e-3)


def test_distance_is_in_kilometres() -> None:
    found = nearest_town_km(cells((110, 22, 1), (110, 23, 1)), [town(110, 22)])
    assert found == pytest.approx([0, 110.7], abs=0.3)


def test_a_town_far_outside_still_places_everybody() -> None:
    found = spread_county(cells((110, 22, 1), (110.01, 22, 1)), 100, 0, [town(-110, 22)], 0.001)
    assert found.sum() == pytest.approx(100)


def test_urban_residents_without_a_town_are_an_error() -> None:
    with pytest.raises(ValueError, match="town"):
        spread_county(cells((110, 22, 1)), 1, 0, [], 3)


def test_a_county_without_cells_is_an_error() -> None:
    with pytest.raises(ValueError, match="cell"):
        spread_county(cells(), 1, 0, [town(0, 0)], 3)


PLACES = st.tuples(st.floats(109.5, 110.5), st.floats(22, 23), st.floats(0.1, 10))


@given(
    st.lists(PLACES, min_size=1, max_size=20),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.lists(st.tuples(st.floats(109, 111), st.floats(21, 24)), min_size=1, max_size=4),
    st.floats(0.5, 20),
)
def test_everybody_is_placed_and_nobody_twice(
    rows: list[tuple[float, float, float]],
    urban: int,
    rural: int,
    towns: list[tuple[float, float]],
    scale_km: float,
) -> None:
    found = spread_county(cells(*rows), urban, rural, [town(*t) for t in towns], scale_km)
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    assert found.sum() == pytest.approx(urban + rural, rel=1e-12, abs=1e-9)


@given(st.permutations(range(5)))
def test_the_order_of_cells_and_towns_changes_nothing(order: list[int]) -> None:
    rows = [(110 + k / 50, 22 + k * k / 100, 1 + k) for k in range(5)]
    towns = [town(110 + k / 30, 22.1) for k in range(5)]
    first = spread_county(cells(*rows), 100, 50, towns, 3)
    again = spread_county(cells(*(rows[k] for k in order)), 100, 50, [towns[k] for k in order], 3)
    assert again == pytest.approx(first[order], rel=1e-9)

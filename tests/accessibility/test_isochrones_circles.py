"""Isochrones without roads are geodesic circles: pyproj's distance says who is inside."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from analysis.accessibility.circles import circle_isochrones, merged_circles
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine

GEOD = Geod(ellps="WGS84")
STRAIGHT = StraightLine(TravelMode.DRIVING, 1.5, 60.0)


def at(**places: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(places, orient="index", columns=["lon", "lat"], dtype=float)


def test_the_radius_is_time_times_speed_over_the_detour_factor() -> None:
    ((iso,),) = circle_isochrones(STRAIGHT, at(f=(110, 22)), [30]).values()
    # 30 min at 60 km/h are 30 km of road, 20 km as the crow flies.
    corners = shapely.get_coordinates(iso.area)
    _, _, metres = GEOD.inv([110] * len(corners), [22] * len(corners), *corners.T)
    assert np.asarray(metres) == pytest.approx(20_000, rel=1e-4)


@given(
    st.floats(-170, 170), st.floats(-70, 70), st.floats(0, 360), st.floats(0, 2), st.floats(1, 60)
)
def test_whoever_is_within_the_limit_is_inside(
    lon: float, lat: float, bearing: float, share: float, limit_min: float
) -> None:
    facility = at(f=(lon, lat))
    ((iso,),) = circle_isochrones(STRAIGHT, facility, [limit_min]).values()
    radius_m = limit_min / STRAIGHT.minutes_per_m
    there_lon, there_lat, _ = GEOD.fwd(lon, lat, bearing, radius_m * share)
    person = at(p=(there_lon, there_lat))
    minutes = float(STRAIGHT.times(person, facility).minutes[0])
    inside = iso.area.intersects(shapely.Point(there_lon, there_lat))
    if minutes <= limit_min:
        assert inside
    if minutes > limit_min * 1.0002:
        assert not inside


def test_merged_circles_hold_each_and_shorter_limits_lie_inside_longer_ones() -> None:
    facilities = at(f=(110, 22), g=(110.2, 22), h=(112, 23))
    short, long = merged_circles(STRAIGHT, facilities, [30, 15])
    assert (short.limit_min, long.limit_min) == (15, 30)
    assert short.area.difference(long.area).area < 1e-12
    assert len(long.area.geoms) == 2
    for one in circle_isochrones(STRAIGHT, facilities, [30]).values():
        assert one[0].area.difference(long.area).area < 1e-9


def test_no_facility_makes_no_circle() -> None:
    (merged,) = merged_circles(STRAIGHT, at(f=(110, 22)).iloc[:0], [15])
    assert merged.area.is_empty

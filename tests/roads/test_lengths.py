from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.roads.lengths import stretches_m

GEOD = Geod(ellps="WGS84")


@given(
    st.lists(
        st.tuples(
            st.floats(-179.9, 179.9), st.floats(-84, 84), st.floats(-0.1, 0.1), st.floats(-0.1, 0.1)
        ),
        min_size=1,
        max_size=20,
    )
)
def test_stretches_are_as_long_as_their_geodesics(
    stretches: list[tuple[float, float, float, float]],
) -> None:
    for lon, lat, east, north in stretches:
        ends = np.array([lon, lon + east]), np.array([lat, lat + north])
        geodesic = GEOD.inv(ends[0][0], ends[1][0], ends[0][1], ends[1][1])[2]
        assert stretches_m(*ends)[0] == pytest.approx(geodesic, rel=2e-5, abs=1e-6)


def test_a_stretch_over_the_date_line_is_short() -> None:
    assert stretches_m(np.array([179.999, -179.999]), np.zeros(2))[0] == pytest.approx(
        222.6, abs=0.1
    )


def test_a_long_stretch_is_its_geodesic() -> None:
    lon, lat = np.array([108.0, 120.0]), np.array([22.0, 40.0])
    assert stretches_m(lon, lat)[0] == pytest.approx(GEOD.inv(108, 22, 120, 40)[2])

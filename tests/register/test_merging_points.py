"""A point that comes back rounded is the same point; one that was moved is another."""

from __future__ import annotations

import pytest

from geo.records import Facility, Point
from geo.register.merging import merged
from geo.vocabulary import Datum, FacilityType

HELD = Point(110.5470314, 22.8562768, Datum.GCJ02)


def at(point: Point) -> Facility:
    return Facility("A", "某中心", FacilityType.CARE, "450900", "450921", point=point)


@pytest.mark.parametrize("far", [0.0, 4e-7, -5e-7])
def test_a_rounded_point_leaves_the_one_on_record(far: float) -> None:
    row = at(Point(HELD.lon + far, HELD.lat - far, HELD.datum))
    assert merged(at(HELD), row).point == HELD


@pytest.mark.parametrize(
    "point",
    [Point(HELD.lon + 1e-5, HELD.lat, HELD.datum), Point(HELD.lon, HELD.lat, Datum.WGS84)],
    ids=["a metre away", "of another datum"],
)
def test_another_point_is_taken(point: Point) -> None:
    assert merged(at(HELD), at(point)).point == point

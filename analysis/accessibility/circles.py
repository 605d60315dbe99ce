"""Isochrones without roads: geodesic circles, on which every point is exactly the limit away."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Polygon

from analysis.accessibility.isochrones import Isochrone
from analysis.accessibility.outlines import polygons_of
from geo.travel.straight_line import GEOD, StraightLine

_SIDES = 256


def circle_isochrones(
    straight: StraightLine, facilities: pd.DataFrame, cutoffs_min: Sequence[float]
) -> dict[str, tuple[Isochrone, ...]]:
    """For each facility (index id; columns lon, lat), what is within each cutoff.

    By id, in ascending order of the cutoffs. radius = T / minutes per metre; the polygon of 256
    sides stands around the circle, so whoever is within the limit is inside: at most 0.008 % of
    the radius beyond it.
    """
    return {
        str(name): tuple(
            Isochrone(limit_min, polygons_of(_circle(lon, lat, limit_min / straight.minutes_per_m)))
            for limit_min in sorted(cutoffs_min)
        )
        for name, lon, lat in facilities[["lon", "lat"]].sort_index().itertuples()
    }


def merged_circles(
    straight: StraightLine, facilities: pd.DataFrame, cutoffs_min: Sequence[float]
) -> tuple[Isochrone, ...]:
    """What is within each cutoff of any of the facilities, in ascending order of the cutoffs."""
    circles = circle_isochrones(straight, facilities, cutoffs_min).values()
    return tuple(
        Isochrone(limit_min, polygons_of(shapely.union_all([c[k].area for c in circles])))
        for k, limit_min in enumerate(sorted(cutoffs_min))
    )


def _circle(lon: float, lat: float, radius_m: float) -> Polygon:
    bearings = np.linspace(0, 360, _SIDES, endpoint=False)
    around = np.full(_SIDES, 1.0)
    distance_m = radius_m / math.cos(math.pi / _SIDES)
    lons, lats, _ = GEOD.fwd(around * lon, around * lat, bearings, around * distance_m)
    return Polygon(np.column_stack([lons, lats]))

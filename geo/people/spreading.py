"""Spreading a county's residents over its cells: urban ones around towns, rural ones evenly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.metric import MetricPlane
from geo.people.towns import Town

Floats = npt.NDArray[np.float64]


def spread_county(
    cells: pd.DataFrame, urban: float, rural: float, towns: Sequence[Town], scale_km: float
) -> Floats:
    """Persons in each of a county's cells (in their order); they add up to urban + rural.

    ``cells``: lon, lat (degrees), area_km2. Rural persons in proportion to area; urban ones in
    proportion to area × exp(-d / scale), d the distance from the cell's centre to the nearest town
    in km. ValueError without a cell, or with urban persons and no town.
    """
    if cells.empty:
        raise ValueError("a county needs a cell")
    area = cells["area_km2"].to_numpy(dtype=np.float64)
    persons = _share(area, rural)
    if urban:
        away_km = nearest_town_km(cells, towns)
        # From the nearest cell's distance on: a far county's weights must not all become 0.
        persons = persons + _share(area * np.exp(-(away_km - away_km.min()) / scale_km), urban)
    return persons


def nearest_town_km(cells: pd.DataFrame, towns: Sequence[Town]) -> Floats:
    """Distance in km from each cell's centre to the nearest of the towns."""
    if not towns:
        raise ValueError("urban persons need a town")
    lon, lat = cells["lon"].to_numpy(), cells["lat"].to_numpy()
    plane = MetricPlane(round(float(lon.mean()), 2), round(float(lat.mean()), 2))
    east, north = plane.to_plane(lon, lat)
    nearest = np.full(len(lon), np.inf)
    for town in towns:
        x, y = plane.to_plane([town.lon], [town.lat])
        nearest = np.minimum(nearest, np.hypot(east - x[0], north - y[0]))
    return nearest / 1000


def _share(weights: Floats, total: float) -> Floats:
    shares: Floats = weights / weights.sum() * total
    return shares

"""The H3 cells of a county: which there are, where their centres lie, how large they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import h3
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.boundaries import GEOGRAPHIC_CRS, load_boundaries
from geo.layers import Layer

RESOLUTION = 8
"""About 0.75 km² a cell here, some 900 m across: finer than anything known of where people live."""
_FARTHEST_RING = 50


def city_cells(city_code: str, boundaries: Layer | None = None) -> pd.DataFrame:
    """The cells of a city's counties, as ``county_cells``. KeyError if it has no county."""
    layer = load_boundaries() if boundaries is None else boundaries
    codes = county_codes_of(city_code, layer)
    return county_cells(layer, codes)


def county_codes_of(city_code: str, layer: Layer) -> tuple[str, ...]:
    """The codes of the city's counties in order. KeyError if the layer has none."""
    frame = layer.frame
    codes = tuple(sorted(str(code) for code in frame.index[frame["city_code"] == city_code]))
    if not codes:
        raise KeyError(f"no county of {city_code} among the boundaries")
    return codes


@lru_cache(maxsize=8)
def county_cells(layer: Layer, county_codes: tuple[str, ...]) -> pd.DataFrame:
    """The cells whose centre lies in one of the counties (index cell, sorted; EPSG:4326 degrees).

    Columns county_code, lon, lat, area_km2. A cell is of one county: on a shared border of the
    lower code. A county too small for a centre gets the cell of its representative point. Shared:
    not to be changed in place.
    """
    shapes = layer.frame.geometry.loc[list(county_codes)].to_crs(GEOGRAPHIC_CRS)
    owner: dict[str, str] = {}
    for code in sorted(county_codes):
        for cell in _cells_in(shapes[code]):
            owner.setdefault(cell, code)
    for code in sorted(set(county_codes) - set(owner.values())):
        owner[_spare_cell(shapes[code], owner)] = code
    return _frame(owner)


def _cells_in(shape: BaseGeometry) -> Sequence[str]:
    found: Sequence[str] = h3.geo_to_cells(shape, RESOLUTION) if not shape.is_empty else []
    return found


def _spare_cell(shape: BaseGeometry, owner: dict[str, str]) -> str:
    """The cell nearest to the shape's inner point that is free or not its owner's only one."""
    point = shape.representative_point()
    start = h3.latlng_to_cell(point.y, point.x, RESOLUTION)
    held = list(owner.values())
    for ring in range(_FARTHEST_RING):
        for cell in sorted(h3.grid_ring(start, ring)):
            if cell not in owner or held.count(owner[cell]) > 1:
                return str(cell)
    raise ValueError("no cell is left for a county")


def _frame(owner: dict[str, str]) -> pd.DataFrame:
    cells = sorted(owner)
    centres = [h3.cell_to_latlng(cell) for cell in cells]
    return pd.DataFrame(
        {
            "county_code": [owner[cell] for cell in cells],
            "lon": [lon for _, lon in centres],
            "lat": [lat for lat, _ in centres],
            "area_km2": [h3.cell_area(cell, unit="km^2") for cell in cells],
        },
        index=pd.Index(cells, name="id"),
    )

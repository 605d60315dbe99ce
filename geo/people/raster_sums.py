"""Adding a raster's pixels up by county and H3 cell, block by block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import h3
import h3.api.basic_int as h3_int
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from geo.metric import MetricPlane
from geo.people.cells import RESOLUTION
from geo.people.raster_file import Raster

Floats = npt.NDArray[np.float64]
Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class RasterSums:
    """What lies in the counties: persons by cell, and the pixels that are no persons.

    ``persons``: index cell (sorted), columns county_code, persons (above 0). ``pixels`` have a
    value in a county, ``negative`` ones below 0 were left out, their sum is ``negative_sum``.
    """

    persons: pd.DataFrame
    pixels: int
    negative: int
    negative_sum: float


def sum_pixels(
    raster: Raster,
    shapes: gpd.GeoSeries,
    cells: pd.DataFrame,
    progress: Progress | None = None,
) -> RasterSums:
    """The raster's persons in each cell, by the centres of its pixels.

    ``shapes``: polygons by county code in code order, in degrees; a pixel on a shared border is of
    the lower code. ``cells``: as ``geo.people.cells.county_cells``. A pixel of a county in a cell
    of its neighbour goes to the nearest cell of its own county, so that each county's sum is that
    of its pixels. ``progress`` is called with the share done after every block; what it raises ends
    the reading.
    """
    polygons = shapes.to_numpy()
    shapely.prepare(polygons)
    lon, lat = shapely.get_coordinates(polygons).T
    windows = raster.windows(lon, lat)
    parts: list[pd.DataFrame] = []
    pixels = negative = 0
    negative_sum = 0.0
    for done, window in enumerate(windows, start=1):
        values = raster.persons(window)
        rows, columns = np.nonzero(np.isfinite(values))
        found = values[rows, columns]
        lon, lat = raster.degrees_of(columns + window.col_off + 0.5, rows + window.row_off + 0.5)
        county = _counties(polygons, lon, lat)
        inside = county >= 0
        below = inside & (found < 0)
        pixels += int(inside.sum())
        negative += int(below.sum())
        negative_sum += float(found[below].sum())
        counted = inside & (found > 0)
        parts.append(_by_cell(county[counted], lon[counted], lat[counted], found[counted]))
        if progress is not None:
            progress(done / len(windows))
    return RasterSums(_at_home(parts, shapes, cells), pixels, negative, negative_sum)


def _counties(polygons: npt.NDArray[np.object_], lon: Floats, lat: Floats) -> npt.NDArray[np.int32]:
    """The place of each point's county among the polygons, -1 outside all."""
    found = np.full(len(lon), -1, dtype=np.int32)
    for place, shape in enumerate(polygons):
        west, south, east, north = shape.bounds
        near = (found < 0) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        (candidates,) = np.nonzero(near)
        if len(candidates):
            hit = shapely.intersects_xy(shape, lon[candidates], lat[candidates])
            found[candidates[hit]] = place
    return found


def _by_cell(
    county: npt.NDArray[np.int32], lon: Floats, lat: Floats, persons: Floats
) -> pd.DataFrame:
    """Persons by county and cell number of one block's pixels."""
    to_cell = h3_int.latlng_to_cell
    cell = [to_cell(y, x, RESOLUTION) for y, x in zip(lat.tolist(), lon.tolist(), strict=True)]
    frame = pd.DataFrame(
        {"county": county, "cell": np.array(cell, dtype=np.uint64), "persons": persons}
    )
    return frame.groupby(["county", "cell"])[["persons"]].sum().reset_index()


def _at_home(
    parts: list[pd.DataFrame],
    shapes: gpd.GeoSeries,
    cells: pd.DataFrame,
) -> pd.DataFrame:
    """Persons by cell of the county they live in."""
    empty = pd.DataFrame({"county_code": [], "persons": []}, index=pd.Index([], name="id"))
    parts = [part for part in parts if len(part)]
    if not parts:
        return empty.astype({"county_code": str, "persons": float})
    found = pd.concat(parts).groupby(["county", "cell"])[["persons"]].sum().reset_index()
    found["county_code"] = [str(shapes.index[place]) for place in found["county"]]
    found["id"] = [h3.int_to_str(int(cell)) for cell in found["cell"]]
    owner = cells["county_code"].reindex(found["id"]).to_numpy()
    away = owner != found["county_code"].to_numpy()
    found.loc[away, "id"] = _nearest_own(found[away], cells)
    sums = found.groupby("id")["persons"].sum().sort_index()
    return pd.DataFrame({"county_code": cells["county_code"].reindex(sums.index), "persons": sums})


def _nearest_own(found: pd.DataFrame, cells: pd.DataFrame) -> list[str]:
    """For each row (county_code, id of a cell elsewhere) the nearest cell of its county."""
    plane = MetricPlane(round(float(cells["lon"].mean()), 2), round(float(cells["lat"].mean()), 2))
    own: dict[tuple[str, str], str] = {}
    for code, rows in found.groupby("county_code"):
        home = cells[cells["county_code"] == code]
        tree = cKDTree(np.column_stack(plane.to_plane(home["lon"], home["lat"])))
        centres = np.array([h3.cell_to_latlng(cell) for cell in rows["id"]])
        _, nearest = tree.query(np.column_stack(plane.to_plane(centres[:, 1], centres[:, 0])))
        for cell, place in zip(rows["id"], nearest, strict=True):
            own[str(code), cell] = str(home.index[place])
    return [own[str(c), i] for c, i in zip(found["county_code"], found["id"], strict=True)]

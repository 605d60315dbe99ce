"""A study as a GeoPackage: cells, facilities, isochrones, counties, and what it rests on."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import shapely
from shapely import MultiPolygon, Point

from analysis.accessibility.access_csv import access_rows
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.facility_reach import facility_reach
from analysis.accessibility.isochrones import Isochrone
from analysis.accessibility.method_table import method_table
from analysis.accessibility.study import AccessStudy
from analysis.report.cell_text import shown
from analysis.report.package_layers import fix_times, metadata, write_layer, write_table
from analysis.report.report import Table
from geo.boundaries import GEOGRAPHIC_CRS
from geo.text import Language, Text
from geo.vocabulary import WORDS

MERGED = ""
"""In place of a facility's id: what is within the limit of any facility."""


class PublicGeometryError(ValueError):
    """Layers were asked of the public edition: not reviewed as a map, they are not for the public.

    ``text`` says which files to take.
    """

    text = Text(
        "公开版不出 GeoPackage：图层是内部工作底图，未经地图审核，不得公开。请改用 csv 或 xlsx。",
        "No GeoPackage in the public edition: its layers are working maps that no map review has"
        " seen and must not be published. Use csv or xlsx.",
    )

    def __init__(self) -> None:
        super().__init__(self.text.en)


def access_geopackage(
    paper: AccessPaper,
    isochrones: Mapping[str, Sequence[Isochrone]] | None = None,
    language: Language = "zh",
) -> bytes:
    """The file's bytes: layers in EPSG:4490 and plain tables, each row by code or id.

    ``cells`` (polygons of H3 cells, else points), ``facilities`` (points), ``isochrones`` where
    given (by facility id, ``MERGED`` for all); the tables ``counties``, ``facilities_left_out``,
    ``method`` and ``metadata``. The same paper gives the same bytes. PublicGeometryError for the
    public edition: its layers are working maps.
    """
    study = paper.study
    if not paper.internal:
        raise PublicGeometryError
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "access.gpkg"
        cells = _cells(study, language)
        facilities = _facilities(study, language)
        write_layer(path, "cells", cells, "Polygon" if study.demand.cells else "Point")
        write_layer(path, "facilities", facilities, "Point")
        if isochrones:
            write_layer(path, "isochrones", _isochrones(isochrones), "MultiPolygon")
        write_table(path, "counties", _counties(paper, language))
        write_table(path, "facilities_left_out", _left_out(study, language))
        write_table(path, "method", _words(method_table(study), language))
        write_table(path, "metadata", metadata(paper, language))
        fix_times(path, paper)
        return path.read_bytes()


def _cells(study: AccessStudy, language: Language) -> gpd.GeoDataFrame:
    frame = study.cells
    titles = {band.code: band.title.get(language) for band in study.bands}
    columns = pd.DataFrame(
        {
            "cell_id": frame.index.astype(object),
            "county_code": frame["county_code"].astype(object).to_numpy(),
            "persons": frame["persons"].to_numpy(),
            "minutes": frame["minutes"].to_numpy(),
            "band": frame["band"].to_numpy(),
            "band_word": [titles[code] for code in frame["band"]],
            "nearest_id": frame["nearest_id"]
            .astype(object)
            .where(frame["nearest_id"].notna(), None)
            .to_numpy(),
            "access": frame["access"].to_numpy(),
        }
    )
    if study.demand.cells:
        places = _hexagons(frame.index)
    else:
        places = shapely.points(frame["lon"].to_numpy(), frame["lat"].to_numpy())
    return gpd.GeoDataFrame(columns, geometry=places, crs=GEOGRAPHIC_CRS)


def _hexagons(cells: Iterable[str]) -> Any:
    """The polygons of H3 cells, as an array."""
    corners = [h3.cell_to_boundary(cell) for cell in cells]
    of = np.repeat(np.arange(len(corners)), [len(ring) for ring in corners])
    lat_lon = np.array([corner for ring in corners for corner in ring], dtype=np.float64)
    return shapely.polygons(shapely.linearrings(lat_lon[:, ::-1], indices=of))


def _facilities(study: AccessStudy, language: Language) -> gpd.GeoDataFrame:
    counted, asked = study.facilities.counted, study.facilities
    unit = WORDS[asked.unit].get(language) if asked.unit else None
    columns: dict[str, list[str | float | None]] = {
        "facility_id": [f.facility_id for f in counted],
        "name": [f.shown_name.get(language) for f in counted],
        "county_code": [f.county_code or None for f in counted],
        "tried_out": ["yes" if f.added else "no" for f in counted],
        "off_network": ["yes" if f in study.facilities_off_network else "no" for f in counted],
        "capacity_unit": [unit if f.capacity is not None else None for f in counted],
    }
    frame = pd.DataFrame(columns, dtype=object)
    frame["capacity"] = [math.nan if f.capacity is None else f.capacity for f in counted]
    for name, persons in facility_reach(study).items():
        frame[str(name)] = persons.to_numpy()
    points = [Point(f.lon, f.lat) for f in counted]
    return gpd.GeoDataFrame(frame, geometry=points, crs=GEOGRAPHIC_CRS)


def _isochrones(isochrones: Mapping[str, Sequence[Isochrone]]) -> gpd.GeoDataFrame:
    rows = [
        (name or None, one.limit_min, one.area)
        for name in sorted(isochrones)
        for one in isochrones[name]
        if not one.area.is_empty
    ]
    frame = pd.DataFrame(
        {
            "facility_id": pd.Series([r[0] for r in rows], dtype=object),
            "limit_min": pd.Series([r[1] for r in rows], dtype="float64"),
        }
    )
    areas: list[MultiPolygon] = [r[2] for r in rows]
    return gpd.GeoDataFrame(frame, geometry=areas, crs=GEOGRAPHIC_CRS)


def _counties(paper: AccessPaper, language: Language) -> pd.DataFrame:
    """The rows of the flat file, numbers as numbers."""
    frame = pd.DataFrame(access_rows(paper, language), dtype=object)
    for name in frame.columns:
        if name.endswith(("_persons", "_share", "_min", "_at_most")) or name in _NUMBERS:
            frame[name] = pd.to_numeric(frame[name].replace("", None))
    return frame


_NUMBERS = frozenset(
    {"persons", "facilities", "capacity", "capacity_unknown", "persons_per_place", "access_mean"}
)


def _left_out(study: AccessStudy, language: Language) -> pd.DataFrame:
    aside = study.facilities.aside
    return pd.DataFrame(
        {
            "facility_id": [f.facility_id for f in aside],
            "name": [f.name for f in aside],
            "county_code": [f.county_code or None for f in aside],
            "reason": [str(f.reason) for f in aside],
            "why": [f.why.get(language) for f in aside],
        },
        dtype=object,
    )


def _words(table: Table, language: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {c.id: [shown(v, language) for v in table.column(c.id)] for c in table.columns},
        dtype=object,
    )

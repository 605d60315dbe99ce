"""The findings as a GeoPackage: counties, facilities, findings, metadata, styles.

Times that GDAL writes of itself are replaced by the report's day, so that bytes repeat.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import MultiPolygon, Point, Polygon

from analysis.report.cell_text import shown, verdict_words
from analysis.report.cells import Cell
from analysis.report.layer_style import COUNTIES, FACILITIES, OVERALL, requirement_stem
from analysis.report.package_layers import fix_times, metadata, write_layer, write_table
from analysis.report.package_styles import write_styles
from analysis.report.report import Report, Share, Table, Value, VerdictValue
from geo.boundaries import GEOGRAPHIC_CRS
from geo.layers import Layer
from geo.records import Facility
from geo.text import Language
from geo.vocabulary import WORDS, Code

_WITHOUT_POINT = "facilities_without_point"


def geopackage(report: Report, boundaries: Layer, language: Language = "zh") -> bytes:
    """The file's bytes: layers in EPSG:4490 and plain tables, each row by code or id.

    ``counties`` (polygons; for each requirement a symbol and a word), ``facilities`` (points),
    ``facilities_without_point``, ``findings``, ``metadata``, ``layer_styles`` (for QGIS).
    KeyError when a polygon is missing.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "findings.gpkg"
        write_layer(path, COUNTIES, _counties(report, boundaries, language), "MultiPolygon")
        placed = [f for f in report.facilities if f.point is not None]
        write_layer(path, FACILITIES, _points(placed, language), "Point")
        absent = [f for f in report.facilities if f.point is None]
        write_table(path, _WITHOUT_POINT, _facility_frame(absent, language))
        write_table(path, "findings", _findings(report.table("findings"), language))
        write_table(path, "metadata", metadata(report, language))
        write_styles(path, report, language)
        fix_times(path, report)
        return path.read_bytes()


def _counties(report: Report, boundaries: Layer, language: Language) -> gpd.GeoDataFrame:
    codes = [county.code for county in report.counties]
    shapes = boundaries.frame.geometry.to_crs(GEOGRAPHIC_CRS).loc[codes]
    columns: dict[str, list[str]] = {
        "county_code": codes,
        "county_name": [r.full_name.get(language) for r in report.matrix.rows],
        f"{OVERALL}_symbol": [c.symbol.value for c in report.overall],
        f"{OVERALL}_word": [_words(c, language) for c in report.overall],
    }
    for place, column in enumerate(report.matrix.columns):
        if column.absent:
            continue
        name = requirement_stem(column.requirement_id)
        cells = [row.cells[place] for row in report.matrix.rows]
        columns[f"{name}_symbol"] = [c.symbol.value for c in cells]
        columns[f"{name}_word"] = [_words(c, language) for c in cells]
    whole = [s if isinstance(s, MultiPolygon) else MultiPolygon([_polygon(s)]) for s in shapes]
    return gpd.GeoDataFrame(columns, geometry=whole, crs=GEOGRAPHIC_CRS)


def _polygon(shape: object) -> Polygon:
    if not isinstance(shape, Polygon):
        raise TypeError(f"a county is a polygon, not a {type(shape).__name__}")
    return shape


def _words(cell: Cell, language: Language) -> str:
    return verdict_words(VerdictValue(cell.symbol, cell.word, cell.sub), language)


def _points(facilities: list[Facility], language: Language) -> gpd.GeoDataFrame:
    frame = _facility_frame(facilities, language)
    points = [Point(f.point.lon, f.point.lat) for f in facilities if f.point is not None]
    return gpd.GeoDataFrame(frame, geometry=points, crs=GEOGRAPHIC_CRS)


def _facility_frame(facilities: list[Facility], language: Language) -> pd.DataFrame:
    """Codes and words side by side; numbers as numbers; missing as NULL."""

    def word(code: Code | None) -> str | None:
        return WORDS[code].get(language) if code is not None else None

    columns: dict[str, list[str | float | None]] = {
        "facility_id": [f.facility_id for f in facilities],
        "name": [f.name for f in facilities],
        "facility_type": [f.facility_type.value for f in facilities],
        "facility_type_word": [word(f.facility_type) for f in facilities],
        "functions": [";".join(sorted(f.functions)) or None for f in facilities],
        "county_code": [f.county_code or None for f in facilities],
        "city_code": [f.city_code for f in facilities],
        "level": [f.level.value if f.level else None for f in facilities],
        "level_word": [word(f.level) for f in facilities],
        "status": [f.status.value if f.status else None for f in facilities],
        "status_word": [word(f.status) for f in facilities],
        "operation": [f.operation.value if f.operation else None for f in facilities],
        "opened": [str(f.opened) if f.opened else None for f in facilities],
        "closed": [str(f.closed) if f.closed else None for f in facilities],
        "capacity": [f.capacity for f in facilities],
        "capacity_unit": [f.capacity_unit.value if f.capacity_unit else None for f in facilities],
        "location_precision": [f.location_precision.value for f in facilities],
        "datum_written": [f.point.datum.value if f.point else None for f in facilities],
        "address": [f.address or None for f in facilities],
        "source": [f.source or None for f in facilities],
        "note": [f.note or None for f in facilities],
    }
    frame = pd.DataFrame({k: pd.Series(v, dtype=object) for k, v in columns.items()})
    frame["capacity"] = pd.to_numeric(frame["capacity"])
    return frame


def _findings(table: Table, language: Language) -> pd.DataFrame:
    """The findings table; measured, threshold and shortfall as numbers, shares 0 to 1."""
    columns = {}
    for column in table.columns:
        values = table.column(column.id)
        if column.id in ("measured", "threshold", "shortfall"):
            columns[column.id] = pd.Series([_number(v) for v in values], dtype="float64")
        else:
            said = [shown(v, language) or None for v in values]
            columns[column.id] = pd.Series(said, dtype=object)
    return pd.DataFrame(columns)


def _number(value: Value) -> float | None:
    if isinstance(value, Share):
        return value.value
    return float(value) if isinstance(value, int | float) else None

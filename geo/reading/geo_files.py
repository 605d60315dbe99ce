"""From a file of geographic features to sheets: GeoJSON, GeoPackage, zipped shapefile, KML, KMZ.

Each layer is a sheet whose last columns are lon, lat and datum (``feature_layers``), so everything
after reads it as it reads a spreadsheet. A file that can't be read comes back as one refusing
issue; no input raises. Nothing is written to disk and no driver is chosen by content: a file that
only pretends to be one of these formats could make others fetch what lies outside it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import shapely

from geo.issues import DataIssue
from geo.reading import refusals
from geo.reading.archives import unpack
from geo.reading.feature_layers import GEOMETRY_HEADERS, Layer, layer_sheet
from geo.reading.geojson import geojson_layer, json_text
from geo.reading.kml import kml_layer
from geo.reading.refusals import RefusedError
from geo.reading.shapefiles import GDAL_ERRORS, shapefile_layers
from geo.reading.table import MAX_BYTES, MAX_ROWS, RawRow, RawSheet, load
from geo.vocabulary import WORDS, Datum

GEO_SUFFIXES = (".geojson", ".json", ".gpkg", ".zip", ".kml", ".kmz")
LOOSE_SUFFIXES = (".shp", ".dbf", ".shx")
MAX_LAYERS = 100
_SQLITE = b"SQLite format 3\x00"


def read_geo_file(
    source: Path | bytes, filename: str, max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> tuple[tuple[RawSheet, ...], tuple[DataIssue, ...]]:
    """Every layer of the file as a sheet, or no sheet and the issue that refuses the file."""
    suffix = Path(filename).suffix.lower()
    try:
        if suffix in LOOSE_SUFFIXES:
            raise RefusedError(refusals.loose_shapefile())
        read = _READERS.get(suffix)
        if read is None:
            raise RefusedError(refusals.wrong_extension(suffix))
        with np.errstate(all="ignore"):  # coordinates that are no numbers are named below
            layers = read(load(source, max_bytes), max_rows)
            sheets = tuple(layer_sheet(layer, max_rows) for layer in layers if layer.rows)
        if not sheets:
            raise RefusedError(refusals.empty())
    except RefusedError as refusal:
        return (), (refusal.issue,)
    return sheets, ()


def with_datum(sheets: tuple[RawSheet, ...], datum: Datum) -> tuple[RawSheet, ...]:
    """The sheets with the datum the user states, in place of what geographic files declare."""
    return tuple(_restated(sheet, WORDS[datum].zh) for sheet in sheets)


def _restated(sheet: RawSheet, word: str) -> RawSheet:
    if not sheet.rows or sheet.rows[0].number or sheet.rows[0].cells[-3:] != GEOMETRY_HEADERS:
        return sheet
    rows = tuple(
        RawRow(row.number, (*row.cells[:-1], word)) if row.number and row.cells[-3] else row
        for row in sheet.rows
    )
    told = {"datum_by_format", "datum_declared", "crs_missing"}
    return replace(sheet, rows=rows, issues=tuple(i for i in sheet.issues if i.code not in told))


def _geojson(content: bytes, max_rows: int) -> list[Layer]:
    return [geojson_layer(content, max_rows)]


def _geopackage(content: bytes, max_rows: int) -> list[Layer]:
    if not content.startswith(_SQLITE):
        raise RefusedError(refusals.not_geographic("GeoPackage"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a file from memory has no extension to be told by
        try:
            names = [str(name) for name, _ in pyogrio.list_layers(content)]
            if len(names) > MAX_LAYERS:
                raise RefusedError(refusals.not_geographic("GeoPackage"))
            return [_vector_layer(content, name, max_rows) for name in names]
        except GDAL_ERRORS as error:
            raise RefusedError(refusals.not_geographic("GeoPackage")) from error


def _vector_layer(content: bytes, name: str, max_rows: int) -> Layer:
    if pyogrio.read_info(content, layer=name)["driver"] != "GPKG":
        raise RefusedError(refusals.not_geographic("GeoPackage"))
    meta, _, wkb, columns = pyogrio.raw.read(
        content, layer=name, force_2d=True, max_features=max_rows + 1, datetime_as_string=True
    )
    texts = [[json_text(value) for value in column.tolist()] for column in columns]
    count = len(wkb) if wkb is not None else (len(texts[0]) if texts else 0)
    rows = list(zip(*texts, strict=True)) if texts else [()] * count
    shapes = shapely.from_wkb(wkb, on_invalid="ignore") if wkb is not None else np.full(count, None)
    headers = tuple(str(field) for field in meta["fields"])
    return Layer(name, headers, rows, list(shapes), meta["crs"] or "")


def _shapefile(content: bytes, max_rows: int) -> list[Layer]:
    return shapefile_layers(content, max_rows)


def _kml(content: bytes, max_rows: int) -> list[Layer]:
    return [kml_layer(content, max_rows)]


def _kmz(content: bytes, max_rows: int) -> list[Layer]:
    documents = unpack(content, (".kml",))
    if not documents:
        raise RefusedError(refusals.not_geographic("KMZ"))
    return [kml_layer(document, max_rows) for document in documents.values()]


_READERS: dict[str, Callable[[bytes, int], list[Layer]]] = {
    ".geojson": _geojson,
    ".json": _geojson,
    ".gpkg": _geopackage,
    ".zip": _shapefile,
    ".kml": _kml,
    ".kmz": _kmz,
}

"""The table ``layer_styles``, where QGIS looks for the styles of a GeoPackage's layers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyogrio

from analysis.report.layer_style import layer_styles
from analysis.report.qml import qml
from analysis.report.report import Report
from analysis.report.sld import sld
from geo.text import Language

LAYER_STYLES = "layer_styles"


def write_styles(path: Path, report: Report, language: Language) -> None:
    """Writes the table, registered as attributes: QGIS reads it through OGR, which lists no other.

    Columns as QGIS makes them. Catalogue and schema are empty, not NULL, and the geometry column is
    the layer's own: QGIS asks for just that. The time is the report's day, 00:00 UTC.
    """
    styles = layer_styles(report, language)
    shapes = {s.layer: pyogrio.read_info(path, layer=s.layer)["geometry_name"] for s in styles}
    frame = pd.DataFrame(
        {
            "f_table_catalog": ["" for _ in styles],
            "f_table_schema": ["" for _ in styles],
            "f_table_name": [s.layer for s in styles],
            "f_geometry_column": [shapes[s.layer] for s in styles],
            "styleName": [s.title for s in styles],
            "styleQML": [qml(s) for s in styles],
            "styleSLD": [sld(s, language) for s in styles],
            "useAsDefault": [s.default for s in styles],
            "description": [s.description for s in styles],
            "owner": ["" for _ in styles],
            "ui": pd.Series([None for _ in styles], dtype=object),
            "update_time": pd.Timestamp(report.as_of, tz="UTC"),
        }
    )
    pyogrio.write_dataframe(frame, path, layer=LAYER_STYLES, driver="GPKG", append=True, FID="id")

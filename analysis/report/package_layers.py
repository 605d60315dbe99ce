"""The parts every GeoPackage of the tool is put together from: layers, plain tables, metadata."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from analysis.report.cell_text import imprint_pairs
from analysis.report.report import Paper
from geo.text import Language


def metadata(report: Paper, language: Language) -> pd.DataFrame:
    """What every export carries, as key and value."""
    pairs = [("title", report.title.get(language)), *imprint_pairs(report, language)]
    pairs += [("mark", mark.get(language)) for mark in report.marks]
    pairs.append(("map_notice", report.map_notice.get(language)))
    pairs.append(("run_id", report.run_id))
    pairs.append(("demonstration", "yes" if report.demonstration else "no"))
    pairs += [
        ("vintage", f"{v.name.get(language)} {v.vintage.get(language)}") for v in report.vintages
    ]
    return pd.DataFrame(pairs, columns=["key", "value"], dtype=object)


def write_layer(path: Path, name: str, frame: gpd.GeoDataFrame, kind: str) -> None:
    """Writes one layer of geometries of a kind (Point, MultiPolygon) into the file."""
    pyogrio.write_dataframe(
        frame, path, layer=name, driver="GPKG", geometry_type=kind, append=path.exists()
    )


def write_table(path: Path, name: str, frame: pd.DataFrame) -> None:
    """Writes one table without geometry into the file."""
    pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", append=path.exists())


def fix_times(path: Path, report: Paper) -> None:
    """The report's day in place of the time of writing, and the marks where GIS programs look."""
    day = f"{report.as_of.isoformat()}T00:00:00.000Z"
    marks = [m.zh for m in report.marks]
    said = " · ".join((*marks, report.map_notice.zh, report.run_id))
    connection = sqlite3.connect(path)
    try:
        connection.execute("UPDATE gpkg_contents SET last_change = ?, description = ?", (day, said))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()

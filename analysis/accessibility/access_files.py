"""A study as a file: csv (by county), gpkg (layers for a GIS), xlsx (all tables)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.accessibility.access_csv import access_csv
from analysis.accessibility.access_package import access_geopackage
from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.isochrones import Isochrone
from analysis.accessibility.tables import study_tables
from analysis.report.workbook import tables_workbook
from geo.text import Language

EXTENSIONS = ("csv", "gpkg", "xlsx")
PUBLIC_EXTENSIONS = ("csv", "xlsx")
"""Without layers: they are working maps, which are not for the public."""


def extensions(*, internal: bool) -> tuple[str, ...]:
    """The files an edition can be had as."""
    return EXTENSIONS if internal else PUBLIC_EXTENSIONS


def access_file(
    paper: AccessPaper,
    extension: str,
    language: Language = "zh",
    isochrones: Mapping[str, Sequence[Isochrone]] | None = None,
) -> bytes:
    """The bytes of the file with this extension, the same for the same paper. KeyError for another.

    PublicGeometryError for layers of the public edition. ``isochrones``: by facility id and
    ``access_package.MERGED``, for the GeoPackage.
    """
    match extension:
        case "csv":
            return access_csv(paper, language)
        case "gpkg":
            return access_geopackage(paper, isochrones, language)
        case "xlsx":
            return tables_workbook(paper, study_tables(paper), language)
    raise KeyError(extension)

"""All the tables of a study, in the order a paper shows them."""

from __future__ import annotations

from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.cell_table import cell_table, histogram_table
from analysis.accessibility.county_table import county_table
from analysis.accessibility.facility_table import facility_table
from analysis.accessibility.method_table import method_table
from analysis.accessibility.public_edition import public_tables
from analysis.accessibility.range_table import ranges_table
from analysis.accessibility.supply_table import supply_table
from analysis.report.report import Table


def study_tables(paper: AccessPaper) -> tuple[Table, ...]:
    """Counties, capacity, classes of minutes, facilities, ranges if any, method, villages.

    Cells are for a GIS (the GeoPackage): 25 000 rows of a sheet nobody reads. Of the public
    edition: ``public_tables``.
    """
    if not paper.internal:
        return public_tables(paper)
    study = paper.study
    ranges = () if paper.ranges is None else (ranges_table(paper.ranges, study),)
    villages = () if study.demand.cells else (cell_table(study),)
    return (
        county_table(study),
        supply_table(study),
        histogram_table(study),
        facility_table(study),
        *ranges,
        method_table(study),
        *villages,
    )

"""Every export of one city on the published records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analysis.report.build import build_report
from analysis.report.geopackage import geopackage
from analysis.report.html_map import html_map
from analysis.report.report import ReportState
from analysis.report.request_sheet import all_request_sheets
from analysis.report.workbook import workbook
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.boundaries import load_boundaries
from geo.published import load_published
from geo.sources import load_sources
from tests.bench.clock import said, timed

CITY = "450200"


def measure() -> Iterator[str]:
    """One line for the report and one per file made from it."""
    catalogue, layers, sources = load_catalogue(), load_published(), load_sources()
    boundaries = load_boundaries()
    assessment = evaluate(catalogue, layers, CITY, date(2025, 12, 31))
    runs, report = timed(
        lambda: build_report(catalogue, layers, assessment, sources, ReportState.DRAFT)
    )
    yield f"report of Liuzhou: {said(runs)}"
    for name, make in (
        ("workbook", lambda: workbook(report)),
        ("GeoPackage", lambda: geopackage(report, boundaries)),
        ("offline map", lambda: html_map(report, boundaries)),
        ("check sheets", lambda: all_request_sheets(report, catalogue, layers, assessment)),
    ):
        runs, made = timed(make)
        yield f"{name}: {said(runs)}, {len(made) / 1e3:,.0f} kB"

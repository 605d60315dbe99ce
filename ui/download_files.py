"""What the downloads are made from, and what makes each file of it; no session is asked.

What writes a file is imported when that file is asked for: the writers take half a second to load,
which the first page would otherwise wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.report import report as reports
from analysis.report.build import build_report
from analysis.report.csv_file import table_csv
from analysis.report.population_table import population_report_table
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.boundaries import load_boundaries
from geo.issues import DataIssue
from geo.layers import LayerSet
from geo.sources import load_sources
from geo.text import Language
from ui import state
from ui.language import language
from ui.retrofit import retrofit_state


@dataclass(frozen=True, slots=True)
class Papers:
    """What the files of one reader are made from; holds everything, asks no session."""

    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment
    state: reports.ReportState
    retrofit: reports.Table | None
    language: Language
    data_issues: tuple[DataIssue, ...] = ()
    frozen_report: reports.Report | None = None
    """Of a frozen assessment, the paper as it was built then."""

    def report(self) -> reports.Report:
        """The report of what the reader is looking at; trials are never in it."""
        if self.frozen_report is not None:
            return self.frozen_report
        return build_report(
            self.catalogue,
            self.layers,
            self.assessment,
            load_sources(),
            self.state,
            retrofit=self.retrofit,
            data_issues=self.data_issues,
        )


def current_papers() -> Papers:
    """What the reader is looking at now."""
    shown = state.frozen()
    return Papers(
        state.catalogue(),
        state.layers(),
        state.assessment(),
        state.view().state,
        None if shown is not None else retrofit_state.report_table(),
        language(),
        state.data_issues(),
        None if shown is None else shown.report,
    )


def workbook_file(papers: Papers) -> bytes:
    """The gap workbook."""
    from analysis.report.workbook import workbook

    return workbook(papers.report(), papers.language)


def gaps_csv_file(papers: Papers) -> bytes:
    """The county matrix as CSV."""
    report = papers.report()
    return table_csv(report, report.table("gaps"), papers.language)


def table_workbook_file(papers: Papers, table_id: str) -> bytes:
    """One table of the report as a workbook."""
    from analysis.report.workbook import table_workbook

    report = papers.report()
    return table_workbook(report, report.table(table_id), papers.language)


def population_workbook_file(papers: Papers) -> bytes:
    """The population table as a workbook."""
    from analysis.report.workbook import table_workbook

    report = papers.report()
    return table_workbook(report, population_report_table(report.counties), papers.language)


def geopackage_file(papers: Papers) -> bytes:
    """The layers as a GeoPackage."""
    from analysis.report.geopackage import geopackage

    return geopackage(papers.report(), load_boundaries(), papers.language)


def html_map_file(papers: Papers) -> str:
    """The map that opens offline."""
    from analysis.report.html_map import html_map

    return html_map(papers.report(), load_boundaries(), papers.language)


def gaps_map_file(
    papers: Papers, requirement: str | None, made_on: date, *, picture: bool
) -> bytes:
    """The map on screen on A4: of the requirement chosen there, or of all."""
    from analysis.report.maps.gaps_map import ALL, gaps_map
    from analysis.report.maps.print_map import Format

    report = papers.report()
    has = {c.requirement_id for c in report.matrix.columns if not c.absent}
    chosen = requirement if requirement in has else ALL
    shown = gaps_map(report, load_boundaries(), made_on, chosen or ALL)
    size = shown.page(Format.A4)
    draw = shown.png if picture else shown.pdf
    return draw(papers.language, *size)


def status_map_file(papers: Papers, made_on: date) -> bytes:
    """The map of facilities on A4."""
    from analysis.report.maps.print_map import Format
    from analysis.report.maps.status_map import status_map

    shown = status_map(papers.report(), load_boundaries(), made_on)
    return shown.pdf(papers.language, *shown.page(Format.A4))


def request_sheets_file(papers: Papers) -> bytes:
    """All counties' check sheets in one archive."""
    from analysis.report.request_sheet import all_request_sheets

    return all_request_sheets(
        papers.report(), papers.catalogue, papers.layers, papers.assessment, papers.language
    )


def request_sheet_file(papers: Papers, county_code: str) -> bytes:
    """One county's check sheet."""
    from analysis.report.request_sheet import county_request_sheet

    return county_request_sheet(
        papers.report(),
        papers.catalogue,
        papers.layers,
        papers.assessment,
        county_code,
        papers.language,
    )

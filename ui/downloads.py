"""The download buttons: a file is made when it is asked for, from the same report as the others.

It is made on another thread, where the reader's session cannot be seen: what it is about is
settled when the button is drawn.

What writes a file is imported when that file is asked for: the writers take half a second to load,
which the first page would otherwise wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from analysis.frozen import FrozenAssessment, has_own_name, name_words
from analysis.report import report as reports
from analysis.report.build import build_report
from analysis.report.csv_file import table_csv
from analysis.report.file_names import file_name, file_safe, request_sheet_name
from analysis.report.population_table import population_report_table
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.boundaries import load_boundaries
from geo.issues import DataIssue
from geo.layers import LayerSet
from geo.sources import load_sources
from geo.text import Language
from ui import state
from ui.language import language, say, word
from ui.retrofit import retrofit_state

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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


def pack_menu() -> None:
    """Every export of the assessment, under one button in the head."""
    with st.popover(say("下载", "Download"), icon=":material/download:", key="downloads"):
        # Once for all buttons: every page draws them anew in each of its runs.
        papers, name = current_papers(), _namer()
        _button(
            say("短板清单工作簿（xlsx）", "Gap workbook (xlsx)"),
            _workbook,
            name("workbook", "xlsx"),
            XLSX,
            "download_workbook",
            papers,
        )
        _button(
            say("县级短板表（csv）", "County matrix (csv)"),
            _gaps_csv,
            name("matrix", "csv"),
            "text/csv",
            "download_csv",
            papers,
        )
        _button(
            say("图层（GeoPackage）", "Layers (GeoPackage)"),
            _geopackage,
            name("geopackage", "gpkg"),
            "application/geopackage+sqlite3",
            "download_geopackage",
            papers,
        )
        _button(
            say("离线地图（html）", "Map that opens offline (html)"),
            _html_map,
            name("map", "html"),
            "text/html",
            "download_map",
            papers,
        )
        asked = partial(_gaps_map, requirement=state.view().requirement, made_on=_today())
        _button(
            say("短板图（A4，pdf）", "Map of gaps (A4, pdf)"),
            partial(asked, picture=False),
            name("gaps_map", "pdf"),
            "application/pdf",
            "download_gaps_map",
            papers,
        )
        _button(
            say("短板图（png）", "Map of gaps (png)"),
            partial(asked, picture=True),
            name("gaps_map", "png"),
            "image/png",
            "download_gaps_picture",
            papers,
        )
        _button(
            say("现状分布图（A4，pdf）", "Map of facilities (A4, pdf)"),
            partial(_status_map, made_on=_today()),
            name("status_map", "pdf"),
            "application/pdf",
            "download_status_map",
            papers,
        )
        run_id = state.assessment().run_id
        st.caption(
            say(
                f"内部资料；地图未经审核，不得公开。运行编号 {run_id}。",
                f"Internal; the map is not reviewed for publication. Run {run_id}.",
            )
        )


def request_sheets_button(count: int, key: str) -> None:
    """All counties' check sheets in one zip; the page's one primary button."""
    if not count:
        return
    st.download_button(
        say(f"生成核对单（{count} 份）", f"Make request sheets ({count})"),
        data=partial(_request_sheets, current_papers()),
        file_name=_name("request_sheets", "zip"),
        mime="application/zip",
        icon=":material/assignment:",
        type="primary",
        on_click="ignore",
        key=key,
    )


def county_request_sheet_button(county_code: str, key: str) -> None:
    """One county's check sheet 核对确认单."""
    chosen = state.view()
    st.download_button(
        say("下载核对确认单", "Download the check sheet"),
        data=partial(_request_sheet, current_papers(), county_code),
        file_name=marked(
            request_sheet_name(
                state.layers().county(county_code),
                chosen.as_of,
                demonstration=chosen.demonstration,
                language=language(),
            ),
            state.frozen(),
        ),
        mime=XLSX,
        icon=":material/assignment:",
        type="primary",
        on_click="ignore",
        key=key,
    )


def table_button(table_id: str, label: str, key: str) -> None:
    """One table of the report as a workbook of its own."""
    _button(
        label,
        partial(_table_workbook, table_id=table_id),
        _name(table_id, "xlsx"),
        XLSX,
        key,
        current_papers(),
    )


def population_button(key: str) -> None:
    """The population table of the city as a workbook."""
    _button(
        say("下载表格（xlsx）", "Download the table (xlsx)"),
        _population_workbook,
        _name("population", "xlsx"),
        XLSX,
        key,
        current_papers(),
    )


def _workbook(papers: Papers) -> bytes:
    from analysis.report.workbook import workbook

    return workbook(papers.report(), papers.language)


def _gaps_csv(papers: Papers) -> bytes:
    report = papers.report()
    return table_csv(report, report.table("gaps"), papers.language)


def _table_workbook(papers: Papers, table_id: str) -> bytes:
    from analysis.report.workbook import table_workbook

    report = papers.report()
    return table_workbook(report, report.table(table_id), papers.language)


def _population_workbook(papers: Papers) -> bytes:
    from analysis.report.workbook import table_workbook

    report = papers.report()
    return table_workbook(report, population_report_table(report.counties), papers.language)


def _geopackage(papers: Papers) -> bytes:
    from analysis.report.geopackage import geopackage

    return geopackage(papers.report(), load_boundaries(), papers.language)


def _html_map(papers: Papers) -> str:
    from analysis.report.html_map import html_map

    return html_map(papers.report(), load_boundaries(), papers.language)


def _gaps_map(papers: Papers, requirement: str | None, made_on: date, *, picture: bool) -> bytes:
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


def _status_map(papers: Papers, made_on: date) -> bytes:
    from analysis.report.maps.print_map import Format
    from analysis.report.maps.status_map import status_map

    shown = status_map(papers.report(), load_boundaries(), made_on)
    return shown.pdf(papers.language, *shown.page(Format.A4))


def _request_sheets(papers: Papers) -> bytes:
    from analysis.report.request_sheet import all_request_sheets

    return all_request_sheets(
        papers.report(), papers.catalogue, papers.layers, papers.assessment, papers.language
    )


def _request_sheet(papers: Papers, county_code: str) -> bytes:
    from analysis.report.request_sheet import county_request_sheet

    return county_request_sheet(
        papers.report(),
        papers.catalogue,
        papers.layers,
        papers.assessment,
        county_code,
        papers.language,
    )


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _name(kind: str, extension: str) -> str:
    return _namer()(kind, extension)


def _namer() -> Callable[[str, str], str]:
    """Names files of what the reader is looking at now, by kind and extension."""
    chosen, shown = state.view(), state.frozen()
    # The state is in the name already: of a frozen assessment its own name, where it has one.
    of = shown if shown is not None and has_own_name(shown.head) else None

    def name(kind: str, extension: str) -> str:
        plain = file_name(kind, chosen, extension, language(), revision=chosen.revision)
        return marked(plain, of)

    return name


def marked(name: str, shown: FrozenAssessment | None) -> str:
    """The name of a file with that of the frozen assessment it is of, before its extension."""
    if shown is None:
        return name
    stem, _, extension = name.rpartition(".")
    return f"{stem}_{file_safe(word(name_words(shown.head)))}.{extension}"


def _button(
    label: str,
    make: Callable[[Papers], bytes | str],
    name: str,
    mime: str,
    key: str,
    papers: Papers,
) -> None:
    st.download_button(
        label,
        data=partial(make, papers),
        file_name=name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )

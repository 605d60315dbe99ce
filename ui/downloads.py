"""The download buttons: a file is made when it is asked for, from the same report as the others.

What writes a file is imported when that file is asked for: the writers take half a second to load,
which the first page would otherwise wait for.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.report import report as reports
from analysis.report.build import build_report
from analysis.report.csv_file import table_csv
from analysis.report.file_names import file_name, request_sheet_name
from analysis.report.population_table import population_report_table
from geo.boundaries import load_boundaries
from geo.sources import load_sources
from ui import retrofit_state, state
from ui.language import language, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def current_report() -> reports.Report:
    """The report of what the reader is looking at; trials are never in it."""
    return build_report(
        state.catalogue(),
        state.layers(),
        state.assessment(),
        load_sources(),
        state.view().state,
        retrofit=retrofit_state.report_table(),
    )


def pack_menu() -> None:
    """Every export of the assessment, under one button in the head."""
    with st.popover(say("下载", "Download"), icon=":material/download:", key="downloads"):
        _button(
            say("短板清单工作簿（xlsx）", "Gap workbook (xlsx)"),
            _workbook,
            _name("workbook", "xlsx"),
            XLSX,
            "download_workbook",
        )
        _button(
            say("县级短板表（csv）", "County matrix (csv)"),
            lambda: table_csv(current_report(), current_report().table("gaps"), language()),
            _name("matrix", "csv"),
            "text/csv",
            "download_csv",
        )
        _button(
            say("图层（GeoPackage）", "Layers (GeoPackage)"),
            _geopackage,
            _name("geopackage", "gpkg"),
            "application/geopackage+sqlite3",
            "download_geopackage",
        )
        _button(
            say("离线地图（html）", "Map that opens offline (html)"),
            _html_map,
            _name("map", "html"),
            "text/html",
            "download_map",
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
        data=_request_sheets,
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
        data=lambda: _request_sheet(county_code),
        file_name=request_sheet_name(
            state.layers().county(county_code),
            chosen.as_of,
            demonstration=chosen.demonstration,
            language=language(),
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
        lambda: _table_workbook(current_report(), current_report().table(table_id)),
        _name(table_id, "xlsx"),
        XLSX,
        key,
    )


def population_button(key: str) -> None:
    """The population table of the city as a workbook."""
    _button(
        say("下载表格（xlsx）", "Download the table (xlsx)"),
        lambda: _table_workbook(
            current_report(), population_report_table(current_report().counties)
        ),
        _name("population", "xlsx"),
        XLSX,
        key,
    )


def _workbook() -> bytes:
    from analysis.report.workbook import workbook

    return workbook(current_report(), language())


def _table_workbook(report: reports.Report, table: reports.Table) -> bytes:
    from analysis.report.workbook import table_workbook

    return table_workbook(report, table, language())


def _geopackage() -> bytes:
    from analysis.report.geopackage import geopackage

    return geopackage(current_report(), load_boundaries(), language())


def _html_map() -> str:
    from analysis.report.html_map import html_map

    return html_map(current_report(), load_boundaries(), language())


def _request_sheets() -> bytes:
    from analysis.report.request_sheet import all_request_sheets

    return all_request_sheets(
        current_report(), state.catalogue(), state.layers(), state.assessment(), language()
    )


def _request_sheet(county_code: str) -> bytes:
    from analysis.report.request_sheet import county_request_sheet

    return county_request_sheet(
        current_report(),
        state.catalogue(),
        state.layers(),
        state.assessment(),
        county_code,
        language(),
    )


def _name(kind: str, extension: str) -> str:
    return file_name(kind, state.view(), extension, language())


def _button(label: str, make: Callable[[], bytes | str], name: str, mime: str, key: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=mime,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )

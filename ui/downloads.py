"""The download buttons: a file is made when it is asked for, from the same report as the others."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.report import report as reports
from analysis.report.build import build_report
from analysis.report.csv_file import table_csv
from analysis.report.file_names import file_name, request_sheet_name
from analysis.report.geopackage import geopackage
from analysis.report.html_map import html_map
from analysis.report.population_table import population_report_table
from analysis.report.request_sheet import all_request_sheets, county_request_sheet
from analysis.report.workbook import table_workbook, workbook
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
    report = current_report()
    with st.popover(say("下载", "Download"), icon=":material/download:", key="downloads"):
        _button(
            say("短板清单工作簿（xlsx）", "Gap workbook (xlsx)"),
            lambda: workbook(current_report(), language()),
            file_name("workbook", report, "xlsx", language()),
            XLSX,
            "download_workbook",
        )
        _button(
            say("县级短板表（csv）", "County matrix (csv)"),
            lambda: table_csv(current_report(), current_report().table("gaps"), language()),
            file_name("matrix", report, "csv", language()),
            "text/csv",
            "download_csv",
        )
        _button(
            say("图层（GeoPackage）", "Layers (GeoPackage)"),
            lambda: geopackage(current_report(), load_boundaries(), language()),
            file_name("geopackage", report, "gpkg", language()),
            "application/geopackage+sqlite3",
            "download_geopackage",
        )
        _button(
            say("离线地图（html）", "Map that opens offline (html)"),
            lambda: html_map(current_report(), load_boundaries(), language()),
            file_name("map", report, "html", language()),
            "text/html",
            "download_map",
        )
        st.caption(
            say(
                f"内部资料；地图未经审核，不得公开。运行编号 {report.run_id}。",
                f"Internal; the map is not reviewed for publication. Run {report.run_id}.",
            )
        )


def request_sheets_button(count: int, key: str) -> None:
    """All counties' check sheets in one zip; the page's one primary button."""
    if not count:
        return
    report = current_report()
    st.download_button(
        say(f"生成核对单（{count} 份）", f"Make request sheets ({count})"),
        data=lambda: all_request_sheets(
            current_report(), state.catalogue(), state.layers(), state.assessment(), language()
        ),
        file_name=file_name("request_sheets", report, "zip", language()),
        mime="application/zip",
        icon=":material/assignment:",
        type="primary",
        on_click="ignore",
        key=key,
    )


def county_request_sheet_button(county_code: str, key: str) -> None:
    """One county's check sheet 核对确认单."""
    county = state.layers().county(county_code)
    st.download_button(
        say("下载核对确认单", "Download the check sheet"),
        data=lambda: county_request_sheet(
            current_report(),
            state.catalogue(),
            state.layers(),
            state.assessment(),
            county_code,
            language(),
        ),
        file_name=request_sheet_name(
            county,
            state.view().as_of,
            demonstration=state.view().demonstration,
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
    report = current_report()
    _button(
        label,
        lambda: table_workbook(current_report(), current_report().table(table_id), language()),
        file_name(table_id, report, "xlsx", language()),
        XLSX,
        key,
    )


def population_button(key: str) -> None:
    """The population table of the city as a workbook."""
    report = current_report()
    _button(
        say("下载表格（xlsx）", "Download the table (xlsx)"),
        lambda: table_workbook(
            current_report(), population_report_table(report.counties), language()
        ),
        file_name("population", report, "xlsx", language()),
        XLSX,
        key,
    )


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

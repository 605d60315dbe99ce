"""The download buttons: a file is made when it is asked for, from the same report as the others.

It is made on another thread, where the reader's session cannot be seen: what it is about is
settled when the button is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from analysis.frozen import has_own_name, name_words
from analysis.report.file_names import called_too, file_name, request_sheet_name
from ui import download_files, state
from ui.download_files import Papers, current_papers
from ui.language import language, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def pack_menu() -> None:
    """Every export of the assessment, under one button in the head."""
    with st.popover(say("下载", "Download"), icon=":material/download:", key="downloads"):
        # Once for all buttons: every page draws them anew in each of its runs.
        papers, name = current_papers(), _namer()
        _button(
            say("短板清单工作簿（xlsx）", "Gap workbook (xlsx)"),
            download_files.workbook_file,
            name("workbook", "xlsx"),
            XLSX,
            "download_workbook",
            papers,
        )
        _button(
            say("县级短板表（csv）", "County matrix (csv)"),
            download_files.gaps_csv_file,
            name("matrix", "csv"),
            "text/csv",
            "download_csv",
            papers,
        )
        _button(
            say("图层（GeoPackage）", "Layers (GeoPackage)"),
            download_files.geopackage_file,
            name("geopackage", "gpkg"),
            "application/geopackage+sqlite3",
            "download_geopackage",
            papers,
        )
        _button(
            say("离线地图（html）", "Map that opens offline (html)"),
            download_files.html_map_file,
            name("map", "html"),
            "text/html",
            "download_map",
            papers,
        )
        asked = partial(
            download_files.gaps_map_file, requirement=state.view().requirement, made_on=_today()
        )
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
            partial(download_files.status_map_file, made_on=_today()),
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
        data=partial(download_files.request_sheets_file, current_papers()),
        file_name=_name("request_sheets", "zip"),
        mime="application/zip",
        icon=":material/assignment:",
        type="primary",
        on_click="ignore",
        key=key,
    )


def county_request_sheet_button(county_code: str, key: str) -> None:
    """One county's check sheet 核对确认单."""
    chosen, shown = state.view(), state.frozen()
    st.download_button(
        say("下载核对确认单", "Download the check sheet"),
        data=partial(download_files.request_sheet_file, current_papers(), county_code),
        file_name=called_too(
            request_sheet_name(
                state.layers().county(county_code),
                chosen.as_of,
                demonstration=chosen.demonstration,
                language=language(),
            ),
            None if shown is None else name_words(shown.head),
            language(),
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
        partial(download_files.table_workbook_file, table_id=table_id),
        _name(table_id, "xlsx"),
        XLSX,
        key,
        current_papers(),
    )


def population_button(key: str) -> None:
    """The population table of the city as a workbook."""
    _button(
        say("下载表格（xlsx）", "Download the table (xlsx)"),
        download_files.population_workbook_file,
        _name("population", "xlsx"),
        XLSX,
        key,
        current_papers(),
    )


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _name(kind: str, extension: str) -> str:
    return _namer()(kind, extension)


def _namer() -> Callable[[str, str], str]:
    """Names files of what the reader is looking at now, by kind and extension."""
    chosen, shown = state.view(), state.frozen()
    # The state is in the name already: of a frozen assessment its own name, where it has one.
    of = name_words(shown.head) if shown is not None and has_own_name(shown.head) else None

    def name(kind: str, extension: str) -> str:
        plain = file_name(kind, chosen, extension, language(), revision=chosen.revision)
        return called_too(plain, of, language())

    return name


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

"""总览: what is known, what is missing, what to do next; the matrix and the map side by side."""

from __future__ import annotations

import streamlit as st

from analysis.report.county_sheet import build_county_sheet
from analysis.report.lede import overview_lede
from analysis.report.matrix import build_matrix
from analysis.report.todo import build_todo
from geo.text import Text
from ui import downloads, maps, state
from ui.components.county_sheet import Neighbour, county_sheet, sheet_navigation
from ui.components.matrix import matrix
from ui.components.page_head import lede
from ui.components.todo import todo
from ui.language import language, say
from ui.siting import siting_link


@st.fragment
def overview() -> None:
    """Both halves: a click on either side changes the other without redrawing the map."""
    chosen = state.view()
    assessment, layers = state.assessment(), state.layers()
    table = build_matrix(state.catalogue(), layers, assessment)
    left, right = st.columns([1.06, 1], gap="medium")
    with right:
        maps.verdict_map(table, assessment, layers, chosen)
    with left:
        if chosen.county is not None:
            _county(chosen.county)
            return
        lede(overview_lede(state.catalogue(), assessment, table), language=language(), key="lede")
        waiting = build_todo(state.catalogue(), layers, assessment)
        todo(waiting, language=language(), key="todo")
        with st.container(horizontal=True, vertical_alignment="center"):
            downloads.request_sheets_button(len(waiting.county_codes), key="todo_download")
            st.page_link(
                "ui/pages/reviews.py",
                label=say(
                    "到“县级核对”登记下发、看回复", "Record as sent, see replies: County review"
                ),
                icon=":material/rate_review:",
            )
            st.page_link(
                "ui/pages/facilities.py",
                label=say("导入设施清单", "Import a facility list"),
                icon=":material/upload_file:",
            )
        if waiting.county_codes:
            st.caption(
                say(
                    "这里只下载核对单，不登记；要有期限和进度，请到“县级核对”下发。",
                    "Here sheets are only downloaded. Send them from County review to keep"
                    " deadlines and replies.",
                )
            )
        matrix(
            table,
            language=language(),
            active=state.view().requirement,
            selected=None,
            key="matrix",
            on_open=state.choose_county,
            on_requirement=state.choose_requirement,
        )


def _county(code: str) -> None:
    counties = state.layers().counties_of(state.view().city.code)
    codes = [c.code for c in counties]
    at = codes.index(code)
    sheet = build_county_sheet(state.catalogue(), state.layers(), state.assessment(), code)
    near = [Neighbour(c.code, Text(c.short_zh, c.short_en)) for c in counties]
    sheet_navigation(
        previous=near[at - 1] if at > 0 else None,
        next_=near[at + 1] if at + 1 < len(near) else None,
        language=language(),
        key="sheet_navigation",
        on_back=lambda: state.choose_county(None),
        on_open=state.choose_county,
    )
    with st.container(horizontal=True):
        downloads.county_request_sheet_button(code, key="county_download")
        siting_link.county_button(code)
    county_sheet(sheet, language=language(), key="county_sheet")


overview()

"""Every component with invented data (演示), in both languages; `?lang=en` for English.

Run it: ``streamlit run tests/ui/apps/components_gallery.py``. The tests drive it in a browser.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.ui.apps import gallery_data, gallery_matrix, gallery_sheet, gallery_tables, gallery_words
from ui.components.banner import banner
from ui.components.class_strip import class_strip
from ui.components.county_sheet import Neighbour, county_sheet, sheet_navigation
from ui.components.data_table import data_table
from ui.components.document_language import document_language
from ui.components.issue_list import issue_list
from ui.components.lorenz import lorenz
from ui.components.matrix import matrix
from ui.components.minutes_bars import minutes_bars
from ui.components.notice import notice
from ui.components.page_head import lede, page_head
from ui.components.todo import todo
from ui.style import page_style

st.set_page_config(layout="wide")
language = "en" if st.query_params.get("lang") == "en" else "zh"
hostile = st.query_params.get("names") == "hostile"
real = st.query_params.get("city") == "yulin"
events = st.session_state.setdefault("events", [])


def note(kind: str):
    return lambda value="": events.append(f"{kind} {value}".strip())


def choose(requirement: str) -> None:
    note("requirement")(requirement)
    st.session_state["active"] = requirement


page_style()
document_language(language)
banner(language=language, key="banner", on_exit=note("exit"))
page_head(
    gallery_words.CITY,
    language=language,
    key="head",
    as_of=date(2025, 12, 31),
    state=gallery_words.STATE,
)
left, right = st.columns([1.06, 1], gap="medium")
with left:
    lede(gallery_words.LEDE, language=language, key="lede")
    todo(gallery_data.yulin_todo() if real else gallery_data.todo(), language=language, key="todo")
    view = gallery_matrix.yulin_matrix() if real else gallery_matrix.matrix(hostile=hostile)
    matrix(
        view,
        language=language,
        active=st.session_state.get("active", view.columns[0].requirement_id),
        selected=st.session_state.get("selected"),
        key="matrix",
        on_open=note("open"),
        on_requirement=choose,
    )
    class_strip(gallery_tables.strip(), language=language, key="strip")
    notice(gallery_words.NOTICE, language=language, key="notice", lines=gallery_words.NOTICE_LINES)
    notice(gallery_words.NOTICE, language=language, key="attention", kind="attention")
with right:
    sheet_navigation(
        previous=Neighbour("450224", gallery_words.RONGAN),
        next_=Neighbour("450226", gallery_words.SANJIANG),
        language=language,
        key="navigation",
        on_back=note("back"),
        on_open=note("neighbour"),
    )
    county_sheet(gallery_sheet.sheet(hostile=hostile), language=language, key="sheet")
data_table(
    gallery_tables.retrofit_table(hostile=hostile),
    language=language,
    key="retrofit",
    on_open=note("row"),
)
minutes_bars(gallery_data.bars(), language=language, key="bars")
lorenz(gallery_data.curve(), language=language, key="lorenz")
data_table(gallery_tables.population_table(), language=language, key="population")
issue_list(gallery_data.issues(hostile=hostile), language=language, key="issues")
st.code("\n".join(events) or "-", language=None)

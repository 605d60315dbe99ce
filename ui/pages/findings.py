"""核查: requirement by requirement; trials, rulings, notes on the texts, every clause."""

from __future__ import annotations

import streamlit as st

from analysis.report.lede import findings_lede
from analysis.requirements.schema import Entry
from geo.text import Text
from ui import downloads, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.findings import clauses_view, findings_view, rulings_view, trial_view
from ui.language import language, say

TABS = ("results", "trial", "rulings", "notes", "clauses")


def _results(entry: Entry) -> None:
    findings_view.clause_card(entry)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        verdicts = findings_view.verdict_filter(key="verdict_filter")
        downloads.table_button(
            "findings", say("下载核查结果（xlsx）", "Download (xlsx)"), "findings_download"
        )
    data_table(
        findings_view.findings_table(entry, state.assessment(), verdicts),
        language=language(),
        key="findings_table",
    )


def _notes() -> None:
    notes = state.catalogue().notes_of(state.view().city.code)
    st.markdown(
        say(
            "规划文本中口径不一、需要说明的地方。默认不写入报送材料；在相关要求和县情单里会显示。",
            "Places where the plan’s text needs explaining. Left out of papers unless asked for;"
            " shown with the requirements they touch.",
        )
    )
    for i, note in enumerate(notes):
        notice(
            note.text.text,
            language=language(),
            key=f"note_{i}",
            lines=[Text(f"见：{'、'.join(note.sections)}", f"See: {', '.join(note.sections)}")],
        )


def page() -> None:
    """The page."""
    catalogue = state.catalogue()
    entries = findings_view.requirement_choices()
    lede(
        findings_lede(catalogue, state.assessment()),
        language=language(),
        key="findings_lede",
    )
    names = {
        "results": say("核查结果", "Findings"),
        "trial": say("试算", "Trial"),
        "rulings": say("认定口径", "Rulings"),
        "notes": say("文本说明", "Notes on the texts"),
        "clauses": say("全部条款", "All clauses"),
    }
    tab = st.segmented_control(
        say("看什么", "What to see"),
        list(TABS),
        format_func=names.__getitem__,
        default="results",
        required=True,
        key="findings_tab",
        label_visibility="collapsed",
    )
    if tab == "results":
        entry_id = st.selectbox(
            say("规划要求", "Requirement"),
            list(entries),
            format_func={i: findings_view.entry_label(e) for i, e in entries.items()}.__getitem__,
            key="findings_requirement",
        )
        _results(entries[entry_id])
    elif tab == "trial":
        trial_view.trial_panel()
    elif tab == "rulings":
        rulings_view.rulings_panel()
    elif tab == "notes":
        _notes()
    else:
        data_table(clauses_view.clauses_table(), language=language(), key="clauses_table")


page()

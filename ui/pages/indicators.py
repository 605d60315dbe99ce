"""指标: the plan's indicator table, with the values the city's bureaus report."""

from __future__ import annotations

import streamlit as st

from analysis.report.indicator_table import indicator_table
from analysis.report.lede import indicators_lede
from geo.text import Text
from ui import downloads, indicator_entry, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.language import language, say
from ui.report_table import on_screen


def page() -> None:
    """The page; a plan without an indicator table says so."""
    chosen = state.view()
    table = indicator_table(state.catalogue(), state.layers(), state.assessment())
    if table is None:
        notice(
            Text(
                f"{chosen.city.name_zh}的规划没有指标表。",
                f"The plan of {chosen.city.name_en} has no indicator table.",
            ),
            language=language(),
            key="no_indicators",
            lines=[
                Text(
                    "有数量目标的条款在“核查”里逐项评估；全部任务在任务分解表（下载短板清单）里。",
                    "Clauses with a number are under Findings; all tasks are in the task table of"
                    " the gap workbook.",
                )
            ],
        )
        return
    lede(
        indicators_lede(state.catalogue(), state.assessment()),
        language=language(),
        key="indicators_lede",
    )
    data_table(on_screen(table), language=language(), key="indicator_table")
    downloads.table_button(
        "indicators", say("下载指标表（xlsx）", "Download the table (xlsx)"), "indicator_download"
    )
    with st.expander(say("填写完成值", "Enter values"), expanded=not chosen.demonstration):
        indicator_entry.entry()


page()

"""数据与方法: every data file with its origin, every method with its formula and limits."""

from __future__ import annotations

import streamlit as st

from analysis.report.methods import METHODS
from geo.sources import load_sources
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.components.page_head import lede
from ui.components.table_types import Column, Row, Table
from ui.language import language, say


def _files() -> Table:
    """The files of now, or those a frozen assessment rests on."""
    shown = state.frozen()
    rows = tuple(
        Row(
            s.source_id,
            (s.title.text, s.path, s.origin.text, s.vintage.text, s.how_made.text, s.licence.text),
        )
        for s in (load_sources() if shown is None else shown.sources)
    )
    return Table(
        label=Text("数据文件", "Data files"),
        columns=(
            Column("title", Text("数据", "Data"), width_px=190),
            Column("path", Text("文件", "File"), width_px=190),
            Column("origin", Text("来源", "Origin")),
            Column("vintage", Text("时点", "Vintage"), width_px=130),
            Column("made", Text("怎样得到", "How made")),
            Column("licence", Text("许可", "Licence"), width_px=180),
        ),
        rows=rows,
        stacks=True,
    )


def _methods() -> Table:
    return Table(
        label=Text("方法", "Methods"),
        columns=(
            Column("title", Text("方法", "Method"), width_px=150),
            Column("formula", Text("公式或规则", "Formula or rule")),
            Column("basis", Text("依据", "Rests on"), width_px=220),
            Column("limits", Text("局限", "Limits"), width_px=260),
        ),
        rows=tuple(Row(m.id, (m.title, m.formula, m.basis, m.limits)) for m in METHODS),
        stacks=True,
    )


def page() -> None:
    """The page."""
    lede(
        Text(
            "**每个数都有来源。** 下面是全部数据文件和方法；本次评估的运行编号 "
            f"{state.assessment().run_id}，由全部输入算出，输入不变编号不变。",
            "**Every number has a source.** All data files and methods follow. The run id "
            f"{state.assessment().run_id} is a hash of all inputs: same inputs, same id.",
        ),
        language=language(),
        key="sources_lede",
    )
    tab = st.segmented_control(
        say("看什么", "What to see"),
        ["files", "methods"],
        format_func={
            "files": say("数据文件", "Data files"),
            "methods": say("方法", "Methods"),
        }.__getitem__,
        default="files",
        required=True,
        key="sources_tab",
        label_visibility="collapsed",
    )
    table = _files() if tab == "files" else _methods()
    data_table(table, language=language(), key=f"sources_{tab}")


page()

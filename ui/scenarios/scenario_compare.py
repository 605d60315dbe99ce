"""Two to four scenarios beside each other: figures, maps, findings, projects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.planning.scenarios.comparison import MOST_SCENARIOS, comparison_tables
from analysis.planning.scenarios.comparison_paper import comparison_paper, comparison_workbook
from analysis.planning.scenarios.stored import Scenario
from analysis.report import report
from analysis.report.file_names import file_name
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.downloads import XLSX
from ui.language import language, say
from ui.report_table import on_screen
from ui.scenarios import scenario_map, scenario_papers, scenario_words
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_map import Side

COMPARED = "scenarios_compared"
NOW = ""


def panel(kept: tuple[Kept, ...]) -> None:
    """The choice, then the comparison."""
    by_id = {k.scenario_id: k for k in kept}
    names = {i: k.name for i, k in by_id.items()}
    known = [i for i in st.session_state.get(COMPARED, list(by_id)[:2]) if i in by_id]
    st.session_state[COMPARED] = known
    chosen = st.multiselect(
        say("比较哪几个（2 至 4 个）", "Which to compare (2 to 4)"),
        list(by_id),
        format_func=names.__getitem__,
        max_selections=MOST_SCENARIOS,
        key=COMPARED,
        placeholder=say("选择方案", "Choose scenarios"),
    )
    several = tuple(by_id[i] for i in by_id if i in chosen)
    if len(several) < 2:
        notice(
            Text("请选 2 至 4 个方案来比较。", "Choose 2 to 4 scenarios to compare."),
            language=language(),
            key="scenarios_too_few",
        )
        return
    _assumed(several)
    _tables(several)


def _tables(several: tuple[Kept, ...]) -> None:
    """Figures, then the maps, then findings and projects that differ."""
    scenarios = [Scenario(k.name, k.plan, k.effect, k.targets) for k in several]
    figures, projects, findings = comparison_tables(
        scenarios,
        state.layers().counties_of(state.view().city.code),
        state.catalogue(),
    )
    _draw(figures, "scenarios_figures")
    _download(several, scenarios)
    _maps(several)
    _draw(findings, "scenarios_findings", empty=_SAME_FINDINGS)
    _draw(projects, "scenarios_projects", empty=_NO_PROJECT)


def _download(several: tuple[Kept, ...], scenarios: Sequence[Scenario]) -> None:
    """The three tables as a workbook, made when it is asked for."""
    chosen = state.view()
    each = [scenario_papers.vintages(k) for k in several]
    shared = [v for v in each[0] if all(v in others for others in each)]
    paper = comparison_paper(scenarios, state.layers(), shared, chosen.state, chosen.known_on)
    st.download_button(
        say("下载方案比选（xlsx）", "Download the comparison (xlsx)"),
        data=partial(comparison_workbook, paper, state.catalogue(), language()),
        file_name=file_name("comparison", paper, "xlsx", language()),
        mime=XLSX,
        icon=":material/download:",
        on_click="ignore",
        key="scenarios_download_comparison",
    )


def _draw(table: report.Table, key: str, empty: Text | None = None) -> None:
    """A table of the comparison: its labels in one narrow column, the scenarios share the rest."""
    shown = on_screen(table)
    first, *others = shown.columns
    columns = (replace(first, width_px=190), *(replace(c, width_px=None) for c in others))
    data_table(
        replace(shown, heading=table.title, columns=columns, empty=empty),
        language=language(),
        key=key,
    )


_SAME_FINDINGS = Text("没有一个方案会改变结论。", "None of them changes a finding.")
_NO_PROJECT = Text("这些方案都没有项目。", "None of them has a project.")


def _assumed(several: tuple[Kept, ...]) -> None:
    """Which of them rest on an assumption."""
    assumed = [k.name for k in several if scenario_words.is_assumed(k.plan, k.effect)]
    if not assumed:
        return
    lines = {
        line.zh: line
        for k in several
        if scenario_words.is_assumed(k.plan, k.effect)
        for line in scenario_words.assumptions(k.plan, k.effect)
    }
    zh, en = "、".join(f"“{n}”" for n in assumed), ", ".join(f"“{n}”" for n in assumed)
    notice(
        Text(f"{zh}含假定", f"{en}: with an assumption"),
        language=language(),
        key="scenarios_assumed",
        lines=list(lines.values()),
        kind="attention",
    )


def _maps(several: tuple[Kept, ...]) -> None:
    """Two maps of the reader's choice among now and the scenarios."""
    titles = {NOW: say("现状", "Now")} | {k.scenario_id: k.name for k in several}
    by_id = {k.scenario_id: k for k in several}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sides = [
            st.selectbox(
                label,
                list(titles),
                index=index,
                format_func=titles.__getitem__,
                key=f"scenarios_side_{place}_{'_'.join(by_id)}",
                width=280,
            )
            for place, index, label in (
                ("left", 1, say("左图", "Left map")),
                ("right", 2, say("右图", "Right map")),
            )
        ]
    left, right = (Side(titles[i], by_id.get(i)) for i in sides)
    scenario_map.side_by_side(left, right, several, "scenarios_map")

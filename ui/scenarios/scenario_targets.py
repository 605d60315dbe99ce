"""目标表 of a scenario: proposed values, which the reader may set otherwise, and its workbook."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.planning.scenarios.targets import targets_table
from analysis.report import report
from analysis.report.cell_text import shown
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.language import language, say
from ui.report_table import on_screen
from ui.scenarios import scenario_papers
from ui.scenarios.scenario_kept import Kept

_KEPT = "scenario_targets"
_EDITED = ("target", "goal")
"""What the reader may set: the base and the path follow from the records and the plan."""


def panel(one: Kept) -> None:
    """The table, the form that sets targets, the workbook."""
    computed = targets_table(
        _assessment(one), state.catalogue(), state.layers(), one.plan, one.effect
    )
    table = with_own(computed, _own(one))
    data_table(
        scenario_papers.wide(on_screen(_figures_first(table))),
        language=language(),
        key="scenario_targets_table",
    )
    _form(one, computed, table)
    scenario_papers.download(
        one,
        "targets",
        say("下载目标表（xlsx）", "Download the targets (xlsx)"),
        partial(scenario_papers.table_file, scenario_papers.paper_of(one, table.title), table),
    )


def _figures_first(table: report.Table) -> report.Table:
    """The table with its figures before its sentences, which a screen has no room for."""
    sentences = ("definition", "basis", "trend", "note")
    order = sorted(range(len(table.columns)), key=lambda i: table.columns[i].id in sentences)
    return replace(
        table,
        columns=tuple(table.columns[i] for i in order),
        rows=tuple(tuple(row[i] for i in order) for row in table.rows),
    )


def _assessment(one: Kept) -> Assessment:
    """The findings as of the plan's day."""
    asked = one.plan.question
    if asked.as_of == state.view().as_of:
        return state.assessment()
    return evaluate(
        state.catalogue(), state.layers(), asked.city_code, asked.as_of, state.view().known_on
    )


def _form(one: Kept, computed: report.Table, table: report.Table) -> None:
    """Targets and goals as text, row by row."""
    with st.expander(
        say("修改目标值和上级目标", "Set targets and goals"), key="scenario_targets_set"
    ):
        rows = dict(enumerate(table.rows))
        at = {c.id: i for i, c in enumerate(table.columns)}
        frame = pd.DataFrame(
            {
                name: [written(row[at[name]]) for row in rows.values()]
                for name in ("indicator", *_EDITED)
            },
            index=list(rows),
        )
        with st.form("scenario_targets_form", border=False):
            edited = st.data_editor(
                frame,
                key=f"scenario_targets_{one.scenario_id}_{language()}",
                hide_index=True,
                disabled=["indicator"],
                column_config={
                    "indicator": st.column_config.TextColumn(say("指标", "Indicator")),
                    "target": st.column_config.TextColumn(say("目标值", "Target"), max_chars=60),
                    "goal": st.column_config.TextColumn(
                        say("上级目标", "Goal above it"), max_chars=200
                    ),
                },
            )
            sent = st.form_submit_button(say("采用", "Use these"))
        st.caption(
            say(
                "改动的目标在备注里写明方案测算值；只在本次使用期间保留，并写入下载的表，不存入台账。",
                "A target you set says beside it what the plan gives; it lasts for this session and"
                " goes into the file, not into the register.",
            )
        )
    if sent:
        _keep(one, computed, edited)
        st.rerun()


def _keep(one: Kept, computed: report.Table, edited: pd.DataFrame) -> None:
    """Keeps what differs from what the plan gives."""
    at = {c.id: i for i, c in enumerate(computed.columns)}
    own: dict[int, dict[str, str]] = {}
    for i, row in enumerate(computed.rows):
        for name in _EDITED:
            typed = str(edited.loc[i, name] or "").strip()
            if typed != written(row[at[name]]):
                own.setdefault(i, {})[name] = typed
    st.session_state.setdefault(_KEPT, {})[_about(one)] = own


def with_own(computed: report.Table, own: dict[int, dict[str, str]]) -> report.Table:
    """The table with the reader's values; where a target is theirs the remark says the plan's."""
    at = {c.id: i for i, c in enumerate(computed.columns)}
    rows = []
    for i, row in enumerate(computed.rows):
        cells = list(row)
        for name, typed in own.get(i, {}).items():
            cells[at[name]] = number_or_text(typed)
        if "target" in own.get(i, {}):
            was = row[at["target"]]
            plan = Text(shown(was, "zh") or "—", shown(was, "en") or "—")
            said = Text(
                f"目标为自定，方案测算 {plan.zh}", f"target set by hand; the plan gives {plan.en}"
            )
            note = row[at["note"]]
            cells[at["note"]] = (
                Text(f"{note.zh}；{said.zh}", f"{note.en}; {said.en}")
                if isinstance(note, Text)
                else said
            )
        rows.append(tuple(cells))
    return replace(computed, rows=tuple(rows))


def number_or_text(typed: str) -> report.Value:
    """What was typed: a number where it is one, else the words, which have no translation."""
    plain = typed.replace(",", "").replace("，", "")
    try:
        number = float(plain)
    except ValueError:
        return Text(typed, typed) if typed else None
    return int(number) if number.is_integer() else number


def written(value: report.Value) -> str:
    """A cell as text in the reader's language."""
    return shown(value, language())


def _own(one: Kept) -> dict[int, dict[str, str]]:
    kept: dict[tuple[str, str], dict[int, dict[str, str]]] = st.session_state.get(_KEPT, {})
    return kept.get(_about(one), {})


def _about(one: Kept) -> tuple[str, str]:
    """The scenario and its result: another result has other values."""
    return one.scenario_id, one.plan.fingerprint

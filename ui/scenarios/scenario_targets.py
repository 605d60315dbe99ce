"""目标表 of a scenario: proposed values, which the reader may set otherwise, and its workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.planning.scenarios.own_targets import (
    GOAL,
    LONGEST_TYPED,
    TARGET,
    OwnTarget,
    editable,
    target_lines,
    with_own,
)
from analysis.planning.scenarios.targets import targets_table
from analysis.report.cell_text import shown
from analysis.report.report import Table, Value
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.reading.contacts import holds_personal_number
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.language import language, say, word
from ui.report_table import on_screen
from ui.saving import may_save
from ui.scenarios import scenario_keeping, scenario_papers
from ui.scenarios.scenario_kept import Kept

NAME = "indicator"
LONGEST_VALUE = 60


def panel(one: Kept) -> None:
    """The table, the form that sets targets, the workbook."""
    catalogue = state.catalogue()
    computed = targets_table(_assessment(one), catalogue, state.layers(), one.plan, one.effect)
    lines = target_lines(catalogue, one.plan.question.city_code)
    table = with_own(computed, lines, one.targets)
    data_table(
        scenario_papers.wide(on_screen(_figures_first(table))),
        language=language(),
        key="scenario_targets_table",
    )
    if may_save():
        _form(one, computed, lines, table)
    scenario_papers.download(
        one,
        "targets",
        say("下载目标表（xlsx）", "Download the targets (xlsx)"),
        partial(scenario_papers.table_file, scenario_papers.paper_of(one, table.title), table),
    )


def _figures_first(table: Table) -> Table:
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


def _form(one: Kept, computed: Table, lines: Sequence[str], table: Table) -> None:
    """The path, targets and goals as text, row by row."""
    with st.expander(
        say("修改分年值、目标值和上级目标", "Set values by year, targets and goals"),
        key="scenario_targets_set",
    ):
        columns = editable(computed)
        at = {c.id: i for i, c in enumerate(table.columns)}
        titles = {c.id: c.title for c in table.columns}
        frame = pd.DataFrame(
            {name: [written(row[at[name]]) for row in table.rows] for name in (NAME, *columns)},
            index=list(lines),
        )
        with st.form("scenario_targets_form", border=False):
            edited = st.data_editor(
                frame,
                key=f"scenario_targets_{one.scenario_id}_{one.plan.run_id}_{language()}",
                hide_index=True,
                disabled=[NAME],
                column_config={
                    name: st.column_config.TextColumn(
                        word(titles[name]),
                        max_chars=LONGEST_TYPED if name == GOAL else LONGEST_VALUE,
                        pinned=name == NAME,
                    )
                    for name in (NAME, *columns)
                },
            )
            sent = st.form_submit_button(say("保存目标", "Save the targets"))
        last = computed.columns[at[TARGET] - 1].title
        st.caption(
            say(
                f"{last.zh}的值即目标值。改动的值在备注里标明“自定”，并写明方案测算值；清空一格即恢复测算值。"
                "目标随方案一起保存。",
                f"The value of {last.en} is the target. What you set says so under remarks, beside"
                " what the plan gives; an empty cell takes the plan’s value again. Targets are kept"
                " with the scenario.",
            )
        )
    if not sent:
        return
    own = set_by_hand(computed, lines, edited)
    if any(holds_personal_number(t.typed) for t in own):
        st.error(
            say(
                "有一格里有电话或证件号码，没有保存。请改写。",
                "A cell holds a telephone or identity number; nothing was saved.",
            )
        )
    elif own != one.targets and scenario_keeping.keep(replace(one, targets=own), body=one.body):
        scenario_keeping.say_done(Text("目标已随方案保存。", "Targets saved with the scenario."))
        st.rerun()


def set_by_hand(
    computed: Table, lines: Sequence[str], edited: pd.DataFrame
) -> tuple[OwnTarget, ...]:
    """What differs from what the plan gives; an emptied cell is the plan's again."""
    at = {c.id: i for i, c in enumerate(computed.columns)}
    found = []
    for line, row in zip(lines, computed.rows, strict=True):
        for name in editable(computed):
            typed = str(edited.loc[line, name] or "").strip()
            if typed and typed not in {shown(row[at[name]], "zh"), shown(row[at[name]], "en")}:
                found.append(OwnTarget(line, name, typed))
    return tuple(sorted(found, key=lambda t: (t.line, t.column, t.typed)))


def written(value: Value) -> str:
    """A cell as text in the reader's language."""
    return shown(value, language())

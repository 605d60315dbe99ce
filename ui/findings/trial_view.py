"""试算: the counting questions of every requirement, and what other answers would change."""

from __future__ import annotations

import streamlit as st

from analysis.requirements.trial import trial_changes
from geo.records import Ruling
from geo.text import Text
from ui import state
from ui.answer_words import ANSWER_WORDS
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.table_types import Column, Table
from ui.components.table_types import Kind as Cells
from ui.frozen.frozen_view import closed
from ui.language import language, say, word, written
from ui.population.population_entry import registered_population_entry
from ui.register.change_rows import change_rows

AS_RECORDED = Text("按已登记的口径", "as recorded")


def trial_panel() -> None:
    """The counting questions of every requirement, and what other answers would change."""
    if closed("trial"):
        return
    notice(
        Text(
            "试算只在本页显示，不写入任何导出。要改变结论，请在“认定口径”登记认定单位和文号。",
            "A trial is shown here only and goes into no export. To change a finding, record a"
            " ruling with its body and document.",
        ),
        language=language(),
        key="trial_notice",
    )
    city = state.view().city.code
    answers: list[Ruling] = []
    entries = [e for e in state.catalogue().evaluated(city) if e.questions]
    for entry in entries:
        questions = [q for q in entry.questions if q.id != "judgement"]
        if not questions:
            continue
        st.markdown(f"**{word(entry.title.text)}**")
        columns = st.columns(2)
        for i, question in enumerate(questions):
            with columns[i % 2]:
                options: list[str] = ["", *question.answers]
                answer = st.selectbox(
                    word(question.text.text),
                    options,
                    format_func=written({"": AS_RECORDED} | ANSWER_WORDS),
                    key=f"trial_{entry.id}_{question.id}",
                    help=say(f"依据原文：“{question.words}”", f"Rests on: “{question.words}”"),
                )
            if answer:
                day = state.view().as_of
                answers.append(Ruling("trial", entry.id, question.id, answer, "", "", day))
                if answer == "registered":
                    registered_population_entry()
    _trial_result(tuple(answers))


def _trial_result(answers: tuple[Ruling, ...]) -> None:
    if not answers:
        st.markdown(say("还没有选择试算。", "No trial chosen yet."))
        return
    recorded = state.assessment()
    changes = trial_changes(recorded, state.assessment(answers))
    rows = change_rows(recorded.city_code, changes, _as_trial)
    data_table(
        Table(
            label=Text("试算改变的结论", "Findings the trial changes"),
            heading=Text(f"试算：{len(rows)} 处会改变", f"Trial: {len(rows)} would change"),
            columns=(
                Column("requirement", Text("规划要求", "Requirement"), width_px=170),
                Column("area", Text("县（市、区）", "County"), width_px=92),
                Column("recorded", Text("现结论", "As recorded"), Cells.SYMBOL, width_px=150),
                Column("tried", Text("试算", "Trial"), Cells.SYMBOL, width_px=190),
                Column("why", Text("理由", "Reason")),
            ),
            rows=tuple(rows),
            empty=Text("这样认定不会改变任何结论。", "These answers change no finding."),
            stacks=True,
        ),
        language=language(),
        key="trial_table",
    )


def _as_trial(verdict: Text) -> Text:
    return Text(f"试算 {verdict.zh}", f"Trial: {verdict.en}")

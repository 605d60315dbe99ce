"""认定口径: the rulings on record, and a form to record one with its body and document."""

from __future__ import annotations

import streamlit as st

from analysis.requirements.rulings import check_rulings
from analysis.requirements.schema import Entry, Question
from geo.reading.bodies import body_problem
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.records import Ruling
from geo.text import Text
from ui import state
from ui.answer_words import ANSWER_WORDS
from ui.components.data_table import data_table
from ui.components.issue_list import issue_list
from ui.components.table_types import Column, Row, Table
from ui.findings import rulings_replace
from ui.findings.findings_view import area_names
from ui.frozen.frozen_view import closed
from ui.language import language, say, written
from ui.saving import may_save, save, seen


def rulings_panel() -> None:
    """The table of rulings, then the form."""
    city = state.view().city.code
    entries = {e.id: e for e in state.catalogue().evaluated(city) if e.questions}
    recorded = [r for r in state.layers().rulings if r.requirement_id in entries]
    names = area_names(city)
    rows = []
    for ruling in sorted(recorded, key=lambda r: (r.requirement_id, r.question, r.county_code)):
        entry = entries[ruling.requirement_id]
        asked = next((q for q in entry.questions if q.id == ruling.question), None)
        every = Text("全市各县", "all counties")
        rows.append(
            Row(
                ruling.ruling_id,
                (
                    entry.name,
                    asked.text.text if asked else ruling.question,
                    names.get(ruling.county_code, every),
                    ANSWER_WORDS.get(ruling.ruling, ruling.ruling),
                    ruling.body,
                    ruling.document,
                    ruling.date.isoformat(),
                ),
            )
        )
    data_table(
        Table(
            label=Text("认定口径", "Rulings"),
            columns=(
                Column("requirement", Text("规划要求", "Requirement"), width_px=170),
                Column("question", Text("问题", "Question")),
                Column("county", Text("适用范围", "Holds for"), width_px=110),
                Column("ruling", Text("认定", "Ruling"), width_px=90),
                Column("body", Text("认定单位", "Body"), width_px=150),
                Column("document", Text("文号", "Document"), width_px=170),
                Column("date", Text("日期", "Date"), width_px=104),
            ),
            rows=tuple(rows),
            empty=Text(
                "还没有登记认定口径。没有口径的情形一律为“待核实”。",
                "No ruling recorded. What has no ruling stays “to be verified”.",
            ),
            stacks=True,
        ),
        language=language(),
        key="rulings_table",
    )
    issues = check_rulings(state.catalogue(), state.layers().rulings)
    if issues:
        issue_list(issues, language=language(), key="rulings_issues")
    _form(entries)


def _form(entries: dict[str, Entry]) -> None:
    st.markdown(f"**{say('登记一条认定口径', 'Record a ruling')}**")
    rulings_replace.say_recorded()
    if closed("rulings") or rulings_replace.panel():
        return
    choices: dict[str, tuple[Entry, Question]] = {
        f"{e.id}|{q.id}": (e, q) for e in entries.values() for q in e.questions
    }
    chosen = st.selectbox(
        say("问题", "Question"),
        list(choices),
        format_func=written({k: _asked(*pair) for k, pair in choices.items()}),
        key="ruling_question",
    )
    entry, question = choices[chosen]
    st.caption(say(f"依据原文：“{question.words}”", f"Rests on the words: “{question.words}”"))
    with st.form("ruling_form", border=True):
        columns = st.columns(3)
        answer = columns[0].selectbox(
            say("认定", "Ruling"),
            question.answers,
            format_func=written(ANSWER_WORDS),
        )
        counties = state.layers().counties_of(state.view().city.code)
        names = {"": say("全市各县", "all counties")} | {
            c.code: c.short_zh if language() == "zh" else c.short_en for c in counties
        }
        county = columns[1].selectbox(
            say("适用范围", "Holds for"), list(names), format_func=names.__getitem__
        )
        day = columns[2].date_input(say("日期", "Date"), format="YYYY-MM-DD", value=None)
        body = columns[0].text_input(say("认定单位（写单位，不写个人）", "Body (no person)"))
        document = columns[1].text_input(say("文号或会议纪要", "Document"))
        seen("ruling_form")
        sent = st.form_submit_button(say("登记", "Record"), type="primary", disabled=not may_save())
    if not sent:
        return
    if not (body.strip() and document.strip() and day):
        st.error(
            say(
                "请填写认定单位、文号和日期：没有出处的口径不能改变结论。",
                "Body, document and date are needed: a ruling without a source changes nothing.",
            )
        )
        return
    if holds_number(document):
        st.error(NO_NUMBERS.get(language()))
        return
    if (wrong := body_problem(body)) is not None:
        st.error(say(f"没有登记：{wrong.zh}。", f"Not recorded: {wrong.en}."))
        return
    own = state.own_records().get("rulings", ())
    ruling_id = f"ruling-{entry.id}-{question.id}-{county or 'all'}-{day.isoformat()}"
    ruling = Ruling(
        ruling_id, entry.id, question.id, answer, body.strip(), document.strip(), day, county
    )
    there = next((r for r in own if r.ruling_id == ruling_id), None)
    if there == ruling:
        st.info(say("台账上已有同样的一条。", "The very same ruling is on record."))
    elif there is not None:
        rulings_replace.ask(there, ruling, _asked(entry, question))
        st.rerun()
    elif save("rulings", (*own, ruling), "ruling_form"):
        rulings_replace.note_recorded(ruling, _asked(entry, question))
        st.rerun()


def _asked(entry: Entry, question: Question) -> Text:
    name, text = entry.name, question.text.text
    return Text(f"{name.zh}：{text.zh}", f"{name.en}: {text.en}")

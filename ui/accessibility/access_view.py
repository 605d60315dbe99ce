"""How the page is put together: map and trial side by side, the county table under them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.accessibility.question import Question
from analysis.accessibility.ranges import Ranges
from analysis.accessibility.study import AccessStudy
from geo.text import Text
from ui import state
from ui.accessibility import (
    access_answer,
    access_charts,
    access_downloads,
    access_panel,
    access_people,
    access_tables,
    access_travel,
    access_trial,
    access_words,
)
from ui.accessibility.access_answer import Data, Nothing
from ui.components.data_table import data_table
from ui.components.lorenz import lorenz
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.language import language, say, word
from ui.plain_text import unmarked


def page(question: Question, first: DeltaGenerator) -> None:
    """Everything under the controls, and the sentence over them."""
    with st.spinner(say("正在计算出行时间……", "Working out travel times …"), show_time=False):
        data = Data(
            access_people.demand(question.group),
            state.layers(),
            access_travel.travel_of(question.city_code, question.mode),
        )
        found = access_answer.answer(question, data)
    if isinstance(found, Nothing):
        with first:
            access_panel.nothing_known(question.facility_type)
        _without(question, data, found)
        return
    with first:
        lede(
            access_words.study_lede(found),
            language=language(),
            key="access_lede",
            under=_model_line(data),
        )
        if found.warnings:
            notice(
                Text("以下情况影响本页各数", "What limits the figures of this page"),
                language=language(),
                key="access_warnings",
                lines=found.warnings,
                kind="attention",
            )
    access_trial.answered(question, data, found)
    table = st.container()
    left, right = st.columns(2, gap="medium")
    with left:
        _evenness(found)
    files = st.container()
    _notes(found)
    # The dearest last: the range is four more studies, and all else can be read meanwhile.
    with table, st.spinner(say("正在计算参数范围……", "Working out the range …"), show_time=False):
        spans = access_answer.range_of(found, data)
    with table:
        data_table(
            access_tables.county_table(found, spans, _county_word(question)),
            language=language(),
            key="access_counties",
            selected=state.view().county,
        )
    with right:
        _reliability(spans)
    with files:
        access_downloads.buttons(found, spans, data.travel)


def _county_word(question: Question) -> Text:
    return state.catalogue().plan_of(question.city_code).county_word.text


def _model_line(data: Data) -> Text:
    """By what model, over which people: under the first sentence."""
    model, people = data.travel.model.said, data.demand.said
    return Text(f"{model.zh}。{people.zh}。", f"{model.en}. {people.en}.")


def _without(question: Question, data: Data, nothing: Nothing) -> None:
    """No facility has a point: why, what to do, where people live, and a point to try."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "ui/pages/facilities.py",
            label=say("去“设施”页补坐标", "Add points under Facilities"),
            icon=":material/location_on:",
        )
        if not state.view().demonstration and st.button(
            say("看演示数据", "See demonstration data"), key="access_demonstration"
        ):
            state.set_demonstration(True)
            st.rerun()
    access_trial.answered(question, data, nothing)


def _evenness(found: AccessStudy) -> None:
    curve = access_charts.curve(found)
    if curve is not None:
        lorenz(curve, language=language(), key="access_lorenz")
        return
    missing = found.inequality_missing
    notice(
        Text("服务能力分布均衡程度：暂不能计算", "How evenly capacity is shared: not known yet"),
        language=language(),
        key="access_no_lorenz",
        lines=[*([missing] if missing else []), *access_words.worst_lines(found)],
    )


def _reliability(spans: Ranges) -> None:
    """What the assumptions can turn round."""
    flips = access_words.flips_lines(spans)
    open_ = [each.said for each in spans.undecided]
    if open_ and not flips:
        title = Text("不能判断的结论", "What can’t be told")
    elif flips:
        title = Text("随参数变化的结论", "Conclusions that depend on the parameters")
    elif spans.tried:
        title = Text("在所试参数范围内，结论不变", "No conclusion changes in the range tried")
    else:
        title = Text("没有可试的参数范围", "No range of parameters to try")
    notice(title, language=language(), key="access_flips", lines=[*flips, *open_, *spans.notes])


def _notes(found: AccessStudy) -> None:
    with st.expander(
        say("依据、缺什么、怎么算的", "Basis, what is missing, how it is worked out"),
        key="access_notes",
    ):
        st.markdown("\n".join(f"- {unmarked(word(note))}" for note in found.notes))
        st.caption(
            say(
                f"运行编号 {found.run_id}。方法见“数据与方法”。",
                f"Run {found.run_id}. Methods: see Sources and methods.",
            )
        )

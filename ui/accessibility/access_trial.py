"""如果……: the map and the trial beside it, a part of the page that answers by itself."""

from __future__ import annotations

import logging
import traceback

import streamlit as st

from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.question import Question
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.what_if import WhatIf
from geo.text import Text
from geo.travel.imported import ImportedTimes
from ui.accessibility import (
    access_answer,
    access_charts,
    access_isochrones,
    access_map,
    access_panel,
    access_tables,
    access_tried,
)
from ui.accessibility.access_answer import Data, Nothing
from ui.accessibility.access_isochrones import DRAWN_WORDS, Drawn, Isochrones
from ui.components.data_table import data_table
from ui.components.map_view import Note
from ui.components.minutes_bars import minutes_bars
from ui.language import language, say, word, written

_LOG = logging.getLogger(__name__)


@st.fragment
def answered(question: Question, data: Data, found: AccessStudy | Nothing) -> None:
    """Map and trial: a click on the map answers here, the rest of the page stands still."""
    try:
        if isinstance(found, Nothing):
            _point_alone(question, data, found)
        else:
            _map_and_trial(question, data, found)
    except Exception as error:
        # The page's own guard does not see a fragment's run; what failed as what, no data.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("a trial failed: %s\n%s", type(error).__name__, where)
        st.error(
            say(
                "这一步没有算出来，数据没有改动。请点“全部复原”或刷新页面再试；若仍出错，"
                "请告诉维护人员，日志里有详细记录。",
                "This step failed; no data was changed. Undo all, or reload the page; if it fails"
                " again, tell the maintainer: the log has the details.",
            )
        )
    if access_tried.county_chosen():
        st.rerun()  # the table by county marks it


def _map_and_trial(question: Question, data: Data, found: AccessStudy) -> None:
    placeable = not isinstance(data.travel, ImportedTimes)
    if not placeable and access_tried.point() is not None:
        access_tried.remove_point()
    asked = access_tried.tried(question)
    change: WhatIf | Nothing | None = None
    if asked != question:
        with st.spinner(say("正在计算……", "Working it out …"), show_time=False):
            change = access_answer.changed(found, asked, data)
    if isinstance(change, Nothing):
        _all_off(question, data, change)
        return
    shown = found if change is None else change.after
    left, right = st.columns([1.06, 1], gap="medium")
    with left:
        note = None if change is None else _trial_note()
        _map(question, data, shown, shown.facilities, note)
    with right:
        access_panel.trial_inputs(shown.facilities, placeable=placeable)
        if change is not None:
            access_panel.trial_answer(change)
        data_table(access_tables.split_table(shown), language=language(), key="access_split")
        minutes_bars(access_charts.histogram(shown), language=language(), key="access_bars")


def _all_off(question: Question, data: Data, nothing: Nothing) -> None:
    """Nowhere to go: the map shows where people live, not the times they have in fact."""
    left, right = st.columns([1.06, 1], gap="medium")
    with left:
        _map(question, data, None, nothing.facilities, _nowhere_note())
    with right:
        access_panel.trial_inputs(nothing.facilities)
        access_panel.nothing_left(nothing)


def _map(
    question: Question,
    data: Data,
    shown: AccessStudy | None,
    facilities: FacilitiesAsked,
    note: Note | None,
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        drawn = Drawn.NONE
        if shown is not None and not isinstance(data.travel, ImportedTimes):
            drawn = st.segmented_control(
                say("等时圈", "Isochrones"),
                list(Drawn),
                format_func=written(DRAWN_WORDS),
                default=Drawn.NONE,
                required=True,
                key="access_isochrones",
            )
        with st.popover(say("图层", "Layers"), icon=":material/layers:", key="access_layers"):
            cells = st.checkbox(say("时间分段", "Time bands"), value=True, key="access_cells")
            marks = st.checkbox(say("设施", "Facilities"), value=True, key="access_marks")
            labels = st.checkbox(say("县名", "County names"), value=True, key="access_labels")
    isochrones: Isochrones = {}
    if shown is not None and Drawn(drawn) is not Drawn.NONE:
        with st.spinner(say("正在画等时圈……", "Drawing isochrones …")):
            isochrones = access_isochrones.of_study(shown, data.travel, Drawn(drawn))
    limit = f"{question.limit_min:g}"
    access_map.draw(
        access_map.Shown(
            study=shown,
            demand=data.demand,
            facilities=facilities,
            facility_type=question.facility_type,
            outlines=access_isochrones.outlines(isochrones),
            outlines_said=say(f"{limit} 分钟等时圈", f"isochrones, {limit} min"),
            cells=cells,
            marks=marks,
            labels=labels,
            note=note,
        )
    )
    for said in access_isochrones.notes(isochrones):
        st.caption(word(said))


def _trial_note() -> Note:
    return Note(
        say("图上是假设情形", "The map shows a trial"),
        say("停用、增设只在本页试算，不改台账。", "Nothing of it enters the register."),
    )


def _nowhere_note() -> Note:
    return Note(
        say("假设情形：全部停用", "Trial: all are closed"),
        say("没有可去的设施，图上只是人口分布。", "Nowhere to go: the map shows people only."),
    )


def _point_alone(question: Question, data: Data, nothing: Nothing) -> None:
    """Where people live; a point tried out shows whom it would reach."""
    tried: AccessStudy | Nothing = nothing
    if access_tried.point() is not None:
        tried = access_answer.answer(access_tried.tried(question), data)
    shown = tried if isinstance(tried, AccessStudy) else None
    left, right = st.columns([1.06, 1], gap="medium")
    with left:
        _map(
            question,
            data,
            shown,
            nothing.facilities,
            None if shown is None else _trial_note(),
        )
    with right:
        if nothing.facilities.aside:
            names = {c.code: Text(c.short_zh, c.short_en) for c in data.layers.counties}
            data_table(
                access_tables.aside_table(nothing.facilities, names),
                language=language(),
                key="access_aside",
            )
        access_panel.trial_inputs(nothing.facilities)
        if shown is not None:
            access_panel.alone(shown)
            data_table(access_tables.split_table(shown), language=language(), key="access_split")
            minutes_bars(access_charts.histogram(shown), language=language(), key="access_bars")

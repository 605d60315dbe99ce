"""What the answer rests on, to be looked at and changed: people, roads, speeds, limits."""

from __future__ import annotations

import streamlit as st

from analysis.accessibility.question import Question
from ui import state
from ui.accessibility import (
    access_asked,
    access_people,
    access_times,
    access_travel,
    roads_view,
    speeds_view,
)
from ui.language import say, word


def panel(question: Question) -> None:
    """One folded box; its head says which people and which travel model are in use."""
    people = word(access_people.kind())
    travel = word(access_travel.kind(state.view().city.code))
    title = say(
        f"依据：{people} · 出行时间按{travel}（可更换人口、路网、出行时间表、速度、时间上限）",
        f"Rests on: {people.lower()} · times by {travel.lower()}"
        " (change people, roads, times, speeds, limits)",
    )
    with st.expander(title, key="access_basis", icon=":material/tune:"):
        roads, times, speeds, residents, limits = st.tabs(
            [
                say("路网", "Roads"),
                say("导入出行时间", "Import times"),
                say("速度", "Speeds"),
                say("人口分布", "People"),
                say("时间上限", "Limits"),
            ]
        )
        with roads:
            access_travel.model_choice()
            roads_view.panel(question.mode)
        with times:
            access_times.panel(question)
        with speeds:
            if access_travel.has_roads(state.view().city.code):
                speeds_view.panel(question.mode)
            else:
                st.caption(
                    say(
                        "有路网后，这里按道路等级列出速度及其来源，可以修改。"
                        "没有路网时按一个平均速度推算。",
                        "With roads, speeds by class are listed here with their sources and can be"
                        " changed. Without, one mean speed is used.",
                    )
                )
        with residents:
            access_people.panel()
        with limits:
            access_asked.cutoffs_input()

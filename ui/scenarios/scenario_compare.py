"""Two to four scenarios beside each other: figures, maps, findings, projects."""

from __future__ import annotations

import streamlit as st

from geo.text import Text
from ui.components.notice import notice
from ui.language import language, say
from ui.scenarios import scenario_map, scenario_words
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_map import Side

COMPARED = "scenarios_compared"
MOST = 4
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
        max_selections=MOST,
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
    _alike(several)
    _maps(several)


def _alike(several: tuple[Kept, ...]) -> None:
    """What keeps the figures from being compared, and what is assumed."""
    lines = []
    questions = [k.plan.question for k in several]
    if len({(q.service, q.mode, q.group, q.cutoff_min) for q in questions}) > 1:
        lines.append(
            Text(
                "这些方案问的设施、人群、出行方式或时间上限不同，人数和时间不能直接相比。",
                "They ask about different facilities, people, travel or limits: people and minutes"
                " don’t compare.",
            )
        )
    if len({k.plan.inputs for k in several}) > 1:
        lines.append(
            Text(
                "这些方案依据的资料不同（时点或台账有变动），可重新计算后再比。",
                "They rest on different records (another day, or the register changed): run them"
                " again, then compare.",
            )
        )
    assumed = [k.name for k in several if scenario_words.is_assumed(k.plan, k.effect)]
    if assumed:
        listed = "、".join(f"“{n}”" for n in assumed)
        lines.append(Text(f"{listed}含假定：", f"{', '.join(assumed)} rest on an assumption: "))
        lines.append(scenario_words.ASSUMED_LINE)
    if lines:
        notice(
            Text("比较时请注意", "Before you compare"),
            language=language(),
            key="scenarios_alike",
            lines=lines,
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

"""One scenario: what it changes, its projects, its years, the common budget, targets."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.planning.scenarios.achieved import left_over
from geo.people.demand import GROUP_WORDS
from geo.text import Text
from geo.travel.model import MODE_WORDS
from ui import state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.event_words import moment
from ui.language import language, say, word, written
from ui.plain_text import unmarked
from ui.scenarios import (
    scenario_actions,
    scenario_again,
    scenario_budget,
    scenario_map,
    scenario_papers,
    scenario_tables,
    scenario_targets,
    scenario_words,
)
from ui.scenarios.scenario_actions import CHOSEN
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_map import Side
from ui.siting import siting_tables, siting_words
from ui.siting.siting_closing import closing_notice

CHANGES = "changes"


def panel(kept: tuple[Kept, ...]) -> None:
    """The scenario chosen, and what to see of it."""
    by_id = {k.scenario_id: k for k in kept}
    if st.session_state.get(CHOSEN) not in by_id:
        st.session_state[CHOSEN] = kept[0].scenario_id
    one = by_id[st.session_state[CHOSEN]]
    # Not the choice itself: what a button opens can't be put into a control drawn before it.
    st.session_state["scenario_choice"] = one.scenario_id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("方案", "Scenario"),
            list(by_id),
            format_func={i: k.name for i, k in by_id.items()}.__getitem__,
            key="scenario_choice",
            on_change=_choose,
            width=300,
        )
        scenario_again.button(one)
        scenario_actions.buttons(one)
    _head(one)
    scenario_again.panel(one)
    sections = _sections()
    section = st.segmented_control(
        say("看方案的什么", "What to see of it"),
        list(sections),
        format_func=written({name: words for name, (words, _) in sections.items()}),
        default=CHANGES,
        required=True,
        key="scenario_section",
        label_visibility="collapsed",
    )
    sections[section][1](one)


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state["scenario_choice"]


def _sections() -> dict[str, tuple[Text, Callable[[Kept], None]]]:
    return {
        CHANGES: (Text("变化与地图", "Changes and map"), _changes),
        "projects": (Text("项目库", "Projects"), scenario_papers.projects),
        "years": (Text("分年度", "By year"), scenario_papers.years),
        "budget": (Text("共同预算", "One budget"), scenario_budget.panel),
        "targets": (Text("目标表", "Targets"), scenario_targets.panel),
    }


def _head(one: Kept) -> None:
    """The sentence, what it rests on, what is assumed, why there is no plan."""
    lede(
        scenario_words.plan_lede(one.name, one.plan, one.effect),
        language=language(),
        key="scenario_lede",
        under=_basis(one),
    )
    if scenario_words.is_assumed(one.plan, one.effect):
        notice(
            Text("本方案含假定", "The scenario rests on an assumption"),
            language=language(),
            key="scenario_assumed",
            lines=scenario_words.assumptions(one.plan, one.effect),
            kind="attention",
        )
    if one.plan.conflict is not None:
        scenario_budget.conflict(one.plan.conflict, "scenario_conflict")


def _basis(one: Kept) -> Text:
    asked = one.plan.question
    mode, group = MODE_WORDS[asked.mode], GROUP_WORDS[asked.group]
    wanted = scenario_words.wanted(asked)
    at, body = moment(one.made_at), one.body
    first, last = asked.years[0], asked.years[-1]
    return Text(
        f"{wanted.zh}；{mode.zh}，{group.zh}，{asked.cutoff_min:g} 分钟（研究惯例），"
        f"{first}—{last} 年；资料截至 {asked.as_of}；{body + '，' if body else ''}{at}，"
        f"运行编号 {one.plan.run_id}。",
        f"{wanted.en}; {mode.en.lower()}, {group.en.lower()}, {asked.cutoff_min:g} min (research"
        f" convention), {first}–{last}; records as of {asked.as_of};"
        f" {body + ', ' if body else ''}{at}, run {one.plan.run_id}.",
    )


def _changes(one: Kept) -> None:
    """Two maps, reach by county, findings, what is left out, the proof, notes."""
    chosen, layers = state.view(), state.layers()
    counties = layers.counties_of(chosen.city.code)
    scenario_map.side_by_side(
        Side(say("现状", "Now"), None),
        Side(say(f"方案：{one.name}", f"With {one.name}"), one),
        (one,),
        "scenario_map",
    )
    data_table(
        scenario_tables.changed_table(one.effect, state.catalogue(), chosen.city, counties),
        language=language(),
        key="scenario_changed",
    )
    if one.effect.areas:
        county_word = state.catalogue().plan_of(chosen.city.code).county_word.text
        data_table(
            scenario_tables.reach_table(one.plan, one.effect, counties, county_word),
            language=language(),
            key="scenario_reach",
        )
        data_table(
            scenario_tables.evenness_table(one.effect), language=language(), key="scenario_even"
        )
    names = scenario_tables.area_names(chosen.city, counties)
    closing_notice(one.plan, one.effect, layers, names, state.catalogue(), "scenario_closing")
    left = left_over(one.plan, one.effect, layers, state.catalogue())
    if left:
        data_table(
            siting_tables.unplanned_table(left, names, state.catalogue()),
            language=language(),
            key="scenario_unplanned",
        )
    with st.expander(
        say("怎么得出的、有多好、依据", "How it was found, how good it is, what it rests on"),
        key="scenario_notes",
    ):
        lines = [siting_words.stage_line(stage) for stage in one.plan.stages]
        lines += dict.fromkeys([*one.plan.notes, *one.effect.notes])
        st.markdown("\n".join(f"- {unmarked(word(line))}" for line in lines))

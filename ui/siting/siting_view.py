"""How the page is put together: what is asked beside the map, the plan under both."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.project_words import assumed_places
from analysis.planning.scenarios.question import PlanQuestion
from geo.text import Text
from ui import state
from ui.components.page_head import lede
from ui.language import language, say, word, written
from ui.plain_text import unmarked
from ui.siting import (
    siting_answer,
    siting_form,
    siting_map,
    siting_options,
    siting_pinned,
    siting_points,
    siting_reach,
    siting_reload,
    siting_result,
    siting_run,
    siting_sites,
    siting_spots,
    siting_trial,
    siting_words,
)
from ui.siting.siting_answer import Data, Found
from ui.siting.siting_form import Asked
from ui.siting.siting_kept import keep, own_sites, widget

NOW, PLAN = "now", "plan"
_MAP_WORDS = {NOW: Text("现状", "As it is"), PLAN: Text("方案", "Plan")}


def page() -> None:
    """The page, in the order a planner reads it."""
    siting_reload.recall()
    first = st.container()
    left, right = st.columns([1.06, 1], gap="medium")
    with left:
        asked = siting_form.asked()
        run = st.container()
        kept = st.container()
    with st.expander(
        say("备选点：来源、费用、能力、周期", "Candidates: sources, costs, capacity, time"),
        key="siting_candidates",
        expanded=False,
    ):
        data = siting_answer.data_of(asked)
        question = _candidates(asked, data)
    result = st.container()
    with run:
        siting_run.panel(asked, question, data, first)
    _answer(first, right, run, question, data)
    with kept:
        siting_reload.told()
    if (found := siting_answer.found()) is not None:
        with result:
            plan, effect = siting_trial.current(found)
            siting_result.tables(found, plan, effect, _names())
    siting_reload.remember()


def _candidates(asked: Asked, data: Data) -> PlanQuestion:
    """The panel of candidates; the question with the options in it."""
    kinds = siting_options.kinds_of(asked.held, asked.service, data.catalogue)
    wanted = siting_sites.wanted(kinds)
    city = state.view().city.code
    options = siting_options.options(wanted, own_sites(), data.layers, data.demand, city)
    siting_sites.table(options, _names())
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{say('自己的备选点：表格', 'Own sites: a table')}**")
        siting_sites.files()
    with right:
        st.markdown(f"**{say('自己的备选点：地图上点选', 'Own sites: on the map')}**")
        siting_points.panel()
    return siting_answer.question_of(asked, options)


def _answer(
    first: DeltaGenerator,
    right: DeltaGenerator,
    left: DeltaGenerator,
    question: PlanQuestion,
    data: Data,
) -> None:
    """The first sentence, the map, and the plan where there is one."""
    found = siting_answer.found()
    with first:
        if found is None:
            _lede(question)
        else:
            stale = found.asked != question or found.data.key != data.key
            siting_result.finding(found, _names(), stale=stale)
            siting_pinned.said(found, _names())
    if found is None:
        with right:
            _map(question, data, None)
        return
    with right:
        _map(found.plan.question, found.data, found)
    with left:
        siting_trial.panel(found, _names())
        siting_result.notes(found.plan)
        siting_result.keep_and_download(found, *siting_trial.current(found))


def _lede(question: PlanQuestion) -> None:
    counties = state.layers().counties_of(state.view().city.code)
    lacking = siting_words.lacking(state.assessment(), question.held, counties)
    said, under = siting_words.page_lede(lacking, len(counties))
    lede(said, language=language(), key="siting_lede", under=under)


def _map(question: PlanQuestion, data: Data, found: Found | None) -> None:
    """The map with its switch, and the switch that lets a click place a candidate."""
    with st.container(horizontal=True, vertical_alignment="center"):
        which = NOW
        if found is not None and found.plan.projects:
            which = st.segmented_control(
                say("图上看", "On the map"),
                [NOW, PLAN],
                format_func=written(_MAP_WORDS),
                default=PLAN,
                required=True,
                key="siting_map_which",
                label_visibility="collapsed",
            )
        st.toggle(
            say("在图上点一处，加为备选点", "Click on the map to add a candidate"),
            key=siting_points.PICK_KEY,
        )
        plan: FacilityPlan | None = None
        dropped: tuple[Project, ...] = ()
        if found is not None and which == PLAN:
            plan, dropped = siting_trial.shown(found)
        spots = siting_spots.spots(question.options, siting_map.taken_sites(plan, dropped))
        with st.popover(say("图层", "Layers"), icon=":material/layers:", key="siting_layers"):
            show_spots = siting_spots.switch(spots)
            cells = st.checkbox(say("时间分段", "Time bands"), key=widget("cells_on", True))
            labels = st.checkbox(say("县名", "County names"), key=widget("labels_on", True))
            keep("cells_on", cells)
            keep("labels_on", labels)
    reach = siting_reach.before(question, data) if plan is None else siting_reach.after(plan, data)
    drawn = tuple(own_sites().drawn)
    effect = None if found is None else siting_trial.current(found)[1]
    shown = siting_map.Shown(
        question,
        data,
        reach,
        plan,
        dropped,
        drawn,
        cells,
        labels,
        spots if show_spots else None,
        None if effect is None else assumed_places(effect),
    )
    siting_map.draw(shown, siting_trial.map_clicked)
    if (told := siting_points.said()) is not None:
        st.warning(unmarked(word(told)))


def _names() -> dict[str, Text]:
    """Short names of the city's counties by code."""
    counties = state.layers().counties_of(state.view().city.code)
    return {c.code: Text(c.short_zh, c.short_en) for c in counties}

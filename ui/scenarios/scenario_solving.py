"""Solving a scenario's question again, beside the page: progress, cancel, the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.splitting import Split, split_frontier
from analysis.planning.siting.solver import Watch
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.travel.source import TravelSource
from ui import state
from ui.accessibility import access_people, access_travel
from ui.language import say, word
from ui.siting import solving
from ui.siting.solving import Solving

_KEY = "scenario_solving"


@dataclass(frozen=True)
class Answer:
    """A plan just made, and what it changes."""

    plan: FacilityPlan
    effect: PlanEffect


Found = Answer | tuple[Split, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked last to one end, and for which scenario."""

    about: tuple[str, str, bool]
    search: Solving[Found]


def begin(purpose: str, scenario_id: str, question: PlanQuestion) -> None:
    """Starts to answer the question from what is on record now; an earlier search is ended."""
    data = _Data.of(question)

    def work(watch: Watch) -> Found:
        plan = make_plan(question, *data.all, watch)
        return Answer(plan, plan_effect(plan, *data.all))

    _start(purpose, scenario_id, work)


def begin_splits(purpose: str, scenario_id: str, question: PlanQuestion) -> None:
    """Starts to plan for each way of splitting the question's budget."""
    data = _Data.of(question)
    _start(purpose, scenario_id, lambda watch: split_frontier(question, *data.all, watch=watch))


def _start(purpose: str, scenario_id: str, work: Callable[[Watch], Found]) -> None:
    for earlier in _searches().values():
        earlier.search.cancel()
    _searches()[purpose] = _Asked(_about(scenario_id), solving.start(work))


@dataclass(frozen=True)
class _Data:
    """What a plan is made from, gathered here: the thread sees no session."""

    all: tuple[LayerSet, Catalogue, Demand, TravelSource]

    @classmethod
    def of(cls, question: PlanQuestion) -> _Data:
        return cls(
            (
                state.layers(),
                state.catalogue(),
                access_people.demand(question.group),
                access_travel.travel_of(question.city_code, question.mode),
            )
        )


def answer(purpose: str, scenario_id: str) -> Found | None:
    """The answer to what was begun for the scenario; until there is one, how far it is."""
    asked = _searches().get(purpose)
    if asked is None or asked.about != _about(scenario_id):
        return None
    search = asked.search
    if not search.wait(solving.AT_ONCE_S):
        _progress(purpose)
        return None
    if search.failed is not None:
        st.error(word(search.failed))
    return search.answer


def let_go(purpose: str) -> None:
    """Forgets what was asked last to this end."""
    _searches().pop(purpose, None)


@st.fragment(run_every=1.0)
def _progress(purpose: str) -> None:
    """How long it has searched, the way to end it; the whole page runs again at the end."""
    asked = _searches().get(purpose)
    if asked is None or not asked.search.running:
        st.rerun()
        return
    search, found = asked.search, asked.search.progress
    with st.container(horizontal=True, vertical_alignment="center"):
        seconds = f"{search.seconds:.0f}"
        gap = "" if found is None else _gap(found.incumbent, found.bound)
        solves = say(f"正在求解，{seconds} 秒{gap}……", f"Solving, {seconds} s{gap} …")
        st.text(word(solving.WAITING) if search.waiting else solves)
        if st.button(
            say("到此为止，用现有最好的", "Stop and keep the best so far"),
            disabled=search.cancelled,
            key=f"scenario_solving_cancel_{purpose}",
        ):
            search.cancel()


def _gap(incumbent: float | None, bound: float | None) -> str:
    if incumbent is None:
        return say("，还没有可行方案", ", no plan yet")
    if bound is None:
        return say("，已有可行方案", ", a plan is found")
    gap = abs(incumbent - bound) / max(1.0, abs(incumbent))
    return say(f"，离最优至多 {gap:.1%}", f", at most {gap:.1%} from best")


def _searches() -> dict[str, _Asked]:
    """The last search to each end; only one of them runs."""
    searches: dict[str, _Asked] = st.session_state.setdefault(_KEY, {})
    return searches


def _about(scenario_id: str) -> tuple[str, str, bool]:
    chosen = state.view()
    return scenario_id, chosen.city.code, chosen.demonstration

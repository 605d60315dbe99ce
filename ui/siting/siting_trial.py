"""A plan changed by hand: a project taken out or dragged elsewhere, reckoned anew, not solved."""

from __future__ import annotations

import logging
import math
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from analysis.planning.scenarios.candidates import OutsideError, drawn_site
from analysis.planning.scenarios.effects import plan_effect, reach_change
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect, Project
from analysis.planning.scenarios.points import PointTimes
from analysis.planning.scenarios.trying import tried
from geo.text import Text
from ui import state
from ui.components.map_view import last_click
from ui.components.notice import notice
from ui.language import language, say, written
from ui.siting import siting_answer, siting_pinned, siting_points, siting_taken, siting_words
from ui.siting.project_marks import PROJECT
from ui.siting.siting_answer import Data, Found
from ui.siting.siting_headline import Against
from ui.siting.siting_kept import store
from ui.siting.siting_map import SITE
from ui.siting.siting_names import project_name

_LOG = logging.getLogger(__name__)
_DROPPED, _MOVED, _KEPT, _BROKEN = "dropped", "moved", "trial", "trial_broken"
_BROKEN_WORDS = Text(
    "这样改算不出来；下面仍是求解的方案。请恢复后换一种改法。",
    "This change can’t be reckoned; below is still the plan solved. Go back and try another.",
)


@dataclass(frozen=True, eq=False)
class Trial:
    """The plan as it was changed, its effect, and from what."""

    about: tuple[Any, ...]
    plan: FacilityPlan
    effect: PlanEffect
    against: Against


def dropped() -> set[str]:
    """Ids of the options taken out of the plan."""
    kept: set[str] = store().setdefault(_DROPPED, set())
    return kept


def moved() -> dict[str, Option]:
    """The options put in place of others: by the id of the option the plan has."""
    kept: dict[str, Option] = store().setdefault(_MOVED, {})
    return kept


def shown(found: Found) -> tuple[FacilityPlan, tuple[Project, ...]]:
    """The plan the map shows, and the projects taken out."""
    trial = _trial(found)
    plan = found.plan if trial is None else trial.plan
    out = tuple(p for p in found.plan.projects if p.option.option_id in dropped())
    return plan, out


def current(found: Found) -> tuple[FacilityPlan, PlanEffect | None]:
    """The plan the tables show, and what it changes: as solved, or as changed by hand."""
    trial = _trial(found)
    return (found.plan, found.effect) if trial is None else (trial.plan, trial.effect)


def against(found: Found) -> Against | None:
    """How the plan shown stands beside the one solved; None where it is that one."""
    trial = _trial(found)
    return None if trial is None else trial.against


def panel(found: Found, names: Mapping[str, Text]) -> None:
    """The projects to take out or put back, and what that changes beside the plan solved."""
    if not found.plan.projects:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choice(found.plan, names)
        _move_form(found, names)
    trial = _trial(found)
    if trial is None:
        if store().get(_BROKEN, False):
            notice(_BROKEN_WORDS, language=language(), key="siting_trial_broken", kind="attention")
            _undo_button()
        return
    before = {(u.requirement_id, u.county_code) for u in found.plan.unplanned}
    more = [u.why for u in trial.plan.unplanned if (u.requirement_id, u.county_code) not in before]
    more += [n for n in trial.plan.notes if n not in found.plan.notes]
    lines = [
        siting_words.worse(was, now, trial.against.lost_persons, broken=bool(more))
        for was, now in zip(found.plan.stages, trial.plan.stages, strict=False)
    ]
    notice(
        Text(
            "试调：不是求解的结果，没有证明最优",
            "A trial: not what was solved, and not proven best",
        ),
        language=language(),
        key="siting_trial",
        lines=list(dict.fromkeys([*lines, *more])),
        kind="attention",
    )
    with st.container(horizontal=True):
        _undo_button()
        siting_pinned.button(found, dropped(), moved())


def _undo_button() -> None:
    """The way back, which no error of a trial may close."""
    st.button(
        say("恢复求解的方案", "Back to the plan that was solved"),
        icon=":material/undo:",
        on_click=_undo,
        key="siting_trial_undo",
    )


def _choice(plan: FacilityPlan, names: Mapping[str, Text]) -> None:
    """The projects as switches; the map's marks do the same."""
    titles = {
        p.option.option_id: project_name(p.option.facility_type, p.option.site, names)
        for p in plan.projects
    }
    key = f"siting_in_plan_{plan.run_id}"
    st.session_state[key] = [i for i in titles if i not in dropped()]
    st.pills(
        say("方案里的项目（点一下去掉或放回，试算影响）", "Projects (click to drop or put back)"),
        list(titles),
        selection_mode="multi",
        format_func=written(titles),
        key=key,
        on_change=_chosen,
        args=(key, frozenset(titles)),
    )


def _move_form(found: Found, names: Mapping[str, Text]) -> None:
    """A project put elsewhere by coordinates: what dragging its mark does, without a mouse."""
    titles = {
        p.option.option_id: project_name(p.option.facility_type, p.option.site, names)
        for p in found.plan.projects
        if not p.option.site.facility_id and p.option.option_id not in dropped()
    }
    if not titles:
        return
    with (
        st.popover(say("移动一处", "Move one"), icon=":material/open_with:", key="siting_move"),
        st.form("siting_move_form", border=False),
    ):
        option_id = st.selectbox(
            say("哪一处", "Which"), list(titles), format_func=written(titles), key="siting_move_id"
        )
        lon = st.number_input(
            say("移到经度（°，WGS-84）", "To longitude (°, WGS-84)"),
            min_value=-180.0,
            max_value=180.0,
            value=None,
            format="%.5f",
            key="siting_move_lon",
        )
        lat = st.number_input(
            say("移到纬度（°）", "To latitude (°)"),
            min_value=-90.0,
            max_value=90.0,
            value=None,
            format="%.5f",
            key="siting_move_lat",
        )
        st.caption(say("也可在图上拖动带“拟”的标记。", "Or drag a mark with “拟” on the map."))
        sent = st.form_submit_button(say("移到这里试算", "Try it there"))
    if sent and option_id is not None and lon is not None and lat is not None:
        _move(option_id, lon, lat)
        st.rerun()


def _chosen(key: str, all_ids: frozenset[str]) -> None:
    store()[_DROPPED] = set(all_ids) - set(st.session_state[key])


def _undo() -> None:
    store()[_DROPPED], store()[_MOVED] = set(), {}


def _trial(found: Found) -> Trial | None:
    """The plan as changed, reckoned once; None where nothing is changed, or it can't be told."""
    store()[_BROKEN] = False
    try:
        return _tried(found)
    except Exception as error:
        # Where it failed and as what, never the message: it may quote a row of a file.
        where = "".join(traceback.format_tb(error.__traceback__))
        _LOG.error("a trial failed: %s\n%s", type(error).__name__, where)
        store()[_BROKEN] = True
        return None


def _tried(found: Found) -> Trial | None:
    plan, data = found.plan, found.data
    ids = [p.option.option_id for p in plan.projects]
    out = {i for i in dropped() if i in ids}
    put = {i: o for i, o in moved().items() if i in ids and i not in out}
    if not out and not put:
        return None
    about = (plan.fingerprint, tuple(sorted(out)), tuple(sorted(put.items(), key=lambda i: i[0])))
    kept: Trial | None = store().get(_KEPT)
    if kept is not None and kept.about == about:
        return kept
    times = _times(data)
    others = [o for o in plan.question.options if o.option_id not in put]
    others = [o for o in others if o.option_id not in {p.option_id for p in put.values()}]
    question = replace(plan.question, options=(*others, *put.values()))
    chosen = [put[i].option_id if i in put else i for i in ids if i not in out]
    made = tried(
        plan,
        chosen,
        data.layers,
        data.catalogue,
        data.demand,
        data.travel,
        question=question,
        times=times,
    )
    effect = plan_effect(made, data.layers, data.catalogue, data.demand, data.travel, times)
    trial = Trial(about, made, effect, _against(plan, made, data, times))
    store()[_KEPT] = trial
    return trial


def _against(solved: FacilityPlan, made: FacilityPlan, data: Data, times: PointTimes) -> Against:
    """Who is within the limit with one of the plans only, and what the trial costs more."""
    limit = solved.question.cutoff_min
    was = reach_change(solved, data.layers, data.demand, data.travel, times).after_min <= limit
    now = reach_change(made, data.layers, data.demand, data.travel, times).after_min <= limit
    persons = data.demand.frame["persons"].to_numpy(dtype=float)
    cost = None
    if solved.cost_yuan is not None and made.cost_yuan is not None:
        cost = made.cost_yuan - solved.cost_yuan
    return Against(math.fsum(persons[was & ~now]), math.fsum(persons[now & ~was]), cost)


def _times(data: Data) -> PointTimes:
    """The minutes asked for so far, kept while people and travel model are the same."""
    about = data.key[2:]
    kept: tuple[tuple[str, ...], PointTimes] | None = store().get("point_times")
    if kept is None or kept[0] != about:
        kept = (about, PointTimes(data.demand, data.travel))
        store()["point_times"] = kept
    return kept[1]


def map_clicked() -> None:
    """Takes in what was done on the map: a project dropped, a mark dragged, a point placed."""
    dragged = siting_points.clicked()
    if dragged is not None:
        mark, lon, lat = dragged
        if mark.startswith(SITE):
            siting_points.move(mark.removeprefix(SITE), lon, lat)
        elif mark.startswith(PROJECT):
            _move(mark.removeprefix(PROJECT), lon, lat)
        return
    click = last_click(siting_points.MAP_KEY)
    if click is not None and click.kind == "facility" and click.id.startswith(PROJECT):
        option_id = click.id.removeprefix(PROJECT)
        option_id = next((k for k, o in moved().items() if o.option_id == option_id), option_id)
        store()[_DROPPED] = dropped() ^ {option_id}


def _move(option_id: str, lon: float, lat: float) -> None:
    """A project of the plan, or one moved before, is tried there; outside the city it stays."""
    found = siting_answer.found()
    if found is None:
        return
    original = next((k for k, o in moved().items() if o.option_id == option_id), option_id)
    option = next((p.option for p in found.plan.projects if p.option.option_id == original), None)
    if option is None:
        return
    try:
        site = drawn_site(lon, lat, state.view().city.code)
    except OutsideError as error:
        siting_points.tell(error.text)
        return
    if siting_taken.standing_there(found.plan, original, site, moved()):
        siting_points.tell(siting_taken.TAKEN)
        return
    siting_points.tell(None)
    moved()[original] = replace(option, site=site)

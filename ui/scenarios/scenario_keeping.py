"""Keeping scenarios: the register's for real data, this session's for a demonstration.

``save_plan`` is what the page 选址 calls with a plan it made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from geo.reading.bodies import LONGEST_BODY, body_problem
from geo.register.changes import ConflictError
from geo.register.errors import RegisterError
from geo.register.scenario_rows import free_name, scenario_id_of
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.access.roles import LOCAL_BODY
from ui.conflict_view import conflict
from ui.language import say, word
from ui.plain_text import unmarked
from ui.saving import may_save, seen
from ui.scenarios import scenario_register
from ui.scenarios.scenario_kept import LONGEST_NAME, Kept, name_problem, shown_name
from ui.scenarios.scenario_register import Unreadable

_SAID, _WRONG = "scenario_said", "scenario_wrong"
_NOT_FOR_LONG = Text(
    "演示数据的方案只在本页面打开期间保留，刷新或关闭后就没有了。",
    "Scenarios of the demonstration last only while the page is open.",
)
_NAME, _BODY = "scenario_save_name", "scenario_save_body"


def all_kept() -> tuple[Kept, ...]:
    """The city's scenarios in the order they were made; of a past day those there were then."""
    chosen = state.view()
    if chosen.demonstration:
        return tuple(_session().values())
    return scenario_register.read(chosen.city.code, chosen.known_on)


def unreadable() -> tuple[Unreadable, ...]:
    """The scenarios of the register that can't be shown."""
    chosen = state.view()
    if chosen.demonstration:
        return ()
    return scenario_register.unreadable(chosen.city.code, chosen.known_on)


def names(but: str = "") -> frozenset[str]:
    """The names that are taken, but for one scenario's own."""
    return frozenset(k.name for k in all_kept() if k.scenario_id != but)


def save_plan(plan: FacilityPlan, effect: PlanEffect, *, among_scenarios: bool = False) -> None:
    """Draws the form that keeps a plan as a scenario: its name, of real data the body.

    ``among_scenarios``: on the page 方案 itself, where the way to compare is a tab.
    """
    if (why := _hindrance(plan)) is not None:
        st.caption(word(why))
        return
    real = not state.view().demonstration
    number = len(all_kept()) + 1
    usual = shown_name(say(f"方案 {number}", f"Scenario {number}"), demonstration=not real)
    usual = free_name(usual, names())
    with st.form("scenario_save", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            name = st.text_input(
                say("方案名称", "Name of the scenario"),
                value=usual,
                max_chars=LONGEST_NAME,
                width=280,
                # Another plan is another scenario: the name typed for the last one is let go.
                key=f"{_NAME}_{plan.run_id}_{number}",
            )
            body = body_input(f"{_BODY}_{plan.run_id}") if real else ""
            pressed = st.form_submit_button(
                say("存为比选方案", "Keep as a scenario"), icon=":material/bookmark_add:"
            )
        if real:
            seen(_FORM)
    if pressed:
        name = shown_name(name, demonstration=not real)
        if _refused(name, body, real=real, but=""):
            return
        made = Kept(new_id(name), name, body.strip(), register_access.now(), plan, effect)
        if keep(made, body=body.strip()):
            done = Text(f"已存为比选方案：“{name}”。", f"Kept as the scenario “{name}”.")
            if not real:
                done = Text(done.zh + _NOT_FOR_LONG.zh, f"{done.en} {_NOT_FOR_LONG.en}")
            say_done(done)
            st.rerun()
    say_what_was_done()
    if all_kept() and among_scenarios:
        st.button(
            say("比较各方案", "Compare scenarios"),
            icon=":material/compare_arrows:",
            on_click=_to_compare,
            key="scenario_to_compare",
        )
    elif all_kept():
        st.page_link(
            "ui/pages/scenarios.py",
            label=say("去“方案”页比较", "Compare under Scenarios"),
            icon=":material/compare_arrows:",
        )


def keep(kept: Kept, body: str = "") -> bool:
    """Whether the scenario is now kept, new or in place of itself; if not, it was said why."""
    if state.view().demonstration:
        if not kept.plan.demonstration:
            raise ValueError("a plan of real data among a demonstration's")
        _session()[kept.scenario_id] = kept
        return True
    return _written(lambda at: scenario_register.write(kept, at, body))


def withdraw(kept: Kept | Unreadable) -> bool:
    """Whether the scenario is no longer listed; the register's history keeps it."""
    if state.view().demonstration:
        _session().pop(kept.scenario_id, None)
        return True
    return _written(lambda at: scenario_register.withdraw(kept, at))


def rename(kept: Kept, name: str) -> bool:
    """Whether the scenario has the name now."""
    demonstration = state.view().demonstration
    name = shown_name(name, demonstration=demonstration)
    if (wrong := _wrong(name, kept.body, real=not demonstration, but=kept.scenario_id)) is not None:
        # Beside the field nobody would see it: what is asked there closes with the run.
        st.session_state[_WRONG] = wrong
        st.rerun()
    return keep(replace(kept, name=name), body=kept.body)


def duplicate(kept: Kept) -> Kept | None:
    """A copy under a name of its own; None when it was not kept."""
    name = free_name(kept.name[: LONGEST_NAME - _ROOM], names())
    body = kept.body if state.view().demonstration else (_own_body() or kept.body)
    copy = replace(
        kept,
        scenario_id=new_id(name),
        name=name,
        body=body,
        made_at=register_access.now(),
        version=0,
    )
    return copy if keep(copy, body=body) else None


def body_input(key: str) -> str:
    """Asks for the body whose scenario it is."""
    return st.text_input(
        say("制作单位（写单位，不写个人）", "Body (no person)"),
        value=_own_body(),
        max_chars=LONGEST_BODY,
        key=key,
        width=300,
    )


def new_id(name: str) -> str:
    """The id of a scenario first kept under this name now."""
    return scenario_id_of(state.view().city.code, name, register_access.now())


def noted() -> None:
    """Notes what the reader is shown, so that a change made meanwhile by others is not lost."""
    if not state.view().demonstration and may_save():
        seen(_FORM)


def say_done(said: Text) -> None:
    """Keeps a sentence for the next run."""
    st.session_state[_SAID] = said


def say_what_was_done() -> None:
    """The sentence kept, once."""
    done: Text | None = st.session_state.pop(_SAID, None)
    if done is not None:
        st.success(unmarked(word(done)), icon=":material/check:")
        # A reader far down the page sees it as well.
        st.toast(unmarked(word(done)), icon=":material/check:")
    wrong: Text | None = st.session_state.pop(_WRONG, None)
    if wrong is not None:
        st.error(word(wrong))
        st.toast(word(wrong), icon=":material/error:")


def _to_compare() -> None:
    st.session_state["scenarios_go"] = "compared"


_FORM = "scenarios"
_ROOM = 5
"""What a number behind a name may take."""


def _session() -> dict[str, Kept]:
    held: dict[str, Kept] = st.session_state.setdefault(
        f"scenarios_demonstration_{state.view().city.code}", {}
    )
    return held


def _own_body() -> str:
    body = people.person().body
    return "" if body == LOCAL_BODY.zh else body


def _hindrance(plan: FacilityPlan) -> Text | None:
    """Why this plan can't be kept now."""
    if not may_save():
        return register_access.stands_still() or Text(
            "存为比选方案由编辑人员办理。", "Editors keep scenarios."
        )
    if plan.demonstration != state.view().demonstration:
        return Text(
            "这个方案的数据与正在看的不同（演示与真实数据不混用），请重新计算后再存。",
            "The plan is of other data than is on screen (demonstration and real data never mix):"
            " compute it again, then keep it.",
        )
    return None


def _wrong(name: str, body: str, *, real: bool, but: str) -> Text | None:
    """Why name or body can't be; None: they can."""
    wrong = name_problem(name, names(but))
    if wrong is None and real and (clause := body_problem(body)) is not None:
        wrong = Text(f"没有保存：{clause.zh}。", f"Not kept: {clause.en}.")
    return wrong


def _refused(name: str, body: str, *, real: bool, but: str) -> bool:
    """Whether name or body can't be; the reader has been told."""
    wrong = _wrong(name, body, real=real, but=but)
    if wrong is not None:
        st.error(word(wrong))
    return wrong is not None


def _written(write: Callable[[int], None]) -> bool:
    try:
        write(seen(_FORM))
    except ConflictError as error:
        conflict(error)
        return False
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return False
    finally:
        st.session_state.pop(f"seen_{_FORM}", None)
    return True

"""Freezing the assessment on screen: its name, whose word it is, and what a revision changes."""

from __future__ import annotations

import streamlit as st

from analysis.freezable import LONGEST_NAME, Basis, NotFreezableError
from analysis.frozen import (
    FrozenAssessment,
    freeze,
    name_words,
    next_revision,
    revision_name,
    store_frozen,
)
from analysis.report.report import STATE_WORDS, ReportState, state_words
from geo.reading.bodies import LONGEST_BODY, body_problem
from geo.register.errors import RegisterError
from geo.register.frozen_rows import FrozenHead
from geo.sources import load_sources
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.access.roles import LOCAL_BODY
from ui.frozen import frozen_open
from ui.frozen.frozen_changes import OnScreen, change_tables, would_change
from ui.frozen.frozen_view import closed
from ui.language import say, word, written
from ui.retrofit import retrofit_state

_OTHER, _REVISION = "other", "revision"
_DONE = "frozen_done"
_SHOWN = "freeze_run_shown"


def panel(heads: tuple[FrozenHead, ...]) -> None:
    """What is on screen and the way to freeze it; for a viewer, that editors do."""
    _say_done()
    st.markdown(f"**{say('把当前评估定稿', 'Freeze the current assessment')}**")
    if closed("freeze"):
        return
    if not people.can_edit():
        st.caption(say("定稿由编辑人员办理。", "Editors freeze assessments."))
        return
    st.text(word(_on_screen_words()))
    kind, revised = _kind(heads)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name, status = _name(kind)
        body = st.text_input(
            say("定稿单位（写单位，不写个人）", "Body (no person)"),
            value=_body(),
            max_chars=LONGEST_BODY,
            key="freeze_body",
            width=360,
        )
    if revised is not None:
        st.caption(say("修订清单（定稿后一并留存）：", "The list of changes, kept with it:"))
        now = _now(revision_name(next_revision(heads)))
        change_tables(would_change(revised, now), "would_be")
    run = state.assessment().run_id
    if st.session_state.get(_SHOWN, run) != run:
        st.warning(
            say(
                "没有定稿：台账刚刚有变动，上面的运行编号已不同。请核对后再定稿。",
                "Not frozen: the register has just changed, the run above is another. Check it"
                " before you freeze.",
            )
        )
    st.session_state[_SHOWN] = run
    checked = st.checkbox(
        say(
            "已核对。定稿后不能修改、不能删除，更正只能另出修订版",
            "Checked. What is frozen can’t be changed or deleted; corrections are a revision",
        ),
        # What was checked is this run, to be frozen once: what is frozen can't be deleted.
        key=f"freeze_checked_{run}_{len(heads)}",
    )
    pressed = st.button(
        say("定稿", "Freeze"),
        type="primary",
        icon=":material/lock:",
        disabled=not checked,
        key="freeze",
    )
    if pressed and checked:
        _freeze(heads, status, name, body, revised)
    st.caption(
        say(
            "定稿的是当前台账按已登记口径得出的全部结论；试算和演示数据不能定稿。",
            "All findings of the current register under the recorded rulings are frozen; trials"
            " and demonstration data can’t be.",
        )
    )


def _kind(heads: tuple[FrozenHead, ...]) -> tuple[str, FrozenAssessment | None]:
    """What it is to be frozen as; of a revision, what it revises."""
    options = {s.value: words for s, words in STATE_WORDS.items()}
    options[_OTHER] = Text("其他名称", "Another name")
    if heads:
        options[_REVISION] = Text("修订版", "A revision")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.selectbox(
            say("定为", "Freeze as"),
            list(options),
            index=list(options).index(state.view().state.value),
            format_func=written(options),
            key="freeze_kind",
            width=240,
        )
        if kind != _REVISION:
            return kind, None
        names = {h.frozen_id: name_words(h) for h in reversed(heads)}
        revised = st.selectbox(
            say("修订哪一份", "Which it revises"),
            list(names),
            format_func=written(names),
            key="freeze_revises",
            width=240,
        )
    try:
        return kind, frozen_open.frozen(revised)
    except RegisterError as error:
        st.error(word(error.text))
        st.stop()


def _name(kind: str) -> tuple[str, ReportState]:
    """The name, empty where the kind is one, and the state printed on the papers."""
    if kind != _OTHER:
        return "", ReportState.DRAFT if kind == _REVISION else ReportState(kind)
    name = st.text_input(say("名称", "Name"), max_chars=LONGEST_NAME, key="freeze_name", width=360)
    states = list(ReportState)
    status = st.selectbox(
        say("材料上的状态", "State on the papers"),
        states,
        index=states.index(state.view().state),
        format_func=written(STATE_WORDS),
        key="freeze_state",
        width=240,
    )
    return name, status


def _freeze(
    heads: tuple[FrozenHead, ...],
    status: ReportState,
    name: str,
    body: str,
    revised: FrozenAssessment | None,
) -> None:
    if (wrong := body_problem(body)) is not None:
        st.error(say("没有定稿：", "Not frozen: ") + word(wrong) + say("。", "."))
        return
    if st.session_state["freeze_kind"] == _OTHER and not name.strip():
        st.error(say("请填写名称。", "Give it a name."))
        return
    try:
        people.require_editor()
        frozen = freeze(
            basis(),
            status,
            body,
            register_access.now(),
            revises=revised,
            number=None if revised is None else next_revision(heads),
            name=name.strip(),
        )
        frozen_id = store_frozen(register_access.register(), frozen)
    except (NotFreezableError, people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    st.session_state[_DONE] = frozen_id, name_words(frozen.head)
    st.session_state["frozen_chosen"] = frozen_id
    st.rerun()


def basis() -> Basis:
    """All that the assessment on screen rests on."""
    held = register_access.current(state.view().known_on)
    assessment = state.assessment()
    if state.layers() is not held.layers:
        raise NotFreezableError(
            Text(
                "台账正在变动，没有定稿。请核对后再定稿。",
                "The register is being changed; nothing was frozen. Check it and freeze again.",
            )
        )
    return Basis(
        catalogue=state.catalogue(),
        layers=held.layers,
        assessment=assessment,
        sources=load_sources(),
        last_change=held.last_change,
        data_issues=held.issues,
        retrofit=retrofit_state.report_table(),
    )


def _body() -> str:
    """The editor's own body; empty where the office PC has not been told."""
    body = people.person().body
    return "" if body == LOCAL_BODY.zh else body


def _now(name: str) -> OnScreen:
    return OnScreen(name, state.catalogue(), state.layers(), state.assessment())


def _on_screen_words() -> Text:
    chosen, run = state.view(), state.assessment().run_id
    known = Text("", "")
    if chosen.known_on is not None:
        known = Text(f"，台账截至 {chosen.known_on}", f", register of {chosen.known_on}")
    words = state_words(chosen.state)
    return Text(
        f"{chosen.city.name_zh}，截至 {chosen.as_of}{known.zh}，{words.zh}，运行编号 {run}",
        f"{chosen.city.name_en}, as of {chosen.as_of}{known.en}, {words.en}, run {run}",
    )


def _say_done() -> None:
    done: tuple[int, Text] | None = st.session_state.pop(_DONE, None)
    if done is not None:
        name = done[1]
        st.success(
            say(
                f"已定稿：“{name.zh}”。台账以后的变动不会改变它。",
                f"Frozen: “{name.en}”. Later changes of the register don’t change it.",
            ),
            icon=":material/lock:",
        )

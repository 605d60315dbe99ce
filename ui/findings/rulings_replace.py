"""What becomes of a ruling entered: said once it is recorded, asked about where one stands."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.records import Ruling
from geo.text import Text
from ui import state
from ui.answer_words import ANSWER_WORDS
from ui.language import say, word
from ui.plain_text import unmarked
from ui.saving import may_save, save, seen

_ASKED, _RECORDED = "ruling_asked", "ruling_recorded"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the reader entered and what stands in its place."""

    on_record: Ruling
    entered: Ruling
    called: Text
    form: str


def ask(on_record: Ruling, entered: Ruling, called: Text) -> None:
    """Keeps what was entered until the reader has said whether it replaces what is on record."""
    form = f"ruling_replace_{entered.ruling_id}_{state.last_change()}"
    st.session_state[_ASKED] = _Asked(on_record, entered, called, form)


def note_recorded(ruling: Ruling, called: Text) -> None:
    """Keeps that the ruling was recorded, to be said when the page is drawn anew."""
    st.session_state[_RECORDED] = (ruling, called)


def say_recorded() -> None:
    """Says, once, which ruling was just recorded and that the findings rest on it."""
    noted: tuple[Ruling, Text] | None = st.session_state.pop(_RECORDED, None)
    if noted is None:
        return
    ruling, called = noted
    st.success(
        say("已登记，结论已按此重算。", "Recorded; the findings now rest on it. ")
        + unmarked(f"{word(called)} · {_said(ruling)}"),
        icon=":material/check_circle:",
    )


def panel() -> bool:
    """Whether an answer is awaited: the ruling on record, the one entered, and the two buttons."""
    asked: _Asked | None = st.session_state.get(_ASKED)
    if asked is None:
        return False
    seen(asked.form)
    with st.container(border=True):
        st.warning(
            say(
                "同一问题、同一范围、同一天已登记过一条认定口径，还没有保存。要替换吗？",
                "A ruling of the same question, county and day is on record. Nothing was saved."
                " Replace it?",
            )
        )
        st.markdown(unmarked(word(asked.called)))
        st.text(say("台账上的：", "On record: ") + _said(asked.on_record))
        st.text(say("新填的：", "Entered: ") + _said(asked.entered))
        with st.container(horizontal=True):
            replace = st.button(
                say("替换", "Replace"),
                type="primary",
                disabled=not may_save(),
                key="ruling_replace",
            )
            st.button(say("取消", "Cancel"), key="ruling_keep", on_click=_drop)
        st.caption(
            say(
                "替换后，原来的一条仍留在变更记录里。",
                "Once replaced, the former one stays in the list of changes.",
            )
        )
    if replace:
        own = state.own_records().get("rulings", ())
        kept = tuple(r for r in own if r.ruling_id != asked.entered.ruling_id)
        if save("rulings", (*kept, asked.entered), asked.form):
            note_recorded(asked.entered, asked.called)
            _drop()
            st.rerun()
    return True


def _drop() -> None:
    st.session_state.pop(_ASKED, None)


def _said(ruling: Ruling) -> str:
    answer = word(ANSWER_WORDS[ruling.ruling]) if ruling.ruling in ANSWER_WORDS else ruling.ruling
    return " · ".join((answer, ruling.body, ruling.document, ruling.date.isoformat()))

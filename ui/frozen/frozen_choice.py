"""Which frozen assessment 定稿 this session looks at, if any; while it does, nothing is changed."""

from __future__ import annotations

import streamlit as st

from geo.text import Text

_CHOSEN, _IGNORED = "frozen", "frozen_ignored"

CLOSED = Text(
    "正在看定稿，这里不能填写或改动。要改动，请先点“回到当前台账”。",
    "You are looking at a frozen assessment: nothing can be entered here. Go back to the current"
    " register first.",
)
NOT_THERE = Text(
    "没有这份定稿：链接可能来自另一套台账，或编号有误。下面是当前台账。",
    "There is no such frozen assessment: the link may be of another register, or its number wrong."
    " What follows is the current register.",
)


def chosen_id() -> int | None:
    """The id of the frozen assessment every page shows; None for the current register."""
    chosen: int | None = st.session_state.get(_CHOSEN)
    return chosen


def choose(frozen_id: int) -> None:
    """Has every page show a frozen assessment from the next run on."""
    st.session_state[_CHOSEN] = frozen_id
    forget_ignored()


def read_address(asked: str) -> None:
    """Takes the id a link names; what is no number is told the reader, and ignored."""
    if asked.isascii() and asked.isdigit() and len(asked) <= _MOST_DIGITS:
        choose(int(asked))
    else:
        ignore(NOT_THERE)


def leave() -> None:
    """Back to the current register."""
    st.session_state[_CHOSEN] = None
    forget_ignored()


def ignore(why: Text) -> None:
    """Back to the current register, with the reason to be shown."""
    st.session_state[_CHOSEN] = None
    st.session_state[_IGNORED] = why


def ignored() -> Text | None:
    """Why what a link asked for is not shown, until the reader has taken note."""
    why: Text | None = st.session_state.get(_IGNORED)
    return why


def forget_ignored() -> None:
    """The reader has taken note."""
    st.session_state.pop(_IGNORED, None)


_MOST_DIGITS = 9
"""A longer number is no id: the databases hold ids of 32 bits."""

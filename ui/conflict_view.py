"""What somebody else changed meanwhile, for the reader to look at and decide."""

from __future__ import annotations

import streamlit as st

from geo.register.changes import OFFICE_TIME, ConflictError
from ui import register_access
from ui.language import say


def conflict(error: ConflictError) -> None:
    """Who changed which record when, and that nothing was saved."""
    st.warning(
        say(
            "没有保存：您打开之后，有人改了同样的记录。请看下面的改动；仍要按您填的保存，请再保存一次。",
            "Not saved: somebody changed the same records after you opened them. Look at their"
            " changes below; to save yours all the same, save again.",
        ),
        icon=":material/group:",
    )
    for event in error.events:
        said, _ = register_access.register().history(event.table, event.record_id)[-1]
        when = said.change.recorded_at.astimezone(OFFICE_TIME).strftime("%Y-%m-%d %H:%M")
        # st.text: names and bodies are what somebody typed, not Markdown.
        data = event.after or event.before or {}
        st.text(f"{when}  {said.change.body}  {data.get('name', event.record_id)}")

"""What somebody else changed meanwhile, for the reader to look at and decide."""

from __future__ import annotations

import streamlit as st

from geo.register.changes import ConflictError
from geo.text import Text
from ui import register_access
from ui.event_words import event_words, moment, record_words
from ui.language import say, word

SAVE_REFUSED = Text(
    "没有保存：您打开之后，有人改了同样的记录。请看下面的改动；仍要按您填的保存，请再保存一次。",
    "Not saved: somebody changed the same records after you opened them. Look at their changes"
    " below; to save yours all the same, save again.",
)
UNDO_REFUSED = Text(
    "没有撤销：这些记录后来又改过。请先看下面的改动；要改回来，请直接编辑记录，或先撤销后面的变更。",
    "Not undone: these records were changed again since. Look at the later changes below; edit the"
    " records themselves, or undo the later changes first.",
)
_MOST = 20


def conflict(error: ConflictError, what: Text = SAVE_REFUSED) -> None:
    """Says that nothing was written, and who changed which record when, and how."""
    st.warning(word(what), icon=":material/group:")
    for event in error.events[:_MOST]:
        said, latest = register_access.register().history(event.table, event.record_id)[-1]
        head = f"{moment(said.change.recorded_at)} · {said.change.body} · {record_words(latest)}"
        # st.text: names and bodies are what somebody typed, not Markdown.
        st.text(f"{head}{say('：', ': ')}{word(event_words(latest))}")
    if len(error.events) > _MOST:
        st.text(say(f"共 {len(error.events)} 条记录。", f"{len(error.events)} records in all."))

"""What was entered is still there when the browser loads the page again.

A reload is a new session for Streamlit. The address carries a number nobody can guess; under it
the program remembers, while it runs, what stood in the fields: settings and own sites, no answers.
"""

from __future__ import annotations

import copy
import secrets
from typing import Any

import streamlit as st

from ui import state
from ui.language import say
from ui.siting.siting_kept import STORE, OwnSites

DRAFT = "draft"
"""The name in the address, and in the session."""
_MOST = 200
"""So many readers' entries are remembered; the oldest are let go first."""
_PLAIN = (str, int, float, bool, type(None))
_Drafts = dict[str, dict[str, dict[str, Any]]]


@st.cache_resource(show_spinner=False)
def _drafts() -> _Drafts:
    return {}


def recall() -> None:
    """Fills a session that has nothing entered yet with what the address remembers."""
    number = st.session_state.get(DRAFT)
    if number is None or STORE in st.session_state:
        return
    found = _drafts().get(str(number))
    if found is None:
        return
    # Two windows of one address part here: neither changes what the other has entered.
    st.session_state[STORE] = copy.deepcopy(found)
    st.session_state[DRAFT] = secrets.token_urlsafe(9)


def remember() -> None:
    """Keeps what is entered now under the number in the address."""
    number = st.session_state.setdefault(DRAFT, secrets.token_urlsafe(9))
    drafts = _drafts()
    drafts.pop(number, None)
    drafts[number] = {
        about: {name: copy.deepcopy(value) for name, value in entered.items() if _is_entry(value)}
        for about, entered in st.session_state.get(STORE, {}).items()
    }
    while len(drafts) > _MOST:
        drafts.pop(next(iter(drafts)))


def told() -> None:
    """How long what is entered is remembered, said where it is entered."""
    st.caption(
        say(
            "设定和自己的备选点刷新页面后还在，求得的方案要重新求解；程序重启后都要重填。"
            "要长期保存，请存为比选方案。",
            "Settings and own sites are still here after the page is loaded again; a plan is then"
            " searched for anew. A restart of the program forgets them. To keep a plan for good,"
            " keep it as a scenario.",
        )
        if not state.view().demonstration
        else say(
            "设定和自己的备选点刷新页面后还在，求得的方案要重新求解；程序重启后都要重填。"
            "演示数据的比选方案只保留到本页关闭。",
            "Settings and own sites are still here after the page is loaded again; a plan is then"
            " searched for anew. A restart of the program forgets them. Scenarios of the"
            " demonstration last only while the page is open.",
        )
    )


def _is_entry(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(v, _PLAIN) for v in value)
    return isinstance(value, (*_PLAIN, OwnSites))

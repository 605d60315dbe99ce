"""The smallest app with a gate, a notice, an account menu and one button that writes."""

from __future__ import annotations

import streamlit as st

from ui.access import people
from ui.language import word

st.session_state.setdefault("language", "zh")
people.gate()
people.notice()
with st.popover(people.account_label(), key="account"):
    people.account_menu()
st.write("data of the register")
st.session_state["seen"] = people.person()
# Shown to a viewer too, by mistake as it were: the write itself has to refuse.
if st.button("write", key="write"):
    try:
        people.require_editor()
        st.session_state["written"] = True
    except people.NotAllowedError as error:
        st.error(word(error.text))

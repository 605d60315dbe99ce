"""The session's beginning, and the address in the browser: a link or a reload comes back here."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.report.report import ReportState
from ui import state
from ui.frozen import frozen_choice

_DEFAULTS: dict[str, Any] = {
    "city": None,
    "as_of": state.PERIOD_END,
    "known_on": None,
    "assessment_state": ReportState.DRAFT,
    "language": "zh",
    "demonstration": False,
    "selected_county": None,
    "map_requirement": None,
}


def begin() -> None:
    """Fills what is missing in the session, from the address where it says so."""
    for key, value in _DEFAULTS.items():
        st.session_state.setdefault(key, value)
    if st.session_state.get("address_read"):
        return
    st.session_state["address_read"] = True
    asked = st.query_params
    if asked.get("city") in {c.code for c in state.published().cities}:
        st.session_state["city"] = asked["city"]
    if asked.get("lang") in ("zh", "en"):
        st.session_state["language"] = asked["lang"]
    if "draft" in asked:
        st.session_state["draft"] = asked["draft"]
    if asked.get("demo") == "1":
        st.session_state["demonstration"] = True
    elif "frozen" in asked:
        frozen_choice.read_address(asked["frozen"])


def write_address() -> None:
    """Puts the choice into the address, so that a link or a reload comes back here."""
    wanted = {"city": st.session_state["city"] or "", "lang": st.session_state["language"]}
    if st.session_state["demonstration"]:
        wanted["demo"] = "1"
    if frozen_choice.chosen_id() is not None:
        wanted["frozen"] = str(frozen_choice.chosen_id())
    # What was entered on a page is found again by this number (ui.siting.siting_reload).
    wanted["draft"] = st.session_state.get("draft", "")
    wanted = {k: v for k, v in wanted.items() if v}
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)

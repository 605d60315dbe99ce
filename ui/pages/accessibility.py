"""可达性: who is how far from the nearest facility, and what closing or adding one would change."""

from __future__ import annotations

import streamlit as st

from ui.accessibility import access_asked, access_tried, access_view, roads_view, speeds_view
from ui.language import say


def page() -> None:
    """The page."""
    question = access_asked.question()
    access_tried.settle(question)
    access_view.page(question)
    with st.expander(say("路网与速度", "Roads and speeds"), key="access_roads"):
        roads_view.panel()
        speeds_view.panel(question.mode)


page()

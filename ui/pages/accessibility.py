"""可达性: who is how far from the nearest facility, and what closing or adding one would change."""

from __future__ import annotations

import streamlit as st

from ui.accessibility import access_asked, access_basis, access_tried, access_view


def page() -> None:
    """The page."""
    first = st.container()  # the page's first sentence, which the controls decide
    question = access_asked.question()
    access_basis.panel(question)
    access_tried.settle(question)
    access_view.page(question, first)


page()

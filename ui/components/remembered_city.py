"""The reader's city, kept in the reader's own browser: the first start asks, later ones don't."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.components.assets import script
from ui.components.triggers import triggers

KEY = "remembered_city"

_component = st.components.v2.component("planner_remembered_city", js=script("remembered_city"))


def remember_city(code: str) -> None:
    """Keeps the city for the next start; takes no room (``ui.style``)."""
    _component(key=KEY, data={"city": code})


def recall_city(on_known: Callable[[str], None]) -> None:
    """Hands over the city kept last; nothing happens where none is."""
    _component(key=KEY, data={"city": None}, **triggers(KEY, known=on_known))

"""The banner over every page while demonstration data are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.triggers import trigger, triggers

_TITLE = Text("演示数据", "Demonstration data")
_TEXT = Text(
    "设施、需求与结论均为虚构，不反映任何县的实际情况，不与真实数据混用。",
    "Facilities, needs and findings are invented. They say nothing about any real county and are "
    "never mixed with real data.",
)
_EXIT = Text("退出演示", "Leave the demonstration")

_component = st.components.v2.component("planner_banner", css=style("banner"), js=script("banner"))


def banner_data(language: Language) -> dict[str, Any]:
    """The banner as the script reads it."""
    return {
        "language": language,
        "title": _TITLE.get(language),
        "text": _TEXT.get(language),
        "exit": _EXIT.get(language),
    }


def banner(*, language: Language, key: str, on_exit: Callable[[], None] | None = None) -> bool:
    """Draws the banner; true in the run in which the reader left the demonstration."""
    leave = (lambda _: on_exit()) if on_exit else None
    result = _component(key=key, data=banner_data(language), **triggers(key, exit=leave))
    return trigger(result, "exit") is not None

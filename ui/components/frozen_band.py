"""The band under the head of every page while a frozen assessment is looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.triggers import trigger, triggers

_EXIT = Text("回到当前台账", "Back to the current register")

_component = st.components.v2.component(
    "planner_frozen_band", css=style("frozen_band"), js=script("frozen_band")
)


def frozen_band_data(title: Text, text: Text, language: Language) -> dict[str, Any]:
    """The band as the script reads it."""
    return {
        "language": language,
        "title": title.get(language),
        "text": text.get(language),
        "exit": _EXIT.get(language),
    }


def frozen_band(
    title: Text,
    text: Text,
    *,
    language: Language,
    key: str,
    on_exit: Callable[[], None] | None = None,
) -> bool:
    """Draws the band; true in the run in which the reader went back."""
    leave = (lambda _: on_exit()) if on_exit else None
    result = _component(
        key=key, data=frozen_band_data(title, text, language), **triggers(key, exit=leave)
    )
    return trigger(result, "exit") is not None

"""A box with something the reader should know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style

NoticeKind = Literal["info", "attention"]

_component = st.components.v2.component("planner_notice", css=style("notice"), js=script("notice"))


def notice_data(
    title: Text,
    language: Language,
    *,
    lines: Sequence[Text] = (),
    kind: NoticeKind = "info",
    steps: bool = False,
) -> dict[str, Any]:
    """The box as the script reads it."""
    return {
        "language": language,
        "kind": kind,
        "title": title.get(language),
        "lines": [line.get(language) for line in lines],
        "steps": steps,
    }


def notice(
    title: Text,
    *,
    language: Language,
    key: str,
    lines: Sequence[Text] = (),
    kind: NoticeKind = "info",
    steps: bool = False,
) -> None:
    """Draws the box; ``attention`` is read out at once by a screen reader.

    Lines that are ``steps`` say their number themselves.
    """
    _component(key=key, data=notice_data(title, language, lines=lines, kind=kind, steps=steps))

"""The head of a page and its first sentence; the page's buttons stand beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style

_AS_OF = Text("截至 {day}", "as of {day}")

_head = st.components.v2.component(
    "planner_page_head", css=style("page_head"), js=script("page_head")
)
_lede = st.components.v2.component("planner_lede", css=style("lede"), js=script("lede"))


def page_head_data(
    title: Text, language: Language, *, as_of: date | None = None, state: Text | None = None
) -> dict[str, Any]:
    """The head as the script reads it."""
    return {
        "language": language,
        "title": title.get(language),
        "asOf": _AS_OF.fill(day=as_of.isoformat()).get(language) if as_of else None,
        "tag": state.get(language) if state else None,
    }


def page_head(
    title: Text,
    *,
    language: Language,
    key: str,
    as_of: date | None = None,
    state: Text | None = None,
) -> None:
    """Draws the city's name (the page's h1), 截至 and the state of the assessment (征求意见稿)."""
    _head(key=key, data=page_head_data(title, language, as_of=as_of, state=state))


def lede(text: Text, *, language: Language, key: str, under: Text | None = None) -> None:
    """Draws the first sentence of a page, ``**…**`` in bold, and a smaller one under it."""
    _lede(
        key=key,
        data={
            "language": language,
            "text": text.get(language),
            "under": under.get(language) if under else None,
        },
    )

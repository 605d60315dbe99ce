"""待办 card: what waits for what, from whom; read only, its buttons stand under it on the page."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.report.todo import Todo
from geo.text import Language, Text
from ui.components.assets import script, style

_WORDS = {
    "heading": Text("待办", "To do"),
    "unit": Text("项", "items"),
    "ask": Text("向谁要", "Ask"),
    "nothing": Text(
        "没有等待的资料：各项均已有结论。", "Nothing is waiting: every finding is settled."
    ),
}
_SUMMARY = Text(
    "共需补报 {total} 项，涉及 {bodies} 个单位",
    "{total} items are asked for from {bodies} bodies",
)
_NONE = Text("0 项", "none")

_component = st.components.v2.component("planner_todo", css=style("todo"), js=script("todo"))


def todo_data(view: Todo, language: Language, *, summary: Text | None = None) -> dict[str, Any]:
    """The card as the script reads it; ``summary`` replaces the line beside its heading."""
    said = summary or _SUMMARY.fill(total=view.total, bodies=len(view.bodies))
    return {
        "language": language,
        "words": {name: text.get(language) for name, text in _WORDS.items()},
        "summary": (said if view.lines else _NONE).get(language),
        "lines": [
            {
                "count": line.count,
                "title": line.title.get(language),
                "what": line.what.get(language),
                "ask": line.ask.get(language),
            }
            for line in view.lines
        ],
    }


def todo(view: Todo, *, language: Language, key: str, summary: Text | None = None) -> None:
    """Draws the card."""
    _component(key=key, data=todo_data(view, language, summary=summary))

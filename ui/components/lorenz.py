"""A Lorenz curve: how evenly something is shared among people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.tag import Tag, tag_data

_EVEN = Text("人人相等", "all equal")

_component = st.components.v2.component("planner_lorenz", css=style("lorenz"), js=script("lorenz"))


@dataclass(frozen=True, slots=True)
class Lorenz:
    """``points``: shares (0 to 1) of people and of what they have, from (0, 0) to (1, 1)."""

    title: Text
    points: tuple[tuple[float, float], ...]
    figure: Text
    """The number beside the curve, as "0.42"."""
    figure_name: Text
    across: Text
    upward: Text
    lines: tuple[Text, ...] = ()
    """Sentences beside the curve."""
    tag: Tag | None = None

    def __post_init__(self) -> None:
        if any(not (0 <= x <= 1 and 0 <= y <= 1) for x, y in self.points):
            raise ValueError("shares are from 0 to 1")


def lorenz(view: Lorenz, *, language: Language, key: str) -> None:
    """Draws the curve beside its number and what that means."""
    _component(key=key, data=lorenz_data(view, language))


def lorenz_data(view: Lorenz, language: Language) -> dict[str, Any]:
    """The curve as the script reads it."""
    return {
        "language": language,
        "title": view.title.get(language),
        "tag": tag_data(view.tag, language),
        "points": [(round(x, 4), round(y, 4)) for x, y in view.points],
        "figure": view.figure.get(language),
        "figureName": view.figure_name.get(language),
        "across": view.across.get(language),
        "upward": view.upward.get(language),
        "even": _EVEN.get(language),
        "lines": [line.get(language) for line in view.lines],
    }

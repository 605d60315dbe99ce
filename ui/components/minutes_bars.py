"""A histogram of persons by minutes: bars in the map's band colours, the numbers under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style
from ui.components.tag import Tag, tag_data

_PERSONS = Text("{count} 人（{share}%）", "{count} persons ({share} %)")
_BAR = Text("{name}：{persons}", "{name}: {persons}")
_NUMBERS = Text("各段人数", "Persons in each class")
_CLASS = Text("分钟", "Minutes")
_COUNT = Text("人数", "Persons")
_SHARE = Text("占比（%）", "Share (%)")

_component = st.components.v2.component(
    "planner_minutes_bars", css=style("minutes_bars"), js=script("minutes_bars")
)


@dataclass(frozen=True, slots=True)
class MinutesBar:
    """One bar. ``colour``: #RRGGBB, None: hatched (not connected). ``apart``: off the time axis."""

    name: Text
    persons: float
    colour: str | None
    tick: str = ""
    """Written at the bar's right end, on the axis."""
    apart: Text | None = None
    """Written under a bar that is off the axis."""


@dataclass(frozen=True, slots=True)
class MinutesBars:
    """Bars in rising order of minutes, then those off the axis."""

    title: Text
    bars: tuple[MinutesBar, ...]
    axis: Text
    note: Text | None = None
    first_tick: str = "0"
    tag: Tag | None = None


def minutes_bars(view: MinutesBars, *, language: Language, key: str) -> None:
    """Draws the histogram and, on request, its numbers as a table."""
    _component(key=key, data=minutes_bars_data(view, language))


def minutes_bars_data(view: MinutesBars, language: Language) -> dict[str, Any]:
    """The histogram as the script reads it: heights as shares of the highest bar."""
    total = sum(b.persons for b in view.bars) or 1.0
    highest = max((b.persons for b in view.bars), default=0.0) or 1.0

    def bar(each: MinutesBar) -> dict[str, Any]:
        count, share = f"{each.persons:,.0f}", f"{100 * each.persons / total:.1f}"
        persons = _PERSONS.fill(count=count, share=share)
        return {
            "height": each.persons / highest,
            "colour": each.colour,
            "name": each.name.get(language),
            "count": count,
            "share": share,
            "says": _BAR.fill(name=each.name, persons=persons).get(language),
            "tick": each.tick,
            "apart": None if each.apart is None else each.apart.get(language),
        }

    return {
        "language": language,
        "title": view.title.get(language),
        "tag": tag_data(view.tag, language),
        "axis": view.axis.get(language),
        "note": None if view.note is None else view.note.get(language),
        "first": view.first_tick,
        "bars": [bar(b) for b in view.bars],
        "words": {
            "numbers": _NUMBERS.get(language),
            "class": _CLASS.get(language),
            "count": _COUNT.get(language),
            "share": _SHARE.get(language),
        },
    }

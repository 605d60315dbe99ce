"""The legend of a choropleth as a strip on the true number axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from geo.text import Language, Text
from ui.components.assets import script, style

_INK, _WHITE = "#17212B", "#FFFFFF"
_EACH = Text("每个{county_word}一个", "one per {county_word}")
_CLASS = Text("{low}—{high}：{count} 个", "{low} to {high}: {count}")
_COUNT = Text("{count} 个", "{count}")
_MEAN = Text("{name} {value}", "{name} {value}")
_MARK = Text("{name}：{value}", "{name}: {value}")
_UNKNOWN = Text("待报 {count} 个", "Not reported: {count}")

_component = st.components.v2.component(
    "planner_class_strip", css=style("class_strip"), js=script("class_strip")
)


@dataclass(frozen=True, slots=True)
class StripValue:
    """A place and its value in the strip's unit; none is not reported."""

    name: Text
    value: float | None


@dataclass(frozen=True, slots=True)
class ClassStrip:
    """Classes between rising ``breaks`` (one more than ``colours``), a mark for every value.

    A class holds its lower break; the last one holds its upper break too.
    """

    title: Text
    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    values: tuple[StripValue, ...]
    county_word: Text
    mean: StripValue | None = None
    unit: str = ""
    """Written behind every number, as %."""
    decimals: int = 0
    """Of the values; breaks are written as short as they are."""

    def __post_init__(self) -> None:
        if len(self.breaks) != len(self.colours) + 1 or len(self.colours) < 1:
            raise ValueError(f"{len(self.breaks)} breaks for {len(self.colours)} colours")
        if any(a >= b for a, b in zip(self.breaks, self.breaks[1:], strict=False)):
            raise ValueError(f"breaks do not rise: {self.breaks}")

    def class_of(self, value: float) -> int:
        """The class a value lies in; values beyond the ends lie in the end classes."""
        return sum(value >= b for b in self.breaks[1:-1])

    def colour_of(self, value: float) -> str:
        """The colour of a value's class."""
        return self.colours[self.class_of(value)]


def class_strip(view: ClassStrip, *, language: Language, key: str) -> None:
    """Draws the strip."""
    _component(key=key, data=class_strip_data(view, language))


def class_strip_data(view: ClassStrip, language: Language) -> dict[str, Any]:
    """The strip as the script reads it."""
    known = [(v.name, v.value) for v in view.values if v.value is not None]
    unknown = len(view.values) - len(known)
    low, high = view.breaks[0], view.breaks[-1]

    def inside(value: float) -> float:
        return min(max(value, low), high)

    def written(value: float) -> str:
        return f"{value:,.{view.decimals}f}{view.unit}"

    classes = []
    for i, colour in enumerate(view.colours):
        start, end = view.breaks[i], view.breaks[i + 1]
        count = sum(view.class_of(value) == i for _, value in known)
        said = _CLASS.fill(low=_break(start, view), high=_break(end, view), count=count)
        classes.append(
            {
                "from": start,
                "to": end,
                "colour": colour,
                "ink": _ink_on(colour),
                "count": _COUNT.fill(count=count).get(language),
                "says": said.get(language),
            }
        )
    mean = view.mean
    return {
        "language": language,
        "title": view.title.get(language),
        "words": {"each": _EACH.fill(county_word=view.county_word).get(language)},
        "breaks": [{"value": b, "label": _break(b, view)} for b in view.breaks],
        "classes": classes,
        "marks": [
            {
                "value": inside(value),
                "says": _MARK.fill(name=name, value=written(value)).get(language),
            }
            for name, value in known
        ],
        "mean": None
        if mean is None or mean.value is None
        else {
            "value": inside(mean.value),
            "label": _MEAN.fill(name=mean.name, value=written(mean.value)).get(language),
        },
        "unknown": _UNKNOWN.fill(count=unknown).get(language) if unknown else None,
    }


def _break(value: float, view: ClassStrip) -> str:
    return f"{round(value, max(view.decimals, 0) + 1):,.10g}{view.unit}"


def _ink_on(colour: str) -> str:
    """Ink or white, whichever stands out more on a colour (WCAG relative luminance)."""

    def linear(part: str) -> float:
        share = int(part, 16) / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    ink_luminance = 0.0147
    on_white = 1.05 / (luminance + 0.05)
    on_ink = (luminance + 0.05) / (ink_luminance + 0.05)
    return _WHITE if on_white > on_ink else _INK

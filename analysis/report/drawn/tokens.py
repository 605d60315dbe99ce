"""The colours of pictures: a colour means a verdict; amounts are purple; all else is ink on white.

A fill has a pattern as well, so that a map still reads on a black-and-white printer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.report.symbols import Symbol

INK, INK_2, MUTE = "#17212B", "#3D4B5C", "#55616D"
LINE, LINE_SOFT = "#D5DBE1", "#E6EAEE"
GROUND, WHITE, PRIMARY = "#EEF1F4", "#FFFFFF", "#1F3A56"
DEMO_FILL, DEMO_BAR, DEMO_TEXT = "#FFF3CF", "#E69F00", "#3A2A00"
HATCH_INK = "#7D8895"
"""Darker than on screen: a printer loses a paler line."""


class Pattern(StrEnum):
    """What lies over a fill."""

    NONE = "none"
    HATCH = "hatch"
    DOTS = "dots"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Fill:
    """A colour (#RRGGBB) and the pattern over it in another."""

    base: str
    pattern: Pattern = Pattern.NONE
    ink: str = INK


PENDING_FILL = Fill("#F3F5F7", Pattern.HATCH, HATCH_INK)
PLAIN_FILL = Fill(WHITE)
_NEUTRAL = Fill("#D3DAE2", Pattern.LINES, "#9AA6B2")
SYMBOL_FILLS: dict[Symbol, Fill] = {
    Symbol.MET: Fill("#8CC1E3"),
    Symbol.UNMET: Fill("#F2A878", Pattern.DOTS, "#A93C07"),
    Symbol.PENDING: PENDING_FILL,
    Symbol.BUILT: _NEUTRAL,
    Symbol.NOT_BUILT: PLAIN_FILL,
    Symbol.TRIGGERED: _NEUTRAL,
    Symbol.NOT_TRIGGERED: PLAIN_FILL,
    Symbol.NOT_DUE: PLAIN_FILL,
    Symbol.PROGRESS: _NEUTRAL,
    Symbol.NONE: PLAIN_FILL,
}
SYMBOL_INKS: dict[Symbol, str] = {
    Symbol.MET: "#005F99",
    Symbol.UNMET: "#A93C07",
    Symbol.PENDING: "#4B5763",
}
"""Of the sign of a verdict; of all others ``INK_2``."""
_FIVE = ("#E9E3F1", "#C9B9DE", "#9F86C3", "#6B4E9B", "#43296E")
_SHADES: dict[int, tuple[str, ...]] = {
    1: ("#C9B9DE",),
    2: ("#E9E3F1", "#6B4E9B"),
    3: ("#E9E3F1", "#9F86C3", "#43296E"),
    4: ("#E9E3F1", "#C9B9DE", "#8A6DB5", "#43296E"),
    5: _FIVE,
}


def shades(count: int) -> tuple[str, ...]:
    """So many purples from light (little, near) to dark (much, far); more than five are mixed."""
    if count in _SHADES:
        return _SHADES[count]
    return tuple(_mixed(_FIVE, i / (count - 1)) for i in range(count))


def _mixed(colours: Sequence[str], share: float) -> str:
    place = share * (len(colours) - 1)
    low = min(int(place), len(colours) - 2)
    rest = place - low
    pairs = zip(_rgb(colours[low]), _rgb(colours[low + 1]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * rest):02X}" for a, b in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

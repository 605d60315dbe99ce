"""How far the figures move when speeds and the detour factor are others, and what flips.

The parameters are assumptions: all speeds ± 20 % and, for a straight line, the detour factor at the
ends of its range, one at a time. A statement that is true for some of them and false for others is
named: it can't be relied on.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.accessibility.study import AccessStudy
from geo.layers import LayerSet
from geo.text import Text
from geo.travel.source import TravelSource


class Vary(StrEnum):
    """What is varied, one at a time."""

    BASE = "base"
    SLOWER = "slower"
    FASTER = "faster"
    DETOUR_LOW = "detour_low"
    DETOUR_HIGH = "detour_high"


SPEED_CHANGE_SHARE = 0.2
"""Ours, no measured error: what a range of plausible speeds does to the answer."""
VARY_WORDS: dict[Vary, Text] = {
    Vary.BASE: Text("所用参数", "Parameters used"),
    Vary.SLOWER: Text("速度 −20%", "Speeds −20%"),
    Vary.FASTER: Text("速度 +20%", "Speeds +20%"),
    Vary.DETOUR_LOW: Text("绕行系数取低值", "Low detour factor"),
    Vary.DETOUR_HIGH: Text("绕行系数取高值", "High detour factor"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A figure as it is and the lowest and highest it takes; None where it is not known."""

    base: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class AreaRange:
    """The headlines of one county, or of the city: shares 0 to 1, minutes."""

    area_code: str
    name: Text
    reached_share: Span
    mean_min: Span


@dataclass(frozen=True, slots=True)
class Flip:
    """A statement whose truth depends on the parameters.

    ``holds``: whether it is true under the parameters used; ``changes_under``: what makes it the
    opposite.
    """

    area_code: str
    statement: Text
    holds: bool
    changes_under: tuple[Vary, ...]

    @property
    def said(self) -> Text:
        """The statement, whether it holds, and what makes it the opposite, in one sentence."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Ranges:
    """The headlines of each area (counties in code order, the city last) and what flips.

    ``tried``: what was varied; empty, with a note, where the times rest on no parameter.
    """

    tried: tuple[Vary, ...]
    areas: tuple[AreaRange, ...]
    flips: tuple[Flip, ...]
    notes: tuple[Text, ...] = ()


def ranges(study: AccessStudy, layers: LayerSet, travel: TravelSource) -> Ranges:
    """The ranges of a study whose times ``travel`` made."""
    raise NotImplementedError

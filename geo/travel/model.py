"""How travel times were made; every screen and paper that shows a time says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.text import Text


class TravelMode(StrEnum):
    """How people travel."""

    DRIVING = "driving"
    WALKING = "walking"


MODE_WORDS: dict[TravelMode, Text] = {
    TravelMode.DRIVING: Text("驾车", "Driving"),
    TravelMode.WALKING: Text("步行", "Walking"),
}


class ModelKind(StrEnum):
    """What a travel time rests on."""

    ROADS = "roads"
    STRAIGHT_LINE = "straight_line"
    IMPORTED = "imported"


MODEL_WORDS: dict[ModelKind, Text] = {
    ModelKind.ROADS: Text("路网", "Roads"),
    ModelKind.STRAIGHT_LINE: Text("直线距离 × 绕行系数", "Straight line × detour factor"),
    ModelKind.IMPORTED: Text("导入的出行时间表", "Imported travel times"),
}


@dataclass(frozen=True, slots=True)
class TravelModel:
    """What made the times: the kind, the mode, and in one sentence every parameter used.

    ``mode`` is None for an imported table, which says nothing of it. ``fingerprint`` (SHA-256,
    hexadecimal) covers everything the times depend on beside the points: network, speeds, factor.
    ``notes``: what a reader must know of what the times rest on, such as roads of a part only.
    """

    kind: ModelKind
    mode: TravelMode | None
    said: Text
    fingerprint: str
    notes: tuple[Text, ...] = ()

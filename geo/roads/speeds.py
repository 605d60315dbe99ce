"""How fast people are taken to travel on which class of road, each number with its source."""

from __future__ import annotations

import hashlib
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from geo.places import DATA
from geo.sources import BothLanguages
from geo.text import Text
from geo.travel.model import MODE_WORDS, TravelMode

SPEEDS_FILE = DATA / "roads" / "speeds.toml"
FERRY = "ferry"
"""The class of links that are ferries, beside the values of OSM's highway key."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One number and what it rests on: what the class is taken for, and the source of the speed."""

    value: float
    taken_for: Text
    source: Text


@dataclass(frozen=True)
class Speeds:
    """Speeds in km/h; change them with ``with_…`` and ``scaled``, which leave this one as it is.

    ``driving`` is by class; a class that is not there is driven at ``driving_other``. Walking is
    one speed on all classes. ``ferry`` holds for both modes, where a ferry states no duration.
    Points are joined to roads on foot, never onto the classes of ``not_onto``.
    ``factor`` multiplies every speed, ferries with a duration included, for ranges like ± 20 %.
    """

    driving: Mapping[str, Stated]
    driving_other: Stated
    walking: Stated
    ferry: Stated
    not_onto: frozenset[str]
    factor: float = 1.0
    paces: tuple[tuple[str, Stated], ...] = field(default=(), compare=False)
    """The walking speeds on offer, the default first, each with its id."""

    def __post_init__(self) -> None:
        stated = (*self.driving.values(), self.driving_other, self.walking, self.ferry)
        if not all(0 < one.value < math.inf for one in stated):
            raise ValueError("speeds must be above 0")
        if not 0 < self.factor < math.inf:
            raise ValueError("the factor must be above 0")

    def kmh(self, road_class: str, mode: TravelMode) -> float:
        """The speed on a class without a posted limit; the factor included."""
        if road_class == FERRY:
            return self.ferry.value * self.factor
        if mode is TravelMode.WALKING:
            return self.walking.value * self.factor
        return self.driving.get(road_class, self.driving_other).value * self.factor

    @property
    def access_kmh(self) -> float:
        """From a point to the road: walking, whatever the mode; the factor included."""
        return self.walking.value * self.factor

    def scaled(self, factor: float) -> Speeds:
        """All speeds multiplied: every travel time is divided by the factor."""
        return replace(self, factor=self.factor * factor)

    def with_changed(self, kmh: Mapping[str, float]) -> Speeds:
        """Other driving speeds for the classes named ("ferry" among them), marked as the user's."""
        classes = dict(self.driving)
        for road_class, value in kmh.items():
            if road_class != FERRY:
                classes[road_class] = _by_user(value)
        ferry = _by_user(kmh[FERRY]) if FERRY in kmh else self.ferry
        return replace(self, driving=classes, ferry=ferry)

    def with_walking(self, kmh: float) -> Speeds:
        """Another walking speed: one of ``paces`` keeps its source, any other is the user's."""
        known = {stated.value: stated for _, stated in self.paces}
        return replace(self, walking=known.get(kmh, _by_user(kmh)))

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over every number, hexadecimal."""
        classes = sorted((name, stated.value) for name, stated in self.driving.items())
        others = (self.driving_other, self.walking, self.ferry)
        numbers = (classes, [o.value for o in others], sorted(self.not_onto), self.factor)
        return hashlib.sha256(repr(numbers).encode()).hexdigest()

    def said(self, mode: TravelMode) -> Text:
        """The speeds used in a mode, in one clause."""
        words, walk = MODE_WORDS[mode], f"{self.walking.value:g} km/h"
        if mode is TravelMode.DRIVING:
            values = [stated.value for stated in self.driving.values()]
            slow, fast = min(values), max(values)
            zh = f"{words.zh}按道路等级 {slow:g}—{fast:g} km/h（不超过限速标志），至道路步行 {walk}"
            en = f"driving at {slow:g}-{fast:g} km/h by class, posted limits kept, to the road on"
            en += f" foot at {walk}"
        else:
            zh, en = f"{words.zh} {walk}", f"walking at {walk}"
        if self.factor != 1:
            zh += f"，各速度 × {self.factor:g}"
            en += f", all speeds × {self.factor:g}"
        return Text(zh, en)


USER = Text("用户设定", "Set by the user")


def _by_user(value: float) -> Stated:
    return Stated(float(value), USER, USER)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Above0 = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Speed(_Strict):
    kmh: Above0
    source: str
    grade: BothLanguages


class _Pace(_Strict):
    pace_id: str
    kmh: Above0
    source: str
    name: BothLanguages


class _Access(_Strict):
    not_onto: tuple[str, ...]


class _File(_Strict):
    sources: dict[str, BothLanguages]
    driving: dict[str, _Speed]
    driving_other: _Speed
    pace: Annotated[tuple[_Pace, ...], Field(min_length=1)]
    ferry: _Speed
    access: _Access


@lru_cache(maxsize=1)
def load_speeds() -> Speeds:
    """The speeds of ``data/roads/speeds.toml``. ValueError or KeyError if it is not well-formed."""
    with SPEEDS_FILE.open("rb") as stream:
        file = _File.model_validate(tomllib.load(stream))
    sources = {name: both.text for name, both in file.sources.items()}

    def stated(speed: _Speed) -> Stated:
        return Stated(speed.kmh, speed.grade.text, sources[speed.source])

    paces = tuple((p.pace_id, Stated(p.kmh, p.name.text, sources[p.source])) for p in file.pace)
    return Speeds(
        driving={name: stated(speed) for name, speed in file.driving.items()},
        driving_other=stated(file.driving_other),
        walking=paces[0][1],
        ferry=stated(file.ferry),
        not_onto=frozenset(file.access.not_onto),
        paces=paces,
    )

"""Decay: how much a trip counts by its minutes, from 1 down to 0."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np

from analysis.accessibility.amounts import Floats
from geo.text import Text


class Decay(Protocol):
    """A function of minutes: weights from 0 to 1 that never rise; 0 beyond ``limit_min``."""

    @property
    def limit_min(self) -> float:
        """The minutes beyond which every weight is 0."""
        ...

    @property
    def said(self) -> Text:
        """The function and its parameters in words."""
        ...

    def __call__(self, minutes: Floats) -> Floats:
        """The weight of each trip, in the shape of ``minutes`` (finite, 0 or more)."""
        ...


class DecayError(ValueError):
    """Weights that are no decay; ``text`` says what is wrong and what to write."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Stepped:
    """W(t) = W_r for the first zone r with t <= upper end of r; 0 beyond the last.

    ``steps``: (upper end in minutes, inclusive; weight), upper ends ascending. Raises DecayError
    when there is no step, an end is not above 0 or comes twice, a weight is outside 0 to 1, rises,
    or the first is 0. Source: the travel-time zones of Luo and Qi (2009), Health & Place 15,
    1100-1107.
    """

    steps: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise DecayError(_write("没有给出任何一段。", "There is no step."))
        for upper_min, weight in self.steps:
            if not (math.isfinite(upper_min) and upper_min > 0):
                raise DecayError(
                    _write(
                        f"时间上限 {upper_min:g} 应是大于 0 的分钟数。",
                        f"Upper end {upper_min:g} must be minutes above 0.",
                    )
                )
            if not 0 <= weight <= 1:
                raise DecayError(
                    _write(
                        f"{upper_min:g} 分钟的权重 {weight:g} 应在 0 到 1 之间。",
                        f"Weight {weight:g} at {upper_min:g} min must be from 0 to 1.",
                    )
                )
        for (earlier, nearer), (later, farther) in pairwise(self.steps):
            if earlier >= later:
                raise DecayError(
                    _write(
                        f"时间上限 {later:g} 重复，或不是从小到大。",
                        f"Upper end {later:g} comes twice or out of order.",
                    )
                )
            if farther > nearer:
                raise DecayError(
                    _write(
                        f"{later:g} 分钟的权重 {farther:g} 大于 {earlier:g} 分钟的 {nearer:g}："
                        "路程越远，权重不能越大。",
                        f"Weight {farther:g} at {later:g} min is above {nearer:g} at"
                        f" {earlier:g} min: a longer trip can't count more.",
                    )
                )
        if self.steps[0][1] == 0:
            raise DecayError(
                _write("第一段的权重不能为 0。", "The weight of the first step can't be 0.")
            )

    @property
    def limit_min(self) -> float:
        """The upper end of the last step that has weight."""
        return max(upper_min for upper_min, weight in self.steps if weight > 0)

    @property
    def said(self) -> Text:
        """Each step's upper end and weight."""
        zh = "，".join(f"≤{upper:g} 分钟 {weight:g}" for upper, weight in self.steps)
        en = ", ".join(f"≤ {upper:g} min {weight:g}" for upper, weight in self.steps)
        return Text(f"分段权重：{zh}", f"Stepped weights: {en}")

    def __call__(self, minutes: Floats) -> Floats:
        """The weight of each trip."""
        uppers = np.array([upper_min for upper_min, _ in self.steps])
        weights = np.array([*(weight for _, weight in self.steps), 0.0])
        # side="left": the first upper end that is >= minutes, so an end belongs to its own step.
        return weights[np.searchsorted(uppers, minutes, side="left")]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """f(d) = (exp(−½ (d/d0)²) − exp(−½)) / (1 − exp(−½)) for d <= d0; 0 beyond.

    d minutes, d0 = ``limit_min``; f(0) = 1, f(d0) = 0. Raises DecayError when d0 is not above 0.
    Source: Dai (2010), Health & Place 16, 1038-1052.
    """

    limit_min: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.limit_min) and self.limit_min > 0):
            raise DecayError(
                _write(
                    f"高斯衰减的分钟数 {self.limit_min:g} 应大于 0。",
                    f"The minutes of the Gaussian, {self.limit_min:g}, must be above 0.",
                )
            )

    @property
    def said(self) -> Text:
        """The function's name and its reach."""
        return Text(
            f"高斯衰减，{self.limit_min:g} 分钟处降为 0",
            f"Gaussian decay, 0 at {self.limit_min:g} min",
        )

    def __call__(self, minutes: Floats) -> Floats:
        """The weight of each trip."""
        edge = math.exp(-0.5)
        # Beyond d0 the formula is below 0; held at d0, where it is 0, it can't overflow either.
        d = np.minimum(minutes, self.limit_min) / self.limit_min
        return np.maximum((np.exp(-0.5 * d**2) - edge) / (1 - edge), 0.0)


def parse_decay(text: str) -> Stepped | Gaussian:
    """The decay written as ``10:1,20:0.68,30:0.22`` (in any order) or as ``gaussian:60``.

    Raises DecayError.
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").casefold()
    if plain.startswith("gaussian"):
        _, _, minutes = plain.partition(":")
        return Gaussian(_number(minutes, text))
    steps = []
    for part in plain.split(",") if plain else ():
        upper, colon, weight = part.partition(":")
        if not colon:
            raise DecayError(
                _write(f"“{part}”不是“分钟:权重”。", f"“{part}” is not of the form minutes:weight.")
            )
        steps.append((_number(upper, part), _number(weight, part)))
    return Stepped(tuple(sorted(steps, key=lambda step: step[0])))


def _number(text: str, part: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or "_" in text:
        raise DecayError(
            _write(f"“{part}”里的“{text}”不是一个数。", f"“{text}” in “{part}” is no number.")
        )
    return value


def _write(zh: str, en: str) -> Text:
    return Text(
        f"权重有误：{zh}请写成 10:1,20:0.68,30:0.22（上限分钟:权重）或 gaussian:60。",
        f"Weights: {en} Write 10:1,20:0.68,30:0.22 (upper end in minutes:weight) or gaussian:60.",
    )

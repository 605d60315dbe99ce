"""Where the classes of a shaded map part: natural breaks, quantiles or equal intervals.

A break never falls between two nearly equal values: values nearer than the tolerance stand together
as a clump, and breaks lie only between clumps, at a number that reads easily.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from geo.text import Text

NEAR_EQUAL_SHARE = 0.02
"""Values nearer than this share of the range are nearly equal. Our convention, not a standard: 2 %
of the axis is about 4 px of a 200 px legend. With many values it shrinks to half the mean distance,
or a dense row would be one clump."""
ROUNDING_SHARE = 0.1
"""How far a break may be moved to a readable number, as a share of the range."""


class Method(StrEnum):
    """How values are put into classes."""

    NATURAL = "natural"
    QUANTILE = "quantile"
    EQUAL_INTERVAL = "equal_interval"


METHOD_WORDS: dict[Method, Text] = {
    Method.NATURAL: Text("自然断点", "Natural breaks"),
    Method.QUANTILE: Text("分位数", "Quantiles"),
    Method.EQUAL_INTERVAL: Text("等间距", "Equal intervals"),
}


@dataclass(frozen=True, slots=True)
class ClassBreaks:
    """The inner breaks in rising order; n breaks part n + 1 classes, fewer than asked if need be.

    A value equal to a break belongs to the class above it.
    """

    method: Method
    breaks: tuple[float, ...]

    def class_of(self, value: float | None) -> int | None:
        """The class of a value, from 0; None if the value is missing."""
        if value is None or math.isnan(value):
            return None
        return bisect_right(self.breaks, value)


def class_breaks(
    values: Iterable[float | None], classes: int = 4, method: Method = Method.NATURAL
) -> ClassBreaks:
    """The breaks that part the values into at most ``classes`` classes, none of them empty.

    Missing values (None, NaN) take no part. ValueError for infinite values or no class at all.
    """
    if classes < 1:
        raise ValueError(f"classes must be 1 or more, got {classes}")
    numbers = sorted(float(v) for v in values if v is not None and not math.isnan(v))
    if any(math.isinf(number) for number in numbers):
        raise ValueError("infinite values have no class")
    clumps = _clumps(numbers)
    wanted = min(classes, len(clumps))
    if wanted < 2:
        return ClassBreaks(method, ())
    match method:
        case Method.NATURAL:
            cuts = _natural_cuts(clumps, wanted)
        case Method.QUANTILE:
            cuts = _quantile_cuts(clumps, classes)
        case Method.EQUAL_INTERVAL:
            cuts = _interval_cuts(clumps, classes)
    reach = ROUNDING_SHARE * (numbers[-1] - numbers[0])
    return ClassBreaks(
        method, tuple(_readable(clumps[cut - 1][-1], clumps[cut][0], reach) for cut in cuts)
    )


def _clumps(numbers: list[float]) -> list[list[float]]:
    """The sorted values in runs whose neighbours are nearly equal."""
    if not numbers:
        return []
    spread = numbers[-1] - numbers[0]
    share = min(NEAR_EQUAL_SHARE, 0.5 / max(1, len(numbers) - 1))
    clumps = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number - before <= share * spread:
            clumps[-1].append(number)
        else:
            clumps.append([number])
    return clumps


def _natural_cuts(clumps: list[list[float]], classes: int) -> list[int]:
    """The clumps before which to cut so that the squared deviations within classes are least.

    Exact dynamic programme of Fisher (1958), J. Am. Stat. Assoc. 53:789-798, as Jenks (1977) uses
    it for maps: D(k, j) = min over i of D(k−1, i) + S(i, j). Ties: the lower cut.
    """
    count = np.array([0, *np.cumsum([len(clump) for clump in clumps])], dtype=float)
    middle = sum(map(sum, clumps)) / count[-1]
    total = np.cumsum([0.0, *(sum(v - middle for v in clump) for clump in clumps)])
    square = np.cumsum([0.0, *(sum((v - middle) ** 2 for v in clump) for clump in clumps)])
    n = len(clumps)
    least = np.full((classes + 1, n + 1), np.inf)
    least[0, 0] = 0.0
    start = np.zeros((classes + 1, n + 1), dtype=int)
    for j in range(1, n + 1):
        size = count[j] - count[:j]
        within = square[j] - square[:j] - (total[j] - total[:j]) ** 2 / size
        for k in range(1, min(classes, j) + 1):
            cost = least[k - 1, :j] + within
            start[k, j] = int(np.argmin(cost))
            least[k, j] = cost[start[k, j]]
    cuts, end = [], n
    for k in range(classes, 1, -1):
        end = int(start[k, end])
        cuts.append(end)
    return cuts[::-1]


def _quantile_cuts(clumps: list[list[float]], classes: int) -> list[int]:
    """The clumps before which to cut so that classes are about equally full."""
    below = np.cumsum([len(clump) for clump in clumps])[:-1]
    n = sum(len(clump) for clump in clumps)
    ideal = [n * k / classes for k in range(1, classes)]
    return sorted({1 + int(np.argmin(np.abs(below - place))) for place in ideal})


def _interval_cuts(clumps: list[list[float]], classes: int) -> list[int]:
    """The clumps before which to cut so that the breaks are nearest to an even division."""
    low, high = clumps[0][0], clumps[-1][-1]
    cuts = set()
    for k in range(1, classes):
        place = low + (high - low) * k / classes
        off = [max(below[-1] - place, place - above[0], 0.0) for below, above in pairwise(clumps)]
        cuts.add(1 + int(np.argmin(off)))
    return sorted(cuts)


def _readable(below: float, above: float, reach: float) -> float:
    """The number in (below, above] with the coarsest step (1, 2 or 5 × 10^e) near their middle."""
    middle = below + (above - below) / 2
    low, high = max(below, middle - reach), min(above, middle + reach)
    exponent = math.ceil(math.log10(high - low)) + 1
    for power in range(exponent, exponent - 4, -1):
        for digit in (5, 2, 1):
            # 10^-3 is not exact in binary: divide by 10^3 instead, so that 0.3 is written 0.3
            steps = range(
                math.floor(_scaled(low, digit, power)) - 1,
                math.ceil(_scaled(high, digit, power)) + 2,
            )
            fits = [n for n in (_number(s, digit, power) for s in steps) if low < n <= high]
            if fits:
                return min(fits, key=lambda n: (abs(n - middle), n))
    return above


def _scaled(value: float, digit: int, power: int) -> float:
    return float(value / digit / 10**power if power >= 0 else value / digit * 10**-power)


def _number(step: int, digit: int, power: int) -> float:
    return float(step * digit * 10**power if power >= 0 else step * digit / 10**-power)

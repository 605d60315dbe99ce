"""Classes of minutes: the bands of the map, by the cutoffs, and the finer ones of the histogram.

Upper ends are inclusive, as cutoffs are. Every person is in exactly one class of each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.accessibility.amounts import Floats
from geo.text import Text

NOT_CONNECTED = -1
"""The class of people no time is known for."""
NOT_CONNECTED_TITLE = Text("未连通", "Not connected")
_CLASS_MIN = 5
_MOST_CLASSES = 24


@dataclass(frozen=True, slots=True)
class Band:
    """Persons with minutes above ``from_min`` up to ``to_min`` (None: no upper end).

    The first begins at 0 itself; ``code`` counts from 0, ``NOT_CONNECTED`` has neither end.
    """

    code: int
    from_min: float | None
    to_min: float | None
    title: Text
    persons: float


def band_codes(minutes: Floats, uppers: Sequence[float]) -> npt.NDArray[np.int64]:
    """The class of each: the first whose upper end is not below it, one more beyond the last."""
    codes = np.searchsorted(np.asarray(uppers, dtype=np.float64), minutes, side="left")
    return np.where(np.isfinite(minutes), codes, NOT_CONNECTED).astype(np.int64)


def bands(minutes: Floats, persons: Floats, uppers: Sequence[float]) -> tuple[Band, ...]:
    """The classes in order, the one beyond the last upper end and the not connected at the end."""
    codes = band_codes(minutes, uppers)
    ends = [0.0, *uppers]
    made = [
        Band(code, ends[code], upper, _title(ends[code], upper), math.fsum(persons[codes == code]))
        for code, upper in enumerate(uppers)
    ]
    last, beyond = uppers[-1], len(uppers)
    title = Text(f"{last:g} 分钟以上", f"over {last:g} min")
    made.append(Band(beyond, last, None, title, math.fsum(persons[codes == beyond])))
    lost = math.fsum(persons[codes == NOT_CONNECTED])
    return (*made, Band(NOT_CONNECTED, None, None, NOT_CONNECTED_TITLE, lost))


def histogram_ends(last_min: float) -> tuple[float, ...]:
    """Upper ends of the histogram's classes: every 5 minutes, or more where that made too many."""
    width = _CLASS_MIN * max(1, math.ceil(last_min / _CLASS_MIN / _MOST_CLASSES))
    return tuple(float(width * k) for k in range(1, math.ceil(last_min / width) + 1))


def _title(low: float, high: float) -> Text:
    if low == 0:
        return Text(f"{high:g} 分钟以内", f"up to {high:g} min")
    return Text(f"{low:g}—{high:g} 分钟", f"{low:g}–{high:g} min")

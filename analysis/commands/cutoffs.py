"""Limits in minutes as they are written on a command line."""

from __future__ import annotations

import math
import unicodedata

from geo.text import Text


class CutoffsError(ValueError):
    """What was written is no list of limits; ``text`` says what to write."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def parse_cutoffs(text: str) -> tuple[float, ...]:
    """The limits in ``15,30,60``, ascending, each once. CutoffsError unless all are above 0."""
    parts = unicodedata.normalize("NFKC", text).replace(" ", "").split(",")
    return tuple(sorted({_minutes(part) for part in parts}))


def _minutes(part: str) -> float:
    try:
        value = float(part)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0) or "_" in part:
        raise CutoffsError(
            Text(
                f"时间上限“{part}”不是大于 0 的分钟数。请写成 --cutoffs 15,30,60。",
                f"Limit “{part}” is no number of minutes above 0. Write --cutoffs 15,30,60.",
            )
        )
    return value

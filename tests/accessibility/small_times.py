"""Travel times of tests, written as small tables."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from geo.text import Text
from geo.travel.model import ModelKind, TravelModel
from geo.travel.times import TravelTimes

MODEL = TravelModel(ModelKind.IMPORTED, None, Text("测试", "Test"), "0" * 64)


def times_of(
    table: str,
    *,
    from_ids: Collection[str] = (),
    to_ids: Collection[str] = (),
    limit_min: float | None = None,
) -> TravelTimes:
    """The times in lines of ``from to minutes``."""
    rows = [line.split() for line in table.strip().splitlines() if line.strip()]
    return of_rows(
        [(a, b, float(c)) for a, b, c in rows],
        from_ids=from_ids,
        to_ids=to_ids,
        limit_min=limit_min,
    )


def of_rows(
    rows: Collection[tuple[str, str, float]],
    *,
    from_ids: Collection[str] = (),
    to_ids: Collection[str] = (),
    limit_min: float | None = None,
) -> TravelTimes:
    """The times in rows of (from, to, minutes)."""
    frame = pd.DataFrame(list(rows), columns=["from_id", "to_id", "minutes"])
    return TravelTimes.of_pairs(frame, MODEL, from_ids=from_ids, to_ids=to_ids, limit_min=limit_min)


def series(**values: float) -> pd.Series[float]:
    """Numbers by id."""
    return pd.Series(values, dtype="float64", index=pd.Index(list(values), dtype="str"))

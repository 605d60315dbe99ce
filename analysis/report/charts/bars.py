"""What one chart of bars shows: plain data, nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geo.text import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One county's bar: a share of the axis (0 to 1) and what is written beside it.

    ``share`` None: not known. ``before``: where a dumbbell begins.
    """

    name: Text
    share: float | None
    words: Text
    before: float | None = None
    before_words: Text | None = None


@dataclass(frozen=True, slots=True)
class ChartImprint:
    """What every chart carries: as of when, made when, of which run, from what, and its marks.

    ``made_on`` None: ``records_on``, the day of the records, is printed in its place.
    """

    as_of: date
    made_on: date | None
    run_id: str
    source: Text
    marks: tuple[Text, ...]
    demonstration: bool
    records_on: date | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars by county, the city last. ``axis``: places (share of the axis, words) of its ticks."""

    title: Text
    alt: Text
    bars: tuple[Bar, ...]
    city: Bar | None
    axis: tuple[tuple[float, Text], ...]
    key: Text
    imprint: ChartImprint

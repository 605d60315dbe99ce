"""Coverage: persons within a time limit of the nearest facility, and what became of the others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import Floats, by_id, numbers
from analysis.accessibility.nearest import Nearest


@dataclass(frozen=True, slots=True)
class Split:
    """All persons, each in one of three: the total is their sum.

    ``reached_persons``: nearest facility within the cutoff, itself included; ``beyond_persons``: a
    facility can be reached, but in more minutes; ``not_connected_persons``: none can be reached.
    """

    cutoff_min: float
    reached_persons: float
    beyond_persons: float
    not_connected_persons: float

    @property
    def total_persons(self) -> float:
        """All persons."""
        return math.fsum((self.reached_persons, self.beyond_persons, self.not_connected_persons))

    @property
    def reached_share(self) -> float | None:
        """Reached of all, 0 to 1; None when there are no persons."""
        return _share(self.reached_persons, self.total_persons)


@dataclass(frozen=True, slots=True)
class LimitedSplit:
    """All persons where times were looked for up to a limit only.

    Whether somebody not found within the limit is connected at all is not known, so beyond and not
    connected are one: ``not_reached_persons``.
    """

    cutoff_min: float
    reached_persons: float
    not_reached_persons: float

    @property
    def total_persons(self) -> float:
        """All persons."""
        return math.fsum((self.reached_persons, self.not_reached_persons))

    @property
    def reached_share(self) -> float | None:
        """Reached of all, 0 to 1; None when there are no persons."""
        return _share(self.reached_persons, self.total_persons)


def coverage(
    found: Nearest, persons: pd.Series[float], cutoffs_min: Iterable[float]
) -> pd.DataFrame:
    """C(T) = Σ_i P_i [t_i <= T] for each cutoff T, and C(T) / Σ_i P_i.

    Index cutoff_min (minutes, ascending, each once); columns persons, share (0 to 1; NaN when there
    are no persons). ``persons`` by demand id says who is counted; an id that ``found`` doesn't know
    reaches nothing. Raises ValueError for bad persons, and for a cutoff that is negative, not
    finite, or beyond the limit up to which times were looked for. Cumulative opportunities with the
    places of people and facilities exchanged: Levinson and King (2020), Transport Access Manual.
    """
    cutoffs = sorted(set(cutoffs_min))
    minutes, people = _minutes_of(found, persons)
    total = math.fsum(people)
    reached = [math.fsum(people[minutes <= _checked(t, found.limit_min)]) for t in cutoffs]
    return pd.DataFrame(
        {
            "persons": np.array(reached, dtype=np.float64),
            "share": np.array([r / total if total else np.nan for r in reached], dtype=np.float64),
        },
        index=pd.Index(cutoffs, dtype="float64", name="cutoff_min"),
    )


def split(found: Nearest, persons: pd.Series[float], cutoff_min: float) -> Split | LimitedSplit:
    """The persons reached within the cutoff (inclusive), beyond it, and not connected.

    A ``LimitedSplit`` when times were looked for up to a limit: beyond and not connected can't be
    told apart then. Arguments and errors as ``coverage``.
    """
    minutes, people = _minutes_of(found, persons)
    within = minutes <= _checked(cutoff_min, found.limit_min)
    reached = math.fsum(people[within])
    if found.limit_min is not None:
        return LimitedSplit(cutoff_min, reached, math.fsum(people[~within]))
    connected = ~np.isnan(minutes)
    return Split(
        cutoff_min,
        reached,
        math.fsum(people[connected & ~within]),
        math.fsum(people[~connected]),
    )


def _minutes_of(found: Nearest, persons: pd.Series[float]) -> tuple[Floats, Floats]:
    """Minutes (NaN: nothing reached) and persons, id by id."""
    people = by_id(persons, "persons")
    return numbers(found.minutes.reindex(people.index)), numbers(people)


def _checked(cutoff_min: float, limit_min: float | None) -> float:
    if not (math.isfinite(cutoff_min) and cutoff_min >= 0):
        raise ValueError(f"cutoff {cutoff_min}: must be minutes, 0 or more")
    if limit_min is not None and cutoff_min > limit_min:
        raise ValueError(f"cutoff {cutoff_min}: times were looked for up to {limit_min} min only")
    return cutoff_min


def _share(part: float, total: float) -> float | None:
    return part / total if total else None

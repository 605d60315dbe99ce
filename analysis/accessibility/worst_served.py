"""The tenth of the people who need longest: how long, and where they are."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.accessibility.amounts import by_id, numbers
from analysis.accessibility.nearest import Nearest

ONE_IN = 10
"""The tenth is ours: a round part of the people, as the deciles of income statistics."""
_ROUNDING_SHARE = 1e-9
"""Of all persons: what a sum of fractions of persons may be off by without anybody being meant."""


@dataclass(frozen=True, eq=False)
class WorstServed:
    """The tenth of the people with the longest way, those who reach nothing first.

    ``persons``: the tenth, by id (sorted; ids without any of it are not there). Where the last of
    it are some of those with the same minutes, each of their ids gives the same share of its
    persons. ``threshold_min``: the tenth needs these minutes or more; None when it reaches nothing
    altogether. ``mean_min``: mean minutes of those in it who reach something; None when nobody
    does. ``unreached_persons``: those in it who reach nothing (not connected, or beyond the limit
    of the times where they have one).
    """

    persons: pd.Series[float]
    threshold_min: float | None
    mean_min: float | None
    unreached_persons: float

    @property
    def total_persons(self) -> float:
        """The tenth of all persons."""
        return math.fsum(self.persons)


def worst_served(
    found: Nearest, persons: pd.Series[float], one_in: float = ONE_IN
) -> WorstServed | None:
    """The worst served 1/``one_in`` of the persons; None when there are no persons.

    With persons in the order of falling minutes t (nothing reached: t = ∞), the first N / one_in of
    all N. ``persons`` by demand id says who is counted; an id that ``found`` doesn't know reaches
    nothing. Raises ValueError for bad persons, or ``one_in`` below 1. Ours; the upper-tail mean is
    that of an expected shortfall.
    """
    if not one_in >= 1:
        raise ValueError(f"one in {one_in}: must be 1 or more")
    people = by_id(persons, "persons")
    people = people[people > 0]
    total = math.fsum(people)
    if not total:
        return None
    p = numbers(people)
    minutes = np.nan_to_num(numbers(found.minutes.reindex(people.index)), nan=np.inf)

    # Levels of equal minutes, the longest first, and how many persons stand before each.
    levels, level = np.unique(-minutes, return_inverse=True)
    at_level = np.bincount(level, weights=p, minlength=len(levels))
    before = np.concatenate(([0.0], np.cumsum(at_level)[:-1]))
    taken = np.clip(total / one_in - before, 0.0, at_level)
    taken[taken < _ROUNDING_SHARE * total] = 0.0
    counted = p * (taken / at_level)[level]

    inside = counted > 0
    connected = inside & np.isfinite(minutes)
    with_time = math.fsum(counted[connected])
    mean = math.fsum(counted[connected] * minutes[connected]) / with_time if with_time else None
    return WorstServed(
        pd.Series(counted[inside], index=people.index[inside], name="persons"),
        float(minutes[connected].min()) if with_time else None,
        mean,
        math.fsum(counted[inside & ~connected]),
    )

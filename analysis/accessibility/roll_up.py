"""Times and scores of cells summed up for counties and the city.

Every person is reached (minutes ≤ limit), beyond (finite, above it) or not connected; the three add
up to all persons of the area. Counties come in code order; the city's own figures are made from its
cells, not from its counties' figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.accessibility.question import Question
from geo.layers import City, County
from geo.text import Text

Floats = npt.NDArray[np.float64]
PLACE_UNKNOWN = Text("所在县不详", "County not known")


@dataclass(frozen=True, slots=True)
class AreaAccess:
    """One county, or the city: persons by how they are served, and minutes of those connected.

    ``within_persons``: one number a cutoff, each including the lower ones. ``mean_min`` and
    ``median_min``: weighted by persons, over connected people; None where there are none.
    ``facilities``: those that stand in the area and count. ``capacity``: the known ones summed,
    None where none is known. ``access_mean``: the mean E2SFCA score over all persons, capacity per
    person; None where it can't be computed.
    """

    area_code: str
    name: Text
    persons: float
    reached_persons: float
    beyond_persons: float
    not_connected_persons: float
    within_persons: tuple[float, ...]
    mean_min: float | None
    median_min: float | None
    facilities: int
    capacity: float | None
    capacity_unknown: int
    access_mean: float | None

    @property
    def reached_share(self) -> float | None:
        """Persons within the limit among all; None where nobody lives."""
        return self.reached_persons / self.persons if self.persons > 0 else None

    @property
    def within_shares(self) -> tuple[float | None, ...]:
        """The share within each cutoff, of all persons."""
        if self.persons <= 0:
            return tuple(None for _ in self.within_persons)
        return tuple(w / self.persons for w in self.within_persons)

    @property
    def persons_per_place(self) -> float | None:
        """All persons of the area per unit of capacity known in it; None where none is known."""
        return self.persons / self.capacity if self.capacity else None


@dataclass(frozen=True, slots=True)
class RollUp:
    """The counties in code order, the people of no known county where there are any, the city."""

    counties: tuple[AreaAccess, ...]
    unplaced: AreaAccess | None
    city: AreaAccess

    @property
    def rows(self) -> tuple[AreaAccess, ...]:
        """The areas whose persons add up to the city's."""
        return self.counties if self.unplaced is None else (*self.counties, self.unplaced)

    @property
    def all_rows(self) -> tuple[AreaAccess, ...]:
        """The same with the city last."""
        return (*self.rows, self.city)

    def area(self, code: str) -> AreaAccess:
        """The area with this code. KeyError if there is none."""
        for row in self.all_rows:
            if row.area_code == code:
                return row
        raise KeyError(code)


def roll_up(
    cells: pd.DataFrame,
    facilities: FacilitiesAsked,
    question: Question,
    city: City,
    counties: Sequence[County],
) -> RollUp:
    """The figures of each county and of the city.

    ``cells``: index id; columns county_code, persons, minutes (NaN: not connected), access (E2SFCA
    score; NaN throughout where it can't be computed).
    """
    persons = cells["persons"].to_numpy(dtype=np.float64)
    minutes = cells["minutes"].to_numpy(dtype=np.float64)
    access = cells["access"].to_numpy(dtype=np.float64)
    codes = cells["county_code"].to_numpy(dtype=object)

    def of(
        code: str, name: Text, here: npt.NDArray[np.bool_], stand: Callable[[str], bool]
    ) -> AreaAccess:
        standing = [f for f in facilities.counted if stand(f.county_code)]
        known = [f.capacity for f in standing if f.capacity is not None]
        served = served_persons(persons[here], minutes[here], question.limit_min)
        return AreaAccess(
            code,
            name,
            float(persons[here].sum()),
            *served,
            tuple(
                served_persons(persons[here], minutes[here], cutoff)[0]
                for cutoff in question.cutoffs_min
            ),
            weighted_mean(minutes[here], persons[here]),
            weighted_median(minutes[here], persons[here]),
            len(standing),
            sum(known) if known else None,
            len(standing) - len(known),
            weighted_mean(access[here], persons[here]),
        )

    known_codes = {c.code for c in counties}
    strangers = np.array([code not in known_codes for code in codes], dtype=bool)
    rows = tuple(
        of(c.code, Text(c.name_zh, c.name_en), codes == c.code, c.code.__eq__)
        for c in sorted(counties, key=lambda c: c.code)
    )
    unplaced = None
    if strangers.any():
        unplaced = of("", PLACE_UNKNOWN, strangers, lambda code: code not in known_codes)
    everybody = np.ones(len(codes), dtype=bool)
    name = Text(f"全市（{city.name_zh}）", f"Whole city ({city.name_en})")
    return RollUp(rows, unplaced, of(city.code, name, everybody, lambda _: True))


def served_persons(
    persons: Floats, minutes: Floats, limit_min: float
) -> tuple[float, float, float]:
    """Persons within the limit (inclusive), beyond it, and not connected; they add up to all."""
    connected = np.isfinite(minutes)
    within = connected & (minutes <= limit_min)
    return (
        float(persons[within].sum()),
        float(persons[connected & ~within].sum()),
        float(persons[~connected].sum()),
    )


def weighted_mean(values: Floats, weights: Floats) -> float | None:
    """Σ w v ÷ Σ w over the finite values; None where they have no weight."""
    known = np.isfinite(values)
    total = float(weights[known].sum())
    return float((values[known] * weights[known]).sum()) / total if total > 0 else None


def weighted_median(values: Floats, weights: Floats) -> float | None:
    """The lowest finite value up to which at least half the weight lies; None without weight."""
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        return None
    order = np.argsort(values[known], kind="stable")
    run = np.cumsum(weights[known][order])
    place = int(np.searchsorted(run, run[-1] / 2, side="left"))
    return float(values[known][order][place])

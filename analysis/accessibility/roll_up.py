"""Times and scores of cells summed up for counties and the city.

Every person is reached (minutes ≤ limit), beyond (finite, above it) or not connected; the three add
up to all persons of the area. Counties come in code order; the city's own figures are made from its
cells, not from its counties' figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.amounts import Floats, numbers
from analysis.accessibility.coverage import Split, coverage, split
from analysis.accessibility.facilities_asked import CountedFacility, FacilitiesAsked
from analysis.accessibility.nearest import Nearest
from analysis.accessibility.persons_per_place import Places, persons_per_place
from analysis.accessibility.question import Question
from geo.layers import City, County
from geo.text import Text

Mask = npt.NDArray[np.bool_]
PLACE_UNKNOWN = Text("所在县不详", "County not known")


@dataclass(frozen=True, slots=True)
class AreaAccess:
    """One county, or the city: persons by how they are served, and minutes of those connected.

    ``within_persons``: one number a cutoff, each including the lower ones. ``mean_min`` and
    ``median_min``: weighted by persons, over connected people; None where there are none.
    ``facilities``: those that stand in the area and count. ``capacity``: the known ones summed,
    None where none is known. ``persons_per_place``: None unless ``places`` is KNOWN, that is,
    unless all capacities are. ``access_mean``: the mean E2SFCA score over all persons, capacity per
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
    places: Places
    persons_per_place: float | None
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

    ``cells``: index id; columns county_code, persons, minutes (NaN: not connected), nearest_id
    (missing: not connected), access (E2SFCA score; NaN throughout where it can't be computed).
    """
    known = {c.code for c in counties}
    codes = cells["county_code"].to_numpy(dtype=object)
    everywhere = np.ones(len(codes), dtype=bool)
    elsewhere = np.array([code not in known for code in codes], dtype=bool)

    def area(code: str, name: Text, here: Mask, standing: list[CountedFacility]) -> AreaAccess:
        return _area(code, name, cells[here], standing, question)

    rows = tuple(
        area(
            county.code,
            Text(county.name_zh, county.name_en),
            codes == county.code,
            [f for f in facilities.counted if f.county_code == county.code],
        )
        for county in sorted(counties, key=lambda county: county.code)
    )
    strangers = [f for f in facilities.counted if f.county_code not in known]
    unplaced = None
    if elsewhere.any() or strangers:
        unplaced = area("", PLACE_UNKNOWN, elsewhere, strangers)
    name = Text(f"全市（{city.name_zh}）", f"Whole city ({city.name_en})")
    return RollUp(rows, unplaced, area(city.code, name, everywhere, list(facilities.counted)))


def _area(
    code: str, name: Text, cells: pd.DataFrame, standing: list[CountedFacility], question: Question
) -> AreaAccess:
    found = Nearest(cells[["nearest_id", "minutes"]].rename(columns={"nearest_id": "to_id"}))
    persons = cells["persons"]
    parts = split(found, persons, question.limit_min)
    if not isinstance(parts, Split):
        raise TypeError("times to the nearest facility were looked for without a limit")
    weights, minutes = numbers(persons), numbers(cells["minutes"])
    known = [f.capacity for f in standing if f.capacity is not None]
    ids = [f.facility_id for f in standing]
    capacity = pd.Series([f.capacity for f in standing], index=ids, dtype="float64")
    total = pd.Series([parts.total_persons], index=[code], dtype="float64")
    per_place = persons_per_place(total, capacity, pd.Series(code, index=ids, dtype=object))
    ratio = float(per_place["persons_per_place"].iloc[0])
    return AreaAccess(
        code,
        name,
        persons=parts.total_persons,
        reached_persons=parts.reached_persons,
        beyond_persons=parts.beyond_persons,
        not_connected_persons=parts.not_connected_persons,
        within_persons=tuple(coverage(found, persons, question.cutoffs_min)["persons"]),
        mean_min=weighted_mean(minutes, weights),
        median_min=weighted_median(minutes, weights),
        facilities=len(standing),
        capacity=math.fsum(known) if known else None,
        capacity_unknown=len(standing) - len(known),
        places=Places(per_place["places"].iloc[0]),
        persons_per_place=None if math.isnan(ratio) else ratio,
        access_mean=weighted_mean(numbers(cells["access"]), weights),
    )


def weighted_mean(values: Floats, weights: Floats) -> float | None:
    """Σ w v ÷ Σ w over the finite values; None where they have no weight."""
    known = np.isfinite(values)
    total = math.fsum(weights[known])
    return math.fsum(values[known] * weights[known]) / total if total > 0 else None


def weighted_median(values: Floats, weights: Floats) -> float | None:
    """The lowest finite value up to which at least half the weight lies; None without weight."""
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        return None
    order = np.argsort(values[known], kind="stable")
    run = np.cumsum(weights[known][order])
    place = int(np.searchsorted(run, run[-1] / 2, side="left"))
    return float(values[known][order][place])

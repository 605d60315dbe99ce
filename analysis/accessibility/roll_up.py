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
from analysis.accessibility.facilities_asked import CountedFacility, FacilitiesAsked
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

    ``cells``: index id; columns county_code, persons, minutes (NaN: not connected), access (E2SFCA
    score; NaN throughout where it can't be computed).
    """
    ordered = sorted(counties, key=lambda county: county.code)
    names = {c.code: Text(c.name_zh, c.name_en) for c in ordered}
    codes = cells["county_code"].to_numpy(dtype=object)
    known = np.isin(codes.astype(str), list(names))
    values = [numbers(cells[name]) for name in ("persons", "minutes", "access")]
    strangers = [f for f in facilities.counted if f.county_code not in names]

    def area(code: str, name: Text, here: Mask, standing: Sequence[CountedFacility]) -> AreaAccess:
        return _area(code, name, [v[here] for v in values], standing, question)

    rows = tuple(
        area(code, name, codes == code, [f for f in facilities.counted if f.county_code == code])
        for code, name in names.items()
    )
    unplaced = None
    if strangers or not known.all():
        unplaced = area("", PLACE_UNKNOWN, ~known, strangers)
    name = Text(f"全市（{city.name_zh}）", f"Whole city ({city.name_en})")
    everywhere = np.ones(len(codes), dtype=bool)
    return RollUp(rows, unplaced, area(city.code, name, everywhere, facilities.counted))


def _area(
    code: str,
    name: Text,
    values: Sequence[Floats],
    standing: Sequence[CountedFacility],
    question: Question,
) -> AreaAccess:
    """The figures of one area; ``values``: persons, minutes and scores of its cells."""
    persons, minutes, access = values
    connected = ~np.isnan(minutes)
    within = minutes <= question.limit_min
    capacity = [f.capacity for f in standing if f.capacity is not None]
    total = math.fsum(persons)
    places, per_place = _places(total, standing)
    return AreaAccess(
        code,
        name,
        persons=total,
        reached_persons=math.fsum(persons[within]),
        beyond_persons=math.fsum(persons[connected & ~within]),
        not_connected_persons=math.fsum(persons[~connected]),
        within_persons=tuple(math.fsum(persons[minutes <= c]) for c in question.cutoffs_min),
        mean_min=weighted_mean(minutes, persons),
        median_min=weighted_median(minutes, persons),
        facilities=len(standing),
        capacity=math.fsum(capacity) if capacity else None,
        capacity_unknown=len(standing) - len(capacity),
        places=places,
        persons_per_place=per_place,
        access_mean=weighted_mean(access, persons),
    )


def _places(persons: float, standing: Sequence[CountedFacility]) -> tuple[Places, float | None]:
    """People per place of one area, by the measure of that name."""
    ids = [f.facility_id for f in standing]
    capacity = pd.Series([f.capacity for f in standing], index=ids, dtype="float64")
    here = pd.Series("", index=ids, dtype=object)
    found = persons_per_place(pd.Series([persons], index=[""]), capacity, here).iloc[0]
    ratio = float(found["persons_per_place"])
    return Places(found["places"]), None if math.isnan(ratio) else ratio


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

"""Times and scores of cells summed up for counties and the city.

Every person is reached (minutes ≤ limit), beyond (finite, above it) or not connected; the three add
up to all persons of the area. Counties come in code order; the city's own figures are made from its
cells, not from its counties' figures.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.accessibility.amounts import Floats, numbers
from analysis.accessibility.facilities_asked import CountedFacility, FacilitiesAsked
from analysis.accessibility.persons_per_place import Places, persons_per_place
from analysis.accessibility.question import Question
from geo.layers import City, County
from geo.people.demand import PeopleGroup
from geo.text import Text, join

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
    person; None where it can't be computed. ``persons_known`` false: the county's persons are not
    known, and no figure of persons or minutes is to be shown: the numbers here are empty sums.
    ``per_place_at_most``: where a capacity is unknown, what the ratio can't exceed.
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
    persons_known: bool = True
    per_place_at_most: float | None = None

    @property
    def reached_share(self) -> float | None:
        """Persons within the limit among all; None where nobody lives."""
        return self.reached_persons / self.persons if self.persons > 0 else None

    @property
    def not_connected_share(self) -> float | None:
        """Persons not connected among all; None where nobody lives."""
        return self.not_connected_persons / self.persons if self.persons > 0 else None

    def mostly_reached(self, share: float) -> bool | None:
        """Whether so large a share of the persons is within the limit; None: can't be told.

        Who is not connected is unknown, not far: false only where even with all of them the share
        is not attained.
        """
        if not self.persons_known or self.persons <= 0:
            return None
        if self.reached_persons >= share * self.persons:
            return True
        at_most = self.reached_persons + self.not_connected_persons
        return False if at_most < share * self.persons else None

    def undecided_said(self, share: float) -> Text | None:
        """Why ``mostly_reached`` can't be told: how many are not connected; None where it can."""
        lost = self.not_connected_share
        if self.mostly_reached(share) is not None or lost is None or not self.persons_known:
            return None
        return Text(f"未连通 {lost:.1%}，不能判断", f"{lost:.1%} not connected: can’t be told")

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
    unknown: Collection[str] = (),
) -> RollUp:
    """The figures of each county and of the city.

    ``unknown``: codes of counties whose persons are not known; the city's figures are then those of
    the others, and its name says so. ``cells``: index id; columns county_code, persons, minutes
    (NaN: not connected), access (E2SFCA score; NaN throughout where it can't be computed).
    """
    names = {c.code: Text(c.name_zh, c.name_en) for c in sorted(counties, key=lambda c: c.code)}
    codes = cells["county_code"].to_numpy(dtype=object)
    where = {code: codes == code for code in names}
    standing = {code: [f for f in facilities.counted if f.county_code == code] for code in names}
    elsewhere = ~np.isin(codes.astype(str), list(names))
    strangers = [f for f in facilities.counted if f.county_code not in names]
    if strangers or elsewhere.any():
        where[""], standing[""], names[""] = elsewhere, strangers, PLACE_UNKNOWN
    where[city.code] = np.ones(len(codes), dtype=bool)
    standing[city.code] = list(facilities.counted)
    names[city.code] = _city_name(city, counties, unknown, question)
    values = [numbers(cells[name]) for name in ("persons", "minutes", "access")]
    people = {code: math.fsum(values[0][here]) for code, here in where.items()}
    # A county not counted has no ratio, nor has the city: places of all, persons of some.
    uncounted = {*unknown, city.code} if unknown else set()
    people = {code: math.nan if code in uncounted else n for code, n in people.items()}
    per_place = _per_place(people, standing)
    areas = {
        code: _area(
            _Area(code, name, standing[code], code not in unknown, *per_place[code]),
            here,
            values,
            question,
        )
        for (code, name), here in zip(names.items(), where.values(), strict=True)
    }
    counties_only = (area for code, area in areas.items() if code not in ("", city.code))
    return RollUp(tuple(counties_only), areas.get(""), areas[city.code])


@dataclass(frozen=True, slots=True)
class _Area:
    """An area before its people are looked at."""

    code: str
    name: Text
    standing: Sequence[CountedFacility]
    persons_known: bool
    places: Places
    persons_per_place: float | None
    at_most: float | None


def _area(area: _Area, here: Mask, values: Sequence[Floats], question: Question) -> AreaAccess:
    """The figures of one area; ``values``: persons, minutes and scores of all cells."""
    persons, minutes, access = (v[here] for v in values)
    connected = ~np.isnan(minutes)
    within = minutes <= question.limit_min
    capacity = [f.capacity for f in area.standing if f.capacity is not None]
    return AreaAccess(
        area.code,
        area.name,
        persons=math.fsum(persons),
        reached_persons=math.fsum(persons[within]),
        beyond_persons=math.fsum(persons[connected & ~within]),
        not_connected_persons=math.fsum(persons[~connected]),
        within_persons=tuple(math.fsum(persons[minutes <= c]) for c in question.cutoffs_min),
        mean_min=weighted_mean(minutes, persons),
        median_min=weighted_median(minutes, persons),
        facilities=len(area.standing),
        capacity=math.fsum(capacity) if capacity else None,
        capacity_unknown=len(area.standing) - len(capacity),
        places=area.places,
        persons_per_place=area.persons_per_place,
        access_mean=weighted_mean(access, persons),
        persons_known=area.persons_known,
        per_place_at_most=area.at_most,
    )


def _per_place(
    people: Mapping[str, float], standing: Mapping[str, Sequence[CountedFacility]]
) -> dict[str, tuple[Places, float | None, float | None]]:
    """People per place of every area, by the measure of that name, and its bound if unknown."""
    # A facility stands in its county and in the city: once for each.
    pairs = [(code, f) for code, here in standing.items() for f in here]
    ids = [f"{code} {f.facility_id}" for code, f in pairs]
    found = persons_per_place(
        pd.Series(people, dtype="float64"),
        pd.Series([f.capacity for _, f in pairs], index=ids, dtype="float64"),
        pd.Series([code for code, _ in pairs], index=ids, dtype=object),
    )
    return {
        str(code): (
            Places(places),
            _known(ratio),
            _known(most) if places is Places.UNKNOWN else None,
        )
        for code, places, ratio, most in zip(
            found.index,
            found["places"],
            found["persons_per_place"],
            found["at_most"],
            strict=True,
        )
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _city_name(
    city: City, counties: Sequence[County], unknown: Collection[str], question: Question
) -> Text:
    """The city; where counties' persons are not known, of which counties its figures are."""
    if not unknown:
        return Text(f"全市（{city.name_zh}）", f"Whole city ({city.name_en})")
    ordered = sorted(counties, key=lambda c: c.code)
    known = [c for c in ordered if c.code not in unknown]
    registered = question.group is PeopleGroup.DISABLED_REGISTERED
    if not known:
        return Text("全市（各县人数均不详）", "City (persons of no county known)")
    few = len(known) <= len(ordered) / 2
    named = known if few else [c for c in ordered if c.code in unknown]
    listed = join([Text(c.short_zh, c.short_en) for c in named])
    if few:
        has = Text("已报", " reported") if registered else Text("有人数", " have persons")
        return Text(f"全市（仅{listed.zh}{has.zh}）", f"City (only {listed.en}{has.en})")
    lacks = Text("未报", "not reported") if registered else Text("人数不详", "persons unknown")
    return Text(f"全市（不含{listed.zh}：{lacks.zh}）", f"City (without {listed.en}: {lacks.en})")


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

"""Which facilities a question is about: those that count, and by name those that do not and why.

A facility counts when its main type is the one asked for, or a function of the same name is among
its functions (a comprehensive centre that does rehabilitation is one place to go for it); when it
was operating on the day (``analysis.requirements.standing``, the rules of time of the checks); and
when its place is known to a point. Level and operator do not matter to who can get there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import pandas as pd

from analysis.accessibility.question import Question
from analysis.requirements.judging import accepted
from analysis.requirements.standing import standing
from geo.layers import LayerSet
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import CapacityUnit, Function, Precision


class Aside(StrEnum):
    """Why a facility of the kind asked for is not among those people can go to."""

    NO_POINT = "no_point"
    NOT_OPERATING = "not_operating"
    STANDING_UNKNOWN = "standing_unknown"
    SWITCHED_OFF = "switched_off"


POINT_TRIED = Text("试设点位", "Point tried out")
ASIDE_WORDS: dict[Aside, Text] = {
    Aside.NO_POINT: Text("没有坐标点", "No point"),
    Aside.NOT_OPERATING: Text("评估时点不在运营", "Not operating on the day"),
    Aside.STANDING_UNKNOWN: Text("是否在运营待核实", "Whether operating: to be verified"),
    Aside.SWITCHED_OFF: Text("试关闭", "Switched off to try"),
}


@dataclass(frozen=True, slots=True)
class CountedFacility:
    """One facility people can go to; degrees, WGS-84.

    ``capacity`` is in the unit of the set, None where it is not known or is in another unit;
    ``stated``: the capacity as recorded, whatever its unit. ``added``: tried out, on no record.
    """

    facility_id: str
    name: str
    county_code: str
    lon: float
    lat: float
    capacity: float | None
    stated: tuple[float, CapacityUnit | None] | None = None
    added: bool = False

    @property
    def shown_name(self) -> Text:
        """Its name; of a point tried out, that it is one."""
        return POINT_TRIED if self.added else Text(self.name, self.name)


@dataclass(frozen=True, slots=True)
class FacilityAside:
    """One facility of the kind asked for that is left out; ``why`` is said in full."""

    facility_id: str
    name: str
    county_code: str
    reason: Aside
    why: Text


@dataclass(frozen=True)
class FacilitiesAsked:
    """The facilities of a question, each list in id order.

    ``unit`` is what most of them state their capacity in (of two equally many, the first in the
    list of units); units are never mixed, so a capacity in another unit counts as not known.
    """

    counted: tuple[CountedFacility, ...]
    aside: tuple[FacilityAside, ...]
    unit: CapacityUnit | None

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The points: index id; columns county_code, lon, lat, capacity (NaN: unknown); shared."""
        rows = [(f.county_code, f.lon, f.lat, f.capacity) for f in self.counted]
        index = pd.Index([f.facility_id for f in self.counted], dtype=object, name="facility_id")
        frame = pd.DataFrame(rows, columns=["county_code", "lon", "lat", "capacity"], index=index)
        return frame.astype({"lon": float, "lat": float, "capacity": float})

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of those that count."""
        return tuple(f.facility_id for f in self.counted)

    @property
    def known_capacity(self) -> tuple[CountedFacility, ...]:
        """Those whose capacity is known in the unit of the set."""
        return tuple(f for f in self.counted if f.capacity is not None)

    @property
    def unknown_capacity(self) -> tuple[CountedFacility, ...]:
        """Those whose capacity is not known, or in another unit."""
        return tuple(f for f in self.counted if f.capacity is None)

    def left_out(self, reason: Aside) -> tuple[FacilityAside, ...]:
        """Those left out for one reason."""
        return tuple(f for f in self.aside if f.reason is reason)

    def named(self, facility_id: str) -> CountedFacility:
        """The one with this id. KeyError if it is not among those that count."""
        for facility in self.counted:
            if facility.facility_id == facility_id:
                return facility
        raise KeyError(facility_id)


def facilities_asked(question: Question, layers: LayerSet) -> FacilitiesAsked:
    """The facilities of the city the question is about."""
    counted, aside = [], []
    for facility in _of_kind(question, layers):
        left_out = _aside(facility, question)
        if left_out is None:
            counted.append(facility)
        else:
            aside.append(left_out)
    unit = _unit(counted)
    places = [_counted(f, unit) for f in counted]
    places += [
        CountedFacility(p.facility_id, "", p.county_code, p.lon, p.lat, p.capacity, added=True)
        for p in question.added
        if p.facility_id not in question.switched_off
    ]
    places.sort(key=lambda f: f.facility_id)
    return FacilitiesAsked(tuple(places), tuple(aside), unit)


def _of_kind(question: Question, layers: LayerSet) -> list[Facility]:
    """The city's facilities of the type or the function, in id order."""
    kind = question.facility_type
    functions = tuple(f for f in Function if f.value == kind.value)
    in_city = [f for f in layers.facilities if f.city_code == question.city_code]
    return sorted(accepted(in_city, (kind,), functions), key=lambda f: f.facility_id)


def _aside(facility: Facility, question: Question) -> FacilityAside | None:
    """Why the facility is left out; None when it counts."""
    stands = standing(facility, question.as_of)
    if stands.operating is None:
        reason, why = Aside.STANDING_UNKNOWN, stands.why
    elif not stands.operating:
        reason, why = Aside.NOT_OPERATING, stands.why
    elif facility.point is None:
        reason, why = Aside.NO_POINT, _PRECISION_WORDS[facility.location_precision]
    elif facility.facility_id in question.switched_off:
        reason, why = Aside.SWITCHED_OFF, ASIDE_WORDS[Aside.SWITCHED_OFF]
    else:
        return None
    return FacilityAside(facility.facility_id, facility.name, facility.county_code, reason, why)


_PRECISION_WORDS: dict[Precision, Text] = {
    Precision.POINT: Text("缺少可用的坐标", "no usable coordinates"),
    Precision.COUNTY: Text("位置只知到县", "known to the county only"),
    Precision.CITY: Text("位置只知到市", "known to the city only"),
}


def _unit(facilities: list[Facility]) -> CapacityUnit | None:
    """The unit most capacities are stated in."""
    stated = Counter(
        f.capacity_unit for f in facilities if f.capacity is not None and f.capacity_unit
    )
    order = list(CapacityUnit)
    return min(stated, key=lambda u: (-stated[u], order.index(u)), default=None)


def _counted(facility: Facility, unit: CapacityUnit | None) -> CountedFacility:
    if facility.point is None:
        raise ValueError(f"{facility.facility_id} has no point")
    stated = None
    if facility.capacity is not None:
        stated = (facility.capacity, facility.capacity_unit)
    same = stated is not None and unit is not None and facility.capacity_unit is unit
    return CountedFacility(
        facility.facility_id,
        facility.name,
        facility.county_code,
        facility.point.lon,
        facility.point.lat,
        facility.capacity if same else None,
        stated,
    )

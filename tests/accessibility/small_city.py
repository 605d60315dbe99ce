"""A city of two counties and six cells, small enough to check every figure by hand.

Minutes to A, B and P (a point tried out), persons, county (…01 or …02); "-" is not connected:

    cell  county  persons   A   B   P
    a1      01      100    10  40  10
    a2      01      200    20  30  50
    a3      01      100    50  35  60
    b1      02      300    70  15  70
    b2      02      200     -  65   5
    b3      02      100     -   -  20
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from analysis.accessibility.decay import Stepped
from analysis.accessibility.question import AddedPoint, Question
from geo.layers import City, County, LayerSet, Provenance
from geo.people.demand import Demand, PeopleGroup, PeopleKind
from geo.records import Completeness, DateSpan, Facility, Point
from geo.text import Text
from geo.travel.model import ModelKind, TravelMode, TravelModel
from geo.travel.times import TravelTimes
from geo.vocabulary import (
    CapacityUnit,
    Datum,
    FacilityType,
    Function,
    Precision,
    Status,
)

CITY = City("990900", "演示市", "Demo City")
FIRST = County("990901", "演示甲县", "Demo First County", "甲县", "First", CITY.code, 400)
SECOND = County("990902", "演示乙县", "Demo Second County", "乙县", "Second", CITY.code, 600)
AS_OF = date(2025, 12, 31)
MINUTES = {
    "a1": {"A": 10.0, "B": 40.0, "P": 10.0},
    "a2": {"A": 20.0, "B": 30.0, "P": 50.0},
    "a3": {"A": 50.0, "B": 35.0, "P": 60.0},
    "b1": {"A": 70.0, "B": 15.0, "P": 70.0},
    "b2": {"B": 65.0, "P": 5.0},
    "b3": {"P": 20.0},
}
POINT_P = AddedPoint("P", 110.05, 22.05, capacity=50.0, county_code=SECOND.code)
QUESTION = Question(
    CITY.code,
    FacilityType.SPECIAL_SCHOOL,
    AS_OF,
    cutoffs_min=(15.0, 30.0, 60.0),
    limit_min=30.0,
    decay=Stepped(((30.0, 1.0),)),
)


def facility(facility_id: str, county: str = FIRST.code, **more: object) -> Facility:
    """A special school that counts, unless told otherwise."""
    values: dict[str, object] = {
        "facility_id": facility_id,
        "name": f"演示{facility_id}学校",
        "facility_type": FacilityType.SPECIAL_SCHOOL,
        "city_code": CITY.code,
        "county_code": county,
        "status": Status.OPERATING,
        "opened": DateSpan.of(2015),
        "capacity": 30.0,
        "capacity_unit": CapacityUnit.PLACES,
        "point": Point(110.0, 22.0, Datum.CGCS2000),
        "location_precision": Precision.POINT,
        "source": "演示台账",
    }
    return Facility(**{**values, **more})  # type: ignore[arg-type]


A = facility("A")
B = facility("B", SECOND.code, capacity=60.0, point=Point(110.1, 22.1, Datum.CGCS2000))
WITHOUT_POINT = facility("C", point=None, location_precision=Precision.COUNTY)
BEING_BUILT = facility("D", status=Status.UNDER_CONSTRUCTION, opened=None)
STANDING_UNKNOWN = facility("E", status=None, opened=None)
LAYERS = LayerSet(
    cities=(CITY,),
    counties=(SECOND, FIRST),
    facilities=(STANDING_UNKNOWN, BEING_BUILT, WITHOUT_POINT, B, A),
    completeness=(
        Completeness("K1", FIRST.code, FacilityType.SPECIAL_SCHOOL, AS_OF, "演示甲县教育局"),
    ),
    demonstration=True,
)


def with_facilities(*facilities: Facility) -> LayerSet:
    """The city with these facilities alone."""
    return LAYERS.with_records(facilities=facilities)


def demand(group: PeopleGroup = PeopleGroup.ALL, **county_codes: str) -> Demand:
    """The people; ``county_codes`` by cell where they are not as in the table above."""
    persons = {"a1": 100.0, "a2": 200.0, "a3": 100.0, "b1": 300.0, "b2": 200.0, "b3": 100.0}
    codes = {cell: FIRST.code if cell[0] == "a" else SECOND.code for cell in persons}
    frame = pd.DataFrame(
        {
            "county_code": pd.Series({**codes, **county_codes}, dtype="str"),
            "lon": {cell: 110.0 + k / 100 for k, cell in enumerate(persons)},
            "lat": 22.0,
            "persons": pd.Series(persons),
        }
    ).rename_axis("id")
    return Demand(
        frame,
        PeopleKind.VILLAGES,
        group,
        Provenance("演示村表", "2020"),
        Text("演示村（居）人口表，2020 年", "demonstration table of villages, 2020"),
        cells=False,
        notes=(Text("演示人口说明", "demonstration note on people"),),
    )


@dataclass
class TableSource:
    """The minutes of the table above; counts the pairs it is asked for."""

    factor: float = 1.0
    detour: tuple[float, float] | None = None
    varies: bool = True
    asked_people: int = 0

    @property
    def model(self) -> TravelModel:
        words = Text(f"演示时间表 ÷ {self.factor:g}", f"demonstration times ÷ {self.factor:g}")
        return TravelModel(ModelKind.STRAIGHT_LINE, TravelMode.DRIVING, words, f"{self.factor}")

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        matrix = np.array(
            [
                [MINUTES[i].get(j, np.inf) / self.factor for j in facilities.index]
                for i in people.index
            ]
        ).reshape(len(people), len(facilities))
        return TravelTimes.of_matrix(
            tuple(people.index), tuple(facilities.index), matrix, self.model, limit_min
        )

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        self.asked_people += len(people)
        found = {}
        for i in people.index:
            reached = [
                (MINUTES[i][j] / self.factor, j) for j in facilities.index if j in MINUTES[i]
            ]
            minutes, to_id = min(reached, default=(np.nan, ""))
            found[i] = {"to_id": to_id, "minutes": minutes}
        frame = pd.DataFrame.from_dict(found, orient="index", columns=["to_id", "minutes"])
        return frame.astype({"to_id": "str", "minutes": "float64"}).rename_axis("id")

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        return tuple(i for i in points.index if i == "b3")

    def scaled(self, speed_factor: float) -> TableSource | None:
        return replace(self, factor=self.factor * speed_factor) if self.varies else None

    def with_detour(self, factor: float) -> TableSource | None:
        return replace(self, factor=self.factor / factor) if self.detour else None

    @property
    def detour_range(self) -> tuple[float, float] | None:
        return self.detour


def special_education(facility_id: str) -> Facility:
    """A rehabilitation centre with another function: of no type asked for here."""
    return facility(
        facility_id,
        facility_type=FacilityType.REHABILITATION,
        functions=frozenset({Function.SPECIAL_EDUCATION}),
    )

"""A city of two counties with plans small enough to check by hand.

It is the city of ``tests.accessibility.small_city`` with clauses of its own. Minutes from the cells
to A and B (schools on record) and to the sites X, Y, Z; persons; county:

    cell  county  persons   A   B   X   Y   Z
    a1      01      100    10  40  10  45  25
    a2      01      200    20  30  50  35  25
    a3      01      100    50  35  60  20  25
    b1      02      300    70  15  70  25  55
    b2      02      200     -  65   5  60  40
    b3      02      100     -   -  20   -  70

X stands in 02, Y in 01, Z in 01.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pandas as pd

from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.requirements.catalogue import Catalogue, read_catalogue
from geo.layers import LayerSet
from geo.records import Completeness, Facility
from geo.text import Text
from geo.travel.model import ModelKind, TravelMode, TravelModel
from geo.travel.times import TravelTimes
from geo.vocabulary import FacilityType, Level, Operation
from tests.accessibility import small_city

CITY, FIRST, SECOND = small_city.CITY, small_city.FIRST, small_city.SECOND
AS_OF = small_city.AS_OF
THREE, SCHOOL, SHARE = "demo.three", "demo.school", "demo.share"
MINUTES = {
    "a1": {"A": 10.0, "B": 40.0, "X": 10.0, "Y": 45.0, "Z": 25.0},
    "a2": {"A": 20.0, "B": 30.0, "X": 50.0, "Y": 35.0, "Z": 25.0},
    "a3": {"A": 50.0, "B": 35.0, "X": 60.0, "Y": 20.0, "Z": 25.0},
    "b1": {"A": 70.0, "B": 15.0, "X": 70.0, "Y": 25.0, "Z": 55.0},
    "b2": {"B": 65.0, "X": 5.0, "Y": 60.0, "Z": 40.0},
    "b3": {"X": 20.0, "Z": 70.0},
}
POINTS = {"A": (110.0, 22.0), "B": (110.1, 22.1), "X": (110.3, 22.0), "Y": (110.4, 22.0)}
POINTS["Z"] = (110.5, 22.0)
WHERE = {"X": SECOND.code, "Y": FIRST.code, "Z": FIRST.code}
_HEAD = """
[document]
id = "demo"
title = { zh = "演示规划", en = "Demo plan" }
issuer = { zh = "演示市", en = "Demo City" }
city_codes = ["990900"]
issued = 2022-01-01
source = "演示"
confidence = "official"
period_start = 2021-01-01
period_end = 2025-12-31
county_word = { zh = "县", en = "county" }
assessment_table_title = { zh = "表", en = "table" }
"""
_ENTRY = """
[[entry]]
id = "{id}"
kind = "clause"
section = "一"
title = {{ zh = "{zh}", en = "{id}" }}
force = "{force}"
scope = "{scope}"
ask = {{ zh = "县残联", en = "county DPF" }}
ask_what = {{ zh = "清单", en = "list" }}

[entry.check]
{check}

[[entry.check.thresholds]]
value = {value}
since = 2021-01-01
section = "一"
quote = "演示"
"""
_THREE = """kind = "facility_presence"
accepts_types = ["rehabilitation", "care", "comprehensive"]
accepts_functions = ["rehabilitation", "care", "comprehensive"]
levels = ["county"]
operations = ["public"]"""
_SCHOOL = """kind = "facility_presence"
accepts_types = ["special_school"]
attributes = ["meets_national_standard"]"""
_SHARE = """kind = "county_share"
accepts_types = ["mental_health_community"]
accepts_functions = ["mental_health_community"]
provider_kinds = ["social_organisation"]"""
_TRIGGER = """kind = "population_trigger"
facility_type = "special_school" """
_INDICATOR = """kind = "indicator"
base_value = "1"
target_value = "2" """
TRIGGER, INDICATOR, REFERENCE = "demo.trigger", "demo.indicator", "demo.reference"


@cache
def catalogue() -> Catalogue:
    """A plan of six checks: three of them binding, for facilities."""
    entries = [
        (THREE, "三者有其一", "binding", "county", _THREE, 1),
        (SCHOOL, "特教学校", "binding", "county", _SCHOOL, 1),
        (SHARE, "社区康复", "binding", "city", _SHARE, 1.0),
        (TRIGGER, "第二所学校", "permissive", "county", _TRIGGER, 500),
        (INDICATOR, "指标", "binding", "city", _INDICATOR, 2),
        (REFERENCE, "参照", "reference", "county", f"{_SCHOOL}\ndue = 2030-12-31", 1),
    ]
    text = _HEAD + "".join(
        _ENTRY.format(id=i, zh=zh, force=f, scope=s, check=c, value=v)
        for i, zh, f, s, c, v in entries
    )
    return read_catalogue([text])


def declared(
    *types: FacilityType, counties: tuple[str, ...] = (FIRST.code, SECOND.code)
) -> tuple[Completeness, ...]:
    """Declarations that the lists of these types are complete as of the day."""
    return tuple(
        Completeness(f"{code}-{kind}", code, kind, AS_OF, "演示县残联")
        for code in counties
        for kind in types
    )


THREE_TYPES = (FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE)
COMPLETE = declared(*THREE_TYPES, FacilityType.SPECIAL_SCHOOL, FacilityType.MENTAL_HEALTH_COMMUNITY)
NOTHING = small_city.LAYERS.with_records(facilities=(), completeness=COMPLETE)
"""Every list is declared complete and there is nothing."""


def record(facility_id: str, county: str, **more: object) -> Facility:
    """A public rehabilitation centre of the county, unless told otherwise."""
    values: dict[str, object] = {
        "facility_type": FacilityType.REHABILITATION,
        "level": Level.COUNTY,
        "operation": Operation.PUBLIC,
        "capacity": None,
        "capacity_unit": None,
    }
    return small_city.facility(facility_id, county, **{**values, **more})


def world(*facilities: Facility, completeness: tuple[Completeness, ...] = COMPLETE) -> LayerSet:
    """The city with these facilities and declarations."""
    return NOTHING.with_records(facilities=facilities, completeness=completeness)


def option(
    site: str,
    cost: float | None = 100.0,
    kind: FacilityType = FacilityType.REHABILITATION,
    measure: Measure = Measure.NEW,
    **more: object,
) -> Option:
    """An option at X, Y or Z (or at a site without a point), in use the year after it began."""
    lon, lat = POINTS.get(site, (None, None))
    facility_id = str(more.pop("facility_id", ""))
    county = str(more.pop("county", "") or WHERE[site])
    place = Site(site, f"演示{site}地", county, SiteOrigin.DRAWN, lon, lat, facility_id)
    basis = None if cost is None else Text("演示", "demonstration")
    values = {"cost_yuan": cost, "cost_basis": basis, **more}
    return Option(place, kind, measure, **values)  # type: ignore[arg-type]


def question(*options: Option, **more: object) -> PlanQuestion:
    """Least cost of what 三者有其一 asks, unless told otherwise."""
    values: dict[str, object] = {
        "city_code": CITY.code,
        "as_of": AS_OF,
        "service": FacilityType.REHABILITATION,
        "options": options,
        "wishes": (Wish(Objective.LEAST_COST),),
        "held": (THREE,),
        "cutoff_min": 30.0,
        "time_limit_s": 30.0,
    }
    return PlanQuestion(**{**values, **more})  # type: ignore[arg-type]


demand = small_city.demand
DAY = date(2030, 12, 31)


@dataclass
class Table:
    """The minutes of the table above; counts how often it is asked, and for how many pairs."""

    asked: int = 0
    pairs: int = 0
    off: tuple[str, ...] = ()

    @property
    def model(self) -> TravelModel:
        words = Text("演示时间表", "demonstration times")
        return TravelModel(ModelKind.STRAIGHT_LINE, TravelMode.DRIVING, words, "0" * 64)

    def times(
        self, people: pd.DataFrame, facilities: pd.DataFrame, limit_min: float | None = None
    ) -> TravelTimes:
        self.asked += 1
        self.pairs += len(people) * len(facilities)
        rows = [[MINUTES[i].get(j, np.inf) for j in facilities.index] for i in people.index]
        matrix = np.array(rows).reshape(len(people), len(facilities))
        return TravelTimes.of_matrix(
            tuple(people.index), tuple(facilities.index), matrix, self.model, limit_min
        )

    def nearest(self, people: pd.DataFrame, facilities: pd.DataFrame) -> pd.DataFrame:
        raise NotImplementedError

    def off_network(self, points: pd.DataFrame) -> tuple[str, ...]:
        return tuple(i for i in points.index if i in self.off)

    def scaled(self, speed_factor: float) -> Table | None:
        return None

    def with_detour(self, factor: float) -> Table | None:
        return None

    @property
    def detour_range(self) -> tuple[float, float] | None:
        return None


def moved(one: Option, lon: float, lat: float) -> Option:
    """The option with its site elsewhere."""
    return replace(one, site=replace(one.site, lon=lon, lat=lat))

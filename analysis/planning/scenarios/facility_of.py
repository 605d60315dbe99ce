"""The facility an option would be, and the layers as they would stand with a plan in use.

Hypothetical records live in memory only: they carry an id of their own and say what they are by
name. In demonstration data the name begins 演示; among real records an invented one is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from analysis.planning.scenarios.options import Measure, Option
from analysis.planning.scenarios.plan import FacilityPlan, Project
from geo.layers import INVENTED_PREFIX, LayerSet
from geo.records import DateSpan, Facility, Point
from geo.vocabulary import (
    WORDS,
    Datum,
    FacilityType,
    Level,
    Operation,
    Precision,
    SchoolStage,
    Status,
    Ternary,
)

PLANNED_PREFIX = "plan:"
SOURCE = "方案假设，不是现有设施"
_BEGINNINGS = {
    Measure.NEW: "拟建",
    Measure.CONVERSION: "拟改建",
    Measure.EXPANSION: "拟扩建",
}
_PROFESSIONAL = {"rehabilitation", "care"}
"""Types and functions by name of which a clause may ask 专业化; a plan builds them so."""


def facility_of(option: Option, layers: LayerSet, opened: DateSpan) -> Facility:
    """The facility the option would be once in use: county level, public, operating.

    It is taken to have what a clause may ask of it (professional; of a school compulsory stage,
    comprehensive, meeting the national standard): a plan that built less would not be this plan.
    An expansion is a record of its own with the facility it expands as ``parent_id``, as expansions
    are recorded, and its capacity is what comes on top. KeyError for a county the layers lack.
    """
    site = option.site
    kinds = {option.facility_type.value, *(f.value for f in option.functions)}
    school = option.facility_type is FacilityType.SPECIAL_SCHOOL
    located = site.lon is not None and site.lat is not None
    parent = site.facility_id if option.measure is Measure.EXPANSION else ""
    return Facility(
        facility_id=f"{PLANNED_PREFIX}{option.option_id}",
        name=_name(option, layers.demonstration),
        facility_type=option.facility_type,
        city_code=layers.county(site.county_code).city_code,
        county_code=site.county_code,
        functions=option.functions,
        level=Level.COUNTY,
        status=Status.OPERATING,
        opened=opened,
        operation=Operation.PUBLIC,
        professional=Ternary.YES if kinds & _PROFESSIONAL else Ternary.UNKNOWN,
        school_stages=frozenset({SchoolStage.COMPULSORY}) if school else None,
        school_comprehensive=Ternary.YES if school else Ternary.UNKNOWN,
        meets_national_standard=Ternary.YES if school else Ternary.UNKNOWN,
        capacity=_capacity(option, parent, layers),
        capacity_unit=option.capacity_unit,
        floor_area_m2=option.floor_area_m2,
        parent_id=parent,
        point=Point(site.lon, site.lat, Datum.WGS84)
        if site.lon is not None and site.lat is not None
        else None,
        location_precision=Precision.POINT if located else Precision.COUNTY,
        source=SOURCE,
    )


def serves(option: Option, service: FacilityType) -> bool:
    """Whether people can go to it for the service: by its type, or a function of that name."""
    return option.facility_type is service or any(f.value == service for f in option.functions)


def layers_after(layers: LayerSet, plan: FacilityPlan, as_of: date | None = None) -> LayerSet:
    """The layers with every project of the plan in use and what it closes or converts gone.

    ``as_of`` None: each opens in its year, for an assessment at a later day. With a day: all are
    taken to be in use by that day, so that nothing but the plan differs from the day's assessment.
    Raises MixedDataError when an invented site would come among real records.
    """
    return layers_with(layers, plan.projects, plan.closed, as_of)


def layers_with(
    layers: LayerSet,
    projects: Iterable[Project],
    closed: Iterable[str] = (),
    as_of: date | None = None,
) -> LayerSet:
    """As ``layers_after``, of projects that are no whole plan."""
    taken = tuple(projects)
    gone = {*closed, *(converted(p.option) for p in taken)}
    stay = tuple(f for f in layers.facilities if f.facility_id not in gone)
    new = tuple(
        facility_of(
            p.option,
            layers,
            DateSpan.of(p.in_use_year) if as_of is None else DateSpan(as_of, as_of),
        )
        for p in taken
    )
    return replace(layers, facilities=stay).with_added(facilities=new)


def converted(option: Option) -> str:
    """The id of the facility on record whose building the option takes; empty where none."""
    return option.site.facility_id if option.measure is Measure.CONVERSION else ""


def _name(option: Option, demonstration: bool) -> str:
    name = f"{_BEGINNINGS[option.measure]}{WORDS[option.facility_type].zh}（{option.site.name}）"
    return f"{INVENTED_PREFIX}{name}" if demonstration else _checked(name, option)


def _checked(name: str, option: Option) -> str:
    """Among real records a site that says it is invented must show it where the law of mixing
    looks: at the beginning."""
    invented = option.site.name.startswith(INVENTED_PREFIX)
    return f"{INVENTED_PREFIX}{name}" if invented else name


def _capacity(option: Option, parent: str, layers: LayerSet) -> float | None:
    """What the option adds; None where it is not known."""
    if not parent or option.capacity is None:
        return option.capacity
    old = next((f for f in layers.facilities if f.facility_id == parent), None)
    if old is None or old.capacity is None or old.capacity_unit is not option.capacity_unit:
        return None
    return max(0.0, option.capacity - old.capacity)

"""A small plan for Yulin, made by hand: two care homes and a school, one without a cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import (
    AreaReach,
    ChangedFinding,
    FacilityPlan,
    PlanEffect,
    Project,
    RetrofitYears,
    Stage,
)
from analysis.planning.scenarios.question import Absent, PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.findings import Verdict
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.text import Text
from geo.vocabulary import CapacityUnit, FacilityType

YULIN, LIUZHOU, YUZHOU, RONG, LUCHUAN = "450900", "450200", "450902", "450921", "450922"
LAYERS = LayerSet(load_cities(), load_counties())
COUNTIES = LAYERS.counties_of(YULIN)
THREE, SCHOOL = "yulin.three-facilities", "yulin.special-school"
BASIS = Text("测试估算", "test estimate")
YEARS = (2026, 2027, 2028, 2029, 2030)


def site(number: int, county: str = RONG, **fields: Any) -> Site:
    made = Site(f"s{number}", f"地块{number}", county, SiteOrigin.UPLOADED, 110.5, 22.8)
    return replace(made, **fields)


def option(
    number: int, county: str = RONG, kind: FacilityType = FacilityType.CARE, **fields: Any
) -> Option:
    made = Option(site(number, county), kind, Measure.NEW, cost_yuan=1e6, cost_basis=BASIS)
    return replace(made, **fields)


def project(taken: Option, begin: int = 2026, *met: tuple[str, str]) -> Project:
    """The project with its cost spread as the plan's years have it."""
    cost: tuple[float, ...] | None = None
    later = 0.0
    if taken.cost_yuan is not None:
        each = taken.cost_yuan / taken.spending_years
        works = range(begin, begin + taken.spending_years)
        cost = tuple(each if year in works else 0.0 for year in YEARS)
        later = each * sum(year not in YEARS for year in works)
    return Project(taken, begin, begin + taken.lead_years, cost, later, met)


def question(*options: Option, **fields: Any) -> PlanQuestion:
    made = PlanQuestion(
        YULIN,
        date(2025, 12, 31),
        FacilityType.CARE,
        options or (option(0),),
        (Wish(Objective.LEAST_COST, core=True),),
        held=(THREE,),
    )
    return replace(made, **fields)


CARE = option(1, capacity=50, capacity_unit=CapacityUnit.BEDS, cost_yuan=19_947_100 / 3)
HOME = option(
    2,
    YUZHOU,
    measure=Measure.CONVERSION,
    site=site(2, YUZHOU, facility_id="F1", existing_use="养老机构（运营）", lon=None, lat=None),
    cost_yuan=None,
    cost_basis=None,
    lead_years=0,
)
SCHOOL_PLACE = option(3, LUCHUAN, FacilityType.SPECIAL_SCHOOL, cost_yuan=3e7, lead_years=3)
PROJECTS = (
    project(HOME, 2026, (THREE, YUZHOU)),
    project(CARE, 2026, (THREE, RONG)),
    project(SCHOOL_PLACE, 2029, (SCHOOL, LUCHUAN)),
)
STAGE = Stage(Wish(Objective.LEAST_COST, core=True), Outcome.OPTIMAL, 4e7, 4e7, 0.0, 0.1, False)


def plan(*projects: Project, **fields: Any) -> FacilityPlan:
    """A plan of these projects; of the three above when none are given."""
    taken = projects or PROJECTS
    made = FacilityPlan(
        question(*(p.option for p in taken)),
        Outcome.OPTIMAL,
        (STAGE,),
        taken,
        ("F1",),
        (),
        RetrofitYears((10, 10, 10, 10, 10), (5e4,) * 5),
        None,
        (),
        (),
        (("catalogue", "c" * 64), ("layers", "l" * 64), ("people", "p" * 64), ("travel", "t" * 64)),
        "abcdef0123456789" * 4,
        demonstration=False,
    )
    return replace(made, **fields)


def assuming(made: FacilityPlan) -> FacilityPlan:
    return replace(made, question=replace(made.question, absent=Absent.ASSUMED_ABSENT))


def reach(code: str, before: float, after: float, persons: float = 1000) -> AreaReach:
    return AreaReach(code, Text(code, code), persons, before, after, 40.0, 30.0)


EFFECT = PlanEffect(
    (reach(YUZHOU, 500, 600), reach(RONG, 200, 900), reach(YULIN, 700, 1500, 2000)),
    800.0,
    0.0,
    50.0,
    0.3,
    0.3,
    0.2,
    0.1,
    (
        ChangedFinding(THREE, YUZHOU, Verdict.INDETERMINATE, Verdict.MET, assumed=True),
        ChangedFinding(THREE, RONG, Verdict.UNMET, Verdict.MET, assumed=False),
    ),
    (),
)

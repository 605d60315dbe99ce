"""Small plans made by hand, and the page 方案 of the app with them kept in its session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from streamlit.testing.v1 import AppTest

from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.plan import (
    AreaReach,
    ChangedFinding,
    FacilityPlan,
    PlanEffect,
    Project,
    Stage,
    Unplanned,
)
from analysis.planning.scenarios.question import Absent, PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.requirements.findings import Verdict
from geo.text import Text
from geo.vocabulary import CapacityUnit, FacilityType
from tests.ui.test_pages import opened
from ui.scenarios.scenario_kept import Kept

YULIN = "450900"
AS_OF = date(2025, 12, 31)
MADE = datetime(2026, 4, 1, 1, 30, tzinfo=UTC)
THREE = "yulin.three-facilities"
FUMIAN, LUCHUAN, BOBAI = "450903", "450922", "450923"
COUNTIES = ("450902", "450903", "450921", "450922", "450923", "450924", "450981")

SEAT = Site("seat-450903", "福绵区政府驻地", FUMIAN, SiteOrigin.SEAT, 110.06, 22.58)
HOME = Site(
    "home-450922",
    "演示陆川县敬老院",
    LUCHUAN,
    SiteOrigin.FACILITY,
    110.26,
    22.32,
    "演示-敬老院",
    "养老机构",
)
LATER = Site("seat-450923", "博白县政府驻地", BOBAI, SiteOrigin.SEAT)
QUOTED = Text("外地实例，仅供测试", "An example from elsewhere, for tests only")


def option(site: Site, measure: Measure, yuan: float | None, lead_years: int = 2) -> Option:
    """A care facility of 60 beds at a site."""
    return Option(
        site,
        FacilityType.CARE,
        measure,
        cost_yuan=yuan,
        cost_basis=None if yuan is None else QUOTED,
        capacity=60.0,
        capacity_unit=CapacityUnit.BEDS,
        lead_years=lead_years,
    )


NEW = option(SEAT, Measure.NEW, 12_000_000.0)
CONVERTED = option(HOME, Measure.CONVERSION, 4_000_000.0, 1)
ASSUMED = option(LATER, Measure.NEW, 12_000_000.0)


def project(taken: Option, begin: int, county: str) -> Project:
    """The option begun in a year, for the requirement of three facilities."""
    years = PlanQuestion(YULIN, AS_OF, FacilityType.CARE, (taken,), WISHES).years
    cost = taken.cost_yuan
    by_year = None
    if cost is not None:
        each = cost / taken.spending_years
        by_year = tuple(each if 0 <= y - begin < taken.spending_years else 0.0 for y in years)
    return Project(taken, begin, begin + taken.lead_years, by_year, met=((THREE, county),))


WISHES = (Wish(Objective.LEAST_COST, core=True), Wish(Objective.MCLP))


def plan(*, assumed: bool = False, demonstration: bool = True) -> FacilityPlan:
    """Two projects, or three where Bobai is assumed to have no facility; of real data one less."""
    options = (NEW, CONVERTED, ASSUMED) if demonstration else (NEW, ASSUMED)
    projects = [project(NEW, 2026, FUMIAN)]
    if demonstration:
        projects.append(project(CONVERTED, 2027, LUCHUAN))
    unplanned = (
        Unplanned(
            THREE, BOBAI, Verdict.INDETERMINATE, Text("待核实，先核实", "to be verified first")
        ),
    )
    if assumed:
        projects.append(project(ASSUMED, 2027, BOBAI))
        unplanned = ()
    absent = Absent.ASSUMED_ABSENT if assumed else Absent.NOT_PLANNED
    question = PlanQuestion(
        YULIN, AS_OF, FacilityType.CARE, options, WISHES, held=(THREE,), absent=absent, p=3
    )
    stages = tuple(
        Stage(w, Outcome.OPTIMAL, value, value, 0.0, 0.2, False)
        for w, value in zip(WISHES, (16_000_000.0, 900_000.0), strict=True)
    )
    return FacilityPlan(
        question,
        Outcome.OPTIMAL,
        stages,
        tuple(projects),
        (),
        unplanned,
        None,
        None,
        ("博白县政府驻地",) if assumed else (),
        (Text("时间为研究惯例", "Minutes are research convention"),),
        (("layers", "a" * 64), ("people", "b" * 64)),
        ("c" if assumed else "d") * 64,
        demonstration,
    )


def effect(*, assumed: bool = False) -> PlanEffect:
    """What the plan changes, with round numbers."""
    areas = tuple(
        AreaReach(
            code,
            Text(code, code),
            500_000.0,
            200_000.0,
            300_000.0 if code in (FUMIAN, LUCHUAN) else 200_000.0,
            40.0,
            35.5 if code in (FUMIAN, LUCHUAN) else 40.0,
        )
        for code in COUNTIES
    )
    city = AreaReach(YULIN, Text("全市", "City"), 3_500_000.0, 1_400_000.0, 1_600_000.0, 40.0, 38.7)
    changed = [
        ChangedFinding(THREE, FUMIAN, Verdict.UNMET, Verdict.MET, False),
        ChangedFinding(THREE, LUCHUAN, Verdict.UNMET, Verdict.MET, False),
    ]
    if assumed:
        changed.append(ChangedFinding(THREE, BOBAI, Verdict.INDETERMINATE, Verdict.MET, True))
    return PlanEffect(
        (*areas, city), 200_000.0, 0.0, 80.0, 0.0, 0.2, 0.31, 0.28, tuple(changed), ()
    )


def kept(name: str = "演示方案一", number: int = 1, *, assumed: bool = False) -> Kept:
    """A scenario of the demonstration."""
    return Kept(
        f"scenario-{number}", name, "", MADE, plan(assumed=assumed), effect(assumed=assumed)
    )


def without_plan(name: str = "演示方案三", number: int = 3) -> Kept:
    """A scenario whose limits conflict."""
    one = kept(name, number)
    nothing = replace(
        one.plan, status=Outcome.INFEASIBLE, projects=(), stages=(), fingerprint="e" * 64
    )
    bare = replace(one.effect, areas=(), gained_persons=None, changed=(), cost_per_person_yuan=None)
    return replace(one, plan=nothing, effect=bare)


def page(*scenarios: Kept, language: str = "zh", **session: object) -> AppTest:
    """The page as a reader of the demonstration opens it with these scenarios kept."""
    app = opened(YULIN, language, demonstration=True)
    app.session_state[f"scenarios_demonstration_{YULIN}"] = {k.scenario_id: k for k in scenarios}
    for name, value in session.items():
        app.session_state[name] = value
    return app.switch_page("ui/pages/scenarios.py").run()

"""The options and wishes the plans of two counties are made of."""

from __future__ import annotations

from analysis.planning.scenarios.effects import plan_effect
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from geo.layers import LayerSet
from tests.planning.scenarios.two_counties import (
    NOTHING,
    Table,
    catalogue,
    demand,
    option,
)

X, Y, Z = option("X", 100.0), option("Y", 120.0), option("Z", 80.0)

LEAST, MOST = Wish(Objective.LEAST_COST), Wish(Objective.MCLP)

CORE = Wish(Objective.LEAST_COST, core=True)


def made(
    asked: PlanQuestion, layers: LayerSet = NOTHING, travel: Table | None = None
) -> FacilityPlan:
    return make_plan(asked, layers, catalogue(), demand(), travel or Table())


def made_with_effect(
    asked: PlanQuestion, layers: LayerSet = NOTHING
) -> tuple[FacilityPlan, PlanEffect]:
    plan = made(asked, layers)
    return plan, plan_effect(plan, layers, catalogue(), demand(), Table())


def sites(plan: FacilityPlan) -> str:
    return "".join(sorted(p.option.site.site_id for p in plan.projects))

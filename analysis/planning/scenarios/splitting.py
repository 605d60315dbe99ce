"""One budget for facilities and households: what each way of splitting it gives."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from analysis.planning.scenarios.effects import reach_change
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.points import PointTimes
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.siting.solver import Watch
from analysis.requirements.catalogue import Catalogue
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.travel.source import TravelSource


@dataclass(frozen=True)
class Split:
    """One way to split the budget: households paid for first, the best plan with the rest.

    ``facilities_yuan``: what the plan's projects cost; ``within_persons``: persons within the
    cutoff once it is in use. Both None where no plan keeps the limits with what is left; the plan
    then says why.
    """

    households: int
    retrofit_yuan: float
    facilities_yuan: float | None
    within_persons: float | None
    plan: FacilityPlan


def split_frontier(
    question: PlanQuestion,
    layers: LayerSet,
    catalogue: Catalogue,
    demand: Demand,
    travel: TravelSource,
    steps: int = 5,
    watch: Watch | None = None,
) -> tuple[Split, ...]:
    """The plan for each of ``steps`` + 1 splits: no households up to as many as can be paid for.

    Households go from 0 to those of the question's ``retrofit`` (or as many as the budget pays
    for) in even steps. The time limit is shared between the plans. Raises ValueError without a
    ``retrofit`` or a budget in all.
    """
    part, budget = question.retrofit, question.budget_yuan
    if part is None or budget is None or steps < 1:
        raise ValueError("a split needs household retrofits, a budget in all, and a step")
    most = part.households
    if part.unit_cost_yuan > 0:
        most = min(most, int(budget // part.unit_cost_yuan))
    limit_s = None if question.time_limit_s is None else question.time_limit_s / (steps + 1)
    times = PointTimes(demand, travel)
    splits = []
    for households in sorted({round(most * k / steps) for k in range(steps + 1)}):
        first = replace(part, households=households, first=True)
        asked = replace(question, retrofit=first, time_limit_s=limit_s)
        plan = make_plan(asked, layers, catalogue, demand, travel, watch)
        within = spent = None
        if plan.conflict is None and any(s.objective is not None for s in plan.stages):
            after_min = reach_change(plan, layers, demand, travel, times).after_min
            persons = demand.frame["persons"].to_numpy(dtype=np.float64)
            within = math.fsum(persons[after_min <= question.cutoff_min])
            spent = plan.cost_yuan
        splits.append(Split(households, households * part.unit_cost_yuan, spent, within, plan))
    return tuple(splits)

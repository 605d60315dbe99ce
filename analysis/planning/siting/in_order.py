"""Plans for several wishes in order: each as good as it can be after those before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.planning.siting.choose import plan_after
from analysis.planning.siting.kept import NOTHING_SETTLED, Settled
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import SitingProblem, SitingRequest, check
from analysis.planning.siting.solver import Clock, Watch


@dataclass(frozen=True, eq=False)
class Step:
    """One wish. ``core``: what it chose stays open and is paid for; else its value is kept."""

    request: SitingRequest
    core: bool = False


def choose_in_order(
    problem: SitingProblem,
    steps: Sequence[Step],
    watch: Watch | None = None,
    *,
    look_for_ties: bool = True,
) -> tuple[SitingPlan, ...]:
    """A plan for each step, in order; the last one keeps to all of them.

    The sites a core step chose stay open in the steps after it: they count towards p, budget,
    resources, the objective and ``chosen`` there. After another step its objective may not get
    worse: whoever it served within its cutoff is still served if it had to be, its requirements
    are still met. Other limits (p, budget, resources, at most) are each step's own. Each
    ``time_limit_s`` counts from the beginning of the first step, and of what is left of it a
    step takes no more than an equal share with those after it. The result ends early with a step
    that has no plan, or with the plan that was the best when the watcher ended the search.
    Raises SitingError when a request does not fit the problem.
    """
    for step in steps:
        check(problem, step.request)
    settled, plans = NOTHING_SETTLED, list[SitingPlan]()
    whole = Clock(None, watch)
    for k, step in enumerate(steps):
        limit_s = step.request.time_limit_s
        share = float("inf")
        if limit_s is not None:
            share = max(0.0, limit_s - whole.seconds) / (len(steps) - k)
        start = plans[-1].chosen + plans[-1].kept_open if plans else ()
        plan = plan_after(
            settled,
            problem,
            step.request,
            whole.part(share),
            look_for_ties=look_for_ties,
            start=start,
        )
        plans.append(plan)
        if plan.objective is None or whole.cancelled:
            break
        settled = _settled(settled, step, plan, plan.objective)
    return tuple(plans)


def _settled(settled: Settled, step: Step, plan: SitingPlan, value: float) -> Settled:
    if step.core:
        return Settled(plan.chosen, settled.values)
    return Settled(settled.for_good, (*settled.values, (step.request, value)))

"""Where there is no plan: the limits named conflict, none is needless, the least will do."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.plan import Conflict, LimitKind
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import (
    INF,
    matrix_of,
    problem_of,
    random_problem,
    random_request,
    requirement,
)

# d000 is near s000 alone, d001 near s001 alone; nobody is near s002.
MINUTES = [[5, 50, 60], [50, 10, 60]]
COST = [100, 200, 30]


def conflict_of(problem: SitingProblem, request: SitingRequest) -> Conflict:
    plan = choose_sites(problem, request)
    assert plan.status is Outcome.INFEASIBLE
    assert plan.conflict is not None
    return plan.conflict


def kinds(conflict: Conflict) -> list[LimitKind]:
    return [limit.kind for limit in conflict.limits]


def test_too_few_sites_conflict_with_the_cutoff_and_both_ways_out_are_named() -> None:
    request = SitingRequest(Objective.LSCP, p=1, cutoff_min=20)
    conflict = conflict_of(problem_of(MINUTES, [1, 1], COST), request)
    assert kinds(conflict) == [LimitKind.EVERYONE, LimitKind.P]
    assert [limit.least for limit in conflict.limits] == [50.0, 2.0]
    assert conflict.said.zh == (
        "以下几项不能同时满足：每个有人的居住地都在 20 分钟内到达一处设施；新设不超过 1 处。"
        "其他不变时，时间上限放宽到 50 分钟；或新设 2 处，即可做到。"
    )
    assert conflict.said.en == (
        "These can't be met together: everybody reaches a facility within 20 minutes; no more than"
        " 1 new sites. All else as it is, this would do: a cutoff of 50 minutes; or 2 new sites."
    )


def test_a_budget_too_small_names_the_least_that_works() -> None:
    request = SitingRequest(Objective.LSCP, budget_yuan=250, cutoff_min=20)
    conflict = conflict_of(problem_of(MINUTES, [1, 1], COST), request)
    assert kinds(conflict) == [LimitKind.EVERYONE, LimitKind.BUDGET]
    assert conflict.limits[1].least == 300.0


def test_people_no_site_reaches_are_named_and_counted() -> None:
    problem = problem_of([[5, 9], [INF, INF], [30, INF]], [4, 7, 2])
    conflict = conflict_of(problem, SitingRequest(Objective.LSCP, cutoff_min=20))
    assert conflict.unreachable == ("d001", "d002")
    assert conflict.unreachable_persons == 9.0
    assert kinds(conflict) == [LimitKind.EVERYONE]
    assert conflict.limits[0].least is None
    assert "2 处居住地（9 人）" in conflict.said.zh


def test_a_requirement_of_more_sites_than_p_conflicts_with_p_alone() -> None:
    request = SitingRequest(Objective.MCLP, p=1, cutoff_min=20, required=(requirement([0, 1], 2),))
    conflict = conflict_of(problem_of(MINUTES, [1, 1]), request)
    assert kinds(conflict) == [LimitKind.REQUIREMENT, LimitKind.P]
    assert conflict.limits[0].requirement == request.required[0]
    assert conflict.limits[1].least == 2.0


def test_people_of_one_place_who_fit_nowhere_conflict_with_capacity() -> None:
    problem = problem_of([[5, 9]], [10], capacity=[6, 6])
    conflict = conflict_of(problem, SitingRequest(Objective.P_MEDIAN, p=2))
    assert kinds(conflict) == [LimitKind.CAPACITY, LimitKind.EVERYONE]


def _without(
    problem: SitingProblem, request: SitingRequest, conflict: Conflict, k: int
) -> tuple[SitingProblem, SitingRequest]:
    limit = conflict.limits[k]
    if limit.kind is LimitKind.P:
        return problem, replace(request, p=len(problem.site_ids))
    if limit.kind is LimitKind.BUDGET:
        return problem, replace(request, budget_yuan=float(problem.cost_yuan.sum()))
    if limit.kind is LimitKind.CAPACITY:
        return replace(problem, capacity=np.full(len(problem.site_ids), np.nan)), request
    if limit.kind is LimitKind.REQUIREMENT:
        left = tuple(r for r in request.required if r is not limit.requirement)
        return problem, replace(request, required=left)
    return replace(problem, persons=np.zeros(len(problem.demand_ids))), request


def _only_of(
    problem: SitingProblem, request: SitingRequest, conflict: Conflict
) -> tuple[SitingProblem, SitingRequest]:
    """The problem with the limits of the conflict and no others."""
    there = set(kinds(conflict))
    if LimitKind.P not in there and request.p is not None:
        request = replace(request, p=len(problem.site_ids))
    if LimitKind.BUDGET not in there and request.budget_yuan is not None:
        request = replace(request, budget_yuan=float(problem.cost_yuan.sum()))
    if LimitKind.CAPACITY not in there:
        problem = replace(problem, capacity=np.full(len(problem.site_ids), np.nan))
    if LimitKind.EVERYONE not in there:
        problem = replace(problem, persons=np.zeros(len(problem.demand_ids)))
    asked = [limit.requirement for limit in conflict.limits]
    return problem, replace(
        request, required=tuple(r for r in request.required if any(r is a for a in asked))
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_named_limits_conflict_and_without_any_one_of_them_the_others_can_hold(
    seed: int,
) -> None:
    random = np.random.default_rng([seed, 7])
    conflicts = 0
    while conflicts < 15:
        drawn = random_problem(random, 6, 5)
        problem = problem_of(
            matrix_of(drawn),
            drawn.persons,
            drawn.cost_yuan,
            np.where(random.random(len(drawn.site_ids)) < 0.5, np.nan, 15.0),
            np.flatnonzero(drawn.existing),
        )
        request = random_request(random, problem, list(Objective)[random.integers(5)])
        plan = choose_sites(problem, request)
        if plan.conflict is None:
            continue
        conflicts += 1
        conflict = plan.conflict
        assert conflict.smallest
        alone = _only_of(problem, request, conflict)
        assert choose_sites(*alone).status is Outcome.INFEASIBLE
        for k in range(len(conflict.limits)):
            freed = _without(*alone, conflict, k)
            assert choose_sites(*freed).status is Outcome.OPTIMAL


@pytest.mark.parametrize("seed", range(4))
def test_the_least_value_works_and_one_below_it_does_not(seed: int) -> None:
    random = np.random.default_rng([seed, 8])
    tried = 0
    while tried < 15:
        problem = random_problem(random, 8, 6)
        request = random_request(random, problem, Objective.LSCP)
        conflict = choose_sites(problem, request).conflict
        for limit in conflict.limits if conflict is not None else ():
            if limit.least is None:
                continue
            tried += 1
            name = {LimitKind.P: "p", LimitKind.BUDGET: "budget_yuan"}.get(limit.kind, "cutoff_min")
            value = int(limit.least) if name == "p" else limit.least
            assert choose_sites(problem, replace(request, **{name: value})).conflict is None
            below = replace(request, **{name: value - 1})
            assert choose_sites(problem, below).status is Outcome.INFEASIBLE

"""Where there is no plan: the limits named conflict, none is needless, the least will do."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.plan import Conflict, Limit, LimitKind
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Resource,
    SitingProblem,
    SitingRequest,
)
from analysis.planning.siting.solver import Outcome
from geo.text import Text
from tests.planning.siting.small_problems import (
    INF,
    matrix_of,
    names,
    problem_of,
    random_problem,
    random_request,
    requirement,
    with_more_limits,
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


def test_a_group_that_allows_too_few_is_named_by_its_words_and_the_number_that_would_do() -> None:
    either = AtMost(names([0, 1]), 1, Text("甲县至多设 1 处", "county A has at most one"))
    request = SitingRequest(Objective.LSCP, cutoff_min=20, at_most=(either,))
    conflict = conflict_of(problem_of(MINUTES, [1, 1], COST), request)
    assert kinds(conflict) == [LimitKind.AT_MOST, LimitKind.EVERYONE]
    assert conflict.limits[0].at_most is either
    assert conflict.limits[0].least == 2.0
    assert conflict.said.zh == (
        "以下几项不能同时满足：甲县至多设 1 处；每个有人的居住地都在 20 分钟内到达一处设施。"
        "其他不变时，“甲县至多设 1 处”放宽到 2 处；或时间上限放宽到 50 分钟，即可做到。"
    )


def test_a_year_with_too_little_money_is_named_with_the_least_that_works() -> None:
    year = Resource({"s000": 80.0, "s001": 70.0}, 149.0, Text("2027 年投入不超过 149 元", "2027"))
    later = Resource({"s000": 80.0}, 100.0, Text("2028 年投入不超过 100 元", "2028"))
    request = SitingRequest(Objective.LSCP, cutoff_min=20, resources=(later, year))
    conflict = conflict_of(problem_of(MINUTES, [1, 1], COST), request)
    assert kinds(conflict) == [LimitKind.RESOURCE, LimitKind.EVERYONE]
    assert conflict.limits[0].resource is year
    assert conflict.limits[0].least == 150.0
    assert "“2027 年投入不超过 149 元”放宽到 150" in conflict.said.zh


def test_what_an_existing_site_uses_is_in_the_least_that_works() -> None:
    year = Resource({"s000": 5.0, "s001": 7.0}, 8.0, Text("每年运行费", "running costs"))
    request = SitingRequest(Objective.LSCP, cutoff_min=20, resources=(year,))
    conflict = conflict_of(problem_of(MINUTES, [1, 1], COST, existing=[0]), request)
    assert [limit.least for limit in conflict.limits] == [12.0, 50.0]


@pytest.mark.parametrize("seed", range(2))
def test_the_least_of_a_group_or_resource_works_and_one_step_below_it_does_not(seed: int) -> None:
    random = np.random.default_rng([seed, 9])
    tried = 0
    while tried < 8:
        problem = random_problem(random, 6, 6)
        drawn = random_request(random, problem, Objective.LSCP)
        problem, request = with_more_limits(random, problem, drawn)
        conflict = choose_sites(problem, request, look_for_ties=False).conflict
        for limit in conflict.limits if conflict is not None else ():
            if limit.least is None or (limit.at_most is None and limit.resource is None):
                continue
            tried += 1
            assert choose_sites(problem, _given(request, limit, limit.least)).conflict is None
            below = limit.least - (1 if limit.at_most is not None else 0.05)
            if below >= 0:
                worse = choose_sites(problem, _given(request, limit, below))
                assert worse.status is Outcome.INFEASIBLE


def _given(request: SitingRequest, limit: Limit, least: float) -> SitingRequest:
    """The request with another value for one of its groups or resources."""
    groups = tuple(
        replace(m, at_most=int(least)) if m is limit.at_most else m for m in request.at_most
    )
    uses = tuple(replace(r, limit=least) if r is limit.resource else r for r in request.resources)
    return replace(request, at_most=groups, resources=uses)


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
    if limit.kind is LimitKind.AT_MOST:
        groups = tuple(m for m in request.at_most if m is not limit.at_most)
        return problem, replace(request, at_most=groups)
    if limit.kind is LimitKind.RESOURCE:
        others = tuple(r for r in request.resources if r is not limit.resource)
        return problem, replace(request, resources=others)
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
    asked = {
        id(one)
        for limit in conflict.limits
        for one in (limit.requirement, limit.at_most, limit.resource)
    }
    return problem, replace(
        request,
        required=tuple(r for r in request.required if id(r) in asked),
        at_most=tuple(m for m in request.at_most if id(m) in asked),
        resources=tuple(r for r in request.resources if id(r) in asked),
    )


@pytest.mark.parametrize("seed", range(2))
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
        if random.random() < 0.6:
            problem, request = with_more_limits(random, problem, request)
            # What leaves the other limits out must still be a request.
            request = replace(request, p=request.p or 0)
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


@pytest.mark.parametrize("seed", range(2))
def test_the_least_value_works_and_one_below_it_does_not(seed: int) -> None:
    random = np.random.default_rng([seed, 8])
    tried = 0
    while tried < 15:
        problem = random_problem(random, 8, 6)
        request = random_request(random, problem, Objective.LSCP)
        conflict = choose_sites(problem, request).conflict
        for limit in conflict.limits if conflict is not None else ():
            if limit.least is None or limit.kind in (LimitKind.AT_MOST, LimitKind.RESOURCE):
                continue
            tried += 1
            name = {LimitKind.P: "p", LimitKind.BUDGET: "budget_yuan"}.get(limit.kind, "cutoff_min")
            value = int(limit.least) if name == "p" else limit.least
            assert choose_sites(problem, replace(request, **{name: value})).conflict is None
            below = replace(request, **{name: value - 1})
            assert choose_sites(problem, below).status is Outcome.INFEASIBLE

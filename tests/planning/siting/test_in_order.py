"""Wishes in order, against trying every set of sites step by step."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.plan import LimitKind, SitingPlan
from analysis.planning.siting.problem import (
    AtMost,
    Objective,
    Resource,
    SitingProblem,
    SitingRequest,
)
from analysis.planning.siting.solver import Outcome, Progress
from geo.text import Text
from tests.planning.siting.small_problems import (
    INF,
    names,
    problem_of,
    random_problem,
    random_request,
    requirement,
    value_of_set,
    with_more_limits,
)

EACH = 6


def random_steps(
    random: np.random.Generator, problem: SitingProblem, count: int
) -> tuple[SitingProblem, list[Step]]:
    """Steps whose limits are often wide enough that they can follow each other."""
    steps = []
    for _ in range(count):
        objective = list(Objective)[random.integers(5)]
        request = random_request(random, problem, objective)
        if random.random() < 0.4:
            problem, request = with_more_limits(random, problem, request)
        if random.random() < 0.7:
            wide = len(problem.site_ids)
            request = replace(request, p=wide, budget_yuan=None, at_most=(), resources=())
        if request.cutoff_min is not None and random.random() < 0.6:
            request = replace(request, cutoff_min=request.cutoff_min + 15.0)
        steps.append(Step(request, core=bool(random.random() < 0.4)))
    return problem, steps


def try_in_order(
    problem: SitingProblem, steps: list[Step], plans: tuple[SitingPlan, ...]
) -> list[float | None]:
    """The best value of each step, by every set there is; core sites as the plans have them."""
    free = np.flatnonzero(~problem.existing)
    sets = []
    for bits in range(2 ** len(free)):
        is_open = problem.existing.copy()
        is_open[free] = [(bits >> k) & 1 for k in range(len(free))]
        sets.append(is_open)
    best_values: list[float | None] = []
    for step, plan in zip(steps, plans, strict=False):
        values = [value_of_set(problem, step.request, s) for s in sets]
        there = [v for v in values if v is not None]
        most = step.request.objective is Objective.MCLP
        best = (max if most else min)(there, default=None)
        best_values.append(best)
        if best is None:
            break
        if step.core:
            chosen = np.isin(problem.site_ids, plan.chosen)
            sets = [s for s in sets if s[chosen].all()]
            continue
        slack = 1e-9 * max(1.0, abs(best))
        # Its own p, budget and groups are not kept, what it reached is.
        wide = len(problem.site_ids)
        lasting = replace(step.request, p=wide, budget_yuan=None, at_most=(), resources=())
        after = [value_of_set(problem, lasting, s) for s in sets]
        sets = [
            s
            for s, v in zip(sets, after, strict=True)
            if v is not None and (v >= best - slack if most else v <= best + slack)
        ]
    return best_values


def _check(problem: SitingProblem, steps: list[Step]) -> bool:
    """Whether every step has a plan, after each was checked."""
    plans = choose_in_order(problem, steps, look_for_ties=False)
    best = try_in_order(problem, steps, plans)
    assert len(plans) == len(best)
    for plan, value in zip(plans, best, strict=True):
        if value is None:
            assert plan.status is Outcome.INFEASIBLE
            assert plan.conflict is not None
            continue
        assert plan.status is Outcome.OPTIMAL
        assert plan.objective == pytest.approx(value, rel=1e-8, abs=1e-8)
    return best[-1] is not None


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("seed", range(6))
def test_each_step_is_the_best_that_the_steps_before_leave(seed: int, count: int) -> None:
    random = np.random.default_rng([seed, count, 41])
    done = 0
    while done < EACH:
        done += _check(*random_steps(random, random_problem(random, 8, 6), count))


@pytest.mark.parametrize("seed", range(4))
def test_each_step_is_the_best_within_capacity(seed: int) -> None:
    random = np.random.default_rng([seed, 43])
    done = 0
    while done < EACH:
        drawn = random_problem(random, 3, 4)
        capacity = random.integers(8, 40, len(drawn.site_ids)).astype(float)
        capacity[random.random(len(capacity)) < 0.5] = np.nan
        problem, steps = random_steps(random, drawn, 2)
        done += _check(replace(problem, capacity=capacity), steps)


# Costs 5, 3, 4; d000 is near s000, d001 near s001, d002 near s001 and s002.
MINUTES = [[5, INF, INF], [INF, 5, INF], [INF, 8, 6]]


def golden(existing: tuple[int, ...] = ()) -> SitingProblem:
    return problem_of(MINUTES, [10, 20, 30], [5, 3, 4], existing=existing)


def required_first(core: bool) -> Step:
    rule = (requirement([0], 1),)
    return Step(SitingRequest(Objective.LEAST_COST, required=rule), core)


def test_what_a_core_step_chose_is_in_the_plans_after_it_and_paid_for() -> None:
    most = Step(SitingRequest(Objective.MCLP, p=2, budget_yuan=9.0, cutoff_min=10.0))
    first, second = choose_in_order(golden(), [required_first(core=True), most])
    assert (first.chosen, first.objective) == (("s000",), 5.0)
    assert (second.chosen, second.objective) == (("s000", "s001"), 60.0)
    poorer = Step(replace(most.request, budget_yuan=7.9))
    second = choose_in_order(golden(), [required_first(core=True), poorer])[1]
    assert (second.chosen, second.objective) == (("s000",), 10.0)


def test_costs_and_numbers_of_later_steps_have_the_core_sites_in_them() -> None:
    cover = SitingRequest(Objective.LSCP, cutoff_min=10.0)
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        return True

    steps = [required_first(core=True), Step(cover, core=True)]
    steps.append(Step(SitingRequest(Objective.LEAST_COST, cutoff_min=10.0)))
    plans = choose_in_order(golden(), steps, watch)
    assert [p.objective for p in plans] == [5.0, 2.0, 8.0]
    assert {h.incumbent for h in heard if h.incumbent is not None} <= {5.0, 2.0, 8.0}


def test_a_value_that_is_kept_is_not_given_up_for_a_later_wish() -> None:
    most = Step(SitingRequest(Objective.MCLP, p=1, cutoff_min=10.0))
    cheap = Step(SitingRequest(Objective.LEAST_COST, required=(requirement([0, 1, 2], 1),)))
    plans = choose_in_order(golden(), [most, cheap])
    assert [p.objective for p in plans] == [50.0, 3.0]
    # Alone the later wish would have no other answer than the cheapest; 60 persons want two.
    both = Step(SitingRequest(Objective.MCLP, p=2, cutoff_min=10.0))
    assert [p.objective for p in choose_in_order(golden(), [both, cheap])] == [60.0, 8.0]


def test_a_step_without_a_plan_ends_the_order_and_says_which_limits_conflict() -> None:
    least = Step(SitingRequest(Objective.LEAST_COST, required=(requirement([0, 1, 2], 1),)))
    cover = Step(SitingRequest(Objective.LSCP, cutoff_min=10.0))
    plans = choose_in_order(golden(), [least, cover, least])
    assert [p.status for p in plans] == [Outcome.OPTIMAL, Outcome.INFEASIBLE]
    conflict = plans[1].conflict
    assert conflict is not None
    assert [limit.kind for limit in conflict.limits] == [LimitKind.KEPT, LimitKind.EVERYONE]
    assert "前面步骤已达到的结果不变差（合计不超过 3 元）" in conflict.said.zh


def test_core_sites_beyond_p_conflict_with_p_and_the_number_that_would_do_counts_them() -> None:
    steps = [required_first(core=True), Step(SitingRequest(Objective.MCLP, 0, cutoff_min=10.0))]
    conflict = choose_in_order(golden(), steps)[1].conflict
    assert conflict is not None
    assert [(limit.kind, limit.least) for limit in conflict.limits] == [(LimitKind.P, 1.0)]


def test_the_money_of_a_year_that_core_sites_use_is_gone() -> None:
    year = Resource({"s000": 5.0, "s001": 3.0, "s002": 4.0}, 8.5, Text("一年", "a year"))
    request = SitingRequest(Objective.MCLP, cutoff_min=10.0, resources=(year,))
    plan = choose_in_order(golden(), [required_first(core=True), Step(request)])[1]
    assert plan.chosen == ("s000", "s001")
    less = replace(request, resources=(replace(year, limit=7.5),))
    plan = choose_in_order(golden(), [required_first(core=True), Step(less)])[1]
    assert plan.chosen == ("s000",)


def test_the_calendar_is_the_earliest_that_keeps_the_people_within_reach() -> None:
    """Each place twice, begun in year 0 or 1; a year pays for one; the larger one comes first."""
    twice = [[near for near in row for _ in range(2)] for row in [[5, INF], [INF, 5]]]
    problem = problem_of(twice, [10, 20], [4, 4, 4, 4])
    one_each = tuple(AtMost(names([2 * k, 2 * k + 1]), 1, Text("一处", "one")) for k in range(2))
    years = tuple(
        Resource({f"s00{2 * k + y}": 4.0 for k in range(2)}, 4.0, Text("一年", "a year"))
        for y in range(2)
    )
    reach = SitingRequest(Objective.MCLP, cutoff_min=9.0, at_most=one_each, resources=years)
    early = SitingRequest(
        Objective.LEAST_COST,
        at_most=one_each,
        resources=years,
        site_value={"s000": 10.0, "s001": 20.0, "s002": 20.0, "s003": 40.0},
    )
    plans = choose_in_order(problem, [Step(reach), Step(early)])
    assert [p.objective for p in plans] == [30.0, 40.0]
    assert plans[1].chosen == ("s001", "s002")


def large(people: int = 120, sites: int = 40) -> SitingProblem:
    random = np.random.default_rng(3)
    here, there = random.random((people, 2)) * 60, random.random((sites, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    return problem_of(minutes, random.integers(1, 99, people), random.integers(50, 99, sites))


TWO = (
    Step(SitingRequest(Objective.LSCP, cutoff_min=14.0)),
    Step(SitingRequest(Objective.P_MEDIAN, budget_yuan=2000.0)),
)


def test_ended_in_the_second_step_the_plan_of_the_first_is_kept() -> None:
    first = choose_in_order(large(), TWO[:1], look_for_ties=False)[0]
    heard: list[Progress] = []

    def watch(progress: Progress) -> bool:
        heard.append(progress)
        # The first step tells of numbers of sites.
        return progress.bound is None or progress.bound < 100

    plans = choose_in_order(large(), [*TWO, TWO[0]], watch, look_for_ties=False)
    assert len(plans) == 2
    assert plans[0].chosen == first.chosen
    assert plans[1].status in (Outcome.FEASIBLE, Outcome.OPTIMAL)
    assert len(plans[1].chosen) <= len(first.chosen)
    assert [h.seconds for h in heard] == sorted(h.seconds for h in heard)


def test_ended_in_the_first_step_no_later_one_is_tried() -> None:
    plans = choose_in_order(large(), TWO, lambda progress: progress.incumbent is None)
    assert len(plans) == 1
    assert plans[0].objective is not None


def test_without_time_for_a_later_step_the_plan_before_it_stands_in() -> None:
    late = replace(TWO[1].request, time_limit_s=1e-9)
    plans = choose_in_order(large(), [TWO[0], Step(late)], look_for_ties=False)
    assert plans[1].status is Outcome.FEASIBLE
    assert plans[1].chosen == plans[0].chosen
    assert plans[1].objective == pytest.approx(
        choose_sites(
            replace(large(), existing=np.isin(large().site_ids, plans[0].chosen)),
            SitingRequest(Objective.P_MEDIAN, p=0),
        ).objective
    )

"""What must be true of every plan, whatever the numbers are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome
from tests.planning.siting.small_problems import (
    INF,
    problem_of,
    random_problem,
    with_rows_in_another_order,
)

SEEDS = st.integers(0, 10**6)
SOME = settings(max_examples=max(6, settings.default.max_examples // 20))
"""Each example solves several problems: a few in the test command, 100 in the long runs."""
CHOOSING = (Objective.MCLP, Objective.P_MEDIAN, Objective.P_CENTER)


def drawn(seed: int) -> SitingProblem:
    return random_problem(np.random.default_rng(seed), 12, 7)


def worth(plan: SitingPlan) -> float:
    """The objective so that more is better; no plan is worst."""
    if plan.objective is None:
        return -INF
    return plan.objective if plan.wanted is Objective.MCLP else -plan.objective


@pytest.mark.parametrize("objective", CHOOSING)
@SOME
@given(seed=SEEDS)
def test_one_more_site_is_never_worse(objective: Objective, seed: int) -> None:
    problem = drawn(seed)
    found = [
        worth(choose_sites(problem, SitingRequest(objective, p=p, cutoff_min=25.0)))
        for p in range(len(problem.site_ids) + 1)
    ]
    assert found == sorted(found)


@pytest.mark.parametrize("objective", CHOOSING)
@SOME
@given(seed=SEEDS)
def test_a_larger_budget_is_never_worse(objective: Objective, seed: int) -> None:
    problem = drawn(seed)
    total = float(problem.cost_yuan.sum())
    found = [
        worth(choose_sites(problem, SitingRequest(objective, None, total * k / 4, 25.0)))
        for k in range(5)
    ]
    assert found == sorted(found)


@pytest.mark.parametrize("objective", Objective)
@SOME
@given(seed=SEEDS)
def test_a_longer_cutoff_is_never_worse(objective: Objective, seed: int) -> None:
    problem = drawn(seed)
    p = 2 if objective in CHOOSING else None
    found = [
        worth(choose_sites(problem, SitingRequest(objective, p, None, cutoff)))
        for cutoff in (5.0, 15.0, 25.0, 40.0)
    ]
    assert found == sorted(found)


@SOME
@given(seed=SEEDS)
def test_the_fewest_sites_reach_everybody_and_one_less_does_not(seed: int) -> None:
    problem = drawn(seed)
    fewest = choose_sites(problem, SitingRequest(Objective.LSCP, cutoff_min=25.0))
    if fewest.objective is None:
        return
    p = int(fewest.objective)
    everyone = float(problem.persons.sum())
    reached = SitingRequest(Objective.MCLP, p=p, cutoff_min=25.0)
    assert choose_sites(problem, reached).objective == pytest.approx(everyone)
    if p:
        fewer = choose_sites(problem, replace(reached, p=p - 1)).objective
        assert fewer is not None
        assert fewer < everyone - 1e-9


@pytest.mark.parametrize("objective", Objective)
@SOME
@given(seed=SEEDS)
def test_weights_times_eight_change_nothing_but_the_objective(
    objective: Objective, seed: int
) -> None:
    problem = drawn(seed)
    p = 2 if objective in CHOOSING else None
    request = SitingRequest(objective, p, None, 25.0)
    before = choose_sites(problem, request)
    after = choose_sites(problem, replace(request, weights=dict.fromkeys(problem.demand_ids, 8.0)))
    factor = 8.0 if objective in (Objective.MCLP, Objective.P_MEDIAN) else 1.0
    assert (after.status, after.chosen) == (before.status, before.chosen)
    assert after.assignment.equals(before.assignment)
    if before.objective is not None:
        assert after.objective == pytest.approx(before.objective * factor)


@pytest.mark.parametrize("objective", Objective)
@SOME
@given(seed=SEEDS)
def test_rows_in_another_order_give_the_same_objective(objective: Objective, seed: int) -> None:
    problem = drawn(seed)
    request = SitingRequest(objective, 2 if objective in CHOOSING else None, None, 25.0)
    turned = choose_sites(with_rows_in_another_order(problem), request)
    assert turned.objective == pytest.approx(choose_sites(problem, request).objective)


@pytest.mark.parametrize("objective", Objective)
def test_the_same_question_gets_the_same_answer(objective: Objective) -> None:
    problem = drawn(5)
    request = SitingRequest(objective, 2 if objective in CHOOSING else None, None, 39.0)
    first, second = choose_sites(problem, request), choose_sites(problem, request)
    assert first.status is Outcome.OPTIMAL
    assert first.chosen == second.chosen
    assert first.assignment.equals(second.assignment)


def test_a_pair_at_the_cutoff_is_within_reach_and_just_beyond_it_is_not() -> None:
    problem = problem_of([[20.0], [20.000001]], [3, 4])
    plan = choose_sites(problem, SitingRequest(Objective.MCLP, p=1, cutoff_min=20.0))
    assert plan.objective == 3.0


def test_of_two_sites_equally_near_the_lower_id_serves() -> None:
    problem = problem_of([[9, 5, 5]], [1], existing=[1, 2])
    plan = choose_sites(problem, SitingRequest(Objective.P_MEDIAN, p=0))
    assert plan.assignment.loc["d000"].tolist() == ["s001", 5.0]


def test_who_counts_no_person_asks_for_nothing_and_is_told_the_nearest_all_the_same() -> None:
    problem = problem_of([[5, 30], [INF, 9], [12, INF]], [2, 0, 0])
    plan = choose_sites(problem, SitingRequest(Objective.LSCP, cutoff_min=20.0))
    assert plan.chosen == ("s000",)
    assert plan.assignment["site_id"].isna().tolist() == [False, True, False]


def test_an_existing_site_counts_towards_coverage_but_not_p_or_budget_and_is_not_chosen() -> None:
    problem = problem_of([[5, 30], [30, 5]], [2, 3], [100, 100], existing=[0])
    plan = choose_sites(problem, SitingRequest(Objective.MCLP, 1, 100.0, 20.0))
    assert (plan.objective, plan.chosen) == (5.0, ("s001",))


def test_more_sites_allowed_than_there_are_is_no_mistake() -> None:
    problem = problem_of([[5, 30], [30, 5]], [2, 3])
    plan = choose_sites(problem, SitingRequest(Objective.P_MEDIAN, p=9))
    assert (plan.objective, plan.chosen) == (25.0, ("s000", "s001"))


def test_a_site_that_helps_nobody_is_not_opened() -> None:
    problem = problem_of([[5, 6]], [2])
    plan = choose_sites(problem, SitingRequest(Objective.MCLP, p=2, cutoff_min=20.0))
    assert len(plan.chosen) == 1
    assert plan.other_plans_tie is True

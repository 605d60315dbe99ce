"""p-medians with capacities: the bound by knapsacks, and plans as good as all assignments tried."""

import numpy as np
import pytest

from analysis.planning.siting.capacitated import bounded, fits
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Clock, Outcome
from tests.planning.siting.small_problems import INF, evaluated, problem_of, try_all

REQUEST = SitingRequest(Objective.P_MEDIAN, p=2)


def drawn(random: np.random.Generator, people: int = 4, sites: int = 4) -> SitingProblem:
    minutes = random.integers(0, 40, (people, sites)).astype(float)
    minutes[random.random((people, sites)) < random.choice([0.0, 0.2])] = INF
    persons = random.integers(1, 10, people)
    room = random.integers(4, 22, sites).astype(float)
    room[random.random(sites) < 0.2] = np.nan
    return problem_of(minutes, persons, capacity=room)


@pytest.mark.parametrize("seed", range(40))
def test_the_plan_is_the_best_of_all_assignments_and_no_bound_is_above_it(seed: int) -> None:
    problem = drawn(np.random.default_rng(seed))
    instance = Instance.of(problem, REQUEST)
    plan, best = choose_sites(problem, REQUEST), try_all(problem, REQUEST).best
    if best is None:
        assert plan.status is Outcome.INFEASIBLE
        return
    assert plan.status is Outcome.OPTIMAL
    assert plan.objective == pytest.approx(best)
    assert evaluated(problem, REQUEST, plan) == pytest.approx(best)
    if instance.capacitated and fits(instance):
        known = bounded(instance, Clock())
        assert known.bound <= best + 1e-6
        assert known.value >= best - 1e-6


def plane(people: int) -> SitingProblem:
    random = np.random.default_rng(2)
    here = random.integers(0, 101, (people, 2))
    minutes = np.floor(np.hypot(*(here[:, None, :] - here[None, :, :]).transpose(2, 0, 1)))
    return problem_of(minutes, random.integers(1, 21, people), capacity=[80.0] * people)


@pytest.mark.parametrize("told", [2, 40])
def test_ended_at_any_time_the_bound_is_no_better_than_the_truth(told: int) -> None:
    problem = plane(20)
    request = SitingRequest(Objective.P_MEDIAN, p=4)
    heard = []

    def watch(progress: object) -> bool:
        heard.append(progress)
        return len(heard) < told

    plan = choose_sites(problem, request, watch, look_for_ties=False)
    best = choose_sites(problem, request, look_for_ties=False)
    assert best.status is Outcome.OPTIMAL
    assert best.objective is not None
    assert plan.bound is not None
    assert plan.bound <= best.objective + 1e-6
    assert plan.objective is None or plan.objective >= best.objective - 1e-6

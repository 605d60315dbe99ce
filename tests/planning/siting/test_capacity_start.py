"""Plans within capacity that are there at once, and those of problems too large for all pairs."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.planning.siting import assigned, large_capacity
from analysis.planning.siting.capacity_start import capacity_start
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import AtMost, Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Clock, Outcome
from geo.text import Text
from tests.planning.siting.small_problems import problem_of, requirement

RULES = (requirement(range(4), 1), requirement(range(4, 8), 1))
GROUPS = (AtMost(frozenset({"s008", "s009"}), 1, Text("一处", "one")),)
WANTED = {
    "p": SitingRequest(Objective.P_MEDIAN, p=6),
    "budget": SitingRequest(Objective.P_MEDIAN, budget_yuan=80.0),
    "rules": SitingRequest(Objective.P_MEDIAN, p=7, required=RULES, at_most=GROUPS),
    "cover": SitingRequest(Objective.MCLP, budget_yuan=60.0, cutoff_min=20.0, required=RULES),
}


def drawn(seed: int, people: int = 40, sites: int = 12) -> SitingProblem:
    random = np.random.default_rng(seed)
    here, there = random.random((people, 2)) * 60, random.random((sites, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    persons = random.integers(1, 20, people)
    capacity = random.integers(60, 140, sites).astype(float)
    capacity[3] = np.nan
    return problem_of(minutes, persons, random.integers(5, 20, sites), capacity, existing=[3])


def check(problem: SitingProblem, request: SitingRequest, sites: list[int], to: np.ndarray) -> None:
    there = to >= 0
    load = np.bincount(to[there], problem.persons[there], minlength=len(problem.site_ids))
    assert (load <= np.where(np.isnan(problem.capacity), np.inf, problem.capacity)).all()
    assert set(to[there].tolist()) <= {*sites, 3}
    assert request.p is None or len(sites) <= request.p
    assert request.budget_yuan is None or problem.cost_yuan[sites].sum() <= request.budget_yuan
    for rule in request.required:
        names = {problem.site_ids[j] for j in (*sites, 3)}
        assert len(rule.one_of & names) >= rule.at_least


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("seed", range(4))
def test_a_start_keeps_every_limit_and_is_worth_what_it_says(wanted: str, seed: int) -> None:
    problem, request = drawn(seed), WANTED[wanted]
    instance = Instance.of(problem, request)
    covers = request.objective is Objective.MCLP
    value = instance.weight[instance.row] * (1.0 if covers else instance.minutes)
    start = capacity_start(instance, value, Clock(), maximise=covers)
    assert start is not None
    check(problem, request, list(start.sites), start.assigned)
    used = start.assigned[instance.row] == instance.site
    assert start.value == pytest.approx(value[used].sum())
    assert covers or (start.assigned >= 0).all()


@pytest.mark.parametrize("wanted", WANTED)
def test_a_start_changes_no_optimum(wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, found = drawn(9, 20, 10), []
    for few in (0, 10**9):
        monkeypatch.setattr(assigned, "_FEW_PAIRS", few)
        found.append(choose_sites(problem, WANTED[wanted], look_for_ties=False))
    assert found[0].status is found[1].status is Outcome.OPTIMAL
    assert found[0].objective == pytest.approx(found[1].objective)


@pytest.mark.parametrize("wanted", WANTED)
def test_too_large_for_all_pairs_there_is_a_plan_and_a_true_bound(
    wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, request = drawn(2, 20, 10), WANTED[wanted]
    best = choose_sites(problem, request, look_for_ties=False)
    monkeypatch.setattr(large_capacity, "_MOST_PAIRS", 0)
    monkeypatch.setattr("analysis.planning.siting.capacitated.fits", lambda _instance: False)
    plan = choose_sites(problem, request, look_for_ties=False)
    assert plan.objective is not None
    assert plan.bound is not None
    low, high = sorted((plan.objective, plan.bound))
    assert best.objective is not None
    assert low - 1e-6 <= best.objective <= high + 1e-6
    sites = [problem.site_ids.index(name) for name in plan.chosen]
    names = {name: j for j, name in enumerate(problem.site_ids)}
    to = np.array([names.get(s, -1) for s in plan.assignment["site_id"]])
    check(problem, request, sites, to)


def test_capacities_that_do_not_bind_leave_the_optimum(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = drawn(4, 20, 10)
    room = np.where(np.isnan(problem.capacity), np.nan, problem.persons.sum() - 1.0)
    problem = replace(problem, capacity=room)
    monkeypatch.setattr(large_capacity, "_MOST_PAIRS", 0)
    monkeypatch.setattr("analysis.planning.siting.capacitated.fits", lambda _instance: False)
    plan = choose_sites(problem, WANTED["budget"], look_for_ties=False)
    assert plan.status is Outcome.OPTIMAL

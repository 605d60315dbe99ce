"""Costs of tens of millions and a budget a few yuan short of a set of sites."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.planning.siting import choose, kept, mclp, p_median_mip
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.cut_relaxation import CutRelaxation
from analysis.planning.siting.exchanges import Flags
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.limits import Use, whole_row
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from tests.planning.siting.small_problems import problem_of, try_all

ONE_YUAN = 19_947_100.0
CHOOSING = (Objective.MCLP, Objective.P_MEDIAN)
SHORT_YUAN = (1.0, 3.0, 10.0, 30.0)


@pytest.fixture(params=[False, True], ids=["one programme", "cuts on the sites alone"])
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr(mclp, "_MOST_ENTRIES", 0)
        monkeypatch.setattr(p_median_mip, "_MOST_PAIRS", 0)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every plan that the solver let through and a limit then refused is counted here."""
    plans: list[int] = []
    repaired, forbid = kept.repaired, CutRelaxation.forbid

    def counted(instance: Instance, sites: tuple[int, ...]) -> Instance | None:
        next_try = repaired(instance, sites)
        if next_try is not None:
            plans.append(len(sites))
        return next_try

    def also_counted(relaxation: CutRelaxation, is_open: Flags) -> None:
        plans.append(int(is_open.sum()))
        forbid(relaxation, is_open)

    monkeypatch.setattr(choose, "repaired", counted)
    monkeypatch.setattr(CutRelaxation, "forbid", also_counted)
    return plans


def _problem(cost: np.ndarray, people: int, seed: int) -> SitingProblem:
    random = np.random.default_rng(seed)
    minutes = random.integers(1, 60, (people, len(cost))).astype(float)
    return problem_of(minutes, random.integers(1, 90, people), cost)


def _plan(problem: SitingProblem, objective: Objective, budget: float) -> SitingPlan:
    return choose_sites(problem, _request(objective, budget), look_for_ties=False)


def _request(objective: Objective, budget: float) -> SitingRequest:
    cutoff = 20.0 if objective is Objective.MCLP else None
    return SitingRequest(objective, budget_yuan=budget, cutoff_min=cutoff)


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("objective", CHOOSING)
@pytest.mark.parametrize(
    "each_yuan", [ONE_YUAN, ONE_YUAN + 1 / 3], ids=["whole yuan", "parts of a yuan"]
)
def test_sites_that_cost_alike_are_not_refused_set_by_set(
    each_yuan: float, objective: Objective, refused: list[int]
) -> None:
    problem = _problem(np.full(14, each_yuan), 40, 0)
    plan = _plan(problem, objective, 5 * each_yuan - 5)
    assert plan.status == "optimal"
    assert len(plan.chosen) == 4
    # There are 2,002 sets of five.
    assert len(refused) <= 3


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("objective", CHOOSING)
def test_sites_that_cost_nearly_alike_are_refused_many_at_a_time(
    objective: Objective, refused: list[int]
) -> None:
    cost = ONE_YUAN + np.random.default_rng(0).integers(0, 4, 14)
    plan = _plan(_problem(cost, 40, 0), objective, float(np.sort(cost)[:5].sum()) - 1)
    assert plan.status == "optimal"
    assert len(plan.chosen) == 4
    assert len(refused) <= 60


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("seed", [12, 34, 53, 67, 69])
def test_a_budget_short_of_some_set_still_gives_the_best_plan(seed: int) -> None:
    random = np.random.default_rng(seed)
    minutes = random.integers(1, 60, (14, 9)).astype(float)
    cost = random.integers(1, 5, 9) * ONE_YUAN
    some = float(cost[random.random(9) < 0.5].sum())
    problem = problem_of(minutes, random.integers(1, 90, 14), cost)
    objective = CHOOSING[seed % 2]
    # However few yuan are lacking: all costs are whole multiples of one.
    best = try_all(problem, _request(objective, max(0.0, some - SHORT_YUAN[0]))).best
    for short in SHORT_YUAN:
        assert _plan(problem, objective, max(0.0, some - short)).objective == best


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("seed", range(4))
def test_costs_without_a_common_divisor_give_the_best_plan_too(seed: int) -> None:
    random = np.random.default_rng([seed, 7])
    cost = np.round(random.uniform(1e7, 3e7, 8))
    problem = _problem(cost, 12, seed)
    objective = CHOOSING[seed % 2]
    budget = float(cost[:4].sum()) - 1
    found = _plan(problem, objective, budget)
    assert found.objective == try_all(problem, _request(objective, budget)).best


@pytest.mark.parametrize("short", [0.0, 1.0])
def test_exactly_the_money_of_a_set_suffices_and_a_yuan_less_does_not(short: float) -> None:
    minutes = np.full((2, 2), 60.0)
    np.fill_diagonal(minutes, 1.0)
    problem = problem_of(minutes, [1, 1], [ONE_YUAN, 2 * ONE_YUAN + 1])
    plan = _plan(problem, Objective.MCLP, 3 * ONE_YUAN + 1 - short)
    assert len(plan.chosen) == (1 if short else 2)


def test_a_row_of_costs_is_in_the_least_whole_numbers() -> None:
    each, most = whole_row(np.array([2.0, 4.0, 3.0]) * ONE_YUAN, 5 * ONE_YUAN - 1)
    assert (each.tolist(), most) == ([2.0, 4.0, 3.0], 4.0)


def test_large_numbers_without_a_divisor_get_half_a_unit_of_room() -> None:
    each, most = whole_row(np.array([ONE_YUAN, ONE_YUAN + 1]), ONE_YUAN + 7.3)
    assert (each.tolist(), most) == ([ONE_YUAN, ONE_YUAN + 1], ONE_YUAN + 7.5)


def test_amounts_with_cents_are_counted_in_cents() -> None:
    each, most = whole_row(np.array([0.25, 0.5]), 0.6)
    assert (each.tolist(), most) == ([1.0, 2.0], 2.0)


def test_an_extended_cover_takes_every_site_as_dear_as_those_that_are_too_much() -> None:
    use = Use(np.array([3.0, 3.0, 3.0, 5.0, 1.0]), 5.0)
    cover = use.cover(np.array([True, True, False, False, True]), np.zeros(5, dtype=bool))
    assert cover is not None
    assert (cover.sites.tolist(), cover.at_most) == ([0, 1, 2, 3], 1)


def test_no_extended_cover_forbids_a_set_that_keeps_the_limit() -> None:
    random = np.random.default_rng(5)
    covers = 0
    for _ in range(200):
        use = Use(random.integers(0, 9, 7).astype(float), float(random.integers(0, 30)))
        now = random.random(7) < 0.2
        cover = use.cover(random.random(7) < 0.7, now)
        if cover is None:
            continue
        covers += 1
        for bits in range(1 << 7):
            is_open = now | np.array([bool(bits >> k & 1) for k in range(7)])
            if use.holds(is_open):
                assert is_open[cover.sites].sum() <= cover.at_most
    assert covers > 50

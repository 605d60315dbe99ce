"""What a problem or a request is refused for, and that the reason is said in both languages."""

import math
from dataclasses import replace

import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingError, SitingRequest
from tests.planning.siting.small_problems import INF, problem_of, requirement


def small(**columns):
    return problem_of([[5, 9], [9, 5]], columns.pop("persons", [1, 1]), **columns)


@pytest.mark.parametrize("persons", [[-1, 1], [math.nan, 1], [INF, 1]])
def test_persons_are_numbers_of_zero_or_more(persons: list[float]) -> None:
    with pytest.raises(SitingError, match="Persons"):
        small(persons=persons)


@pytest.mark.parametrize(("name", "values"), [("cost", [-1, 1]), ("capacity", [INF, 1])])
def test_cost_and_capacity_are_numbers_of_zero_or_more(name: str, values: list[float]) -> None:
    with pytest.raises(SitingError, match="numbers of 0 or more"):
        small(**{name: values})


def test_ids_and_times_must_be_of_the_same_people_and_sites() -> None:
    with pytest.raises(ValueError, match="between these people"):
        replace(small(), site_ids=("s000", "s009"))


@pytest.mark.parametrize("objective", [Objective.LSCP, Objective.MCLP])
def test_covering_needs_a_cutoff(objective: Objective) -> None:
    with pytest.raises(SitingError) as raised:
        SitingRequest(objective, p=1)
    assert "时间上限" in raised.value.text.zh


@pytest.mark.parametrize("objective", [Objective.MCLP, Objective.P_MEDIAN, Objective.P_CENTER])
def test_choosing_needs_a_number_of_sites_or_a_budget(objective: Objective) -> None:
    with pytest.raises(SitingError, match="or a budget"):
        SitingRequest(objective, cutoff_min=20)


@pytest.mark.parametrize(
    "wrong",
    [
        {"p": -1},
        {"budget_yuan": -0.01},
        {"budget_yuan": INF},
        {"cutoff_min": math.nan},
        {"time_limit_s": 0.0},
        {"weights": {"d000": -1.0}},
    ],
)
def test_limits_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(SitingError):
        SitingRequest(Objective.LSCP, **{"cutoff_min": 20.0, **wrong})


def test_a_cost_that_is_not_known_stops_what_needs_it_and_names_the_site() -> None:
    problem = small(cost=[1, math.nan])
    with pytest.raises(SitingError, match="s001"):
        choose_sites(problem, SitingRequest(Objective.P_MEDIAN, budget_yuan=5))
    assert choose_sites(problem, SitingRequest(Objective.P_MEDIAN, p=1)).objective == 14.0


def test_the_cost_of_an_existing_site_need_not_be_known() -> None:
    problem = small(cost=[1, math.nan], existing=[1])
    plan = choose_sites(problem, SitingRequest(Objective.LEAST_COST, cutoff_min=5))
    assert (plan.objective, plan.chosen) == (1.0, ("s000",))


@pytest.mark.parametrize(
    "strange", [{"required": (requirement([7], 1),)}, {"weights": {"nobody": 2.0}}]
)
def test_ids_nobody_has_are_refused(strange: dict[str, object]) -> None:
    with pytest.raises(SitingError, match="No site or demand"):
        choose_sites(small(), SitingRequest(Objective.P_MEDIAN, p=1, **strange))


def test_a_requirement_alone_asks_for_its_sites_and_nothing_more() -> None:
    request = SitingRequest(Objective.LEAST_COST, required=(requirement([0, 1], 1),))
    plan = choose_sites(small(cost=[3, 2]), request)
    assert (plan.objective, plan.chosen) == (2.0, ("s001",))


def test_existing_sites_count_towards_a_requirement() -> None:
    request = SitingRequest(Objective.LEAST_COST, required=(requirement([0, 1], 1),))
    plan = choose_sites(small(cost=[3, 2], existing=[0]), request)
    assert (plan.objective, plan.chosen) == (0.0, ())

"""An exchange of one site that does as well is a tie, found without a search."""

import numpy as np
import pytest

from analysis.planning.siting import choose
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.instance import Instance
from analysis.planning.siting.problem import Objective, SitingRequest
from analysis.planning.siting.worth import exchange_ties
from tests.planning.siting.small_problems import INF, problem_of, random_problem, try_all


@pytest.mark.parametrize("seed", [1, 2])
def test_an_exchange_that_ties_is_one_of_all_the_ties_there_are(seed: int) -> None:
    random = np.random.default_rng([seed, 77])
    found = plans = 0
    for _ in range(40):
        problem = random_problem(random, 8, 7)
        request = SitingRequest(Objective.P_MEDIAN, p=int(random.integers(1, 4)))
        plan = choose_sites(problem, request, look_for_ties=False)
        if plan.objective is None or not plan.chosen:
            continue
        plans += 1
        places = np.flatnonzero(np.isin(problem.site_ids, plan.chosen)).tolist()
        if exchange_ties(Instance.of(problem, request), places, plan.objective):
            found += 1
            assert try_all(problem, request).ties_with(plan.chosen)
    assert 0 < found < plans


def test_a_p_median_too_large_to_solve_twice_is_told_of_an_exchange_that_ties(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choose, "_TIES_MOST_PAIRS", 0)
    request = SitingRequest(Objective.P_MEDIAN, p=1)
    tied = problem_of([[5, 5, INF], [3, 3, INF], [1, 1, 9]], [1, 1, 1])
    assert choose_sites(tied, request).other_plans_tie is True
    alone = problem_of([[5, 6, INF], [3, 3, INF], [1, 1, 9]], [1, 1, 1])
    assert choose_sites(alone, request).other_plans_tie is None

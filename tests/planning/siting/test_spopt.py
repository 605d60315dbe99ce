"""The same optimum as spopt's models, on instances drawn at random."""

import warnings

import numpy as np
import pytest

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingRequest
from tests.planning.siting.small_problems import Floats, problem_of

with warnings.catch_warnings():
    # spopt's own imports: packages it wants and deprecations of theirs.
    warnings.simplefilter("ignore")
    import pulp
    from spopt.locate import LSCP, MCLP, PCenter, PMedian

# What PuLP says to spopt about a version to come.
pytestmark = pytest.mark.filterwarnings("ignore:.*PuLP 4.0:DeprecationWarning")
SEEDS = range(6)


def drawn(seed: int) -> tuple[Floats, Floats]:
    """Minutes, person × site, and persons: a plane with everything within 85 minutes."""
    random = np.random.default_rng(seed)
    here, there = random.random((40, 2)) * 60, random.random((15, 2)) * 60
    minutes = np.hypot(*(here[:, None, :] - there[None, :, :]).transpose(2, 0, 1))
    return minutes, random.integers(1, 50, 40).astype(float)


def solved(model):
    """spopt's objective, the programme as spopt states it, solved by HiGHS."""
    return pulp.value(model.solve(pulp.HiGHS(msg=False)).problem.objective)


@pytest.mark.parametrize("seed", SEEDS)
def test_lscp(seed: int) -> None:
    minutes, persons = drawn(seed)
    plan = choose_sites(problem_of(minutes, persons), SitingRequest(Objective.LSCP, cutoff_min=30))
    if plan.objective is not None:
        assert plan.objective == solved(LSCP.from_cost_matrix(minutes, 30))


@pytest.mark.parametrize("seed", SEEDS)
def test_mclp(seed: int) -> None:
    minutes, persons = drawn(seed)
    request = SitingRequest(Objective.MCLP, p=3, cutoff_min=15)
    ours = choose_sites(problem_of(minutes, persons), request).objective
    assert ours == pytest.approx(solved(MCLP.from_cost_matrix(minutes, persons, 15, 3)))


@pytest.mark.parametrize("seed", SEEDS)
def test_p_median(seed: int) -> None:
    minutes, persons = drawn(seed)
    ours = choose_sites(
        problem_of(minutes, persons), SitingRequest(Objective.P_MEDIAN, p=4)
    ).objective
    assert ours == pytest.approx(solved(PMedian.from_cost_matrix(minutes, persons, 4)))


@pytest.mark.parametrize("seed", SEEDS)
def test_p_center(seed: int) -> None:
    minutes, persons = drawn(seed)
    ours = choose_sites(
        problem_of(minutes, persons), SitingRequest(Objective.P_CENTER, p=4)
    ).objective
    assert ours == pytest.approx(solved(PCenter.from_cost_matrix(minutes, 4)), abs=1e-4)

"""A p-median by p alone is the same answer by the table and by cuts on the sites alone."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.planning.siting import p_median
from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingProblem, SitingRequest
from analysis.planning.siting.solver import Outcome
from geo.travel.model import TravelMode
from geo.travel.straight_line import StraightLine
from geo.travel.times import TravelTimes

PEOPLE, SITES = 220, 20


def _problem(seed: int) -> SitingProblem:
    random = np.random.default_rng(seed)
    places, sites = random.random((PEOPLE, 2)), random.random((SITES, 2))
    minutes = np.round(100 * np.linalg.norm(places[:, None] - sites[None, :], axis=2), 1)
    people = tuple(f"d{i:03d}" for i in range(PEOPLE))
    names = tuple(f"s{j:02d}" for j in range(SITES))
    model = StraightLine.default(TravelMode.DRIVING).model
    return SitingProblem(
        people,
        random.integers(0, 50, PEOPLE).astype(np.float64),
        names,
        np.zeros(SITES),
        np.full(SITES, np.nan),
        np.zeros(SITES, dtype=bool),
        TravelTimes.of_matrix(people, names, minutes, model),
    )


@pytest.mark.parametrize("seed", range(6))
def test_both_ways_prove_the_same_least_time(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem, request = _problem(seed), SitingRequest(Objective.P_MEDIAN, p=3 + seed)
    by_table = choose_sites(problem, request, look_for_ties=False)
    monkeypatch.setattr(p_median, "_MANY_PAIRS", 0)
    by_cuts = choose_sites(problem, request, look_for_ties=False)
    assert by_table.status is by_cuts.status is Outcome.OPTIMAL
    assert by_cuts.objective == pytest.approx(by_table.objective, rel=1e-9)


def test_with_many_people_for_a_site_the_table_is_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(p_median, "_MANY_PAIRS", 0)
    monkeypatch.setattr(p_median, "solve_p_median", None)
    found = choose_sites(_problem(1), SitingRequest(Objective.P_MEDIAN, p=3), look_for_ties=False)
    assert found.status is Outcome.OPTIMAL

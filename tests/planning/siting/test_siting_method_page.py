"""The page on siting says what the code computes."""

import math
from pathlib import Path

from analysis.planning.siting.choose import choose_sites
from analysis.planning.siting.problem import Objective, SitingRequest
from tests.planning.siting.small_problems import problem_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "methods" / "siting.md"
INF = math.inf
# Sites s000 = w, s001 = x, s002 = y.
PROBLEM = problem_of([[7, 5, INF], [INF, 20, 10], [INF, INF, 25]], [10, 5, 1], [20, 100, 50])


def test_the_worked_example_comes_out_as_printed() -> None:
    example = PAGE.read_text("utf-8").split("## Worked example")[1].split("\n## ")[0]
    asked = {
        "w and y, 70 yuan": SitingRequest(Objective.LEAST_COST, cutoff_min=25),
        "x, 15 persons": SitingRequest(Objective.MCLP, p=1, cutoff_min=20),
        "x and y, 10 × 5 + 5 × 10 + 1 × 25 = 125 person-minutes": SitingRequest(
            Objective.P_MEDIAN, p=2
        ),
    }
    for printed, request in asked.items():
        plan = choose_sites(PROBLEM, request)
        assert printed in example
        names = " and ".join("wxy"[int(name[1:])] for name in plan.chosen)
        assert printed.startswith(names)
        assert f"{plan.objective:g}" in printed
    assert choose_sites(PROBLEM, SitingRequest(Objective.P_CENTER, p=2)).objective == 25
    conflict = choose_sites(PROBLEM, SitingRequest(Objective.LSCP, cutoff_min=20)).conflict
    assert conflict is not None
    assert (conflict.unreachable, conflict.limits[0].least) == (("d002",), 25.0)


def test_every_objective_is_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    assert all(f"| `{objective}`" in page for objective in Objective)

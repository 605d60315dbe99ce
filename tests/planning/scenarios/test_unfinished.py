"""A later wish that finds nothing in its time leaves the plan of the wishes before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis.planning.scenarios import calendar_asked, in_years, making, once_a_year
from analysis.planning.scenarios.hearing import Heard
from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.scenarios.trying import tried
from analysis.planning.siting.in_order import Step, choose_in_order
from analysis.planning.siting.plan import SitingPlan
from analysis.planning.siting.problem import Objective, SitingProblem
from analysis.planning.siting.solver import Outcome, Progress, Watch
from tests.planning.scenarios.small_plans import X, Y, Z
from tests.planning.scenarios.two_counties import (
    NOTHING,
    Table,
    catalogue,
    demand,
    question,
)

CORE = Wish(Objective.LEAST_COST, core=True)
MOST = Wish(Objective.MCLP)


def made(asked: PlanQuestion, watch: Watch | None = None) -> FacilityPlan:
    return make_plan(asked, NOTHING, catalogue(), demand(), Table(), watch)


def sites(plan: FacilityPlan) -> str:
    return "".join(sorted(p.option.site.site_id for p in plan.projects))


@pytest.fixture
def second_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several steps the second one finds nothing, as when its time is over."""

    def chosen(
        problem: SitingProblem,
        steps: Sequence[Step],
        watch: Watch | None = None,
        *,
        look_for_ties: bool = True,
    ) -> tuple[SitingPlan, ...]:
        first, *others = choose_in_order(problem, steps, watch, look_for_ties=look_for_ties)
        if not others:
            return (first,)
        none = replace(others[0], status=Outcome.NOTHING_FOUND, objective=None, chosen=())
        return first, none

    monkeypatch.setattr(in_years, "choose_in_order", chosen)


@pytest.mark.usefixtures("second_finds_nothing")
@pytest.mark.parametrize("more", [{}, {"use_capacity": True}, {"strict": True}])
def test_the_plan_of_the_core_is_given_and_the_step_after_it_said_unfinished(
    more: dict[str, bool],
) -> None:
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0, **more))
    assert sites(plan) == "XZ"
    assert plan.status is Outcome.FEASIBLE
    assert [s.status for s in plan.stages] == [Outcome.OPTIMAL, Outcome.NOTHING_FOUND]
    assert plan.stages[0].objective == 180.0
    assert any("没有找到方案" in note.zh and "前一步" in note.zh for note in plan.notes)
    assert plan.conflict is None


@pytest.mark.usefixtures("second_finds_nothing")
def test_where_years_have_budgets_the_core_is_begun_in_years_that_have_the_money() -> None:
    years = {2026: 100.0, 2027: 100.0}
    plan = made(
        question(
            X,
            Y,
            Z,
            wishes=(CORE, MOST),
            budget_yuan=300.0,
            carry_over=False,
            budget_by_year_yuan=years,
        )
    )
    assert {p.option.site.site_id: p.begin_year for p in plan.projects} in (
        {"X": 2026, "Z": 2027},
        {"X": 2027, "Z": 2026},
    )
    assert plan.status is Outcome.FEASIBLE


@pytest.mark.usefixtures("second_finds_nothing")
def test_a_wish_never_begun_is_unfinished_too() -> None:
    wishes = (CORE, MOST, Wish(Objective.P_MEDIAN))
    plan = made(question(X, Y, Z, wishes=wishes, budget_yuan=300.0))
    assert [s.wish for s in plan.stages] == list(wishes)
    assert plan.stages[2].status is Outcome.NOTHING_FOUND


def test_a_core_that_does_not_fit_into_the_years_is_no_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nothing(*_: object, **__: object) -> tuple[SitingPlan, ...]:
        return ()

    monkeypatch.setattr(in_years, "_year_by_year", nothing)
    monkeypatch.setattr(in_years, "_fits", lambda *_: False)
    monkeypatch.setattr(in_years, "_with_less", lambda *_: None)
    asked = question(
        X,
        Y,
        Z,
        wishes=(CORE, MOST),
        budget_yuan=300.0,
        carry_over=False,
        budget_by_year_yuan={2026: 180.0},
    )
    plan = made(asked)
    assert (plan.status, plan.projects) == (Outcome.NOTHING_FOUND, ())


def test_the_first_wish_without_a_plan_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(
        problem: SitingProblem, steps: Sequence[Step], *_: object
    ) -> tuple[SitingPlan, ...]:
        found = choose_in_order(problem, steps[:1])[0]
        return (replace(found, status=Outcome.NOTHING_FOUND, objective=None, chosen=()),)

    monkeypatch.setattr(in_years, "choose_in_order", nothing)
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0))
    assert (plan.status, plan.projects) == (Outcome.NOTHING_FOUND, ())


def test_a_search_ended_at_once_never_calls_the_wishes_it_left_proven() -> None:
    def at_once(progress: Progress) -> bool:
        return False

    for years in ({}, {2026: 180.0, 2027: 180.0}):
        asked = question(
            X,
            Y,
            Z,
            wishes=(CORE, MOST),
            budget_yuan=300.0,
            carry_over=False,
            budget_by_year_yuan=years,
        )
        plan = made(asked, at_once)
        assert len(plan.stages) == 2
        if any(s.status is Outcome.NOTHING_FOUND for s in plan.stages):
            assert plan.status in (Outcome.FEASIBLE, Outcome.NOTHING_FOUND)


@pytest.mark.usefixtures("second_finds_nothing")
def test_a_change_by_hand_of_such_a_plan_keeps_its_status() -> None:
    plan = made(question(X, Y, Z, wishes=(CORE, MOST), budget_yuan=300.0))
    ids = [p.option.option_id for p in plan.projects]
    trial = tried(plan, ids, NOTHING, catalogue(), demand(), Table())
    assert trial.status is Outcome.FEASIBLE


def test_too_large_for_every_year_a_plan_fits_into_the_years_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(once_a_year, "_MOST_PAIRS", -1)
    years = {2026: 100.0, 2027: 90.0}
    plan = made(
        question(
            X,
            Y,
            Z,
            wishes=(CORE, MOST),
            budget_yuan=300.0,
            carry_over=False,
            budget_by_year_yuan=years,
        )
    )
    assert plan.projects
    spent = np.sum([p.cost_by_year_yuan for p in plan.projects], axis=0)
    assert spent[0] <= years[2026]
    assert spent[1] <= years[2027]


YEARS_ASKED = question(
    X,
    Y,
    Z,
    held=(),
    wishes=(MOST,),
    p=3,
    carry_over=False,
    budget_by_year_yuan={2026: 70.0, 2027: 120.0, 2028: 0.0, 2029: 0.0, 2030: 0.0},
)


def in_time(plan: FacilityPlan) -> bool:
    """Whether no year spends more than it has."""
    limits = YEARS_ASKED.budget_by_year_yuan
    spent = dict.fromkeys(limits, 0.0)
    for project in plan.projects:
        for year, yuan in zip(YEARS_ASKED.years, project.cost_by_year_yuan or (), strict=True):
            spent[year] += yuan
    return all(spent[year] <= limits[year] for year in limits)


def test_a_search_ended_by_the_reader_gives_what_of_the_free_plan_fits_into_the_years(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_years, "_year_by_year", lambda *_: ())
    monkeypatch.setattr(in_years, "_with_less", lambda *_: None)
    plan = made(YEARS_ASKED)
    assert plan.status is Outcome.FEASIBLE
    assert 0 < len(plan.projects) < 3
    assert in_time(plan)
    assert plan.stages[0].objective is not None


def test_years_that_are_not_decided_in_time_are_any_that_fit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unhurried = made(YEARS_ASKED)
    chosen = calendar_asked.choose_sites

    def no_time(*args: Any, **more: Any) -> SitingPlan:
        return replace(chosen(*args, **more), status=Outcome.NOTHING_FOUND, chosen=())

    monkeypatch.setattr(calendar_asked, "choose_sites", no_time)
    plan = made(YEARS_ASKED)
    assert sites(plan) == sites(unhurried)
    assert plan.projects
    assert in_time(plan)


def test_a_plan_without_years_is_never_called_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "begun_early", lambda *_: None)
    plan = made(YEARS_ASKED)
    assert (plan.status, plan.projects) == (Outcome.NOTHING_FOUND, ())


def test_what_decides_the_years_hears_the_watcher_and_shows_none_of_its_figures() -> None:
    told: list[Progress] = []

    def watch(progress: Progress) -> bool:
        told.append(progress)
        return True

    heard = Heard(watch)
    heard(Progress(1.0, 5.0, 7.0))
    assert heard.aside(Progress(2.0, 99.0, 98.0))
    assert told[-1] == Progress(2.0, 5.0, 7.0)
    refuses = Heard(lambda _: False)
    assert not refuses.aside(Progress(1.0, None, None))
    assert not refuses.going_on

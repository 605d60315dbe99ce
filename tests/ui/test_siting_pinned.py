"""A plan changed by hand is solved again: kept projects stay, dropped ones are left out."""

from __future__ import annotations

from analysis.planning.scenarios.making import make_plan
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import PlanQuestion, Wish
from analysis.planning.siting.problem import Objective
from tests.planning.scenarios.two_counties import (
    NOTHING,
    Table,
    catalogue,
    demand,
    moved,
    option,
    question,
)
from tests.ui.test_siting_page import drawn, kept, page, press, solved
from ui.siting.siting_pinned import pinned

X, Y, Z = option("X", 100.0), option("Y", 120.0), option("Z", 80.0)


def made(asked: PlanQuestion) -> FacilityPlan:
    return make_plan(asked, NOTHING, catalogue(), demand(), Table())


def sites(plan: FacilityPlan) -> list[str]:
    return sorted(p.option.site.site_id for p in plan.projects)


def test_what_was_dropped_is_left_out_and_what_was_kept_is_taken_again() -> None:
    plan = made(question(X, Y, Z))
    assert sites(plan) == ["X", "Z"]
    again = pinned(plan, {Z.option_id}, {})
    assert again.forced == {X.option_id}
    assert again.barred == {Z.option_id}
    assert sites(made(again)) == ["X", "Y"]


def test_what_was_dropped_in_an_earlier_round_stays_left_out() -> None:
    first = made(pinned(made(question(X, Y, Z, strict=False)), {Z.option_id}, {}))
    again = pinned(first, {X.option_id}, {})
    assert again.barred == {X.option_id, Z.option_id}
    assert again.forced == {Y.option_id}


def test_a_site_moved_stands_in_place_of_the_one_it_was() -> None:
    plan = made(question(X, Y, Z))
    there = option("Y", 80.0)
    again = pinned(plan, (), {Z.option_id: there})
    assert Z.option_id not in {o.option_id for o in again.options}
    assert again.forced == {X.option_id, Y.option_id}
    assert again.option(Y.option_id) == there
    assert sites(made(again)) == ["X", "Y"]


def test_a_site_moved_and_dropped_is_left_out_where_it_was() -> None:
    again = pinned(made(question(X, Y, Z)), {Z.option_id}, {Z.option_id: moved(Z, 110.4, 22.0)})
    assert again.barred == {Z.option_id}
    assert again.option(Z.option_id) == Z


def test_what_must_be_taken_and_can_not_be_paid_is_a_conflict_that_names_it() -> None:
    wishes = (Wish(Objective.MCLP),)
    plan = made(question(X, Y, Z, held=(), wishes=wishes, budget_yuan=200.0))
    dear = option("Y", 500.0)
    gone = sorted(p.option.option_id for p in plan.projects)[0]
    none = made(pinned(plan, (), {gone: dear}))
    assert none.conflict is not None
    assert "“演示Y地”必须列入" in none.conflict.said.zh


def test_on_the_page_a_trial_is_solved_again_around_the_choice() -> None:
    app = press(page(), "siting_run")
    first = solved(app)
    gone = first.projects[0].option.option_id
    kept(app)["dropped"] = {gone}
    app = press(app.run(), "siting_again")
    plan = solved(app)
    assert not app.exception
    taken = {p.option.option_id for p in plan.projects}
    assert gone not in taken
    assert taken >= {p.option.option_id for p in first.projects[1:]}
    assert drawn(app, "pinned")
    assert not drawn(app, "stale")
    assert not drawn(app, "trial")

"""选址: closing what exists, counting what is under way in times, and how long entries last."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import UnderWay
from analysis.planning.siting.solver import Outcome
from geo.text import Text
from tests.ui.test_siting_page import (
    LIUZHOU,
    choose,
    drawn,
    kept,
    page,
    press,
    solved,
    waiting_for_nothing,
)
from ui.siting import siting_closing, siting_result, siting_tables
from ui.siting.siting_answer import Found


def answer(app: AppTest) -> Found:
    found: Found = kept(app)["found"]
    return found


def names(app: AppTest) -> dict[str, Text]:
    counties = answer(app).data.layers.counties_of(LIUZHOU)
    return {c.code: Text(c.short_zh, c.short_en) for c in counties}


def lines(app: AppTest, plan: FacilityPlan) -> tuple[Text, ...]:
    found = answer(app)
    assert found.effect is not None
    layers, catalogue = found.data.layers, found.data.catalogue
    return siting_closing.closing_lines(plan, found.effect, layers, names(app), catalogue)


def box(app: AppTest, name: str) -> object:
    return next(c for c in app.checkbox if c.key == f"siting_{LIUZHOU}_demo_{name}")


def only_facility(app: AppTest) -> tuple[str, str]:
    """The one facility that what 三者有其一 asks rests on in a county, and the county."""
    found = answer(app)
    for (requirement, county), finding in sorted(found.findings.items()):
        counted = [c.record_id for c in finding.considered if c.counts]
        if requirement == "liuzhou.three-facilities" and len(counted) == 1:
            return counted[0], county
    raise AssertionError


def test_nothing_closes_by_itself() -> None:
    app = press(page(), "siting_run")
    plan = solved(app)
    assert plan.closed == ()
    assert not drawn(app, "closing")


def test_a_facility_that_is_to_close_is_replaced_and_the_page_says_what_closes() -> None:
    app = press(waiting_for_nothing(page()), "siting_run")
    solved(app)
    facility, county = only_facility(app)
    app = press(choose(app, "closing", [facility]), "siting_run")
    plan = solved(app)
    assert plan.closed == (facility,)
    assert county in {p.option.site.county_code for p in plan.projects}
    assert drawn(app, "closing")
    assert names(app)[county].zh in lines(app, plan)[0].zh
    assert names(app)[county].en in lines(app, plan)[0].en


def test_a_closure_no_plan_makes_up_for_is_named_with_its_clause() -> None:
    app = press(page(), "siting_run")
    solved(app)
    facility, county = only_facility(app)
    app = choose(choose(app, "closing", [facility]), "held_liuzhou.three-facilities", False)
    plan = solved(press(app, "siting_run"))
    said = [line.zh for line in lines(app, plan)]
    assert any(names(app)[county].zh in zh and "由已达到变为尚未达到" in zh for zh in said)


def test_counting_what_is_under_way_in_times_is_a_choice_that_waiting_for_nothing_ends() -> None:
    app = page()
    assert not box(app, "reach_under_way").value  # type: ignore[attr-defined]
    app = press(choose(app, "reach_under_way", True), "siting_run")
    plan = solved(app)
    assert plan.question.reach_under_way
    assert any("投用之前还到不了" in note.zh for note in plan.notes)
    assert siting_tables.now_words(plan.question).zh == "现状（含在建）"
    app = press(waiting_for_nothing(app), "siting_run")
    assert not solved(app).question.reach_under_way
    assert box(app, "reach_under_way").disabled  # type: ignore[attr-defined]
    assert plan.question.under_way is UnderWay.COUNTED


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "程序重启后都要重填"), ("en", "A restart of the program forgets")]
)
def test_how_long_entries_last_is_said_on_the_page(language: str, said: str) -> None:
    assert any(said in c.value for c in page(language=language).caption)


def test_wishes_after_an_impossible_one_are_not_called_unfinished() -> None:
    app = choose(page(), "preset", "comply_then_reach")
    app = waiting_for_nothing(choose(app, "budget_None", 100.0))
    plan = solved(press(app, "siting_run"))
    assert [s.status for s in plan.stages] == [Outcome.INFEASIBLE, Outcome.NOTHING_FOUND]
    assert [s.status for s in siting_result.asked_stages(plan)] == [Outcome.INFEASIBLE]

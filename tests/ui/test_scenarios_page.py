"""方案 runs in the app: scenarios listed, opened, renamed, duplicated, withdrawn, compared."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.frozen_app import drawn as everything
from tests.ui.scenario_examples import YULIN, kept, page, without_plan
from tests.ui.test_accessibility_page import drawn
from ui.scenarios.scenario_kept import LONGEST_NAME, free_name, name_problem, shown_name


def held(app: AppTest) -> list[str]:
    """The names of the scenarios in the session, in their order."""
    return [k.name for k in app.session_state[f"scenarios_demonstration_{YULIN}"].values()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_names_every_scenario_with_its_state(language: str) -> None:
    app = page(kept(), kept("演示方案二", 2, assumed=True), without_plan(), language=language)
    assert not app.exception
    shown = everything(app)
    for said in ("演示方案一", "演示方案二", "演示方案三"):
        assert said in shown
    words = ("已证明最优 · 假定", "各项限制相互冲突，无方案")
    if language == "en":
        words = ("Proven best · assumed", "The limits conflict: no plan")
    for said in words:
        assert said in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_scenario_opened_shows_its_maps_findings_and_reach(language: str) -> None:
    app = page(kept(), language=language, scenarios_tab="opened")
    assert not app.exception
    for key in ("scenario_lede", "scenario_changed", "scenario_reach", "scenario_unplanned"):
        assert drawn(app, key), key
    assert len(app.get("component_instance")) >= 2


def test_what_is_assumed_says_so_in_the_notice_and_the_table() -> None:
    shown = everything(page(kept(assumed=True), scenarios_tab="opened"))
    assert "本方案含假定" in shown
    assert r"\"sub\": \"假定\"" in shown


def test_without_an_assumption_nothing_says_so() -> None:
    shown = everything(page(kept(), scenarios_tab="opened"))
    assert "假定" not in shown


def test_a_scenario_is_renamed_under_a_name_that_begins_demonstration() -> None:
    app = page(kept(), scenarios_tab="opened")
    box = next(t for t in app.text_input if (t.key or "").startswith("scenario_rename_"))
    box.set_value("两县先建").run()
    app.button(key="scenario_rename").click().run()
    assert not app.exception
    assert held(app) == ["演示两县先建"]


def test_a_name_that_is_taken_is_refused() -> None:
    app = page(kept(), kept("演示方案二", 2), scenarios_tab="opened")
    box = next(t for t in app.text_input if (t.key or "").startswith("scenario_rename_"))
    box.set_value("演示方案二").run()
    app.button(key="scenario_rename").click().run()
    assert any("已有同名的方案" in e.value for e in app.error)
    assert held(app) == ["演示方案一", "演示方案二"]


def test_a_duplicate_has_a_name_of_its_own_and_is_opened() -> None:
    app = page(kept(), scenarios_tab="opened")
    app.button(key="scenario_duplicate").click().run()
    assert not app.exception
    assert held(app) == ["演示方案一", "演示方案一 副本"]
    assert app.selectbox(key="scenario_choice").value != "scenario-1"


def test_a_scenario_is_withdrawn_only_by_the_second_button() -> None:
    app = page(kept(), kept("演示方案二", 2), scenarios_tab="opened")
    app.button(key="scenario_withdraw").click().run()
    assert not app.exception
    assert held(app) == ["演示方案二"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_two_scenarios_are_compared_on_two_maps(language: str) -> None:
    app = page(
        kept(),
        kept("演示方案二", 2, assumed=True),
        language=language,
        scenarios_tab="compared",
    )
    assert not app.exception
    assert len(app.get("component_instance")) >= 2
    said = "含假定" if language == "zh" else "rest on an assumption"
    assert said in everything(app)


def test_one_scenario_alone_is_compared_with_nothing() -> None:
    app = page(kept(), scenarios_tab="compared")
    assert drawn(app, "scenarios_too_few")


def test_a_scenario_without_a_plan_is_opened_and_says_why() -> None:
    app = page(without_plan(), scenarios_tab="opened")
    assert not app.exception
    assert "各项限制相互冲突，无方案" in everything(app)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("", True), ("方案一", True), ("长" * (LONGEST_NAME + 1), True), ("联系13807751234", True)],
)
def test_a_name_is_one_line_without_personal_numbers(name: str, *, wrong: bool) -> None:
    assert (name_problem(name, frozenset({"方案一"})) is not None) is wrong


def test_a_name_of_its_own_is_taken_as_it_is() -> None:
    assert name_problem("方案二", frozenset({"方案一"})) is None


def test_a_demonstrations_name_says_so_once() -> None:
    assert shown_name(" 方案", demonstration=True) == "演示方案"
    assert shown_name("演示方案", demonstration=True) == "演示方案"
    assert shown_name("方案", demonstration=False) == "方案"


def test_a_free_name_counts_on_and_stays_short() -> None:
    taken = frozenset({"方案", "方案 2", "长" * LONGEST_NAME})
    assert free_name("方案", taken) == "方案 3"
    assert len(free_name("长" * LONGEST_NAME, taken)) == LONGEST_NAME

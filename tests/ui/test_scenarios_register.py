"""Scenarios of real data are the register's: kept, renamed, withdrawn; of a past day only read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.planning.scenarios.stored import scenario_of, stored_scenario
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.scenario_rows import kept_anew
from geo.scenarios import StoredScenario
from tests.ui.frozen_app import BODY, NOW, frozen_now, looking_at, the_register
from tests.ui.frozen_app import drawn as everything
from tests.ui.scenario_examples import YULIN, effect, plan
from tests.ui.test_pages import opened
from tests.ui.test_scenarios_page import finished


def recorded(name: str = "方案一") -> str:
    """The id of a scenario put into the register."""
    edit = kept_anew(stored_scenario(name, plan(demonstration=False), effect()), NOW)
    with the_register() as register:
        register.commit(Change(ChangeKind.EDIT, BODY, NOW), [edit])
    return edit.record_id


def page(**session: Any) -> AppTest:
    """The page of real data."""
    app = opened(YULIN)
    if (day := session.pop("known_on", None)) is not None:
        app.date_input(key="choice_known_on").set_value(day).run()
    for name, value in session.items():
        app.session_state[name] = value
    return app.switch_page("ui/pages/scenarios.py").run()


def in_register() -> dict[str, str]:
    """The scenarios' names by id."""
    with the_register() as register:
        return {i: h.record.name for i, h in register.state().tables.get("scenarios", {}).items()}


def test_without_a_scenario_the_page_leads_to_siting() -> None:
    app = page()
    assert not app.exception
    assert "玉林市还没有比选方案" in everything(app)
    assert any("选址" in link.proto.label for link in app.get("page_link"))


def test_a_recorded_scenario_is_listed_with_the_body_that_kept_it() -> None:
    recorded()
    shown = everything(page())
    assert "方案一" in shown
    assert BODY in shown


def test_a_recorded_scenario_opens_as_it_was_kept() -> None:
    recorded()
    app = page(scenarios_tab="opened")
    assert not app.exception
    assert plan().run_id in everything(app)


def test_a_new_name_is_written_to_the_register_with_its_history() -> None:
    key = recorded()
    app = page(scenarios_tab="opened")
    next(t for t in app.text_input if (t.key or "").startswith("scenario_rename_")).set_value(
        "两县先建"
    ).run()
    app.button(key="scenario_rename").click().run()
    assert not app.exception
    assert in_register() == {key: "两县先建"}
    with the_register() as register:
        assert len(register.history("scenarios", key)) == 2


def test_a_duplicate_is_another_record() -> None:
    key = recorded()
    app = page(scenarios_tab="opened")
    app.button(key="scenario_duplicate").click().run()
    assert not app.exception
    assert in_register()[key] == "方案一"
    assert sorted(in_register().values()) == ["方案一", "方案一（2）"]


def test_a_withdrawn_scenario_stays_in_the_history() -> None:
    key = recorded()
    app = page(scenarios_tab="opened")
    app.button(key="scenario_withdraw").click().run()
    assert not app.exception
    assert in_register() == {}
    with the_register() as register:
        assert register.history("scenarios", key)[-1][1].after is None


def test_a_change_somebody_made_meanwhile_is_not_lost() -> None:
    key = recorded()
    app = page(scenarios_tab="opened")
    with the_register() as register:
        held = register.state().tables["scenarios"][key]
        other = replace(held.record, name="别人改的名")
        register.commit(
            Change(ChangeKind.EDIT, "别的单位", register.changes(1)[0].change.recorded_at),
            [Edit("scenarios", key, other, held.version)],
        )
    app.button(key="scenario_withdraw").click().run()
    assert in_register() == {key: "别人改的名"}
    assert any("没有保存" in w.value for w in app.warning)


def test_of_a_past_day_scenarios_are_only_read() -> None:
    recorded()
    app = page(scenarios_tab="opened", known_on=date(2030, 1, 1))
    assert not app.exception
    assert "方案一" in everything(app)
    keys = [b.key for b in app.button]
    assert "scenario_withdraw" not in keys
    assert "scenario_rename" not in keys


def test_before_it_was_kept_there_is_no_scenario() -> None:
    recorded()
    assert "还没有比选方案" in everything(page(known_on=date(2020, 1, 1)))


def test_a_scenario_this_program_can_t_read_is_named_and_the_others_are_shown() -> None:
    recorded()
    damaged = replace(stored_scenario("坏方案", plan(demonstration=False), effect()), payload="{}")
    with the_register() as register:
        register.commit(Change(ChangeKind.EDIT, BODY, NOW), [kept_anew(damaged, NOW)])
    app = page()
    assert not app.exception
    shown = everything(app)
    assert "“坏方案”：" in shown
    assert "有 1 个比选方案" in shown


def test_a_frozen_assessment_has_no_scenarios() -> None:
    frozen = frozen_now()
    recorded()
    app = looking_at(frozen.frozen_id, "scenarios")
    assert not app.exception
    assert "方案一" not in everything(app)


def test_a_demonstration_shows_none_of_the_register() -> None:
    recorded()
    app = opened(YULIN, demonstration=True)
    assert "还没有比选方案" in everything(app.switch_page("ui/pages/scenarios.py").run())


def solved_under_one_budget() -> AppTest:
    """The page of real data with a plan just made under one budget, to be kept."""
    recorded()
    app = page(scenarios_tab="opened", scenario_section="budget")
    next(n for n in app.number_input if (n.key or "").endswith("households")).set_value(100)
    next(b for b in app.button if "FormSubmitter:scenario_budget" in (b.key or "")).click().run()
    finished(app)
    return app


def keep_by(app: AppTest, body: str) -> AppTest:
    """The page after the plan was kept in the name of a body."""
    next(t for t in app.text_input if (t.key or "").startswith("scenario_save_body")).set_value(
        body
    )
    submit = next(b for b in app.button if "FormSubmitter:scenario_save" in (b.key or ""))
    return submit.click().run()


def test_a_plan_of_real_data_is_kept_in_the_name_of_a_body() -> None:
    app = keep_by(solved_under_one_budget(), "玉林市残疾人联合会")
    assert not app.exception
    assert sorted(in_register().values()) == ["方案 2", "方案一"]
    key = next(i for i, name in in_register().items() if name == "方案 2")
    with the_register() as register:
        assert register.history("scenarios", key)[0][0].change.body == "玉林市残疾人联合会"


def test_no_plan_is_kept_in_the_name_of_a_person() -> None:
    app = keep_by(solved_under_one_budget(), "王小明")
    assert any("写的是个人" in e.value for e in app.error)
    assert sorted(in_register().values()) == ["方案一"]


def edited(cells: dict[tuple[int, str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The next tables to type in have these values, by row and column."""

    def editor(frame: pd.DataFrame, **_: Any) -> pd.DataFrame:
        typed = frame.copy()
        for (row, column), value in cells.items():
            typed.loc[typed.index[row], column] = value
        return typed

    monkeypatch.setattr("streamlit.data_editor", editor)


def test_targets_set_by_hand_are_kept_with_the_scenario_as_an_event_of_its_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = recorded()
    edited({(0, "target"): "6", (0, "y2028"): "5"}, monkeypatch)
    app = page(scenarios_tab="opened", scenario_section="targets")
    next(b for b in app.button if b.label == "保存目标").click().run()
    assert not app.exception
    with the_register() as register:
        history = register.history("scenarios", key)
        own = scenario_of(register.state().tables["scenarios"][key].record).targets
    assert len(history) == 2
    assert {(t.column, t.typed) for t in own} == {("target", "6"), ("y2028", "5")}
    again = everything(page(scenarios_tab="opened", scenario_section="targets"))
    assert "目标为自定" in again
    assert "2028 年的值为自定" in again


def test_a_telephone_number_is_no_target(monkeypatch: pytest.MonkeyPatch) -> None:
    key = recorded()
    edited({(0, "goal"): "联系 13800138000"}, monkeypatch)
    app = page(scenarios_tab="opened", scenario_section="targets")
    next(b for b in app.button if b.label == "保存目标").click().run()
    assert any("没有保存" in e.value for e in app.error)
    with the_register() as register:
        assert len(register.history("scenarios", key)) == 1


def test_of_a_past_day_targets_are_only_read() -> None:
    recorded()
    app = page(scenarios_tab="opened", scenario_section="targets", known_on=date(2030, 1, 1))
    assert not app.exception
    assert not any(b.label == "保存目标" for b in app.button)


def test_a_scenario_that_can_not_be_read_can_be_withdrawn() -> None:
    damaged = StoredScenario("", YULIN, "读不出的", "{}")
    edit = kept_anew(damaged, NOW)
    with the_register() as register:
        register.commit(Change(ChangeKind.EDIT, BODY, NOW), [edit])
    app = page()
    app.button(key=f"scenario_withdraw_unreadable_{edit.record_id}").click().run()
    assert not app.exception
    assert in_register() == {}

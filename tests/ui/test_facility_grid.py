"""The list as a table to type in: one change for all rows, the form's rules, conflicts decided."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import DateSpan, Facility
from geo.vocabulary import FacilityType, Level, Status
from tests.ui.facility_steps import (
    CENTRE,
    as_viewer,
    on_file,
    register,
    said,
    somebody_else_writes,
)
from tests.ui.test_pages import opened
from tests.ui.test_session_records import on_record

SCHOOL = Facility(
    "F-2",
    "容县特殊教育学校",
    FacilityType.SPECIAL_SCHOOL,
    "450900",
    "450921",
    source="容教〔2024〕1号",
)


def grid(typed: dict[str, dict[str, str]]) -> AppTest:
    """The table as an editor has it who has typed this."""
    on_record("facilities", CENTRE, SCHOOL)
    app = opened("450900")
    app.session_state["list_in_grid"] = True
    app.session_state["facility_grid_typed"] = typed
    app.switch_page("ui/pages/facilities.py").run()
    assert not app.exception
    assert "这一页出错了" not in said(app)
    return app


def save(app: AppTest) -> AppTest:
    app.button(key="grid_save").click().run()
    assert not app.exception
    return app


def test_rows_are_saved_as_one_change() -> None:
    typed = {"F-1": {"status": "operating", "opened": "2024年3月"}, "F-2": {"level": "county"}}
    app = save(grid(typed))
    assert on_file() == replace(CENTRE, status=Status.OPERATING, opened=DateSpan.of(2024, 3))
    assert on_file("F-2") == replace(SCHOOL, level=Level.COUNTY)
    with_it = register()
    assert with_it.changes(1)[0].records == 2
    with_it.close()
    assert "已保存 2 处设施" in said(app)


def test_one_row_in_error_keeps_all_from_being_saved() -> None:
    app = save(grid({"F-1": {"opened": "2023-02-30"}, "F-2": {"level": "county"}}))
    assert "没有保存" in said(app)
    assert on_file("F-2") == SCHOOL


def test_a_number_nobody_can_read_is_not_dropped() -> None:
    app = save(grid({"F-1": {"capacity": "约五十"}}))
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_nothing_typed_leaves_nothing_to_save() -> None:
    assert grid({}).button(key="grid_save").disabled


def test_what_was_typed_is_let_go() -> None:
    app = grid({"F-1": {"status": "preparatory"}})
    app.button(key="grid_discard").click().run()
    assert app.button(key="grid_save").disabled


def test_what_was_typed_is_still_there_after_a_look_at_another_page() -> None:
    app = grid({"F-1": {"status": "preparatory"}})
    app.switch_page("ui/pages/overview.py").run()
    app.switch_page("ui/pages/facilities.py").run()
    save(app)
    assert on_file() == replace(CENTRE, status=Status.PREPARATORY)


def test_a_viewer_has_no_table_to_type_in(monkeypatch: pytest.MonkeyPatch) -> None:
    as_viewer(monkeypatch)
    app = grid({"F-1": {"status": "preparatory"}})
    assert not [b for b in app.button if b.key == "grid_save"]


def conflicting() -> AppTest:
    """I set the capacity and the status; somebody set the capacity otherwise and the level."""
    app = grid({"F-1": {"capacity": "80", "status": "preparatory"}, "F-2": {"level": "county"}})
    somebody_else_writes(replace(CENTRE, capacity=60.0, level=Level.CITY))
    save(app)
    assert "有人改了其中的记录" in said(app)
    return app


def test_a_conflict_in_one_row_writes_none() -> None:
    app = conflicting()
    assert app.button(key="grid_conflict_save").disabled
    assert on_file("F-2") == SCHOOL


@pytest.mark.parametrize(("which", "capacity"), [("theirs", 60.0), ("mine", 80.0)])
def test_a_conflict_is_decided_field_by_field(which: str, capacity: float) -> None:
    app = conflicting()
    app.segmented_control(key="grid_conflict_F-1_capacity").set_value(which).run()
    app.button(key="grid_conflict_save").click().run()
    assert not app.exception
    both = replace(CENTRE, capacity=capacity, level=Level.CITY, status=Status.PREPARATORY)
    assert on_file() == both
    assert on_file("F-2") == replace(SCHOOL, level=Level.COUNTY)


def test_a_row_withdrawn_meanwhile_stays_withdrawn() -> None:
    app = grid({"F-1": {"status": "preparatory"}, "F-2": {"level": "county"}})
    somebody_else_writes(None)
    save(app)
    app.button(key="grid_conflict_save").click().run()
    assert not app.exception
    assert on_file() is None
    assert on_file("F-2") == replace(SCHOOL, level=Level.COUNTY)


def test_mine_are_let_go() -> None:
    app = conflicting()
    app.button(key="grid_conflict_drop").click().run()
    assert on_file() == replace(CENTRE, capacity=60.0, level=Level.CITY)
    assert on_file("F-2") == SCHOOL


def test_an_end_without_a_day_is_asked_about_and_not_saved() -> None:
    app = save(grid({"F-1": {"status": "closed"}}))
    assert "没有保存" in said(app)
    assert on_file() == CENTRE


def test_an_end_with_its_day_is_saved() -> None:
    save(grid({"F-1": {"status": "closed", "closed": "2026-01-15"}}))
    assert on_file() == replace(CENTRE, status=Status.CLOSED, closed=DateSpan.of(2026, 1, 15))

"""Two people at one facility: what both changed is decided, nothing is written over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import Facility
from geo.vocabulary import Level, Status
from tests.ui.facility_steps import (
    CENTRE,
    editing,
    facilities_page,
    fill,
    on_file,
    said,
    save,
    somebody_else_writes,
)
from tests.ui.test_session_records import on_record


def conflicting() -> AppTest:
    """I set capacity and status; meanwhile somebody set capacity otherwise and the level."""
    on_record("facilities", CENTRE)
    app = fill(editing(), capacity="80", status="preparatory")
    somebody_else_writes(replace(CENTRE, capacity=60.0, level=Level.CITY))
    save(app)
    assert "有人改了这条记录" in said(app)
    return app


def test_a_conflict_writes_nothing_until_it_is_decided() -> None:
    app = conflicting()
    assert app.button(key="conflict_save").disabled
    found = on_file()
    assert found is not None
    assert found.capacity == 60.0


def test_decided_for_theirs_what_only_i_changed_is_still_mine() -> None:
    app = conflicting()
    number = app.session_state["facility_draft"].number
    app.segmented_control(key=f"conflict_{number}_capacity").set_value("theirs").run()
    app.button(key="conflict_save").click().run()
    assert not app.exception
    expected = replace(CENTRE, capacity=60.0, level=Level.CITY, status=Status.PREPARATORY)
    assert on_file() == expected


def test_decided_for_mine_what_only_they_changed_is_still_theirs() -> None:
    app = conflicting()
    number = app.session_state["facility_draft"].number
    app.segmented_control(key=f"conflict_{number}_capacity").set_value("mine").run()
    app.button(key="conflict_save").click().run()
    expected = replace(CENTRE, capacity=80.0, level=Level.CITY, status=Status.PREPARATORY)
    assert on_file() == expected


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ("theirs", replace(CENTRE, capacity=60.0, level=Level.CITY)),
        ("mine", replace(CENTRE, capacity=80.0, status=Status.PREPARATORY)),
    ],
)
def test_all_fields_are_decided_at_once(which: str, expected: Facility) -> None:
    app = conflicting()
    app.button(key=f"conflict_all_{which}").click().run()
    app.button(key="conflict_save").click().run()
    assert not app.exception
    assert on_file() == expected


def test_my_change_is_let_go() -> None:
    app = conflicting()
    app.button(key="conflict_drop").click().run()
    assert on_file() == replace(CENTRE, capacity=60.0, level=Level.CITY)


def test_a_third_change_while_deciding_is_shown_too() -> None:
    app = conflicting()
    app.button(key="conflict_all_mine").click().run()
    somebody_else_writes(replace(CENTRE, capacity=61.0))
    app.button(key="conflict_save").click().run()
    assert "有人改了这条记录" in said(app)
    found = on_file()
    assert found is not None
    assert found.capacity == 61.0


def test_a_record_withdrawn_meanwhile_is_put_back_only_when_asked() -> None:
    on_record("facilities", CENTRE)
    app = fill(editing(), status="preparatory")
    somebody_else_writes(None)
    save(app)
    assert "撤回了这条记录" in said(app)
    assert on_file() is None
    app.button(key="conflict_restore").click().run()
    assert not app.exception
    assert on_file() == replace(CENTRE, status=Status.PREPARATORY)


def test_a_withdrawal_of_what_changed_meanwhile_is_refused() -> None:
    on_record("facilities", CENTRE)
    app = facilities_page("F-1")
    next(t for t in app.text_input if "撤回的理由" in t.label).set_value("重复登记")
    changed = replace(CENTRE, status=Status.PREPARATORY)
    somebody_else_writes(changed)
    next(b for b in app.button if b.label == "撤回").click().run()
    assert on_file() == changed
    assert "没有保存" in said(app)

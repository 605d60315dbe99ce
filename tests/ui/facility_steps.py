"""A facility of the register, and what is done with it on its page."""

from __future__ import annotations

import os

import pytest
from streamlit.testing.v1 import AppTest

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.store import Register
from geo.vocabulary import CapacityUnit, FacilityType, Level, Status
from tests.ui.test_pages import opened
from tests.ui.test_session_records import NOW
from ui.access import people
from ui.access.roles import Person, Role

RONG = "450921"

CENTRE = Facility(
    "F-1",
    "容县残疾人康复中心",
    FacilityType.REHABILITATION,
    "450900",
    RONG,
    level=Level.COUNTY,
    status=Status.UNDER_CONSTRUCTION,
    capacity=50.0,
    capacity_unit=CapacityUnit.BEDS,
    source="容残联〔2025〕3号",
)


def register() -> Register:
    return start_register(register_url(None, os.environ), NOW)


def on_file(facility_id: str = "F-1") -> Facility | None:
    """The facility as the register now has it."""
    with_it = register()
    held = with_it.state().tables["facilities"].get(facility_id)
    with_it.close()
    return None if held is None else held.record


def somebody_else_writes(after: Facility | None, key: str = "F-1") -> None:
    other = register()
    version = other.state().version("facilities", key)
    change = Change(ChangeKind.EDIT, "玉林市残联", NOW)
    other.commit(change, [Edit("facilities", key, after, version)])
    other.close()


def as_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer = Person(Role.VIEWER, "容县残联")
    monkeypatch.setattr(people, "person", lambda: viewer)

    def refuse() -> Person:
        raise people.NotAllowedError(people.Text("只能查看", "view only"))

    monkeypatch.setattr(people, "require_editor", refuse)


def facilities_page(facility_id: str | None = None, language: str = "zh") -> AppTest:
    app = opened("450900", language)
    if facility_id is not None:
        app.session_state["facility_open"] = facility_id
    app.switch_page("ui/pages/facilities.py").run()
    assert not app.exception
    return app


def editing(facility_id: str = "F-1") -> AppTest:
    app = facilities_page(facility_id)
    app.button(key="facility_edit").click().run()
    assert not app.exception
    return app


def field(app: AppTest, name: str) -> object:
    """The widget of a column of the form."""
    number = app.session_state["facility_draft"].number
    key = f"facility_{number}_{name}"
    for kind in (app.text_input, app.selectbox, app.multiselect, app.text_area):
        for widget in kind:
            if widget.key == key:
                return widget
    raise KeyError(name)


def fill(app: AppTest, **cells: object) -> AppTest:
    for name, value in cells.items():
        field(app, name).set_value(value).run()  # type: ignore[attr-defined]
    return app


def save(app: AppTest) -> AppTest:
    app.button(key="facility_save").click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    parts = [*app.text, *app.caption, *app.error, *app.warning, *app.info, *app.markdown]
    return "\n".join(str(part.value) for part in parts)


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}

"""The steps of the import page as its tests take them, and the register they end in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from streamlit.testing.v1 import AppTest

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.state import RegisterState
from geo.vocabulary import FacilityType
from tests.reading.sheets import csv_of
from tests.ui.frozen_app import the_register
from tests.ui.test_pages import opened

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SENDER = "容县残疾人联合会"
RONG = "450921"
ROW = {"名称": "容县康复中心", "所在县": "容县", "主类型": "康复", "级别": "县级", "状态": "运营"}


def import_page(language: str = "zh", *, demonstration: bool = False, **known: str) -> AppTest:
    """The page 设施 opened at the import, in a session that knows this already."""
    app = opened("450900", language, demonstration=demonstration)
    for key, value in {"facilities_tab": "import", **known}.items():
        app.session_state[key] = value
    return app.switch_page("ui/pages/facilities.py").run()


def upload(
    app: AppTest, content: bytes, name: str = "容县设施.csv", sender: str = SENDER
) -> AppTest:
    """The page after a file was put into its box, and its sender named."""
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    return named(app, sender)


def named(app: AppTest, sender: str = SENDER) -> AppTest:
    if not sender:
        return app
    box = next(s for s in app.selectbox if s.key.startswith("import_body"))
    return box.set_value(sender).run()


def rows(*changed: Mapping[str, str]) -> bytes:
    return csv_of([{**ROW, **change} for change in changed])


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def columns(app: AppTest) -> AppTest:
    """The page with the step of the columns open, which is closed when nothing is to be asked."""
    app.session_state["import_step_2_open"] = True
    return app.run()


def labels(app: AppTest) -> list[str]:
    """What the heads of the steps say."""
    return [e.label for e in app.expander]


def told(app: AppTest) -> str:
    """All plain text of the page."""
    parts: list[Any] = [*app.markdown, *app.caption, *app.text, *app.warning, *app.error, *app.info]
    return "\n".join(str(p.value) for p in parts)


def register_state() -> RegisterState:
    """What the register of the app under test holds."""
    with the_register() as register:
        return register.state()


def facilities() -> dict[str, Facility]:
    """The facilities on record, by name."""
    return {f.name: f for f in register_state().records("facilities")}


def on_record(*records: Facility) -> None:
    """Puts these facilities on record, in place of what is there under their ids."""
    with the_register() as register:
        held = register.state()
        edits = [
            Edit("facilities", r.facility_id, r, held.version("facilities", r.facility_id))
            for r in records
        ]
        register.commit(Change(ChangeKind.EDIT, "某县残联", datetime.now(UTC)), edits)


def known(key: str = "R1", name: str = "容县康复中心", **more: Any) -> Facility:
    return Facility(key, name, FacilityType.REHABILITATION, "450900", RONG, **more)

"""The tab 变更记录: what is asked for is listed, quickly, and can be taken back from there."""

from __future__ import annotations

import json
from datetime import timedelta

from streamlit.testing.v1 import AppTest

from geo.codec import to_json
from geo.records import RegisteredPopulation
from geo.register.changes import Change, ChangeKind, Document, Edit, stamp
from geo.register.schema import changes, events
from tests.report.real_plans import RONGXIAN
from tests.ui.frozen_app import NOW, drawn, later_facility, looking_at, on_record, the_register
from ui import event_words

CHANGES = 2_000
HEADING = "变更记录（新的在前）"


def tab(**address: str) -> AppTest:
    """The tab 变更记录 of the page 台账."""
    return looking_at(None, "register", **address)


def listed(app: AppTest) -> str:
    """The table of changes as it was sent."""
    return drawn(app).split("changes_table", 1)[1]


def test_a_body_s_changes_are_listed_alone() -> None:
    on_record(later_facility(), body="容县残联")
    on_record(RegisteredPopulation(RONGXIAN, 1, None, "年报"), table="registered_population",
              body="县公安局")  # fmt: skip
    app = tab()
    assert "查到" not in drawn(app)
    app.selectbox(key="changes_body_asked").set_value("县公安局").run()
    assert "查到 1 次变更" in drawn(app)


def test_a_table_s_changes_are_listed_alone() -> None:
    on_record(later_facility())
    app = tab()
    app.selectbox(key="changes_table_asked").set_value("facilities").run()
    assert "容县残联" in listed(app)
    app.selectbox(key="changes_table_asked").set_value("school_placements").run()
    assert "没有符合的变更" in drawn(app)


def test_a_paper_is_found_by_part_of_its_name() -> None:
    with the_register() as register:
        record = later_facility()
        register.commit(
            Change(ChangeKind.IMPORT, "容县残联", NOW, Document("容县设施.xlsx")),
            [Edit("facilities", record.facility_id, record, 0)],
        )
    app = tab()
    app.text_input(key="changes_document_asked").set_value("设施").run()
    assert "查到 1 次变更" in drawn(app)
    assert "容县设施.xlsx" in listed(app)


def test_every_table_has_a_word_to_choose_it_by() -> None:
    app = tab(lang="en")
    options = app.selectbox(key="changes_table_asked").options
    assert not set(options) & set(event_words.TABLES)


def test_asking_for_something_else_begins_at_the_latest_again() -> None:
    on_record(later_facility())
    app = tab()
    app.session_state["register_changes_before"] = 1
    app.run()
    app.selectbox(key="changes_table_asked").set_value("facilities").run()
    assert "容县残联" in listed(app)


def test_2_000_changes_are_searched_by_body_table_and_document() -> None:
    with the_register() as register:
        first = register.last_change() + 1
        with register.writing() as connection:
            connection.execute(changes.insert(), [_change(first + i, i) for i in range(CHANGES)])
            connection.execute(events.insert(), [_event(first + i, i) for i in range(CHANGES)])
    app = tab()
    for choose in (
        lambda: app.selectbox(key="changes_body_asked").set_value("第7单位"),
        lambda: app.selectbox(key="changes_table_asked").set_value("registered_population"),
        lambda: app.text_input(key="changes_document_asked").set_value("7号"),
    ):
        choose()
        app.run()
        assert not app.exception
    assert "查到 50 次变更" in drawn(app)


def _change(change_id: int, i: int) -> dict[str, object]:
    """The i-th change as its row: a commit each would take a minute to write."""
    return {
        "change_id": change_id,
        "recorded_at": stamp(NOW + timedelta(minutes=i)),
        "kind": ChangeKind.IMPORT.value,
        "body": f"第{i % 40}单位",
        "document_name": f"第{i}号.xlsx",
        "document_sha256": "",
        "note": "",
        "undoes": None,
        "records": 1,
    }


def _event(change_id: int, i: int) -> dict[str, object]:
    """What the i-th change said: one more person."""
    said = [
        json.dumps(to_json(RegisteredPopulation(RONGXIAN, persons, None, "年报")))
        for persons in (i, i + 1)
    ]
    return {
        "table_name": "registered_population",
        "record_id": RONGXIAN,
        "version": i + 1,
        "change_id": change_id,
        "before": said[0] if i else None,
        "after": said[1],
    }


def test_a_change_opened_stands_alone_and_the_list_comes_back() -> None:
    change = on_record(later_facility())
    app = tab()
    app.session_state["register_change"] = change
    app.run()
    assert HEADING not in drawn(app)
    assert "change_events" in drawn(app)
    app.button(key="changes_back").click().run()
    assert HEADING in drawn(app)


def test_another_filter_shows_the_list_again() -> None:
    app = tab()
    app.session_state["register_change"] = on_record(later_facility())
    app.run()
    app.selectbox(key="changes_table_asked").set_value("facilities").run()
    assert "次变更（新的在前）" in drawn(app)

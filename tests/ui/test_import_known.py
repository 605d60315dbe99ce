"""An import that meets what is on record: asked about, planned anew, never written over unseen."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from geo.register.changes import Change, ChangeKind, ConflictError, Edit, Event
from geo.register.tables import UnreadRecord
from tests.ui.frozen_app import the_register
from tests.ui.import_steps import (
    RONG,
    facilities,
    import_page,
    known,
    labels,
    on_record,
    press,
    register_state,
    rows,
    told,
    upload,
)


def test_a_row_like_a_record_is_asked_about_before_anything_is_written() -> None:
    on_record(known(address="某路1号"))
    app = upload(import_page(), rows({"级别": "县级"}))
    assert "1 个待答复" in labels(app)[4]
    assert not [b for b in app.button if b.key == "import_commit"]
    next(r for r in app.radio if r.label.startswith("这一行是")).set_value("same").run()
    press(app, "import_commit")
    assert not app.exception
    assert [f.facility_id for f in facilities().values() if f.county_code == RONG] == ["R1"]


def test_many_questions_of_one_kind_are_answered_at_once() -> None:
    names = ("甲康复中心", "乙康复中心", "丙康复中心")
    on_record(*(known(f"R{i}", name) for i, name in enumerate(names)))
    app = upload(import_page(), rows(*({"名称": name} for name in names)))
    assert "3 个待答复" in labels(app)[4]
    press(app, "import_all_same_name_same")
    assert "3 个已答复" in labels(app)[4]
    press(app, "import_commit")
    assert sorted(f.facility_id for f in facilities().values() if f.county_code == RONG) == [
        "R0",
        "R1",
        "R2",
    ]


def test_a_file_the_register_knows_already_has_nothing_to_write() -> None:
    app = press(press(upload(import_page(), rows({})), "import_commit"), "import_again")
    upload(app, rows({}))
    assert app.button(key="import_commit").disabled
    assert "没有要写的" in told(app)


def test_a_register_that_moved_is_planned_anew_and_shown_before_it_is_written() -> None:
    app = upload(import_page(), rows({}))
    on_record(known())
    press(app, "import_commit")
    assert not app.exception
    assert list(facilities()["容县康复中心"].facility_id) == list("R1")
    assert "1 个待答复" in labels(app)[4]


def test_a_change_elsewhere_does_not_hold_an_import_up() -> None:
    app = upload(import_page(), rows({}))
    on_record(known("R9", "博白县托养中心", address="某路9号"))
    press(app, "import_commit")
    assert "容县康复中心" in facilities()


def test_a_record_changed_in_the_same_moment_is_shown_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ui.importing import import_plan

    app = upload(import_page(), rows({}))
    event = Event(1, "facilities", "x", 1, None, None)

    def meets(_: object) -> None:
        raise ConflictError((event,))

    monkeypatch.setattr(import_plan, "write", meets)
    monkeypatch.setattr("ui.importing.import_commit.conflict", lambda *_: None)
    press(app, "import_commit")
    assert not app.exception
    assert "容县康复中心" not in facilities()
    assert [b.key for b in app.button if b.key == "import_commit"] == ["import_commit"]


def test_another_senders_unread_rows_go_only_when_the_reader_says_so() -> None:
    row = UnreadRecord("U1", RONG, "未注明单位", "坏表.csv", 3)
    with the_register() as register:
        change = Change(ChangeKind.IMPORT, "未注明单位", datetime.now(UTC))
        register.commit(change, [Edit("unread_rows", "U1", row, 0)])
    app = upload(import_page(), rows({}))
    assert "未注明单位报的《坏表.csv》第 3 行" in told(app)
    box = next(c for c in app.checkbox if c.key.startswith("import_settles"))
    assert not box.value
    box.check().run()
    assert register_state().records("unread_rows") == (row,)
    press(app, "import_commit")
    assert not app.exception
    assert register_state().records("unread_rows") == ()


def test_a_withdrawn_facility_is_asked_about_with_what_it_was() -> None:
    on_record(known())
    gone = Change(ChangeKind.EDIT, "玉林市残联", datetime.now(UTC), note="经核实不存在")
    with the_register() as register:
        register.commit(gone, [Edit("facilities", "R1", None, 1)])
    app = upload(import_page(), rows({}))
    assert not app.exception
    assert "经核实不存在" in told(app)
    assert not [b for b in app.button if b.key == "import_commit"]
    card = next(r for r in app.radio if r.key.startswith("import_answer_"))
    card.set_value(card.options[0]).run()
    press(app, "import_commit")
    assert facilities()["容县康复中心"].facility_id == "R1"

"""The register on both databases: what goes in stays, and what holds is read from it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import URL, text

from geo.layers import MixedDataError
from geo.register import rows
from geo.register.changes import Change, ChangeKind, ConflictError, Edit
from geo.register.errors import RegisterUnavailableError
from geo.register.store import Register, open_register
from tests.register.said import (
    BODY,
    PAPER,
    change,
    day,
    facility,
    held,
    put,
    withdraw,
)


def test_an_edit_is_an_event_with_what_was_before_and_after(register: Register) -> None:
    put(register, facility(capacity=20.0))
    second = put(register, facility(capacity=30.0), at=2)
    assert second is not None
    (event,) = register.events_of(second)
    assert (event.table, event.record_id, event.version) == ("facilities", "f1", 2)
    assert event.before is not None
    assert event.after is not None
    assert (event.before["capacity"], event.after["capacity"]) == (20.0, 30.0)


def test_a_change_says_who_when_and_on_which_paper(register: Register) -> None:
    edit = Edit("facilities", "f1", facility(), 0)
    said = change(3, kind=ChangeKind.IMPORT, document=PAPER, note="三月报送")
    register.commit(said, [edit])
    (recorded,) = register.changes()
    assert recorded.change == said
    assert recorded.records == 1


def test_the_state_is_what_the_view_of_the_events_shows(register: Register) -> None:
    put(register, facility("甲", "a"), facility("乙", "b"))
    put(register, facility("甲二", "a"), at=2)
    withdraw(register, "b", at=3)
    with register.reading() as connection:
        rows = connection.execute(text("SELECT record_id, version FROM current_records")).all()
    state = register.state()
    assert [tuple(row) for row in rows] == [("a", 2)]
    assert {k: h.version for k, h in state.tables["facilities"].items()} == {"a": 2}
    assert held(register)["a"].name == "甲二"


def test_what_changes_nothing_is_not_recorded(register: Register) -> None:
    put(register, facility())
    assert put(register, facility(), at=2) is None
    assert register.last_change() == 1


def test_no_edits_are_no_change(register: Register) -> None:
    assert register.commit(change(), []) is None
    assert register.changes() == ()


def test_known_on_ends_with_the_offices_midnight(register: Register) -> None:
    # 15:59:59.999999 UTC is the last moment of the 5th in China, 16:00 the first of the 6th
    put(register, facility("五日", "a"), at=day(5, 16) - timedelta(microseconds=1))
    put(register, facility("六日", "b"), at=day(5, 16))
    assert sorted(held(register, date(2026, 3, 4))) == []
    assert sorted(held(register, date(2026, 3, 5))) == ["a"]
    assert sorted(held(register, date(2026, 3, 6))) == ["a", "b"]


def test_the_past_is_read_with_its_versions(register: Register) -> None:
    put(register, facility("甲"), at=1)
    put(register, facility("乙"), at=2)
    state = register.state(date(2026, 3, 1))
    assert state.last_change == 1
    assert state.tables["facilities"]["f1"].version == 1
    assert state.records("facilities")[0].name == "甲"


def test_undo_puts_back_what_was_there(register: Register) -> None:
    put(register, facility("甲", "a"), facility("乙", "b"))
    wrong = register.commit(
        change(2),
        [
            Edit("facilities", "a", facility("错", "a"), 1),
            Edit("facilities", "b", None, 1),
            Edit("facilities", "c", facility("多", "c"), 0),
        ],
    )
    assert wrong is not None
    register.undo(wrong, BODY, day(3))
    assert {k: r.name for k, r in held(register).items()} == {"a": "甲", "b": "乙"}


def test_undo_is_a_change_of_its_own(register: Register) -> None:
    put(register, facility("甲"))
    wrong = put(register, facility("错"), at=2)
    assert wrong is not None
    undone = register.undo(wrong, BODY, day(3), note="误报")
    assert undone == 3
    newest = register.changes()[0].change
    assert (newest.kind, newest.undoes, newest.note) == (ChangeKind.UNDO, wrong, "误报")
    assert [e.version for _, e in register.history("facilities", "f1")] == [1, 2, 3]


def test_an_undo_can_be_undone(register: Register) -> None:
    put(register, facility("甲"))
    second = put(register, facility("乙"), at=2)
    assert second is not None
    undone = register.undo(second, BODY, day(3))
    assert undone is not None
    register.undo(undone, BODY, day(4))
    assert held(register)["f1"].name == "乙"


def test_undo_of_what_was_changed_since_is_a_conflict(register: Register) -> None:
    put(register, facility("甲", "a"), facility("乙", "b"))
    put(register, facility("乙二", "b"), at=2)
    with pytest.raises(ConflictError) as raised:
        register.undo(1, BODY, day(3))
    assert [(e.record_id, e.change_id) for e in raised.value.events] == [("b", 2)]
    assert sorted(held(register)) == ["a", "b"]
    assert register.last_change() == 2


def test_undo_of_an_addition_withdrawn_and_put_in_anew_is_a_conflict(register: Register) -> None:
    put(register, facility("甲"))
    withdraw(register, "f1", at=2)
    put(register, facility("甲"), at=3)
    with pytest.raises(ConflictError):
        register.undo(1, BODY, day(4))
    assert held(register)["f1"].name == "甲"


def test_undo_of_a_withdrawal_after_the_record_came_back_is_a_conflict(register: Register) -> None:
    put(register, facility("甲"))
    gone = withdraw(register, "f1", at=2)
    assert gone is not None
    put(register, facility("乙"), at=3)
    with pytest.raises(ConflictError):
        register.undo(gone, BODY, day(4))
    assert held(register)["f1"].name == "乙"


def test_undo_of_no_change_is_a_key_error(register: Register) -> None:
    with pytest.raises(KeyError):
        register.undo(1, BODY, day(1))


def test_a_record_withdrawn_may_be_put_in_anew(register: Register) -> None:
    put(register, facility("甲"))
    withdraw(register, "f1", at=2)
    assert held(register) == {}
    put(register, facility("乙"), at=3)
    assert held(register)["f1"].name == "乙"
    assert register.state().version("facilities", "f1") == 3


def test_a_conflict_names_the_other_event(register: Register) -> None:
    put(register, facility("甲"))
    other = put(register, facility("别人改的"), at=2)
    with pytest.raises(ConflictError) as raised:
        put(register, facility("我改的"), at=3, version=1)
    (event,) = raised.value.events
    assert event.change_id == other
    assert event.after is not None
    assert event.after["name"] == "别人改的"
    assert held(register)["f1"].name == "别人改的"


def test_adding_what_someone_else_has_added_is_a_conflict(register: Register) -> None:
    put(register, facility("甲"))
    with pytest.raises(ConflictError):
        put(register, facility("乙"), at=2, version=0)


def test_an_edit_of_a_record_never_there_is_a_conflict(register: Register) -> None:
    with pytest.raises(ConflictError):
        put(register, facility("甲"), version=4)
    assert register.last_change() == 0


def test_a_conflict_of_one_record_writes_none(register: Register) -> None:
    put(register, facility("甲", "a"))
    edits = [
        Edit("facilities", "b", facility("乙", "b"), 0),
        Edit("facilities", "a", facility("甲二", "a"), 0),
    ]
    with pytest.raises(ConflictError):
        register.commit(change(2), edits)
    assert {k: r.name for k, r in held(register).items()} == {"a": "甲"}


@pytest.mark.parametrize("table", ["changes", "events"])
@pytest.mark.parametrize("said", ["UPDATE {} SET change_id = 9", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_is_recorded(
    register: Register, table: str, said: str
) -> None:
    put(register, facility())
    with (
        pytest.raises(RegisterUnavailableError, match="what is recorded stays"),
        register.writing() as connection,
    ):
        connection.execute(text(said.format(table)))
    assert len(register.history("facilities", "f1")) == 1


def test_a_clock_that_goes_back_a_little_keeps_the_order(register: Register) -> None:
    put(register, facility("甲"), at=9)
    put(register, facility("乙"), at=8)
    newest, oldest = register.changes()
    assert newest.change.recorded_at == oldest.change.recorded_at == day(9)
    assert held(register, date(2026, 3, 8)) == {}
    assert held(register, date(2026, 3, 9))["f1"].name == "乙"


def test_a_moment_without_its_time_zone_is_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="time zone"):
        put(register, facility(), at=day(1).replace(tzinfo=None))
    assert register.last_change() == 0


def test_two_edits_of_one_record_are_refused(register: Register) -> None:
    edit = Edit("facilities", "f1", facility(), 0)
    with pytest.raises(ValueError, match="two edits"):
        register.commit(change(), [edit, edit])


def test_a_record_of_another_table_is_refused(register: Register) -> None:
    with pytest.raises(TypeError, match="reviews holds no Facility"):
        register.commit(change(), [Edit("reviews", "f1", facility(), 0)])
    assert register.last_change() == 0


def test_a_record_under_another_records_id_is_refused(register: Register) -> None:
    with pytest.raises(ValueError, match="f2"):
        register.commit(change(), [Edit("facilities", "f2", facility(), 0)])
    assert register.last_change() == 0


def test_a_fault_in_the_middle_of_a_commit_leaves_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(register, facility("甲", "a"))
    written = rows.to_json
    calls = []

    def fails_later(record: Any) -> Any:
        calls.append(record)
        if len(calls) == 3:
            raise OSError("no power")
        return written(record)

    monkeypatch.setattr(rows, "to_json", fails_later)
    with pytest.raises(OSError, match="no power"):
        put(register, *(facility(key=f"n{i}") for i in range(5)), at=2)
    monkeypatch.undo()
    assert sorted(held(register)) == ["a"]
    assert register.last_change() == 1


def test_a_fault_of_the_database_between_change_and_events_leaves_nothing(
    register: Register,
) -> None:
    put(register, facility("甲", "a"))
    with register.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.record_id = 'n3' "
                "BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        else:
            connection.exec_driver_sql(
                "ALTER TABLE events ADD CONSTRAINT disk_full CHECK (record_id <> 'n3')"
            )
    with pytest.raises(RegisterUnavailableError):
        put(register, *(facility(key=f"n{i}") for i in range(5)), at=2)
    assert sorted(held(register)) == ["a"]
    assert register.last_change() == 1


def test_what_is_committed_is_there_when_opened_again(
    register: Register, register_url: URL
) -> None:
    put(register, facility("甲"))
    register.close()
    again = open_register(register_url)
    assert held(again)["f1"].name == "甲"
    again.close()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (facility("演示托养中心"), "演示"),
        (facility(reported_by="演示残联"), "托养"),
        (facility(source="演示台账"), "托养"),
    ],
    ids=["name", "body", "source"],
)
def test_an_invented_record_is_refused(register: Register, record: Any, said: str) -> None:
    edits = [
        Edit("facilities", "f2", facility("实有中心", "f2"), 0),
        Edit("facilities", "f1", record, 0),
    ]
    with pytest.raises(MixedDataError, match=said):
        register.commit(change(), edits)
    assert register.last_change() == 0


@pytest.mark.parametrize(
    "said",
    [
        change(body="演示容县残联"),
        change(document=PAPER.__class__("演示设施表.xlsx", "")),
    ],
    ids=["body", "document"],
)
def test_an_invented_change_is_refused(register: Register, said: Change) -> None:
    with pytest.raises(MixedDataError):
        register.commit(said, [Edit("facilities", "f1", facility(), 0)])


def test_changes_page_on_from_an_id(register: Register) -> None:
    for number in range(1, 6):
        put(register, facility(f"第{number}次"), at=number)
    assert [r.change_id for r in register.changes(limit=2)] == [5, 4]
    assert [r.change_id for r in register.changes(limit=2, before=4)] == [3, 2]


def test_hostile_text_comes_back_as_it_went_in(register: Register) -> None:
    name = "'; DROP TABLE events; -- {{ 7*7 }} <img> 💡 \\u0000 %s :x"
    put(register, facility(name))
    assert held(register)["f1"].name == name

"""A facility somebody withdrew does not come back with the next list unless somebody says so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from geo.records import Facility
from geo.register.answers import Answer
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.importing import ImportPlan, commit_import
from geo.register.place import sqlite_url
from geo.register.questions import QuestionKind
from geo.register.store import Register, open_register
from geo.register.withdrawals import withdrawn_records
from tests.register import lists
from tests.register.lists import SENDER, facility, records, sheet
from tests.register.said import change, day, put
from tests.register.test_cli import LIST, geo

NOTE, CITY = "经核实不存在", "玉林市残疾人联合会"
GONE = facility("F-1", address="城西路1号")


def withdraw(register: Register, key: str = "F-1", at: int = 2, note: str = NOTE) -> int | None:
    version = register.state().version("facilities", key)
    said = Change(ChangeKind.EDIT, CITY, day(at), note=note)
    return register.commit(said, [Edit("facilities", key, None, version)])


def without(register: Register, record: Facility = GONE) -> None:
    """The register once the facility was put in and withdrawn."""
    put(register, record)
    withdraw(register)


def planned(register: Register, *rows: Facility, **more: Any) -> ImportPlan:
    gone = withdrawn_records(register, "facilities")
    return lists.plan(sheet(*rows), register.state(), withdrawn=gone, **more)


def given(register: Register, answer: Answer, *rows: Facility) -> ImportPlan:
    """The plan when the withdrawn facility's question gets this answer."""
    asked = planned(register, *rows).open_questions
    return planned(register, *rows, answers={q.question_id: answer for q in asked})


def write(register: Register, made: ImportPlan, at: int = 5) -> int:
    number = commit_import(register, made, SENDER, day(at))
    assert number is not None
    return number


def test_the_next_list_with_a_withdrawn_facility_is_asked_about_it(register: Register) -> None:
    without(register)
    made = planned(register, GONE)
    (question,) = made.open_questions
    assert (question.kind, made.added) == (QuestionKind.WITHDRAWN_BEFORE, ())
    assert not made.ready


def test_the_question_says_who_withdrew_it_when_and_why(register: Register) -> None:
    without(register)
    (question,) = planned(register, GONE).open_questions
    for words in (CITY, "2026-03-02", NOTE, "第 2 号变更"):
        assert words in question.why.zh
        assert words in question.why.en or words.startswith("第")


def test_a_row_with_another_id_and_the_same_name_is_asked_about(register: Register) -> None:
    without(register)
    (question,) = planned(register, facility("N-7")).open_questions
    assert (question.record_id, question.other_id) == ("N-7", "F-1")
    assert question.kind is QuestionKind.WITHDRAWN_BEFORE


def test_restored_the_record_is_there_again_with_what_it_said_before(register: Register) -> None:
    without(register)
    made = given(register, Answer.RESTORE, facility("N-7", in_use=3.0))
    write(register, made)
    (record,) = register.state().records("facilities")
    assert (record.facility_id, record.address, record.in_use) == ("F-1", "城西路1号", 3.0)
    assert len(register.history("facilities", "F-1")) == 3


def test_restored_under_another_id_the_same_list_asks_nothing_again(register: Register) -> None:
    without(register)
    write(register, given(register, Answer.RESTORE, facility("N-7")))
    again = planned(register, facility("N-7"))
    assert (again.open_questions, again.edits()) == ((), ())


def test_still_left_out_no_record_is_made_and_no_declaration_held_back(register: Register) -> None:
    without(register)
    made = given(register, Answer.LEAVE_OUT, GONE)
    assert made.ready
    assert records(made) == records(made, "unread_rows") == {}


def test_left_out_for_now_it_stands_like_an_unread_row(register: Register) -> None:
    without(register)
    made = given(register, Answer.SKIP, GONE)
    assert (made.ready, records(made)) == (True, {})
    assert len(records(made, "unread_rows")) == 1


def test_that_it_stays_out_is_remembered_and_shown_as_such(register: Register) -> None:
    without(register)
    write(register, given(register, Answer.LEAVE_OUT, GONE))
    again = planned(register, GONE)
    (question,) = again.questions
    assert (question.answer, question.remembered) == (Answer.LEAVE_OUT, True)
    assert again.edits() == ()


def test_withdrawn_once_more_it_is_asked_again(register: Register) -> None:
    without(register)
    write(register, given(register, Answer.RESTORE, GONE))
    withdraw(register, at=6)
    assert [q.kind for q in planned(register, GONE).open_questions] == [
        QuestionKind.WITHDRAWN_BEFORE
    ]


def test_said_to_be_another_facility_it_gets_an_id_of_its_own(register: Register) -> None:
    without(register)
    write(register, given(register, Answer.DIFFERENT, GONE))
    (record,) = register.state().records("facilities")
    assert record.facility_id == "450921-F-1"
    again = planned(register, GONE)
    assert (again.open_questions, again.edits()) == ((), ())


def test_two_rows_are_not_both_restored_as_one_unasked(register: Register) -> None:
    without(register)
    made = given(register, Answer.RESTORE, GONE, facility("N-7"))
    assert [q.kind for q in made.open_questions] == [QuestionKind.SAME_NAME]
    assert [q.record_id for q in made.open_questions] == ["N-7"]


def test_a_sign_follows_its_parent_to_the_id_it_is_restored_under(register: Register) -> None:
    without(register)
    sign = facility("N-8", "容县辅具站", parent_id="N-7")
    write(register, given(register, Answer.RESTORE, facility("N-7"), sign))
    held = {f.facility_id: f for f in register.state().records("facilities")}
    assert held["N-8"].parent_id == "F-1"


def test_an_import_undone_is_no_withdrawal(register: Register) -> None:
    number = put(register, GONE)
    register.undo(number or 0, SENDER, day(2))
    assert withdrawn_records(register, "facilities") == {}


def test_a_withdrawal_undone_is_none_and_put_back_is_one(register: Register) -> None:
    without(register)
    undo = register.undo(2, SENDER, day(3))
    assert withdrawn_records(register, "facilities") == {}
    register.undo(undo, SENDER, day(4))
    (found,) = withdrawn_records(register, "facilities").values()
    assert (found.by.change_id, found.by.change.note, found.before) == (2, NOTE, GONE)


def test_a_restoring_import_undone_leaves_the_withdrawal_standing(register: Register) -> None:
    without(register)
    number = write(register, given(register, Answer.RESTORE, GONE))
    register.undo(number, SENDER, day(6))
    assert withdrawn_records(register, "facilities")["F-1"].by.change_id == 2


def test_of_other_tables_nothing_is_withdrawn(register: Register) -> None:
    without(register)
    assert withdrawn_records(register, "rulings") == {}


def test_on_the_command_line_a_withdrawn_facility_is_asked_about(
    tmp_path: Path, register_of_its_own: Path
) -> None:
    path = tmp_path / "容县设施.csv"
    path.write_text(LIST, encoding="utf-8")
    assert geo("import", path, "--body", SENDER)[0] == 0
    opened = open_register(sqlite_url(register_of_its_own))
    key = next(
        f.facility_id for f in opened.state().records("facilities") if f.name == "容县测试托养中心"
    )
    at = opened.changes()[0].change.recorded_at + timedelta(seconds=1)
    version = opened.state().version("facilities", key)
    opened.commit(change(at, note=NOTE), [Edit("facilities", key, None, version)])
    opened.close()
    code, said = geo("import", path, "--body", SENDER)
    assert (code, NOTE in said) == (2, True), said
    code, said = geo("import", path, "--body", SENDER, "--skip-questions")
    assert (code, "新增 0 条" in said) == (0, True), said

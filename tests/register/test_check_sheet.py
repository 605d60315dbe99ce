"""A check sheet that comes back is one difference and one commit: lists and opinions together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from geo.issues import Severity
from geo.reading.workbook import read_workbook
from geo.register.changes import ConflictError, Document
from geo.register.check_sheet import plan_check_sheet
from geo.register.importing import ImportPlan, commit_import, plan_import
from geo.register.store import Register
from geo.reviews import ReviewState
from tests.reading.check_sheets import BODY, SCHOOL, THREE, Filled, sent
from tests.register.said import change, day

TODAY, PAPER = date(2026, 3, 10), Document("容县核对确认单.xlsx", "ab" * 32)


def filled() -> Filled:
    """容县's sheet: one opinion of each kind, and a zero report for care."""
    sheet = Filled(sent()).sign(BODY)
    sheet.say(THREE, "有异议", "康复中心已投用").say(SCHOOL, "无异议")
    declared: Any = sheet.book["无遗漏确认"]
    column = {cell.value: cell.column for cell in declared[1]}
    for name, text in (("截至日期", "2025-12-31"), ("填报单位", BODY)):
        declared.cell(2, column[name]).value = text
    return sheet


def planned(register: Register, sheet: Filled | None = None, **more: Any) -> ImportPlan:
    readings = read_workbook((sheet or filled()).saved(), "back.xlsx")
    usual: dict[str, Any] = {"sender": BODY, "document": PAPER, "answered_on": TODAY}
    return plan_check_sheet(readings, register.state(), **(usual | more))


def states(register: Register) -> dict[str, ReviewState]:
    return {r.requirement_id: r.state for r in register.state().records("reviews")}


def test_opinions_and_lists_are_one_commit(register: Register) -> None:
    before = register.last_change()
    commit_import(register, planned(register), BODY, day(10))
    assert register.last_change() == before + 1
    assert states(register) == {THREE: ReviewState.DISPUTED, SCHOOL: ReviewState.CONFIRMED}
    assert len(register.state().records("completeness")) == 1


def test_the_same_sheet_again_is_no_difference(register: Register) -> None:
    commit_import(register, planned(register), BODY, day(10))
    again = planned(register)
    assert again.edits() == ()
    assert again.unchanged["completeness"] == 1


def test_when_somebody_changed_a_review_meanwhile_the_lists_are_not_written_either(
    register: Register,
) -> None:
    plan = planned(register)
    other = [e for e in plan.edits() if e.table == "reviews"][:1]
    register.commit(change(), other)
    with pytest.raises(ConflictError):
        commit_import(register, plan, BODY, day(10))
    assert register.state().records("completeness") == ()


def test_a_review_on_record_is_shown_as_changed_with_its_fields(register: Register) -> None:
    commit_import(register, planned(register), BODY, day(10))
    sheet = filled().say(THREE, "有异议", "补充：竣工验收表")
    changed = planned(register, sheet).changed
    assert [c.edit.table for c in changed] == ["reviews"]
    assert [f.after.zh for f in changed[0].fields] == ["补充：竣工验收表"]


def test_a_declaration_the_county_left_empty_is_no_error(register: Register) -> None:
    plan = planned(register)
    assert plan.rejected == ()
    assert [i.code for i in plan.issues if i.severity is Severity.ERROR] == []
    assert "not_declared" in {i.code for i in plan.issues}


def test_of_an_agreed_sheet_whose_declarations_are_all_blank_a_notice_says_so(
    register: Register,
) -> None:
    plan = planned(register, Filled(sent()).all_agree().sign(BODY))
    assert plan.rejected == ()
    assert [(i.severity, i.code) for i in plan.issues if i.sheet == "无遗漏确认"] == [
        (Severity.NOTICE, "not_declared")
    ]


@pytest.mark.parametrize(("cell", "text"), [("F3", "无遗漏确认"), ("E3", "容残联〔2026〕1号")])
def test_a_declaration_with_neither_day_nor_body_is_none_and_no_error(
    register: Register, cell: str, text: str
) -> None:
    sheet = filled()
    sheet.book["无遗漏确认"][cell] = text
    plan = planned(register, sheet)
    assert plan.rejected == ()
    assert [i.code for i in plan.issues if i.severity is Severity.ERROR] == []


def test_rows_that_can_not_be_read_are_named_and_the_others_planned(register: Register) -> None:
    sheet = filled().say(SCHOOL, "基本属实")
    plan = planned(register, sheet)
    assert [(r.form_id, r.row) for r in plan.rejected] == [("replies", sheet.rows[SCHOOL])]
    assert [e.after.requirement_id for e in plan.edits() if e.table == "reviews"] == [THREE]


def test_another_countys_sheet_answers_nothing(register: Register) -> None:
    plan = planned(register, sender="陆川县残疾人联合会")
    assert [e for e in plan.edits() if e.table == "reviews"] == []
    assert "reply_of_another_county" in {i.code for i in plan.issues}
    assert [e for e in planned(register).edits() if e.table == "reviews"]


def test_what_was_left_out_is_not_counted_as_unchanged(register: Register) -> None:
    commit_import(register, planned(register), BODY, day(10))
    assert planned(register).unchanged["reviews"] == 2
    assert planned(register, sender="陆川县残疾人联合会").unchanged["reviews"] == 0


def test_a_file_without_replies_is_planned_as_any_other(register: Register) -> None:
    readings = read_workbook(filled().saved(), "back.xlsx")
    readings.pop("replies")
    state = register.state()
    alone = plan_import(readings, state, sender=BODY, document=PAPER)
    both = plan_check_sheet(readings, state, sender=BODY, document=PAPER, answered_on=TODAY)
    assert both == alone


def test_a_refused_file_answers_nothing(register: Register) -> None:
    number = "11010519491231" + "002X"
    sheet = filled().say(THREE, "有异议", f"户主 {number}")
    plan = planned(register, sheet)
    assert plan.refused
    assert plan.edits() == ()

"""Lists as a county sends them, and registers in the state a test needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.reading.result import Reading, UnreadRow
from geo.records import Facility
from geo.register.answers import Answer
from geo.register.changes import Document, Edit
from geo.register.importing import ImportPlan, plan_import
from geo.register.state import Held, RegisterState
from geo.register.tables import record_id
from geo.vocabulary import FacilityType

YULIN, YUZHOU, RONG, BOBAI, BEILIU = "450900", "450902", "450921", "450923", "450981"
SENDER = "容县残疾人联合会"
PAPER = Document("容县设施表.xlsx", "ab" * 32)
EMPTY = RegisterState(0, {})


def facility(key: str, name: str = "容县康复中心", county: str = RONG, **more: Any) -> Facility:
    """A facility of Yulin; in 容县 and of the type 康复 unless said otherwise."""
    kind = more.pop("kind", FacilityType.REHABILITATION)
    return Facility(key, name, kind, YULIN, county, **more)


def sheet(*facilities: Facility, unread: Iterable[UnreadRow] = ()) -> dict[str, Reading[Any]]:
    """A facility list: its first facility stands in row 2."""
    rows = {f.facility_id: number for number, f in enumerate(facilities, 2)}
    unread = tuple(unread)
    rejected = tuple(row.number for row in unread)
    return {
        "facilities": Reading(
            records=facilities,
            rows=rows,
            unread=unread,
            rejected=rejected,
            data_rows=len(facilities) + len(unread),
        )
    }


def having(*records: Any, table: str = "facilities") -> RegisterState:
    """A register with these records, each at version 1."""
    return RegisterState(1, {table: {record_id(r): Held(r, 1) for r in records}})


def after(state: RegisterState, edits: Iterable[Edit]) -> RegisterState:
    """The state once the edits are written, as the store would have it."""
    tables = {name: dict(held) for name, held in state.tables.items()}
    for edit in edits:
        table = tables.setdefault(edit.table, {})
        if edit.after is None:
            del table[edit.record_id]
        else:
            table[edit.record_id] = Held(edit.after, edit.version + 1)
    return RegisterState(state.last_change + 1, tables)


def plan(
    readings: Mapping[str, Reading[Any]], state: RegisterState = EMPTY, **more: Any
) -> ImportPlan:
    """The plan of a list sent by 容县."""
    return plan_import(readings, state, **{"sender": SENDER, "document": PAPER, **more})


def answered(
    readings: Mapping[str, Reading[Any]], state: RegisterState, answer: Answer, **more: Any
) -> ImportPlan:
    """The plan when every question gets the same answer, those that follow from it too.

    A question that does not offer it, or is asked again with it, is answered "different".
    """
    answers: dict[str, Answer] = {}
    made = plan(readings, state, **more)
    while made.open_questions:
        for question in made.open_questions:
            offered = {choice.answer for choice in question.choices}
            usable = answer in offered and question.question_id not in answers
            answers[question.question_id] = answer if usable else Answer.DIFFERENT
        made = plan(readings, state, answers=answers, **more)
    return made


def records(made: ImportPlan, table: str = "facilities") -> dict[str, Any]:
    """What the plan writes into a table, by id."""
    return {e.record_id: e.after for e in made.edits() if e.table == table}

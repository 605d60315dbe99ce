"""Rows of a list that bring back what was withdrawn: asked about before anything else is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geo.reading.result import Reading
from geo.records import Facility
from geo.register.answers import Answer, ImportAnswer
from geo.register.likeness import Likeness, likely_pairs
from geo.register.matching import own_id, same_county, unlike
from geo.register.questions import Question, Side
from geo.register.withdrawals import Withdrawn
from geo.register.withdrawn_question import ask_about_withdrawn

_MARK = "withdrawn:"
"""Before a withdrawn record's id while it is compared: a row may have the same id."""


@dataclass
class Returning:
    """What is left of a list once its rows that were withdrawn before are answered for.

    ``reading`` holds the rows that go on, under the ids they go by; ``restored`` the records that
    are there again, as they were. ``skipped`` rows are undecided and stand like unread ones.
    """

    reading: Reading[Facility]
    questions: list[Question] = field(default_factory=list)
    restored: dict[str, Facility] = field(default_factory=dict)
    skipped: list[Facility] = field(default_factory=list)


def returning_rows(
    reading: Reading[Facility],
    register: Mapping[str, Facility],
    withdrawn: Mapping[str, Withdrawn],
    given: Mapping[str, Answer],
    remembered: Mapping[str, ImportAnswer],
) -> Returning:
    """What the answers make of the rows that are, or resemble, a withdrawn facility.

    A row the register knows by its id is not asked about. ``given`` are answers by question,
    ``remembered`` those kept.
    """
    out = Returning(reading)
    candidates = _candidates(reading, register, withdrawn)
    if not candidates:
        return out
    left: set[str] = set()
    goes_by: dict[str, str] = {}
    by_id = sorted(candidates, key=lambda key: (key not in candidates[key], key))
    rows = {row.facility_id: row for row in reading.records}
    for key in by_id:
        row = rows[key]
        for other, why in candidates[key].items():
            if other in out.restored:
                continue
            side = Side(row, reading.rows.get(key))
            question = ask_about_withdrawn(side, withdrawn[other], why)
            told = remembered.get(question.question_id)
            answer = given.get(question.question_id)
            question = question.answered(
                answer if answer is not None else told.answer if told else None, answer is None
            )
            out.questions.append(question)
            if question.answer is Answer.RESTORE:
                out.restored[other] = withdrawn[other].before
                goes_by[key] = other
            elif question.answer is Answer.DIFFERENT:
                if other == key:
                    # Its number belongs to another facility's history.
                    goes_by[key] = own_id(row, key)
                continue
            else:
                left.add(key)
                if question.answer is Answer.SKIP:
                    out.skipped.append(row)
            break
    out.reading = _going_on(reading, left, goes_by)
    return out


def _candidates(
    reading: Reading[Facility],
    register: Mapping[str, Facility],
    withdrawn: Mapping[str, Withdrawn],
) -> dict[str, dict[str, frozenset[Likeness]]]:
    """By row, the withdrawn facilities it may be; by its id without a likeness."""
    out = {key: w.before for key, w in withdrawn.items() if key not in register}
    new = {
        row.facility_id: row
        for row in reading.records
        if row.facility_id not in register and own_id(row, row.facility_id) not in register
    }
    if not out or not new:
        return {}
    found: dict[str, dict[str, frozenset[Likeness]]] = {}
    for key, row in new.items():
        before = out.get(key)
        if before is not None and same_county(before, row) and not unlike(before, row):
            found[key] = {key: frozenset()}
    marked = [replace(record, facility_id=_MARK + key) for key, record in out.items()]
    pairs = likely_pairs(tuple(new.values()), frozenset(new), marked)
    for (key, other), why in sorted(pairs.items()):
        if other.startswith(_MARK):
            found.setdefault(key, {}).setdefault(other.removeprefix(_MARK), why)
    return found


def _going_on(
    reading: Reading[Facility], left: set[str], goes_by: Mapping[str, str]
) -> Reading[Facility]:
    """The reading without the rows left out, the others and their parents under their ids."""
    records = tuple(
        replace(
            row,
            facility_id=goes_by.get(row.facility_id, row.facility_id),
            parent_id=goes_by.get(row.parent_id, row.parent_id),
        )
        for row in reading.records
        if row.facility_id not in left
    )
    numbers = {goes_by.get(key, key): number for key, number in reading.rows.items()}
    return replace(reading, records=records, rows=numbers)

"""The facility rows of a list as records of the register, with what is to be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from geo.issues import DataIssue, Severity
from geo.reading.result import Reading
from geo.records import Facility
from geo.register.answers import Answer, ImportAnswer
from geo.register.changes import Edit
from geo.register.differences import FIELD_WORDS
from geo.register.matching import Match, match_facilities, named, parent_of
from geo.register.merging import contradicting, merged
from geo.register.questions import Question, QuestionKind, question_id
from geo.register.state import RegisterState
from geo.register.withdrawals import NONE_WITHDRAWN, Withdrawn
from geo.register.withdrawn_rows import returning_rows
from geo.text import Text, join
from geo.vocabulary import OPERATING

_BY_ID = (QuestionKind.SAME_ID_ELSEWHERE, QuestionKind.SAME_ID_OTHERWISE)
"""Their answers need no memory: the record's county or its own id tells next time."""


@dataclass(frozen=True)
class FacilityImport:
    """The facilities a list makes, by id, and what is asked and to be remembered.

    ``mentioned`` are the ids of all records the list speaks of, ``counties`` those of its rows.
    """

    records: Mapping[str, Facility] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    skipped: tuple[Facility, ...] = ()
    answers: tuple[Edit, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    mentioned: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()


def import_facilities(
    reading: Reading[Facility],
    state: RegisterState,
    answers: Mapping[str, Answer],
    sender: str,
    withdrawn: Mapping[str, Withdrawn] = NONE_WITHDRAWN,
) -> FacilityImport:
    """The facilities of a list, each merged into the record it is.

    ``withdrawn`` are facilities no longer on record: rows that bring one back are asked about.
    """
    register = {key: held.record for key, held in state.tables.get("facilities", {}).items()}
    remembered: tuple[ImportAnswer, ...] = state.records("import_answers")
    kept = {said.answer_id: said for said in remembered}
    counties = frozenset(row.county_code for row in reading.records) - {""}
    back = returning_rows(reading, register, withdrawn, answers, kept)
    reading, register = back.reading, register | back.restored
    match = match_facilities(reading.records, register, reading.rows, answers, remembered)
    match.questions.extend(back.questions)
    match.skipped.extend(back.skipped)
    records: dict[str, Facility] = {}
    issues = [_same_as_two(question) for question in match.contradictions]
    for key, rows in match.rows.items():
        record = _record(key, rows, register, match)
        records[key] = record
        issues.extend(_differing(rows, reading.rows))
        if (before := register.get(key)) is not None:
            issues.extend(_reopened(before, record, rows[0], reading.rows))
    about = {q.other_id for q in match.questions if q.other_row is None}
    return FacilityImport(
        records=records,
        questions=tuple(sorted(match.questions, key=_by_row)),
        skipped=tuple(match.skipped),
        answers=_remembering(match, state, sender),
        issues=tuple(issues),
        mentioned=frozenset(records) | about,
        counties=counties,
    )


def _record(
    key: str, rows: list[Facility], register: Mapping[str, Facility], match: Match
) -> Facility:
    """One record from the rows that are it; the leading row has the last word."""
    said = [named(r, key, parent_of(r, match.ids, register)) for r in reversed(rows)]
    # First what the list says, then what that makes of the record: a list says one thing.
    record = reduce(merged, said)
    if key in register:
        record = merged(register[key], record)
    parent = record.parent_id or match.parents.get(key, "")
    return named(record, key, "" if parent == key else parent)


def _remembering(match: Match, state: RegisterState, sender: str) -> tuple[Edit, ...]:
    """Edits that keep the answers given now; one to leave a row out holds for this time only."""
    edits = []
    for question in match.questions:
        if question.answer in (None, Answer.SKIP) or question.kind in _BY_ID:
            continue
        key, answer = question.question_id, question.answer
        if answer is Answer.RESTORE:
            if question.record_id == question.other_id:
                continue
            # On record again, it is what the row's own id stands for.
            key = question_id(question.county_code, question.record_id, question.other_id)
            answer = Answer.SAME
        said = ImportAnswer(
            key, question.county_code, question.record_id, question.other_id, answer, sender
        )
        held = state.tables.get("import_answers", {}).get(key)
        if held is None or held.record.answer is not answer:
            version = state.version("import_answers", key)
            edits.append(Edit("import_answers", key, said, version))
    return tuple(sorted(edits, key=lambda e: e.record_id))


def _by_row(question: Question) -> tuple[int, str, str]:
    return question.row or 0, question.record_id, question.other_id


def _same_as_two(question: Question) -> DataIssue:
    return DataIssue(
        "same_as_two",
        Severity.ERROR,
        Text(
            f"“{question.name}”被答为与几条不同的台账记录是同一设施，其中有“{question.other_name}”。",
            f"“{question.name}” was said to be several facilities of the register, among them"
            f" “{question.other_name}”.",
        ),
        Text("一行只能更新一条记录。", "A row can update one record only."),
        Text(
            "请重新答复，只对其中一条选“同一设施”。",
            "Answer again and choose “the same facility” for one of them.",
        ),
        row=question.row,
    )


def _differing(rows: list[Facility], numbers: Mapping[str, int]) -> list[DataIssue]:
    """A warning for every row that says otherwise than the leading row of the same facility."""
    lead, *rest = rows
    issues = []
    for row in rest:
        names = contradicting(lead, row)
        if not names:
            continue
        fields = join([FIELD_WORDS[name] for name in names])
        first = numbers.get(lead.facility_id)
        issues.append(
            DataIssue(
                "same_facility_differs",
                Severity.WARNING,
                Text(
                    f"与第 {first} 行是同一设施，但{fields.zh}写得不同。",
                    f"The same facility as row {first}, yet with other words for: {fields.en}.",
                ),
                Text(
                    f"按第 {first} 行采用，这一行只补其没有填的内容。",
                    f"Row {first} counts; this one fills in what it leaves empty.",
                ),
                Text("请核对哪一行是对的。", "Check which of them is right."),
                row=numbers.get(row.facility_id),
            )
        )
    return issues


def _reopened(
    before: Facility, after: Facility, row: Facility, numbers: Mapping[str, int]
) -> list[DataIssue]:
    """A warning where a row says a facility operates whose closing date the register keeps."""
    if row.closed is not None or before.closed is None or after.status not in OPERATING:
        return []
    if row.status is None or before.status in OPERATING:
        return []
    return [
        DataIssue(
            "closing_date_kept",
            Severity.WARNING,
            Text(
                f"这一行说“{after.name}”在用，台账上的停用日期（{before.closed}）仍保留。",
                f"The row says “{after.name}” operates; the closing date of the register"
                f" ({before.closed}) stays.",
            ),
            Text("导入不清空台账已有的内容。", "An import never empties what is known."),
            Text(
                "如已恢复使用，请导入后在台账中清空停用日期。",
                "If it has reopened, clear the closing date in the register afterwards.",
            ),
            row=numbers.get(row.facility_id),
        )
    ]

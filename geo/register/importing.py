"""What a file would do to the register, before anybody decides: added, changed, asked, left alone.

The plan is pure: the same readings, state and answers give the same plan. It is written whole or
not at all; when somebody changed a record meanwhile, plan again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from geo.issues import DataIssue
from geo.layers import MixedDataError, is_invented
from geo.reading.form import FILE
from geo.reading.result import Reading
from geo.register.answers import Answer
from geo.register.changes import Change, ChangeKind, Document, Edit
from geo.register.consequences import consequences
from geo.register.differences import FieldChange, field_changes
from geo.register.facility_import import FacilityImport, import_facilities
from geo.register.merging import merged
from geo.register.questions import Question
from geo.register.schema import changes, events
from geo.register.state import RegisterState
from geo.register.store import Register
from geo.register.tables import TABLES, UnreadRecord, record_id
from geo.register.unread_import import import_unread, settled_note, still_unread
from geo.register.withdrawals import NONE_WITHDRAWN, Withdrawn

NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})
_TABLES_OF_FORMS = {"retrofit": "retrofit_needs", "indicators": "indicator_values"}


def table_of(form_id: str) -> str:
    """The register's table a form goes into. KeyError for a form that has none."""
    table = _TABLES_OF_FORMS.get(form_id, form_id)
    if table not in TABLES:
        raise KeyError(form_id)
    return table


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record the register has, and what the file makes of it, field by field in words."""

    edit: Edit
    before: Any
    after: Any
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that made no record; the issue of its form and number says why."""

    form_id: str
    row: int


@dataclass(frozen=True)
class ImportPlan:
    """What importing a file would do. Rows with an open question are in neither list yet.

    ``unchanged`` counts the records of a table that the file says nothing new of. ``bookkeeping``
    are the edits about the import itself: unread rows and remembered answers. ``not_mentioned``
    are facilities the sender reported before and this file lacks: they stay as they are.
    ``unread_of_others`` are rows of other senders' lists that still stand in this file's counties,
    ``settled`` those of them that go because the reader said so.
    """

    sender: str
    document: Document
    added: tuple[Edit, ...] = ()
    changed: tuple[ChangedRecord, ...] = ()
    unchanged: Mapping[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    bookkeeping: tuple[Edit, ...] = ()
    not_mentioned: tuple[str, ...] = ()
    unread_of_others: tuple[UnreadRecord, ...] = ()
    settled: tuple[UnreadRecord, ...] = ()
    refused: bool = False

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return tuple(q for q in self.questions if q.answer is None)

    @property
    def ready(self) -> bool:
        """Whether it can be written: the file was read and nothing is left to ask."""
        return not self.refused and not self.open_questions

    def edits(self) -> tuple[Edit, ...]:
        """Everything to be written, by table and record; none for a refused file."""
        every = (*self.added, *(c.edit for c in self.changed), *self.bookkeeping)
        return tuple(sorted(every, key=lambda e: (e.table, e.record_id)))


def plan_import(
    readings: Mapping[str, Reading[Any]],
    state: RegisterState,
    *,
    sender: str,
    document: Document,
    answers: Mapping[str, Answer] = NO_ANSWERS,
    sent_before: Collection[str] = (),
    withdrawn: Mapping[str, Withdrawn] = NONE_WITHDRAWN,
    settles: Collection[str] = (),
) -> ImportPlan:
    """What the readings of a file (by form id) would do to a register in this state.

    ``sender`` is the body whose list it is, ``answers`` those to questions of an earlier plan, by
    question id; ``sent_before`` are facilities the sender sent before (``facilities_sent_by``),
    ``withdrawn`` those no longer on record (``withdrawn_records``): rows that name one are asked
    about. ``settles`` are unread rows of earlier lists that the reader says this one holds.
    Raises MixedDataError for a file with invented records, KeyError for an unknown form.
    """
    for reading in readings.values():
        for record in reading.records:
            if is_invented(record):
                raise MixedDataError(str(getattr(record, "name", record_id(record))))
    if any(reading.refused for reading in readings.values()):
        issues = tuple(i for reading in readings.values() for i in reading.issues)
        return ImportPlan(sender, document, issues=issues, refused=True)
    facilities = FacilityImport()
    wanted: dict[str, Mapping[str, Any]] = {}
    for form_id, reading in sorted(readings.items()):
        if form_id == FILE:
            continue
        table = table_of(form_id)
        if table == "facilities":
            facilities = import_facilities(reading, state, answers, sender, withdrawn)
            wanted[table] = facilities.records
        else:
            wanted[table] = _merged(table, reading, state)
    unread = import_unread(
        readings.get("facilities"), facilities.skipped, state, sender, document, settles
    )
    left = {r.record_id: r for r in unread.others if r not in unread.settled}
    added, changed, unchanged = _sorted_out(wanted, state)
    edits = (*added, *(c.edit for c in changed), *unread.edits)
    return ImportPlan(
        sender=sender,
        document=document,
        added=added,
        changed=changed,
        unchanged=unchanged,
        questions=facilities.questions,
        rejected=tuple(
            RejectedRow(form_id, row)
            for form_id, reading in sorted(readings.items())
            for row in reading.rejected
        ),
        issues=(
            *_still_true(readings, state),
            *facilities.issues,
            *still_unread(left),
            *consequences(state, edits),
        ),
        bookkeeping=(*facilities.answers, *unread.edits),
        unread_of_others=unread.others,
        settled=unread.settled,
        not_mentioned=_not_mentioned(facilities, state, sender, sent_before),
    )


def commit_import(
    register: Register, plan: ImportPlan, body: str, recorded_at: datetime, note: str = ""
) -> int | None:
    """The id of the change, the plan written whole; None when it changes nothing.

    ``body`` is the organisation answerable for it, as a rule the sender. ValueError for a plan that
    is not ready; ConflictError, with nothing written, when a record changed since: plan again.
    """
    if not plan.ready:
        raise ValueError("the plan has open questions or its file was refused")
    note = "；".join(said for said in (note, settled_note(plan.settled)) if said)
    change = Change(ChangeKind.IMPORT, body, recorded_at, plan.document, note)
    return register.commit(change, plan.edits())


def facilities_sent_by(register: Register, body: str) -> frozenset[str]:
    """The ids of all facilities a body has imported or edited, withdrawn ones among them."""
    query = (
        select(events.c.record_id)
        .join(changes, events.c.change_id == changes.c.change_id)
        .where(events.c.table_name == "facilities", changes.c.body == body)
        .distinct()
    )
    with register.reading() as connection:
        return frozenset(connection.scalars(query))


def _merged(table: str, reading: Reading[Any], state: RegisterState) -> dict[str, Any]:
    """The records of a form as they would be, by id."""
    held = state.tables.get(table, {})
    out = {}
    for record in reading.records:
        key = record_id(record)
        out[key] = merged(held[key].record, record) if key in held else record
    return out


def _sorted_out(
    wanted: Mapping[str, Mapping[str, Any]], state: RegisterState
) -> tuple[tuple[Edit, ...], tuple[ChangedRecord, ...], dict[str, int]]:
    """The records as they would be: those that are new, those that differ, how many are so."""
    added, changed, unchanged = [], [], {}
    for table in sorted(wanted):
        held = state.tables.get(table, {})
        unchanged[table] = 0
        for key in sorted(wanted[table]):
            after = wanted[table][key]
            if key not in held:
                added.append(Edit(table, key, after, 0))
            elif held[key].record == after:
                unchanged[table] += 1
            else:
                before = held[key].record
                edit = Edit(table, key, after, held[key].version)
                changed.append(ChangedRecord(edit, before, after, field_changes(before, after)))
    return tuple(added), tuple(changed), unchanged


def _still_true(
    readings: Mapping[str, Reading[Any]], state: RegisterState
) -> tuple[DataIssue, ...]:
    """The readings' issues, without parents missing in the file that the register has."""
    return tuple(
        issue
        for form_id, reading in sorted(readings.items())
        for issue in reading.issues
        if issue.code != "parent_not_found" or issue.value not in state.tables.get("facilities", {})
    )


def _not_mentioned(
    facilities: FacilityImport,
    state: RegisterState,
    sender: str,
    sent_before: Collection[str],
) -> tuple[str, ...]:
    """Facilities the sender reported in the counties of this file that it does not name."""
    return tuple(
        key
        for key, held in sorted(state.tables.get("facilities", {}).items())
        if key not in facilities.mentioned
        and held.record.county_code in facilities.counties
        and (held.record.reported_by == sender or key in sent_before)
    )

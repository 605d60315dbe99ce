"""What an import does to words already given: declarations it contradicts or holds back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geo.issues import DataIssue
from geo.reading.completeness import cross_check
from geo.reading.unread import hold_back
from geo.register.changes import Edit
from geo.register.state import RegisterState, unread_row


def consequences(state: RegisterState, edits: Sequence[Edit]) -> tuple[DataIssue, ...]:
    """Warnings about declarations of the counties the edits touch, as the register would be.

    Those that a facility in operation contradicts, and those that unread rows hold back.
    """
    counties = {
        getattr(record, "county_code", "")
        for edit in edits
        for record in (edit.after, _held(state, edit))
        if record is not None
    } - {""}
    facilities, declared, unread = (
        [r for r in after(state, edits, table) if r.county_code in counties]
        for table in ("facilities", "completeness", "unread_rows")
    )
    rows = [unread_row(record) for record in unread]
    _, held_back = hold_back(sorted(declared, key=lambda d: d.declaration_id), rows)
    return (*cross_check(facilities, declared), *held_back)


def after(state: RegisterState, edits: Iterable[Edit], table: str) -> list[Any]:
    """The records of a table once the edits are made, by id."""
    records = {key: held.record for key, held in state.tables.get(table, {}).items()}
    for edit in edits:
        if edit.table == table:
            records[edit.record_id] = edit.after
    return [records[key] for key in sorted(records) if records[key] is not None]


def _held(state: RegisterState, edit: Edit) -> Any:
    held = state.tables.get(edit.table, {}).get(edit.record_id)
    return None if held is None else held.record

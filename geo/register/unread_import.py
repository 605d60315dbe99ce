"""Rows an import could not take, as the register keeps them: where they stood, no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geo.reading.result import Reading
from geo.reading.row import stable_id
from geo.records import Facility
from geo.register.changes import Document, Edit
from geo.register.state import RegisterState
from geo.register.tables import UnreadRecord


def unread_edits(
    facilities: Reading[Any] | None,
    skipped: Iterable[Facility],
    state: RegisterState,
    sender: str,
    document: Document,
) -> tuple[Edit, ...]:
    """Edits that replace the sender's unread rows in the counties its new list covers.

    A list covers the counties of its rows, read or not; a file without a facility list covers
    none. Rows left out by an answer stand like unread ones.
    """
    if facilities is None:
        return ()
    skipped = tuple(skipped)
    rows = [(r.number, r.county_code, r.facility_type) for r in facilities.unread] + [
        (
            facilities.rows.get(f.facility_id, 0),
            f.county_code,
            None if f.functions else f.facility_type,
        )
        for f in skipped
        if f.county_code
    ]
    covered = {county for _, county, _ in rows} | {f.county_code for f in facilities.records}
    now = {
        record.record_id: record
        for number, county, kind in rows
        for record in (_record(sender, document, county, number, kind),)
    }
    held = state.tables.get("unread_rows", {})
    gone = [
        key
        for key, old in held.items()
        if old.record.sender == sender and old.record.county_code in covered and key not in now
    ]
    edits = [Edit("unread_rows", key, None, held[key].version) for key in gone] + [
        Edit("unread_rows", key, record, state.version("unread_rows", key))
        for key, record in now.items()
        if key not in held or held[key].record != record
    ]
    return tuple(sorted(edits, key=lambda e: e.record_id))


def _record(sender: str, document: Document, county: str, number: int, kind: Any) -> UnreadRecord:
    key = stable_id("U", sender, document.name, document.sha256, county, number, kind)
    return UnreadRecord(key, county, sender, document.name, number, kind)

"""Rows an import could not take, as the register keeps them: where they stood, no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geo.issues import DataIssue, Severity
from geo.reading.named_places import county_name
from geo.reading.result import Reading
from geo.reading.row import stable_id
from geo.records import Facility
from geo.register.changes import Document, Edit
from geo.register.state import RegisterState
from geo.register.tables import UnreadRecord
from geo.text import Text, join


@dataclass(frozen=True, slots=True)
class UnreadImport:
    """The edits about unread rows, and those of earlier lists in the counties of this one.

    ``others`` are open or, where the reader said so, ``settled`` by this list; only those go.
    """

    edits: tuple[Edit, ...] = ()
    others: tuple[UnreadRecord, ...] = ()
    settled: tuple[UnreadRecord, ...] = ()


def import_unread(
    facilities: Reading[Any] | None,
    skipped: Iterable[Facility],
    state: RegisterState,
    sender: str,
    document: Document,
    settles: Collection[str] = (),
) -> UnreadImport:
    """What a list does to the unread rows of the counties it covers.

    Those of earlier lists stay, their own sender's too: another list of the county is no word on
    the row that could not be read. Only those whose ids the reader names in ``settles`` go: this
    list holds them, corrected. A list covers the counties of its rows,
    read or not; a file without a facility list covers none. Rows left out by an answer stand like
    unread ones.
    """
    if facilities is None:
        return UnreadImport()
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
    there = {
        key: old.record
        for key, old in sorted(held.items())
        if old.record.county_code in covered and key not in now
    }
    others = tuple(there.values())
    settled = tuple(record for record in others if record.record_id in settles)
    gone = [record.record_id for record in settled]
    edits = [Edit("unread_rows", key, None, held[key].version) for key in gone] + [
        Edit("unread_rows", key, record, state.version("unread_rows", key))
        for key, record in now.items()
        if key not in held or held[key].record != record
    ]
    return UnreadImport(tuple(sorted(edits, key=lambda e: e.record_id)), others, settled)


def where_unread(records: Iterable[UnreadRecord]) -> Text:
    """Where rows stand: sender, file and rows, list by list."""
    lists: dict[tuple[str, str], list[int]] = {}
    for record in records:
        lists.setdefault((record.sender, record.document), []).append(record.row)
    said = [
        Text(
            f"{sender}报的《{document}》第 {'、'.join(map(str, sorted(rows)))} 行",
            f"row(s) {', '.join(map(str, sorted(rows)))} of “{document}” of {sender}",
        )
        for (sender, document), rows in sorted(lists.items())
    ]
    return join(said, "；", "; ")


def settled_note(settled: Collection[UnreadRecord]) -> str:
    """What the register notes of a list that holds earlier unread rows; empty for none."""
    if not settled:
        return ""
    return f"导入人确认本清单已包括以前没有读出来的行：{where_unread(settled).zh}"


def still_unread(others: Mapping[str, UnreadRecord]) -> tuple[DataIssue, ...]:
    """A warning for each county where rows of earlier lists stay unread after this one."""
    by_county: dict[str, list[UnreadRecord]] = {}
    for record in others.values():
        by_county.setdefault(record.county_code, []).append(record)
    return tuple(_still(code, records) for code, records in sorted(by_county.items()))


def _still(code: str, records: list[UnreadRecord]) -> DataIssue:
    county, where = county_name(code), where_unread(records)
    return DataIssue(
        "unread_rows_of_others",
        Severity.WARNING,
        Text(
            f"{county.zh}还有没读出来的行：{where.zh}。这次不动它们。",
            f"{county.en} still has rows that were not read: {where.en}. This list leaves them.",
        ),
        Text(
            "有这些行在，该县的无遗漏确认暂不采用。",
            "While they stand, the county's declarations are held back.",
        ),
        Text(
            "如本清单已包括这些行（已改正），请在预览中勾选，命令行加 --settles-unread；"
            "否则请原报送单位改正后重报。",
            "If this list holds them, corrected, tick so in the preview, or add --settles-unread on"
            " the command line; else ask their sender to correct them.",
        ),
    )


def _record(sender: str, document: Document, county: str, number: int, kind: Any) -> UnreadRecord:
    key = stable_id("U", sender, document.name, document.sha256, county, number, kind)
    return UnreadRecord(key, county, sender, document.name, number, kind)

"""Changes and events as they stand in rows, and the questions asked of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    exists,
    select,
    tuple_,
)

from geo.codec import CodecError, from_json, to_json
from geo.register.changes import Change, ChangeKind, Document, Edit, Event, Recorded
from geo.register.errors import unreadable
from geo.register.schema import events
from geo.register.tables import TABLES
from geo.text import Text

_AT_ONCE = 500
"""Records asked for in one statement: SQLite takes 32 766 values in one, two a record."""
_WHOLE_TABLES = 5_000
"""From so many records on, whole tables are read: faster than asking for each."""


def held_after(last: int) -> Select[Any]:
    """The latest event of every record up to a change, unless it withdrew the record."""
    later = events.alias("later")
    return select(events.c.table_name, events.c.record_id, events.c.version, events.c.after).where(
        events.c.change_id <= last,
        events.c.after.is_not(None),
        ~exists().where(_overtakes(later, events), later.c.change_id <= last),
    )


def current_of(table: str) -> Select[Any]:
    """The latest event of every record of one table, unless it withdrew the record."""
    later = events.alias("later")
    return select(events.c.record_id, events.c.after).where(
        events.c.table_name == table,
        events.c.after.is_not(None),
        ~exists().where(_overtakes(later, events)),
    )


def touched_since(change_id: int) -> Select[Any]:
    """The events that came after those of a change, on the same records, by version."""
    done = events.alias("done")
    query = select(events).join(done, _overtakes(events, done))
    return query.where(done.c.change_id == change_id).order_by(events.c.version)


def _overtakes(later: FromClause, earlier: FromClause) -> ColumnElement[bool]:
    return and_(
        later.c.table_name == earlier.c.table_name,
        later.c.record_id == earlier.c.record_id,
        later.c.version > earlier.c.version,
    )


def latest_rows(
    connection: Connection, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Row[Any] | None]:
    """The row of the latest event of each record."""
    keys = sorted(wanted)
    found: dict[tuple[str, str], Row[Any] | None] = dict.fromkeys(keys)
    if len(keys) > _WHOLE_TABLES:
        later = events.alias("later")
        query = select(events).where(
            events.c.table_name.in_({table for table, _ in keys}),
            ~exists().where(_overtakes(later, events)),
        )
        for row in connection.execute(query):
            if (row.table_name, row.record_id) in found:
                found[row.table_name, row.record_id] = row
        return found
    both = tuple_(events.c.table_name, events.c.record_id)
    for start in range(0, len(keys), _AT_ONCE):
        query = select(events).where(both.in_(keys[start : start + _AT_ONCE]))
        for row in connection.execute(query.order_by(events.c.version)):
            found[row.table_name, row.record_id] = row
    return found


def based_on(edit: Edit, latest: Row[Any] | None) -> bool:
    """Whether the record is still as the editor had it; one withdrawn may be put in anew."""
    if latest is None:
        return edit.version == 0
    return bool(edit.version == latest.version or (edit.version == 0 and latest.after is None))


def event_row(edit: Edit, latest: Row[Any] | None) -> dict[str, Any] | None:
    """The row of the event an edit makes; None when the record is so already."""
    before = latest.after if latest is not None else None
    plain = None if edit.after is None else to_json(edit.after)
    after = None if plain is None else _written(plain)
    # 20 and 20.0 are written differently and are the same.
    if before == after or (before is not None and json.loads(before) == plain):
        return None
    return {
        "table_name": edit.table,
        "record_id": edit.record_id,
        "version": (latest.version if latest is not None else 0) + 1,
        "before": before,
        "after": after,
    }


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A record's JSON as it is stored: the same record gives the same text."""


def record_of(table: str, data: Mapping[str, Any] | None) -> Any:
    """The record of a table, read from its JSON; None where there is none.

    UnreadableRecordError for a table or a field of a later program, and for what is no record.
    """
    if data is None:
        return None
    kind: type[Any] | None = TABLES.get(table)
    if kind is None:
        raise unreadable(Text(f"表 {table}", f"table {table}"))
    try:
        return from_json(kind, data)
    except (CodecError, AttributeError) as error:
        raise unreadable(Text(f"表 {table} 的记录", f"a record of table {table}")) from error


def parsed(table: str, text: str | None) -> dict[str, Any] | None:
    """A side of an event as JSON. UnreadableRecordError when it is none."""
    try:
        return None if text is None else json.loads(text)
    except ValueError as error:
        raise unreadable(Text(f"表 {table} 的记录", f"a record of table {table}")) from error


def event_of(row: Row[Any]) -> Event:
    """The event a row of ``events`` holds. UnreadableRecordError."""
    before, after = (parsed(row.table_name, text) for text in (row.before, row.after))
    return Event(row.change_id, row.table_name, row.record_id, row.version, before, after)


def recorded_of(row: Row[Any]) -> Recorded:
    """The change a row of ``changes`` holds. UnreadableRecordError for a later program's kind."""
    try:
        kind, moment = ChangeKind(row.kind), datetime.fromisoformat(row.recorded_at)
    except ValueError as error:
        number = row.change_id
        raise unreadable(Text(f"第 {number} 次改动", f"change {number}")) from error
    document = Document(row.document_name, row.document_sha256)
    change = Change(kind, row.body, moment, document, row.note, row.undoes)
    return Recorded(row.change_id, change, row.records)

"""What was taken out of the register and is still out: by whom, when, and with what note."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, select

from geo.register.changes import ChangeKind, Recorded
from geo.register.rows import record_of, recorded_of
from geo.register.schema import changes, events
from geo.register.store import Register


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A record as it was before it was withdrawn, and the change that withdrew it."""

    record_id: str
    before: Any
    by: Recorded


NONE_WITHDRAWN: Mapping[str, Withdrawn] = MappingProxyType({})


def withdrawn_records(register: Register, table: str) -> dict[str, Withdrawn]:
    """By id, the records of a table that somebody withdrew and that are not there now.

    A record is not among them because the change that first brought it was undone: that takes back
    an import and says nothing of the facility. An undo that puts a withdrawal back counts as it.
    """
    newest = events.alias("newest")
    out = select(newest.c.record_id).where(
        newest.c.table_name == table,
        newest.c.after.is_(None),
        ~select(events.c.version)
        .where(
            events.c.table_name == newest.c.table_name,
            events.c.record_id == newest.c.record_id,
            events.c.version > newest.c.version,
        )
        .exists(),
    )
    query = (
        select(changes, events)
        .join(events, events.c.change_id == changes.c.change_id)
        .where(events.c.table_name == table, events.c.record_id.in_(out))
        .order_by(events.c.record_id, events.c.version)
    )
    with register.reading() as connection:
        rows = connection.execute(query).all()
    by_record: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_record.setdefault(row.record_id, []).append(row)
    found = {}
    for key, told in by_record.items():
        if (last := _withdrawal(told)) is not None:
            before = record_of(table, json.loads(last.before))
            found[key] = Withdrawn(key, before, recorded_of(last))
    return found


def _withdrawal(told: Iterable[Row[Any]]) -> Row[Any] | None:
    """The event that stands when undone ones are passed over, if it withdrew the record."""
    rows = list(told)
    place = {row.change_id: number for number, row in enumerate(rows)}
    at = len(rows) - 1
    while at >= 0 and rows[at].kind == ChangeKind.UNDO.value:
        # What the undo put back stood before the change it undoes.
        at = place[rows[at].undoes] - 1
    return rows[at] if at >= 0 and rows[at].after is None and rows[at].before else None

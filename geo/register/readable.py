"""Whether a row of a backup is one this program can read, before it stands in a register."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Row, Table

from geo.register import schema
from geo.register.errors import RegisterError, unreadable
from geo.register.frozen_rows import payload_of_row
from geo.register.rows import event_of, record_of, recorded_of
from geo.register.tables import record_id
from geo.text import Text


def refuse_unreadable(table: Table, values: Mapping[str, Any]) -> None:
    """Raises UnreadableRecordError when a row's record, change or frozen assessment can't be read.

    Whatever a register says later of the row is tried: both sides of an event, the kind and the
    moment of a change, the head and the payload of what is frozen.
    """
    row = cast("Row[Any]", SimpleNamespace(**values))
    if table is schema.events:
        event = event_of(row)
        for side in (event.before, event.after):
            record = record_of(event.table, side)
            if record is not None and record_id(record) != event.record_id:
                what = Text(f"表 {event.table} 的记录", f"a record of table {event.table}")
                raise unreadable(what)
    elif table is schema.changes:
        recorded_of(row)
    elif table is schema.frozen:
        try:
            payload_of_row(row)
        except (RegisterError, ValueError, TypeError) as error:
            name = values["name"]
            raise unreadable(Text(f"定稿“{name}”", f"frozen assessment “{name}”")) from error

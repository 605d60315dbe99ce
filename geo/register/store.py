"""The register itself: opened by a URL, read as of any day, written one whole change at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, func, literal, select

from geo.layers import INVENTED_PREFIX, MixedDataError, is_invented
from geo.register import schema
from geo.register.changes import (
    OFFICE_TIME,
    Change,
    ChangeKind,
    ConflictError,
    Edit,
    Event,
    Recorded,
    stamp,
)
from geo.register.database import Database
from geo.register.errors import no_register
from geo.register.gate import refuse_late_clock, refuse_personal_change
from geo.register.place import shown
from geo.register.rows import (
    based_on,
    event_of,
    event_row,
    held_after,
    latest_rows,
    parsed,
    record_of,
    recorded_of,
    touched_since,
)
from geo.register.scenario_rows import TABLE as SCENARIOS
from geo.register.scenario_rows import refuse_scenarios, refuse_taken_names
from geo.register.schema import changes, events
from geo.register.state import Held, RegisterState
from geo.register.tables import TABLES, record_id


class Register(Database):
    """A register that is open. Safe to share between threads."""

    def last_change(self) -> int:
        """The id of the latest change, 0 when there is none."""
        with self.reading() as connection:
            return _last(connection)

    def state(self, known_on: date | None = None) -> RegisterState:
        """What is recorded now, or what had been recorded when a day ended."""
        with self.reading() as connection:
            last = _last(connection, known_on)
            tables: dict[str, dict[str, Held]] = {name: {} for name in TABLES}
            for row in connection.execute(held_after(last)):
                record = record_of(row.table_name, parsed(row.table_name, row.after))
                tables[row.table_name][row.record_id] = Held(record, row.version)
        return RegisterState(last, tables)

    def state_since(self, earlier: RegisterState) -> RegisterState:
        """What is recorded now, from an earlier state of this register and what changed since.

        As ``state`` says it, in the time the changes take: a register of 50 000 is not read anew
        for one edit.
        """
        with self.reading() as connection:
            last = _last(connection)
            if last == earlier.last_change:
                return earlier
            tables: dict[str, dict[str, Held]] = {}
            since = select(events).where(events.c.change_id > earlier.last_change)
            for row in connection.execute(since.order_by(events.c.version)):
                name, key = row.table_name, row.record_id
                if name not in tables:
                    tables[name] = dict(earlier.tables.get(name, {}))
                table = tables[name]
                if row.after is None:
                    table.pop(key, None)
                else:
                    table[key] = Held(record_of(name, parsed(name, row.after)), row.version)
        return RegisterState(last, {**earlier.tables, **tables})

    def commit(self, change: Change, edits: Sequence[Edit]) -> int | None:
        """The id of the change, written whole; None when the edits change nothing.

        Raises ConflictError, writing nothing, when a record is no longer at its edit's version;
        PersonalDataError, ClockError, ScenarioNameError; RegisterUnavailableError when the
        database fails.
        """
        wanted = {(e.table, e.record_id): e for e in edits}
        if len(wanted) != len(edits):
            raise ValueError("two edits of one record in one change")
        _check(change, edits)
        with self.writing() as connection:
            schema.is_newest(connection, self.where)
            latest = latest_rows(connection, wanted)
            stale = [row for k, e in wanted.items() if not based_on(e, row := latest[k])]
            if stale:
                raise ConflictError(tuple(event_of(row) for row in stale if row is not None))
            made = [m for k, e in wanted.items() if (m := event_row(e, latest[k])) is not None]
            if not made:
                return None
            change_id = _write_change(connection, change, len(made))
            connection.execute(events.insert(), [{**row, "change_id": change_id} for row in made])
            if any(edit.table == SCENARIOS for edit in edits):
                refuse_taken_names(connection)
            return change_id

    def undo(self, change_id: int, body: str, recorded_at: datetime, note: str = "") -> int:
        """The id of the change that puts back what a change had found.

        Raises ConflictError when a later change touched the same records, KeyError for no change,
        and as ``commit``.
        """
        change = Change(ChangeKind.UNDO, body, recorded_at, note=note, undoes=change_id)
        _check(change, ())
        this = events.c.change_id == change_id
        with self.writing() as connection:
            schema.is_newest(connection, self.where)
            records = connection.scalar(select(func.count()).select_from(events).where(this))
            if not records:
                raise KeyError(change_id)
            later = {
                (row.table_name, row.record_id): row
                for row in connection.execute(touched_since(change_id))
            }
            if later:
                raise ConflictError(tuple(map(event_of, later.values())))
            undo_id = _write_change(connection, change, records)
            # Every event of the change is its record's latest, so its two sides change places.
            e = events.c
            back = (e.table_name, e.record_id, e.version + 1, literal(undo_id), e.after, e.before)
            names = ("table_name", "record_id", "version", "change_id", "before", "after")
            connection.execute(events.insert().from_select(names, select(*back).where(this)))
            scenarios = select(func.count()).where(this, e.table_name == SCENARIOS)
            if connection.scalar(scenarios):
                refuse_taken_names(connection)
            return undo_id

    def changes(self, limit: int = 100, before: int | None = None) -> tuple[Recorded, ...]:
        """The latest changes, newest first; ``before`` pages on from a change id."""
        query = select(changes).order_by(changes.c.change_id.desc()).limit(limit)
        if before is not None:
            query = query.where(changes.c.change_id < before)
        with self.reading() as connection:
            return tuple(recorded_of(row) for row in connection.execute(query))

    def touched_by_others(self, kind: ChangeKind) -> frozenset[tuple[str, str]]:
        """Table and id of every record that a change of another kind has touched."""
        query = (
            select(events.c.table_name, events.c.record_id)
            .join(changes, events.c.change_id == changes.c.change_id)
            .where(changes.c.kind != kind.value)
            .distinct()
        )
        with self.reading() as connection:
            return frozenset((row.table_name, row.record_id) for row in connection.execute(query))

    def documents(self, kind: ChangeKind) -> frozenset[str]:
        """The SHA-256 of every file that came in by this kind of change."""
        query = select(changes.c.document_sha256).where(changes.c.kind == kind.value)
        with self.reading() as connection:
            return frozenset(connection.scalars(query))

    def events_of(self, change_id: int, limit: int | None = None) -> tuple[Event, ...]:
        """What one change did, by table and record."""
        with self.reading() as connection:
            return self._events(connection, events.c.change_id == change_id, limit)

    def latest(self, keys: Sequence[tuple[str, str]]) -> tuple[Event, ...]:
        """The latest event of each (table, record id) that has any, in the order of the keys."""
        with self.reading() as connection:
            found = latest_rows(connection, keys)
        return tuple(event_of(row) for key in keys if (row := found[key]) is not None)

    def history(self, table: str, record_id: str) -> tuple[tuple[Recorded, Event], ...]:
        """Every event of one record with its change, oldest first."""
        query = (
            select(changes, events)
            .join(events, events.c.change_id == changes.c.change_id)
            .where(events.c.table_name == table, events.c.record_id == record_id)
            .order_by(events.c.version)
        )
        with self.reading() as connection:
            return tuple((recorded_of(r), event_of(r)) for r in connection.execute(query))

    def _events(
        self, connection: Connection, which: Any, limit: int | None = None
    ) -> tuple[Event, ...]:
        query = select(events).where(which).order_by(events.c.table_name, events.c.record_id)
        return tuple(event_of(row) for row in connection.execute(query.limit(limit)))


def open_register(url: URL, *, make: bool = True) -> Register:
    """The register at a URL, its tables made or brought to the newest version where needed.

    Raises RegisterUnavailableError, NotARegisterError and RegisterTooNewError, and NoRegisterError
    where there is none and none is to be made.
    """
    if not make and url.drivername == "sqlite" and not Path(url.database or "").exists():
        raise no_register(shown(url))
    register = Register(url)
    try:
        with register.reading() as connection:
            version = schema.version_of(connection, register.where)
            newest = version > 0 and schema.is_newest(connection, register.where)
        if version == 0 and not make:
            raise no_register(register.where)
        if version == 0:
            register.prepare_file()
        if not newest:
            with register.writing() as connection:
                # Another program may have done it while this one waited for its turn.
                version = schema.version_of(connection, register.where)
                if version == 0:
                    schema.create(connection)
                elif not schema.is_newest(connection, register.where):
                    schema.migrate(connection, version, register.where)
    except BaseException:
        register.close()
        raise
    return register


def _last(connection: Connection, known_on: date | None = None) -> int:
    query = select(func.max(changes.c.change_id))
    # After the last day a date can name there is nothing to leave out.
    if known_on is not None and known_on < date.max:
        query = query.where(changes.c.recorded_at < stamp(_end_of(known_on)))
    return connection.scalar(query) or 0


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_TIME)


def _check(change: Change, edits: Iterable[Edit]) -> None:
    """Refuses what is no record of its table, what is invented and what is a person's."""
    refuse_personal_change(change)
    edits = tuple(edits)
    refuse_scenarios(edits)
    for said in (change.body, change.document.name):
        if said.startswith(INVENTED_PREFIX):
            raise MixedDataError(said)
    for edit in edits:
        kind = TABLES[edit.table]
        if edit.after is None:
            continue
        if type(edit.after) is not kind:
            raise TypeError(f"{edit.table} holds no {type(edit.after).__name__}")
        if record_id(edit.after) != edit.record_id:
            raise ValueError(f"{edit.record_id} is not the id of the record")
        if is_invented(edit.after):
            raise MixedDataError(str(getattr(edit.after, "name", edit.record_id)))


def _write_change(connection: Connection, change: Change, records: int) -> int:
    """Writes what is said of a change; a clock a little back does not change their order."""
    change_id = _last(connection) + 1
    latest = connection.scalar(select(func.max(changes.c.recorded_at))) or ""
    refuse_late_clock(change.recorded_at, latest)
    connection.execute(
        changes.insert().values(
            change_id=change_id,
            recorded_at=max(stamp(change.recorded_at), latest),
            kind=change.kind.value,
            body=change.body,
            document_name=change.document.name,
            document_sha256=change.document.sha256,
            note=change.note,
            undoes=change.undoes,
            records=records,
        )
    )
    return change_id

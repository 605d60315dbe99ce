"""The register itself: opened by a URL, read as of any day, written one whole change at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Row,
    Select,
    create_engine,
    event,
    exists,
    func,
    select,
    tuple_,
)
from sqlalchemy.exc import DatabaseError, DBAPIError, SQLAlchemyError

from geo.codec import from_json, to_json
from geo.register import schema
from geo.register.changes import (
    OFFICE_TIME,
    Change,
    ChangeKind,
    ConflictError,
    Document,
    Edit,
    Event,
    Recorded,
    stamp,
)
from geo.register.errors import not_a_register, unavailable
from geo.register.place import shown
from geo.register.schema import changes, events
from geo.register.state import Held, RegisterState
from geo.register.tables import TABLES, record_id

_BUSY_S = 60
"""How long a writer waits for the one before it."""
_WRITERS_LOCK = 0x5245_4749
"""The number of the lock all writers of a PostgreSQL database take; any number would do."""
_AT_ONCE = 500
"""Records asked for in one statement: SQLite takes 32 766 values in one, two a record."""


class Register:
    """A register that is open. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def where(self) -> str:
        """Where it is, without a password."""
        return shown(self._engine.url)

    def close(self) -> None:
        """Lets the connections go."""
        self._engine.dispose()

    def last_change(self) -> int:
        """The id of the latest change, 0 when there is none."""
        with self.reading() as connection:
            return _last(connection)

    def state(self, known_on: date | None = None) -> RegisterState:
        """What is recorded now, or what had been recorded when a day ended."""
        with self.reading() as connection:
            last = _last(connection, known_on)
            tables: dict[str, dict[str, Held]] = {name: {} for name in TABLES}
            for row in connection.execute(_held_after(last)):
                record = _record(row.table_name, json.loads(row.after))
                tables[row.table_name][row.record_id] = Held(record, row.version)
        return RegisterState(last, tables)

    def commit(self, change: Change, edits: Sequence[Edit]) -> int | None:
        """The id of the change, written whole; None when the edits change nothing.

        Raises ConflictError, writing nothing, when a record is no longer at its edit's version, and
        RegisterUnavailableError when the database fails.
        """
        wanted = {(e.table, e.record_id): e for e in edits}
        if len(wanted) != len(edits):
            raise ValueError("two edits of one record in one change")
        with self.writing() as connection:
            latest = _latest(connection, wanted)
            stale = [latest[k] for k, e in wanted.items() if not _based_on(e, latest[k])]
            if stale:
                raise ConflictError(tuple(e for e in stale if e is not None))
            made = [m for k, e in wanted.items() if (m := _event_of(e, latest[k])) is not None]
            return _write(connection, change, made) if made else None

    def undo(self, change_id: int, body: str, recorded_at: datetime, note: str = "") -> int | None:
        """The id of the change that puts back what a change had found; None if nothing differs.

        Raises ConflictError when a later change touched the same records, KeyError for no change.
        """
        with self.reading() as connection:
            done = self._events(connection, events.c.change_id == change_id)
            if change_id not in connection.scalars(select(changes.c.change_id)):
                raise KeyError(change_id)
        edits = [Edit(e.table, e.record_id, _record(e.table, e.before), e.version) for e in done]
        change = Change(ChangeKind.UNDO, body, recorded_at, note=note, undoes=change_id)
        return self.commit(change, edits)

    def changes(self, limit: int = 100, before: int | None = None) -> tuple[Recorded, ...]:
        """The latest changes, newest first; ``before`` pages on from a change id."""
        query = select(changes).order_by(changes.c.change_id.desc()).limit(limit)
        if before is not None:
            query = query.where(changes.c.change_id < before)
        with self.reading() as connection:
            return tuple(_recorded(row) for row in connection.execute(query))

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
            found = _latest(connection, keys)
        return tuple(event for key in keys if (event := found[key]) is not None)

    def history(self, table: str, record_id: str) -> tuple[tuple[Recorded, Event], ...]:
        """Every event of one record with its change, oldest first."""
        query = (
            select(changes, events)
            .join(events, events.c.change_id == changes.c.change_id)
            .where(events.c.table_name == table, events.c.record_id == record_id)
            .order_by(events.c.version)
        )
        with self.reading() as connection:
            return tuple((_recorded(r), _event(r)) for r in connection.execute(query))

    def prepare_file(self) -> None:
        """Has an empty SQLite file keep a write-ahead log: readers need not wait for a writer."""
        if self._engine.dialect.name == "sqlite":
            with _said(self.where), self._engine.connect() as connection:
                # The log's mode can't be set inside a transaction, so past SQLAlchemy's own.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state."""
        with _said(self.where), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write until it is done; an error leaves nothing behind."""
        with _said(self.where), self._engine.connect() as bare:
            connection = bare.execution_options(writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
                yield connection

    def _events(
        self, connection: Connection, which: Any, limit: int | None = None
    ) -> tuple[Event, ...]:
        query = select(events).where(which).order_by(events.c.table_name, events.c.record_id)
        return tuple(_event(row) for row in connection.execute(query.limit(limit)))


def open_register(url: URL) -> Register:
    """The register at a URL, its tables made or brought to the newest version where needed.

    Raises RegisterUnavailableError, NotARegisterError and RegisterTooNewError.
    """
    register = Register(_engine(url))
    try:
        with register.reading() as connection:
            version = schema.version_of(connection, register.where)
        if version == 0:
            register.prepare_file()
        if version != schema.VERSION:
            with register.writing() as connection:
                # Another program may have done it while this one waited for its turn.
                version = schema.version_of(connection, register.where)
                if version == 0:
                    schema.create(connection)
                else:
                    schema.migrate(connection, version, register.where)
    except BaseException:
        register.close()
        raise
    return register


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        path = Path(url.database or "")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unavailable(str(path), str(error.strerror)) from error
        engine = create_engine(url, connect_args={"timeout": _BUSY_S})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})


def _set_up_sqlite(connection: Any, _: Any) -> None:
    # Transactions begin where this module says, not where the driver thinks.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _said(where: str) -> Iterator[None]:
    """Turns what a database says into what a reader can use; never what it was told to store."""
    try:
        yield
    except DBAPIError as error:
        reason = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "?"
        if isinstance(error, DatabaseError) and "not a database" in reason:
            raise not_a_register(where) from error
        raise unavailable(where, reason) from error
    except SQLAlchemyError as error:
        raise unavailable(where, type(error).__name__) from error


def _last(connection: Connection, known_on: date | None = None) -> int:
    query = select(func.max(changes.c.change_id))
    if known_on is not None:
        query = query.where(changes.c.recorded_at < stamp(_end_of(known_on)))
    return connection.scalar(query) or 0


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_TIME)


def _held_after(last: int) -> Select[Any]:
    """The latest event of every record up to a change, unless it withdrew the record."""
    later = events.alias("later")
    overtaken = exists().where(
        later.c.table_name == events.c.table_name,
        later.c.record_id == events.c.record_id,
        later.c.version > events.c.version,
        later.c.change_id <= last,
    )
    return select(events.c.table_name, events.c.record_id, events.c.version, events.c.after).where(
        events.c.change_id <= last, events.c.after.is_not(None), ~overtaken
    )


def _latest(
    connection: Connection, wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Event | None]:
    """The latest event of each record."""
    keys = sorted(wanted)
    found: dict[tuple[str, str], Event | None] = dict.fromkeys(keys)
    both = tuple_(events.c.table_name, events.c.record_id)
    for start in range(0, len(keys), _AT_ONCE):
        query = select(events).where(both.in_(keys[start : start + _AT_ONCE]))
        for row in connection.execute(query.order_by(events.c.version)):
            found[row.table_name, row.record_id] = _event(row)
    return found


def _based_on(edit: Edit, latest: Event | None) -> bool:
    """Whether the record is still as the editor had it; one withdrawn may be put in anew."""
    if latest is None:
        return edit.version == 0
    return edit.version == latest.version or (edit.version == 0 and latest.after is None)


def _event_of(edit: Edit, latest: Event | None) -> dict[str, Any] | None:
    """The row of the event an edit makes; None when the record is so already."""
    before = latest.after if latest is not None else None
    after = None if edit.after is None else to_json(edit.after)
    if before == after:
        return None
    if edit.after is not None and type(edit.after) is not TABLES[edit.table]:
        raise TypeError(f"{edit.table} holds no {type(edit.after).__name__}")
    return {
        "table_name": edit.table,
        "record_id": edit.record_id,
        "version": (latest.version if latest is not None else 0) + 1,
        "before": _written(before),
        "after": _written(after),
    }


def _write(connection: Connection, change: Change, made: Sequence[dict[str, Any]]) -> int:
    """Writes a change with its events; a clock that went back does not change their order."""
    change_id = _last(connection) + 1
    latest = connection.scalar(select(func.max(changes.c.recorded_at))) or ""
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
            records=len(made),
        )
    )
    connection.execute(events.insert(), [{**row, "change_id": change_id} for row in made])
    return change_id


def _written(data: Mapping[str, Any] | None) -> str | None:
    """A record's JSON as it is stored: the same record gives the same text."""
    if data is None:
        return None
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _record(table: str, data: Mapping[str, Any] | None) -> Any:
    kind: type[Any] = TABLES[table]
    return None if data is None else from_json(kind, data)


def _event(row: Row[Any]) -> Event:
    before, after = (None if t is None else json.loads(t) for t in (row.before, row.after))
    return Event(row.change_id, row.table_name, row.record_id, row.version, before, after)


def _recorded(row: Row[Any]) -> Recorded:
    change = Change(
        ChangeKind(row.kind),
        row.body,
        datetime.fromisoformat(row.recorded_at),
        Document(row.document_name, row.document_sha256),
        row.note,
        row.undoes,
    )
    return Recorded(row.change_id, change, row.records)


def edits_of(table: str, records: Iterable[Any], state: RegisterState) -> tuple[Edit, ...]:
    """Edits that put these records into a table as the state knows them."""
    return tuple(
        Edit(table, key, r, state.version(table, key)) for r in records for key in (record_id(r),)
    )

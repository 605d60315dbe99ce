"""The SQL tables of the register, the same on SQLite and PostgreSQL, and how old ones are renewed.

``changes``, ``events`` and ``frozen`` only grow: the database itself refuses to update or delete a
row of them. ``current_records`` is a view of the events. ``column_mappings`` is a convenience and
may be replaced. ``register_meta`` says the version of these tables and the format of the records
in ``events`` (``geo.register.tables.RECORD_FORMAT``): a program opens no register with a later one.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    inspect,
    select,
)

from geo.register.errors import not_a_register, records_too_new, too_new
from geo.register.tables import RECORD_FORMAT

VERSION = 3
"""The version of the SQL tables."""
VERSION_KEY = "schema_version"
FORMAT_KEY = "record_format"
OWN_KEYS = frozenset({VERSION_KEY, FORMAT_KEY})
"""What a program says of itself in ``register_meta``; a backup says it in its manifest."""

metadata = MetaData()

meta = Table(
    "register_meta", metadata, Column("key", Text, primary_key=True), Column("value", Text)
)

changes = Table(
    "changes",
    metadata,
    Column("change_id", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("document_name", Text, nullable=False),
    Column("document_sha256", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("undoes", Integer),
    Column("records", Integer, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("table_name", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("change_id", Integer, ForeignKey("changes.change_id"), nullable=False),
    Column("before", Text),
    Column("after", Text),
    PrimaryKeyConstraint("table_name", "record_id", "version"),
    Index("events_by_change", "change_id"),
)

column_mappings = Table(
    "column_mappings",
    metadata,
    Column("sender", Text, nullable=False),
    Column("form_id", Text, nullable=False),
    Column("signature", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    PrimaryKeyConstraint("sender", "form_id", "signature"),
)

frozen = Table(
    "frozen",
    metadata,
    Column("frozen_id", Integer, primary_key=True, autoincrement=False),
    Column("city_code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("known_on", Text),
    Column("last_change", Integer, nullable=False),
    Column("run_id", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("frozen_at", Text, nullable=False),
    Column("revises", Integer, ForeignKey("frozen.frozen_id")),
    Column("payload", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    UniqueConstraint("city_code", "name"),
)

_CURRENT = """
CREATE VIEW current_records AS
SELECT e.table_name, e.record_id, e.version, e.change_id, e.after
FROM events AS e
WHERE e.after IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM events AS later
    WHERE later.table_name = e.table_name AND later.record_id = e.record_id
      AND later.version > e.version
)
"""
_KEPT = ("changes", "events", "frozen")

# A step is written out in full: what version 2 was does not change when a table does later.
_TO_2 = (
    """
    CREATE TABLE column_mappings (
        sender TEXT NOT NULL,
        form_id TEXT NOT NULL,
        signature TEXT NOT NULL,
        mapping TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        PRIMARY KEY (sender, form_id, signature)
    )
    """,
    """
    CREATE TABLE frozen (
        frozen_id INTEGER NOT NULL PRIMARY KEY,
        city_code TEXT NOT NULL,
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        as_of TEXT NOT NULL,
        known_on TEXT,
        last_change INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        body TEXT NOT NULL,
        frozen_at TEXT NOT NULL,
        revises INTEGER REFERENCES frozen (frozen_id),
        payload TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (city_code, name)
    )
    """,
)


def create(connection: Connection) -> None:
    """Makes the tables of the newest version in an empty database."""
    metadata.create_all(connection)
    connection.exec_driver_sql(_CURRENT)
    for table in _KEPT:
        _keep(connection, table)
    connection.execute(meta.insert().values(key=VERSION_KEY, value=str(VERSION)))
    connection.execute(meta.insert().values(key=FORMAT_KEY, value=str(RECORD_FORMAT)))


def drop(connection: Connection) -> None:
    """Takes the tables with all they hold out of a database; for a register that is empty."""
    connection.exec_driver_sql("DROP VIEW current_records")
    metadata.drop_all(connection)


def version_of(connection: Connection, where: str) -> int:
    """The version of the tables; 0 of an empty database. NotARegisterError for other tables."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    if meta.name not in names:
        raise not_a_register(where)
    found = _said(connection, VERSION_KEY)
    if not found.isdigit():
        raise not_a_register(where)
    return int(found)


def is_newest(connection: Connection, where: str) -> bool:
    """Whether tables and records are this program's own. RegisterTooNewError when either is later.

    NotARegisterError for other tables.
    """
    version = version_of(connection, where)
    if version > VERSION:
        raise too_new(where, version, VERSION)
    if version < VERSION:
        return False
    found = _said(connection, FORMAT_KEY)
    if not found.isdigit():
        raise not_a_register(where)
    if int(found) > RECORD_FORMAT:
        raise records_too_new(where, int(found), RECORD_FORMAT)
    return int(found) == RECORD_FORMAT


def migrate(connection: Connection, found: int, where: str) -> None:
    """Brings tables of an older version to the newest, step by step, in one transaction.

    From then on records are written in this program's format, which an older one can't read.
    """
    for version in range(found, VERSION):
        _STEPS[version](connection)
    connection.execute(meta.update().where(meta.c.key == VERSION_KEY).values(value=str(VERSION)))
    # Says no when the records are of a later program.
    if not is_newest(connection, where):
        ours = meta.update().where(meta.c.key == FORMAT_KEY).values(value=str(RECORD_FORMAT))
        connection.execute(ours)


def _to_2(connection: Connection) -> None:
    """Version 2 remembers column mappings and keeps frozen assessments."""
    for statement in _TO_2:
        connection.exec_driver_sql(statement)
    _keep(connection, "frozen")


def _to_3(connection: Connection) -> None:
    """Version 3 says which format its records have; all before it have the first."""
    connection.execute(meta.insert().values(key=FORMAT_KEY, value="1"))


_STEPS: dict[int, Callable[[Connection], None]] = {1: _to_2, 2: _to_3}
"""From a version to the next."""


def _said(connection: Connection, key: str) -> str:
    """What the register says of itself under a key; empty where it says nothing."""
    return connection.scalar(select(meta.c.value).where(meta.c.key == key)) or ""


def _keep(connection: Connection, table: str) -> None:
    """Has the database refuse to change what is written in a table."""
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'what is recorded stays'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION recorded_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'what is recorded stays'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION recorded_stays()"
    )

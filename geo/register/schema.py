"""The SQL tables of the register, the same on SQLite and PostgreSQL, and how old ones are renewed.

``changes`` and ``events`` only grow: the database itself refuses to update or delete a row of them.
``current_records`` is a view of the events.
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
    inspect,
    select,
)

from geo.register.errors import not_a_register, too_new

VERSION = 1

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
_KEPT_V1 = ("changes", "events")


def create(connection: Connection) -> None:
    """Makes the tables of the newest version in an empty database."""
    metadata.create_all(connection)
    connection.exec_driver_sql(_CURRENT)
    for table in _KEPT_V1:
        _keep(connection, table)
    connection.execute(meta.insert().values(key="schema_version", value=str(VERSION)))


def version_of(connection: Connection, where: str) -> int:
    """The version of the tables; 0 of an empty database. NotARegisterError for other tables."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    if meta.name not in names:
        raise not_a_register(where)
    found = connection.scalar(select(meta.c.value).where(meta.c.key == "schema_version"))
    if found is None or not found.isdigit():
        raise not_a_register(where)
    return int(found)


def migrate(connection: Connection, found: int, where: str) -> None:
    """Brings tables of an older version to the newest, step by step, in one transaction."""
    if found > VERSION:
        raise too_new(where, found, VERSION)
    for version in range(found, VERSION):
        _STEPS[version](connection)
    if found < VERSION:
        connection.execute(
            meta.update().where(meta.c.key == "schema_version").values(value=str(VERSION))
        )


_STEPS: dict[int, Callable[[Connection], None]] = {}
"""From a version to the next."""


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

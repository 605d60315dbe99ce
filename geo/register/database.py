"""The database under the register: one state for a reader, one writer at a time, and what it says.

SQLite keeps a write-ahead log, so readers need not wait; PostgreSQL's writers take one lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from geo.register.errors import not_a_register, unavailable
from geo.register.place import shown

_BUSY_S = 60
"""How long a writer waits for the one before it."""
_WRITERS_LOCK = 0x5245_4749
"""The number of the lock all writers of a PostgreSQL database take; any number would do."""
_DAMAGED = ("not a database", "malformed")
"""What SQLite says of a file that it did not write or that has been damaged."""


class Database:
    """A database that is open. Safe to share between threads."""

    def __init__(self, url: URL) -> None:
        self._engine = _engine(url)

    @property
    def where(self) -> str:
        """Where it is, without a password."""
        return shown(self._engine.url)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database, links followed; None for any other."""
        url = self._engine.url
        if url.drivername != "sqlite" or url.database in (None, "", ":memory:"):
            return None
        return Path(url.database or "").resolve()

    def close(self) -> None:
        """Lets the connections go."""
        self._engine.dispose()

    def prepare_file(self) -> None:
        """Has an empty SQLite file keep a write-ahead log: readers need not wait for a writer."""
        if self._engine.dialect.name == "sqlite":
            with _said(self.where), self._engine.connect() as connection:
                # The log's mode can't be set inside a transaction, so past SQLAlchemy's own.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state, whatever others write meanwhile."""
        with _said(self.where), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True
                )
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write until it is done; an error leaves nothing behind."""
        with _said(self.where), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
                yield connection


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
        if any(word in reason for word in _DAMAGED):
            raise not_a_register(where) from error
        raise unavailable(where, reason) from error
    except SQLAlchemyError as error:
        raise unavailable(where, type(error).__name__) from error

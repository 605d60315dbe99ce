"""The whole register with its history in one file, and back into an empty register, exactly.

The file is a zip: ``manifest.json`` says which version of the tables it holds and, of each table,
the columns, the number of rows and the SHA-256 of ``tables/<name>.jsonl``, one JSON list a row in
the order of the primary key. The same register gives the same bytes, on SQLite and PostgreSQL.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Table, exists, func, select
from sqlalchemy import Text as TextColumn

from geo.register import schema
from geo.register.backup_target import MANIFEST, backup_target
from geo.register.changes import ChangeKind
from geo.register.errors import (
    RegisterError,
    UnreadableRecordError,
    backup_unwritable,
    no_backup,
    not_empty,
    records_too_new,
    too_new,
    unreadable_backup,
)
from geo.register.readable import refuse_unreadable
from geo.register.store import Register
from geo.register.tables import RECORD_FORMAT

_FORMAT = "disability-facility-planner register backup"
_MADE = (1980, 1, 1, 0, 0, 0)
"""Written into the file in place of the clock: the same register has the same bytes."""
_ROWS_AT_ONCE = 2_000
_CHUNK = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)
"""What reading a zip that is none, is cut off or was tampered with ends in."""


@dataclass(frozen=True)
class BackupSummary:
    """What a backup holds: the version of its tables and the rows of each."""

    schema_version: int
    rows: Mapping[str, int]

    @property
    def changes(self) -> int:
        """How many changes it holds."""
        return self.rows.get(schema.changes.name, 0)

    @property
    def events(self) -> int:
        """How many events it holds."""
        return self.rows.get(schema.events.name, 0)


def write_backup(register: Register, target: Path | BinaryIO) -> BackupSummary:
    """What was written: every row of every table as it stood at one moment.

    Others may write meanwhile. A file is there whole or not at all. RegisterError when it can't be
    written, BackupTargetError where it would replace anything but an earlier backup.
    """
    if not isinstance(target, Path):
        return _write(register, target)
    try:
        target = backup_target(register, target)
        unfinished = target.with_name(f".{target.name}.part")
        try:
            with unfinished.open("wb") as stream:
                summary = _write(register, stream)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise backup_unwritable(str(target), error.strerror or str(error)) from error
    return summary


def restore_backup(source: Path | BinaryIO, register: Register) -> BackupSummary:
    """What was restored: the rows of the backup, all of them, in a register that was empty.

    Empty is a register nobody has said anything in: it may hold the published set the program put
    there itself, which the backup replaces. The file is checked whole before anything is written,
    and every row is read as the register will read it before the rows count. Raises
    NotARegisterError for a file that is damaged, unreadable or no backup, RegisterTooNewError for
    one of a later version, RegisterNotEmptyError. ``source`` must be seekable.
    """
    name = str(source) if isinstance(source, Path) else str(getattr(source, "name", ""))
    with _opened(source, name) as archive:
        with _refusing(name):
            tables = _checked(archive, name)
        with register.writing() as connection, _refusing(name):
            if not _is_empty(connection):
                raise not_empty(register.where)
            schema.drop(connection)
            schema.create(connection)
            for table, said in tables.items():
                _insert(connection, table, said["columns"], _rows(archive, table))
        return _summary(archive, tables)


def check_backup(source: Path) -> BackupSummary:
    """What a file would restore, read whole without a register. Raises as ``restore_backup``."""
    name = str(source)
    with _opened(source, name) as archive, _refusing(name):
        tables = _checked(archive, name)
        for table, said in tables.items():
            for row in _rows(archive, table):
                refuse_unreadable(table, dict(zip(said["columns"], row, strict=True)))
        return _summary(archive, tables)


def restorable(register: Register) -> bool:
    """Whether a backup may be restored into the register: nobody has said anything in it."""
    with register.reading() as connection:
        return _is_empty(connection)


def backup_summary(register: Register) -> BackupSummary:
    """What a backup taken now would hold."""
    with register.reading() as connection:
        version = schema.version_of(connection, register.where)
        count = select(func.count())
        return BackupSummary(
            version,
            {
                t.name: connection.scalar(count.select_from(t)) or 0
                for t in schema.metadata.sorted_tables
            },
        )


def size_bytes(register: Register) -> int:
    """What the register takes up where it is kept, in bytes; a backup is compressed."""
    with register.reading() as connection:
        if connection.dialect.name == "sqlite":
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            return int(pages * connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        sizes = (
            connection.scalar(select(func.pg_total_relation_size(t.name)))
            for t in schema.metadata.sorted_tables
        )
        return sum(int(size or 0) for size in sizes)


def _write(register: Register, stream: BinaryIO) -> BackupSummary:
    said: dict[str, Any] = {}
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        register.reading() as connection,
    ):
        version = schema.version_of(connection, register.where)
        for table in schema.metadata.sorted_tables:
            digest, rows = hashlib.sha256(), 0
            with archive.open(_member(table), "w", force_zip64=True) as member:
                for lines in _lines(connection, table):
                    content = "".join(lines).encode("utf-8")
                    digest.update(content)
                    member.write(content)
                    rows += len(lines)
            columns = [column.name for column in table.c]
            said[table.name] = {"columns": columns, "rows": rows, "sha256": digest.hexdigest()}
        manifest = {
            "format": _FORMAT,
            "schema_version": version,
            "record_format": RECORD_FORMAT,
            "tables": said,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        archive.writestr(_info(MANIFEST), text, zipfile.ZIP_DEFLATED)
    return BackupSummary(version, {name: table["rows"] for name, table in said.items()})


def _lines(connection: Connection, table: Table) -> Iterator[list[str]]:
    """The rows of a table as lines, some thousands at a time, in the order of the primary key."""
    keys = list(table.primary_key.columns)
    if connection.dialect.name == "postgresql":
        # By bytes, as SQLite does, whatever language the database sorts in.
        keys = [k.collate("C") if isinstance(k.type, TextColumn) else k for k in keys]  # type: ignore[misc]
    result = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
        select(table).order_by(*keys)
    )
    for rows in result.partitions():
        yield [
            json.dumps(list(row), ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
        ]


def _member(table: Table) -> zipfile.ZipInfo:
    return _info(f"tables/{table.name}.jsonl")


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


@contextmanager
def _opened(source: Path | BinaryIO, name: str) -> Iterator[zipfile.ZipFile]:
    with _refusing(name):
        archive = zipfile.ZipFile(source)
    with archive:
        yield archive


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Says of a file that can't be read as a backup that it is none."""
    try:
        yield
    except (*_DAMAGED, KeyError, TypeError, OSError) as error:
        if isinstance(error, UnreadableRecordError):
            raise unreadable_backup(name, error.what) from error
        if isinstance(error, RegisterError):
            raise
        raise no_backup(name) from error


def _checked(archive: zipfile.ZipFile, name: str) -> dict[Table, dict[str, Any]]:
    """The tables of a backup in the order they are to be filled, every byte of them checked."""
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != _FORMAT:
        raise no_backup(name)
    version = manifest["schema_version"]
    if version > schema.VERSION:
        raise too_new(name or "backup", version, schema.VERSION)
    # Backups from before there were two have the first.
    record_format = manifest.get("record_format", 1)
    if record_format > RECORD_FORMAT:
        raise records_too_new(name or "backup", record_format, RECORD_FORMAT)
    said = dict(manifest["tables"])
    tables = {t: said.pop(t.name) for t in schema.metadata.sorted_tables if t.name in said}
    if said or schema.events not in tables:
        raise no_backup(name)
    for table, entry in tables.items():
        digest, rows = hashlib.sha256(), 0
        with archive.open(_member(table).filename) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
                rows += chunk.count(b"\n")
        known = {column.name for column in table.c}
        right = (digest.hexdigest(), rows) == (entry["sha256"], entry["rows"])
        if not right or not known.issuperset(entry["columns"]):
            raise no_backup(name)
    return tables


def _rows(archive: zipfile.ZipFile, table: Table) -> Iterator[list[Any]]:
    with archive.open(_member(table).filename) as member:
        for line in member:
            yield json.loads(line)


def _insert(
    connection: Connection, table: Table, columns: list[str], rows: Iterator[list[Any]]
) -> None:
    pending: list[dict[str, Any]] = []
    for row in rows:
        values = dict(zip(columns, row, strict=True))
        # The tables were just made at this program's own version and format.
        if table is schema.meta and values["key"] in schema.OWN_KEYS:
            continue
        refuse_unreadable(table, values)
        pending.append(values)
        if len(pending) == _ROWS_AT_ONCE:
            connection.execute(table.insert(), pending)
            pending.clear()
    if pending:
        connection.execute(table.insert(), pending)


def _is_empty(connection: Connection) -> bool:
    """Whether nobody has said anything: no rows but what the program puts there by itself."""
    own = (schema.meta, schema.changes, schema.events)
    others = [t for t in schema.metadata.sorted_tables if t not in own]
    said = select(schema.changes).where(schema.changes.c.kind != ChangeKind.PUBLISHED.value)
    filled = (connection.scalar(select(exists(select(table)))) for table in others)
    return not connection.scalar(select(exists(said))) and not any(filled)


def _summary(archive: zipfile.ZipFile, tables: Mapping[Table, Mapping[str, Any]]) -> BackupSummary:
    version = json.loads(archive.read(MANIFEST))["schema_version"]
    return BackupSummary(version, {table.name: said["rows"] for table, said in tables.items()})

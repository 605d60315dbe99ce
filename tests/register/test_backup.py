"""The whole register in one file, and back: exactly, or not at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, select

from geo.register import backup, schema
from geo.register.backup import restore_backup, write_backup
from geo.register.changes import ChangeKind, Edit
from geo.register.errors import (
    NotARegisterError,
    RegisterNotEmptyError,
    RegisterTooNewError,
    RegisterUnavailableError,
)
from geo.register.frozen_rows import FrozenHead, add_frozen, frozen_payload
from geo.register.place import register_url as url_of
from geo.register.place import sqlite_url
from geo.register.senders import remember_mapping
from geo.register.start import start_register
from geo.register.store import Register, open_register
from tests.postgres_server import empty
from tests.register.said import BODY, PAPER, change, day, facility, held, put, withdraw


def fill(register: Register) -> None:
    """Some of everything a register holds: additions, edits, a withdrawal, an undo, frozen rows."""
    put(register, facility("甲“乙”\n\t💡", "a"), facility("丙", "b"), facility("丁", "Z"))
    put(register, facility("甲改", "a"), at=2)
    withdraw(register, "b", at=3)
    edit = Edit("facilities", "中", facility("中文编号", "中"), 0)
    fourth = register.commit(change(4, kind=ChangeKind.IMPORT, document=PAPER, note="三月"), [edit])
    assert fourth is not None
    register.undo(fourth, BODY, day(5))
    remember_mapping(register, BODY, "facilities", "a|b", '{"a":"name"}', day(6))
    head = FrozenHead(
        "450900", "征求意见稿", "draft", date(2026, 3, 1), None, 5, "run", BODY, day(7)
    )
    first = add_frozen(register, head, '{"x":1}')
    add_frozen(register, FrozenHead(*_but(head, name="送审稿", revises=first)), "{}")


def _but(head: FrozenHead, **more: Any) -> tuple[Any, ...]:
    names = FrozenHead.__dataclass_fields__
    return tuple(more.get(name, getattr(head, name)) for name in names)


def rows_of(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order that does not hang on the database."""
    with register.reading() as connection:
        return {
            t.name: sorted((tuple(r) for r in connection.execute(select(t))), key=repr)
            for t in schema.metadata.sorted_tables
        }


def backup_of(register: Register) -> bytes:
    stream = io.BytesIO()
    write_backup(register, stream)
    return stream.getvalue()


@pytest.fixture
def another(tmp_path: Path) -> Any:
    """A new register on SQLite."""
    opened = open_register(sqlite_url(tmp_path / "another.sqlite"))
    yield opened
    opened.close()


def test_a_restored_register_has_the_same_rows_in_every_table(
    register: Register, another: Register
) -> None:
    fill(register)
    restore_backup(io.BytesIO(backup_of(register)), another)
    rows = rows_of(another)
    assert rows == rows_of(register)
    assert all(rows.values()), "a table without rows tries nothing"


def test_a_restored_register_answers_for_every_day_as_the_first_did(
    register: Register, another: Register
) -> None:
    fill(register)
    restore_backup(io.BytesIO(backup_of(register)), another)
    for number in range(1, 8):
        moment = date(2026, 3, number)
        assert held(another, moment) == held(register, moment)
    assert frozen_payload(another, 1)[1] == '{"x":1}'


def test_from_sqlite_to_postgres_and_back_nothing_changes(
    tmp_path: Path, postgres_database: Callable[[], str]
) -> None:
    first = open_register(sqlite_url(tmp_path / "first.sqlite"))
    fill(first)
    taken = backup_of(first)
    empty(postgres_database())
    second = open_register(url_of(postgres_database(), {}))
    restore_backup(io.BytesIO(taken), second)
    taken_again = backup_of(second)
    third = open_register(sqlite_url(tmp_path / "third.sqlite"))
    restore_backup(io.BytesIO(taken_again), third)
    assert taken_again == taken
    assert rows_of(first) == rows_of(second) == rows_of(third)
    for register in (first, second, third):
        register.close()


def test_work_goes_on_in_a_restored_register(register_url: URL, tmp_path: Path) -> None:
    first = open_register(sqlite_url(tmp_path / "first.sqlite"))
    fill(first)
    register = open_register(register_url)
    restore_backup(io.BytesIO(backup_of(first)), register)
    put(register, facility("再改", "a"), at=8)
    assert held(register)["a"].name == "再改"
    assert register.state().version("facilities", "a") == 3
    with pytest.raises(RegisterUnavailableError, match="stays"), register.writing() as connection:
        connection.execute(schema.events.delete())
    first.close()
    register.close()


def test_the_same_register_gives_the_same_bytes(register: Register) -> None:
    fill(register)
    assert backup_of(register) == backup_of(register)


def test_a_backup_says_what_it_holds(register: Register) -> None:
    fill(register)
    summary = write_backup(register, io.BytesIO())
    assert (summary.schema_version, summary.changes, summary.events) == (schema.VERSION, 5, 7)


def test_a_published_set_is_replaced_by_the_backup(register_url: URL, another: Register) -> None:
    fill(another)
    register = start_register(register_url, day(1))
    restore_backup(io.BytesIO(backup_of(another)), register)
    assert rows_of(register) == rows_of(another)
    register.close()


def test_a_register_with_records_is_not_overwritten(register: Register, another: Register) -> None:
    fill(another)
    put(register, facility("在先", "own"))
    before = rows_of(register)
    with pytest.raises(RegisterNotEmptyError):
        restore_backup(io.BytesIO(backup_of(another)), register)
    assert rows_of(register) == before


def test_a_register_with_remembered_columns_alone_is_not_overwritten(
    register: Register, another: Register
) -> None:
    remember_mapping(register, BODY, "facilities", "a|b", "{}", day(6))
    with pytest.raises(RegisterNotEmptyError):
        restore_backup(io.BytesIO(backup_of(another)), register)


def test_a_backup_is_of_one_moment_whatever_others_write_meanwhile(
    register: Register, register_url: URL, another: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(register, *(facility(f"第{i}", f"f{i}") for i in range(10)))
    writer = open_register(register_url)
    lines = backup._lines
    tables = []

    def interrupted(connection: Any, table: Any) -> Any:
        tables.append(table.name)
        yield from lines(connection, table)
        put(writer, facility(f"后来{len(tables)}", f"late{len(tables)}"), at=2)

    monkeypatch.setattr(backup, "_lines", interrupted)
    taken = backup_of(register)
    monkeypatch.undo()
    restore_backup(io.BytesIO(taken), another)
    assert another.last_change() == 1
    assert len(rows_of(another)["events"]) == 10
    assert writer.last_change() > 1
    writer.close()


@pytest.fixture
def taken(tmp_path: Path) -> bytes:
    """A backup."""
    first = open_register(sqlite_url(tmp_path / "taken.sqlite"))
    fill(first)
    first_backup = backup_of(first)
    first.close()
    return first_backup


def refused(content: bytes, register: Register) -> None:
    with pytest.raises(NotARegisterError) as raised:
        restore_backup(io.BytesIO(content), register)
    assert "备份" in raised.value.text.zh
    assert rows_of(register)["changes"] == rows_of(register)["events"] == []


def test_a_backup_cut_off_anywhere_is_refused(taken: bytes, another: Register) -> None:
    for length in range(0, len(taken), 97):
        refused(taken[:length], another)


def test_a_backup_with_a_changed_row_is_refused(taken: bytes, another: Register) -> None:
    def change_name(name: str, content: bytes) -> bytes:
        return content.replace("丁".encode(), "卜".encode()) if "events" in name else content

    refused(_rewritten(taken, change_name), another)


def test_a_backup_without_one_of_its_tables_is_refused(taken: bytes, another: Register) -> None:
    refused(_rewritten(taken, lambda n, c: None if "frozen" in n else c), another)


def test_damaged_bytes_never_restore_something_else(taken: bytes, tmp_path: Path) -> None:
    first = open_register(sqlite_url(tmp_path / "taken.sqlite"))
    rows = rows_of(first)
    first.close()
    refusals = 0
    for place in range(0, len(taken), 61):
        damaged = bytearray(taken)
        damaged[place] ^= 0x55
        register = open_register(sqlite_url(tmp_path / f"{place}.sqlite"))
        try:
            restore_backup(io.BytesIO(bytes(damaged)), register)
        except NotARegisterError:
            refusals += 1
            assert rows_of(register)["events"] == []
        else:
            # a byte that says nothing of the content, such as a file's date
            assert rows_of(register) == rows
        register.close()
    assert refusals > 20


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"SQLite format 3\0" + b"\0" * 100, "设施名称,所在县".encode()],
    ids=["empty", "short", "sqlite", "csv"],
)
def test_another_file_is_refused(content: bytes, another: Register) -> None:
    refused(content, another)


@pytest.mark.parametrize(
    "manifest",
    ["[]", "{}", "no json", '{"format":"x","schema_version":1,"tables":{}}'],
)
def test_another_zip_is_refused(manifest: str, another: Register) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("manifest.json", manifest)
    refused(stream.getvalue(), another)


def test_a_zip_without_a_manifest_is_refused(another: Register) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    refused(stream.getvalue(), another)


def test_a_backup_of_a_later_version_asks_for_an_update(taken: bytes, another: Register) -> None:
    def later(name: str, content: bytes) -> bytes:
        if name != "manifest.json":
            return content
        said = json.loads(content)
        said["schema_version"] = schema.VERSION + 1
        return json.dumps(said).encode()

    with pytest.raises(RegisterTooNewError):
        restore_backup(io.BytesIO(_rewritten(taken, later)), another)
    assert rows_of(another)["changes"] == []


def test_a_fault_in_the_middle_of_a_restore_leaves_the_register_empty(
    taken: bytes, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = backup._rows

    def fails(archive: Any, table: Any) -> Any:
        for number, row in enumerate(rows(archive, table)):
            if table is schema.events and number == 3:
                raise OSError("no power")
            yield row

    monkeypatch.setattr(backup, "_rows", fails)
    with pytest.raises(NotARegisterError):
        restore_backup(io.BytesIO(taken), register)
    assert rows_of(register)["changes"] == []
    monkeypatch.undo()
    restore_backup(io.BytesIO(taken), register)
    assert register.last_change() == 5


def test_a_file_is_written_whole(register: Register, tmp_path: Path) -> None:
    fill(register)
    target = tmp_path / "backups.zip"
    write_backup(register, target)
    assert target.read_bytes() == backup_of(register)
    assert not list(tmp_path.glob(".*.part"))


def test_a_backup_that_fails_leaves_the_one_before_it(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "backups.zip"
    write_backup(register, target)
    before = target.read_bytes()
    monkeypatch.setattr(backup, "_lines", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(RegisterUnavailableError, match="full"):
        write_backup(register, target)
    assert target.read_bytes() == before
    assert not list(tmp_path.glob(".*.part"))


def test_a_backup_into_no_folder_says_so(register: Register, tmp_path: Path) -> None:
    with pytest.raises(RegisterUnavailableError) as raised:
        write_backup(register, tmp_path / "none" / "backup.zip")
    assert "写不了备份文件" in raised.value.text.zh


def test_a_backup_that_is_not_there_is_refused(another: Register, tmp_path: Path) -> None:
    with pytest.raises(NotARegisterError, match=r"none\.zip"):
        restore_backup(tmp_path / "none.zip", another)


def _rewritten(content: bytes, edit: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip with its files changed, whole as a zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            changed = edit(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return stream.getvalue()

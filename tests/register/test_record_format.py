"""Records of a later program are refused in words, and the shape of today's is written down."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from sqlalchemy import URL, Engine, create_engine, text

from geo.register import schema
from geo.register.backup import restore_backup, write_backup
from geo.register.changes import ChangeKind
from geo.register.errors import NotARegisterError, RegisterTooNewError, UnreadableRecordError
from geo.register.place import sqlite_url
from geo.register.store import Register, open_register
from geo.register.tables import RECORD_FORMAT, TABLES
from tests.register.said import facility, held, put
from tests.register.test_backup import fill, rows_of
from tests.register.test_cli import geo

FORMATS = Path(__file__).with_name("record_formats")


def shape() -> str:
    """Tables, fields and words of the records, and the kinds of change, as text."""
    kinds: dict[str, list[str]] = {"ChangeKind": [k.value for k in ChangeKind]}

    def visit(hint: Any) -> None:
        for part in get_args(hint):
            visit(part)
        if not isinstance(hint, type) or hint.__name__ in kinds:
            return
        if issubclass(hint, Enum):
            kinds[hint.__name__] = [str(m.value) for m in hint]
        elif is_dataclass(hint):
            hints = get_type_hints(hint)
            kinds[hint.__name__] = [
                f"{f.name}: {getattr(hints[f.name], '__name__', '')} {f.type}" for f in fields(hint)
            ]
            for inner in hints.values():
                visit(inner)

    for kind in TABLES.values():
        visit(kind)
    tables = [f"{name}: {kind.__name__}" for name, kind in TABLES.items()]
    parts = {"tables": tables, **{name: kinds[name] for name in sorted(kinds)}}
    return "".join(f"{n}\n" + "".join(f"  {line}\n" for line in p) for n, p in parts.items())


def test_the_records_have_the_shape_of_their_format() -> None:
    written = FORMATS / f"{RECORD_FORMAT}.txt"
    assert shape() == written.read_text(encoding="utf-8"), (
        "the records changed: raise RECORD_FORMAT in geo/register/tables.py and write the new"
        " shape beside the old ones (CONTRIBUTING, “Add a table to the register”)"
    )


@pytest.fixture
def engine(register_url: URL) -> Iterator[Engine]:
    made = create_engine(register_url)
    yield made
    made.dispose()


@pytest.fixture
def later(register: Register, engine: Engine) -> Register:
    """A register with one facility that a later program has brought forward meanwhile."""
    put(register, facility())
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE register_meta SET value = '99' WHERE key = 'record_format'")
        )
    return register


def test_a_register_of_a_later_record_format_is_refused(later: Register, register_url: URL) -> None:
    before = rows_of(later)
    with pytest.raises(RegisterTooNewError) as raised:
        open_register(register_url)
    assert "记录格式 99" in raised.value.text.zh
    assert rows_of(later) == before


def test_a_program_left_running_writes_nothing_into_it(later: Register) -> None:
    before = rows_of(later)
    with pytest.raises(RegisterTooNewError):
        put(later, facility("改"), at=2)
    with pytest.raises(RegisterTooNewError):
        later.undo(1, "测试县残联", later.changes()[0].change.recorded_at)
    assert rows_of(later) == before


def test_a_register_of_an_earlier_record_format_is_brought_forward(
    register: Register, register_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(register, facility())
    monkeypatch.setattr(schema, "RECORD_FORMAT", RECORD_FORMAT + 1)
    opened = open_register(register_url)
    assert sorted(held(opened)) == ["f1"]
    opened.close()
    monkeypatch.undo()
    with pytest.raises(RegisterTooNewError):
        open_register(register_url)


def record(engine: Engine, table: str, after: str, kind: str = "edit") -> None:
    """What a later program may write, past this one."""
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO changes VALUES (1, '2026-03-01T04:00:00.000000+00:00', :kind,"
                " '测试县残联', '', '', '', NULL, 1)"
            ),
            {"kind": kind},
        )
        connection.execute(
            text("INSERT INTO events VALUES (:t, 'x', 1, 1, NULL, :after)"),
            {"t": table, "after": after},
        )


STRANGE = [
    ("vehicles", '{"vehicle_id":"x"}'),
    ("facilities", '{"facility_id":"x","colour":"red"}'),
    ("facilities", '{"facility_id":"x"}'),
    ("facilities", "[]"),
    ("facilities", "no json"),
]


@pytest.mark.parametrize(("table", "after"), STRANGE)
def test_what_is_no_record_of_todays_is_said(
    register: Register, engine: Engine, table: str, after: str
) -> None:
    empty = register.state()
    record(engine, table, after)
    for read in (register.state, lambda: register.state_since(empty)):
        with pytest.raises(UnreadableRecordError) as raised:
            read()
        assert table in raised.value.text.zh
        assert table in raised.value.text.en


def test_a_kind_of_change_of_a_later_program_is_said(register: Register, engine: Engine) -> None:
    record(engine, "facilities", '{"facility_id":"x"}', kind="merge")
    with pytest.raises(UnreadableRecordError) as raised:
        register.changes()
    assert "第 1 次改动" in raised.value.text.zh
    with pytest.raises(UnreadableRecordError):
        register.history("facilities", "x")


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(sqlite_url(tmp_path / "another.sqlite"))
    yield opened
    opened.close()


def taken(register: Register) -> bytes:
    stream = io.BytesIO()
    write_backup(register, stream)
    return stream.getvalue()


def refused(content: bytes, into: Register, word: str) -> None:
    with pytest.raises(NotARegisterError) as raised:
        restore_backup(io.BytesIO(content), into)
    assert word in raised.value.text.zh
    assert "没有恢复任何内容" in raised.value.text.zh
    assert into.last_change() == 0
    put(into, facility())
    assert sorted(held(into)) == ["f1"]


@pytest.mark.parametrize(("table", "after"), STRANGE)
def test_a_backup_with_a_row_nobody_can_read_restores_nothing(
    register: Register, engine: Engine, another: Register, table: str, after: str
) -> None:
    record(engine, table, after)
    refused(taken(register), another, table)


def test_a_backup_with_an_unknown_kind_of_change_restores_nothing(
    register: Register, engine: Engine, another: Register
) -> None:
    record(engine, "facilities", '{"facility_id":"x"}', kind="merge")
    refused(taken(register), another, "改动")


def test_a_backup_with_a_damaged_frozen_assessment_restores_nothing(
    tmp_path: Path, another: Register
) -> None:
    first = open_register(sqlite_url(tmp_path / "first.sqlite"))
    fill(first)
    engine = create_engine(sqlite_url(tmp_path / "first.sqlite"))
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER frozen_no_update"))
        connection.execute(text("UPDATE frozen SET payload = 'x' WHERE frozen_id = 1"))
    engine.dispose()
    refused(taken(first), another, "定稿")
    first.close()


def test_the_command_makes_no_register_of_an_unreadable_backup(tmp_path: Path) -> None:
    first = open_register(sqlite_url(tmp_path / "first.sqlite"))
    engine = create_engine(sqlite_url(tmp_path / "first.sqlite"))
    record(engine, *STRANGE[0])
    engine.dispose()
    write_backup(first, tmp_path / "first.zip")
    first.close()
    target = tmp_path / "new.sqlite"
    code, said = geo("restore", tmp_path / "first.zip", "--register", target)
    assert (code, "vehicles" in said) == (2, True), said
    assert not target.exists()


def _with_manifest(content: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "manifest.json":
                said = json.loads(part)
                change(said)
                part = json.dumps(said).encode()
            new.writestr(name, part)
    return stream.getvalue()


def test_a_backup_of_later_records_asks_for_an_update(
    register: Register, another: Register
) -> None:
    put(register, facility())
    content = _with_manifest(taken(register), lambda m: m.update(record_format=99))
    with pytest.raises(RegisterTooNewError) as raised:
        restore_backup(io.BytesIO(content), another)
    assert "记录格式 99" in raised.value.text.zh


def test_a_backup_from_before_the_format_was_written_is_restored(
    register: Register, another: Register
) -> None:
    put(register, facility())

    def before(manifest: dict[str, Any]) -> None:
        del manifest["record_format"]
        manifest["schema_version"] = 2

    restore_backup(io.BytesIO(_with_manifest(taken(register), before)), another)
    assert sorted(held(another)) == ["f1"]
    assert rows_of(another)["register_meta"] == rows_of(register)["register_meta"]

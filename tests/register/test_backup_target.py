"""A backup replaces an earlier backup at most: never a register, never another file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.register.backup import check_backup, write_backup
from geo.register.backup_target import BackupTargetError
from geo.register.place import sqlite_url
from geo.register.store import Register, open_register
from tests.register.said import facility, held, put
from tests.register.test_cli import geo


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Register]:
    """A register in a file, with one facility."""
    register = open_register(sqlite_url(tmp_path / "r1.sqlite"))
    put(register, facility())
    yield register
    register.close()


def refused(register: Register, target: Path, word: str) -> None:
    before = target.read_bytes()
    with pytest.raises(BackupTargetError) as raised:
        write_backup(register, target)
    assert word in raised.value.text.zh
    assert target.read_bytes() == before
    assert sorted(held(register)) == ["f1"]
    assert not list(target.parent.glob(".*.part"))


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_register_itself_is_not_written_over(live: Register, tmp_path: Path, end: str) -> None:
    live.last_change()
    refused(live, tmp_path / f"r1.sqlite{end}", "台账本身")


def test_the_log_of_a_register_is_not_written_where_it_will_be(
    live: Register, tmp_path: Path
) -> None:
    with pytest.raises(BackupTargetError):
        write_backup(live, tmp_path / "r1.sqlite-journal")
    assert not (tmp_path / "r1.sqlite-journal").exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_a_link_to_the_register_is_the_register(live: Register, tmp_path: Path, link: str) -> None:
    target = tmp_path / "backup.zip"
    getattr(target, link)(tmp_path / "r1.sqlite")
    refused(live, target, "台账本身")


def test_another_register_is_not_written_over(live: Register, tmp_path: Path) -> None:
    open_register(sqlite_url(tmp_path / "r2.sqlite")).close()
    refused(live, tmp_path / "r2.sqlite", "数据库文件")


@pytest.mark.parametrize("content", [b"PK\x05\x06" + b"\0" * 18, "名称,所在县".encode()])
def test_a_file_of_another_kind_is_not_written_over(
    live: Register, tmp_path: Path, content: bytes
) -> None:
    target = tmp_path / "notes.zip"
    target.write_bytes(content)
    refused(live, target, "没有覆盖")


def test_a_folder_is_no_file(live: Register, tmp_path: Path) -> None:
    with pytest.raises(BackupTargetError, match="folder"):
        write_backup(live, tmp_path)


def test_an_empty_file_and_an_earlier_backup_are_replaced(live: Register, tmp_path: Path) -> None:
    target = tmp_path / "backup.zip"
    target.touch()
    write_backup(live, target)
    put(live, facility("再", "f2"), at=2)
    write_backup(live, target)
    assert check_backup(target).changes == 2


def test_the_command_says_so(live: Register, tmp_path: Path) -> None:
    path = tmp_path / "r1.sqlite"
    code, said = geo("backup", path, "--register", path)
    assert (code, "台账本身" in said) == (2, True), said
    assert sorted(held(live)) == ["f1"]


def test_a_backup_that_is_not_there_makes_no_register(tmp_path: Path) -> None:
    target = tmp_path / "new.sqlite"
    code, said = geo("restore", tmp_path / "missing.zip", "--register", target)
    assert (code, "missing.zip" in said) == (2, True), said
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_backup_makes_no_register(live: Register, tmp_path: Path) -> None:
    taken = tmp_path / "taken.zip"
    write_backup(live, taken)
    taken.write_bytes(taken.read_bytes()[:-200])
    assert geo("restore", taken, "--register", tmp_path / "new.sqlite")[0] == 2
    assert not (tmp_path / "new.sqlite").exists()

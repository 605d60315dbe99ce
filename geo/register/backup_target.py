"""Where a backup may be written: beside everything that is there, over an older backup at most."""

from __future__ import annotations

import zipfile
from pathlib import Path

from geo.register.database import Database
from geo.register.errors import RegisterError
from geo.text import Text

MANIFEST = "manifest.json"
"""The file in a backup that says what it holds."""
_SQLITE = b"SQLite format 3\0"
"""What every SQLite file begins with."""
_COMPANIONS = ("", "-wal", "-shm", "-journal")
"""The files SQLite keeps a database in, by what stands behind its name."""


class BackupTargetError(RegisterError):
    """A backup would replace something that is no backup."""


def backup_target(register: Database, target: Path) -> Path:
    """The file to write, links followed: a new one, an empty one, or an earlier backup.

    BackupTargetError for the register's own files, any SQLite file and a file of another kind.
    """
    whole = target.resolve()
    own = [Path(f"{register.file}{end}") for end in _COMPANIONS] if register.file else []
    if whole in own or any(p.exists() and whole.exists() and p.samefile(whole) for p in own):
        raise own_file(str(target))
    if not whole.exists():
        return whole
    if not whole.is_file():
        raise no_place(str(target))
    with whole.open("rb") as stream:
        if stream.read(len(_SQLITE)) == _SQLITE:
            raise another_database(str(target))
    if whole.stat().st_size and not _is_backup(whole):
        raise another_file(str(target))
    return whole


def _is_backup(path: Path) -> bool:
    """Whether a file is a zip such as a backup is, whole or not so far as its list of files."""
    try:
        with zipfile.ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False


def own_file(path: str) -> BackupTargetError:
    """The target is the register that is to be backed up."""
    return BackupTargetError(
        Text(
            f"{path} 就是台账本身（或它的附属文件），不能把备份写到上面。台账没有改动。"
            "请另起一个文件名，例如以 .zip 结尾。",
            f"{path} is the register itself, or a file it keeps beside it; a backup can’t be"
            " written over it. The register was not changed. Give another name, such as one that"
            " ends in .zip.",
        )
    )


def another_database(path: str) -> BackupTargetError:
    """The target is an SQLite file: perhaps another register."""
    return BackupTargetError(
        Text(
            f"{path} 是一个数据库文件，可能是另一个台账，没有覆盖它。请另起一个文件名，"
            "例如以 .zip 结尾。",
            f"{path} is a database file, perhaps another register; it was not replaced. Give"
            " another name, such as one that ends in .zip.",
        )
    )


def another_file(path: str) -> BackupTargetError:
    """The target holds something that no backup holds."""
    return BackupTargetError(
        Text(
            f"{path} 已存在，且不是完整的台账备份，没有覆盖它。请另起一个文件名；"
            "确实不要这个文件，请先自行删除。",
            f"{path} is there already and is no whole backup; it was not replaced. Give another"
            " name, or delete the file yourself if nobody needs it.",
        )
    )


def no_place(path: str) -> BackupTargetError:
    """The target is a folder or a device."""
    return BackupTargetError(
        Text(
            f"{path} 是文件夹或设备，不是文件。没有写入。请写明备份的文件名，例如以 .zip 结尾。",
            f"{path} is a folder or a device, no file. Nothing was written. Give the name of a"
            " file, such as one that ends in .zip.",
        )
    )

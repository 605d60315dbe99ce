"""What can keep the register from answering, each said in both languages."""

from __future__ import annotations

from geo.text import Text


class RegisterError(RuntimeError):
    """The register can't do what was asked; ``text`` says what, why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class RegisterUnavailableError(RegisterError):
    """The database can't be reached, opened or written."""


class NoRegisterError(RegisterUnavailableError):
    """There is no register where one was looked for; none was made."""


class NotARegisterError(RegisterError):
    """The database holds something else, or a backup is damaged."""


class RegisterTooNewError(RegisterError):
    """A later version of the program has written it."""


class UnreadableRecordError(RegisterError):
    """A row of the register is nothing this program knows; ``what`` says which."""

    def __init__(self, text: Text, what: Text) -> None:
        super().__init__(text)
        self.what = what


class RegisterNotEmptyError(RegisterError):
    """A backup is restored to an empty register only."""


def unavailable(where: str, why: str) -> RegisterUnavailableError:
    """No connection, no right to write, no space."""
    return RegisterUnavailableError(
        Text(
            f"打不开台账（{where}）：{why}。数据没有改动。请检查路径、写入权限、磁盘空间"
            "或数据库连接后再试。",
            f"The register ({where}) can’t be used: {why}. No data was changed. Check the path, the"
            " right to write, the free space or the database connection, and try again.",
        )
    )


def no_register(where: str) -> NoRegisterError:
    """A wrong address, or nobody has started the program yet."""
    return NoRegisterError(
        Text(
            f"这里没有台账：{where}。没有新建。请核对 --register 或环境变量 PLANNER_REGISTER；"
            "第一次使用请先打开程序，或先导入一份表。",
            f"There is no register at {where}; none was made. Check --register or the variable"
            " PLANNER_REGISTER. To begin one, open the app or import a file.",
        )
    )


def too_new(where: str, found: int, known: int) -> RegisterTooNewError:
    """Written by a later version."""
    return RegisterTooNewError(
        Text(
            f"台账（{where}）由更新版本的程序写成（格式 {found}，本程序到 {known}）。"
            "数据没有改动。请先升级本程序。",
            f"The register ({where}) was written by a later version (format {found}, this program"
            f" knows up to {known}). No data was changed. Update the program first.",
        )
    )


def records_too_new(where: str, found: int, known: int) -> RegisterTooNewError:
    """Its records have tables, fields or words of a later version."""
    return RegisterTooNewError(
        Text(
            f"台账（{where}）中的记录由更新版本的程序写成（记录格式 {found}，本程序到 {known}）。"
            "数据没有改动。请先升级本程序。",
            f"The records of the register ({where}) were written by a later version (record format"
            f" {found}, this program knows up to {known}). No data was changed. Update the program"
            " first.",
        )
    )


def unreadable(what: Text) -> UnreadableRecordError:
    """A row that can't be read as what it should be: a later program's, or damaged."""
    return UnreadableRecordError(
        Text(
            f"台账中有本程序读不了的内容（{what.zh}）：可能由更新版本的程序写成，也可能已损坏。"
            "数据没有改动。请先升级本程序；仍读不了的，请从备份恢复到一个新台账。",
            f"The register holds something this program can’t read ({what.en}): a later version"
            " wrote it, or it is damaged. No data was changed. Update the program; if that does"
            " not help, restore a backup into a new register.",
        ),
        what,
    )


def unreadable_backup(name: str, what: Text) -> NotARegisterError:
    """A backup that is whole and holds a row nobody could read once it was restored."""
    return NotARegisterError(
        Text(
            f"备份 {name} 中有本程序读不了的内容（{what.zh}）：可能由更新版本的程序写成，"
            "也可能写入前已损坏。没有恢复任何内容，台账没有改动。请先升级本程序，或换一份备份。",
            f"The backup {name} holds something this program can’t read ({what.en}): a later"
            " version wrote it, or it was damaged before. Nothing was restored and the register"
            " was not changed. Update the program, or try another backup.",
        )
    )


def not_a_register(where: str) -> NotARegisterError:
    """Another program's database or a damaged file."""
    return NotARegisterError(
        Text(
            f"{where} 不是台账文件，或已损坏。没有改动它。请核对路径；如有备份，"
            "可恢复到一个新台账。",
            f"{where} is no register or is damaged. It was not changed. Check the path; a backup"
            " can be restored into a new register.",
        )
    )


def no_backup(name: str) -> NotARegisterError:
    """A file that is no backup, or one that is cut off or changed; its name where it has one."""
    return NotARegisterError(
        Text(
            f"{name or '所选文件'}不是台账备份，或已损坏、不完整。台账没有改动。请换一份备份再试。",
            f"{name or 'The file'} is no backup of a register, or is damaged or incomplete."
            " The register was not changed. Try another backup.",
        )
    )


def not_empty(where: str) -> RegisterNotEmptyError:
    """Restoring would have to mix two histories."""
    return RegisterNotEmptyError(
        Text(
            f"台账（{where}）中已有记录，备份只能恢复到空的台账。没有改动它。"
            "请另设一个新的台账地址后再恢复。",
            f"The register ({where}) holds records; a backup is restored to an empty one only. It"
            " was not changed. Give the address of a new register and restore there.",
        )
    )


def backup_unwritable(path: str, why: str) -> RegisterUnavailableError:
    """No folder, no right to write, no space."""
    return RegisterUnavailableError(
        Text(
            f"写不了备份文件 {path}：{why}。没有留下不完整的文件。"
            "请检查文件夹、写入权限和磁盘空间。",
            f"The backup {path} can’t be written: {why}. No part of it was left behind. Check the"
            " folder, the right to write and the free space.",
        )
    )

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


class NotARegisterError(RegisterError):
    """The database holds something else, or a backup is damaged."""


class RegisterTooNewError(RegisterError):
    """A later version of the program has written it."""


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

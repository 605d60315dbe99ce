"""``python -m geo restore FILE``: a backup into an empty register, exactly."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from geo.commands.registers import add_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.register.backup import BackupSummary, check_backup, restore_backup
from geo.register.errors import RegisterError
from geo.register.place import register_url
from geo.register.store import open_register
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE")
    add_register(parser)


def run(args: argparse.Namespace, _: datetime) -> int:
    """Restores the backup; a register that holds what somebody said is left as it is."""
    try:
        # Before a register is made where there was none: a wrong file leaves nothing behind.
        check_backup(args.file)
        register = open_register(register_url(args.register, os.environ))
        try:
            summary = restore_backup(args.file, register)
            where = register.where
        finally:
            register.close()
    except RegisterError as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    tell(_done(where, summary), args.lang)
    return DONE


def _done(where: str, summary: BackupSummary) -> Text:
    return Text(
        f"已恢复到 {where}：{summary.changes} 次改动、{summary.events} 条记录变动，与备份时一致。",
        f"Restored to {where}: {summary.changes} changes, {summary.events} events, as backed up.",
    )

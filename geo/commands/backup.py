"""``python -m geo backup FILE``: the whole register with its history in one file."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from geo.commands.registers import add_register, existing_register
from geo.commands.speaking import BAD_INPUT, DONE, tell
from geo.register.backup import BackupSummary, write_backup
from geo.register.errors import RegisterError
from geo.text import Text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE")
    add_register(parser)


def run(args: argparse.Namespace, _: datetime) -> int:
    """Writes the backup; an earlier one of that name is replaced when the new one is whole."""
    try:
        register = existing_register(args)
        try:
            summary = write_backup(register, args.file)
        finally:
            register.close()
    except RegisterError as error:
        tell(error.text, args.lang)
        return BAD_INPUT
    tell(_done(args.file, summary), args.lang)
    return DONE


def _done(path: Path, summary: BackupSummary) -> Text:
    return Text(
        f"已备份到 {path}：{summary.changes} 次改动、{summary.events} 条记录变动。",
        f"Backed up to {path}: {summary.changes} changes, {summary.events} events.",
    )

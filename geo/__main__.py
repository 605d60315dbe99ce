"""The command line of the register and the roads: ``python -m geo COMMAND``."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from geo.commands import backup, export, import_file, restore, roads

_COMMANDS = {
    "import": (import_file, "a county's file into the register, whole or not at all"),
    "export": (export, "the register as a workbook that can be imported again"),
    "backup": (backup, "the whole register with its history in one file"),
    "restore": (restore, "a backup into an empty register"),
    "roads": (roads, "a city's roads from a file or the open map, stored for travel times"),
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 2 bad input (nothing written)."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, said) in _COMMANDS.items():
        command = commands.add_parser(name, help=said, description=said)
        module.add_arguments(command)
        command.add_argument("--lang", choices=("zh", "en"), default="zh")
    args = parser.parse_args(arguments)
    code: int = _COMMANDS[args.command][0].run(args, datetime.now(UTC))
    return code


if __name__ == "__main__":
    sys.exit(main())

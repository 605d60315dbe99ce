"""The command line of the planner: ``python -m analysis COMMAND``."""

from __future__ import annotations

import argparse
import sys

from analysis.commands import access, gaps, measures, requirements, retrofit, times

_COMMANDS = {
    "gaps": (gaps, "which requirements each county meets, on what evidence"),
    "retrofit": (retrofit, "household retrofits split over counties and years"),
    "access": (access, "who is how far from one kind of facility, county by county"),
    "measures": (measures, "one measure of access on plain tables of anywhere"),
    "times": (times, "travel times on roads between points of anywhere"),
    "requirements": (requirements, "every entry of the catalogue"),
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 2 bad input (nothing written), 3 no plan is possible."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (module, said) in _COMMANDS.items():
        module.add_arguments(commands.add_parser(name, help=said, description=said))
    args = parser.parse_args(arguments)
    code: int = _COMMANDS[args.command][0].run(args)
    return code


if __name__ == "__main__":
    sys.exit(main())

"""The command line of the planner: ``python -m analysis COMMAND``."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

_COMMANDS = {
    "gaps": "which requirements each county meets, on what evidence",
    "report": "the papers of a meeting: brief, slides, tables, maps",
    "retrofit": "household retrofits split over counties and years",
    "access": "who is how far from one kind of facility, county by county",
    "measures": "one measure of access on plain tables of anywhere",
    "site": "where to open facilities, proven best, on plain tables of anywhere",
    "times": "travel times on roads between points of anywhere",
    "requirements": "every entry of the catalogue",
}


def main(arguments: list[str] | None = None) -> int:
    """The exit code: 0 done, 2 bad input (nothing written), 3 no plan is possible."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    parsers = {n: commands.add_parser(n, help=s, description=s) for n, s in _COMMANDS.items()}
    if not given or given[0] not in _COMMANDS:
        parser.parse_args(given)  # ends here: help, or what is wrong
        return 2
    # Only the one asked for: roads and rasters take seconds to load.
    module = import_module(f"analysis.commands.{given[0]}")
    module.add_arguments(parsers[given[0]])
    code: int = module.run(parser.parse_args(given))
    return code


if __name__ == "__main__":
    sys.exit(main())

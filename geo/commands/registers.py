"""Which register a command works on: the one named, or the one in the user's data folder."""

from __future__ import annotations

import argparse
import os
from datetime import date

from geo.register.place import VARIABLE, register_url
from geo.register.store import Register, open_register


def add_register(parser: argparse.ArgumentParser) -> None:
    """The argument that names a register."""
    parser.add_argument(
        "--register",
        metavar="URL",
        help=f"file or postgresql://… (else the variable {VARIABLE}, else the user's data folder)",
    )


def add_known_on(parser: argparse.ArgumentParser) -> None:
    """The argument that asks for the register as it was known on a day."""
    parser.add_argument(
        "--known-on",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="what the register held when this day ended",
    )


def is_named(args: argparse.Namespace) -> bool:
    """Whether somebody said which register it is."""
    return bool(args.register or os.environ.get(VARIABLE))


def existing_register(args: argparse.Namespace) -> Register:
    """The register the arguments or the environment name; none is made. RegisterError."""
    return open_register(register_url(args.register, os.environ), make=False)

"""How the columns of a file to be imported are read, where its sender's files were read before."""

from __future__ import annotations

import argparse
import os

from geo.reading.guessing import guess_mapping
from geo.reading.intake import intake
from geo.reading.mapping import SheetMapping
from geo.register.errors import NoRegisterError
from geo.register.place import register_url
from geo.register.senders import as_remembered, remembers
from geo.register.store import open_register


def remembered_mappings(args: argparse.Namespace) -> tuple[SheetMapping, ...] | None:
    """The mapping of every sheet, some as the sender's are remembered; None if none is.

    A register that is not there is not made. Raises RegisterError.
    """
    try:
        register = open_register(register_url(args.register, os.environ), make=False)
    except NoRegisterError:
        return None
    try:
        if not remembers(register, args.body):
            return None
        sheets, refused = intake(args.file, args.file.name)
        guesses = () if refused else guess_mapping(sheets)
        told = tuple(as_remembered(register, guess, args.body) for guess in guesses)
    finally:
        register.close()
    return told if told != guesses else None

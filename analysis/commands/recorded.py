"""What commands about a city begin with: the records of the register, and the city meant."""

from __future__ import annotations

import argparse
from datetime import date

from geo.commands.registers import existing_register, is_named
from geo.commands.speaking import tell
from geo.register.changes import OFFICE_TIME
from geo.register.errors import NoRegisterError, RegisterError
from geo.register.start import published_state
from geo.register.state import RegisterState
from geo.text import Text


def recorded_state(args: argparse.Namespace) -> RegisterState | None:
    """The state of the register, or of one with the published set alone where nobody has begun one.

    None, with a sentence, when the register named can't be read.
    """
    try:
        register = existing_register(args)
        try:
            return register.state(args.known_on)
        finally:
            register.close()
    except NoRegisterError as error:
        if not is_named(args) and args.known_on is None:
            return published_state()
        tell(error.text, args.lang)
    except RegisterError as error:
        tell(error.text, args.lang)
    return None


def recorded_day(args: argparse.Namespace, change_id: int) -> date | None:
    """The day a change of the register was recorded; None for 0, which is none."""
    if not change_id:
        return None
    register = existing_register(args)
    try:
        (found,) = register.changes(limit=1, before=change_id + 1)
    finally:
        register.close()
    return found.change.recorded_at.astimezone(OFFICE_TIME).date()


def unknown_city(text: str) -> Text:
    """That the city is none of the tool's."""
    return Text(
        f"没有城市“{text}”的数据。可用：450900 玉林市、450200 柳州市。",
        f"No data for city “{text}”. Known: 450900 Yulin, 450200 Liuzhou.",
    )

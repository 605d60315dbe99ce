"""What commands about a city begin with: the records of the register, and the city meant."""

from __future__ import annotations

import argparse

from geo.commands.registers import existing_register, is_named
from geo.commands.speaking import tell
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


def unknown_city(text: str) -> Text:
    """That the city is none of the tool's."""
    return Text(
        f"没有城市“{text}”的数据。可用：450900 玉林市、450200 柳州市。",
        f"No data for city “{text}”. Known: 450900 Yulin, 450200 Liuzhou.",
    )

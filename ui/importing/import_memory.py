"""How a sender's sheets were read before: looked up for a new file, kept when one is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable

from geo.reading.mapping import SheetMapping, Told, header_signature, mapping_to_json
from geo.register import senders
from geo.register.errors import RegisterError
from geo.register.senders import remember_mapping
from ui import register_access
from ui.access import people

_BY_READER = (Told.USER, Told.REMEMBERED)


def as_remembered(guess: SheetMapping, sender: str) -> SheetMapping:
    """The guess, or what the sender's last file with the same headers was read as."""
    return senders.as_remembered(register_access.register(), guess, sender)


def remember(sender: str, pairs: Iterable[tuple[SheetMapping, SheetMapping]]) -> None:
    """Keeps how guessed sheets were read in the end, where the reader had a say in it.

    The records are in already: what can't be remembered is asked again, and that is all.
    """
    people.require_editor()
    for guess, used in pairs:
        if not any(column.told in _BY_READER for column in used.columns):
            continue
        text = json.dumps(mapping_to_json(used), ensure_ascii=False)
        try:
            remember_mapping(
                register_access.register(),
                sender,
                guess.form_id,
                header_signature(guess),
                text,
                register_access.now(),
            )
        except RegisterError:
            return

"""How a sender's columns were read the last time, so that nobody is asked twice."""

from __future__ import annotations

import json
from datetime import datetime

from geo.reading.mapping import SheetMapping, header_signature, mapping_from_json, remembered
from geo.register.changes import stamp
from geo.register.gate import MAPPING, refuse_personal
from geo.register.schema import column_mappings
from geo.register.store import Register


def remember_mapping(
    register: Register,
    sender: str,
    form_id: str,
    signature: str,
    mapping_json: str,
    recorded_at: datetime,
) -> None:
    """Keeps how the columns of one kind of sheet (``signature``) from a sender are read.

    What was kept before for the same three is replaced; mappings are no evidence and have no
    history. PersonalDataError when the sender is a person or anything holds a person's number.
    """
    refuse_personal(sender, (MAPPING, mapping_json))
    key = {"sender": sender, "form_id": form_id, "signature": signature}
    kept = column_mappings.c
    same = (kept.sender == sender) & (kept.form_id == form_id) & (kept.signature == signature)
    with register.writing() as connection:
        connection.execute(column_mappings.delete().where(same))
        row = {**key, "mapping": mapping_json, "recorded_at": stamp(recorded_at)}
        connection.execute(column_mappings.insert().values(row))


def remembered_mapping(register: Register, sender: str, form_id: str, signature: str) -> str | None:
    """The mapping kept for this sender's sheets; None when there is none."""
    kept = column_mappings.c
    query = column_mappings.select().where(
        kept.sender == sender, kept.form_id == form_id, kept.signature == signature
    )
    with register.reading() as connection:
        row = connection.execute(query).one_or_none()
    return None if row is None else row.mapping


def remembers(register: Register, sender: str) -> bool:
    """Whether any sheet of this sender is remembered."""
    query = column_mappings.select().where(column_mappings.c.sender == sender).limit(1)
    with register.reading() as connection:
        return connection.execute(query).first() is not None


def as_remembered(register: Register, guess: SheetMapping, sender: str) -> SheetMapping:
    """The guess, or what the sender's last file with the same headers was read as."""
    if not sender:
        return guess
    told = remembered_mapping(register, sender, guess.form_id, header_signature(guess))
    if told is None:
        return guess
    try:
        return remembered(guess, mapping_from_json(json.loads(told)))
    except ValueError:
        return guess

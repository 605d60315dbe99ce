"""The tables of the register: which records each holds and how a record is named."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, get_args, get_type_hints

from geo.layers import LayerSet
from geo.register.answers import ImportAnswer
from geo.scenarios import StoredScenario
from geo.vocabulary import FacilityType

RECORD_FORMAT = 2
"""The format of the records in the register. Who adds a table, a field or a word to them, or a kind
of change, raises it: programs that don't know the new ones then refuse the register in words. The
new shape goes into ``tests/register/record_formats/``. 2: scenarios."""


@dataclass(frozen=True, slots=True)
class UnreadRecord:
    """A row of a facility list that could not be read: where it stood, never what it held.

    It stands against declarations that the county's list is complete until its sender sends it
    right (``sender`` and ``document``: the body and the file's name).
    """

    record_id: str
    county_code: str
    sender: str
    document: str
    row: int
    facility_type: FacilityType | None = None


def _layer_tables() -> dict[str, type]:
    """The tables of a layer set with the record each is made of, in their order there."""
    hints = get_type_hints(LayerSet)
    not_records = ("cities", "counties", "demonstration")
    return {
        f.name: get_args(hints[f.name])[0] for f in fields(LayerSet) if f.name not in not_records
    }


LAYER_TABLES: dict[str, type] = _layer_tables()
"""The record type of the tables a ``LayerSet`` has, by its names for them."""
TABLES: dict[str, type] = {
    **LAYER_TABLES,
    "unread_rows": UnreadRecord,
    "import_answers": ImportAnswer,
    "scenarios": StoredScenario,
}
"""The record type of every table of the register."""


def record_id(record: Any) -> str:
    """The id of a record: its first field."""
    value: str = getattr(record, next(iter(type(record).__dataclass_fields__)))
    return value

"""What the register holds, or held when a day ended: the records by table, with their versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.counties import load_cities, load_counties
from geo.issues import DataIssue
from geo.layers import LayerSet
from geo.reading.result import UnreadRow
from geo.reading.unread import hold_back
from geo.records import Completeness
from geo.register.tables import LAYER_TABLES, UnreadRecord


@dataclass(frozen=True, slots=True)
class Held:
    """A record the register holds and the version an edit of it is based on."""

    record: Any
    version: int


@dataclass(frozen=True, eq=False)
class RegisterState:
    """The records of every table by id, after the change ``last_change`` (0: nothing yet)."""

    last_change: int
    tables: Mapping[str, Mapping[str, Held]]

    def records(self, table: str) -> tuple[Any, ...]:
        """The records of a table in the order of their ids."""
        held = self.tables.get(table, {})
        return tuple(held[key].record for key in sorted(held))

    def version(self, table: str, record_id: str) -> int:
        """The version of a record, 0 where there is none."""
        held = self.tables.get(table, {}).get(record_id)
        return held.version if held is not None else 0

    @cached_property
    def layers(self) -> LayerSet:
        """The records as the checks read them: declarations that unread rows deny held back."""
        tables: dict[str, Any] = {name: self.records(name) for name in LAYER_TABLES}
        tables["completeness"] = self._declared[0]
        return LayerSet(cities=load_cities(), counties=load_counties(), **tables)

    @property
    def unread(self) -> tuple[UnreadRow, ...]:
        """The rows nobody could read, which stand against declarations."""
        kept: tuple[UnreadRecord, ...] = self.records("unread_rows")
        return tuple(map(unread_row, kept))

    @property
    def issues(self) -> tuple[DataIssue, ...]:
        """A warning for every declaration held back."""
        return self._declared[1]

    @cached_property
    def _declared(self) -> tuple[tuple[Completeness, ...], tuple[DataIssue, ...]]:
        return hold_back(self.records("completeness"), self.unread)


def unread_row(kept: UnreadRecord) -> UnreadRow:
    """A row as declarations are held against it, with whose list it stands in."""
    return UnreadRow(kept.row, kept.county_code, kept.facility_type, kept.sender, kept.document)

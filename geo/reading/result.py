"""What reading a form gives: the records, what is wrong, and what became of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from geo.issues import DataIssue, Severity
from geo.vocabulary import FacilityType

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of a facility list that made no record: where it is, and of which type if told.

    Of one that the register keeps, ``sender`` and ``document`` say whose list it stands in.
    """

    number: int
    county_code: str
    facility_type: FacilityType | None
    sender: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredPoint:
    """A point in degrees as a row writes it, in a datum not known, and the county it declares."""

    row: int
    lon: float
    lat: float
    county_code: str


@dataclass(frozen=True)
class Reading(Generic[R]):
    """The records of one form and every issue found.

    Each data row is either in a record or its number is in ``rejected`` with an ERROR that names
    it. A refused file has neither.
    """

    records: tuple[R, ...] = ()
    issues: tuple[DataIssue, ...] = ()
    rejected: tuple[int, ...] = ()
    refused: bool = False
    data_rows: int = 0
    unread: tuple[UnreadRow, ...] = ()
    """Of a facility list: rejected rows that stand against a declaration (``unread_rows``)."""

    without_datum: tuple[DeclaredPoint, ...] = ()
    """Of a facility list: points of used rows, set aside because nobody says their datum."""

    rows: Mapping[str, int] = field(default_factory=dict)
    """The row each record was read from, by the record's id; its first where several made it."""

    def at_least(self, severity: Severity) -> tuple[DataIssue, ...]:
        """The issues of this severity and the graver ones."""
        order = list(Severity)
        return tuple(i for i in self.issues if order.index(i.severity) <= order.index(severity))

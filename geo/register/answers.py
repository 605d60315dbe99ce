"""What people answer when an import asks whether two records are one facility."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """What a row of a list is to the record it resembles."""

    SAME = "same"
    """The same facility: the record is updated with the row."""
    DIFFERENT = "different"
    """Another facility: both are kept."""
    SIGN = "sign"
    """Another sign at the same address 一址多牌: a record of its own, with that one as parent."""
    RESTORE = "restore"
    """The withdrawn facility it names is there after all: the record comes back."""
    LEAVE_OUT = "leave_out"
    """The withdrawn facility it names stays withdrawn: the row makes no record and counts for
    nothing."""
    SKIP = "skip"
    """The row is left out of this import; it stands against declarations like an unread row."""


@dataclass(frozen=True, slots=True)
class ImportAnswer:
    """An answer the register remembers, so that the next list of the sender is not asked again.

    ``row_id`` is the facility id the row had in the list, ``other_id`` the record's.
    """

    answer_id: str
    county_code: str
    row_id: str
    other_id: str
    answer: Answer
    sender: str

"""Changes and their events: who said what when, and on which paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from geo.text import Text

OFFICE_TIME = timezone(timedelta(hours=8))
"""The offices' clock (China Standard Time): a day of ``known_on`` ends at its midnight."""


def stamp(moment: datetime) -> str:
    """A moment as text that sorts: UTC with microseconds. ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("a recorded moment needs its time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class ChangeKind(StrEnum):
    """How a change came about."""

    PUBLISHED = "published"
    IMPORT = "import"
    EDIT = "edit"
    REVIEW = "review"
    UNDO = "undo"


CHANGE_WORDS: dict[ChangeKind, Text] = {
    ChangeKind.PUBLISHED: Text("公开资料", "Published set"),
    ChangeKind.IMPORT: Text("导入", "Import"),
    ChangeKind.EDIT: Text("编辑", "Edit"),
    ChangeKind.REVIEW: Text("核对", "Review"),
    ChangeKind.UNDO: Text("撤销", "Undo"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """The paper or file a change rests on: its name and the SHA-256 of its bytes, if a file."""

    name: str = ""
    sha256: str = ""


NO_DOCUMENT = Document()


@dataclass(frozen=True, slots=True)
class Change:
    """What is said of a set of edits made at once. ``body`` is an organisation, never a person."""

    kind: ChangeKind
    body: str
    recorded_at: datetime
    document: Document = NO_DOCUMENT
    note: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A record as it shall be from now on; ``after`` None withdraws it.

    ``version`` is the version the editor had before them, 0 for a record that was not there.
    """

    table: str
    record_id: str
    after: Any
    version: int


@dataclass(frozen=True, slots=True)
class Event:
    """One record changed by one change; ``before`` and ``after`` are JSON, None where not there."""

    change_id: int
    table: str
    record_id: str
    version: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change that is in the register: its id and how many records it touched."""

    change_id: int
    change: Change
    records: int


class ConflictError(Exception):
    """Someone else changed these records meanwhile; nothing was written.

    ``events`` are the latest event of each, for the reader to look at and decide.
    """

    def __init__(self, events: tuple[Event, ...]) -> None:
        super().__init__(f"{len(events)} records changed meanwhile")
        self.events = events

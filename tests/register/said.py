"""Records and changes for tests of the register, small enough to check by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, Document, Edit
from geo.register.state import RegisterState
from geo.register.store import Register
from geo.register.tables import record_id
from geo.vocabulary import FacilityType

BODY = "测试县残联"


def facility(name: str = "测试托养中心", key: str = "f1", **more: Any) -> Facility:
    """A facility of 容县."""
    return Facility(key, name, FacilityType.CARE, "450900", "450921", **more)


def day(number: int, hour: int = 4) -> datetime:
    """A moment of March 2026; hour 4 UTC is noon in the offices."""
    return datetime(2026, 3, number, hour, tzinfo=UTC)


def change(at: datetime | int = 1, **more: Any) -> Change:
    """An edit by the county, at a moment or at noon of a day of March 2026."""
    moment = day(at) if isinstance(at, int) else at
    return Change(**{"kind": ChangeKind.EDIT, "body": BODY, "recorded_at": moment, **more})


def put(
    register: Register, *records: Facility, at: datetime | int = 1, version: int | None = None
) -> int | None:
    """Writes facilities as one change, each based on the version the register holds."""
    state = register.state()
    edits = [
        Edit(
            "facilities",
            r.facility_id,
            r,
            state.version("facilities", r.facility_id) if version is None else version,
        )
        for r in records
    ]
    return register.commit(change(at), edits)


def edits_of(table: str, records: Iterable[Any], state: RegisterState) -> tuple[Edit, ...]:
    """Edits that put these records into a table as the state knows them."""
    return tuple(
        Edit(table, key, r, state.version(table, key)) for r in records for key in (record_id(r),)
    )


def withdraw(register: Register, key: str, at: datetime | int = 1) -> int | None:
    """Takes a facility out."""
    version = register.state().version("facilities", key)
    return register.commit(change(at), [Edit("facilities", key, None, version)])


def held(register: Register, known_on: Any = None) -> dict[str, Facility]:
    """The facilities by id."""
    return {r.facility_id: r for r in register.state(known_on).records("facilities")}


PAPER = Document("容县设施表.xlsx", "ab" * 32)

"""A state made from an earlier one and what changed since is the state the register has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from geo.records import Facility
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.store import Register
from geo.vocabulary import FacilityType

NOW = datetime(2026, 1, 15, tzinfo=UTC)
ONE = Facility("F-1", "康复中心", FacilityType.REHABILITATION, "450900", "450921")
TWO = replace(ONE, facility_id="F-2", name="托养中心")


def write(register: Register, *edits: tuple[Facility | None, str, int]) -> int:
    change = Change(ChangeKind.EDIT, "容县残联", NOW)
    made = register.commit(change, [Edit("facilities", key, r, v) for r, key, v in edits])
    assert made is not None
    return made


def test_it_follows_added_changed_withdrawn_and_undone_records(register: Register) -> None:
    empty = register.state()
    write(register, (ONE, "F-1", 0), (TWO, "F-2", 0))
    two = register.state()
    write(register, (replace(ONE, note="一"), "F-1", 1))
    write(register, (replace(ONE, note="二"), "F-1", 2), (None, "F-2", 1))
    register.undo(write(register, (None, "F-1", 3)), "容县残联", NOW)
    now = register.state()
    for earlier in (empty, two):
        found = register.state_since(earlier)
        assert found.last_change == now.last_change
        assert found.tables == now.tables


def test_the_earlier_state_is_left_as_it_was(register: Register) -> None:
    write(register, (ONE, "F-1", 0))
    earlier = register.state()
    write(register, (None, "F-1", 1))
    register.state_since(earlier)
    assert earlier.records("facilities") == (ONE,)


def test_where_nothing_changed_it_is_the_same_state(register: Register) -> None:
    write(register, (ONE, "F-1", 0))
    earlier = register.state()
    assert register.state_since(earlier) is earlier

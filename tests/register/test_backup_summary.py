"""What a backup would hold, and whether one could be restored, as a register is now."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from geo.register.backup import backup_summary, restorable, size_bytes, write_backup
from geo.register.changes import Change, ChangeKind, Edit
from geo.register.store import Register
from tests.report.real_plans import RONGXIAN, THREE, facility

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def put(register: Register, kind: ChangeKind) -> None:
    record = facility("甲", RONGXIAN, THREE[0])
    register.commit(Change(kind, "容县残联", NOW), [Edit("facilities", "甲", record, 0)])


def test_it_is_what_the_backup_then_says(register: Register) -> None:
    put(register, ChangeKind.EDIT)
    assert backup_summary(register) == write_backup(register, io.BytesIO())
    assert (backup_summary(register).changes, backup_summary(register).events) == (1, 1)


def test_a_register_with_the_published_set_alone_takes_a_backup(register: Register) -> None:
    assert restorable(register)
    put(register, ChangeKind.PUBLISHED)
    assert restorable(register)


def test_a_register_somebody_wrote_in_takes_none(register: Register) -> None:
    put(register, ChangeKind.EDIT)
    assert not restorable(register)


def test_what_a_register_takes_up_is_known_in_bytes(register: Register) -> None:
    assert size_bytes(register) > 10_000

"""The register as it would be: what a preview rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from geo.register.changes import Change, ChangeKind, Edit
from geo.register.foreseen import foreseen
from geo.register.place import sqlite_url
from geo.register.start import start_register
from tests.register.lists import facility, having

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_an_added_record_is_foreseen() -> None:
    one, two = facility("A"), facility("B")
    after = foreseen(having(one), [Edit("facilities", "B", two, 0)])
    assert after.records("facilities") == (one, two)


def test_a_withdrawn_record_is_not_foreseen() -> None:
    after = foreseen(having(facility("A")), [Edit("facilities", "A", None, 1)])
    assert after.records("facilities") == ()


def test_the_state_itself_stays_as_it_is() -> None:
    before = having(facility("A"))
    foreseen(before, [Edit("facilities", "A", None, 1)])
    assert before.records("facilities") == (facility("A"),)


def test_what_is_foreseen_is_what_comes_once_it_is_written(tmp_path: Path) -> None:
    register = start_register(sqlite_url(tmp_path / "r.sqlite"), NOW)
    edits = [Edit("facilities", "A", facility("A"), 0)]
    wanted = foreseen(register.state(), edits)
    register.commit(Change(ChangeKind.IMPORT, "容县残疾人联合会", NOW), edits)
    found = register.state()
    register.close()
    assert found.tables["facilities"] == wanted.tables["facilities"]
    assert found.layers.fingerprint == wanted.layers.fingerprint

"""The first start of a register and what a renewed published set does to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from geo.layers import is_invented
from geo.published import load_published
from geo.register import start
from geo.register.changes import ChangeKind, Edit
from geo.register.start import start_register
from geo.register.store import Register, open_register
from geo.register.tables import TABLES
from tests.register.said import change, day, facility, held, put, withdraw

PUBLISHED = {f.facility_id: f for f in load_published().facilities}
FIRST, SECOND, THIRD = sorted(PUBLISHED)[:3]


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Has the program come with another published set from now on."""

    def renew(*facilities: Any) -> None:
        file = tmp_path / "published.csv"
        file.write_text(repr(facilities), encoding="utf-8")
        published = load_published().with_records(facilities=facilities)
        monkeypatch.setattr(start, "_PUBLISHED", file)
        monkeypatch.setattr(start, "load_published", lambda: published)

    return renew


def started(url: URL, at: int = 1) -> Register:
    return start_register(url, day(at))


def test_the_first_start_imports_the_published_set(register_url: URL) -> None:
    register = started(register_url)
    assert held(register) == PUBLISHED
    assert [r.change.kind for r in register.changes()] == [ChangeKind.PUBLISHED]
    register.close()


def test_nothing_of_the_demonstration_is_there_after_the_first_start(register_url: URL) -> None:
    register = started(register_url)
    state = register.state()
    assert not [r for table in TABLES for r in state.records(table) if is_invented(r)]
    assert not state.layers.demonstration
    register.close()


def test_a_second_start_changes_nothing(register_url: URL) -> None:
    started(register_url).close()
    register = started(register_url, at=2)
    assert register.last_change() == 1
    register.close()


def test_a_renewed_published_set_renews_only_what_nobody_touched(
    register_url: URL, renewed: Any
) -> None:
    register = started(register_url)
    mine = replace(PUBLISHED[FIRST], note="县残联更正")
    register.commit(change(2), [Edit("facilities", FIRST, mine, 1)])
    withdraw(register, SECOND, at=3)
    register.close()
    renewed(*(replace(f, note="新版") for f in PUBLISHED.values()))
    register = started(register_url, at=4)
    after = held(register)
    assert after[FIRST].note == "县残联更正"
    assert SECOND not in after
    assert {after[key].note for key in set(PUBLISHED) - {FIRST, SECOND}} == {"新版"}
    register.close()


def test_what_the_renewed_set_no_longer_has_is_withdrawn(register_url: URL, renewed: Any) -> None:
    started(register_url).close()
    renewed(*(f for key, f in PUBLISHED.items() if key != THIRD))
    register = started(register_url, at=2)
    assert set(held(register)) == set(PUBLISHED) - {THIRD}
    assert register.history("facilities", THIRD)[-1][0].change.kind is ChangeKind.PUBLISHED
    register.close()


def test_a_county_s_own_records_stay_when_the_published_set_is_renewed(
    register_url: URL, renewed: Any
) -> None:
    register = started(register_url)
    put(register, facility("县里报的", "own"), at=2)
    register.close()
    renewed(*PUBLISHED.values())
    register = started(register_url, at=3)
    assert held(register)["own"].name == "县里报的"
    register.close()


def test_a_published_set_that_was_undone_does_not_come_back(register_url: URL) -> None:
    register = started(register_url)
    register.undo(1, "测试县残联", day(2))
    register.close()
    register = started(register_url, at=3)
    assert held(register) == {}
    register.close()


def test_two_first_starts_at_once_import_the_published_set_once(
    register_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Register.documents
    raced: list[Register] = []

    def late(self: Register, kind: ChangeKind) -> frozenset[str]:
        found = ask(self, kind)
        if not raced:
            raced.append(self)
            started(register_url).close()
        return found

    monkeypatch.setattr(Register, "documents", late)
    started(register_url).close()
    register = open_register(register_url)
    assert held(register) == PUBLISHED
    assert register.last_change() == 1
    register.close()

"""Numbers of persons, persons and clocks gone astray stop at the register, whoever brings them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL

from geo.register.changes import ChangeKind, Document, Edit
from geo.register.frozen_rows import FrozenHead, add_frozen, frozen_heads
from geo.register.gate import ClockError, PersonalDataError
from geo.register.senders import remember_mapping, remembered_mapping
from geo.register.start import start_register
from geo.register.store import Register, open_register
from tests.reading.identity_numbers import identity_number
from tests.register.said import BODY, change, day, facility, held, put
from tests.register.test_cli import LIST, geo

CERTIFICATE = identity_number() + "44"
NUMBER = identity_number()
HEAD = FrozenHead("450900", "送审稿", "submitted", date(2026, 3, 1), None, 1, "run", BODY, day(7))


def refused(write: Callable[[], object], number: str = NUMBER) -> None:
    with pytest.raises(PersonalDataError) as raised:
        write()
    for said in (raised.value.text.zh, raised.value.text.en):
        assert number not in said
        assert said


@pytest.mark.parametrize("number", [NUMBER, CERTIFICATE, "6222021234567890128"])
@pytest.mark.parametrize("where", ["body", "document", "note"])
def test_a_number_in_what_a_change_says_is_refused(
    register: Register, where: str, number: str
) -> None:
    more = {"document": Document(f"{number}.xlsx")} if where == "document" else {where: number}
    said = change(**more)
    refused(lambda: register.commit(said, [Edit("facilities", "f1", facility(), 0)]), number)
    assert register.changes() == ()


@pytest.mark.parametrize("body", ["王小明", "容县残联 李主任"])
def test_a_person_is_no_body_of_a_change(register: Register, body: str) -> None:
    edit = Edit("facilities", "f1", facility(), 0)
    refused(lambda: register.commit(change(body=body), [edit]), body)
    assert register.last_change() == 0


@pytest.mark.parametrize(("body", "note"), [("王小明", ""), (NUMBER, ""), (BODY, f"见{NUMBER}")])
def test_an_undo_is_held_to_the_same(register: Register, body: str, note: str) -> None:
    put(register, facility())
    refused(lambda: register.undo(1, body, day(2), note))
    assert register.last_change() == 1


@pytest.mark.parametrize(
    "more", [{"name": f"送审稿 {NUMBER}"}, {"body": NUMBER}, {"body": "王小明"}]
)
def test_a_frozen_row_is_held_to_the_same(register: Register, more: dict[str, str]) -> None:
    refused(lambda: add_frozen(register, replace(HEAD, **more), "{}"))
    assert frozen_heads(register, "450900") == ()


@pytest.mark.parametrize(
    ("sender", "mapping"), [("王小明", "{}"), (NUMBER, "{}"), (BODY, f'{{"{NUMBER}":"name"}}')]
)
def test_a_mapping_is_held_to_the_same(register: Register, sender: str, mapping: str) -> None:
    refused(lambda: remember_mapping(register, sender, "facilities", "s", mapping, day(1)))
    assert remembered_mapping(register, sender, "facilities", "s") is None


@pytest.mark.parametrize("where", ["name", "body"])
def test_the_command_reads_no_file_with_a_number_in_its_name_or_body(
    tmp_path: Path, register_of_its_own: Path, where: str
) -> None:
    sent = tmp_path / (f"{NUMBER}.csv" if where == "name" else "容县.csv")
    # Not even there: it is not read.
    code, said = geo("import", sent, "--body", NUMBER if where == "body" else BODY)
    assert (code, NUMBER in said) == (2, False)
    assert ("改名" if where == "name" else "--body") in said
    assert not register_of_its_own.exists()
    assert "Rename" in geo("import", tmp_path / f"{NUMBER}.csv", "--lang", "en")[1]


def test_a_papers_own_number_is_no_persons(register: Register) -> None:
    paper = Document("玉残联〔2026〕12号 2026-03-01 设施清单450921.xlsx")
    assert register.commit(change(document=paper), [Edit("facilities", "f1", facility(), 0)]) == 1


def test_a_clock_more_than_a_day_behind_the_latest_change_is_refused(register: Register) -> None:
    put(register, facility("甲"), at=datetime(2031, 1, 2, tzinfo=UTC))
    with pytest.raises(ClockError) as raised:
        put(register, facility("乙"), at=5)
    assert "2026-03-05" in raised.value.text.zh
    assert "2031-01-02" in raised.value.text.zh
    with pytest.raises(ClockError):
        register.undo(1, BODY, day(5))
    assert held(register)["f1"].name == "甲"


def test_a_clock_a_day_behind_is_taken_for_a_wrong_time_zone(register: Register) -> None:
    put(register, facility("甲"), at=9)
    assert put(register, facility("乙"), at=day(9) - timedelta(days=1)) == 2


def test_a_wrong_clock_does_not_keep_a_register_from_being_read(
    register_url: URL,
) -> None:
    register = open_register(register_url)
    put(register, facility(), at=datetime(2031, 1, 2, tzinfo=UTC))
    register.close()
    opened = start_register(register_url, day(1))
    assert sorted(held(opened)) == ["f1"]
    assert [r.change.kind for r in opened.changes()] == [ChangeKind.EDIT]
    opened.close()


def test_the_last_day_there_is_may_be_asked_for(register: Register) -> None:
    put(register, facility())
    assert held(register, date.max) == held(register)
    assert held(register, date.min) == {}


def test_the_command_takes_the_last_day_there_is(tmp_path: Path) -> None:
    sent = tmp_path / "容县.csv"
    sent.write_text(LIST, encoding="utf-8")
    geo("import", sent, "--body", BODY)
    out = tmp_path / "register.xlsx"
    assert geo("export", "--out", out, "--known-on", "9999-12-31")[0] == 0
    assert out.exists()

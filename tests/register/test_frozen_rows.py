from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from geo.register.errors import RegisterError, RegisterUnavailableError
from geo.register.frozen_rows import (
    FrozenHead,
    _packed,
    _unpacked,
    add_frozen,
    frozen_heads,
    frozen_payload,
)
from geo.register.store import Register

NOW = datetime(2026, 4, 1, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=8)))
HEAD = FrozenHead(
    city_code="450900",
    name="送审稿",
    state="submitted",
    as_of=date(2025, 12, 31),
    known_on=date(2026, 3, 31),
    last_change=7,
    run_id="0123456789ab",
    body="玉林市残联",
    frozen_at=NOW,
)


def test_a_row_comes_back_as_it_was_written(register: Register) -> None:
    payload = '{"结论": "“待核实”\\u0000 😀"}'
    frozen_id = add_frozen(register, HEAD, payload)
    assert frozen_payload(register, frozen_id) == (replace(HEAD, frozen_id=frozen_id), payload)


def test_a_payload_of_megabytes_comes_back(register: Register) -> None:
    payload = "".join(f'{{"编号":"F{n:06d}","名称":"设施{n * n}"}}' for n in range(60_000))
    add_frozen(register, HEAD, payload)
    assert frozen_payload(register, 1)[1] == payload


def test_rows_are_listed_by_city_in_the_order_they_were_frozen(register: Register) -> None:
    earlier = NOW.astimezone(UTC) - timedelta(days=9)
    add_frozen(register, HEAD, "1")
    add_frozen(register, replace(HEAD, city_code="450200"), "2")
    add_frozen(register, replace(HEAD, name="修订版 1", revises=1, frozen_at=earlier), "3")
    listed = frozen_heads(register, "450900")
    assert [(h.frozen_id, h.name, h.revises) for h in listed] == [
        (1, "送审稿", None),
        (3, "修订版 1", 1),
    ]


def test_a_name_taken_is_refused_and_the_first_stays(register: Register) -> None:
    add_frozen(register, HEAD, "first")
    with pytest.raises(RegisterError) as refused:
        add_frozen(register, HEAD, "second")
    assert "送审稿" in refused.value.text.zh
    assert frozen_payload(register, 1)[1] == "first"


def test_what_is_revised_must_be_there(register: Register) -> None:
    with pytest.raises(RegisterUnavailableError):
        add_frozen(register, replace(HEAD, revises=99), "payload")
    assert frozen_heads(register, "450900") == ()


@pytest.mark.parametrize("verb", ["UPDATE frozen SET run_id = 'x'", "DELETE FROM frozen"])
def test_the_database_refuses_to_change_a_row(register: Register, verb: str) -> None:
    add_frozen(register, HEAD, "payload")
    with pytest.raises(RegisterUnavailableError), register.writing() as connection:
        connection.execute(text(verb))
    assert frozen_payload(register, 1)[1] == "payload"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_packed_and_unpacked(payload: str) -> None:
    assert _unpacked(_packed(payload)) == payload

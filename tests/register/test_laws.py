"""What holds for any sequence of edits, withdrawals and undos, tried against a plain dict."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from geo.codec import CodecError, from_json, to_json
from geo.records import DateSpan, Facility
from geo.register.changes import ConflictError, Edit
from geo.register.rows import _written
from geo.register.store import Register, open_register
from geo.register.tables import TABLES
from tests.examples import examples
from tests.postgres_server import empty
from tests.register.said import BODY, change, day, facility, held

KEYS = ("a", "b", "c")
NAMES = ("甲", "乙", "丙")
# A set of edits by key (None withdraws), or an undo of the change so many before the last.
EDITS = st.dictionaries(st.sampled_from(KEYS), st.none() | st.sampled_from(NAMES), min_size=1)
STEPS = st.lists(EDITS | st.integers(0, 4), max_size=12)


class Model:
    """A register as a plain dict, with a copy of every state it was in."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.touched: dict[str, int] = {}
        self.past: list[dict[str, str]] = [{}]
        self.told: list[dict[str, tuple[str | None, str | None]]] = [{}]

    def write(self, wanted: dict[str, str | None]) -> bool:
        """Whether the edits change anything."""
        real = {k: v for k, v in wanted.items() if self.names.get(k) != v}
        if not real:
            return False
        self.told.append({k: (self.names.get(k), v) for k, v in real.items()})
        for key, name in real.items():
            self.touched[key] = len(self.told) - 1
            self.names.pop(key, None)
            if name is not None:
                self.names[key] = name
        self.past.append(copy.copy(self.names))
        return True

    def undoable(self, change_id: int) -> bool:
        """Whether no later change touched the same records."""
        return all(self.touched[key] == change_id for key in self.told[change_id])

    def undo(self, change_id: int) -> None:
        """Puts back what the change had found."""
        self.write({key: before for key, (before, _) in self.told[change_id].items()})


def play(register: Register, steps: list[Any]) -> Model:
    """The model after the steps, each done to both; change n comes n days after 1 March 2026."""
    model = Model()
    for step in steps:
        moment = day(1) + timedelta(days=len(model.told))
        if isinstance(step, dict):
            state = register.state()
            edits = [
                Edit("facilities", k, n and facility(n, k), state.version("facilities", k))
                for k, n in step.items()
            ]
            assert (register.commit(change(moment), edits) is not None) == model.write(step)
            continue
        change_id = len(model.told) - 1 - step
        if change_id < 1:
            continue
        if model.undoable(change_id):
            register.undo(change_id, BODY, moment)
            model.undo(change_id)
        else:
            with pytest.raises(ConflictError):
                register.undo(change_id, BODY, moment)
    return model


def names(register: Register, known_on: date | None = None) -> dict[str, str]:
    return {key: record.name for key, record in held(register, known_on).items()}


@contextmanager
def emptied(url: URL) -> Iterator[Register]:
    """The register at a URL with nothing in it, again for every example."""
    if url.drivername == "sqlite":
        for end in ("", "-wal", "-shm"):
            Path(f"{url.database}{end}").unlink(missing_ok=True)
    else:
        empty(url.set(drivername="postgresql").render_as_string(hide_password=False))
    register = open_register(url)
    try:
        yield register
    finally:
        register.close()


@settings(
    max_examples=examples(20, 400), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_state_is_that_of_a_dict_at_every_moment(register_url: URL, steps: list[Any]) -> None:
    with emptied(register_url) as register:
        model = play(register, steps)
        assert names(register) == model.names
        for number, past in enumerate(model.past):
            assert names(register, date(2026, 3, 1) + timedelta(days=number)) == past
        for number, told in enumerate(model.told[1:], start=1):
            events = register.events_of(number)
            said = {
                e.record_id: (e.before and e.before["name"], e.after and e.after["name"])
                for e in events
            }
            assert said == told


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a declared type."""
    origin, inner = get_origin(hint), get_args(hint)
    if type(None) in inner:
        (kind,) = (k for k in inner if k is not type(None))
        return st.none() | values(kind)
    if origin is frozenset:
        return st.frozensets(values(inner[0]), max_size=3)
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if hint is DateSpan:
        return st.dates().map(lambda d: DateSpan.of(d.year, d.month, d.day)) | st.dates().map(
            lambda d: DateSpan.of(d.year, d.month)
        )
    simple: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(st.characters(exclude_categories=["Cs"])),
        int: st.integers(-(2**53), 2**53),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        date: st.dates(),
    }
    if hint in simple:
        return simple[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    assert is_dataclass(hint)
    return records(hint)


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Any record of a kind, some fields at their defaults."""
    hints = get_type_hints(kind)
    given_fields = {}
    for item in fields(kind):
        value = values(hints[item.name])
        if item.default is not MISSING:
            value = st.just(item.default) | value
        given_fields[item.name] = value
    return st.builds(kind, **given_fields)


@pytest.mark.parametrize("table", TABLES)
@given(data=st.data())
def test_every_record_of_every_table_comes_back_from_its_json(table: str, data: Any) -> None:
    record = data.draw(records(TABLES[table]))
    assert from_json(TABLES[table], to_json(record)) == record


@pytest.mark.parametrize("table", TABLES)
def test_every_table_keeps_its_records_in_the_database(table: str, register: Register) -> None:
    record = _example(table)
    key = getattr(record, fields(record)[0].name)
    register.commit(change(), [Edit(table, key, record, 0)])
    assert register.state().records(table) == (record,)


def _example(table: str) -> Any:
    """A record of a table, plain and not invented."""
    kind = TABLES[table]
    hints = get_type_hints(kind)
    plain: dict[Any, Any] = {str: "测试", int: 3, float: 2.5, bool: True, date: date(2026, 3, 1)}
    made = {}
    for item in fields(kind):
        hint = hints[item.name]
        (hint, *_) = [k for k in get_args(hint) if k is not type(None)] or [hint]
        if item.default is MISSING and item.default_factory is MISSING:
            enum = isinstance(hint, type) and issubclass(hint, Enum)
            made[item.name] = next(iter(hint)) if enum else plain.get(hint)
    return kind(**made)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"facility_id": "a", "name": "甲", "facility_type": "no such type", "city_code": "450900"},
        {"facility_id": "a", "name": "甲", "facility_type": "care", "city_code": "1", "x": 1},
    ],
    ids=["missing", "type", "unknown"],
)
def test_json_that_is_no_record_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(CodecError):
        from_json(Facility, data)


def test_the_same_record_is_written_the_same_way() -> None:
    one = facility(functions=frozenset(_functions()))
    other = facility(functions=frozenset(reversed(_functions())))
    assert _written(to_json(one)) == _written(to_json(other))


def _functions() -> list[Any]:
    return list(get_args(get_type_hints(Facility)["functions"])[0])

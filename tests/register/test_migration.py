"""A register of the first version, written by the first version, in the hands of today's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, Engine, create_engine, inspect, text

from geo.register import schema
from geo.register.changes import ChangeKind
from geo.register.errors import RegisterTooNewError
from geo.register.frozen_rows import FrozenHead, add_frozen, frozen_heads, frozen_payload
from geo.register.senders import remember_mapping, remembered_mapping
from geo.register.store import Register, open_register
from geo.register.tables import RECORD_FORMAT

VERSION_1 = Path(__file__).with_name("version_1.sql")
NOW = datetime(2026, 4, 1, tzinfo=UTC)
_POSTGRES_TRIGGERS = """
CREATE FUNCTION recorded_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what is recorded stays'; END $$;
CREATE TRIGGER changes_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON changes
FOR EACH STATEMENT EXECUTE FUNCTION recorded_stays();
CREATE TRIGGER events_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION recorded_stays();
"""


def statements() -> Iterator[str]:
    """What the first version's file holds, statement by statement, without its transaction."""
    said = ""
    for line in VERSION_1.read_text(encoding="utf-8").splitlines(keepends=True):
        said += line
        if sqlite3.complete_statement(said):
            if said.strip() not in ("BEGIN TRANSACTION;", "COMMIT;"):
                yield said.strip()
            said = ""


@pytest.fixture
def version_1(register_url: URL) -> URL:
    """A register the first version has left, on each database."""
    engine = create_engine(register_url)
    with engine.begin() as connection:
        for statement in statements():
            if "CREATE TRIGGER" not in statement or register_url.drivername == "sqlite":
                connection.exec_driver_sql(statement)
        if register_url.drivername != "sqlite":
            # What the first version wrote here in place of SQLite's triggers.
            connection.exec_driver_sql(_POSTGRES_TRIGGERS)
    engine.dispose()
    return register_url


@pytest.fixture
def engine(version_1: URL) -> Iterator[Engine]:
    made = create_engine(version_1)
    yield made
    made.dispose()


@pytest.fixture
def migrated(version_1: URL) -> Iterator[Register]:
    register = open_register(version_1)
    yield register
    register.close()


def everything(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to see that none has changed."""
    names = sorted(inspect(connection).get_table_names())
    return {
        name: sorted(tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
        for name in names
    }


def test_the_history_of_the_first_version_is_kept(engine: Engine, migrated: Register) -> None:
    with engine.connect() as connection:
        rows = everything(connection)
    assert [row[0] for row in rows["changes"]] == [1, 2, 3, 4, 5, 6]
    assert len(rows["events"]) == 14
    assert [said.change.kind for said in migrated.changes()] == [
        ChangeKind.UNDO,
        *[ChangeKind.EDIT] * 3,
        ChangeKind.IMPORT,
        ChangeKind.PUBLISHED,
    ]


def test_opening_changes_no_row_of_the_first_version(version_1: URL, engine: Engine) -> None:
    with engine.connect() as connection:
        before = everything(connection)
    open_register(version_1).close()
    with engine.connect() as connection:
        after = everything(connection)
    assert after.pop("register_meta") == [
        ("record_format", str(RECORD_FORMAT)),
        ("schema_version", str(schema.VERSION)),
    ]
    assert before.pop("register_meta") == [("schema_version", "1")]
    assert {name: rows for name, rows in after.items() if rows} == before


def test_the_state_of_the_first_version_is_read(migrated: Register) -> None:
    state = migrated.state()
    held = {f.facility_id: f for f in state.records("facilities")}
    assert len(held) == 8
    assert held["T-001"].capacity == 45
    assert "T-002" not in held
    assert [r.ruling_id for r in state.records("rulings")] == ["T-R1"]


def test_the_state_on_an_earlier_day_is_read(migrated: Register) -> None:
    held = {f.facility_id: f for f in migrated.state(date(2026, 3, 2)).records("facilities")}
    assert held["T-001"].capacity == 30
    assert "T-002" in held


def test_a_withdrawn_record_keeps_its_history(migrated: Register) -> None:
    assert [e.after is None for _, e in migrated.history("facilities", "T-002")] == [False, True]


def test_a_change_of_the_first_version_can_be_undone(migrated: Register) -> None:
    migrated.undo(4, "测试县残联", NOW)
    assert "T-002" in {f.facility_id for f in migrated.state().records("facilities")}


def test_it_then_remembers_a_mapping(migrated: Register) -> None:
    remember_mapping(migrated, "测试县残联", "facilities", "abc", "{}", NOW)
    assert remembered_mapping(migrated, "测试县残联", "facilities", "abc") == "{}"


def test_it_then_keeps_a_frozen_assessment(migrated: Register) -> None:
    head = FrozenHead(
        "450900", "送审稿", "submitted", date(2025, 12, 31), None, 6, "run", "测试市残联", NOW
    )
    frozen_id = add_frozen(migrated, head, "结论")
    assert [h.name for h in frozen_heads(migrated, "450900")] == ["送审稿"]
    assert frozen_payload(migrated, frozen_id)[1] == "结论"


def test_a_migrated_register_has_the_tables_of_a_new_one(
    version_1: URL, engine: Engine, migrated: Register, tmp_path: Path
) -> None:
    def shape(connection: Connection) -> dict[str, object]:
        found = inspect(connection)
        return {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
                found.get_pk_constraint(name)["constrained_columns"],
                [k["referred_table"] for k in found.get_foreign_keys(name)],
                [u["column_names"] for u in found.get_unique_constraints(name)],
            )
            for name in sorted(found.get_table_names())
        }

    with engine.connect() as connection:
        old = shape(connection)
    new_engine = create_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    with new_engine.begin() as connection:
        schema.create(connection)
        assert old == shape(connection)
    new_engine.dispose()


def test_a_frozen_row_of_a_migrated_register_stays(engine: Engine, migrated: Register) -> None:
    test_it_then_keeps_a_frozen_assessment(migrated)
    for statement in ("UPDATE frozen SET name = '审定稿'", "DELETE FROM frozen"):
        with engine.connect() as connection, pytest.raises(Exception, match="recorded stays"):
            connection.exec_driver_sql(statement)


def test_a_migration_that_fails_half_way_leaves_the_first_version(
    version_1: URL, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine.connect() as connection:
        before = everything(connection)

    def fail(connection: Connection, table: str) -> None:
        raise RuntimeError("the machine stops here")

    with monkeypatch.context() as patched:
        patched.setattr(schema, "_keep", fail)
        with pytest.raises(RuntimeError, match="stops here"):
            open_register(version_1)
    with engine.connect() as connection:
        assert everything(connection) == before
    open_register(version_1).close()
    with engine.connect() as connection:
        assert schema.version_of(connection, "") == schema.VERSION


def test_a_register_of_a_later_version_is_refused_and_left_as_it_is(
    version_1: URL, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE register_meta SET value = '99'"))
    with engine.connect() as connection:
        before = everything(connection)
    with pytest.raises(RegisterTooNewError) as refused:
        open_register(version_1)
    assert "99" in refused.value.text.zh
    with engine.connect() as connection:
        assert everything(connection) == before

"""Scenarios in the register: each name once in a city, every change an event, none invented."""

import io
import json
from pathlib import Path

import pytest

from geo.layers import LayerSet, MixedDataError
from geo.register import store
from geo.register.backup import restore_backup, write_backup
from geo.register.changes import ConflictError
from geo.register.differences import field_changes
from geo.register.gate import PersonalDataError
from geo.register.place import sqlite_url
from geo.register.scenario_rows import (
    ScenarioNameError,
    duplicated,
    free_name,
    kept_anew,
    renamed,
    withdrawn,
)
from geo.register.store import Register, open_register
from geo.scenarios import StoredScenario
from tests.register.said import BODY, change, day, facility, put

YULIN, LIUZHOU = "450900", "450200"


def scenario(name: str = "方案一", city: str = YULIN, **said: object) -> StoredScenario:
    return StoredScenario("", city, name, json.dumps({"plan": name, **said}))


def keep(register: Register, *made: StoredScenario, at: int = 1) -> StoredScenario:
    edits = [kept_anew(one, day(at)) for one in made]
    register.commit(change(day(at)), edits)
    kept: StoredScenario = edits[-1].after
    return kept


def names(register: Register) -> list[str]:
    return sorted(kept.name for kept in register.state().records("scenarios"))


def test_a_kept_scenario_is_there_with_an_id_of_its_own(register: Register) -> None:
    kept = keep(register, scenario())
    assert register.state().records("scenarios") == (kept,)
    assert kept.scenario_id


def test_scenarios_are_no_table_of_the_layers() -> None:
    assert not hasattr(LayerSet((), ()), "scenarios")


def test_a_name_a_city_has_is_refused_in_words_and_nothing_written(register: Register) -> None:
    keep(register, scenario())
    with pytest.raises(ScenarioNameError) as raised:
        keep(register, scenario(), at=2)
    assert "方案一" in raised.value.text.zh
    assert "方案一" in raised.value.text.en
    assert (names(register), register.last_change()) == (["方案一"], 1)


def test_two_of_one_name_in_one_change_are_refused(register: Register) -> None:
    with pytest.raises(ScenarioNameError):
        keep(register, scenario(), scenario(" 方案一 "))
    assert names(register) == []


def test_another_city_may_have_the_name(register: Register) -> None:
    keep(register, scenario(), scenario(city=LIUZHOU))
    assert names(register) == ["方案一", "方案一"]


def test_renaming_is_an_event_of_the_same_scenario(register: Register) -> None:
    kept = keep(register, scenario())
    register.commit(change(day(2)), [renamed(kept, "方案甲", 1)])
    assert names(register) == ["方案甲"]
    (_, first), (_, second) = register.history("scenarios", kept.scenario_id)
    assert first.after is not None
    assert second.after is not None
    assert (first.after["name"], second.after["name"]) == ("方案一", "方案甲")


def test_renaming_to_a_taken_name_is_refused(register: Register) -> None:
    kept = keep(register, scenario(), scenario("方案二"))
    with pytest.raises(ScenarioNameError):
        register.commit(change(day(2)), [renamed(kept, "方案一", 1)])
    assert names(register) == ["方案一", "方案二"]


def test_two_scenarios_may_change_names(register: Register) -> None:
    keep(register, scenario(), scenario("方案二"))
    one, two = sorted(register.state().records("scenarios"), key=lambda s: str(s.name))
    swapped = [renamed(one, two.name, 1), renamed(two, one.name, 1)]
    assert register.commit(change(day(2)), swapped) == 2


def test_renaming_what_somebody_has_renamed_meanwhile_is_a_conflict(register: Register) -> None:
    kept = keep(register, scenario())
    register.commit(change(day(2)), [renamed(kept, "方案甲", 1)])
    with pytest.raises(ConflictError):
        register.commit(change(day(3)), [renamed(kept, "方案乙", 1)])


def test_a_duplicate_is_a_scenario_of_its_own(register: Register) -> None:
    kept = keep(register, scenario())
    name = free_name(kept.name, names(register))
    register.commit(change(day(2)), [duplicated(kept, name, day(2))])
    assert names(register) == ["方案一", "方案一（2）"]
    assert len({s.scenario_id for s in register.state().records("scenarios")}) == 2


def test_a_withdrawn_name_is_free_and_its_history_stays(register: Register) -> None:
    kept = keep(register, scenario())
    register.commit(change(day(2)), [withdrawn(kept.scenario_id, 1)])
    keep(register, scenario(), at=3)
    assert names(register) == ["方案一"]
    assert len(register.history("scenarios", kept.scenario_id)) == 2


def test_undoing_a_withdrawal_whose_name_was_taken_is_refused(register: Register) -> None:
    kept = keep(register, scenario())
    gone = register.commit(change(day(2)), [withdrawn(kept.scenario_id, 1)])
    keep(register, scenario(), at=3)
    assert gone is not None
    with pytest.raises(ScenarioNameError):
        register.undo(gone, BODY, day(4))
    assert (names(register), register.last_change()) == (["方案一"], 3)


def test_a_withdrawal_can_be_undone(register: Register) -> None:
    kept = keep(register, scenario())
    gone = register.commit(change(day(2)), [withdrawn(kept.scenario_id, 1)])
    assert gone is not None
    register.undo(gone, BODY, day(3))
    assert names(register) == ["方案一"]


@pytest.mark.parametrize("made", [scenario("演示方案"), scenario(demonstration=True)])
def test_a_scenario_of_invented_data_never_enters(register: Register, made: StoredScenario) -> None:
    with pytest.raises(MixedDataError):
        keep(register, made)
    assert names(register) == []


@pytest.mark.parametrize("name", ["", "  ", "长" * 61])
def test_a_scenario_needs_a_name(register: Register, name: str) -> None:
    with pytest.raises(ScenarioNameError):
        keep(register, scenario(name))


def test_a_name_with_an_identity_number_is_refused(register: Register) -> None:
    with pytest.raises(PersonalDataError) as raised:
        keep(register, scenario("方案 11010519491231002X"))
    assert "11010519491231002X" not in raised.value.text.zh


def test_scenarios_are_backed_up_and_restored(register: Register, tmp_path: Path) -> None:
    keep(register, scenario())
    stream = io.BytesIO()
    write_backup(register, stream)
    stream.seek(0)
    other = open_register(sqlite_url(tmp_path / "other.sqlite"))
    restore_backup(stream, other)
    assert other.state().records("scenarios") == register.state().records("scenarios")
    other.close()


def test_what_was_kept_by_a_day_is_known_as_of_that_day(register: Register) -> None:
    keep(register, scenario())
    keep(register, scenario("方案二"), at=5)
    kept = register.state(known_on=day(3).date()).records("scenarios")
    assert [s.name for s in kept] == ["方案一"]


def test_a_changed_content_is_told_by_its_hash_not_printed() -> None:
    (change,) = field_changes(scenario(plan="a" * 999), scenario(plan="b" * 999))
    assert (change.label.zh, len(change.before.zh)) == ("方案内容", 12)
    assert change.before != change.after


def test_a_free_name_has_the_first_free_number() -> None:
    assert free_name("方案", ["方案", "方案（2）"]) == "方案（3）"
    assert free_name("方案", []) == "方案"


def test_a_number_of_a_person_among_the_targets_is_refused(register: Register) -> None:
    with pytest.raises(PersonalDataError):
        keep(register, scenario(targets=[["three", "goal", "联系 11010519491231002X"]]))
    assert names(register) == []


@pytest.mark.parametrize("number", ["11010519491231002X", "13800138000", "0775-2823456"])
@pytest.mark.parametrize("field", ["name", "existing_use"])
def test_a_number_of_a_person_in_a_site_is_refused(
    register: Register, field: str, number: str
) -> None:
    site = {"name": "某地块", "existing_use": "", field: f"校舍 {number}"}
    with pytest.raises(PersonalDataError) as raised:
        keep(register, scenario(plan={"question": {"options": [{"site": site}]}}))
    assert number not in raised.value.text.zh
    assert names(register) == []


@pytest.mark.parametrize("like", ["方案A1", "方案\u200bA1", "方案Ａ１", "方案A1\ufeff"])
def test_names_that_look_the_same_are_one_name(register: Register, like: str) -> None:
    keep(register, scenario("方案Ａ1"))
    with pytest.raises(ScenarioNameError):
        keep(register, scenario(like), at=2)


def test_undoing_what_touched_no_scenario_asks_nothing_of_their_names(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = put(register, facility())
    assert changed is not None

    def refused(_: object) -> None:
        raise AssertionError("names were looked at")

    monkeypatch.setattr(store, "refuse_taken_names", refused)
    assert register.undo(changed, BODY, day(2))

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from analysis.freezable import NotFreezableError
from analysis.frozen import (
    freeze,
    list_frozen,
    load_frozen,
    name_words,
    next_revision,
    payload_of,
    store_frozen,
    thaw,
)
from analysis.report import cells, findings_table, symbols
from analysis.report.build import build_report
from analysis.report.report import Column, ReportState, Table
from analysis.report.workbook import workbook
from analysis.requirements.catalogue import load_catalogue, read_catalogue
from analysis.requirements.evaluate import evaluate
from geo.demonstration import load_demonstration
from geo.layers import LayerSet
from geo.records import DateSpan
from geo.register.changes import Change, ChangeKind
from geo.register.errors import NotARegisterError, RegisterError, RegisterTooNewError
from geo.register.frozen_rows import add_frozen
from geo.register.place import sqlite_url
from geo.register.store import Register, open_register
from geo.reviews import Review
from geo.text import Text
from geo.vocabulary import Status
from tests.analysis.frozen_world import BODY, NOW, basis, frozen, records, ruling
from tests.register.said import edits_of
from tests.report.real_plans import AS_OF, LIUZHOU, RONGXIAN, THREE, YULIN, facility

CHANGED = Text("改", "changed")


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_what_is_thawed_is_what_was_frozen(city: str) -> None:
    before = frozen(city=city)
    assert thaw(payload_of(before)) == before


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_the_thawed_records_have_the_fingerprint_and_the_run_id(city: str) -> None:
    before = frozen(city=city)
    after = thaw(payload_of(before))
    assert after.layers.fingerprint == before.layers.fingerprint
    again = evaluate(after.catalogue, after.layers, city, after.as_of)
    assert after.run_id == before.run_id == again.run_id


def test_the_thawed_rules_are_the_texts_as_read() -> None:
    thawed = thaw(payload_of(frozen())).catalogue
    assert thawed == load_catalogue()
    assert thawed.texts == load_catalogue().texts


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_is_byte_for_byte_the_one_before(city: str, language: Any) -> None:
    was = basis(records(), city)
    before = build_report(
        was.catalogue, was.layers, was.assessment, was.sources, ReportState.SUBMITTED
    )
    paper = workbook(before, language)
    thawed = thaw(payload_of(freeze(was, ReportState.SUBMITTED, BODY, NOW)))
    rebuilt = build_report(
        thawed.catalogue, thawed.layers, thawed.assessment, thawed.sources, thawed.state
    )
    assert workbook(thawed.report, language) == paper
    assert workbook(rebuilt, language) == paper


def test_two_freezes_of_the_same_give_the_same_bytes() -> None:
    assert payload_of(frozen(records())) == payload_of(frozen(records()))


def test_the_table_of_a_retrofit_plan_is_kept() -> None:
    plan = Table("retrofit", Text("计划", "Plan"), (Column("n", CHANGED),), ((3,), (0.5,), (None,)))
    was = replace(basis(records(), LIUZHOU), retrofit=plan)
    thawed = thaw(payload_of(freeze(was, ReportState.DRAFT, BODY, NOW)))
    assert thawed.report.table("retrofit") == plan


@settings(max_examples=25)
@given(
    status=st.none() | st.sampled_from(Status),
    year=st.none() | st.integers(1990, 2030),
    capacity=st.none() | st.floats(0, 1e6, allow_nan=False),
    name=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12),
)
def test_any_record_comes_back_as_it_was(
    status: Status | None, year: int | None, capacity: float | None, name: str
) -> None:
    opened = DateSpan.of(year) if year else None
    made = facility("X", RONGXIAN, THREE[0], status=status, opened=opened, capacity=capacity)
    before = frozen(records(facilities=(replace(made, name=f"设施{name}"),)))
    assert thaw(payload_of(before)) == before


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(sqlite_url(tmp_path / "register.sqlite"))
    yield opened
    opened.close()


def test_a_frozen_assessment_stays_when_the_register_changes(register: Register) -> None:
    put(register, records())
    was = basis(register.state().layers, last_change=register.last_change())
    frozen_id = store_frozen(register, freeze(was, ReportState.SUBMITTED, BODY, NOW))
    before = load_frozen(register, frozen_id)
    closed = replace(before.layers.facilities[0], status=Status.CLOSED, closed=DateSpan.of(2020))
    put(register, records(facilities=(closed,), rulings=(ruling(),)))
    assert basis(register.state().layers).assessment.run_id != before.run_id
    after = load_frozen(register, frozen_id)
    assert after == before
    assert after.assessment == was.assessment


def test_a_frozen_assessment_stays_when_the_words_of_the_program_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = frozen()
    payload, paper = payload_of(before), workbook(before.report)
    monkeypatch.setattr(cells, "SYMBOL_WORDS", dict.fromkeys(symbols.Symbol, CHANGED))
    monkeypatch.setattr(findings_table, "_NOTES", (CHANGED,))
    assert workbook(frozen().report) != paper, "the words did change"
    assert workbook(thaw(payload).report) == paper


def test_a_frozen_assessment_stays_when_the_words_of_the_rules_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = frozen()
    payload = payload_of(before)
    changed = [t.replace("三者有其一", "三有其一") for t in before.catalogue.texts]
    monkeypatch.setattr(
        "tests.analysis.frozen_world.load_catalogue", lambda: read_catalogue(changed)
    )
    assert frozen().catalogue.version != before.catalogue.version, "the rules did change"
    assert thaw(payload) == before


def test_a_demonstration_can_not_be_frozen() -> None:
    with pytest.raises(NotFreezableError) as refused:
        freeze(basis(load_demonstration()), ReportState.DRAFT, BODY, NOW)
    assert "演示" in refused.value.text.zh


def test_a_trial_can_not_be_frozen() -> None:
    tried = basis(records(), trial=(ruling(),))
    with pytest.raises(NotFreezableError) as refused:
        freeze(tried, ReportState.DRAFT, BODY, NOW)
    assert "试算" in refused.value.text.zh


def test_a_part_of_an_assessment_can_not_be_frozen() -> None:
    whole = basis(records())
    part = replace(whole.assessment, findings=whole.assessment.findings[1:])
    with pytest.raises(NotFreezableError):
        freeze(replace(whole, assessment=part), ReportState.DRAFT, BODY, NOW)


def test_findings_of_other_records_can_not_be_frozen() -> None:
    whole = basis(records())
    with pytest.raises(NotFreezableError):
        freeze(replace(whole, layers=records(rulings=(ruling(),))), ReportState.DRAFT, BODY, NOW)


def test_somebody_has_to_freeze_it() -> None:
    with pytest.raises(NotFreezableError):
        freeze(basis(records()), ReportState.DRAFT, "  ", NOW)


def test_what_was_known_on_a_day_is_frozen_with_the_day() -> None:
    day = date(2026, 2, 1)
    before = freeze(basis(records(), known_on=day), ReportState.DRAFT, BODY, NOW)
    assert thaw(payload_of(before)).known_on == before.assessment.known_on == day


def test_the_register_gives_back_what_was_stored(register: Register) -> None:
    before = frozen()
    frozen_id = store_frozen(register, before)
    after = load_frozen(register, frozen_id)
    assert after == replace(before, head=replace(before.head, frozen_id=frozen_id))
    assert list_frozen(register, YULIN) == (after.head,)
    assert list_frozen(register, LIUZHOU) == ()


def test_a_name_stands_once_a_city(register: Register) -> None:
    store_frozen(register, frozen())
    store_frozen(register, frozen(city=LIUZHOU))
    with pytest.raises(RegisterError) as refused:
        store_frozen(register, frozen(records(rulings=(ruling(),))))
    assert "送审稿" in refused.value.text.zh
    assert len(list_frozen(register, YULIN)) == 1


def test_the_order_of_the_states_is_free(register: Register) -> None:
    for state in (ReportState.APPROVED, ReportState.DRAFT, ReportState.SUBMITTED):
        store_frozen(register, frozen(state=state))
    assert [h.name for h in list_frozen(register, YULIN)] == ["审定稿", "征求意见稿", "送审稿"]


def test_a_frozen_assessment_that_is_not_there_is_a_key_error(register: Register) -> None:
    with pytest.raises(KeyError):
        load_frozen(register, 1)


def damage(register: Register, change: str) -> None:
    """Writes past the program and past the database's own guard."""
    engine = create_engine(register._engine.url)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER frozen_no_update"))
        connection.execute(text(f"UPDATE frozen SET {change}"))
    engine.dispose()


@pytest.mark.parametrize(
    "change",
    [
        "payload = substr(payload, 1, 200)",
        "payload = 'no payload'",
        "sha256 = 'x'",
        "name = '审定稿'",
        "run_id = 'another'",
    ],
)
def test_a_damaged_one_says_so(register: Register, change: str) -> None:
    frozen_id = store_frozen(register, frozen())
    damage(register, change)
    with pytest.raises(RegisterError) as refused:
        load_frozen(register, frozen_id)
    assert "已损坏" in refused.value.text.zh
    assert not isinstance(refused.value, NotARegisterError)


def test_a_payload_of_a_later_format_is_not_guessed_at(register: Register) -> None:
    made = frozen()
    said = json.loads(payload_of(made)) | {"format": 99}
    frozen_id = add_frozen(register, made.head, json.dumps(said))
    with pytest.raises(RegisterTooNewError) as refused:
        load_frozen(register, frozen_id)
    assert "更新版本" in refused.value.text.zh


def put(register: Register, layers: LayerSet) -> None:
    """Commits every record of the layers as one change."""
    state = register.state()
    tables = ("facilities", "completeness", "rulings", "purchased_services", "retrofit_needs")
    edits = [e for t in tables for e in edits_of(t, getattr(layers, t), state)]
    register.commit(Change(ChangeKind.IMPORT, "容县残联", NOW), edits)


def test_a_revision_keeps_its_list_of_changes(register: Register) -> None:
    store_frozen(register, frozen())
    first = load_frozen(register, 1)
    later = basis(records(rulings=(ruling(),)), last_change=4)
    number = next_revision(list_frozen(register, YULIN))
    made = freeze(later, ReportState.DRAFT, BODY, NOW, revises=first, number=number)
    store_frozen(register, made)
    kept = load_frozen(register, 2)
    assert (kept.name, kept.state, kept.revises) == ("修订版 1", ReportState.SUBMITTED, 1)
    assert kept.revision == made.revision
    assert kept.revision is not None
    assert [c.record_id for c in kept.revision.records] == ["YL-口径"]
    assert next_revision(list_frozen(register, YULIN)) == 2
    assert name_words(kept.head) == Text("修订版 1", "Revision 1")


def test_a_revision_says_in_its_papers_that_it_is_one(register: Register) -> None:
    store_frozen(register, frozen())
    later = basis(records(rulings=(ruling(),)))
    first = load_frozen(register, 1)
    made = freeze(later, ReportState.DRAFT, BODY, NOW, revises=first, number=1)
    assert made.report.revision == 1
    assert made.report.tables[0].id == "revision_findings"
    assert made.report.tables[1].id == "revision_records"


def test_there_is_nothing_to_revise_when_nothing_changed(register: Register) -> None:
    store_frozen(register, frozen())
    with pytest.raises(NotFreezableError) as refused:
        freeze(
            basis(records()),
            ReportState.DRAFT,
            BODY,
            NOW,
            revises=load_frozen(register, 1),
            number=1,
        )
    assert "无需修订" in refused.value.text.zh


def test_a_check_sheet_sent_out_is_nothing_to_revise(register: Register) -> None:
    store_frozen(register, frozen())
    sent = Review("R1", RONGXIAN, "yulin.three-facilities", AS_OF)
    later = basis(records(reviews=(sent,)))
    first = load_frozen(register, 1)
    assert later.assessment.run_id == first.run_id
    with pytest.raises(NotFreezableError):
        freeze(later, ReportState.DRAFT, BODY, NOW, revises=first, number=1)

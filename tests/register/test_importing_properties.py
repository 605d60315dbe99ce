"""What holds of every import, whatever the list."""

from __future__ import annotations

import cProfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.published import load_published
from geo.records import Facility, Point
from geo.register.answers import Answer
from geo.register.changes import ConflictError
from geo.register.importing import commit_import, facilities_sent_by
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.store import Register
from geo.vocabulary import Datum, FacilityType, Status
from tests.examples import examples
from tests.register.lists import (
    BOBAI,
    PAPER,
    RONG,
    SENDER,
    YUZHOU,
    after,
    answered,
    facility,
    having,
    plan,
    sheet,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
KEYS = ["001", "002", "003", "F-1", "F-2", f"{RONG}-001"]
facilities = st.builds(
    facility,
    st.sampled_from(KEYS),
    st.sampled_from(["康复中心", "容县康复中心", "博白县康复中心", "玉林市特殊教育学校", "托养所"]),
    st.sampled_from([RONG, BOBAI, YUZHOU, ""]),
    kind=st.sampled_from([FacilityType.REHABILITATION, FacilityType.SPECIAL_SCHOOL]),
    status=st.sampled_from([None, Status.OPERATING, Status.CLOSED]),
    address=st.sampled_from(["", "城西路1号", "城东路2号"]),
    parent_id=st.sampled_from(["", "", "001", "F-1"]),
    point=st.sampled_from([None, Point(110.5, 22.8, Datum.WGS84)]),
)
lists = st.lists(facilities, max_size=5, unique_by=lambda f: f.facility_id)
answers = st.sampled_from([Answer.SAME, Answer.DIFFERENT, Answer.SIGN])


@settings(max_examples=examples(60, 2_000))
@given(lists, lists, answers)
def test_a_list_imported_twice_changes_nothing_the_second_time(
    held: list[Facility], rows: list[Facility], answer: Answer
) -> None:
    state = having(*held)
    first = answered(sheet(*rows), state, answer)
    state = after(state, first.edits())
    assert answered(sheet(*rows), state, answer).edits() == ()


@settings(max_examples=examples(60, 2_000))
@given(lists, lists, answers, st.randoms())
def test_the_order_of_the_rows_changes_no_edit(
    held: list[Facility], rows: list[Facility], answer: Answer, random: Random
) -> None:
    state = having(*held)
    one = answered(sheet(*rows), state, answer).edits()
    mixed = list(rows)
    random.shuffle(mixed)
    assert answered(sheet(*mixed), state, answer).edits() == one


@settings(max_examples=examples(60, 2_000))
@given(lists, lists, st.sampled_from(Answer))
def test_an_import_takes_no_facility_out_and_edits_each_record_once(
    held: list[Facility], rows: list[Facility], answer: Answer
) -> None:
    state = having(*held)
    edits = [e for e in answered(sheet(*rows), state, answer).edits() if e.table == "facilities"]
    assert all(e.after is not None and e.after.facility_id == e.record_id for e in edits)
    assert len({e.record_id for e in edits}) == len(edits)
    assert all(e.version == state.version("facilities", e.record_id) for e in edits)


@settings(max_examples=examples(60, 2_000))
@given(lists, lists)
def test_without_an_answer_no_record_of_another_county_is_touched(
    held: list[Facility], rows: list[Facility]
) -> None:
    state = having(*held)
    for changed in plan(sheet(*rows), state).changed:
        before = changed.before.county_code
        assert before in ("", changed.after.county_code)


# With a register


@pytest.fixture
def started(tmp_path: Path) -> Register:
    return start_register(register_url(str(tmp_path / "r.sqlite"), {}), NOW - timedelta(days=1))


def test_plan_and_commit_give_exactly_the_union(started: Register) -> None:
    rows = [facility("A"), facility("B", "博白县托养所", BOBAI)]
    assert commit_import(started, plan(sheet(*rows), started.state()), SENDER, NOW) == 2
    published = load_published().facilities
    assert set(started.state().records("facilities")) == {*published, *rows}


def test_the_change_says_whose_list_it_was_and_on_which_file(started: Register) -> None:
    commit_import(started, plan(sheet(facility("A")), started.state()), SENDER, NOW)
    change = started.changes()[0].change
    assert (change.kind.value, change.body, change.document) == ("import", SENDER, PAPER)


def test_a_plan_with_an_open_question_is_not_written(started: Register) -> None:
    rows = [facility("A", "玉林市特殊教育学校", YUZHOU)]
    with pytest.raises(ValueError, match="open questions"):
        commit_import(started, plan(sheet(*rows), started.state()), SENDER, NOW)
    assert started.last_change() == 1


def test_a_plan_that_somebody_overtook_writes_nothing_and_planning_again_does(
    started: Register,
) -> None:
    made = plan(sheet(facility("A"), facility("B", "容县托养所")), started.state())
    other = plan(sheet(facility("B", "容县托养所", note="先")), started.state())
    commit_import(started, other, SENDER, NOW)
    with pytest.raises(ConflictError):
        commit_import(started, made, SENDER, NOW)
    assert "A" not in started.state().tables["facilities"]
    again = plan(sheet(facility("A"), facility("B", "容县托养所")), started.state())
    assert commit_import(started, again, SENDER, NOW) == 3


def test_importing_the_same_again_makes_no_change(started: Register) -> None:
    commit_import(started, plan(sheet(facility("A")), started.state()), SENDER, NOW)
    again = plan(sheet(facility("A")), started.state())
    assert commit_import(started, again, SENDER, NOW) is None


def test_remembered_answers_and_unread_rows_survive_in_the_register(started: Register) -> None:
    rows = sheet(facility("A", "玉林市特殊教育学校", YUZHOU))
    made = answered(rows, started.state(), Answer.SAME)
    commit_import(started, made, SENDER, NOW)
    assert plan(rows, started.state()).edits() == ()


def test_what_a_body_sent_is_known_by_its_changes(started: Register) -> None:
    commit_import(started, plan(sheet(facility("A")), started.state()), SENDER, NOW)
    assert facilities_sent_by(started, SENDER) == {"A"}
    assert facilities_sent_by(started, "容县教育局") == frozenset()


def calls_to_plan(rows: int) -> int:
    """Calls it takes to plan a list of new rows against a register of as many others."""
    listed = [
        facility(f"X{n}", f"第{n}村残疾人之家", address=f"某路{n}号", point=_apart(n))
        for n in range(rows)
    ]
    state = having(*(facility(f"R{n}", f"第{n}屯残疾人之家") for n in range(rows)))
    profile = cProfile.Profile()
    profile.runcall(plan, sheet(*listed), state)
    return sum(entry.callcount for entry in profile.getstats())


def _apart(number: int) -> Point:
    """Points too far from each other to be asked about."""
    return Point(109 + number % 100 * 0.01, 22 + number // 100 * 0.01, Datum.WGS84)


def test_four_times_the_rows_take_four_times_the_work() -> None:
    # Counted in calls, not seconds: other work on the machine is no failure.
    assert calls_to_plan(4_000) < 4.5 * calls_to_plan(1_000)

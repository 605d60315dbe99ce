"""What an import asks, and what each answer does."""

from __future__ import annotations

from typing import Any

import pytest

from geo.published import load_published
from geo.reading.result import UnreadRow
from geo.records import Facility, Point
from geo.register.answers import Answer, ImportAnswer
from geo.register.importing import ImportPlan
from geo.register.questions import QUESTION_WORDS, QuestionKind
from geo.vocabulary import Datum, FacilityType, Function, Precision
from tests.register.lists import (
    BOBAI,
    EMPTY,
    RONG,
    YULIN,
    YUZHOU,
    after,
    answered,
    facility,
    having,
    plan,
    records,
    sheet,
)

CARE = FacilityType.CARE
ELSEWHERE = having(facility("001", "博白县康复中心", BOBAI, address="城东路2号"))
PUBLISHED = having(*load_published().facilities)
SCHOOL = "pub-450900-special-school"


def asked(made: ImportPlan) -> list[tuple[str, str, str]]:
    return [(q.kind.value, q.record_id, q.other_id) for q in made.open_questions]


def school(key: str = "F-1", **more: Any) -> Facility:
    return facility(
        key,
        "玉林市特殊教育学校",
        YUZHOU,
        kind=FacilityType.SPECIAL_SCHOOL,
        location_precision=Precision.COUNTY,
        **more,
    )


# The main case: a county's list names a facility that public text places in the city only


def test_a_published_school_known_by_city_is_asked_about_when_its_county_lists_it() -> None:
    made = plan(sheet(school()), PUBLISHED)
    assert asked(made) == [("same_name", "F-1", SCHOOL)]
    assert (made.ready, made.edits()) == (False, ())


def test_said_to_be_the_same_the_published_school_gets_its_county() -> None:
    made = answered(sheet(school()), PUBLISHED, Answer.SAME)
    assert list(records(made)) == [SCHOOL]
    (changed,) = made.changed
    assert [f.sentence().zh for f in changed.fields] == [
        "所在县：（未填） → 玉州区",
        "位置精度：仅到市 → 到县",
    ]
    assert changed.after.in_use == 511.0


def test_said_to_be_different_the_published_school_stays_and_the_row_is_added() -> None:
    made = answered(sheet(school()), PUBLISHED, Answer.DIFFERENT)
    assert list(records(made)) == ["F-1"]


def test_the_question_says_where_each_is_said_and_what_an_answer_does() -> None:
    (question,) = plan(sheet(school()), PUBLISHED).questions
    assert question.row == 2
    assert question.why.zh == (
        "第 2 行“玉林市特殊教育学校”（特殊教育学校，玉州区）与台账中的“玉林市特殊教育学校”"
        "（特殊教育学校，只知在玉林市）：名称相同。"
    )
    assert [c.text.zh for c in question.choices][:2] == [
        "同一设施：更新台账记录，并补上所在县（玉州区）",
        "不是同一设施：两条都保留",
    ]


# The same id


def test_an_id_of_another_county_is_asked_about_and_nothing_is_overwritten() -> None:
    made = plan(sheet(facility("001")), ELSEWHERE)
    assert asked(made) == [("same_id_elsewhere", "001", "001")]
    assert made.edits() == ()


def test_another_facility_with_a_taken_id_gets_its_county_before_it() -> None:
    made = answered(sheet(facility("001")), ELSEWHERE, Answer.DIFFERENT)
    assert records(made) == {f"{RONG}-001": facility(f"{RONG}-001")}


def test_its_own_id_is_found_again_by_the_next_list() -> None:
    state = after(ELSEWHERE, answered(sheet(facility("001")), ELSEWHERE, Answer.DIFFERENT).edits())
    made = plan(sheet(facility("001", note="新")), state)
    assert made.questions == ()
    assert records(made)[f"{RONG}-001"].note == "新"


def test_the_parent_of_a_row_follows_it_to_its_own_id() -> None:
    rows = sheet(facility("001"), facility("B", "容县托养中心", parent_id="001"))
    made = answered(rows, ELSEWHERE, Answer.DIFFERENT)
    assert records(made)["B"].parent_id == f"{RONG}-001"


def test_a_parent_sent_earlier_is_found_by_its_own_id() -> None:
    state = after(ELSEWHERE, answered(sheet(facility("001")), ELSEWHERE, Answer.DIFFERENT).edits())
    made = plan(sheet(facility("B", "容县托养中心", parent_id="001")), state)
    assert records(made)["B"].parent_id == f"{RONG}-001"


def test_a_facility_that_moved_leaves_its_old_address_and_point_behind() -> None:
    point = Point(109.9, 22.2, Datum.WGS84)
    before = facility("001", "甲", BOBAI, address="城东路2号", point=point, note="旧")
    made = answered(sheet(facility("001", "甲")), having(before), Answer.SAME)
    moved = records(made)["001"]
    assert (moved.county_code, moved.address, moved.point) == (RONG, "", None)
    assert moved.note == "旧"


def test_an_id_with_another_name_and_another_type_is_asked_about() -> None:
    made = plan(sheet(facility("001", "容县托养中心", kind=CARE)), having(facility("001")))
    assert asked(made) == [("same_id_otherwise", "001", "001")]


@pytest.mark.parametrize(
    "changed", [{"name": "容县阳光中心"}, {"kind": CARE}], ids=["name", "type"]
)
def test_an_id_with_only_one_of_both_changed_is_the_same_record(changed: dict[str, Any]) -> None:
    made = plan(sheet(facility("001", **changed)), having(facility("001")))
    assert (made.questions, list(records(made))) == ((), ["001"])


def test_an_id_of_a_record_without_county_is_the_record_and_gives_it_its_county() -> None:
    made = plan(sheet(facility("001")), having(facility("001", county="")))
    assert made.questions == ()
    assert records(made)["001"].county_code == RONG


def test_a_row_without_county_keeps_the_records_county() -> None:
    made = plan(sheet(facility("001", county="", note="新")), having(facility("001")))
    assert records(made)["001"].county_code == RONG


# Likeness


def test_a_changed_type_gives_an_id_less_row_a_new_id_and_the_record_is_still_found() -> None:
    state = having(facility("F-aaa"))
    made = answered(sheet(facility("F-bbb", kind=CARE)), state, Answer.SAME)
    assert {k: r.facility_type for k, r in records(made).items()} == {"F-aaa": CARE}


def test_one_address_offers_to_make_the_row_a_sign_of_the_other() -> None:
    state = having(facility("A", "容县康复中心", address="城西路1号"))
    row = facility("B", "容县托养中心", kind=CARE, address="容县城西路1号")
    made = answered(sheet(row), state, Answer.SIGN)
    assert records(made)["B"].parent_id == "A"


def test_a_name_alone_offers_no_sign() -> None:
    (question,) = plan(sheet(facility("B")), having(facility("A"))).questions
    assert [c.answer for c in question.choices] == [Answer.SAME, Answer.DIFFERENT, Answer.SKIP]


def test_a_row_that_names_its_parent_is_offered_no_other() -> None:
    state = having(facility("A", address="城西路1号"), facility("M", "容县丙"))
    row = facility("B", "容县乙", address="城西路1号", parent_id="M")
    (question,) = plan(sheet(row), state).questions
    assert Answer.SIGN not in [c.answer for c in question.choices]


def test_an_answer_that_is_not_offered_leaves_the_question_open() -> None:
    state = having(facility("A"))
    (question,) = plan(sheet(facility("B")), state).questions
    made = plan(sheet(facility("B")), state, answers={question.question_id: Answer.SIGN})
    assert not made.ready


def test_name_and_address_are_one_question() -> None:
    made = plan(
        sheet(facility("B", address="城西路1号")), having(facility("A", address="城西路1号"))
    )
    (question,) = made.questions
    assert "名称相同；地址相同" in question.why.zh
    assert Answer.SIGN in [c.answer for c in question.choices]


def test_two_rows_of_one_list_that_are_one_facility_make_one_record() -> None:
    rows = sheet(facility("A", capacity=50.0), facility("B", note="乙", capacity=40.0))
    made = answered(rows, EMPTY, Answer.SAME)
    assert records(made) == {"A": facility("A", capacity=50.0, note="乙")}


def test_where_two_rows_of_one_facility_differ_it_is_said() -> None:
    rows = sheet(facility("A", capacity=50.0), facility("B", capacity=40.0))
    (issue,) = answered(rows, EMPTY, Answer.SAME).issues
    assert (issue.code, issue.row) == ("same_facility_differs", 3)
    assert "服务能力写得不同" in issue.what.zh


def test_what_a_row_says_of_its_parent_follows_a_merged_row() -> None:
    rows = sheet(facility("A"), facility("B"), facility("C", "容县丙", parent_id="B"))
    made = answered(rows, EMPTY, Answer.SAME)
    assert records(made)["C"].parent_id == "A"


def test_a_row_said_to_be_two_records_is_asked_again() -> None:
    state = having(facility("A"), facility("B"))
    made = plan(sheet(facility("X")), state)
    both = {q.question_id: Answer.SAME for q in made.questions}
    again = plan(sheet(facility("X")), state, answers=both)
    assert len(again.open_questions) == 2
    assert {i.code for i in again.issues} == {"same_as_two"}
    assert records(again) == {}


def test_once_a_row_is_one_record_the_other_question_falls_away() -> None:
    state = having(facility("A"), facility("B"))
    first, _ = plan(sheet(facility("X", note="新")), state).questions
    made = plan(sheet(facility("X", note="新")), state, answers={first.question_id: Answer.SAME})
    assert made.ready
    assert list(records(made)) == ["A"]


def test_a_question_keeps_its_id_whatever_the_order_of_the_rows() -> None:
    one, other = facility("A"), facility("B")
    assert [q.question_id for q in plan(sheet(one, other)).questions] == [
        q.question_id for q in plan(sheet(other, one)).questions
    ]


def test_rows_with_an_open_question_are_neither_added_nor_changed_yet() -> None:
    rows = sheet(facility("X"), facility("Y", "容县托养中心"))
    made = plan(rows, having(facility("A")))
    assert [e.record_id for e in made.edits()] == ["Y"]


# Rows left out


def test_a_row_left_out_stands_against_declarations_like_an_unread_one() -> None:
    made = answered(sheet(facility("X")), having(facility("A")), Answer.SKIP)
    (edit,) = made.edits()
    assert (edit.table, edit.after.row) == ("unread_rows", 2)
    assert edit.after.facility_type is FacilityType.REHABILITATION


def test_a_row_left_out_that_has_functions_stands_against_every_type() -> None:
    row = facility("X", functions=frozenset({Function.CARE}))
    (edit,) = answered(sheet(row), having(facility("A")), Answer.SKIP).edits()
    assert edit.after.facility_type is None


def test_unread_rows_and_rows_left_out_are_kept_side_by_side() -> None:
    rows = sheet(facility("X"), unread=[UnreadRow(9, RONG, CARE)])
    made = answered(rows, having(facility("A")), Answer.SKIP)
    assert sorted(e.after.row for e in made.edits()) == [2, 9]


# Answers are remembered


@pytest.mark.parametrize("answer", [Answer.SAME, Answer.DIFFERENT])
def test_an_answer_is_not_asked_for_again(answer: Answer) -> None:
    state = after(PUBLISHED, answered(sheet(school()), PUBLISHED, answer).edits())
    made = plan(sheet(school()), state)
    assert (made.open_questions, made.edits()) == ((), ())


def test_an_answer_that_it_is_the_same_outlives_a_new_name() -> None:
    state = after(PUBLISHED, answered(sheet(school()), PUBLISHED, Answer.SAME).edits())
    renamed = facility(SCHOOL, "玉林市启智学校", YUZHOU, kind=FacilityType.SPECIAL_SCHOOL)
    state = after(state, plan(sheet(renamed), state).edits())
    made = plan(sheet(school()), state)
    assert [(q.kind, q.remembered) for q in made.questions] == [
        (QuestionKind.ANSWERED_BEFORE, True)
    ]
    assert list(records(made)) == [SCHOOL]


def test_a_remembered_answer_can_be_changed() -> None:
    state = after(PUBLISHED, answered(sheet(school()), PUBLISHED, Answer.SAME).edits())
    (question,) = plan(sheet(school()), state).questions
    made = plan(sheet(school()), state, answers={question.question_id: Answer.DIFFERENT})
    assert list(records(made)) == ["F-1"]
    (remembered,) = records(made, "import_answers").values()
    assert remembered == ImportAnswer(
        question.question_id, YUZHOU, "F-1", SCHOOL, Answer.DIFFERENT, "容县残疾人联合会"
    )


def test_leaving_a_row_out_is_not_remembered() -> None:
    state = after(PUBLISHED, answered(sheet(school()), PUBLISHED, Answer.SKIP).edits())
    assert len(plan(sheet(school()), state).open_questions) == 1


@pytest.mark.parametrize("kind", QuestionKind)
def test_every_kind_of_question_has_its_words_in_both_languages(kind: QuestionKind) -> None:
    assert QUESTION_WORDS[kind].zh
    assert QUESTION_WORDS[kind].en


def test_the_published_school_is_one_of_the_city_without_a_county() -> None:
    record = PUBLISHED.tables["facilities"][SCHOOL].record
    assert (record.city_code, record.county_code) == (YULIN, "")

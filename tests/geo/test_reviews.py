"""A review goes from 待确认 to its close by the allowed steps and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.codec import from_json, to_json
from geo.reviews import (
    CLOSED,
    OPEN_DISPUTE,
    OPINION_WORDS,
    REVIEW_WORDS,
    ForbiddenStepError,
    IncompleteStepError,
    Opinion,
    Review,
    ReviewState,
    answer,
    decide,
    put_again,
    review_id_of,
    take_up,
    withdraw,
)

DAY = date(2026, 3, 1)
BODY, CITY = "容县残联", "玉林市残工委"
A, D, U, C, X = (
    ReviewState.AWAITING,
    ReviewState.DISPUTED,
    ReviewState.UNDER_REVIEW,
    ReviewState.CONFIRMED,
    ReviewState.DECIDED,
)
Step = Callable[[Review], Review]


def review(state: ReviewState = A, **more: object) -> Review:
    made = Review(
        review_id_of("450921", "yulin.x", date(2025, 12, 31)),
        "450921",
        "yulin.x",
        date(2025, 12, 31),
        state,
        deadline=DAY,
        verdict="pending",
        run_id="r1",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _put(verdict: str) -> Step:
    return lambda r: put_again(r, deadline=DAY, issued_on=DAY, run_id="r2", verdict=verdict)


STEPS: dict[str, Step] = {
    "agree": lambda r: answer(r, Opinion.AGREED, body=BODY, answered_on=DAY),
    "dispute": lambda r: answer(
        r, Opinion.DISPUTED, body=BODY, answered_on=DAY, objection="已建成", proof="照片"
    ),
    "withdraw": lambda r: withdraw(r, body=BODY, answered_on=DAY),
    "take up": take_up,
    "decide": lambda r: decide(
        r, outcome="认定已建成", body=CITY, document="〔2026〕3号", decided_on=DAY
    ),
    "put again, the same": _put("pending"),
    "put again, another verdict": _put("met"),
}
NO = None
TABLE: dict[str, tuple[ReviewState | None, ...]] = {
    # from:                       A  D  U  C  X
    "agree": (C, C, C, NO, NO),
    "dispute": (D, D, U, NO, NO),
    "withdraw": (NO, C, C, NO, NO),
    "take up": (NO, U, NO, NO, NO),
    "decide": (NO, NO, X, NO, NO),
    "put again, the same": (A, D, U, C, X),
    "put again, another verdict": (A, D, U, A, A),
}
CASES = [
    (step, before, after)
    for step, row in TABLE.items()
    for before, after in zip((A, D, U, C, X), row, strict=True)
]


@pytest.mark.parametrize(("step", "before", "after"), CASES)
def test_a_step_leads_where_the_table_says_or_is_refused(
    step: str, before: ReviewState, after: ReviewState | None
) -> None:
    if after is not None:
        assert STEPS[step](review(before)).state is after
        return
    with pytest.raises(ForbiddenStepError) as refused:
        STEPS[step](review(before))
    assert refused.value.text.zh
    assert refused.value.text.en


def test_every_step_and_state_is_in_the_table() -> None:
    assert TABLE.keys() == STEPS.keys()
    assert {before for _, before, _ in CASES} == set(ReviewState)


@given(st.lists(st.sampled_from(sorted(STEPS))))
def test_only_a_new_sheet_moves_a_closed_review(names: list[str]) -> None:
    held = review()
    for name in names:
        try:
            after = STEPS[name](held)
        except ForbiddenStepError:
            after = held
        if held.state in CLOSED and after != held:
            assert name.startswith("put again")
            assert after.verdict != held.verdict
            assert after.state is A
        assert (after.review_id, after.county_code) == (held.review_id, held.county_code)
        held = after


@given(st.lists(st.sampled_from(sorted(STEPS))))
def test_a_dispute_always_has_a_reason_and_a_decision_its_paper(names: list[str]) -> None:
    held = review()
    for name in names:
        try:
            held = STEPS[name](held)
        except ForbiddenStepError:
            continue
        if held.state in OPEN_DISPUTE:
            assert held.objection
            assert held.body
        if held.state is X:
            assert held.outcome
            assert held.decided_by
            assert held.document


def test_a_withdrawn_objection_stays_readable() -> None:
    after = STEPS["withdraw"](STEPS["dispute"](review()))
    assert after.withdrawn
    assert after.objection == "已建成"


def test_a_confirmation_without_an_objection_withdraws_nothing() -> None:
    assert not STEPS["agree"](review()).withdrawn


def test_a_restated_objection_replaces_its_reason_and_keeps_the_state() -> None:
    taken = take_up(STEPS["dispute"](review()))
    after = answer(
        taken, Opinion.DISPUTED, body=BODY, answered_on=DAY, objection="补充", proof="批复"
    )
    assert (after.state, after.objection, after.proof) == (U, "补充", "批复")


def test_a_measured_value_that_differs_opens_a_closed_review_again() -> None:
    closed = review(C, measured=1.0)
    again = put_again(
        closed, deadline=DAY, issued_on=DAY, run_id="r2", verdict="pending", measured=2.0
    )
    assert (again.state, again.measured) == (A, 2.0)


def test_opening_a_closed_review_again_lets_go_what_was_said() -> None:
    closed = review(X, objection="已建成", body=BODY, outcome="认定", document="号")
    again = STEPS["put again, another verdict"](closed)
    assert (again.body, again.objection, again.outcome, again.document) == ("", "", "", "")


def test_an_awaiting_review_takes_the_new_deadline_and_run() -> None:
    later = date(2026, 4, 1)
    again = put_again(review(), deadline=later, issued_on=DAY, run_id="r9", verdict="pending")
    assert (again.deadline, again.run_id, again.issued_on) == (later, "r9", DAY)


@pytest.mark.parametrize("lacking", ["outcome", "body", "document"])
def test_a_decision_without_its_outcome_body_or_paper_is_refused(lacking: str) -> None:
    said = {"outcome": "认定", "body": CITY, "document": "号", lacking: "  "}
    with pytest.raises(IncompleteStepError):
        decide(review(U), decided_on=DAY, **said)


def test_an_objection_without_a_reason_is_refused() -> None:
    with pytest.raises(IncompleteStepError):
        answer(review(), Opinion.DISPUTED, body=BODY, answered_on=DAY, objection=" ")


def test_an_answer_without_a_body_is_refused() -> None:
    with pytest.raises(IncompleteStepError):
        answer(review(), Opinion.AGREED, body="", answered_on=DAY)


def test_every_state_and_opinion_has_its_words() -> None:
    assert REVIEW_WORDS.keys() == set(ReviewState)
    assert OPINION_WORDS.keys() == set(Opinion)


def test_a_review_comes_back_from_the_register_whole() -> None:
    held = review(X, measured=1.0, issued_on=DAY, decided_by=CITY, decided_on=DAY)
    assert from_json(Review, to_json(held)) == held


def test_a_review_recorded_before_the_new_fields_is_still_read() -> None:
    old = {
        "review_id": "v",
        "county_code": "450921",
        "requirement_id": "yulin.x",
        "as_of": "2025-12-31",
    }
    assert from_json(Review, old).measured is None

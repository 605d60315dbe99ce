"""What a check sheet that comes back does to the reviews on record, and what it never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.issues import Severity
from geo.reading.replies import Reply
from geo.register.answering import place_of_body
from geo.register.replying import reply_edits
from geo.register.state import Held, RegisterState
from geo.register.store import Register
from geo.reviews import (
    CLOSED,
    Opinion,
    Review,
    ReviewState,
    review_id_of,
)
from tests.register.said import change

AS_OF, TODAY, DUE = date(2025, 12, 31), date(2026, 3, 10), date(2026, 3, 31)
RONG = "450921"
COUNTY, BUREAU = "容县残联", "容县教育局"
KEY = review_id_of(RONG, "yulin.x", AS_OF)


def reply(opinion: Opinion | None = Opinion.AGREED, **more: Any) -> Reply:
    said: dict[str, Any] = {"run_id": "r1", "verdict": "pending", "row": 9} | more
    return Reply(KEY, RONG, "yulin.x", AS_OF, opinion, **said)


def dispute(reason: str = "已建成", **more: Any) -> Reply:
    return reply(Opinion.DISPUTED, objection=reason, **more)


def review(state: ReviewState = ReviewState.AWAITING, **more: Any) -> Review:
    usual: dict[str, Any] = {"deadline": DUE, "verdict": "pending", "run_id": "r1"}
    return Review(KEY, RONG, "yulin.x", AS_OF, state, **(usual | more))


def state(*reviews: Review, version: int = 3) -> RegisterState:
    return RegisterState(7, {"reviews": {r.review_id: Held(r, version) for r in reviews}})


def outcome(
    said: Reply, before: Review | None = None, **more: Any
) -> tuple[Review | None, list[str]]:
    """The review the reply leaves to be written, none when nothing is, and the issues."""
    held = state(before) if before else state()
    usual: dict[str, Any] = {"answered_on": TODAY, "body": COUNTY}
    edits, issues = reply_edits([said], held, **(usual | more))
    return (edits[0].after if edits else None), [i.code for i in issues]


def test_agreement_confirms_the_finding() -> None:
    after, issues = outcome(reply(), review())
    assert after is not None
    assert (after.state, after.body, after.answered_on) == (ReviewState.CONFIRMED, COUNTY, TODAY)
    assert issues == []


def test_an_objection_opens_a_dispute_with_its_reason_and_proof() -> None:
    after, issues = outcome(dispute(proof="批复"), review())
    assert after is not None
    assert (after.state, after.objection, after.proof) == (ReviewState.DISPUTED, "已建成", "批复")
    assert issues == []


def test_the_body_on_the_sheet_goes_before_the_senders() -> None:
    after, _ = outcome(reply(body=BUREAU), review())
    assert after is not None
    assert after.body == BUREAU


def test_no_opinion_changes_nothing_and_says_so() -> None:
    assert outcome(reply(None), review()) == (None, ["reply_empty"])


@pytest.mark.parametrize("closed", sorted(CLOSED))
def test_a_closed_review_is_not_changed_by_a_reply(closed: ReviewState) -> None:
    after, issues = outcome(dispute(), review(closed))
    assert after is None
    assert issues == ["review_closed"]


def test_the_same_sheet_a_second_time_changes_nothing() -> None:
    first, _ = outcome(dispute(), review())
    assert outcome(dispute(), first) == (None, [])


def test_a_confirmed_finding_confirmed_again_is_only_noted() -> None:
    first, _ = outcome(reply(), review())
    assert outcome(reply(), first) == (None, ["review_closed_alike"])


def test_agreement_while_disputed_withdraws_the_objection() -> None:
    first, _ = outcome(dispute(), review())
    after, _ = outcome(reply(), first)
    assert after is not None
    assert (after.state, after.withdrawn) == (ReviewState.CONFIRMED, True)


def test_an_older_sheet_with_the_same_verdict_is_taken_with_a_notice() -> None:
    after, issues = outcome(reply(run_id="r0"), review())
    assert after is not None
    assert after.state is ReviewState.CONFIRMED
    assert issues == ["reply_to_older_sheet"]


def test_an_older_sheet_with_another_verdict_confirms_that_one_only() -> None:
    after, issues = outcome(reply(run_id="r0", verdict="unmet"), review(measured=1.0))
    assert after is not None
    assert (after.verdict, after.run_id, after.measured) == ("unmet", "r0", None)
    assert issues == ["reply_to_older_verdict"]


def test_a_review_never_recorded_is_made_from_the_sheet() -> None:
    after, issues = outcome(reply())
    assert after is not None
    assert (after.state, after.verdict, after.deadline) == (ReviewState.CONFIRMED, "pending", None)
    assert issues == ["review_made"]


def test_an_answer_after_the_deadline_is_taken_and_noted() -> None:
    after, issues = outcome(reply(), review(), answered_on=date(2026, 4, 1))
    assert after is not None
    assert issues == ["reply_late"]


def test_an_answer_on_the_deadline_is_in_time() -> None:
    assert outcome(reply(), review(), answered_on=DUE)[1] == []


def test_another_countys_sheet_is_not_taken() -> None:
    told = (None, ["reply_of_another_county"])
    assert outcome(reply(), review(), body="陆川县残疾人联合会") == told
    assert outcome(reply(body=COUNTY), review(), body="陆川县残疾人联合会") == told


@pytest.mark.parametrize("body", ["未注明单位", "某市残联", ""])
def test_a_sender_whose_place_is_not_told_answers_for_no_county(body: str) -> None:
    assert outcome(reply(body=COUNTY), review(), body=body) == (None, ["reply_of_unknown_place"])


def test_another_citys_body_hands_in_no_sheet() -> None:
    told = (None, ["reply_of_another_county"])
    assert outcome(reply(body=COUNTY), review(), body="柳州市残联") == told


@pytest.mark.parametrize("body", ["玉林市残疾人联合会", "广西壮族自治区残联"])
def test_a_sheet_handed_in_from_above_is_answered_by_the_body_written_on_it(body: str) -> None:
    after, issues = outcome(reply(body=BUREAU), review(), body=body)
    assert after is not None
    assert (after.body, issues) == (BUREAU, [])


def test_from_above_a_sheet_that_names_no_body_is_left_out_in_words() -> None:
    assert outcome(reply(), review(), body="玉林市残联") == (None, ["reply_without_body"])


@pytest.mark.parametrize("written", ["博白县残联", "玉林市残联"])
@pytest.mark.parametrize("sender", [COUNTY, "玉林市残联"])
def test_a_sheet_signed_by_no_body_of_the_county_is_left_out(written: str, sender: str) -> None:
    told = (None, ["reply_of_another_body"])
    assert outcome(reply(body=written), review(), body=sender) == told


def test_a_body_is_of_the_place_its_name_begins_with() -> None:
    bodies = {
        "玉林市容县教育局": RONG,
        "北流市残联": "450981",
        "柳州市柳江区残联": "450206",
        "融水苗族自治县残联": "450225",
        "玉林市残疾人联合会": "450900",
        "广西壮族自治区残联": "450000",
        "测试县残联": None,
    }
    assert {body: place_of_body(body) for body in bodies} == bodies


def test_an_edit_is_based_on_the_version_the_register_holds() -> None:
    edits, _ = reply_edits([reply()], state(review()), answered_on=TODAY, body=COUNTY)
    assert [e.version for e in edits] == [3]


def test_several_rows_of_one_kind_are_one_issue_that_names_them() -> None:
    silent = [replace(reply(None), review_id=f"v{n}", row=n) for n in (9, 10, 12)]
    _, issues = reply_edits(silent, state(), answered_on=TODAY, body=COUNTY)
    assert [i.severity for i in issues] == [Severity.NOTICE]
    assert "第 9、10、12 行" in issues[0].what.zh


@given(
    st.lists(st.sampled_from([reply(None), reply(), dispute(), dispute("又一个理由")]), max_size=6),
    st.sampled_from([None, *ReviewState]),
)
def test_replies_alone_never_open_a_closed_review(
    said: list[Reply], start: ReviewState | None
) -> None:
    held = review(start, objection="x") if start else None
    for one in said:
        after, _ = outcome(one, held)
        if held is not None and held.state in CLOSED:
            assert after is None
        held = after or held


def test_what_comes_out_is_written_to_the_register_whole(register: Register) -> None:
    edits, _ = reply_edits(
        [dispute(proof="批复")], register.state(), answered_on=TODAY, body=COUNTY
    )
    register.commit(change(body=COUNTY), edits)
    held = register.state().records("reviews")
    assert held == tuple(e.after for e in edits)
    assert register.state().layers.reviews == held

"""A round of check sheets makes one review for every finding on them, and loses no answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.report.report import TrialResultError
from analysis.requirements.findings import Assessment
from analysis.reviewing import asked_of, county_progress, issue_reviews, open_elsewhere
from geo.layers import MixedDataError
from geo.register.changes import Edit
from geo.register.state import Held, RegisterState
from geo.reviews import Opinion, Review, ReviewState, answer, take_up
from tests.reading.check_sheets import BODY, THREE, Filled, sheet_of
from tests.report.real_plans import (
    AS_OF,
    BOBAI,
    RONGXIAN,
    YUZHOU,
    assess,
    declared,
    layers,
    plans,
    published,
)
from tests.report.real_plans import THREE as TYPES

DUE, OUT = date(2026, 3, 31), date(2026, 3, 1)


def state(reviews: Iterable[Review] = ()) -> RegisterState:
    return RegisterState(1, {"reviews": {r.review_id: Held(r, 1) for r in reviews}})


def issue(
    held: Iterable[Review] = (), assessment: Assessment | None = None, **more: Any
) -> tuple[Edit, ...]:
    usual: dict[str, Any] = {"county_codes": [RONGXIAN], "deadline": DUE, "issued_on": OUT}
    return issue_reviews(plans(), assessment or published()[1], state(held), **(usual | more))


def reviews(edits: Iterable[Edit]) -> list[Review]:
    return [e.after for e in edits]


def three(made: Iterable[Review]) -> Review:
    return next(r for r in made if r.requirement_id == THREE)


def confirmed(review: Review) -> Review:
    return answer(review, Opinion.AGREED, body=BODY, answered_on=OUT)


def disputed(review: Review) -> Review:
    return answer(review, Opinion.DISPUTED, body=BODY, answered_on=OUT, objection="已建成")


def test_every_finding_on_the_sheet_gets_a_review_and_nothing_else_does() -> None:
    records, assessment = published()
    on_sheet = set(Filled(sheet_of(records, assessment)).rows)
    assert {r.requirement_id for r in reviews(issue())} == on_sheet


def test_a_review_remembers_day_run_verdict_and_deadline() -> None:
    made = three(reviews(issue()))
    run = published()[1].run_id
    assert (made.as_of, made.run_id, made.verdict) == (AS_OF, run, "pending")
    assert (made.state, made.deadline, made.issued_on) == (ReviewState.AWAITING, DUE, OUT)


def test_the_verdict_of_the_review_is_the_one_in_the_sheets_key() -> None:
    sheet = Filled(sheet_of(*published()))
    key = sheet.column["核对标识五"]
    shown = {name: sheet.sheet.cell(row, key).value for name, row in sheet.rows.items()}
    assert {r.requirement_id: r.verdict for r in reviews(issue())} == shown


def test_the_same_round_twice_changes_nothing() -> None:
    assert issue(reviews(issue())) == ()


def test_a_later_deadline_reaches_only_those_that_wait() -> None:
    made = reviews(issue())
    held = [disputed(r) if r.requirement_id == THREE else r for r in made]
    again = issue(held, deadline=DUE + timedelta(days=7))
    assert THREE not in {e.after.requirement_id for e in again}
    assert {e.after.deadline for e in again} == {DUE + timedelta(days=7)}
    assert len(again) == len(made) - 1


def test_a_dispute_that_is_open_keeps_its_state_whatever_the_new_verdict() -> None:
    held = [take_up(disputed(r)) for r in reviews(issue())]
    changed = assess(layers(completeness=declared(RONGXIAN, *TYPES)))
    assert issue(held, changed) == ()


def test_a_confirmed_finding_is_not_put_again_while_it_stays_the_same() -> None:
    held = [confirmed(r) for r in reviews(issue())]
    assert issue(held, deadline=DUE + timedelta(days=7)) == ()


def test_a_confirmed_finding_is_put_again_when_its_verdict_changed() -> None:
    held = [confirmed(r) for r in reviews(issue())]
    changed = assess(layers(completeness=declared(RONGXIAN, *TYPES)))
    again = three(reviews(issue(held, changed)))
    assert (again.state, again.verdict) == (ReviewState.AWAITING, "unmet")


def test_a_confirmed_finding_is_put_again_when_its_measured_value_changed() -> None:
    asked = {a.requirement_id: a for a in asked_of(plans(), published()[1], RONGXIAN)}
    held = [confirmed(replace(r, measured=99.0)) for r in reviews(issue())]
    again = reviews(issue(held))
    assert {r.requirement_id: r.measured for r in again} == {
        name: a.measured for name, a in asked.items()
    }


def test_an_edit_is_based_on_the_version_on_record() -> None:
    made = reviews(issue())
    assert {e.version for e in issue()} == {0}
    assert {e.version for e in issue(made, deadline=DUE + timedelta(days=1))} == {1}


def test_a_trial_is_never_put_to_a_county() -> None:
    assessment = published()[1]
    tried = replace(assessment, findings=tuple(replace(f, trial=True) for f in assessment.findings))
    with pytest.raises(TrialResultError):
        issue(assessment=tried)


def test_a_demonstration_is_never_recorded() -> None:
    with pytest.raises(MixedDataError):
        issue(assessment=replace(published()[1], demonstration=True))


def test_a_deadline_before_the_day_of_issue_is_refused() -> None:
    with pytest.raises(ValueError, match="deadline"):
        issue(deadline=OUT - timedelta(days=1))


def progress(made: Iterable[Review], today: date = DUE) -> Any:
    return county_progress(made, [BOBAI, RONGXIAN, YUZHOU], AS_OF, today)


def test_counties_stand_in_code_order_whatever_they_answered() -> None:
    made = reviews(issue(county_codes=[BOBAI, RONGXIAN]))
    assert [p.county_code for p in progress(made)] == [YUZHOU, RONGXIAN, BOBAI]


def test_a_county_without_a_sheet_is_not_asked_and_not_late() -> None:
    found = progress(reviews(issue()), DUE + timedelta(days=9))[0]
    assert (found.issued, found.silent, found.late_days) == (False, False, 0)


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1), (10, 10)])
def test_a_county_is_late_from_the_day_after_its_deadline(days: int, late: int) -> None:
    found = progress(reviews(issue()), DUE + timedelta(days=days))[1]
    assert found.late_days == late


def test_a_county_that_answered_everything_is_complete_and_never_late() -> None:
    held = [confirmed(r) for r in reviews(issue())]
    found = progress(held, DUE + timedelta(days=30))[1]
    assert (found.complete, found.late_days, found.deadline) == (True, 0, DUE)


def test_answers_disputes_and_those_taken_up_are_counted_apart() -> None:
    first, second, third, *rest = reviews(issue())
    held = [confirmed(first), disputed(second), take_up(disputed(third)), *rest]
    found = progress(held)[1]
    assert (found.answered, found.disputed, found.under_review) == (3, 1, 1)
    assert found.asked == len(held)
    assert not found.silent


def test_reviews_of_another_day_are_counted_apart() -> None:
    other = [replace(r, as_of=date(2024, 12, 31)) for r in reviews(issue())]
    assert not progress(other)[1].issued
    assert open_elsewhere(other, [RONGXIAN], AS_OF) == len(other)
    assert open_elsewhere([confirmed(r) for r in other], [RONGXIAN], AS_OF) == 0

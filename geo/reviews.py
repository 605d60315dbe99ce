"""核对: what a county says to a finding, and how a dispute is closed.

One review is one finding put to one county: 待确认 until it answers, then 已确认, or 有异议, taken
up as 复核中 and closed as 复核认定. A closed review stays until the finding is put to the county
again. Every step is a function from a review to a review; nothing else changes one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from geo.text import Text


class ReviewState(StrEnum):
    """How far a review is."""

    AWAITING = "awaiting"
    DISPUTED = "disputed"
    UNDER_REVIEW = "under_review"
    CONFIRMED = "confirmed"
    DECIDED = "decided"


REVIEW_WORDS: dict[ReviewState, Text] = {
    ReviewState.AWAITING: Text("待确认", "Awaiting confirmation"),
    ReviewState.DISPUTED: Text("有异议", "Disputed"),
    ReviewState.UNDER_REVIEW: Text("复核中", "Under review"),
    ReviewState.CONFIRMED: Text("已确认", "Confirmed"),
    ReviewState.DECIDED: Text("复核认定", "Decided on review"),
}
OPEN_DISPUTE = frozenset({ReviewState.DISPUTED, ReviewState.UNDER_REVIEW})
"""States in which a finding is disputed wherever it is shown."""
CLOSED = frozenset({ReviewState.CONFIRMED, ReviewState.DECIDED})
"""States that only a new check sheet opens again."""


class Opinion(StrEnum):
    """What a county says to a finding 县级意见."""

    AGREED = "agreed"
    DISPUTED = "disputed"


OPINION_WORDS: dict[Opinion, Text] = {
    Opinion.AGREED: Text("无异议", "Agreed"),
    Opinion.DISPUTED: Text("有异议", "Disputed"),
}


@dataclass(frozen=True, slots=True)
class Review:
    """One finding put to one county 核对确认单.

    ``verdict`` is the one on the sheet (as the sheet's symbol, with ``measured`` in the finding's
    unit, None not known), ``as_of`` its day, ``run_id`` its assessment. ``deadline`` is the last
    day to answer, ``issued_on`` the day the sheet went out (None: never recorded). ``body`` is the
    organisation that answered, ``outcome`` what the review decided, ``decided_by`` which
    organisation decided it, ``document`` on which paper.
    """

    review_id: str
    county_code: str
    requirement_id: str
    as_of: date
    state: ReviewState = ReviewState.AWAITING
    deadline: date | None = None
    verdict: str = ""
    run_id: str = ""
    body: str = ""
    answered_on: date | None = None
    objection: str = ""
    proof: str = ""
    outcome: str = ""
    document: str = ""
    measured: float | None = None
    issued_on: date | None = None
    decided_by: str = ""
    decided_on: date | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether the county disputed the finding and then took that back."""
        return self.state is ReviewState.CONFIRMED and bool(self.objection)


class ReviewStepError(ValueError):
    """A step that can't be taken; ``text`` says to the reader why, and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class ForbiddenStepError(ReviewStepError):
    """The review is not in a state from which this step leads on."""


class IncompleteStepError(ReviewStepError):
    """What the step must say is missing: a reason, a body, a document."""


def review_id_of(county_code: str, requirement_id: str, as_of: date) -> str:
    """The id of the review of one finding by one county: the same for every sheet of that day."""
    return f"review-{county_code}-{requirement_id}-{as_of.isoformat()}"


def answer(
    review: Review,
    opinion: Opinion,
    *,
    body: str,
    answered_on: date,
    objection: str = "",
    proof: str = "",
) -> Review:
    """The review with the county's answer.

    待确认 becomes 已确认 or 有异议. While a dispute is open, 无异议 withdraws it; 有异议 restates
    it: the reason and the proof are replaced, the state stays. Raises IncompleteStepError for
    an objection without a reason or an answer without a body, ForbiddenStepError when closed.
    """
    if review.state in CLOSED:
        raise ForbiddenStepError(_closed(review))
    _need(body, Text("填报单位", "the body that answers"))
    if opinion is Opinion.AGREED:
        return replace(
            review, state=ReviewState.CONFIRMED, body=body.strip(), answered_on=answered_on
        )
    _need(objection, Text("异议理由", "the reason for the objection"))
    state = ReviewState.DISPUTED if review.state is ReviewState.AWAITING else review.state
    return replace(
        review,
        state=state,
        body=body.strip(),
        answered_on=answered_on,
        objection=objection.strip(),
        proof=proof.strip(),
    )


def withdraw(review: Review, *, body: str, answered_on: date) -> Review:
    """有异议 or 复核中 → 已确认: the county takes its objection back, which stays readable.

    Raises ForbiddenStepError when no dispute is open, IncompleteStepError without a body.
    """
    if review.state not in OPEN_DISPUTE:
        raise ForbiddenStepError(_forbidden(review, Text("撤回异议", "withdraw the objection")))
    return answer(review, Opinion.AGREED, body=body, answered_on=answered_on)


def take_up(review: Review) -> Review:
    """有异议 → 复核中. Raises ForbiddenStepError from any other state."""
    if review.state is not ReviewState.DISPUTED:
        raise ForbiddenStepError(_forbidden(review, Text("转入复核", "take it up")))
    return replace(review, state=ReviewState.UNDER_REVIEW)


def decide(review: Review, *, outcome: str, body: str, document: str, decided_on: date) -> Review:
    """复核中 → 复核认定, with what was decided, by which body, on which document.

    Raises ForbiddenStepError from any other state, IncompleteStepError when one of them is empty.
    """
    if review.state is not ReviewState.UNDER_REVIEW:
        raise ForbiddenStepError(_forbidden(review, Text("作出复核认定", "decide it")))
    _need(outcome, Text("认定意见", "what was decided"))
    _need(body, Text("认定单位", "the body that decided"))
    _need(document, Text("文号或会议纪要", "the document"))
    return replace(
        review,
        state=ReviewState.DECIDED,
        outcome=outcome.strip(),
        decided_by=body.strip(),
        document=document.strip(),
        decided_on=decided_on,
    )


def put_again(
    review: Review,
    *,
    deadline: date,
    issued_on: date,
    run_id: str,
    verdict: str,
    measured: float | None = None,
) -> Review:
    """The review as a new check sheet leaves it.

    待确认 takes the new deadline, run and verdict. An open dispute stays as it is: it is about the
    finding disputed. A closed review is opened again, 待确认, when the verdict or the measured
    value is another than the one closed, else it stays; what was said is in the history.
    """
    if review.state in OPEN_DISPUTE:
        return review
    if review.state in CLOSED and (review.verdict, review.measured) == (verdict, measured):
        return review
    return Review(
        review.review_id,
        review.county_code,
        review.requirement_id,
        review.as_of,
        deadline=deadline,
        verdict=verdict,
        run_id=run_id,
        measured=measured,
        issued_on=issued_on,
    )


def _need(said: str, what: Text) -> None:
    if not said.strip():
        raise IncompleteStepError(Text(f"请填写{what.zh}。", f"Say {what.en}."))


def _closed(review: Review) -> Text:
    word = REVIEW_WORDS[review.state]
    return Text(
        f"这一项“{word.zh}”，核对已经办结，不再变动；如情况有变，请重新下发核对确认单。",
        f"This review is closed (“{word.en}”) and no longer changes; if things have changed, put"
        " the finding to the county again with a new check sheet.",
    )


def _forbidden(review: Review, step: Text) -> Text:
    if review.state in CLOSED:
        return _closed(review)
    word = REVIEW_WORDS[review.state]
    return Text(
        f"这一项现为“{word.zh}”，不能{step.zh}。",
        f"This review is “{word.en}”: you can’t {step.en}.",
    )

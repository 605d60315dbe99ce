"""核对: what a county says to a finding, and how a dispute is closed.

One review is one finding put to one county: 待确认 until it answers, then 已确认, or 有异议, taken
up as 复核中 and closed as 复核认定. A closed review stays; a new check sheet opens a new one.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Review:
    """One finding put to one county 核对确认单.

    ``verdict`` is the one on the sheet, ``as_of`` its day, ``run_id`` its assessment.
    ``deadline`` is the last day to answer. ``body`` is the organisation that answered,
    ``outcome`` and ``document`` what the review decided and on which paper.
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

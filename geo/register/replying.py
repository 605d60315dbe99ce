"""What the replies of a check sheet do to the reviews on record: edits, and what must be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from geo.issues import DataIssue
from geo.reading.replies import Reply
from geo.register.answering import is_above, may_answer, place_of_body
from geo.register.changes import Edit
from geo.register.reply_issues import (
    Say,
    another_body,
    closed,
    confirmed_already,
    late,
    never_recorded,
    no_body,
    older_sheet,
    older_verdict,
    other_county,
    place_unknown,
    unanswered,
)
from geo.register.state import RegisterState
from geo.reviews import CLOSED, Opinion, Review, ReviewState, answer

REVIEWS = "reviews"


def reply_edits(
    replies: Iterable[Reply],
    state: RegisterState,
    *,
    answered_on: date,
    body: str,
) -> tuple[tuple[Edit, ...], tuple[DataIssue, ...]]:
    """The edits that record what counties say, and what the reader must know of the rest.

    ``body`` is the organisation that hands the sheet in. A county's body answers for its own
    county only, and where the sheet names no body it is the one that answers; a city's or the
    region's may hand in any sheet of its counties, and the body written there answers. A reply
    without an opinion changes nothing; so does one to a closed review, or of another county or
    body, with an issue. A review
    that was never recorded is made. An answer that is on record already is no edit. Pure: the
    same replies and state give the same edits. Raises IncompleteStepError without any body.
    """
    held = {r.review_id: r for r in state.records(REVIEWS)}
    edits: list[Edit] = []
    noted: dict[tuple[str, str], tuple[Say, list[Reply]]] = {}

    def note(say: Say, reply: Reply) -> None:
        noted.setdefault((say.__name__, reply.sheet), (say, []))[1].append(reply)

    for reply in sorted(replies, key=lambda r: r.review_id):
        before = held.get(reply.review_id)
        if not may_answer(body, reply.county_code):
            note(other_county if place_of_body(body) else place_unknown, reply)
            continue
        if reply.opinion is None:
            note(unanswered, reply)
            continue
        if (why_not := _not_its_word(reply, body)) is not None:
            note(why_not, reply)
            continue
        if before is not None and before.state in CLOSED:
            note(confirmed_already if _says_the_same(before, reply) else closed, reply)
            continue
        if before is not None and before.state is ReviewState.AWAITING:
            if before.run_id != reply.run_id:
                note(older_sheet if before.verdict == reply.verdict else older_verdict, reply)
            if before.deadline is not None and answered_on > before.deadline:
                note(late, reply)
        if before is None:
            note(never_recorded, reply)
        after = _answered(before, reply, answered_on, body)
        if before is None or not _says_the_same(before, reply):
            version = state.version(REVIEWS, reply.review_id)
            edits.append(Edit(REVIEWS, reply.review_id, after, version))
    issues = tuple(say(found) for say, found in noted.values())
    return tuple(edits), issues


def _answered(before: Review | None, reply: Reply, answered_on: date, body: str) -> Review:
    """The review with the answer; one that waited is then about what the county had before it."""
    asked = before or Review(reply.review_id, reply.county_code, reply.requirement_id, reply.as_of)
    if asked.state is ReviewState.AWAITING:
        measured = asked.measured if asked.verdict == reply.verdict else None
        asked = replace(asked, verdict=reply.verdict, run_id=reply.run_id, measured=measured)
    if reply.opinion is None:
        return asked
    return answer(
        asked,
        reply.opinion,
        body=reply.body or body,
        answered_on=answered_on,
        objection=reply.objection,
        proof=reply.proof,
    )


def _says_the_same(review: Review, reply: Reply) -> bool:
    """Whether the review holds this answer already: the sheet came in a second time."""
    if reply.opinion is Opinion.AGREED:
        return review.state is ReviewState.CONFIRMED
    return review.state is not ReviewState.AWAITING and (review.objection, review.proof) == (
        reply.objection,
        reply.proof,
    )


def _not_its_word(reply: Reply, sender: str) -> Say | None:
    """Why the sheet's body, or its lack of one, keeps a reply from being the county's word."""
    if not reply.body:
        return no_body if is_above(sender) else None
    place = place_of_body(reply.body)
    return None if place in (None, reply.county_code) else another_body

"""A file that may be a check sheet coming back: its lists and its replies as one plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geo.reading.reply_form import REPLIES
from geo.reading.result import Reading
from geo.register.answering import may_answer
from geo.register.answers import Answer
from geo.register.changes import Document
from geo.register.differences import field_changes
from geo.register.importing import (
    NO_ANSWERS,
    ChangedRecord,
    ImportPlan,
    RejectedRow,
    plan_import,
)
from geo.register.replying import REVIEWS, reply_edits
from geo.register.state import RegisterState
from geo.register.withdrawals import NONE_WITHDRAWN, Withdrawn


def plan_check_sheet(  # noqa: PLR0913 - what a plan rests on, and the day
    readings: Mapping[str, Reading[Any]],
    state: RegisterState,
    *,
    sender: str,
    document: Document,
    answered_on: date,
    answers: Mapping[str, Answer] = NO_ANSWERS,
    sent_before: Collection[str] = (),
    withdrawn: Mapping[str, Withdrawn] = NONE_WITHDRAWN,
    settles: Collection[str] = (),
) -> ImportPlan:
    """What a file does, as ``plan_import`` says it, with the county's replies among its edits.

    Facilities, declarations and opinions are so one difference and one commit: all or nothing.
    A file without replies is planned as any other; of a refused one nothing is. Which counties'
    sheets ``sender`` may hand in, and who then answers, says ``reply_edits``.
    Raises as ``plan_import`` and ``reply_edits`` do.
    """
    lists = {form_id: r for form_id, r in readings.items() if form_id != REPLIES.form_id}
    plan = plan_import(
        lists,
        state,
        sender=sender,
        document=document,
        answers=answers,
        sent_before=sent_before,
        withdrawn=withdrawn,
        settles=settles,
    )
    reading = readings.get(REPLIES.form_id)
    if reading is None:
        return plan
    issues = (*plan.issues, *reading.issues)
    if plan.refused or reading.refused:
        return ImportPlan(sender, document, issues=issues, refused=True)
    edits, said = reply_edits(reading.records, state, answered_on=answered_on, body=sender)
    held = state.tables.get(REVIEWS, {})
    before = {e.record_id: held[e.record_id].record for e in edits if e.record_id in held}
    changed = tuple(
        ChangedRecord(e, before[e.record_id], e.after, field_changes(before[e.record_id], e.after))
        for e in edits
        if e.record_id in before
    )
    unchanged = Counter(plan.unchanged)
    edited = {e.record_id for e in edits}
    # What was left out, or holds no opinion, is no answer that the register has already.
    unchanged[REVIEWS] += sum(
        reply.opinion is not None
        and reply.review_id in held
        and reply.review_id not in edited
        and may_answer(sender, reply.county_code)
        for reply in reading.records
    )
    return replace(
        plan,
        added=(*plan.added, *(e for e in edits if e.record_id not in before)),
        changed=(*plan.changed, *changed),
        unchanged=dict(unchanged),
        rejected=(
            *plan.rejected,
            *(RejectedRow(REPLIES.form_id, number) for number in reading.rejected),
        ),
        issues=(*issues, *said),
    )

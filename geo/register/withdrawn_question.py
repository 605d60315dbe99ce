"""What is asked of a row that names a facility somebody withdrew: by whom, when and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from geo.reading.row import stable_id
from geo.register.answers import Answer
from geo.register.changes import OFFICE_TIME
from geo.register.likeness import Likeness
from geo.register.questions import SKIP, Choice, Question, QuestionKind, Side, question, reasons
from geo.register.withdrawals import Withdrawn
from geo.text import Text

_CHOICES = (
    Choice(
        Answer.RESTORE,
        Text("恢复：设施确实存在，按这一行恢复台账记录", "Restore it: it exists after all"),
    ),
    Choice(
        Answer.LEAVE_OUT,
        Text("仍不采用：撤回有效，这一行不记入", "Still left out: the withdrawal stands"),
    ),
    Choice(
        Answer.DIFFERENT,
        Text(
            "不是撤回的那个设施：按另一个设施处理",
            "Another facility than the one withdrawn: take the row as that",
        ),
    ),
    SKIP,
)


def ask_about_withdrawn(row: Side, gone: Withdrawn, likeness: Collection[Likeness]) -> Question:
    """Whether a withdrawn facility that a list names again is there after all.

    Withdrawn once more, it is another question: an answer holds for one withdrawal.
    """
    change = gone.by.change
    day = change.recorded_at.astimezone(OFFICE_TIME).date()
    first, second = row.words(), Side(gone.before, None).words()
    because = reasons(likeness, row.facility, gone.before)
    if not likeness:
        because = Text("编号相同", "the same id")
    note = Text(f"说明：“{change.note}”", f"with the note “{change.note}”")
    if not change.note:
        note = Text("没有写明理由", "without a reason")
    why = Text(
        f"{first.zh}与已撤回的{second.zh}：{because.zh}。该设施 {day} 由{change.body}撤回"
        f"（第 {gone.by.change_id} 号变更），{note.zh}。",
        f"{first.en[:1].upper()}{first.en[1:]} and {second.en}, withdrawn: {because.en}. It was"
        f" withdrawn on {day} by {change.body} (change no. {gone.by.change_id}), {note.en}.",
    )
    asked = question(
        QuestionKind.WITHDRAWN_BEFORE, row, Side(gone.before, None, in_register=True), why, _CHOICES
    )
    told_apart = stable_id("Q", asked.question_id, "withdrawn", gone.by.change_id)
    return replace(asked, question_id=told_apart)

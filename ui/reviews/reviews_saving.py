"""Writing reviews: into the register as one change 核对, or what keeps it from going there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from geo.layers import MixedDataError
from geo.reading.bodies import body_problem
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.register.changes import NO_DOCUMENT, OFFICE_TIME, ChangeKind, ConflictError, Document, Edit
from geo.register.errors import RegisterError
from geo.reviews import Review
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.conflict_view import conflict
from ui.language import say, word


def today() -> date:
    """The offices' day: what is overdue is so as of it; of a past register, that day."""
    known_on = state.view().known_on
    return known_on or register_access.now().astimezone(OFFICE_TIME).date()


def why_not() -> Text | None:
    """Why nothing can be sent or decided here, or None."""
    if st.session_state["demonstration"]:
        return Text(
            "演示模式：可以下载核对单看样子，但不登记下发、不记录意见，演示数据不进入台账。",
            "Demonstration: you can download the sheets to look at; nothing is recorded.",
        )
    if state.frozen() is not None:
        return Text(
            "正在查看定稿，只能看、不能下发或复核。要办理，请先回到当前台账。",
            "You are looking at a frozen assessment. To send or decide, go back to the register.",
        )
    if state.view().known_on is not None:
        return Text(
            "正在查看过去某日的台账，只能看、不能下发或复核。要办理，请在“城市、时点与状态”中清空"
            "“台账截至”。",
            "You are looking at the register as it was. To send or decide, empty “Register as it"
            " was on” under “City, date, state”.",
        )
    if not people.can_edit():
        return Text(
            "您是查看人员，可以看进度，不能下发核对单或办理复核。需要办理，请由编辑人员操作。",
            "You are a viewer: you see how far it is; sending and deciding is for editors.",
        )
    return None


def edit_of(after: Review) -> Edit:
    """The edit that writes a review, based on what the register holds now."""
    held = register_access.current()
    version = held.version("reviews", after.review_id)
    return Edit("reviews", after.review_id, after, version)


def refused(*typed: str, body: str) -> Text | None:
    """Why what was typed can't be kept: personal numbers, or a person for a body."""
    if holds_number("|".join(typed)):
        return NO_NUMBERS
    if (wrong := body_problem(body)) is not None:
        return Text(f"没有保存：{wrong.zh}。", f"Not saved: {wrong.en}.")
    return None


def record(
    edits: Sequence[Edit],
    seen: int,
    *,
    body: str = "",
    document: Document = NO_DOCUMENT,
    note: str = "",
) -> bool:
    """Whether the edits are now in the register; if not, the reader has been told why.

    ``seen`` is the register's last change when the reader was shown what they act on: a review
    that somebody changed since is shown, and nothing is written.
    """
    try:
        register_access.refuse_changed_since(seen, edits)
        register_access.write(ChangeKind.REVIEW, edits, body=body, document=document, note=note)
    except ConflictError as error:
        conflict(error)
        return False
    except MixedDataError:
        st.error(
            say(
                "填写的内容以“演示”开头，演示内容不进入台账。没有保存。",
                "What was entered begins with 演示; the demonstration never enters the register."
                " Nothing was saved.",
            )
        )
        return False
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return False
    return True

"""变更记录: every change of the register, what it did, and the way to take it back."""

from __future__ import annotations

import streamlit as st

from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.register.change_notes import in_words
from geo.register.change_search import Asked, count_changes, find_changes
from geo.register.changes import ChangeKind, ConflictError, Recorded
from geo.register.errors import RegisterError
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.components.data_table import data_table
from ui.components.table_types import Column, Kind, Row, Table
from ui.conflict_view import UNDO_REFUSED, conflict
from ui.event_words import (
    TABLE_WORDS,
    document_words,
    event_words,
    kind_words,
    moment,
    record_words,
)
from ui.language import language, say, word
from ui.register import changes_filter

_PAGE = 50
_MOST_EVENTS = 200
_CHOSEN, _BEFORE = "register_change", "register_changes_before"
_ASKED = "register_changes_asked"


def panel() -> None:
    """The filters and the latest changes that fit; or the one the reader opened, with its undo.

    One opened stands alone: below a long list nobody would find it, least of all on a phone.
    """
    register = register_access.register()
    asked = changes_filter.asked(register)
    if (last := st.session_state.get(_ASKED)) != asked:
        st.session_state[_ASKED] = asked
        st.session_state.pop(_BEFORE, None)
        if last is not None:
            _close()
    before: int | None = st.session_state.get(_BEFORE)
    shown = find_changes(register, asked, _PAGE, before)
    chosen = st.session_state.get(_CHOSEN)
    one = next((r for r in shown if r.change_id == chosen), None)
    if one is not None:
        st.button(
            say("返回变更清单", "Back to the list of changes"),
            icon=":material/arrow_back:",
            key="changes_back",
            on_click=_close,
        )
        _head(one)
        _details(one)
        return
    found = count_changes(register, asked)
    data_table(_table(shown, asked, found), language=language(), key="changes_table", on_open=_open)
    with st.container(horizontal=True):
        if before is not None and st.button(say("回到最新", "Back to the latest"), key="newest"):
            st.session_state.pop(_BEFORE)
            st.rerun()
        more = bool(shown) and bool(find_changes(register, asked, 1, shown[-1].change_id))
        if more and st.button(say("更早的变更", "Earlier changes"), key="earlier"):
            st.session_state[_BEFORE] = shown[-1].change_id
            st.rerun()


def _open(row_id: str) -> None:
    st.session_state[_CHOSEN] = int(row_id)


def _close() -> None:
    st.session_state.pop(_CHOSEN, None)


def _head(one: Recorded) -> None:
    """When, how, on whose word and why: what the list says of the change."""
    change, how, note = one.change, word(kind_words(one)), word(in_words(one.change.note))
    said = (moment(change.recorded_at), how, change.body, document_words(one), note)
    # st.text: bodies, papers and notes are what somebody typed, not Markdown.
    st.text(" · ".join(part for part in said if part))


def _table(changes: tuple[Recorded, ...], asked: Asked, found: int) -> Table:
    heading = Text("变更记录（新的在前）", "Changes, latest first")
    empty = Text("台账里还没有变更。", "The register has no change yet.")
    if asked:
        heading = Text(f"查到 {found:,} 次变更（新的在前）", f"{found:,} changes, latest first")
        empty = Text(
            "没有符合的变更。请放宽条件，例如清空“依据”。",
            "No change fits. Ask for less: empty “Document”, for one.",
        )
    return Table(
        label=Text("变更记录", "Changes"),
        heading=heading,
        hint=Text("点编号看改了什么", "Choose a number to see what changed"),
        columns=(
            Column("number", Text("编号", "No."), Kind.BUTTON, width_px=64),
            Column("at", Text("时间", "When"), width_px=140),
            Column("kind", Text("方式", "How"), width_px=100),
            Column("body", Text("单位", "Body"), width_px=180),
            Column("document", Text("依据", "Document")),
            Column("records", Text("记录数", "Records"), Kind.NUMBER, width_px=76),
            Column("note", Text("说明", "Note")),
        ),
        rows=tuple(
            Row(
                str(r.change_id),
                (
                    str(r.change_id),
                    moment(r.change.recorded_at),
                    kind_words(r),
                    r.change.body,
                    document_words(r),
                    r.records,
                    in_words(r.change.note),
                ),
            )
            for r in changes
        ),
        empty=empty,
        stacks=True,
    )


def _details(one: Recorded) -> None:
    number = one.change_id
    events = register_access.register().events_of(number, _MOST_EVENTS)
    rest = one.records - len(events)
    unlisted = Text(f"另有 {rest} 条没有列出。", f"{rest} more are not listed.")
    data_table(
        Table(
            label=Text(f"第 {number} 号变更", f"Change no. {number}"),
            heading=Text(f"第 {number} 号变更：{one.records} 条记录", f"Change no. {number}"),
            columns=(
                Column("table", Text("表", "Table"), width_px=120),
                Column("record", Text("记录", "Record"), width_px=260),
                Column("what", Text("改了什么", "What changed")),
            ),
            rows=tuple(
                Row(
                    f"{e.table}-{e.record_id}",
                    (TABLE_WORDS.get(e.table, e.table), record_words(e), event_words(e)),
                )
                for e in events
            ),
            note=unlisted if rest else None,
            stacks=True,
        ),
        language=language(),
        key="change_events",
    )
    if one.change.kind is ChangeKind.PUBLISHED or not state.can_edit_now():
        return
    with st.form("undo_form", border=False):
        note = st.text_input(
            say("撤销的理由（记入台账）", "Why it is undone (goes on record)"), max_chars=200
        )
        sent = st.form_submit_button(
            say(f"撤销第 {number} 号变更", f"Undo change no. {number}"), icon=":material/undo:"
        )
    st.caption(
        say(
            "撤销也是一次变更：原来的记录和撤销都留在台账里。",
            "An undo is a change of its own: what was recorded and the undo both stay on record.",
        )
    )
    if sent and holds_number(note):
        st.error(word(NO_NUMBERS))
    elif sent:
        _undo(number, note.strip())


def _undo(number: int, note: str) -> None:
    try:
        made = register_access.undo(number, note)
    except ConflictError as error:
        conflict(error, UNDO_REFUSED)
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    st.session_state[_CHOSEN] = made
    st.session_state.pop(_BEFORE, None)
    st.rerun()

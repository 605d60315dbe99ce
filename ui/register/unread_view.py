"""未读行: rows of lists that could not be read, what they hold back, and how one is settled."""

from __future__ import annotations

import streamlit as st

from geo.reading.named_places import county_name
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.register.changes import ChangeKind, ConflictError, Edit
from geo.register.errors import RegisterError
from geo.register.tables import UnreadRecord
from geo.register.unread_import import where_unread
from geo.text import Text
from geo.vocabulary import WORDS
from ui import register_access, state
from ui.access import people
from ui.components.data_table import data_table
from ui.components.table_types import Column, Kind, Row, Table
from ui.conflict_view import conflict
from ui.language import language, say, word, written

_ANY = Text("看不出（各类都暂不采用）", "not told (all types are held back)")
_DONE, _FORM = "unread_settled", "unread_form"


def panel() -> None:
    """The rows that still stand, then the form that says some are settled."""
    told: Text | None = st.session_state.pop(_DONE, None)
    if told is not None:
        st.success(word(told))
    rows: tuple[UnreadRecord, ...] = register_access.current().records("unread_rows")
    rows = tuple(sorted(rows, key=lambda r: (r.county_code, r.sender, r.document, r.row)))
    data_table(_table(rows), language=language(), key="unread_table")
    if rows and state.can_edit_now():
        _form({r.record_id: r for r in rows})


def _table(rows: tuple[UnreadRecord, ...]) -> Table:
    return Table(
        label=Text("未读行", "Rows not read"),
        heading=Text(f"没有读出来、仍保留的 {len(rows)} 行", f"{len(rows)} rows still not read"),
        columns=(
            Column("county", Text("县（市、区）", "County"), width_px=140),
            Column("type", Text("暂不采用哪类的无遗漏确认", "Holds back the declaration for")),
            Column("sender", Text("报送单位", "Sender"), width_px=200),
            Column("document", Text("文件", "File")),
            Column("row", Text("行", "Row"), Kind.NUMBER, width_px=60),
        ),
        rows=tuple(
            Row(
                r.record_id,
                (
                    county_name(r.county_code),
                    WORDS[r.facility_type] if r.facility_type else _ANY,
                    r.sender,
                    r.document,
                    r.row,
                ),
            )
            for r in rows
        ),
        note=Text(
            "台账只记这些行在哪里，不记内容。原报送单位把改好的清单报来，导入后自动销去。",
            "Only where they stand is kept, never what they held. They go when their sender's"
            " corrected list is imported.",
        )
        if rows
        else None,
        empty=Text(
            "没有未读的行，没有无遗漏确认因此暂不采用。",
            "No row is unread; no declaration is held back for one.",
        ),
        stacks=True,
    )


def _form(rows: dict[str, UnreadRecord]) -> None:
    with st.form(_FORM, border=True):
        chosen = st.multiselect(
            say("已核实的行", "Rows that are settled"),
            list(rows),
            format_func=written({key: _called(r) for key, r in rows.items()}),
            placeholder=say("选择", "Choose"),
            key="unread_chosen",
        )
        why = st.text_input(
            say("怎样核实的（记入台账）", "How it was verified (goes on record)"),
            max_chars=200,
            key="unread_why",
        )
        sent = st.form_submit_button(
            say("已核实，不再保留", "Verified, keep no longer"), icon=":material/done_all:"
        )
    st.caption(
        say(
            "不再保留后，这些行不再影响无遗漏确认；这一改动留在变更记录里，可以撤销。",
            "They then hold no declaration back; the change stays on record and can be undone.",
        )
    )
    if not sent:
        return
    if not chosen or not why.strip():
        st.error(
            say(
                "请选择行，并写明怎样核实的：没有理由的不能销去。",
                "Choose rows and say how they were verified: none goes without a reason.",
            )
        )
    elif holds_number(why):
        st.error(word(NO_NUMBERS))
    else:
        _settle([rows[key] for key in chosen], why.strip())


def _called(row: UnreadRecord) -> Text:
    county, where = county_name(row.county_code), where_unread([row])
    return Text(f"{county.zh}：{where.zh}", f"{county.en}: {where.en}")


def _settle(rows: list[UnreadRecord], why: str) -> None:
    held = register_access.current()
    edits = [
        Edit("unread_rows", r.record_id, None, held.version("unread_rows", r.record_id))
        for r in rows
    ]
    try:
        register_access.write(ChangeKind.EDIT, edits, note=why)
    except ConflictError as error:
        conflict(error)
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    st.session_state[_DONE] = Text(
        f"{len(rows)} 行已核实，不再保留。", f"{len(rows)} rows are settled and kept no longer."
    )
    st.rerun()

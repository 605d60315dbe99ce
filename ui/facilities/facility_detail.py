"""One facility whole: its fields in words, evidence, history, and what an editor can do."""

from __future__ import annotations

import streamlit as st

from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.records import Facility
from geo.register.changes import ChangeKind, ConflictError, Edit
from geo.register.differences import FIELD_WORDS, value_in_words
from geo.register.errors import RegisterError
from geo.text import Text
from geo.vocabulary import OPERATING
from ui import register_access, state
from ui.access import people
from ui.components.data_table import data_table
from ui.components.table_types import Column, Mark, Row, Table
from ui.conflict_view import conflict
from ui.facilities import facility_draft, facility_session
from ui.facilities.facility_history import changes_table, known, status_table
from ui.frozen import frozen_choice
from ui.language import language, say, word

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("基本", "Basics"),
        ("name", "facility_type", "functions", "county_code", "city_code", "address", "parent_id"),
    ),
    (
        Text("计入核查", "For the check"),
        (
            *("level", "status", "opened", "closed", "operation", "professional"),
            *("school_stages", "school_comprehensive", "meets_national_standard"),
        ),
    ),
    (Text("能力", "Capacity"), ("capacity", "capacity_unit", "in_use", "floor_area_m2")),
    (Text("位置", "Place"), ("point", "location_precision")),
    (
        Text("佐证", "Evidence"),
        ("source", "reported_by", "checked_on", "confidence", "note", "facility_id"),
    ),
)
"""The fields of a facility as the detail and the form group them."""

_LABELS = FIELD_WORDS | {
    "source": Text("佐证材料", "Source"),
    "facility_id": Text("设施编号", "Facility id"),
}


def panel(facility_id: str) -> None:
    """The facility, or that it is no longer on record; then its history."""
    held = facility_session.held(facility_id)
    why = facility_session.hindrance()
    with st.container(horizontal=True):
        st.button(
            say("返回清单", "Back to the list"),
            icon=":material/arrow_back:",
            key="facility_back",
            on_click=facility_session.back_to_list,
        )
        if held is not None and why is None:
            _actions(held.record, held.version)
    if why is not None:
        st.caption(word(why))
    facility_session.saved_notice()
    if held is None:
        st.info(say("这条记录已不在台账中。", "This record is no longer in the register."))
    else:
        _fields(held.record)
    if state.view().demonstration:
        st.caption(say("演示数据没有变更记录。", "Demonstration data has no history."))
        return
    if frozen_choice.chosen_id() is not None:
        st.caption(say("变更记录请在当前台账中看。", "Its history is in the current register."))
        return
    history = known(register_access.register().history("facilities", facility_id))
    status_table(history)
    changes_table(history)


def _fields(facility: Facility) -> None:
    """A table for each group of fields; the first bears the name."""
    mark = Mark(facility.facility_type, facility.name, facility.status not in OPERATING)
    for number, (group, names) in enumerate(GROUPS):
        data_table(
            Table(
                label=group,
                heading=group,
                columns=(
                    Column("field", Text("项目", "Field"), width_px=132),
                    Column("value", Text("内容", "Value")),
                ),
                rows=tuple(
                    Row(name, (_LABELS[name], mark if name == "name" else _value(facility, name)))
                    for name in names
                ),
            ),
            language=language(),
            key=f"facility_fields_{number}",
        )


def _value(facility: Facility, name: str) -> Text:
    value = getattr(facility, name)
    said = value_in_words(name, value)
    if name == "point" and facility.point is not None:
        written = facility.point.datum.value
        return Text(
            f"{said.zh}（WGS-84；原坐标系 {written}）", f"{said.en} (WGS-84; given in {written})"
        )
    if name == "parent_id" and value:
        parent = facility_session.held(value)
        named = f"{parent.record.name}（{value}）" if parent is not None else value
        return Text(named, named)
    return said


def _actions(facility: Facility, version: int) -> None:
    """Edit and withdraw, both on the version that is drawn beside them."""
    st.button(
        say("编辑", "Edit"),
        type="primary",
        icon=":material/edit:",
        key="facility_edit",
        on_click=facility_draft.begin_edit,
        args=(facility, version),
    )
    with st.popover(
        say("撤回记录", "Withdraw the record"), icon=":material/delete:", key="withdraw_box"
    ):
        _withdrawing(facility, version)


def _withdrawing(facility: Facility, version: int) -> None:
    st.caption(
        say(
            "撤回后不再列入清单和核查；记录和撤回都留在变更记录里，可以撤销。设施停用的，"
            "请用“编辑”填写状态和停用日期，不要撤回。",
            "A withdrawn record leaves list and check; both stay in the history and it can be"
            " undone. Where a facility has closed, edit its status and closing date instead.",
        )
    )
    # The version is the one drawn beside the button: what is withdrawn is what was seen.
    with st.form("withdraw_form", border=False):
        reason = st.text_input(
            say("撤回的理由（必填，记入台账）", "Why (required, goes on record)"), max_chars=200
        ).strip()
        sent = st.form_submit_button(say("撤回", "Withdraw"), type="primary")
    seen: int = st.session_state.setdefault(f"withdraw_seen_{facility.facility_id}", version)
    if not sent:
        st.session_state[f"withdraw_seen_{facility.facility_id}"] = version
        return
    if not reason:
        st.error(say("没有撤回：请写明理由。", "Not withdrawn: say why."))
    elif holds_number(reason):
        st.error(word(NO_NUMBERS))
    else:
        _withdraw(facility, seen, reason)


def _withdraw(facility: Facility, version: int, reason: str) -> None:
    key = facility.facility_id
    st.session_state.pop(f"withdraw_seen_{key}", None)
    try:
        made = register_access.write(
            ChangeKind.EDIT, [Edit("facilities", key, None, version)], note=reason
        )
    except ConflictError as error:
        conflict(error)
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    if made is not None:
        said = Text(
            f"已撤回“{facility.name}”，理由：{reason}。",
            f"“{facility.name}” is withdrawn: {reason}.",
        )
        facility_session.say_saved(facility_session.Saved(made, said), None)
    st.rerun()

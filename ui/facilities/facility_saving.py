"""Saving the form in work: on whose word and which paper, with the way back and nothing unseen."""

from __future__ import annotations

import streamlit as st

from geo.issues import DataIssue, Severity
from geo.layers import MixedDataError
from geo.reading.bodies import body_problem
from geo.reading.facility_cells import COLUMN_WORDS, CellsRead
from geo.reading.privacy import NO_NUMBERS, holds_number
from geo.reading.synonyms import plain_word
from geo.records import Facility
from geo.register.changes import ChangeKind, ConflictError, Document, Edit
from geo.register.differences import field_changes
from geo.register.errors import RegisterError
from geo.text import Text
from ui import register_access
from ui.access import people
from ui.facilities import facility_draft, facility_session
from ui.facilities.facility_draft import Draft
from ui.facilities.facility_session import Saved
from ui.language import language, say, word

_MOST_ALIKE = 3
_MOST_LINES = 12


def controls(draft: Draft, read: CellsRead) -> None:
    """Body and document of the change, 保存 and 放弃."""
    st.markdown(f"**{say('这次改动', 'This change')}**")
    body, document = change_fields(f"facility_{draft.number}")
    with st.container(horizontal=True):
        sent = st.button(
            say("保存", "Save"), type="primary", icon=":material/save:", key="facility_save"
        )
        if st.button(say("放弃", "Discard"), key="facility_discard"):
            facility_draft.discard()
            st.rerun()
    if not sent:
        return
    facility_draft.try_to_save(draft)
    wrong = change_problem(body, document)
    if wrong is not None:
        st.error(word(wrong))
    elif read.facility is None or not read.good:
        st.error(
            say(
                "没有保存：下面标“错误”的地方要先改正。",
                "Not saved: first correct what is marked as an error below.",
            )
        )
    else:
        save(draft, read.facility, body, document)


def change_fields(key: str) -> tuple[str, str]:
    """Whose word the change is and the paper it rests on, as typed."""
    left, right = st.columns(2)
    own = people.person().body
    body = left.text_input(
        say("填报单位（由谁提供，写单位不写个人）", "Body whose word it is (no person)"),
        value=own,
        max_chars=60,
        key=f"{key}_change_body",
    ).strip()
    document = right.text_input(
        say("依据：文件名或文号", "Document: name or number"),
        max_chars=120,
        key=f"{key}_change_document",
        placeholder=say("如：容残联〔2026〕3号", "e.g. letter no. 3 of 2026"),
    ).strip()
    return body, document


def change_problem(body: str, document: str) -> Text | None:
    """Why a change can't be recorded under this body and document, or None."""
    if body != people.person().body and (wrong := body_problem(body)) is not None:
        return Text(f"没有保存：{wrong.zh}。", f"Not saved: {wrong.en}.")
    if holds_number(body) or holds_number(document):
        return NO_NUMBERS
    return None


def save(draft: Draft, facility: Facility, body: str, document: str) -> None:
    """Writes the facility as a change on the version the form was opened on."""
    key = facility.facility_id
    if draft.before is None and draft.version == 0:
        there = register_access.current().tables["facilities"].get(key)
        if there is not None:
            _already(there.record)
            return
    edit = Edit("facilities", key, facility, draft.version)
    try:
        made = register_access.write(
            ChangeKind.EDIT, [edit], body=body, document=Document(document)
        )
    except ConflictError as error:
        facility_draft.hold(facility, error, body, document)
        st.rerun()
    except MixedDataError as error:
        st.error(
            say(
                f"没有保存：“{error}”以“演示”开头，演示记录不能进入台账。",
                f"Not saved: “{error}” begins with 演示; invented records never enter it.",
            )
        )
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    facility_draft.discard()
    if made is not None:
        facility_session.say_saved(_saved(made, draft.before, facility), key)
    else:
        same = Text(
            "内容与台账相同，没有生成变更。", "Nothing differs from the register: no change."
        )
        facility_session.say_saved(Saved(0, same, undoes=True), key)
    st.rerun()


def alike(draft: Draft, read: CellsRead) -> tuple[DataIssue, ...]:
    """A warning where a new facility has the name of one on record in its county."""
    facility = read.facility
    if draft.before is not None or facility is None:
        return ()
    name = plain_word(facility.name)
    same = [
        held.record.name
        for key, held in register_access.current().tables["facilities"].items()
        if held.record.county_code == facility.county_code
        and held.record.city_code == facility.city_code
        and key != facility.facility_id
        and plain_word(held.record.name) == name
    ]
    if not same:
        return ()
    listed = "、".join(same[:_MOST_ALIKE])
    return (
        DataIssue(
            "name_on_record",
            Severity.WARNING,
            Text(f"该县已有同名的记录：{listed}。", f"On record in the county already: {listed}."),
            Text("同一设施只记一条。", "One facility is recorded once."),
            Text(
                "请先看清单；确是另一处的，照常保存。", "Look at the list; save if it is another."
            ),
            column=COLUMN_WORDS["name"].get(language()),
        ),
    )


def _already(there: Facility) -> None:
    st.error(
        say(
            "没有保存：台账里已有这个编号的设施（编号留空时，按名称、所在县和类型生成，三者都相同"
            "即视为同一处）。请返回清单，打开下面这条来编辑。",
            "Not saved: the register has a facility of this id (made from name, county and type"
            " where none is given). Go back to the list and edit the one below.",
        )
    )
    st.text(there.name)


def _saved(change_id: int, before: Facility | None, after: Facility) -> Saved:
    if before is None:
        return Saved(
            change_id,
            Text(
                f"已新增“{after.name}”（第 {change_id} 号变更）。",
                f"“{after.name}” is added (change no. {change_id}).",
            ),
        )
    changed = [change.sentence() for change in field_changes(before, after)]
    rest = len(changed) - _MOST_LINES
    more = (Text(f"另有 {rest} 项。", f"{rest} more fields."),) if rest > 0 else ()
    return Saved(
        change_id,
        Text(f"已保存（第 {change_id} 号变更）：", f"Saved (change no. {change_id}):"),
        (*changed[:_MOST_LINES], *more),
    )

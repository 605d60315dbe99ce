"""Two people changed one facility: the second sees the first's change and decides on each field."""

from __future__ import annotations

import streamlit as st

from geo.codec import from_json
from geo.reading.facility_cells import cells_of, read_cells
from geo.records import Facility
from geo.register.three_way import Contested, contested, decided
from geo.text import Text
from ui import register_access, state
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table
from ui.event_words import document_words, moment
from ui.facilities import facility_draft, facility_saving
from ui.facilities.facility_draft import Conflict, Draft
from ui.facilities.facility_issues import issues_beside, said_of
from ui.language import language, say, word, written

THEIRS, MINE = "theirs", "mine"
SIDES = {
    THEIRS: Text("用他们的", "Take theirs"),
    MINE: Text("用我的", "Take mine"),
}


def panel(draft: Draft) -> None:
    """Theirs, mine and before of every field; the editor chooses, then saves."""
    found = facility_draft.conflict()
    if found is None:
        return
    recorded, _ = register_access.register().history("facilities", found.mine.facility_id)[-1]
    paper = document_words(recorded)
    st.warning(
        say(
            "没有保存：您打开之后，有人改了这条记录。请逐项决定，什么都不会被悄悄覆盖。",
            "Not saved: somebody changed this record after you opened it. Decide field by field;"
            " nothing is overwritten unseen.",
        ),
        icon=":material/group:",
    )
    # st.text: names and bodies are what somebody typed, not Markdown.
    st.text(
        " · ".join(
            p for p in (moment(recorded.change.recorded_at), recorded.change.body, paper) if p
        )
    )
    if found.event.after is None:
        _withdrawn(draft, found)
        return
    theirs = from_json(Facility, found.event.after)
    before = draft.before or theirs
    fields = contested(before, theirs, found.mine)
    _table(fields)
    keep_mine, open_fields = _choices(draft, fields)
    result = decided(theirs, found.mine, keep_mine)
    cells = cells_of(result)
    known = register_access.current().tables["facilities"]
    read = read_cells([(cells, result)], state.view().as_of, known, language())[0]
    with st.container(horizontal=True):
        sent = st.button(
            say("按以上选择保存", "Save as chosen"),
            type="primary",
            disabled=bool(open_fields),
            key="conflict_save",
        )
        if st.button(say("放弃我的修改", "Let mine go"), key="conflict_drop"):
            _drop()
        if st.button(
            say("回到表单再改", "Back to the form"), key="conflict_form", disabled=bool(open_fields)
        ):
            facility_draft.rebase(theirs, found.event.version, result)
            st.rerun()
    if open_fields:
        st.caption(
            say(
                f"还有 {len(open_fields)} 项双方都改了，请先选用哪一个。",
                f"Both of you changed {len(open_fields)} more fields: choose one for each.",
            )
        )
    issues_beside(said_of(read, whole=True), "conflict_issues")
    if sent and read.good:
        _save(draft, found, theirs, result)


def _table(fields: tuple[Contested, ...]) -> None:
    heading = Text("双方不同的内容", "Where the two differ")
    data_table(
        Table(
            label=heading,
            heading=heading,
            columns=(
                Column("field", Text("项目", "Field"), width_px=120),
                Column("theirs", Text("他们的", "Theirs")),
                Column("mine", Text("我的", "Mine")),
                Column("before", Text("改之前", "Before")),
            ),
            rows=tuple(Row(f.field, (f.label, f.theirs, f.mine, f.before)) for f in fields),
            empty=Text("没有不同。", "No difference."),
            stacks=True,
        ),
        language=language(),
        key="conflict_table",
    )


def _choices(draft: Draft, fields: tuple[Contested, ...]) -> tuple[set[str], list[str]]:
    """The fields in which one's own value is kept, and those not decided yet.

    What only one of the two changed is theirs or mine already; what both changed has to be chosen.
    """
    keys = {f.field: f"conflict_{draft.number}_{f.field}" for f in fields}

    def choose_all(which: str) -> None:
        for key in keys.values():
            st.session_state[key] = which

    with st.container(horizontal=True):
        for which, label in (
            (THEIRS, Text("全部用他们的", "Take all of theirs")),
            (MINE, Text("全部用我的", "Take all of mine")),
        ):
            st.button(word(label), key=f"conflict_all_{which}", on_click=choose_all, args=(which,))
    mine, undecided = set(), []
    with st.container(horizontal=True, gap="medium"):
        for field in fields:
            default = None if field.both else MINE if field.only_mine else THEIRS
            st.session_state.setdefault(keys[field.field], default)
            chosen = st.segmented_control(
                word(field.label),
                [THEIRS, MINE],
                format_func=written(SIDES),
                key=keys[field.field],
                width="content",
            )
            if chosen == MINE:
                mine.add(field.field)
            elif chosen is None:
                undecided.append(field.field)
    return mine, undecided


def _withdrawn(draft: Draft, found: Conflict) -> None:
    """The other withdrew the record: let mine go, or put it back as one's own change."""
    st.markdown(say("他们撤回了这条记录。", "They withdrew the record."))
    with st.container(horizontal=True):
        if st.button(say("放弃我的修改", "Let mine go"), type="primary", key="conflict_drop"):
            _drop()
        if st.button(say("按我的恢复记录", "Put it back as mine"), key="conflict_restore"):
            _save(draft, found, None, found.mine)


def _save(draft: Draft, found: Conflict, theirs: Facility | None, result: Facility) -> None:
    facility_draft.decide()
    based = Draft(draft.number, theirs, found.event.version, draft.origin)
    facility_saving.save(based, result, found.body, found.document)


def _drop() -> None:
    facility_draft.discard()
    st.rerun()

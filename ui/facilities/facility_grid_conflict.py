"""Rows of the table that somebody else changed meanwhile: each contested field is decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from geo.codec import from_json
from geo.records import Facility
from geo.register.changes import Event
from geo.register.state import Held
from geo.register.three_way import Contested, contested, decided
from geo.text import Text
from ui.components.data_table import data_table
from ui.components.table_types import Column, Row, Table
from ui.facilities.facility_conflict import MINE, SIDES, THEIRS
from ui.language import language, say, word, written


@dataclass(frozen=True, slots=True)
class GridConflict:
    """The rows as they were shown, as this editor wants them, and what came before."""

    before: Mapping[str, Held]
    mine: Mapping[str, Facility]
    events: tuple[Event, ...]
    body: str
    document: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be saved, and on which versions; none at all when everything is let go."""

    rows: Mapping[str, Held]
    records: Mapping[str, Facility]


def panel(conflict: GridConflict) -> Decided | None:
    """Theirs, mine and before of every row changed meanwhile; what was decided, once sent."""
    st.warning(
        say(
            "没有保存：您打开表格之后，有人改了其中的记录。请逐项决定，什么都不会被悄悄覆盖。",
            "Not saved: somebody changed rows after you opened the table. Decide field by field;"
            " nothing is overwritten unseen.",
        ),
        icon=":material/group:",
    )
    theirs = {
        event.record_id: Held(from_json(Facility, event.after), event.version)
        for event in conflict.events
        if event.after is not None
    }
    gone = [e.record_id for e in conflict.events if e.after is None]
    fields = {
        key: contested(conflict.before[key].record, held.record, conflict.mine[key])
        for key, held in theirs.items()
    }
    _table(conflict, fields)
    for key in gone:
        name = conflict.mine[key].name
        st.text(
            say(f"“{name}”已被撤回，您对它的改动不保存。", f"“{name}” was withdrawn: not saved.")
        )
    keep, undecided = _choices(conflict, fields)
    with st.container(horizontal=True):
        sent = st.button(
            say("按以上选择保存", "Save as chosen"),
            type="primary",
            disabled=undecided > 0,
            key="grid_conflict_save",
        )
        dropped = st.button(say("放弃全部改动", "Let all of mine go"), key="grid_conflict_drop")
    if dropped:
        return Decided({}, {})
    if not sent:
        return None
    rows = {k: theirs.get(k, held) for k, held in conflict.before.items() if k not in gone}
    records = {
        key: decided(theirs[key].record, conflict.mine[key], keep[key])
        if key in theirs
        else conflict.mine[key]
        for key in rows
    }
    return Decided(rows, records)


def _table(conflict: GridConflict, fields: Mapping[str, tuple[Contested, ...]]) -> None:
    heading = Text("双方不同的内容", "Where the two differ")
    data_table(
        Table(
            label=heading,
            heading=heading,
            columns=(
                Column("name", Text("设施", "Facility"), width_px=200),
                Column("field", Text("项目", "Field"), width_px=110),
                Column("theirs", Text("他们的", "Theirs")),
                Column("mine", Text("我的", "Mine")),
                Column("before", Text("改之前", "Before")),
            ),
            rows=tuple(
                Row(
                    f"{key} {f.field}",
                    (conflict.mine[key].name, f.label, f.theirs, f.mine, f.before),
                )
                for key, several in fields.items()
                for f in several
            ),
            empty=Text("没有不同。", "No difference."),
            stacks=True,
        ),
        language=language(),
        key="grid_conflict_table",
    )


def _choices(
    conflict: GridConflict, fields: Mapping[str, tuple[Contested, ...]]
) -> tuple[dict[str, set[str]], int]:
    """By facility the fields in which one's own value is kept, and how many are undecided."""
    keep = {key: {f.field for f in several if f.only_mine} for key, several in fields.items()}
    both = [(key, f) for key, several in fields.items() for f in several if f.both]
    widgets = {(key, f.field): f"grid_conflict_{key}_{f.field}" for key, f in both}

    def choose_all(which: str) -> None:
        for widget in widgets.values():
            st.session_state[widget] = which

    if not both:
        return keep, 0
    with st.container(horizontal=True):
        for which, label in (
            (THEIRS, Text("全部用他们的", "Take all of theirs")),
            (MINE, Text("全部用我的", "Take all of mine")),
        ):
            st.button(word(label), key=f"grid_all_{which}", on_click=choose_all, args=(which,))
    undecided = 0
    for key, field in both:
        # st.text: names are what somebody typed, not Markdown.
        st.text(conflict.mine[key].name)
        chosen = st.segmented_control(
            word(field.label),
            [THEIRS, MINE],
            format_func=written(SIDES),
            key=widgets[key, field.field],
        )
        if chosen == MINE:
            keep[key].add(field.field)
        undecided += chosen is None
    return keep, undecided

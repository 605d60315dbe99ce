"""定稿: the city's frozen assessments, the one the reader opened, and the way to freeze another."""

from __future__ import annotations

import streamlit as st

from analysis.frozen import name_words
from analysis.report.report import STATE_WORDS, ReportState
from geo.register.errors import RegisterError
from geo.register.frozen_rows import FrozenHead
from geo.text import Text
from ui import state
from ui.components.data_table import data_table
from ui.components.table_types import Column, Kind, Row, Table
from ui.event_words import moment
from ui.frozen import frozen_choice, frozen_form, frozen_open
from ui.frozen.frozen_changes import change_tables, revision_tables_of
from ui.language import language, say, word

_CHOSEN = "frozen_chosen"


def panel() -> None:
    """The list, the one chosen, and for editors the form to freeze what is on screen."""
    heads = frozen_open.heads(state.view().city.code)
    data_table(_table(heads), language=language(), key="frozen_table", on_open=_choose)
    chosen = st.session_state.get(_CHOSEN)
    one = next((h for h in heads if h.frozen_id == chosen), None)
    if one is not None:
        _details(one)
    frozen_form.panel(heads)


def _choose(row_id: str) -> None:
    st.session_state[_CHOSEN] = int(row_id)


def _table(heads: tuple[FrozenHead, ...]) -> Table:
    names = {h.frozen_id: name_words(h) for h in heads}
    return Table(
        label=Text("定稿", "Frozen assessments"),
        heading=Text("本市的定稿（新的在前）", "Frozen assessments of the city, latest first"),
        hint=Text("点名称查看", "Choose a name to see it") if heads else None,
        columns=(
            Column("name", Text("名称", "Name"), Kind.BUTTON, width_px=150),
            Column("state", Text("状态", "State"), width_px=100),
            Column("as_of", Text("截至", "As of"), width_px=100),
            Column("known_on", Text("台账截至", "Known on"), width_px=100),
            Column("run", Text("运行编号", "Run"), width_px=130),
            Column("body", Text("定稿单位", "Body")),
            Column("at", Text("定稿时间", "Frozen"), width_px=140),
            Column("revises", Text("修订", "Revises"), width_px=130),
        ),
        rows=tuple(_row(head, names) for head in reversed(heads)),
        empty=Text(
            "本市还没有定稿。定稿把资料、认定口径、结论和文字原样留存，以后台账怎样变动都不改变它。",
            "Nothing is frozen for the city yet. Freezing keeps records, rulings, findings and"
            " words as they are, whatever the register says later.",
        ),
        stacks=True,
    )


def _row(head: FrozenHead, names: dict[int, Text]) -> Row:
    return Row(
        str(head.frozen_id),
        (
            names[head.frozen_id],
            STATE_WORDS[ReportState(head.state)],
            head.as_of.isoformat(),
            head.known_on.isoformat() if head.known_on else Text("定稿时", "when frozen"),
            head.run_id,
            head.body,
            moment(head.frozen_at),
            names.get(head.revises or 0, ""),
        ),
    )


def _details(head: FrozenHead) -> None:
    """One of the list: the way to open it, and what a revision changed."""
    name = name_words(head)
    st.markdown(f"**{word(Text(f'定稿：{name.zh}', f'Frozen: {name.en}'))}**")
    if frozen_choice.chosen_id() == head.frozen_id:
        st.caption(say("正在看这份定稿。", "You are looking at it."))
    elif st.button(
        say("打开", "Open"),
        icon=":material/visibility:",
        key="open_frozen",
        help=say(
            "打开后，各页都显示这份定稿，直到回到当前台账。",
            "Every page then shows it, until you go back to the current register.",
        ),
    ):
        _open(head)
    if head.revises is None:
        return
    try:
        shown = frozen_open.frozen(head.frozen_id)
    except RegisterError as error:
        st.error(word(error.text))
        return
    change_tables(revision_tables_of(shown.report), "was")


def _open(head: FrozenHead) -> None:
    try:
        state.open_frozen(head.frozen_id)
    except KeyError:
        st.error(word(frozen_choice.NOT_THERE))
    except RegisterError as error:
        st.error(word(error.text))
    else:
        st.rerun()

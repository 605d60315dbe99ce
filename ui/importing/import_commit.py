"""记入台账: the one button that writes, what keeps it from writing, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from geo.register.changes import ConflictError
from geo.register.errors import RegisterError
from geo.text import Text
from ui import register_access
from ui.access import people
from ui.components.notice import notice
from ui.conflict_view import UNDO_REFUSED, conflict
from ui.importing import import_memory, import_plan, import_state
from ui.importing.import_plan import Prepared
from ui.importing.import_state import Draft
from ui.language import language, say, word

_DONE, _TOLD, _CONFLICT, _ASKED = (
    "import_done",
    "import_told",
    "import_conflict",
    "import_asked",
)
_VIEWER = Text(
    "您现在只能查看。请由有编辑权限的人记入，或请管理员给您编辑权限。",
    "You can only view: an editor has to record it, or the administrator lets you edit.",
)
_NOTHING = Text(
    "没有要写的：文件里的内容台账都已有。",
    "There is nothing to write: the register has it all already.",
)
_MOVED = Text(
    "没有写入：您看预览的时候台账有了变动，已按最新的台账重新比对，请再看一遍预览。",
    "Not written: the register changed while you looked at the preview. It has been planned anew;"
    " look at it again.",
)
_REPLANNED = Text(
    "没有写入：有人改了同样的记录。已按最新的台账重新比对，请看下面的改动和新的预览。",
    "Not written: somebody changed the same records. It has been planned anew; look at their"
    " changes and at the new preview.",
)


@dataclass(frozen=True, slots=True)
class Done:
    """An import that was recorded: its change, and what it did."""

    change_id: int
    sender: str
    document: str
    added: int
    changed: int
    left_out: int


def panel(of: Draft, ready: Prepared) -> None:
    """The button, or what keeps it from being pressed; what came in between."""
    moved: Text | None = st.session_state.pop(_TOLD, None)
    if moved is not None:
        st.warning(word(moved), icon=":material/group:")
    met: ConflictError | None = st.session_state.pop(_CONFLICT, None)
    if met is not None:
        conflict(met, _REPLANNED)
    why = _kept_from(ready)
    st.button(
        say("全部记入台账", "Record it all"),
        type="primary",
        icon=":material/playlist_add_check:",
        disabled=why is not None,
        key="import_commit",
        on_click=_ask,
        args=(partial(_commit, of, ready), say("正在写入台账……", "Writing to the register …")),
    )
    if why is not None:
        st.caption(word(why))
    else:
        st.caption(
            say(
                "要么全部写入，要么一条不写。写入后可以撤销，记录和撤销都留在台账里。",
                "All of it is written or none. It can be undone; the records and the undo both stay"
                " on record.",
            )
        )


def carry_out() -> None:
    """Does what the reader asked for in the last run, and says so while it is being done.

    Not at once in the click's callback, where nothing can be shown: a large file takes its time.
    """
    asked: tuple[Callable[[], None], str] | None = st.session_state.pop(_ASKED, None)
    if asked is not None:
        act, doing = asked
        with st.spinner(doing, show_time=True):
            act()


def _ask(act: Callable[[], None], doing: str) -> None:
    st.session_state[_ASKED] = (act, doing)


def done() -> Done | None:
    """The last import this session recorded, until it is let go."""
    found: Done | None = st.session_state.get(_DONE)
    return found


def summary(of: Done) -> None:
    """What was recorded under which number, with the way back and the way on."""
    told: Text | None = st.session_state.pop(_TOLD, None)
    if told is not None:
        notice(told, language=language(), key="import_told", kind="attention")
    notice(
        Text(
            f"已记入台账：第 {of.change_id} 号变更，新增 {of.added} 条，更改 {of.changed} 条。",
            f"Recorded as change no. {of.change_id}: {of.added} added, {of.changed} changed.",
        ),
        language=language(),
        key="import_recorded",
        lines=[
            Text(f"填报单位：{of.sender}", f"Sender: {of.sender}"),
            Text(f"依据：{of.document}", f"Paper: {of.document}"),
            *(
                [
                    Text(
                        f"{of.left_out} 行没有采用，已记下位置，等报送单位改好后再导入。",
                        f"Rows left out: {of.left_out}; import them when they are corrected.",
                    )
                ]
                if of.left_out
                else []
            ),
            Text(
                "地图、清单和核查结果已按新的台账更新。",
                "Map, list and findings follow the register.",
            ),
        ],
    )
    met: ConflictError | None = st.session_state.pop(_CONFLICT, None)
    if met is not None:
        conflict(met, UNDO_REFUSED)
    with st.container(horizontal=True):
        st.button(
            say("再导入一个文件", "Import another file"),
            type="primary",
            key="import_again",
            on_click=_again,
        )
        st.button(
            say("撤销这次导入", "Undo this import"),
            icon=":material/undo:",
            disabled=not people.can_edit(),
            key="import_undo",
            on_click=_ask,
            args=(partial(_undo, of), say("正在撤销……", "Undoing …")),
        )


def undone() -> Text | None:
    """What is said once after an undo."""
    said: Text | None = st.session_state.pop(_TOLD, None)
    return said


def _kept_from(ready: Prepared) -> Text | None:
    if not people.can_edit():
        return _VIEWER
    return None if ready.edits else _NOTHING


def _commit(of: Draft, shown: Prepared) -> None:
    """Writes what the reader was shown, and only that; when the register moved, shows it anew."""
    try:
        if register_access.register().last_change() != shown.state.last_change:
            now = import_plan.prepared(of)
            if not now.ready or now.edits != shown.edits:
                st.session_state[_TOLD] = _MOVED
                return
        made = import_plan.write(shown)
    except ConflictError as error:
        st.session_state[_CONFLICT] = error
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.session_state[_TOLD] = error.text
        return
    if made is None:
        st.session_state[_TOLD] = _NOTHING
        return
    import_memory.remember(
        shown.plan.sender, zip(of.guesses, import_state.mappings(of), strict=True)
    )
    st.session_state[_DONE] = Done(
        made,
        shown.plan.sender,
        shown.plan.document.name,
        len(shown.added),
        len(shown.changed),
        len(shown.plan.rejected),
    )
    import_state.drop()
    # What was recorded is to be seen, whatever the list was narrowed to.
    st.session_state["filter_counties"] = []


def _undo(of: Done) -> None:
    try:
        register_access.undo(of.change_id)
    except ConflictError as error:
        st.session_state[_CONFLICT] = error
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.session_state[_TOLD] = error.text
        return
    st.session_state.pop(_DONE)
    st.session_state[_TOLD] = Text(
        f"已撤销第 {of.change_id} 号变更，台账恢复到导入前。",
        f"Change no. {of.change_id} was undone: the register is as it was before.",
    )


def _again() -> None:
    st.session_state.pop(_DONE, None)
    # The next file may be another body's: whose it is, is asked anew.
    import_state.forget_sender()

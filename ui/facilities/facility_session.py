"""What a reader does with the facilities: which one is open, what was just saved, who may edit."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geo.register.changes import ConflictError
from geo.register.errors import RegisterError
from geo.register.state import Held
from geo.text import Text
from ui import register_access, state
from ui.access import people
from ui.conflict_view import UNDO_REFUSED, conflict
from ui.frozen import frozen_choice
from ui.language import say, word

_OPEN, _SAVED = "facility_open", "facility_saved"


@dataclass(frozen=True, slots=True)
class Saved:
    """A change just made: its number in the register, what it did, in which record."""

    change_id: int
    title: Text
    lines: tuple[Text, ...] = ()
    undoes: bool = False


def opened() -> str | None:
    """The id of the facility the reader has opened."""
    key: str | None = st.session_state.get(_OPEN)
    return key


def open_one(facility_id: str) -> None:
    """Opens a facility; what was said of an earlier change goes."""
    st.session_state[_OPEN] = facility_id
    forget_saved()


def back_to_list() -> None:
    """Closes the facility."""
    st.session_state.pop(_OPEN, None)


def forget_saved() -> None:
    """What was said of an earlier change goes."""
    st.session_state.pop(_SAVED, None)


def say_saved(saved: Saved, facility_id: str | None) -> None:
    """Remembers what was saved, to be said on the next drawing, and which facility to show then."""
    st.session_state[_SAVED] = saved
    if facility_id is None:
        back_to_list()
    else:
        st.session_state[_OPEN] = facility_id


def hindrance() -> Text | None:
    """Why this reader can't edit facilities here and now; none when they can."""
    chosen = state.view()
    if state.frozen() is not None:
        return frozen_choice.CLOSED
    if chosen.demonstration:
        return Text(
            "演示数据只供查看，不能编辑；退出演示后可编辑真实台账。",
            "Demonstration data can be looked at, not edited; leave it to edit the real register.",
        )
    if chosen.known_on is not None:
        return Text(
            f"正在看 {chosen.known_on} 时的台账，不能编辑；改回“现在”后可编辑。",
            f"This is the register as it was on {chosen.known_on}; go back to now to edit.",
        )
    if not people.can_edit():
        return Text(
            "您的角色是查看者，只能查看，不能编辑；需要改动的，请联系本单位的编辑者。",
            "Your role is viewer: you can look, not edit. Ask an editor of your organisation for a"
            " change.",
        )
    return None


def held(facility_id: str) -> Held | None:
    """The facility as the reader sees it, with the version an edit of it is based on, or none."""
    chosen = state.view()
    if chosen.demonstration or state.frozen() is not None:
        found = (f for f in state.layers().facilities if f.facility_id == facility_id)
        return next((Held(f, 0) for f in found), None)
    return register_access.current(chosen.known_on).tables["facilities"].get(facility_id)


def saved_notice() -> None:
    """What was just saved, and the way to take it back."""
    saved: Saved | None = st.session_state.get(_SAVED)
    if saved is None:
        return
    with st.container(border=True, key="facility_saved_box"):
        # st.text: names are what somebody typed, not Markdown.
        st.text("\n".join(word(line) for line in (saved.title, *saved.lines)))
        if saved.undoes or hindrance() is not None:
            return
        if st.button(
            say(
                f"撤销这次变更（{saved.change_id} 号）", f"Undo this change (no. {saved.change_id})"
            ),
            icon=":material/undo:",
            key="facility_undo",
        ):
            _undo(saved)


def _undo(saved: Saved) -> None:
    try:
        made = register_access.undo(saved.change_id)
    except ConflictError as error:
        conflict(error, UNDO_REFUSED)
        return
    except (people.NotAllowedError, RegisterError) as error:
        st.error(word(error.text))
        return
    title = Text(
        f"已撤销第 {saved.change_id} 号变更；原来的记录和撤销都留在台账里。",
        f"Change no. {saved.change_id} is undone; both stay on record.",
    )
    st.session_state[_SAVED] = Saved(made or saved.change_id, title, undoes=True)
    st.rerun()

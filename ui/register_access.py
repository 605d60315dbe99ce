"""The app's way to the register: opened once, read after every change, written by editors only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime

import streamlit as st
from sqlalchemy import URL

from geo.register.changes import NO_DOCUMENT, Change, ChangeKind, ConflictError, Document, Edit
from geo.register.errors import RegisterError
from geo.register.place import register_url
from geo.register.start import start_register
from geo.register.state import RegisterState
from geo.register.store import Register
from geo.text import Text
from ui.access import people
from ui.frozen import frozen_choice


def register() -> Register:
    """The register of this installation. RegisterError when it can't be opened."""
    return _open(register_url(None, os.environ))


def problem() -> Text | None:
    """Why the register can't be used, or None."""
    try:
        # Read, not only opened: a record this program can't read keeps every page from its work.
        current()
    except RegisterError as error:
        return error.text
    return None


def current(known_on: date | None = None) -> RegisterState:
    """What is recorded now, or what had been when a day ended."""
    opened = register()
    return _state(opened.where, opened.last_change(), known_on)


def write(
    kind: ChangeKind,
    edits: Sequence[Edit],
    *,
    body: str = "",
    document: Document = NO_DOCUMENT,
    note: str = "",
) -> int | None:
    """The id of the change made of these edits, None when they change nothing.

    ``body`` is whose word it is, by default the editor's own. Raises NotAllowedError for a viewer
    and for who looks at a frozen assessment, ConflictError when somebody changed a record
    meanwhile, RegisterError.
    """
    editor = require_editor()
    change = Change(kind, body or editor.body, now(), document, note)
    return register().commit(change, edits)


def refuse_changed_since(seen: int, edits: Sequence[Edit]) -> None:
    """Raises ConflictError when a record to be edited was changed after the change ``seen``."""
    latest = register().latest([(edit.table, edit.record_id) for edit in edits])
    meanwhile = tuple(event for event in latest if event.change_id > seen)
    if meanwhile:
        raise ConflictError(meanwhile)


def undo(change_id: int, note: str = "") -> int:
    """The id of the change that takes a change back. Raises as ``write``, KeyError for none."""
    editor = require_editor()
    return register().undo(change_id, editor.body, now(), note)


def require_editor() -> people.Person:
    """Who may write now. Raises NotAllowedError for a viewer, and before what stands still."""
    if (why := stands_still()) is not None:
        raise people.NotAllowedError(why)
    return people.require_editor()


def stands_still() -> Text | None:
    """Why nothing on screen can be changed by anyone: it is frozen, or the register of a past day.

    A table filled from an earlier day would take back what was recorded since.
    """
    if frozen_choice.chosen_id() is not None:
        return frozen_choice.CLOSED
    day = st.session_state.get("known_on")
    if day is None or st.session_state["demonstration"]:
        return None
    return Text(
        f"正在看 {day} 时的台账，不能改动。请在“城市、时点与状态”里清空“台账截至”后再改。",
        f"This is the register as it was on {day} and can’t be changed. Clear “Register as it was"
        " on” under “City, date, state” first.",
    )


def forget() -> None:
    """Reads everything anew: the register is no longer what it was, as after a restore."""
    _open.clear()
    _state.clear()
    _newest.clear()


def now() -> datetime:
    """The moment of a change."""
    return datetime.now(UTC)


@st.cache_resource(show_spinner=False, max_entries=4)
def _open(url: URL) -> Register:
    return start_register(url, now())


@st.cache_resource(show_spinner=False, max_entries=4)
def _state(where: str, last_change: int, known_on: date | None) -> RegisterState:  # noqa: ARG001
    # The first two are the key: another register, or another change, is another state.
    if known_on is not None:
        return register().state(known_on)
    newest = _newest(where)
    earlier = newest.get("state")
    found = register().state() if earlier is None else register().state_since(earlier)
    newest["state"] = found
    return found


@st.cache_resource(show_spinner=False, max_entries=4)
def _newest(where: str) -> dict[str, RegisterState]:  # noqa: ARG001
    """The last state read of a register: the next one is made from it and what changed since."""
    return {}

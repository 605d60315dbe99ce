"""The facility an editor is writing: what they were shown first, and what they have typed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from geo.reading.facility_cells import COLUMNS, cells_of
from geo.records import Facility
from geo.register.changes import ConflictError, Event
from geo.text import Text
from ui.facilities import facility_session

_DRAFT, _TYPED, _TRIED = "facility_draft", "facility_typed", "facility_save_tried"
_CONFLICT = "facility_conflict"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form in work: the record it is based on and its version, 0 for a new facility."""

    number: int
    before: Facility | None
    version: int
    origin: Text | None = None
    """Where a new facility comes from, when not from the editor."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What this editor wanted to save, and the change that came before it."""

    mine: Facility
    event: Event
    body: str
    document: str


def current() -> Draft | None:
    """The form in work, or none."""
    draft: Draft | None = st.session_state.get(_DRAFT)
    return draft


def begin_edit(facility: Facility, version: int) -> None:
    """Opens the form on a record, as it was drawn: its version is what the edit is based on."""
    _begin(cells_of(facility), facility, version, None)


def begin_new(city_code: str) -> None:
    """Opens an empty form."""
    _begin({"city": city_code}, None, 0, None)


def begin_from(cells: Mapping[str, str], origin: Text) -> None:
    """Opens a form filled in beforehand; nothing is on record until it is saved."""
    _begin(cells, None, 0, origin)


def discard() -> None:
    """Closes the form; what was typed is let go."""
    for key in (_DRAFT, _TYPED, _TRIED, _CONFLICT):
        st.session_state.pop(key, None)


def typed() -> dict[str, str]:
    """What the form's cells say now, by column."""
    cells: dict[str, str] = st.session_state[_TYPED]
    return cells


def put(**cells: str) -> None:
    """Writes cells in the form's place, as a point picked on the map does."""
    st.session_state[_TYPED] = {**typed(), **cells}


def rebase(before: Facility, version: int, after: Facility) -> None:
    """The form on a later version of its record, saying ``after``."""
    draft = current()
    _begin(cells_of(after), before, version, draft.origin if draft else None)


def tried(draft: Draft) -> bool:
    """Whether the editor has already asked to save this form."""
    return bool(st.session_state.get(_TRIED) == draft.number)


def try_to_save(draft: Draft) -> None:
    """Notes that the editor asked to save: from now on empty required cells are pointed out."""
    st.session_state[_TRIED] = draft.number


def conflict() -> Conflict | None:
    """What somebody else changed meanwhile, while the editor has not decided yet."""
    found: Conflict | None = st.session_state.get(_CONFLICT)
    return found


def hold(mine: Facility, error: ConflictError, body: str, document: str) -> None:
    """Keeps what the editor wanted to save beside what came before it; nothing was written."""
    st.session_state[_CONFLICT] = Conflict(mine, error.events[0], body, document)


def decide() -> None:
    """The conflict is decided."""
    st.session_state.pop(_CONFLICT, None)


def _begin(
    cells: Mapping[str, str], before: Facility | None, version: int, origin: Text | None
) -> None:
    # A new number gives the widgets new keys, so that none keeps what an earlier form held.
    number = st.session_state.get("facility_draft_number", 0) + 1
    st.session_state["facility_draft_number"] = number
    st.session_state[_DRAFT] = Draft(number, before, version, origin)
    st.session_state[_TYPED] = {name: cells.get(name, "") for name in COLUMNS}
    for key in (_TRIED, _CONFLICT):
        st.session_state.pop(key, None)
    facility_session.forget_saved()

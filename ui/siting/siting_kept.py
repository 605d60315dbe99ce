"""What the reader has entered on the page: kept while the page is left, apart for each city."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from analysis.planning.scenarios.options import Site
from geo.issues import DataIssue
from geo.reading.candidate_sites import CandidateSite

_T = TypeVar("_T")
STORE = "siting_kept"


def _about() -> str:
    demonstration = "demo" if st.session_state["demonstration"] else "real"
    return f"{st.session_state['city']}_{demonstration}"


def store() -> dict[str, Any]:
    """What is kept of the city looked at; of demonstration data apart from real data."""
    kept: dict[str, dict[str, Any]] = st.session_state.setdefault(STORE, {})
    return kept.setdefault(_about(), {})


def widget(name: str, default: object) -> str:
    """The key of a widget, which begins with what was entered last, or the default.

    Streamlit forgets a widget's value when its page is left; ``keep`` what it returned.
    """
    key = f"siting_{_about()}_{name}"
    if key not in st.session_state:
        st.session_state[key] = store().get(name, default)
    return key


def keep(name: str, value: _T) -> _T:
    """The value, kept under this name."""
    store()[name] = value
    return value


def put(name: str, value: object) -> None:
    """Enters a value in the reader's place, also into its widget; only before it is drawn."""
    store()[name] = value
    st.session_state.pop(f"siting_{_about()}_{name}", None)


@dataclass
class OwnSites:
    """Sites of the reader's own: drawn on the map, and those of an uploaded table.

    ``edits``: what was typed in place of what an option came with: option id → field → value.
    """

    drawn: list[Site] = field(default_factory=list)
    uploaded: tuple[CandidateSite, ...] = ()
    upload_name: str = ""
    upload_issues: tuple[DataIssue, ...] = ()
    edits: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    """Option ids the reader does not want considered."""


def own_sites() -> OwnSites:
    """The reader's own sites for the city looked at."""
    kept: OwnSites = store().setdefault("own_sites", OwnSites())
    return kept

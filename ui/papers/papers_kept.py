"""What the controls of the page said last: Streamlit forgets it when the reader turns the page."""

from __future__ import annotations

from typing import Any

import streamlit as st


def kept(name: str, usual: Any) -> Any:
    """What a control said, or the usual."""
    return _all_kept().get(name, usual)


def keep(name: str, value: Any) -> None:
    """Keeps what a control says."""
    _all_kept()[name] = value


def _all_kept() -> dict[str, Any]:
    found: dict[str, Any] = st.session_state.setdefault("papers_kept", {})
    return found

"""What a component reports back: one value per click, handed to a callback before the rerun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st


def triggers(key: str, **callbacks: Callable[[str], None] | None) -> dict[str, Any]:
    """The callbacks as a component takes them, each getting the value that was sent."""
    return {
        f"on_{name}_change": _bound(key, name, callback) for name, callback in callbacks.items()
    }


def trigger(result: Any, name: str) -> str | None:
    """The value sent under this name in this run, as text; none if nothing was."""
    value = result.get(name)
    return value if isinstance(value, str) else None


def _bound(key: str, name: str, callback: Callable[[str], None] | None) -> Callable[[], None]:
    def call() -> None:
        value = st.session_state[key].get(name)
        if callback is not None and isinstance(value, str):
            callback(value)

    return call

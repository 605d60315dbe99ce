"""Numbers that may be left empty: an empty field is no limit, never a limit of 0."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ui.language import say
from ui.siting.siting_kept import keep, put, store, widget


def limit_input(
    name: str,
    label: str,
    default: float | None,
    *,
    most: float,
    step: float,
    width_px: int | None = None,
    decimals: int = 0,
) -> float | None:
    """What stands in the field; None where it is empty: not limited."""
    whole = isinstance(step, int)
    # Without value=None Streamlit would take a field that was cleared for the smallest number.
    typed: float | None = st.number_input(
        label,
        min_value=1 if whole else 0.0,
        max_value=int(most) if whole else most,
        value=None,
        step=step,
        format="%d" if whole else f"%.{decimals}f",
        placeholder=say("不限", "no limit"),
        key=widget(name, default),
        width=width_px or "stretch",
    )
    return keep(name, typed)


def clear_button(names: Sequence[str], label: str, key: str) -> None:
    """Empties the fields of these names; drawn where one of them limits."""
    if any(store().get(name) is not None for name in names):
        st.button(
            label,
            icon=":material/all_inclusive:",
            type="tertiary",
            on_click=_clear,
            args=(tuple(names),),
            key=f"siting_clear_{key}",
        )


def _clear(names: Sequence[str]) -> None:
    for name in names:
        put(name, None)

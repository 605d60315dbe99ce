"""One step of the import page: its number, its name, how far it is, and what it holds."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from geo.text import Text
from ui.language import word


class Stage(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    STOPPED = "stopped"


_ICONS = {
    Stage.DONE: ":material/check_circle:",
    Stage.NOW: ":material/radio_button_checked:",
    Stage.LATER: ":material/radio_button_unchecked:",
    Stage.STOPPED: ":material/error:",
}
_WAITS = Text("先完成上面的步骤。", "Finish the steps above first.")


def step(
    number: int, title: Text, stage: Stage, said: Text, *, look: bool = False
) -> ExpanderContainer:
    """The place for what the step holds: open while it is the reader's turn, else closed.

    ``look``: there is something to look at though the step is settled, so it begins open.

    ``said`` is its state in a word or two: the program's own words only, for it is Markdown.
    """
    key = f"import_step_{number}"
    open_key, stage_key = f"{key}_open", f"{key}_stage"
    opened = st.session_state.get(open_key)
    if opened is None or st.session_state.get(stage_key) != stage:
        # Only a step's progress opens or closes it; what the reader opened stays open till then.
        opened = look or stage in (Stage.NOW, Stage.STOPPED)
    st.session_state[stage_key] = stage
    # Said in every run: with another label it is another widget, which would begin closed.
    st.session_state[open_key] = opened
    box = st.expander(
        f"**{number}　{word(title)}**　{word(said)}",
        icon=_ICONS[stage],
        type="step",
        key=open_key,
        on_change="rerun",
    )
    if stage is Stage.LATER:
        box.caption(word(_WAITS))
    return box

"""Which assessment the papers are of: the register as it is now, or a frozen one 定稿."""

from __future__ import annotations

import streamlit as st

from analysis.frozen import name_words
from geo.register.errors import RegisterError
from geo.register.frozen_rows import FrozenHead
from geo.text import Text
from ui import state
from ui.event_words import moment
from ui.frozen import frozen_choice, frozen_open
from ui.language import language, say, word

_NOW = 0
"""In place of an id: the register."""


def basis() -> None:
    """The choice, where the city has frozen assessments; every page then shows the one chosen."""
    chosen = state.view()
    if chosen.demonstration:
        return
    heads = {head.frozen_id: head for head in reversed(frozen_open.heads(chosen.city.code))}
    if not heads:
        return
    shown = frozen_choice.chosen_id() or _NOW
    wanted = st.selectbox(
        say("依据哪份评估", "Of which assessment"),
        [_NOW, *heads],
        index=[_NOW, *heads].index(shown) if shown in heads else 0,
        format_func=lambda i: _name(heads.get(i)),
        key=f"papers_basis_{shown}_{language()}",
        help=say(
            "审定稿只从定稿产生。选了定稿，各页都显示这份定稿。",
            "Approved papers come from a frozen assessment only. Every page then shows it.",
        ),
    )
    if wanted != shown:
        _open(wanted)


def _name(head: FrozenHead | None) -> str:
    if head is None:
        return say("当前台账", "The register as it is now")
    name, at = name_words(head), moment(head.frozen_at)
    return word(Text(f"定稿：{name.zh}（{at}）", f"Frozen: {name.en} ({at})"))


def _open(wanted: int) -> None:
    if wanted == _NOW:
        frozen_choice.leave()
        st.rerun()
    try:
        state.open_frozen(wanted)
    except KeyError:
        st.error(word(frozen_choice.NOT_THERE))
    except RegisterError as error:
        st.error(word(error.text))
    else:
        st.rerun()

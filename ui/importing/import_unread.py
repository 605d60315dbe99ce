"""Unread rows of earlier lists: the reader says whether this file holds them."""

from __future__ import annotations

import streamlit as st

from geo.register.unread_import import where_unread
from ui.importing import import_state
from ui.importing.import_plan import Prepared
from ui.importing.import_state import Draft
from ui.language import language, say


def panel(of: Draft, ready: Prepared) -> None:
    """Rows an earlier list could not be read in, which this one may hold: the reader says."""
    others = ready.plan.unread_of_others
    if not others:
        return
    st.markdown(say("**以前没有读出来的行**", "**Rows not read before**"))
    where = where_unread(others)
    st.text(
        say(
            f"以前报来、没有读出来的 {len(others)} 行：{where.zh}。"
            "有这些行在，无遗漏确认暂不采用。",
            f"{len(others)} rows of earlier lists were not read: {where.en}. While they stand,"
            " declarations are held back.",
        )
    )
    settled = st.checkbox(
        say(
            "我已核对：本清单已包括这些行（已改正），记入后不再保留",
            "I have checked: this list holds these rows, corrected; they need not be kept",
        ),
        value=bool(ready.plan.settled),
        key=f"import_settles_{of.sha256[:12]}_{language()}",
    )
    if settled != bool(ready.plan.settled):
        chosen = frozenset(r.record_id for r in others) if settled else frozenset()
        import_state.change(settles=chosen)
        st.rerun()

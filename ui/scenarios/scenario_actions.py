"""What can be done with a scenario: rename, duplicate, withdraw."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.text import Text
from ui.language import say
from ui.plain_text import unmarked
from ui.saving import may_save
from ui.scenarios import scenario_keeping
from ui.scenarios.scenario_kept import LONGEST_NAME, Kept
from ui.scenarios.scenario_register import Unreadable

CHOSEN = "scenario_chosen"


def buttons(kept: Kept) -> None:
    """Beside the scenario's choice; nothing for who may not change it."""
    if not may_save():
        return
    _rename(kept)
    if st.button(
        say("复制", "Duplicate"),
        icon=":material/content_copy:",
        key="scenario_duplicate",
    ):
        copy = scenario_keeping.duplicate(kept)
        if copy is not None:
            st.session_state[CHOSEN] = copy.scenario_id
            scenario_keeping.say_done(
                Text(f"已复制为“{copy.name}”。", f"Duplicated as “{copy.name}”.")
            )
            st.rerun()
    _withdraw(kept)


def withdraw_unreadable(unreadable: Sequence[Unreadable]) -> None:
    """The way to take scenarios out of the list that can't be read; for who may change it."""
    if not may_save():
        return
    scenario_keeping.noted()
    for each in unreadable:
        if st.button(
            unmarked(say(f"撤下“{each.name}”", f"Withdraw “{each.name}”")),
            icon=":material/delete:",
            key=f"scenario_withdraw_unreadable_{each.scenario_id}",
        ) and scenario_keeping.withdraw(each):
            scenario_keeping.say_done(
                Text(f"已撤下“{each.name}”。", f"“{each.name}” is withdrawn.")
            )
            st.rerun()


def _rename(kept: Kept) -> None:
    with st.popover(say("改名", "Rename"), icon=":material/edit:", key="scenario_rename_box"):
        name = st.text_input(
            say("新名称", "New name"),
            value=kept.name,
            max_chars=LONGEST_NAME,
            key=f"scenario_rename_{kept.scenario_id}_{kept.name}",
        )
        if (
            st.button(say("保存名称", "Save the name"), type="primary", key="scenario_rename")
            and name.strip() != kept.name
            and scenario_keeping.rename(kept, name)
        ):
            scenario_keeping.say_done(Text("已改名。", "Renamed."))
            st.rerun()


def _withdraw(kept: Kept) -> None:
    with st.popover(say("撤下", "Withdraw"), icon=":material/delete:", key="scenario_withdraw_box"):
        st.text(
            say(
                f"撤下“{kept.name}”？清单里不再列出；正式数据的台账变更记录里仍可查到。",
                f"Withdraw “{kept.name}”? It leaves the list; of real data the register’s changes"
                " keep it.",
            )
        )
        if st.button(
            say("撤下这个方案", "Withdraw it"), type="primary", key="scenario_withdraw"
        ) and scenario_keeping.withdraw(kept):
            st.session_state.pop(CHOSEN, None)
            scenario_keeping.say_done(
                Text(f"已撤下“{kept.name}”。", f"“{kept.name}” is withdrawn.")
            )
            st.rerun()

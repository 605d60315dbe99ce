"""The registered population 户籍人口, entered by the reader: no source has it for every county."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.records import RegisteredPopulation
from ui import state
from ui.frozen.frozen_view import closed
from ui.language import language, say
from ui.saving import may_save, save, seen


def registered_population_entry() -> None:
    """A table of the city's counties to fill in and save; empty is not known."""
    if closed("registered"):
        return
    known = {r.county_code: r for r in state.layers().registered_population}
    counties = state.layers().counties_of(state.view().city.code)
    frame = pd.DataFrame(
        {
            "code": [c.code for c in counties],
            "county": [c.name_zh if language() == "zh" else c.name_en for c in counties],
            "persons": pd.array(
                [known[c.code].persons if c.code in known else None for c in counties],
                dtype="Int64",
            ),
        }
    ).set_index("code")
    st.markdown(
        say(
            "**户籍人口（人）**：规划没有说明“80万人口”按什么口径，请按公安部门年报填写。",
            "**Registered population**: the plan does not say on which basis 800 000 counts;"
            " enter the figures of the police’s yearly report.",
        )
    )
    with st.form("registered_form", border=False):
        edited = st.data_editor(
            frame,
            key=f"registered_{state.view().city.code}",
            disabled=["county"],
            hide_index=True,
            placeholder=say("待报", "not reported"),
            column_config={
                "county": st.column_config.TextColumn(say("县（市、区）", "County")),
                "persons": st.column_config.NumberColumn(
                    say("户籍人口（人）", "Registered (persons)"), min_value=0, step=1, format="%d"
                ),
            },
        )
        seen("registered_form")
        sent = st.form_submit_button(say("保存", "Save"), disabled=not may_save())
    if not sent:
        return
    source = say("用户填报", "entered by the user")
    entered = {
        str(code): RegisteredPopulation(str(code), int(persons), None, source)
        for code, persons in edited["persons"].items()
        if pd.notna(persons)
    }
    # A figure left as it was keeps its day and its source.
    entered |= {
        c: known[c] for c, r in entered.items() if c in known and known[c].persons == r.persons
    }
    own: tuple[RegisteredPopulation, ...] = state.own_records().get("registered_population", ())
    others = tuple(r for r in own if r.county_code not in set(frame.index))
    if save("registered_population", (*others, *entered.values()), "registered_form"):
        st.rerun()

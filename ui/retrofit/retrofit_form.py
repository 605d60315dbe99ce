"""The request: mode, target, rule, floor, unit cost, budget."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import streamlit as st

from analysis.planning.retrofit import RULE_WORDS, Rule
from analysis.planning.unit_costs import unit_cost_note
from geo.text import Text
from ui import state
from ui.language import language, say, word, written
from ui.retrofit import retrofit_state
from ui.retrofit.retrofit_state import MODES, NEXT_PERIOD, ONE_YEAR, PERIOD, Asked

MODE_WORDS: dict[str, Text] = {
    PERIOD: Text("期末核算 2021—2025", "Period account 2021–2025"),
    ONE_YEAR: Text("年度任务分配", "One year’s tasks"),
    NEXT_PERIOD: Text("下一期 2026—2030", "Next period 2026–2030"),
}
_WAN = 10_000


def request_form() -> Asked:
    """Draws the form; what it returns is what was asked last."""
    current = retrofit_state.asked()
    mode = st.selectbox(
        say("核算方式", "Mode"),
        MODES,
        index=MODES.index(current.mode),
        format_func=written(MODE_WORDS),
        key="retrofit_mode",
    )
    # What stands on the page is what the papers show, from the first look on.
    current = replace(current, mode=mode)
    retrofit_state.ask(current)
    if mode == PERIOD:
        return current
    rules = list(Rule)
    with st.form("retrofit_request", border=False):
        target = st.number_input(
            say("新增任务（户）", "Extra households"), 0, 1_000_000, current.target_households, 100
        )
        if target and target == retrofit_state.plan_target():
            st.caption(
                say(
                    f"{target:,} 户是“十四五”规划 2021—2025 年的目标，只作起点；"
                    "以后各年的任务数规划没有写，请按下达数填写。",
                    f"{target:,} is the plan’s target for 2021–2025, here only to start from; the"
                    " plan sets none for later years: enter the number assigned.",
                )
            )
        year = current.year
        if mode == ONE_YEAR:
            year = int(st.number_input(say("年度", "Year"), 2021, 2040, current.year))
        rule = st.selectbox(
            say("分配规则", "Rule"),
            rules,
            index=rules.index(current.rule),
            format_func=written(RULE_WORDS),
        )
        floor = st.number_input(
            say("每县至少（户）", "At least per county"), 0, 100_000, current.floor_households, 10
        )
        cost = st.number_input(
            say("户均（元，不填为不算资金）", "Unit cost (yuan, optional)"),
            1,
            1_000_000,
            current.unit_cost_yuan,
            100,
        )
        budget = current.budget_yuan_per_year
        wan = st.number_input(
            say("年度资金上限（万元，可不填）", "Budget a year (10,000 yuan, optional)"),
            0.0,
            1_000_000.0,
            None if budget is None else budget / _WAN,
            10.0,
        )
        st.caption(word(unit_cost_note()))
        sent = st.form_submit_button(
            say("重新计算", "Compute"), type="primary", use_container_width=True
        )
    if sent:
        current = Asked(
            mode=mode,
            target_households=int(target),
            rule=rule or Rule.PROPORTIONAL,
            floor_households=int(floor),
            unit_cost_yuan=None if cost is None else int(cost),
            budget_yuan_per_year=None if not wan else round(wan * _WAN),
            year=year,
        )
        retrofit_state.ask(current)
    if current.rule is Rule.PRIORITY:
        _weights()
    return current


def _weights() -> None:
    """The counties' weights; 1 is no weight."""
    counties = state.layers().counties_of(state.view().city.code)
    known = retrofit_state.weights()
    frame = pd.DataFrame(
        {
            "code": [c.code for c in counties],
            "county": [c.short_zh if language() == "zh" else c.short_en for c in counties],
            "weight": [float(known.get(c.code, Fraction(1))) for c in counties],
        }
    ).set_index("code")
    edited = st.data_editor(
        frame,
        key=f"retrofit_weights_{state.view().city.code}",
        hide_index=True,
        placeholder="",
        disabled=["county"],
        column_config={
            "county": st.column_config.TextColumn(say("县（市、区）", "County")),
            "weight": st.column_config.NumberColumn(
                say("权重", "Weight"), min_value=0.0, max_value=1000.0, step=0.1, required=True
            ),
        },
    )
    weights = {str(c): Fraction(str(w)) for c, w in edited["weight"].items()}
    if weights != {c: known.get(c, Fraction(1)) for c in weights}:
        retrofit_state.set_weights(weights)
        st.rerun()

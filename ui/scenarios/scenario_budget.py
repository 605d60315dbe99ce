"""家庭无障碍改造 and facilities under one budget: asked, solved again, kept as another scenario."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.question import PlanQuestion, RetrofitPart
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.siting.plan import Conflict
from analysis.planning.unit_costs import default_unit_cost_yuan, unit_cost_note
from geo.text import Text, join
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.language import language, say, word, written
from ui.retrofit import retrofit_state
from ui.scenarios import scenario_keeping, scenario_solving, scenario_words
from ui.scenarios.budget_tables import FIRST_WORDS, splits_table, years_table
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_solving import Answer
from ui.scenarios.scenario_words import WAN
from ui.siting import siting_words

BUDGET, SPLITS = "budget", "splits"
_LAST = "scenario_budget_asked"
_MOST_WAN = 10_000_000.0


def panel(one: Kept) -> None:
    """What the scenario says of households, the form, and the plan under the budget asked."""
    if one.plan.retrofit is not None:
        data_table(
            years_table(one.plan, one.plan.retrofit), language=language(), key="scenario_households"
        )
    else:
        notice(
            Text(
                "本方案没有把家庭无障碍改造放进同一预算。填好下面各项，可在同一笔钱里一起安排。",
                "The scenario has no household retrofits in its budget. Fill in the form to plan"
                " both out of the same money.",
            ),
            language=language(),
            key="scenario_no_households",
        )
    asked = _form(one)
    if asked is not None:
        st.session_state.setdefault(_LAST, {})[one.scenario_id] = asked
        scenario_solving.let_go(SPLITS)
        scenario_solving.begin(BUDGET, one.scenario_id, asked)
    found = scenario_solving.answer(BUDGET, one.scenario_id)
    if isinstance(found, Answer):
        _found(one, found)
    _splits(one)


def _form(one: Kept) -> PlanQuestion | None:
    """The question under the budget asked, in the run in which it was asked."""
    question, part = one.plan.question, one.plan.question.retrofit
    key = f"scenario_budget_{one.scenario_id}"
    unit = default_unit_cost_yuan() if part is None else part.unit_cost_yuan
    with st.form(key, border=True):
        left, right = st.columns(2, gap="medium")
        with left:
            total = _wan_input(
                say("总预算（万元，留空为不限）", "Total budget (10,000 yuan; empty: no limit)"),
                question.budget_yuan,
                f"{key}_total",
            )
            households = st.number_input(
                say("家庭无障碍改造（户）", "Household retrofits"),
                0,
                1_000_000,
                _usual_households() if part is None else part.households,
                100,
                key=f"{key}_households",
            )
        with right:
            cost = st.number_input(
                say("户均（元）", "Unit cost (yuan a household)"),
                1.0,
                1_000_000.0,
                float(unit),
                100.0,
                format="%.0f",
                key=f"{key}_unit",
            )
            first = st.radio(
                say("钱不够时", "Where the money is short"),
                list(FIRST_WORDS),
                index=0 if part is None or part.first else 1,
                format_func=written(FIRST_WORDS),
                key=f"{key}_first",
            )
        st.caption(word(unit_cost_note()))
        st.markdown(
            say("年度预算（万元，留空为当年不限）", "By year (10,000 yuan; empty: no limit)")
        )
        by_year = _by_year(question, key)
        sent = st.form_submit_button(
            say("按共同预算求解", "Solve under one budget"),
            type="primary",
            icon=":material/calculate:",
        )
    if not sent:
        return None
    return replace(
        question,
        budget_yuan=total,
        budget_by_year_yuan=by_year,
        retrofit=RetrofitPart(int(households), float(cost), bool(first)) if households else None,
    )


def _by_year(question: PlanQuestion, key: str) -> dict[int, float]:
    found = {}
    for year, column in zip(question.years, st.columns(len(question.years)), strict=True):
        with column:
            yuan = _wan_input(
                str(year), question.budget_by_year_yuan.get(year), f"{key}_year_{year}"
            )
        if yuan is not None:
            found[year] = yuan
    return found


def _wan_input(label: str, yuan: float | None, key: str) -> float | None:
    """An amount typed in 万元, in yuan; None: left empty."""
    typed = st.number_input(
        label,
        0.0,
        _MOST_WAN,
        None if yuan is None else yuan / WAN,
        100.0,
        format="%.1f",
        key=key,
    )
    return None if typed is None else typed * WAN


def _usual_households() -> int:
    """The need left as the counties reported it; 0 where none did."""
    return sum(n.need_left or 0 for n in retrofit_state.needs())


def _splits(one: Kept) -> None:
    """Every way to split the budget asked last, or the scenario's own."""
    question: PlanQuestion = st.session_state.get(_LAST, {}).get(one.scenario_id, one.plan.question)
    if question.retrofit is not None and question.budget_yuan is not None:
        if st.button(
            say("比较几种分法", "Compare ways to split it"),
            icon=":material/balance:",
            key="scenario_splits",
            help=say(
                "家庭从 0 户逐级加到上面的户数，余款用于设施，各求一个最好的方案。",
                "Households from none to the number above, facilities with the rest: the best plan"
                " of each.",
            ),
        ):
            scenario_solving.begin_splits(SPLITS, one.scenario_id, question)
    else:
        st.caption(
            say(
                "填了总预算和户数并求解后，可以比较几种分法。",
                "With a total budget and households, ways to split the money can be compared.",
            )
        )
    found = scenario_solving.answer(SPLITS, one.scenario_id)
    if isinstance(found, tuple):
        data_table(splits_table(found), language=language(), key="scenario_splits_table")


def _found(one: Kept, found: Answer) -> None:
    """The plan under the budget asked, beside the scenario it was asked from."""
    plan = found.plan
    st.markdown(f"#### {say('共同预算下的方案', 'The plan under one budget')}")
    lede(
        scenario_words.plan_lede(say("共同预算", "One budget"), plan, found.effect),
        language=language(),
        key="scenario_budget_lede",
        under=None if plan.conflict is not None else _against(one.plan, plan),
    )
    if plan.conflict is not None:
        conflict(plan.conflict, "scenario_budget_conflict")
        return
    if plan.retrofit is not None:
        data_table(
            years_table(plan, plan.retrofit), language=language(), key="scenario_budget_years"
        )
    scenario_keeping.save_plan(plan, found.effect, among_scenarios=True)


def conflict(found: Conflict, key: str) -> None:
    """Why there is no plan, and what would have to give."""
    notice(
        Text("为什么没有方案", "Why there is no plan"),
        language=language(),
        key=key,
        lines=siting_words.conflict_lines(found),
        kind="attention",
    )


def _against(before: FacilityPlan, after: FacilityPlan) -> Text | None:
    """The projects it has that the scenario has not, and the other way."""
    was = {p.option.option_id: site_words(p.option.site) for p in before.projects}
    now = {p.option.option_id: site_words(p.option.site) for p in after.projects}
    gone = [name for i, name in was.items() if i not in now]
    come = [name for i, name in now.items() if i not in was]
    if not gone and not come:
        return Text("项目与本方案相同。", "The same projects as the scenario.")
    said = []
    if gone:
        said.append(Text("少了{names}", "without {names}").fill(names=join(gone, en="; ")))
    if come:
        said.append(Text("多了{names}", "with {names}").fill(names=join(come, en="; ")))
    return Text(
        "与本方案相比，" + "；".join(t.zh for t in said) + "。",
        "Against the scenario: " + "; ".join(t.en for t in said) + ".",
    )

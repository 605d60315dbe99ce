"""Need and money, entered by the reader: what nobody has reported stays 待报."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd
import streamlit as st

from analysis.planning.estimated_need import FORMULA, estimate_need
from analysis.planning.retrofit import CountyNeed, RetrofitPlan
from geo.population import load_disability_rates
from geo.records import RetrofitNeed
from geo.vocabulary import WORDS, FundKind
from ui import state
from ui.components.data_table import data_table
from ui.frozen.frozen_view import closed
from ui.language import language, say, word
from ui.retrofit import retrofit_state, retrofit_view
from ui.saving import may_save, save, seen

_WAN = 10_000
ENTERED = "entered-"
"""How the ids of records typed here begin; those of a file stay as they came."""


def need_entry() -> None:
    """Eligible and verified households by county, entered here; or estimated, marked as such."""
    if closed("need"):
        return
    counties = state.layers().counties_of(state.view().city.code)
    known = {n.county_code: n for n in retrofit_state.needs()}
    with st.expander(
        say("填写需求户数和已验收户数", "Enter eligible and verified households"),
        expanded=all(n.need_left is None for n in known.values()),
    ):
        frame = pd.DataFrame(
            {
                "code": [c.code for c in counties],
                "county": [c.short_zh if language() == "zh" else c.short_en for c in counties],
                "eligible": pd.array([_reported(known[c.code]) for c in counties], dtype="Int64"),
                "done": pd.array([known[c.code].done_households for c in counties], dtype="Int64"),
            }
        ).set_index("code")
        with st.form("need_form", border=False):
            edited = st.data_editor(
                frame,
                key=f"need_editor_{state.view().city.code}_{language()}",
                hide_index=True,
                placeholder=say("待报", "not reported"),
                disabled=["county"],
                column_config={
                    "county": st.column_config.TextColumn(say("县（市、区）", "County")),
                    "eligible": st.column_config.NumberColumn(
                        say("需求户数（含已改造）", "Eligible (those done included)"),
                        min_value=0,
                        step=1,
                    ),
                    "done": st.column_config.NumberColumn(
                        say("2021 年以来已验收", "Verified since 2021"), min_value=0, step=1
                    ),
                },
            )
            seen("need_form")
            sent = st.form_submit_button(say("保存", "Save"), disabled=not may_save())
        st.caption(
            say(
                "口径为困难重度残疾人家庭；不知道就留空，留空为“待报”，不当作 0。"
                "也可以在“设施 · 导入设施清单”导入家庭无障碍改造表。",
                "Households of severely disabled people in hardship; leave empty what is not known:"
                " empty is “not reported”, never 0. The form can be imported under Facilities too.",
            )
        )
        if sent:
            _keep(edited)
        _estimate()


def _reported(need: CountyNeed) -> int | None:
    """What was reported as eligible: an estimate does not become a report by being saved."""
    return None if need.estimated else need.eligible_households


def _keep(edited: pd.DataFrame) -> None:
    wrong, records = [], []
    for code, row in edited.iterrows():
        eligible = None if pd.isna(row["eligible"]) else int(row["eligible"])
        done = None if pd.isna(row["done"]) else int(row["done"])
        if eligible is None and done is None:
            continue
        if eligible is not None and done is not None and done > eligible:
            wrong.append(str(row["county"]))
            continue
        records.append(
            RetrofitNeed(
                f"{ENTERED}{code}",
                str(code),
                eligible,
                done,
                state.view().as_of,
                say("用户填报", "entered by the user"),
            )
        )
    if wrong:
        listed = "、".join(wrong)
        st.error(
            say(
                f"{listed}：已验收多于需求户数。需求户数应含已改造的，请核对。",
                f"{listed}: more verified than eligible. Eligible includes those done; check both.",
            )
        )
        return
    codes = {c.code for c in state.layers().counties_of(state.view().city.code)}
    told = {r.county_code for r in records if r.eligible_households is not None}
    own: tuple[RetrofitNeed, ...] = state.own_records().get("retrofit_needs", ())
    kept = (n for n in own if not _replaced(n, codes, told))
    if save("retrofit_needs", (*kept, *records), "need_form"):
        st.rerun()


def _replaced(need: RetrofitNeed, codes: set[str], told: set[str]) -> bool:
    """Whether saving the table takes a record's place: what was typed, and estimates now told."""
    if need.county_code not in codes:
        return False
    return need.record_id.startswith(ENTERED) or (need.estimated and need.county_code in told)


def _estimate() -> None:
    """Fills what is not reported by the stated formula; every such county is marked."""
    st.markdown(f"**{say('没有报的县，按公式估算', 'Estimate what is not reported')}**")
    st.caption(word(FORMULA))
    share = st.number_input(
        say("困难占比（%，没有公开数据，请自定）", "Hardship share (%, no public figure: yours)"),
        0.1,
        100.0,
        None,
        1.0,
        key="hardship_share",
    )
    if not st.button(
        say("估算待报的县", "Estimate the counties not reported"),
        disabled=share is None or not may_save(),
        key="estimate_need",
    ):
        return
    rates = load_disability_rates()
    known = {n.county_code: n for n in retrofit_state.needs()}
    counties = state.layers().counties_of(state.view().city.code)
    estimates = tuple(
        estimate_need(c, rates, (share or 0) / 100, known[c.code].done_households)
        for c in counties
        if known[c.code].eligible_households is None
    )
    own: tuple[RetrofitNeed, ...] = state.own_records().get("retrofit_needs", ())
    ids = {e.record_id for e in estimates}
    kept = (n for n in own if n.record_id not in ids)
    if save("retrofit_needs", (*kept, *estimates), "need_form"):
        st.rerun()


def funds_entry(plan: RetrofitPlan) -> None:
    """Amounts by source and year in 万元, and what of the cost they pay."""
    if plan.request.unit_cost_yuan is None:
        return
    years = [str(y) for y in plan.request.years]
    known = retrofit_state.fund_yuan()
    funding = retrofit_state.funding(plan)
    if funding is not None:
        data_table(retrofit_view.funding_table(plan, funding), language=language(), key="funding")
    with st.expander(say("资金来源（万元）", "Sources of funds (10,000 yuan)"), expanded=False):
        rows: list[dict[str, Any]] = []
        for kind in FundKind:
            amounts = known.get(kind, ())
            fits = len(amounts) == len(years)
            values = {y: float(amounts[i] / _WAN) if fits else 0.0 for i, y in enumerate(years)}
            rows.append({"kind": str(kind), "source": word(WORDS[kind]), **values})
        with st.form("funds_form", border=False):
            edited = st.data_editor(
                pd.DataFrame(rows).set_index("kind"),
                key=f"funds_{'_'.join(years)}_{language()}",
                hide_index=True,
                placeholder="",
                disabled=["source"],
                column_config={
                    "source": st.column_config.TextColumn(say("来源", "Source")),
                    **{y: st.column_config.NumberColumn(y, min_value=0.0, step=1.0) for y in years},
                },
            )
            sent = st.form_submit_button(say("按这些资金核对", "Check against these sources"))
        if sent:
            retrofit_state.set_fund_yuan(
                {
                    FundKind(str(kind)): tuple(_yuan(row[y]) for y in years)
                    for kind, row in zip(edited.index, edited.to_dict("records"), strict=True)
                }
            )
            st.rerun()


def _yuan(wan: float | None) -> Fraction:
    """万元 as entered, in yuan to the fen: no source pays less than one."""
    if wan is None or pd.isna(wan):
        return Fraction(0)
    return Fraction(round(Fraction(str(wan)) * _WAN * 100), 100)

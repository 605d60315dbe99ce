"""改造: household retrofits of the period, of one year, or of 2026-2030, over counties."""

from __future__ import annotations

import streamlit as st

from analysis.planning.period import PeriodAccount
from analysis.requirements.schema import RetrofitTotal
from geo.text import Text
from ui import downloads, state
from ui.components.data_table import data_table
from ui.components.notice import notice
from ui.components.page_head import lede
from ui.frozen import frozen_retrofit
from ui.language import language, say
from ui.retrofit import (
    period_view,
    retrofit_entry,
    retrofit_form,
    retrofit_map,
    retrofit_state,
    retrofit_view,
)


def page() -> None:
    """The page: the request at the left, the plan in the middle, the map at the right."""
    if (shown := state.frozen()) is not None:
        frozen_retrofit.panel(shown, _account())
        return
    left, middle, right = st.columns([0.8, 2.3, 1.1], gap="medium")
    with left:
        request = retrofit_form.request_form()
    if request.mode == retrofit_state.PERIOD:
        account = _account()
        with middle:
            lede(
                period_view.period_lede(account),
                language=language(),
                key="retrofit_lede",
                under=retrofit_view.unreported_note(account.unreported),
            )
            data_table(
                period_view.period_table(account), language=language(), key="retrofit_period"
            )
            retrofit_entry.need_entry()
        with right:
            retrofit_map.period_map(account)
        return
    outcome = retrofit_state.outcome(request)
    with middle:
        if outcome.plan is None:
            if retrofit_view.nothing_reported():
                lede(retrofit_view.nothing_lede(), language=language(), key="retrofit_lede")
            elif outcome.infeasible is not None:
                notice(
                    Text("这样分不下来", "No plan is possible"),
                    language=language(),
                    key="retrofit_infeasible",
                    lines=[outcome.infeasible.message],
                    kind="attention",
                )
            if not retrofit_view.nothing_reported():
                data_table(
                    retrofit_view.need_table(retrofit_state.needs()),
                    language=language(),
                    key="retrofit_needs",
                )
        else:
            plan = outcome.plan
            lede(
                retrofit_view.plan_lede(plan),
                language=language(),
                key="retrofit_lede",
                under=retrofit_view.unreported_note(plan.unreported),
            )
            data_table(retrofit_view.plan_table(plan), language=language(), key="retrofit_plan")
            retrofit_entry.funds_entry(plan)
            if retrofit_state.report_table() is not None:
                downloads.table_button(
                    "retrofit",
                    say("下载改造计划（xlsx）", "Download the plan (xlsx)"),
                    "retrofit_download",
                )
        retrofit_entry.need_entry()
    with right:
        if outcome.plan is not None:
            retrofit_map.plan_map(outcome.plan)
        else:
            retrofit_map.need_map(retrofit_state.needs())


def _account() -> PeriodAccount:
    """The period's account, by the same reports as the finding on the city's retrofits."""
    for entry in state.catalogue().evaluated(state.view().city.code):
        if isinstance(check := entry.check, RetrofitTotal):
            last = min(state.view().as_of, check.period_end)
            target = int(check.thresholds[0].value) if check.thresholds else None
            needs = retrofit_state.period_needs(check.basis, check.period_start, last)
            return PeriodAccount(needs, target)
    return PeriodAccount(retrofit_state.needs(), None)


page()

"""改造 of a frozen assessment: what was reported then, and the plan if one was frozen with it."""

from __future__ import annotations

import streamlit as st

from analysis.frozen import FrozenAssessment
from analysis.planning.period import PeriodAccount
from geo.text import Text
from ui import downloads
from ui.components.data_table import data_table
from ui.components.page_head import lede
from ui.frozen.frozen_view import closed
from ui.language import language, say
from ui.report_table import on_screen
from ui.retrofit import period_view, retrofit_map, retrofit_view

_WITH_PLAN = Text(
    "**改造计划已随定稿留存**，不能重新分配。下面先是计划，再是定稿时各县的户数。",
    "**The retrofit plan was frozen too** and is not made anew. The plan comes first, then the"
    " counties’ households as reported then.",
)
_NO_PLAN = Text(
    "**这份定稿没有改造计划。** 下面是定稿时各县的户数。要分配改造任务，请先回到当前台账。",
    "**No retrofit plan was frozen.** The counties’ households as reported then follow. To make a"
    " plan, go back to the current register.",
)


def panel(shown: FrozenAssessment, account: PeriodAccount) -> None:
    """The plan of then at the left, with the households of then; their map at the right."""
    left, right = st.columns([2.3, 1.1], gap="medium")
    has_plan = shown.report.has("retrofit")
    with left:
        lede(
            _WITH_PLAN if has_plan else _NO_PLAN,
            language=language(),
            key="retrofit_lede",
            under=retrofit_view.unreported_note(account.unreported),
        )
        if has_plan:
            table = shown.report.table("retrofit")
            data_table(on_screen(table), language=language(), key="retrofit_plan")
            downloads.table_button(
                "retrofit",
                say("下载改造计划（xlsx）", "Download the plan (xlsx)"),
                "retrofit_download",
            )
        data_table(period_view.period_table(account), language=language(), key="retrofit_period")
        closed("need")
    with right:
        retrofit_map.period_map(account)

"""What is wanted and what must hold: one choice, the few numbers it needs, all else folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.planning.scenarios.question import (
    ABSENT_WORDS,
    UNDER_WAY_WORDS,
    Absent,
    UnderWay,
)
from analysis.planning.scenarios.under_way import UNDER_WAY_STATUSES
from geo.layers import County
from geo.people.demand import PeopleGroup
from geo.text import Text
from geo.travel.model import TravelMode
from geo.vocabulary import FacilityType
from ui import state
from ui.language import say, word, written
from ui.siting import siting_advanced
from ui.siting.siting_kept import keep, widget
from ui.siting.siting_limits import clear_button, limit_input
from ui.siting.siting_presets import (
    NEEDS_LIMIT,
    PRESET_HELP,
    PRESET_WORDS,
    USUAL_P,
    Preset,
)

WAN = 10_000.0
WHOLE_CITY = ""


@dataclass(frozen=True)
class Asked:
    """What the reader asks of a plan; ``budget_by_year_yuan``: year, yuan, in order."""

    preset: Preset
    county: str
    absent: Absent
    under_way: UnderWay
    reach_under_way: bool
    held: tuple[str, ...]
    service: FacilityType
    group: PeopleGroup
    mode: TravelMode
    cutoff_min: float
    p: int | None
    budget_yuan: float | None
    budget_by_year_yuan: tuple[tuple[int, float], ...]
    carry_over: bool
    priority: tuple[str, ...]
    priority_weight: float
    use_capacity: bool
    closing: tuple[str, ...]
    strict: bool
    time_limit_s: float

    @property
    def missing(self) -> Text | None:
        """What must be entered before a plan can be sought."""
        limits = (self.p, self.budget_yuan, *(yuan for _, yuan in self.budget_by_year_yuan))
        if self.preset in NEEDS_LIMIT and all(limit is None for limit in limits):
            return Text(
                "请填“最多几处”“总预算”或年度预算，至少一项。",
                "Enter the number of projects, a budget, or budgets by year.",
            )
        return None


def asked() -> Asked:
    """Draws the form; what it returns is what stands in it."""
    counties = state.layers().counties_of(state.view().city.code)
    preset = _preset()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        county = _county(counties)
        usual_p = USUAL_P if preset in NEEDS_LIMIT - {Preset.COMPLY_THEN_REACH} else None
        p = _number("p", say("最多几处", "At most so many"), usual_p)
        budget = _number("budget", say("总预算（万元）", "Budget (10,000 yuan)"), None)
        names = (f"p_{usual_p}", "budget_None")
        clear_button(names, say("数量、预算都不限", "No limit of either"), "limits")
    _common_budget()
    absent = _absent()
    under_way, reach_under_way = _under_way()
    with st.expander(
        say("更多设定：要求、服务、时限、预算……", "More: requirements, service, limits …"),
        key="siting_advanced",
    ):
        held, strict = siting_advanced.held()
        st.divider()
        service, group, mode, cutoff = siting_advanced.service()
        st.divider()
        by_year, carry_over = siting_advanced.by_year()
        priority, weight = siting_advanced.priority(counties)
        closing = siting_advanced.closing()
        use_capacity, limit_s = siting_advanced.search()
    return Asked(
        preset,
        county,
        absent,
        under_way,
        reach_under_way,
        held,
        service,
        group,
        mode,
        cutoff,
        None if p is None else int(p),
        None if budget is None else budget * WAN,
        by_year,
        carry_over,
        priority,
        weight,
        use_capacity,
        closing,
        strict,
        limit_s,
    )


def _common_budget() -> None:
    """Where household retrofits share the money: said beside the budget, with the way there."""
    st.caption(
        say(
            "这里只算设施的钱。要和家庭无障碍改造共用一笔预算，请先存为比选方案，再到“方案”页的"
            "“共同预算”里填户数。",
            "This is money for facilities alone. To share one budget with household retrofits, keep"
            " the plan as a scenario and enter the households there, under “One budget”.",
        )
    )
    st.page_link(
        "ui/pages/scenarios.py",
        label=say("去“方案”页的共同预算", "To one budget, under Scenarios"),
        icon=":material/home_repair_service:",
    )


def _preset() -> Preset:
    options = list(Preset)
    preset = st.selectbox(
        say("想要什么", "What is wanted"),
        options,
        format_func=written(PRESET_WORDS),
        key=widget("preset", Preset.COMPLY),
    )
    st.caption(word(PRESET_HELP[Preset(preset)]))
    return keep("preset", Preset(preset))


def _county(counties: Sequence[County]) -> str:
    names = {WHOLE_CITY: Text("全市", "The whole city")}
    names |= {c.code: Text(c.short_zh, c.short_en) for c in counties}
    code = st.selectbox(
        say("为哪里作方案", "For"),
        list(names),
        format_func=written(names),
        key=widget("county", WHOLE_CITY),
        width=170,
    )
    return keep("county", str(code))


def _number(name: str, label: str, default: float | None) -> float | None:
    """A number that can stay empty: no limit of that kind."""
    name = f"{name}_{default}"
    if name.startswith("p_"):
        typed = limit_input(name, label, default, most=500, step=1, width_px=130)
    else:
        typed = limit_input(
            name, label, default, most=100_000_000.0, step=100.0, width_px=190, decimals=1
        )
    return typed


def _absent() -> Absent:
    choice = st.radio(
        say("待核实的县", "Counties to be verified"),
        list(Absent),
        format_func=written(ABSENT_WORDS),
        key=widget("absent", Absent.NOT_PLANNED),
    )
    return keep("absent", Absent(choice or Absent.NOT_PLANNED))


def _under_way() -> tuple[UnderWay, bool]:
    """Whether the plan waits for what is under way in the city, and whether times count it too.

    Asked where there is any.
    """
    city = state.view().city.code
    here = sum(
        f.city_code == city and f.status in UNDER_WAY_STATUSES for f in state.layers().facilities
    )
    if not here:
        return UnderWay.COUNTED, False
    choice = st.radio(
        say(f"在建、前期、未投用的设施（{here} 处）", f"Facilities not in use yet ({here})"),
        list(UnderWay),
        format_func=written(UNDER_WAY_WORDS),
        key=widget("under_way", UnderWay.COUNTED),
    )
    waits = keep("under_way", UnderWay(choice or UnderWay.COUNTED)) is UnderWay.COUNTED
    reach = st.checkbox(
        say(
            "出行时间也按投用后计入（“现状”随之含在建；不勾选：只算现在能用的设施）",
            "Count them in travel times too (“as it is” then has them; else only what is in use)",
        ),
        key=widget("reach_under_way", False),
        disabled=not waits,
    )
    kept = keep("reach_under_way", reach)
    return (UnderWay.COUNTED, kept) if waits else (UnderWay.IGNORED, False)

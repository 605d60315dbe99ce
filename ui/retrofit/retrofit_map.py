"""The maps of the retrofit page: coverage by county, in the classes of before and after."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from analysis.class_breaks import class_breaks
from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import CountyNeed, RetrofitPlan
from geo.counties import label_points
from ui import state
from ui.components.map_view import AreaStyle, LegendGroup, LegendItem, MapSpec, map_view
from ui.language import language, say
from ui.population.population_view import PURPLES


def plan_map(plan: RetrofitPlan) -> None:
    """Coverage by county, before or at the end."""
    last = plan.request.years[-1]
    after = st.segmented_control(
        say("覆盖率", "Coverage"),
        [False, True],
        format_func={
            False: say("分配前", "Before"),
            True: say(f"{last} 年末", f"End of {last}"),
        }.__getitem__,
        default=True,
        required=True,
        key="retrofit_map_when",
        label_visibility="collapsed",
    )
    shares = {c.county_code: c.after_share if after else c.before_share for c in plan.counties}
    every = [s for c in plan.counties for s in (c.before_share, c.after_share)]
    _map(
        shares,
        every,
        say(f"{last} 年末覆盖率", f"Coverage, end of {last}")
        if after
        else say("分配前覆盖率", "Coverage before"),
    )


def need_map(needs: tuple[CountyNeed, ...]) -> None:
    """Coverage as reported, where no plan could be made."""
    shares = {n.county_code: n.covered_share for n in needs}
    _map(shares, list(shares.values()), say("现覆盖率", "Coverage now"))


def period_map(account: PeriodAccount) -> None:
    """Coverage by county at the end of the period."""
    shares = {n.county_code: n.covered_share for n in account.needs}
    _map(shares, list(shares.values()), say("期末覆盖率", "Coverage at the end"))


def _map(shares: dict[str, float | None], every: list[float | None], title: str) -> None:
    chosen = state.view()
    values = [s * 100 for s in every if s is not None]
    breaks = class_breaks(values, 4).breaks if values else ()
    shades = {0: (2,), 1: (0, 3), 2: (0, 1, 3), 3: (0, 1, 2, 3)}[len(breaks)]
    points = label_points()
    areas = []
    for county in state.layers().counties_of(chosen.city.code):
        share = shares.get(county.code)
        name = county.short_zh if language() == "zh" else county.short_en
        if share is None:
            fill, said = "unknown", say("待报", "not reported")
        else:
            fill = PURPLES[shades[sum(share * 100 >= b for b in breaks)]]
            said = f"{share * 100:.1f}%"
        areas.append(
            AreaStyle(
                county.code,
                fill,
                None,
                name,
                said,
                f"{name}{say('：', ': ')}{said}",
                *points[county.code],
            )
        )
    items = [LegendItem(label, fill=PURPLES[shades[i]]) for i, label in enumerate(_labels(breaks))]
    if any(s is None for s in shares.values()) or len(shares) < len(areas):
        items.append(LegendItem(say("待报", "Not reported"), fill="unknown"))
    map_view(
        MapSpec(
            city_code=chosen.city.code,
            language=language(),
            title=title,
            areas=tuple(areas),
            legend=(
                LegendGroup(
                    f"{title}（%）" if language() == "zh" else f"{title} (%)",
                    tuple(items if values else items[-1:]),
                ),
            ),
            watermark=say("演示", "DEMO") if chosen.demonstration else None,
        ),
        "retrofit_map",
        height_px=460,
    )


def _labels(breaks: tuple[float, ...]) -> list[str]:
    if not breaks:
        return [say("全部", "all")]
    first, last = f"{breaks[0]:g}", f"{breaks[-1]:g}"
    middle = [f"{a:g}—{b:g}" for a, b in pairwise(breaks)]
    return [
        say(f"{first} 以下", f"below {first}"),
        *middle,
        say(f"{last} 以上", f"{last} and over"),
    ]

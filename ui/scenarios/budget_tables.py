"""Tables of one budget for facilities and households: by year, and the ways to split it."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.planning.scenarios.plan import FacilityPlan, RetrofitYears
from analysis.planning.scenarios.splitting import Split
from geo.text import Text
from ui.components.table_types import Bar, Cell, Column, Kind, Row, Table
from ui.scenarios.scenario_words import WAN
from ui.siting import siting_words

FIRST_WORDS = {
    True: Text("先安排家庭无障碍改造", "Households first"),
    False: Text("先安排设施，余款用于家庭", "Facilities first, households with the rest"),
}


def years_table(plan: FacilityPlan, retrofit: RetrofitYears) -> Table:
    """Households and facilities by year out of the same money."""
    years = plan.question.years
    spent = facility_yuan(plan)
    limits = plan.question.budget_by_year_yuan
    rows = []
    for i, year in enumerate(years):
        facilities = None if spent is None else spent[i]
        homes = retrofit.cost_yuan[i]
        whole = None if facilities is None else facilities + homes
        rows.append(
            Row(
                str(year),
                (
                    str(year),
                    retrofit.households[i],
                    _wan(homes),
                    _wan(facilities),
                    _wan(whole),
                    _limit(limits.get(year)),
                ),
            )
        )
    total = None if spent is None else sum(spent)
    homes = sum(retrofit.cost_yuan)
    return Table(
        label=Text("共同预算分年度安排", "One budget, year by year"),
        heading=Text("共同预算分年度安排", "One budget, year by year"),
        columns=(
            Column("year", Text("年度", "Year")),
            Column("households", Text("家庭改造\n（户）", "Households"), Kind.NUMBER),
            Column(
                "homes",
                Text("家庭改造\n（万元）", "Households\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
            ),
            Column(
                "facilities",
                Text("设施\n（万元，估算）", "Facilities\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
            ),
            Column(
                "all",
                Text("合计\n（万元）", "Total\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
                strong=True,
            ),
            Column(
                "limit",
                Text("当年预算\n（万元）", "Budget\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
            ),
        ),
        rows=tuple(rows),
        total=Row(
            "total",
            (
                Text("合计", "Total"),
                sum(retrofit.households),
                _wan(homes),
                _wan(total),
                _wan(None if total is None else total + homes),
                _limit(plan.question.budget_yuan),
            ),
        ),
        note=_unit_note(plan),
    )


def facility_yuan(plan: FacilityPlan) -> tuple[float, ...] | None:
    """What the facilities cost in each year; None where a project's cost is not known."""
    if any(p.cost_by_year_yuan is None for p in plan.projects):
        return None
    return tuple(
        sum((p.cost_by_year_yuan or ())[i] for p in plan.projects)
        for i in range(len(plan.question.years))
    )


def _wan(yuan: float | None) -> Cell:
    return Text("待定", "to be decided") if yuan is None else yuan / WAN


def _limit(yuan: float | None) -> Cell:
    return Text("不限", "no limit") if yuan is None else yuan / WAN


def _unit_note(plan: FacilityPlan) -> Text | None:
    part = plan.question.retrofit
    if part is None:
        return None
    order, unit = FIRST_WORDS[part.first], f"{part.unit_cost_yuan:,.0f}"
    return Text(
        f"{order.zh}；按户均 {unit} 元估算。“—”为 0。",
        f"{order.en}; at {unit} yuan a household. “—” is 0.",
    )


def splits_table(splits: Sequence[Split]) -> Table:
    """More households against more people within reach: one row for each split, with bars."""
    cutoff = f"{splits[0].plan.question.cutoff_min:g}" if splits else ""
    return Table(
        label=Text("几种分法", "Ways to split the budget"),
        heading=Text("家庭改造多一些，设施就少一些", "More households, fewer facilities"),
        columns=(
            Column("households", Text("家庭改造（户）", "Households"), Kind.BAR, zeros=True),
            Column(
                "retrofit",
                Text("家庭改造\n（万元）", "Households\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
            ),
            Column(
                "facilities",
                Text("设施\n（万元，估算）", "Facilities\n(10,000 yuan)"),
                Kind.NUMBER,
                decimals=1,
            ),
            Column("projects", Text("项目\n（个）", "Projects"), Kind.NUMBER),
            Column(
                "within",
                Text(f"{cutoff} 分钟内可到达（人）", f"Persons within {cutoff} min"),
                Kind.BAR,
                zeros=True,
            ),
            Column("sure", Text("求解", "How sure")),
        ),
        rows=tuple(_split_row(split) for split in splits),
        note=Text(
            "每行都是余款能买到的最好方案；各行没有优劣之分，由您取舍。",
            "Each row is the best plan the rest of the money buys; none is better as such: the"
            " choice is yours.",
        ),
    )


def _split_row(split: Split) -> Row:
    gaps = [s.gap for s in split.plan.stages]
    gap = None if None in gaps else max((g for g in gaps if g is not None), default=None)
    none = split.within_persons is None
    return Row(
        str(split.households),
        (
            Bar(float(split.households)),
            split.retrofit_yuan / WAN,
            Text("无方案", "no plan") if none else _wan(split.facilities_yuan),
            "" if none else len(split.plan.projects),
            Bar(split.within_persons),
            siting_words.sure(split.plan.status, gap),
        ),
        hatched=none,
        merged={"within": Text("剩下的钱不够满足要求", "what is left can’t meet the requirements")}
        if none
        else {},
    )

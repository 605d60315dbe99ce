"""What the retrofit page shows of a plan: its sentence, table, money and map."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from analysis.class_breaks import class_breaks
from analysis.planning.funds import FUND_WORDS, Funding
from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import CountyNeed, RetrofitPlan, yearly_limit
from geo.counties import label_points
from geo.text import Text, join
from ui import state
from ui.components.map_view import AreaStyle, LegendGroup, LegendItem, MapSpec, map_view
from ui.components.table_types import Axis, Change, Column, Group, Kind, Row, Table
from ui.language import language, say
from ui.population_view import PURPLES

_WAN = 10_000
_AXIS = Axis(0, 100, (0, 20, 40, 60, 80, 100))


def _names() -> dict[str, Text]:
    counties = state.layers().counties_of(state.view().city.code)
    return {c.code: Text(c.short_zh, c.short_en) for c in counties}


def plan_lede(plan: RetrofitPlan) -> Text:
    """Whether the households fit, at what pace, and what the lowest county gains."""
    request = plan.request
    years, each = len(request.years), plan.by_year[0] if plan.by_year else 0
    cost = plan.cost_yuan(each)
    money = Text("", "")
    if cost is not None:
        wan = f"{float(cost / _WAN):,.1f}".rstrip("0").rstrip(".")
        money = Text(f"、{wan} 万元", f", {float(cost):,.0f} yuan")
    lowest = min(
        (c for c in plan.counties if c.before_share is not None),
        key=lambda c: (c.before_share or 0, c.county_code),
        default=None,
    )
    tail = Text("", "")
    if lowest is not None:
        name = _names()[lowest.county_code]
        a, b = (lowest.before_share or 0) * 100, (lowest.after_share or 0) * 100
        tail = Text(
            f"最低的{name.zh}，覆盖率由 {a:.1f}% 提高到 {b:.1f}%。",
            f" {name.en}, the lowest, goes from {a:.1f} % to {b:.1f} %.",
        )
    total = f"{request.target_households:,}"
    if years == 1:
        return Text(
            f"**{total} 户一年可以分完**{money.zh.replace('、', '：')}。{tail.zh}",
            f"**{total} households fit in one year**{money.en}.{tail.en}",
        )
    return Text(
        f"**{total} 户 {years} 年可以分完**：每年 {each:,} 户{money.zh}。{tail.zh}",
        f"**{total} households fit in {years} years**: {each:,} a year{money.en}.{tail.en}",
    )


def unreported_note(codes: tuple[str, ...]) -> Text | None:
    """Which counties have not reported, and what that does."""
    if not codes:
        return None
    names = join([_names()[c] for c in codes])
    return Text(
        f"{names.zh}需求户数**待报**，没有分配；报来后其他县的户数会减少。",
        f"The need of {names.en} is **not reported**: nothing is allocated there; once it is, the"
        " other counties get fewer.",
    )


def plan_table(plan: RetrofitPlan) -> Table:
    """Need, households by year, coverage before and after."""
    names = _names()
    years = plan.request.years
    groups = (
        Group("need", Text("需求（户）", "Need (households)")),
        Group("tasks", Text("新增任务（户）", "Extra households")),
    )
    columns = (
        Column("county", Text("县（市、区）", "County")),
        Column("eligible", Text("总数", "Eligible"), Kind.NUMBER, group="need"),
        Column("done", Text("已验收", "Done"), Kind.NUMBER, group="need"),
        *(Column(f"y{y}", Text(str(y), str(y)), Kind.NUMBER, group="tasks") for y in years),
        Column("sum", Text("合计", "Total"), Kind.NUMBER, group="tasks", strong=True),
        Column("change", Text("覆盖率（%）", "Coverage (%)"), Kind.CHANGE, decimals=1, axis=_AXIS),
    )
    rows = {
        c.county_code: Row(
            c.county_code,
            (
                _marked(names[c.county_code], estimated=c.estimated),
                c.eligible_households,
                c.done_households,
                *c.by_year,
                c.households,
                Change(_percent(c.before_share), _percent(c.after_share)),
            ),
        )
        for c in plan.counties
    }
    needs = {n.county_code: n for n in plan.request.needs}
    for code in plan.unreported:
        rows[code] = _unreported_row(names[code], needs[code])
    eligible = sum(c.eligible_households for c in plan.counties)
    done = sum(c.done_households for c in plan.counties)
    given = sum(plan.by_year)
    total = Row(
        "total",
        (
            Text("合计", "Total"),
            eligible,
            done,
            *plan.by_year,
            given,
            Change(
                done / eligible * 100 if eligible else None,
                (done + given) / eligible * 100 if eligible else None,
            ),
        ),
    )
    last = years[-1]
    excluded = Text("合计不含待报的县。", "Totals leave out counties not reported.")
    note = Text("覆盖率 = 已验收户数 ÷ 需求户数。", "Coverage = done ÷ eligible.")
    limit = yearly_limit(plan.request)
    room = Text("", "")
    if limit is not None:
        room = Text(f"年度资金够 {limit:,} 户。", f" The budget pays for {limit:,} a year.")
    return Table(
        label=Text("改造计划", "Retrofit plan"),
        columns=columns,
        rows=tuple(rows[code] for code in sorted(rows)),
        total=total,
        groups=groups,
        note=Text(
            f"{note.zh}{excluded.zh if plan.unreported else ''}{room.zh}按区划代码排列，不排名。",
            f"{note.en} {excluded.en if plan.unreported else ''}{room.en} In code order.",
        ),
        before=Text("分配前", "Before"),
        after=Text(f"{last} 年末", f"End of {last}"),
    )


def _unreported_row(name: Text, need: CountyNeed) -> Row:
    return Row(
        need.county_code,
        (name, need.eligible_households, need.done_households),
        hatched=True,
        merged={
            "tasks": Text(
                f"未分配：缺需求户数，向{name.zh}残联要",
                f"Nothing allocated: ask the {name.en} DPF for the need",
            ),
            "change": Text("不能计算", "Not known"),
        },
    )


def need_table(needs: tuple[CountyNeed, ...]) -> Table:
    """What is known of the need, where no plan could be made."""
    names = _names()
    return Table(
        label=Text("需求", "Need"),
        columns=(
            Column("county", Text("县（市、区）", "County")),
            Column("eligible", Text("需求户数", "Eligible"), Kind.NUMBER),
            Column("done", Text("已验收", "Done"), Kind.NUMBER),
            Column("left", Text("剩余", "Left"), Kind.NUMBER),
        ),
        rows=tuple(
            Row(
                n.county_code,
                (
                    _marked(names[n.county_code], estimated=n.estimated),
                    n.eligible_households,
                    n.done_households,
                    n.need_left,
                ),
                hatched=n.need_left is None,
            )
            for n in needs
        ),
    )


def period_lede(account: PeriodAccount) -> Text:
    """How far the period's verified households come."""
    got, n = account.verified_households, len(account.needs)
    reported = n - len(account.unreported)
    if not reported:
        return Text(
            f"**2021—2025 年验收户数 {n} 个县都待报**，还不能核算。请向各县残联要。",
            f"**None of the {n} counties has reported** the households verified in 2021–2025.",
        )
    target = account.target_households
    if target is None:
        return Text(
            f"已报 {reported} / {n} 个县，**验收合计 {got:,} 户**；规划没有数量目标，只报进展。",
            f"{reported} of {n} counties reported, **{got:,} households verified**; no target set.",
        )
    share = (account.completed_share or 0) * 100
    return Text(
        f"已报 {reported} / {n} 个县，**验收合计 {got:,} 户，目标 {target:,} 户，"
        f"完成率 {share:.1f}%**" + ("（待报的县报来后只会增加）。" if account.unreported else "。"),
        f"{reported} of {n} counties reported, **{got:,} verified of {target:,}, {share:.1f} %**"
        + (" (can only rise as others report)." if account.unreported else "."),
    )


def period_table(account: PeriodAccount) -> Table:
    """Verified households and coverage by county."""
    names = _names()
    return Table(
        label=Text("期末核算", "Period account"),
        columns=(
            Column("county", Text("县（市、区）", "County")),
            Column("eligible", Text("需求户数\n（户）", "Eligible\n(households)"), Kind.NUMBER),
            Column("done", Text("已验收\n（户）", "Verified\n(households)"), Kind.NUMBER),
            Column("left", Text("剩余\n（户）", "Left\n(households)"), Kind.NUMBER),
            Column("share", Text("覆盖率\n（%）", "Coverage\n(%)"), Kind.NUMBER, decimals=1),
        ),
        rows=tuple(
            Row(
                n.county_code,
                (
                    _marked(names[n.county_code], estimated=n.estimated),
                    n.eligible_households,
                    n.done_households,
                    n.need_left,
                    _coverage(n),
                ),
                hatched=n.done_households is None,
            )
            for n in account.needs
        ),
        total=Row(
            "total",
            (
                Text("合计（已报）", "Total (reported)"),
                account.eligible_households or None,
                account.verified_households if account.verified_households else None,
                "",
                None if account.covered_share is None else account.covered_share * 100,
            ),
        ),
        note=Text(
            "口径：困难重度残疾人家庭，2021 年以来验收。2016—2020 年的户数口径不同，不计入。",
            "Households of severely disabled people in hardship, verified since 2021; those of"
            " 2016–2020 count another group and stay out.",
        ),
    )


def funding_table(plan: RetrofitPlan, funding: Funding) -> Table:
    """What each source pays by year in 万元, and what nobody pays."""
    years = plan.request.years

    def wan(values: tuple[object, ...]) -> tuple[float, ...]:
        return tuple(float(v) / _WAN for v in values)  # type: ignore[arg-type]

    rows = [
        Row(
            str(use.fund.kind),
            (FUND_WORDS[use.fund.kind], *wan(use.used_yuan), sum(wan(use.used_yuan))),
        )
        for use in funding.uses
    ]
    short = wan(funding.missing_yuan)
    if any(short):
        rows.append(Row("short", (Text("尚无来源", "No source"), *short, sum(short)), hatched=True))
    cost = wan(funding.cost_yuan)
    return Table(
        label=Text("资金来源", "Sources of funds"),
        heading=Text("资金来源", "Sources of funds"),
        hint=Text("万元，按所列次序使用", "10 000 yuan, used in the order listed"),
        columns=(
            Column("source", Text("来源", "Source")),
            *(Column(str(y), Text(str(y), str(y)), Kind.NUMBER, decimals=1) for y in years),
            Column("sum", Text("合计", "Total"), Kind.NUMBER, decimals=1, strong=True),
        ),
        rows=tuple(rows),
        total=Row("total", (Text("合计", "Total"), *cost, sum(cost))),
    )


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


def period_map(account: PeriodAccount) -> None:
    """Coverage by county at the end of the period."""
    shares = {n.county_code: _share(n) for n in account.needs}
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
            watermark=say("演示", "DEMO 演示") if chosen.demonstration else None,
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


def _marked(name: Text, *, estimated: bool) -> Text:
    return Text(f"{name.zh}（估算）", f"{name.en} (est.)") if estimated else name


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _share(need: CountyNeed) -> float | None:
    if need.need_left is None or not need.eligible_households:
        return None
    return (need.done_households or 0) / need.eligible_households


def _coverage(need: CountyNeed) -> float | None:
    return _percent(_share(need))

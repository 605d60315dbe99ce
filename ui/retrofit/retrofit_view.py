"""What the retrofit page shows of a plan: its sentence, table, money and map."""

from __future__ import annotations

from analysis.planning.funds import Funding
from analysis.planning.retrofit import CountyNeed, RetrofitPlan, yearly_limit
from geo.text import Text, join
from geo.vocabulary import WORDS
from ui import state
from ui.components.table_types import Axis, Change, Column, Group, Kind, Row, Table
from ui.retrofit import retrofit_state

_WAN = 10_000
_AXIS = Axis(0, 100, (0, 25, 50, 75, 100))


def county_names() -> dict[str, Text]:
    """The short names of the city's counties by code."""
    counties = state.layers().counties_of(state.view().city.code)
    return {c.code: Text(c.short_zh, c.short_en) for c in counties}


def plan_lede(plan: RetrofitPlan) -> Text:
    """Whether the households fit, at what pace, and what the lowest county gains."""
    request = plan.request
    if not request.target_households:
        return Text(
            "**先填写新增任务户数**，再按“重新计算”。规划没有给出下一期的数量。",
            "**Set the number of extra households first**, then compute. The plan gives none for"
            " the next period.",
        )
    years, each = len(request.years), plan.by_year[0] if plan.by_year else 0
    cost = plan.cost_yuan(each)
    money = Text("", "")
    if cost is not None:
        wan = f"{float(cost / _WAN):,.1f}".rstrip("0").rstrip(".")
        unit = f"{float(request.unit_cost_yuan or 0):,.10g}"
        money = Text(
            f"、{wan} 万元（按户均 {unit} 元估算）",
            f", {float(cost):,.0f} yuan at {unit} yuan a household",
        )
    lowest = min(
        (c for c in plan.counties if c.before_share is not None),
        key=lambda c: (c.before_share or 0, c.county_code),
        default=None,
    )
    tail = Text("", "")
    if lowest is not None:
        name = county_names()[lowest.county_code]
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
    names = join([county_names()[c] for c in codes])
    return Text(
        f"{names.zh}需求户数待报，没有分配；报来后其他县的户数会减少。",
        f"The need of {names.en} is not reported: nothing is allocated there; once it is, the"
        " other counties get fewer.",
    )


def plan_table(plan: RetrofitPlan) -> Table:
    """Need, households by year, coverage before and after."""
    names = county_names()
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
                marked(names[c.county_code], estimated=c.estimated),
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
        rows[code] = _unreported_row(names[code], needs[code], len(columns))
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


def _unreported_row(name: Text, need: CountyNeed, columns: int) -> Row:
    return Row(
        need.county_code,
        (name, need.eligible_households, need.done_households, *[""] * (columns - 3)),
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
    names = county_names()
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
                    marked(names[n.county_code], estimated=n.estimated),
                    n.eligible_households,
                    n.done_households,
                    n.need_left,
                ),
                hatched=n.need_left is None,
            )
            for n in needs
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
            (WORDS[use.fund.kind], *wan(use.used_yuan), sum(wan(use.used_yuan))),
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
        hint=Text("万元，按所列次序使用", "10,000 yuan, used in the order listed"),
        columns=(
            Column("source", Text("来源", "Source")),
            *(Column(str(y), Text(str(y), str(y)), Kind.NUMBER, decimals=1) for y in years),
            Column("sum", Text("合计", "Total"), Kind.NUMBER, decimals=1, strong=True),
        ),
        rows=tuple(rows),
        total=Row("total", (Text("合计", "Total"), *cost, sum(cost))),
    )


def nothing_reported() -> bool:
    """Whether no county's need is known."""
    return all(n.need_left is None for n in retrofit_state.needs())


def nothing_lede() -> Text:
    """What to do when no county has reported."""
    n = len(retrofit_state.needs())
    return Text(
        f"**还不能分配**：{n} 个县的需求户数都待报。先在下面填写，或向各县残联要；"
        "没有报的不当作 0。",
        f"**Nothing to split yet**: none of the {n} counties has reported its need. Enter it"
        " below or ask the county federations; not reported is not 0.",
    )


def marked(name: Text, *, estimated: bool) -> Text:
    """A county's name, marked where its need is an estimate."""
    return Text(f"{name.zh}（估算）", f"{name.en} (est.)") if estimated else name


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100

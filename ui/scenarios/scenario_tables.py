"""The page's own tables: the list, reach by county, findings that change, what is proven."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.planning.scenarios.plan import AreaReach, FacilityPlan, PlanEffect
from analysis.report.symbols import SYMBOL_WORDS
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from geo.layers import City, County
from geo.text import Text
from ui.components.table_types import (
    Axis,
    Cell,
    Change,
    Column,
    Group,
    Kind,
    Row,
    Said,
    Table,
)
from ui.event_words import moment
from ui.scenarios.scenario_kept import Kept
from ui.scenarios.scenario_words import (
    ASSUMPTION,
    has_plan,
    is_assumed,
    shares,
    status,
    wan,
    wanted,
)
from ui.siting.siting_tables import now_words, requirement_name, symbol_of

_SAME = 5e-4
"""Shares that differ by less are written the same."""
_SHARE = Axis(0, 100, (0, 25, 50, 75, 100))


def list_table(kept: Sequence[Kept]) -> Table:
    """The scenarios in the order they were made."""
    return Table(
        label=Text("比选方案", "Scenarios"),
        heading=Text("本市的比选方案（按存入先后）", "The city’s scenarios, first made first"),
        hint=Text("点名称打开", "Choose a name to open it"),
        columns=(
            Column("name", Text("名称", "Name"), Kind.BUTTON, width_px=190),
            Column("wanted", Text("目标", "Wanted")),
            Column("projects", Text("项目\n（个）", "Projects"), Kind.NUMBER, width_px=76),
            Column(
                "cost", Text("估算费用\n（万元）", "Estimated cost\n(10,000 yuan)"), Kind.NUMBER,
                decimals=1, width_px=110,
            ),
            Column(
                "gained", Text("增加可到达\n（人）", "More people\nwithin reach"), Kind.NUMBER,
                width_px=110,
            ),
            Column("status", Text("状态", "State"), width_px=170),
            Column("body", Text("制作", "Made")),
        ),
        rows=tuple(_list_row(each) for each in kept),
        note=Text(
            "费用为估算，依据见“项目库”。“增加可到达”是各项目全部投用后、时间上限内新增的人数；"
            "时间上限为研究惯例，非规划指标。",
            "Costs are estimates, see the project list for their basis. “More people” come within"
            " the time limit once every project is in use; the limit is research convention.",
        ),
        stacks=True,
    )  # fmt: skip


def _list_row(kept: Kept) -> Row:
    plan, effect = kept.plan, kept.effect
    said = status(plan)
    if is_assumed(plan, effect):
        said = Text(f"{said.zh} · {ASSUMPTION.zh}", f"{said.en} · {ASSUMPTION.en}")
    body = f"{kept.body} " if kept.body else ""
    none = not has_plan(plan)
    return Row(
        kept.scenario_id,
        (
            kept.name,
            wanted(plan.question),
            "" if none else len(plan.projects),
            "" if none else wan(plan.cost_yuan),
            "" if none else _unknown(effect.gained_persons),
            said,
            f"{body}{moment(kept.made_at)}",
        ),
    )


def _unknown(number: float | None) -> Cell:
    return Text("不能计算", "not known") if number is None else number


def reach_table(
    plan: FacilityPlan, effect: PlanEffect, counties: Sequence[County], county_word: Text
) -> Table:
    """Shares within the limit and mean minutes by county, before and after, the city last."""
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    cutoff = f"{plan.question.cutoff_min:g}"
    *rows, total = [_reach_row(a, names) for a in effect.areas]
    return Table(
        label=Text("各县可到达情况", "Reach by county"),
        heading=Text("各县可到达情况", "Reach by county"),
        groups=(
            Group("within", Text(f"{cutoff} 分钟内可到达", f"Within {cutoff} min")),
            Group("mean", Text("平均时间（分钟）", "Mean time (min)")),
        ),
        columns=(
            Column("county", Text(county_word.zh, "County")),
            Column("persons", Text("人数\n（人）", "People"), Kind.NUMBER),
            Column(
                "share", Text("占比（%）", "Share (%)"), Kind.CHANGE, decimals=1, axis=_SHARE,
                width_px=260, group="within",
            ),
            Column("more", Text("增加（人）", "More people"), Kind.NUMBER, group="within"),
            Column(
                "before", Text("现状", "Now"), Kind.NUMBER, decimals=1, group="mean", zeros=True
            ),
            Column(
                "after", Text("方案", "Plan"), Kind.NUMBER, decimals=1, group="mean", zeros=True,
                strong=True,
            ),
        ),
        rows=tuple(rows),
        total=total,
        before=now_words(plan.question),
        after=Text("方案全部投用后", "With the plan in use"),
        note=Text(
            "平均时间只计已连通的人。按区划代码排列，不排名。",
            "Mean times are of those connected. Counties are in code order, not ranked.",
        ),
    )  # fmt: skip


def _reach_row(area: AreaReach, names: dict[str, Text]) -> Row:
    before, after = shares(area)
    within = area.within_before, area.within_after
    more: Cell = Text("不能计算", "not known")
    if within[0] is not None and within[1] is not None:
        more = round(within[1] - within[0])
    return Row(
        area.area_code,
        (
            names.get(area.area_code, area.name),
            area.persons,
            Change(_percent(before), _percent(after)),
            more,
            _minutes(area.mean_before_min, known=within[0] is not None),
            _minutes(area.mean_after_min, known=within[1] is not None),
        ),
        hatched=before is None and after is None,
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100


def _minutes(minutes: float | None, *, known: bool) -> Cell:
    """Mean minutes; None where nobody is connected, or it is not known at all."""
    if minutes is not None:
        return minutes
    return Text("未连通", "not connected") if known else Text("不详", "not known")


def changed_table(
    effect: PlanEffect, catalogue: Catalogue, city: City, counties: Sequence[County]
) -> Table:
    """Findings before and after, in words with their symbols; what is assumed says so."""
    names = area_names(city, counties)
    return Table(
        label=Text("会改变的结论", "Findings that change"),
        heading=Text("会改变的结论", "Findings that change"),
        columns=(
            Column("area", Text("所在地", "Area"), width_px=130),
            Column("requirement", Text("规划要求", "Requirement")),
            Column("before", Text("现状", "Now"), Kind.SYMBOL, width_px=150),
            Column("after", Text("方案全部投用后", "With the plan"), Kind.SYMBOL, width_px=150),
        ),
        rows=tuple(
            Row(
                f"{c.requirement_id}@{c.area_code}",
                (
                    names.get(c.area_code, Text(c.area_code, c.area_code)),
                    requirement_name(c.requirement_id, catalogue),
                    face(c.requirement_id, c.before, catalogue),
                    face(c.requirement_id, c.after, catalogue, assumed=c.assumed),
                ),
                hatched=c.assumed,
            )
            for c in effect.changed
        ),
        note=Text(
            "带斜线、标“假定”的，以本方案的假定为前提，不是核查结论。",
            "Where it is hatched and says “assumed”, it rests on an assumption of the plan and is"
            " no finding.",
        )
        if any(c.assumed for c in effect.changed)
        else None,
        empty=Text("没有结论会因此改变。", "No finding changes."),
        stacks=True,
    )


def face(
    requirement_id: str, verdict: Verdict, catalogue: Catalogue, *, assumed: bool = False
) -> Said:
    """A verdict as tables and maps show it; only a binding requirement is coloured."""
    symbol = symbol_of(requirement_id, verdict, catalogue)
    return Said(symbol, SYMBOL_WORDS[symbol], ASSUMPTION if assumed else None)


def evenness_table(effect: PlanEffect) -> Table:
    """How evenly the service is reached, before and after."""
    gini = effect.gini_minutes_before, effect.gini_minutes_after
    return Table(
        label=_evenness(effect),
        heading=_evenness(effect),
        columns=(
            Column("what", Text("指标", "Measure")),
            Column("before", Text("现状", "Now"), align="end", width_px=120),
            Column("after", Text("方案", "Plan"), align="end", width_px=120),
        ),
        rows=(
            Row(
                "spread",
                (
                    Text(
                        "县间差距：可到达占比最高与最低的县相差（百分点）",
                        "Between counties: highest less lowest share within reach (points)",
                    ),
                    _written(effect.spread_before, 100, 1),
                    _written(effect.spread_after, 100, 1),
                ),
            ),
            Row(
                "gini",
                (
                    Text(
                        "出行时间的基尼系数（0 为人人相同，只计已连通的人）",
                        "Gini of travel times (0: the same for all; of those connected)",
                    ),
                    _written(gini[0], 1, 3),
                    _written(gini[1], 1, 3),
                ),
            ),
        ),
        stacks=True,
    )


def _evenness(effect: PlanEffect) -> Text:
    """更均衡 only where the gap between counties shrinks."""
    before, after = effect.spread_before, effect.spread_after
    if before is None or after is None:
        return Text("各县差距", "How even it is")
    if after < before - _SAME:
        return Text("更均衡：县间差距缩小", "More even: counties are less far apart")
    if after > before + _SAME:
        return Text("县间差距扩大", "Counties are further apart")
    return Text("县间差距不变", "Counties are as far apart as before")


def _written(value: float | None, times: int, decimals: int) -> Cell:
    if value is None:
        return Text("不能计算", "not known")
    return f"{value * times:.{decimals}f}"


def area_names(city: City, counties: Sequence[County]) -> dict[str, Text]:
    """Short names of the counties, and the city's, by code."""
    named = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    return named | {city.code: Text(city.name_zh, city.name_en)}

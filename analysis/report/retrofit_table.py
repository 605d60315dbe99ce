"""改造计划: a retrofit plan as a table of the report, in the columns of the form."""

from __future__ import annotations

from fractions import Fraction

from analysis.planning.funds import Funding, by_county
from analysis.planning.retrofit import CountyPlan, RetrofitPlan
from analysis.report.report import Column, ColumnKind, Share, Table, Value
from geo.layers import County
from geo.text import Text
from geo.vocabulary import WORDS

_HOUSEHOLDS = Text("户", "households")
_WAN_YUAN = Text("万元", "10,000 yuan")
_YUAN = Text("元", "yuan")
_UNREPORTED = Text("待报", "Not reported")
_NOTES = (
    Text(
        "需求待报的县没有分配任务，补报后须重新测算。",
        "Counties whose need is not reported get no task; the plan changes when they report.",
    ),
)
_ESTIMATED = Text(
    "带“（推算）”的需求户数为按公式推算，不是台账数。",
    "Needs marked (estimated) come from a formula, not from records.",
)


def retrofit_table(
    plan: RetrofitPlan, counties: tuple[County, ...], funding: Funding | None = None
) -> Table:
    """The plan, one row a county in code order; households by year, money in 万元, shares 0 to 1.

    ``funding`` adds a column a source. The city's sums stand last.
    """
    columns = [
        Column("county_code", Text("代码", "Division code"), ColumnKind.CODE, width_chars=8),
        Column("county", Text("县（市、区）", "County"), width_chars=16),
        _number("eligible", "需求户数", "Need", _HOUSEHOLDS),
        _number("done", "往年已验收", "Verified before", _HOUSEHOLDS),
        _number("left", "剩余", "Left", _HOUSEHOLDS),
    ]
    columns += [_number(f"task_{y}", f"{y}年任务", f"Task {y}", _HOUSEHOLDS) for y in _years(plan)]
    uses = funding.uses if funding is not None else ()
    for place, use in enumerate(uses):
        word = WORDS[use.fund.kind]
        columns.append(_number(f"fund_{place}", word.zh, word.en, _WAN_YUAN))
    columns += [
        _number("unit_cost", "户均", "Per household", _YUAN),
        _number("before", "改造前覆盖率", "Coverage before", None),
        _number("after", "改造后覆盖率", "Coverage after", None),
    ]
    planned = {c.county_code: c for c in plan.counties}
    paid = by_county(plan, funding) if funding is not None else {}
    rows = tuple(
        _row(plan, county, planned.get(county.code), paid.get(county.code, ()), len(uses))
        for county in sorted(counties, key=lambda c: c.code)
    )
    estimated = any(c.estimated for c in plan.counties)
    return Table(
        "retrofit",
        Text("改造计划", "Retrofit plan"),
        tuple(columns),
        rows,
        (*_NOTES, _ESTIMATED) if estimated else _NOTES,
        _total(plan, funding),
        frozen_columns=2,
    )


def _years(plan: RetrofitPlan) -> tuple[int, ...]:
    return plan.request.years


def _number(column_id: str, zh: str, en: str, unit: Text | None) -> Column:
    return Column(column_id, Text(zh, en), ColumnKind.NUMBER, unit, 12)


def _row(
    plan: RetrofitPlan,
    county: County,
    planned: CountyPlan | None,
    paid: tuple[Fraction, ...],
    sources: int,
) -> tuple[Value, ...]:
    name = Text(county.name_zh, county.name_en)
    if planned is None:
        blank: tuple[Value, ...] = (None,) * (len(_years(plan)) + sources + 3)
        return (county.code, name, _UNREPORTED, None, None, *blank)
    if planned.estimated:
        name = Text(f"{name.zh}（推算）", f"{name.en} (estimated)")
    return (
        county.code,
        name,
        planned.eligible_households,
        planned.done_households,
        planned.eligible_households - planned.done_households,
        *planned.by_year,
        *(_wan(p) for p in paid),
        _unit_cost(plan),
        _share(planned.before_share),
        _share(planned.after_share),
    )


def _total(plan: RetrofitPlan, funding: Funding | None) -> tuple[Value, ...]:
    """The sums of the counties that have reported."""
    eligible = sum(c.eligible_households for c in plan.counties)
    done = sum(c.done_households for c in plan.counties)
    after = done + sum(plan.by_year)
    uses = funding.uses if funding is not None else ()
    return (
        None,
        Text("合计（已报）", "Total (reported)"),
        eligible,
        done,
        eligible - done,
        *plan.by_year,
        *(_wan(sum(u.used_yuan, Fraction(0))) for u in uses),
        _unit_cost(plan),
        _share(done / eligible if eligible else None),
        _share(after / eligible if eligible else None),
    )


def _unit_cost(plan: RetrofitPlan) -> Value:
    unit = plan.request.unit_cost_yuan
    return None if unit is None else float(unit)


def _wan(yuan: Fraction) -> float:
    return float(yuan / 10_000)


def _share(value: float | None) -> Value:
    return None if value is None else Share(value)

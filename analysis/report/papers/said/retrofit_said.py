"""家庭无障碍改造 in sentences: what was verified, what is planned, who has not reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import RULE_WORDS, RetrofitPlan, needs_of
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.scenarios.project_words import wan
from analysis.report.cell_text import grouped_number, percent
from geo.layers import County, LayerSet
from geo.records import RETROFIT_BASIS
from geo.text import Text, join


def retrofit_said(
    layers: LayerSet,
    counties: Sequence[County],
    as_of: date,
    plan: RetrofitPlan | None = None,
    facility_plan: FacilityPlan | None = None,
) -> tuple[Text, ...]:
    """The sentences of the section; none where nobody has reported and nothing is planned."""
    codes = tuple(c.code for c in counties)
    records = tuple(r for r in layers.retrofit_needs if r.as_of is None or r.as_of <= as_of)
    account = PeriodAccount(needs_of(records, codes), None)
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    shared = None if facility_plan is None else facility_plan.retrofit
    reported = len(codes) - len(account.unreported)
    if not reported and plan is None and shared is None:
        return ()
    said = []
    if plan is not None:
        said += _planned(plan, names)
    if facility_plan is not None and shared is not None:
        years = facility_plan.question.years
        cost = grouped_number(round(sum(wan(c) for c in shared.cost_yuan), 2))
        count = grouped_number(sum(shared.households))
        said.append(
            Text(
                f"方案在同一预算内安排家庭无障碍改造：{years[0]}—{years[-1]} 年 {count} 户，"
                f"{cost} 万元，分年见分年度计划。",
                f"The plan pays for {count} household retrofits in {years[0]}–{years[-1]} out of"
                f" the same budget, {cost} × 10,000 yuan; by year see the plan by year.",
            )
        )
    said.append(_account(account, reported, names, as_of))
    return tuple(said)


def _account(account: PeriodAccount, reported: int, names: dict[str, Text], as_of: date) -> Text:
    day = as_of.isoformat()
    waiting = Text("", "")
    if account.unreported:
        listed = join([names[c] for c in account.unreported])
        waiting = Text(
            f"；{listed.zh}待报，不在合计内，请当地残联按改造需求表报送",
            f"; {listed.en}: not reported and in no total, their federations are asked to report",
        )
    if not reported:
        return Text(
            f"截至 {day}，各县（市、区）已验收户数均待报，请当地残联按改造需求表报送。",
            f"As of {day} no county has reported its verified households; their federations are"
            " asked to.",
        )
    done = grouped_number(account.verified_households)
    return Text(
        f"截至 {day}，{reported} 个县（市、区）报送，已验收 {done} 户（{RETROFIT_BASIS}残疾人家庭）"
        f"{waiting.zh}。",
        f"As of {day} {reported} counties have reported {done} verified households (in hardship,"
        f" severe disability){waiting.en}.",
    )


def _planned(plan: RetrofitPlan, names: dict[str, Text]) -> list[Text]:
    years, rule = plan.request.years, RULE_WORDS[plan.request.rule]
    total = sum(plan.by_year)
    count, cost = grouped_number(total), plan.cost_yuan(total)
    money = Text("", "")
    if cost is not None:
        amount = grouped_number(wan(float(cost)))
        money = Text(f"，资金 {amount} 万元", f", {amount} × 10,000 yuan")
    cover = Text("", "")
    after = plan.share_by_year[-1]
    if plan.before_share is not None and after is not None:
        cover = Text(
            f"；已报各县合计覆盖率由 {percent(plan.before_share)} 变为 {percent(after)}",
            f"; coverage of the counties that reported: {percent(plan.before_share)} to"
            f" {percent(after)}",
        )
    span = f"{years[0]}—{years[-1]} 年" if len(years) > 1 else f"{years[0]} 年"
    said = [
        Text(
            f"{span}安排家庭无障碍改造 {count} 户，{rule.zh}分到各县{money.zh}{cover.zh}。",
            f"{count} household retrofits in {years[0]}–{years[-1]}, {rule.en.lower()}{money.en}"
            f"{cover.en}.",
        )
    ]
    if plan.unreported:
        listed = join([names[c] for c in plan.unreported])
        said.append(
            Text(
                f"{listed.zh}需求户数待报，没有分配任务，不当作 0；补报后须重新测算。",
                f"{listed.en}: need not reported, no task given, not taken as 0; the plan changes"
                " once they report.",
            )
        )
    if any(c.estimated for c in plan.counties):
        said.append(
            Text(
                "带“（推算）”的需求户数按公式推算，为假定，不是台账数。",
                "Needs marked (estimated) come from a formula: an assumption, not records.",
            )
        )
    return said

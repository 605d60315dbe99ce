"""家庭无障碍改造 in sentences: what was verified, what is planned, who has not reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.planning.period import PeriodAccount
from analysis.planning.retrofit import RULE_WORDS, RetrofitPlan, needs_of
from analysis.planning.scenarios.plan import FacilityPlan
from analysis.planning.siting.amounts import money
from analysis.report.cell_text import grouped_number, percent
from analysis.report.papers.numerals import day_words
from geo.layers import County, LayerSet
from geo.records import RETROFIT_BASIS
from geo.text import Text, join


def retrofit_said(
    layers: LayerSet,
    counties: Sequence[County],
    as_of: date,
    county_word: Text,
    plan: RetrofitPlan | None = None,
    facility_plan: FacilityPlan | None = None,
) -> tuple[Text, ...]:
    """The sentences of the section; none where nobody has reported and nothing is planned."""
    codes = tuple(c.code for c in counties)
    records = tuple(r for r in layers.retrofit_needs if r.as_of is None or r.as_of <= as_of)
    account = PeriodAccount(needs_of(records, codes), None)
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    shared = None if facility_plan is None else facility_plan.retrofit
    if len(account.unreported) == len(codes) and plan is None and shared is None:
        return ()
    said = []
    if plan is not None:
        said += _planned(plan, names)
    if facility_plan is not None and shared is not None:
        years = facility_plan.question.years
        cost = money(sum(shared.cost_yuan), in_wan=True)
        count = grouped_number(sum(shared.households))
        said.append(
            Text(
                f"方案在同一预算内安排家庭无障碍改造：{years[0]}—{years[-1]} 年 {count} 户，"
                f"{cost.zh}，分年见分年度计划。",
                f"The plan pays for {count} household retrofits in {years[0]}–{years[-1]} out of"
                f" the same budget, {cost.en}; by year see the plan by year.",
            )
        )
    said += _account(account, names, as_of, county_word)
    return tuple(said)


def _account(account: PeriodAccount, names: dict[str, Text], as_of: date, word: Text) -> list[Text]:
    """How many were verified, first as a finding; then who is missing and should report."""
    day, total = day_words(as_of), len(names)
    late = [names[c] for c in account.unreported]
    if len(late) == total:
        return [
            Text(
                f"截至{day.zh}，{total} 个{word.zh}的已验收户数均待报，请当地残联按改造需求表"
                "报送。",
                f"As of {day.en} none of the {total} counties has reported its verified households;"
                " their federations are asked to.",
            )
        ]
    reported, done = total - len(late), grouped_number(account.verified_households)
    who = Text(f"{total} 个{word.zh}全部已报", f"all {total} counties have")
    left = Text("", "")
    if late:
        who = Text(
            f"{total} 个{word.zh}中 {reported} 个已报", f"{reported} of {total} counties have"
        )
        left = Text(f"，{len(late)} 个待报", f"; {len(late)} not reported")
    said = [
        Text(
            f"截至{day.zh}，{who.zh}，累计验收 {done} 户{left.zh}。",
            f"As of {day.en}, {who.en} reported {done} verified households in all{left.en}.",
        ),
        Text(
            f"户数按{RETROFIT_BASIS}残疾人家庭计。",
            "Counted are households in hardship with a severely disabled member.",
        ),
    ]
    if late:
        listed = join(late)
        said.append(
            Text(
                f"{listed.zh}待报，不在合计内，请当地残联按改造需求表报送。",
                f"Not reported and in no total: {listed.en}. The federations there are asked to"
                " report.",
            )
        )
    return said


def _planned(plan: RetrofitPlan, names: dict[str, Text]) -> list[Text]:
    years, rule = plan.request.years, RULE_WORDS[plan.request.rule]
    total = sum(plan.by_year)
    count, cost = grouped_number(total), plan.cost_yuan(total)
    paid = Text("", "")
    if cost is not None:
        amount = money(float(cost), in_wan=True)
        paid = Text(f"，资金 {amount.zh}", f", {amount.en}")
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
            f"{span}安排家庭无障碍改造 {count} 户，{rule.zh}分到各县{paid.zh}{cover.zh}。",
            f"{count} household retrofits in {years[0]}–{years[-1]}, {rule.en.lower()}{paid.en}"
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

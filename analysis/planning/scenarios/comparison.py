"""方案比选: up to four scenarios beside each other, in words and figures, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from analysis.planning.scenarios import compared_figures as figures
from analysis.planning.scenarios.compared_figures import UNKNOWN, Side
from analysis.planning.scenarios.plan import Project
from analysis.planning.scenarios.project_words import (
    BUILDING_WORDS,
    OPEN,
    assumption_of,
    facility_words,
    wan,
)
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.scenarios.stored import INPUT_WORDS, Scenario
from analysis.report.cell_text import grouped_number
from analysis.report.report import Column, ColumnKind, Table, Value, VerdictValue
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import Force
from geo.layers import County
from geo.text import Text, join

MOST_SCENARIOS = 4
_BINDING = {
    Verdict.MET: Symbol.MET,
    Verdict.UNMET: Symbol.UNMET,
    Verdict.INDETERMINATE: Symbol.PENDING,
    Verdict.NOT_APPLICABLE: Symbol.NONE,
}
_OTHER = {
    **_BINDING,
    Verdict.MET: Symbol.BUILT,
    Verdict.UNMET: Symbol.NOT_BUILT,
}
_NOTES = (
    Text(
        "投资为估算。“新增覆盖”是各项目全部投用后、时间上限内新增的人；时间上限为研究惯例，非规划指标。",
        "Costs are estimates. People gained come within the limit once all is in use; the limit is "
        "research convention, not the plan's.",
    ),
    Text(
        "各列只并列，不评优劣；哪一个合适，由使用单位判断。",
        "The columns stand beside each other; which one suits is for the office to decide.",
    ),
)


class TooManyError(ValueError):
    """None, or more than four scenarios, or of several cities, can't stand beside each other."""


def comparison_tables(
    scenarios: Sequence[Scenario], counties: tuple[County, ...], catalogue: Catalogue
) -> tuple[Table, ...]:
    """Figures side by side, projects that differ, findings that change; one column a scenario.

    ``counties``: those of the city. TooManyError for none or more than four, or several cities.
    """
    cities = {s.plan.question.city_code for s in scenarios}
    if not 1 <= len(scenarios) <= MOST_SCENARIOS or len(cities) != 1:
        raise TooManyError(f"{len(scenarios)} scenarios of {len(cities)} cities")
    names = {c.code: Text(c.short_zh, c.short_en) for c in counties}
    sides = tuple(Side(s, names, catalogue) for s in scenarios)
    return (_figures(sides), _projects(sides), _findings(sides))


_Lines = tuple[tuple[str, str, Callable[[Side], Value]], ...]
_CLOSED: _Lines = (
    ("撤并现有设施（处）", "Facilities that close", figures.if_plan(figures.closed)),
)
_UNDER_WAY: _Lines = (
    ("在建、前期、未投用的计入出行时间", "Under way counted in times", figures.under_way_in_times),
)
"""Said only where a scenario makes the choice."""


def _figures(sides: tuple[Side, ...]) -> Table:
    lines: _Lines = (
        ("目标", "Wanted", figures.wanted),
        ("问的是", "Asked about", figures.asked),
        ("待核实的县", "Counties to be verified", figures.absent),
        ("状态与最优差距", "How far from best", lambda s: figures.how_good(s.scenario)),
        ("项目数", "Projects", figures.if_plan(figures.count)),
        *(_CLOSED if any(s.scenario.plan.closed for s in sides) else ()),
        *(_UNDER_WAY if any(figures.awaits(s) for s in sides) else ()),
        (
            "总投资（万元，估算）",
            "Investment (10,000 yuan, estimated)",
            figures.if_plan(figures.cost),
        ),
        ("新增覆盖人数", "People gained", figures.if_plan(figures.gained)),
        ("减少覆盖人数", "People lost", figures.if_plan(figures.lost)),
        ("每新增一人费用（元）", "Cost of each gained (yuan)", figures.if_plan(figures.each)),
        ("覆盖率最低的县", "Lowest share of a county", figures.if_plan(figures.lowest)),
        (
            "县间差距（百分点）",
            "Between counties (percentage points)",
            figures.if_plan(figures.spread),
        ),
        ("时间的基尼系数", "Gini of travel times", figures.if_plan(figures.gini)),
        ("平均时间（分钟）", "Mean time (minutes)", figures.if_plan(figures.mean)),
        ("家庭无障碍改造（户）", "Household retrofits", figures.if_plan(figures.households)),
        (
            "家庭改造资金（万元，估算）",
            "Money for households (10,000 yuan, estimated)",
            figures.if_plan(figures.household_money),
        ),
        (
            "设施和家庭改造合计（万元）",
            "Facilities and households (10,000 yuan)",
            figures.if_plan(figures.money_in_all),
        ),
        ("结论变化的县", "Counties whose findings change", figures.if_plan(figures.changed)),
        ("运行编号", "Run id", lambda s: s.scenario.plan.run_id),
    )
    rows = tuple((Text(zh, en), *(of(side) for side in sides)) for zh, en, of in lines)
    inputs = {tuple(s.scenario.plan.inputs) for s in sides}
    questions = {figures.comparable(s) for s in sides}
    notes = list(_NOTES)
    if len(inputs) > 1:
        notes.append(_other_inputs(sides))
    if len(questions) > 1:
        notes.append(
            Text(
                "各方案问的设施、人群、出行方式、时间上限或是否把在建计入时间不同，人数和时间不能直接相比。",
                "They ask about different facilities, people, travel or limits, or count what is"
                " under way differently: people and minutes don't compare.",
            )
        )
    return Table(
        "comparison",
        Text("方案比选", "Scenarios compared"),
        _columns(Text("方案", "Scenario"), sides),
        rows,
        tuple(notes),
        frozen_columns=1,
    )


def _projects(sides: tuple[Side, ...]) -> Table:
    """One row a thing done in any of them, in county code order: where each does it, and when."""
    seen = {
        p.option.option_id: p.option
        for side in sides
        for p in sorted(side.scenario.plan.projects, key=lambda p: p.option.option_id)
    }
    order = sorted(seen.values(), key=lambda o: (o.site.county_code, o.facility_type, o.option_id))
    rows = []
    for option in order:
        county = sides[0].names[option.site.county_code]
        what, how = facility_words(option.facility_type), BUILDING_WORDS[option.measure]
        where = site_words(option.site, beside_county=True)
        name = Text(
            f"{county.zh}：{what.zh}{how.zh}（{where.zh}）",
            f"{county.en}: {what.en}, {how.en.lower()} ({where.en})",
        )
        rows.append((name, *(_taken(side, option.option_id) for side in sides)))
    return Table(
        "comparison_projects",
        Text("项目异同", "Projects side by side"),
        _columns(Text("项目", "Project"), sides),
        tuple(rows),
        (Text("“不列入”为该方案不做这个项目。", "“Not in it”: the scenario does not do this."),),
        frozen_columns=1,
    )


def _findings(sides: tuple[Side, ...]) -> Table:
    """One row a finding that any of them changes, by area and requirement."""
    keys = sorted(
        {(c.area_code, c.requirement_id) for side in sides for c in figures.changes(side)},
    )
    rows = []
    for area, requirement in keys:
        entry = sides[0].catalogue.entries[requirement]
        place = sides[0].names.get(area, Text("全市", "The city"))
        label = Text(f"{place.zh}：{entry.name.zh}", f"{place.en}: {entry.name.en}")
        now = _now(sides, area, requirement)
        rows.append((label, now, *(_after(side, area, requirement) for side in sides)))
    first, *others = _columns(Text("县（市、区）与要求", "County and requirement"), sides)
    return Table(
        "comparison_findings",
        Text("会改变的结论", "Findings that change"),
        (first, Column("now", Text("现状", "Now"), ColumnKind.VERDICT, width_chars=12), *others),
        tuple(rows),
        (
            Text(
                "为各项目全部投用后的情形；标“假定”的，现状为待核实，不是已认定没有。",
                "Once everything is in use. “Assumed”: the finding now is “to be verified”, not"
                " that there is none.",
            ),
        ),
        frozen_columns=1,
    )


def _columns(first: Text, sides: tuple[Side, ...]) -> tuple[Column, ...]:
    named = (
        Column(f"scenario_{place}", Text(s.scenario.name, s.scenario.name), width_chars=32)
        for place, s in enumerate(sides, start=1)
    )
    return (Column("label", first, width_chars=30), *named)


def _taken(side: Side, option_id: str) -> Value:
    found: Iterable[Project] = side.scenario.plan.projects
    project = next((p for p in found if p.option.option_id == option_id), None)
    if project is None:
        return Text("不列入", "Not in it")
    cost = project.option.cost_yuan
    money = OPEN
    if cost is not None:
        shown = grouped_number(wan(cost))
        money = Text(f"{shown} 万元", f"{shown} × 10,000 yuan")
    effect = side.scenario.effect
    assumed = (
        None
        if effect is None
        else frozenset((c.requirement_id, c.area_code) for c in effect.changed if c.assumed)
    )
    mark = assumption_of(side.scenario.plan, project, assumed)
    tail = Text("", "") if mark is None else Text(f"；{mark.zh}", f"; {mark.en}")
    years = f"{project.begin_year}—{project.in_use_year}"
    return Text(f"{years}，{money.zh}{tail.zh}", f"{years}, {money.en}{tail.en}")


def _after(side: Side, area: str, requirement: str) -> Value:
    """The verdict after the plan, as the matrix shows it; None changes: 不变."""
    if side.scenario.effect is None:
        return UNKNOWN
    change = next(
        (
            c
            for c in figures.changes(side)
            if (c.area_code, c.requirement_id) == (area, requirement)
        ),
        None,
    )
    if change is None:
        return Text("不变", "Unchanged")
    symbol = _symbol(side, requirement, change.after)
    return VerdictValue(
        symbol,
        SYMBOL_WORDS[symbol],
        (change.assumption or Text("假定", "assumed")) if change.assumed else None,
    )


def _now(sides: tuple[Side, ...], area: str, requirement: str) -> Value:
    """The verdict before the plans, of the first of them that changes it."""
    side, verdict = next(
        (side, c.before)
        for side in sides
        for c in figures.changes(side)
        if (c.area_code, c.requirement_id) == (area, requirement)
    )
    symbol = _symbol(side, requirement, verdict)
    return VerdictValue(symbol, SYMBOL_WORDS[symbol])


def _symbol(side: Side, requirement: str, verdict: Verdict) -> Symbol:
    binding = side.catalogue.entries[requirement].force is Force.BINDING
    return (_BINDING if binding else _OTHER)[verdict]


def _other_inputs(sides: tuple[Side, ...]) -> Text:
    """Which of the data the scenarios rest on differ."""
    each = [dict(s.scenario.plan.inputs) for s in sides]
    differ = [INPUT_WORDS[n] for n in INPUT_WORDS if len({e.get(n) for e in each}) > 1]
    names = join(differ) if differ else Text("资料", "data")
    return Text(
        f"各方案依据的{names.zh}不同，可重新计算后再比。",
        f"They rest on different data ({names.en}): run them again, then compare.",
    )

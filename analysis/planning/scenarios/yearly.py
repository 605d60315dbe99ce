"""分年度计划: what a plan begins, brings into use and spends, year by year."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.paid import how_years_are_paid
from analysis.planning.scenarios.plan import FacilityPlan, Project
from analysis.planning.scenarios.project_words import in_wan, project_name, wan
from analysis.report.report import Column, ColumnKind, Table, Value
from geo.layers import County
from geo.text import Text, join

_WAN = Text("万元", "10,000 yuan")
_PROJECTS = Text("个", "projects")
_HOUSEHOLDS = Text("户", "households")
LATER = Text("规划期以后", "After the plan")
NO_LIMIT = Text("未设", "None set")
_ESTIMATES = Text("投资为估算。", "Costs are estimates.")
_UNKNOWN = Text(
    "投资待定的项目没有计入当年资金，资金合计因此是下限。",
    "Projects whose cost is not known are in no sum of money, which is therefore a lower bound.",
)


def yearly_table(plan: FacilityPlan, counties: tuple[County, ...]) -> Table:
    """One row a year of the question, what falls after it, and the total; money in 万元.

    Counts are known numbers, so 0 is none. Money is that of projects whose cost is known; how many
    of those at work have none stands beside it.
    """
    years = plan.question.years
    by_code = {c.code: c for c in counties}
    with_households = plan.retrofit is not None
    columns = [
        Column("year", Text("年度", "Year"), ColumnKind.CODE, width_chars=12),
        _number("begun", "开工项目", "Begun", _PROJECTS),
        Column("begun_names", Text("开工的项目", "What is begun"), width_chars=36),
        _number("in_use", "投用项目", "In use", _PROJECTS),
        Column("in_use_names", Text("投用的项目", "What comes into use"), width_chars=36),
        _number("money", "设施投资", "Facilities", _WAN),
        _number("unknown", "投资待定", "Cost not known", _PROJECTS),
    ]
    if with_households:
        columns += [
            _number("households", "家庭无障碍改造", "Household retrofits", _HOUSEHOLDS),
            _number("household_money", "改造资金", "Retrofits", _WAN),
        ]
    columns += [
        _number("all_money", "资金合计", "Money in all", _WAN),
        _number("budget", "当年预算", "Budget of the year", _WAN),
    ]
    spent = _facility_money(plan)
    rows = [
        _row(plan, str(year), year, spent[place], by_code, _households(plan, place))
        for place, year in enumerate(years)
    ]
    after = max((p.in_use_year for p in plan.projects), default=0) > years[-1]
    if after or spent[-1]:
        rows.append(_row(plan, LATER, None, spent[-1], by_code, None))
    unknown = any(p.cost_by_year_yuan is None for p in plan.projects)
    return Table(
        "yearly",
        Text("分年度计划", "Plan by year"),
        tuple(columns),
        tuple(rows),
        (how_years_are_paid(plan.question), _ESTIMATES, *([_UNKNOWN] if unknown else [])),
        _total(plan, spent),
        frozen_columns=1,
    )


def _number(column_id: str, zh: str, en: str, unit: Text) -> Column:
    return Column(column_id, Text(zh, en), ColumnKind.NUMBER, unit, 14)


def _facility_money(plan: FacilityPlan) -> tuple[float, ...]:
    """What the projects of known cost spend in each year and after them, in 万元.

    Each project's years add up to its cost as the project list prints it, so these do too.
    """
    spent = [0.0] * (len(plan.question.years) + 1)
    for project in plan.projects:
        if project.cost_by_year_yuan is not None:
            parts = in_wan((*project.cost_by_year_yuan, project.later_yuan))
            spent = [total + part for total, part in zip(spent, parts, strict=True)]
    return tuple(round(amount, 2) for amount in spent)


def _households(plan: FacilityPlan, place: int) -> tuple[int, float] | None:
    """Households of a year and what they cost in 万元; None where the plan has none at all."""
    if plan.retrofit is None:
        return None
    return plan.retrofit.households[place], wan(plan.retrofit.cost_yuan[place])


def _row(
    plan: FacilityPlan,
    label: str | Text,
    year: int | None,
    money: float,
    counties: Mapping[str, County],
    households: tuple[int, float] | None,
) -> tuple[Value, ...]:
    last = plan.question.years[-1]
    begun = [p for p in plan.projects if p.begin_year == year]
    in_use = [
        p for p in plan.projects if p.in_use_year == year or (year is None and p.in_use_year > last)
    ]
    at_work = [p for p in plan.projects if _works_in(p, year, last)]
    values: list[Value] = [
        label,
        len(begun),
        _names(plan, begun, counties),
        len(in_use),
        _names(plan, in_use, counties),
        money,
        sum(p.cost_by_year_yuan is None for p in at_work),
    ]
    if plan.retrofit is not None:
        values += [0, 0.0] if households is None else list(households)
    budget = None if year is None else plan.question.budget_by_year_yuan.get(year)
    all_money = round(money + (households[1] if households else 0.0), 2)
    return (*values, all_money, _budget(budget, year))


def _works_in(project: Project, year: int | None, last: int) -> bool:
    """Whether works of the project fall in the year; None: after the last."""
    end = project.begin_year + project.option.spending_years - 1
    return end > last if year is None else project.begin_year <= year <= end


def _budget(yuan: float | None, year: int | None) -> Value:
    if year is None:
        return None
    return NO_LIMIT if yuan is None else wan(yuan)


def _names(
    plan: FacilityPlan, projects: list[Project], counties: Mapping[str, County]
) -> Text | None:
    names = [project_name(p, counties, plan.demonstration) for p in projects]
    return join(names, "；\n", ";\n") if names else None


def _total(plan: FacilityPlan, spent: tuple[float, ...]) -> tuple[Value, ...]:
    money = round(sum(spent), 2)
    values: list[Value] = [
        Text("合计", "Total"),
        len(plan.projects),
        None,
        len(plan.projects),
        None,
        money,
        sum(p.cost_by_year_yuan is None for p in plan.projects),
    ]
    households = 0.0
    if plan.retrofit is not None:
        households = round(sum(wan(y) for y in plan.retrofit.cost_yuan), 2)
        values += [sum(plan.retrofit.households), households]
    budget = plan.question.budget_yuan
    return (*values, round(money + households, 2), NO_LIMIT if budget is None else wan(budget))

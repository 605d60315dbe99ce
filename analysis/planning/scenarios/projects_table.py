"""项目库: the projects of a plan as a table of the report, in the columns of the form."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.planning.scenarios.options import Measure
from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect, Project
from analysis.planning.scenarios.project_words import (
    BUILDING_WORDS,
    OPEN,
    assumed_places,
    assumption_of,
    assumptions_at,
    in_wan,
    place_words,
    project_name,
    scale_words,
    wan,
    years_words,
)
from analysis.report.agencies import printed_agencies
from analysis.report.report import Column, ColumnKind, Table, Value
from analysis.requirements.catalogue import Catalogue
from geo.layers import County
from geo.text import Text, join
from geo.vocabulary import FacilityType

STORED = Text("储备", "In reserve")
"""项目阶段: what a plan proposes has not begun."""
FUNDED_TYPES = frozenset(
    {
        FacilityType.REHABILITATION,
        FacilityType.CARE,
        FacilityType.COMPREHENSIVE,
        FacilityType.CHILD_REHABILITATION,
        FacilityType.DISABLED_HOME,
        FacilityType.SUPPORTED_EMPLOYMENT,
        FacilityType.COMMUNITY_REHABILITATION,
        FacilityType.ASSISTIVE_DEVICE,
    }
)
"""What the plans' clause on the fund channel speaks of, 三(六)3: 残疾人服务设施建设. It does not
name schools, hospitals and the homes of other bureaus."""
NOTHING_SPENT = Text("—", "—")
"""Stands for a year in which nothing of a project is spent."""
_WAN = Text("万元", "10,000 yuan")
_ESTIMATED = Text("万元，估算", "10,000 yuan, estimated")
_NO_CLAUSE = Text("为改善可达性增设，不对应具体条款", "for better access; no clause asks for it")
_NOT_LISTED = Text("待定（规划未列）", "To be decided (the plan names none)")
_NOTES = (
    Text(
        "各项目均为方案提出的储备项目，未经立项批复；投资为估算，依据见备注。",
        "All projects are proposals in reserve, not approved; investments are estimates, their "
        "basis under remarks.",
    ),
    Text(
        "“待定”为尚不知道，不是没有，也不是 0。",
        "“To be decided” is not known: neither none nor 0.",
    ),
    Text("按行政区划代码排列，不排名次。", "In the order of division codes; no ranking."),
)
_COST_OPEN = Text(
    "有 {count} 个项目投资待定，合计只含已估算的项目。",
    "The cost of {count} project(s) is not known; the total holds only those estimated.",
)
_CHANNEL = Text(
    "资金来源为规划原文所列渠道，额度未落实。",
    "The source of funds is the channel the plan names; no sum is secured.",
)
_HOUSEHOLDS = Text(
    "同一预算内另安排家庭无障碍改造 {households} 户、{wan} 万元（估算），不属设施项目，"
    "见分年度计划。",
    "The same budget also pays for {households} household retrofits, {wan} × 10,000 yuan"
    " (estimated): no facilities, see the plan by year.",
)


def projects_table(
    plan: FacilityPlan,
    counties: tuple[County, ...],
    catalogue: Catalogue,
    effect: PlanEffect | None = None,
) -> Table:
    """The project list, counties in code order; money in 万元 with two decimals that add up.

    ``effect`` tells which projects rest on an assumption. A plan without projects has no rows; what
    stands in its way is a note.
    """
    years = plan.question.years
    projects = tuple(sorted(plan.projects, key=_order))
    later = any(p.later_yuan for p in projects)
    columns = (
        Column("number", Text("序号", "No."), ColumnKind.NUMBER, width_chars=5),
        Column("name", Text("项目名称", "Project"), width_chars=24),
        Column("county", Text("所在县", "County"), width_chars=11),
        Column("building", Text("建设性质", "Kind of works"), width_chars=9),
        Column("stage", Text("项目阶段", "Stage"), width_chars=9),
        Column("scale", Text("建设内容及规模", "What is built, and how large"), width_chars=24),
        Column(
            "cost",
            Text("总投资", "Total investment"),
            ColumnKind.NUMBER,
            _ESTIMATED,
            width_chars=12,
        ),
        Column("funds", Text("资金来源", "Source of funds"), width_chars=16),
        *(
            Column(
                f"cost_{year}",
                Text(f"分年度投资 {year}年", f"Investment {year}"),
                ColumnKind.NUMBER,
                _WAN,
                11,
            )
            for year in years
        ),
        *([_LATER] if later else []),
        Column("years", Text("建设起止年", "Years of works"), width_chars=11),
        Column("builder", Text("建设单位", "Built by"), width_chars=9),
        Column("responsible", Text("责任单位", "Responsible"), width_chars=11),
        Column("clause", Text("对应条款", "Clause"), width_chars=22),
        Column("note", Text("备注", "Remarks"), width_chars=34),
    )
    by_code = {c.code: c for c in counties}
    rows = tuple(
        _row(number, plan, project, by_code, catalogue, effect, later=later)
        for number, project in enumerate(projects, start=1)
    )
    return Table(
        "projects",
        Text("项目库", "Project list"),
        columns,
        rows,
        _notes(plan, projects),
        _total(projects, len(years), later=later) if projects else None,
        frozen_columns=3,
    )


_LATER = Column(
    "cost_later", Text("规划期以后", "After the plan"), ColumnKind.NUMBER, _WAN, width_chars=11
)


def _order(project: Project) -> tuple[str, str, str, str]:
    option = project.option
    return option.site.county_code, option.facility_type, option.site.site_id, option.measure


def _row(
    number: int,
    plan: FacilityPlan,
    project: Project,
    counties: Mapping[str, County],
    catalogue: Catalogue,
    effect: PlanEffect | None,
    *,
    later: bool,
) -> tuple[Value, ...]:
    assumed = None if effect is None else assumed_places(effect)
    option = project.option
    county = counties[option.site.county_code]
    return (
        number,
        project_name(project, counties, plan.demonstration),
        Text(county.name_zh, county.name_en),
        BUILDING_WORDS[option.measure],
        STORED,
        scale_words(option),
        OPEN if option.cost_yuan is None else wan(option.cost_yuan),
        _funds(plan, project, catalogue),
        *_by_year(project, len(plan.question.years), later=later),
        years_words(project),
        OPEN,
        _responsible(project, catalogue),
        _clauses(project, catalogue),
        _remarks(plan, project, assumed, assumptions_at(effect, option.site.county_code)),
    )


def _by_year(project: Project, years: int, *, later: bool) -> tuple[Value, ...]:
    """What falls in each year, and after them, in 万元."""
    if project.cost_by_year_yuan is None:
        return (OPEN,) * (years + later)
    spent = in_wan((*project.cost_by_year_yuan, project.later_yuan))
    return tuple(yuan or NOTHING_SPENT for yuan in (spent if later else spent[:-1]))


def _total(projects: tuple[Project, ...], years: int, *, later: bool) -> tuple[Value, ...]:
    """The sums of the projects whose cost is known, as the rows show them."""
    known = [p for p in projects if p.option.cost_yuan is not None]
    label = (
        Text("合计", "Total")
        if len(known) == len(projects)
        else Text("合计（已估算的）", "Total (estimated)")
    )
    sums: tuple[Value, ...] = (OPEN,) * (years + later)
    cost: Value = OPEN
    if known:
        spent = [in_wan((*(p.cost_by_year_yuan or ()), p.later_yuan)) for p in known]
        cost = round(sum(wan(p.option.cost_yuan or 0.0) for p in known), 2)
        added = tuple(round(sum(column), 2) for column in zip(*spent, strict=True))
        sums = added if later else added[:-1]
    return (None, label, None, None, None, None, cost, None, *sums, *(None,) * 5)


def _funds(plan: FacilityPlan, project: Project, catalogue: Catalogue) -> Text:
    """The channel the city's plan prints for such facilities; 待定 where it prints none."""
    channel = catalogue.plan_of(plan.question.city_code).facility_fund_channel
    if not channel or project.option.facility_type not in FUNDED_TYPES:
        return OPEN
    return Text(f"{channel}（额度待定）", f"{channel} (sum to be decided)")


def _responsible(project: Project, catalogue: Catalogue) -> Text:
    """The lead agencies of what the project is there for, as the plan prints them."""
    ids = dict.fromkeys(requirement_id for requirement_id, _ in project.met)
    named = dict.fromkeys(
        agency for i in ids for agency in printed_agencies(catalogue, catalogue.entries[i])
    )
    if not named:
        return _NOT_LISTED if ids else OPEN
    return join([Text(agency, agency) for agency in named])


def _clauses(project: Project, catalogue: Catalogue) -> Text:
    """Section and words of what the project is there for."""
    entries = [catalogue.entries[i] for i in dict.fromkeys(r for r, _ in project.met)]
    if not entries:
        return _NO_CLAUSE
    said = [Text(f"{e.section}“{e.quote}”", f"{e.section} “{e.quote}”") for e in entries]
    return join(said, "；\n", ";\n")


def _remarks(
    plan: FacilityPlan,
    project: Project,
    assumed: frozenset[tuple[str, str]] | None,
    changes: tuple[Text, ...],
) -> Text:
    """When it is in use, what its cost and the project rest on, what it ends."""
    option = project.option
    said = [Text(f"{project.in_use_year} 年投用", f"in use in {project.in_use_year}")]
    if (mark := assumption_of(plan, project, assumed)) is not None:
        said.append(mark)
    said += [t for t in changes if mark is None or t.zh not in mark.zh]
    if option.cost_basis is not None:
        basis = option.cost_basis
        said.append(Text(f"投资依据：{basis.zh}", f"basis of the cost: {basis.en}"))
    if option.measure is Measure.CONVERSION and option.site.facility_id in plan.closed:
        said.append(Text("原设施停止原用途", "ends what the facility does today"))
    if (place := place_words(option.site)) is not None:
        said.append(place)
    if option.site.lon is None:
        said.append(Text("无坐标，未计入出行时间", "no point, so in no travel time"))
    return join(said, "；", "; ")


def _notes(plan: FacilityPlan, projects: tuple[Project, ...]) -> tuple[Text, ...]:
    unknown = sum(p.option.cost_yuan is None for p in projects)
    notes = [*_NOTES, _CHANNEL] if projects else []
    if unknown:
        notes.append(_COST_OPEN.fill(count=unknown))
    if plan.retrofit is not None:
        households, cost = sum(plan.retrofit.households), sum(plan.retrofit.cost_yuan)
        notes.append(_HOUSEHOLDS.fill(households=f"{households:,}", wan=f"{wan(cost):,.10g}"))
    if plan.conflict is not None:
        notes.append(plan.conflict.said)
    return (*notes, *plan.notes)

"""The tables of a plan: its projects, what changes county by county, what it does nothing about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.planning.scenarios.options import MEASURE_WORDS, SiteOrigin
from analysis.planning.scenarios.plan import AreaReach, FacilityPlan, PlanEffect, Project, Unplanned
from analysis.planning.scenarios.project_words import assumed_places, assumption_of
from analysis.planning.scenarios.question import PlanQuestion
from analysis.report.symbols import SYMBOL_WORDS, Symbol
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Verdict
from analysis.requirements.schema import Force
from geo.text import Language, Text, join
from ui.components.table_types import Axis, Cell, Change, Column, Kind, Mark, Row, Said, Table
from ui.siting.siting_names import project_name

_WAN = 10_000.0
_UNKNOWN_COST = Text("未知", "not known")
_VAGUE = (SiteOrigin.SEAT, SiteOrigin.CELL)
_NO_PLOT = Text(
    "政府驻地、人口格网只代表附近一带，不是地块；具体选址须现场踏勘，并符合国土空间规划。",
    "A seat of government or a population cell stands for its surroundings, not for a plot: the"
    " plot is found on the spot and by the land-use plan.",
)
_BINDING: dict[Verdict, Symbol] = {
    Verdict.MET: Symbol.MET,
    Verdict.UNMET: Symbol.UNMET,
    Verdict.INDETERMINATE: Symbol.PENDING,
    Verdict.NOT_APPLICABLE: Symbol.NONE,
}
_OTHER: dict[Verdict, Symbol] = _BINDING | {
    Verdict.MET: Symbol.BUILT,
    Verdict.UNMET: Symbol.NOT_BUILT,
}


def symbol_of(requirement_id: str, verdict: Verdict, catalogue: Catalogue) -> Symbol:
    """How a verdict is shown: colours are for binding requirements only."""
    entry = catalogue.entries.get(requirement_id)
    binding = entry is not None and entry.force is Force.BINDING
    return (_BINDING if binding else _OTHER)[verdict]


def verdict_said(requirement_id: str, verdict: Verdict, catalogue: Catalogue) -> Text:
    """A verdict in the word its requirement has for it."""
    return SYMBOL_WORDS[symbol_of(requirement_id, verdict, catalogue)]


def requirement_name(requirement_id: str, catalogue: Catalogue) -> Text:
    """A requirement's short name; its id where the catalogue has none."""
    entry = catalogue.entries.get(requirement_id)
    return Text(requirement_id, requirement_id) if entry is None else entry.name


def projects_table(
    plan: FacilityPlan,
    names: Mapping[str, Text],
    catalogue: Catalogue,
    language: Language,
    effect: PlanEffect | None = None,
) -> Table:
    """The projects: what, where, how, at what cost, when, what for, and what rests on 假定."""
    assumed = None if effect is None else assumed_places(effect)
    columns = (
        Column("what", Text("拟设设施", "Facility"), width_px=210),
        Column("county", Text("县（市、区）", "County"), width_px=92),
        Column("measure", Text("方式", "How"), width_px=110),
        Column("cost", Text("费用\n（万元，估算）", "Cost\n(10,000 yuan, est.)"), align="end"),
        Column(
            "years",
            Text("开工—投用\n（建设周期）", "Begun – in use\n(years to build)"),
            width_px=116,
        ),
        Column("why", Text("补齐的要求", "Meets"), width_px=150),
        Column("basis", Text("费用依据", "Basis of the cost")),
    )
    return Table(
        label=Text("方案的项目", "Projects of the plan"),
        heading=Text("项目", "Projects"),
        hint=Text("按县、类型排列，不分先后", "by county and type, in no order of merit"),
        columns=columns,
        rows=tuple(
            _project(p, names, catalogue, language, assumption_of(plan, p, assumed))
            for p in plan.projects
        ),
        note=_NO_PLOT if any(p.option.site.origin in _VAGUE for p in plan.projects) else None,
        empty=Text("方案没有项目。", "The plan has no project."),
        stacks=True,
    )


def _project(
    project: Project,
    names: Mapping[str, Text],
    catalogue: Catalogue,
    language: Language,
    assumption: Text | None,
) -> Row:
    option = project.option
    code = option.site.county_code
    cost: Cell = _UNKNOWN_COST
    if option.cost_yuan is not None:
        cost = f"{option.cost_yuan / _WAN:,.1f}"
    what = requirement_words(project, catalogue)
    if assumption is not None:
        what = Text(f"{what.zh}（{assumption.zh}）", f"{what.en} ({assumption.en})")
    return Row(
        option.option_id,
        (
            Mark(
                option.facility_type,
                project_name(option.facility_type, option.site, names).get(language),
                dashed=True,
            ),
            names.get(code, Text(code, code)),
            MEASURE_WORDS[option.measure],
            cost,
            Text(
                f"{project.begin_year}—{project.in_use_year}\n（周期 {option.lead_years} 年）",
                f"{project.begin_year}–{project.in_use_year}\n({option.lead_years} yr to build)",
            ),
            what,
            option.cost_basis or Text("—", "—"),
        ),
        hatched=option.cost_yuan is None,
    )


def requirement_words(project: Project, catalogue: Catalogue) -> Text:
    """What a project is there for; where it meets nothing, that it brings people within reach."""
    found = [requirement_name(r, catalogue) for r in dict.fromkeys(r for r, _ in project.met)]
    return join(found) if found else Text("就近服务更多人", "brings more people within reach")


def areas_table(plan: FacilityPlan, effect: PlanEffect, names: Mapping[str, Text]) -> Table:
    """County by county: persons within the limit before and after."""
    limit = f"{plan.question.cutoff_min:g}"
    columns = (
        Column("county", Text("县（市、区）", "County"), width_px=96),
        Column(
            "share",
            Text(f"{limit} 分钟内（%）", f"within {limit} min (%)"),
            Kind.CHANGE,
            decimals=1,
            axis=Axis(0.0, 100.0, (0, 25, 50, 75, 100)),
        ),
        Column("more", Text("增加\n（人）", "More\n(persons)"), Kind.NUMBER),
    )
    rows = [_area(area, names) for area in effect.areas]
    return Table(
        label=Text("各县可达性的变化", "Reach by county, before and after"),
        heading=Text("各县可达性的变化", "Reach by county, before and after"),
        hint=Text("按区划代码排列，不排名", "in code order, not ranked"),
        columns=columns,
        rows=tuple(rows[:-1]),
        total=rows[-1] if rows else None,
        before=now_words(plan.question),
        after=Text("方案", "plan"),
        stacks=True,
    )


def changed_table(effect: PlanEffect, names: Mapping[str, Text], catalogue: Catalogue) -> Table:
    """The findings the plan changes, by county in code order, the city last."""

    def said(requirement_id: str, verdict: Verdict) -> Said:
        symbol = symbol_of(requirement_id, verdict, catalogue)
        return Said(symbol, SYMBOL_WORDS[symbol])

    columns = (
        Column("county", Text("县（市、区）", "County"), width_px=96),
        Column("what", Text("要求", "Clause")),
        Column("before", Text("现状", "Now"), Kind.SYMBOL, width_px=150),
        Column("after", Text("方案建成后", "With the plan"), Kind.SYMBOL, width_px=150),
        Column("assumed", Text("说明", "Note"), width_px=240),
    )
    whole = Text("全市", "whole city")
    return Table(
        label=Text("结论的变化", "Findings that change"),
        heading=Text("结论的变化", "Findings that change"),
        columns=columns,
        rows=tuple(
            Row(
                f"{c.requirement_id}|{c.area_code}",
                (
                    names.get(c.area_code, whole),
                    requirement_name(c.requirement_id, catalogue),
                    said(c.requirement_id, c.before),
                    said(c.requirement_id, c.after),
                    c.assumption or (Text("按假定", "as assumed") if c.assumed else ""),
                ),
            )
            for c in sorted(effect.changed, key=lambda c: (c.area_code not in names, c.area_code))
        ),
        empty=Text("没有结论因方案而变化。", "The plan changes no finding."),
        stacks=True,
    )


def now_words(question: PlanQuestion) -> Text:
    """What the reach before a plan is called: with what is under way where times count it."""
    if question.reach_under_way:
        return Text("现状（含在建）", "now, with what is under way")
    return Text("现状", "now")


def _area(area: AreaReach, names: Mapping[str, Text]) -> Row:
    before, after = area.within_before, area.within_after
    more: Cell = None
    if before is not None and after is not None:
        more = round(after - before)
    return Row(
        area.area_code,
        (
            names.get(area.area_code, area.name),
            Change(_percent(before, area.persons), _percent(after, area.persons)),
            more,
        ),
        hatched=after is None,
    )


def _percent(within: float | None, persons: float | None) -> float | None:
    return None if within is None or not persons else 100 * within / persons


def unplanned_table(
    left: Sequence[Unplanned], names: Mapping[str, Text], catalogue: Catalogue
) -> Table:
    """The requirements the plan does nothing about, and why."""
    columns = (
        Column("county", Text("县（市、区）", "County"), width_px=92),
        Column("what", Text("要求", "Clause"), width_px=150),
        Column("verdict", Text("现状", "Now"), Kind.SYMBOL, width_px=120),
        Column("why", Text("为什么没有安排", "Why nothing is planned")),
    )
    whole = Text("全市", "whole city")
    rows = tuple(
        Row(
            f"{u.requirement_id}|{u.county_code}",
            (
                names.get(u.county_code, whole),
                requirement_name(u.requirement_id, catalogue),
                Said(
                    symbol_of(u.requirement_id, u.verdict, catalogue),
                    verdict_said(u.requirement_id, u.verdict, catalogue),
                ),
                u.why,
            ),
        )
        for u in sorted(left, key=lambda u: (u.county_code, u.requirement_id))
    )
    return Table(
        label=Text("方案没有安排的", "What the plan does nothing about"),
        heading=Text("方案没有安排的", "What the plan does nothing about"),
        columns=columns,
        rows=rows,
        empty=Text("要补齐的都安排了。", "Everything that lacks is planned for."),
        stacks=True,
    )

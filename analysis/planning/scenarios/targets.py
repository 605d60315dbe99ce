"""目标表: what a plan proposes for its years, from which base, reckoned how, beside which goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect
from analysis.planning.scenarios.project_words import OPEN
from analysis.planning.scenarios.question import PLAN_YEARS, PlanQuestion, Wish
from analysis.planning.scenarios.target_counts import county_count, gained_in
from analysis.planning.scenarios.target_lines import (
    COUNTIES,
    NO_GOAL,
    NO_TREND,
    TO_VERIFY,
    TargetLine,
    TargetWorld,
    coverage_line,
    retrofit_line,
)
from analysis.planning.siting.problem import Objective
from analysis.planning.siting.solver import Outcome
from analysis.report.report import Column, ColumnKind, Table, Value
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import CountyShare, Entry, FacilityPresence, Force
from geo.layers import LayerSet
from geo.text import Text, join
from geo.vocabulary import FacilityType

_NOTES = (
    Text(
        "基期只计已核实达到的；待核实、待报的另列，不算达到，也不算没有。",
        "The base counts what is verified; what is to be verified or not reported stands apart: "
        "neither met nor absent.",
    ),
    Text(
        "目标为所选方案的测算结果，是建议值，未经审定。",
        "Targets follow from the chosen plan: proposals, not approved.",
    ),
    Text(
        "“参照”不是本市规划的要求，未见正式文件的，可信度低。",
        "“Reference” is no requirement of the city's plan; where no official text was seen the "
        "confidence is low.",
    ),
)

_NO_PLAN = Text("方案未定", "no plan chosen yet")
_NO_PLAN_NOTE = Text(
    "尚未选定方案，各年路径和目标值待定，不是 0。",
    "No plan is chosen: path and target are to be decided, which is not 0.",
)


def targets_table(
    assessment: Assessment,
    catalogue: Catalogue,
    layers: LayerSet,
    plan: FacilityPlan,
    effect: PlanEffect | None = None,
    earlier: Sequence[Assessment] = (),
) -> Table:
    """The indicators of a city with base value, yearly path and target of a plan.

    ``earlier``: assessments of the same city as of earlier days, for the trend. ValueError when the
    assessment is of another city or day than the plan.
    """
    asked = plan.question
    if (assessment.city_code, assessment.as_of) != (asked.city_code, asked.as_of):
        raise ValueError("the assessment is of another city or day than the plan")
    world = TargetWorld(assessment, catalogue, layers, plan, effect, tuple(earlier))
    lines = [_counties(world, entry) for entry in counted_entries(catalogue, asked.city_code)]
    lines += [coverage_line(world), retrofit_line(world)]
    return Table(
        "targets",
        Text(
            f"{asked.years[0]}—{asked.years[-1]} 年目标表",
            f"Targets {asked.years[0]}–{asked.years[-1]}",
        ),
        _columns(asked.years),
        tuple(line.row for line in lines),
        _NOTES,
        frozen_columns=1,
    )


def baseline_table(
    assessment: Assessment,
    catalogue: Catalogue,
    layers: LayerSet,
    earlier: Sequence[Assessment] = (),
    years: tuple[int, ...] = PLAN_YEARS,
) -> Table:
    """The table where no plan is chosen: base values and goals above; path and target 待定.

    ``years``: those of the next plan. Reach of a service has no line: which one is for a plan to
    say.
    """
    world = TargetWorld(
        assessment, catalogue, layers, _no_plan(assessment, years), None, tuple(earlier)
    )
    lines = [_counties(world, entry) for entry in counted_entries(catalogue, assessment.city_code)]
    lines.append(retrofit_line(world))
    unknown: tuple[Value, ...] = (OPEN,) * len(years)
    return Table(
        "targets",
        Text(f"{years[0]}—{years[-1]} 年目标表", f"Targets {years[0]}–{years[-1]}"),
        _columns(years),
        tuple(replace(line, path=unknown, basis=_NO_PLAN).row for line in lines),
        (_NOTES[0], _NO_PLAN_NOTE, *_NOTES[2:]),
        frozen_columns=1,
    )


def _no_plan(assessment: Assessment, years: tuple[int, ...]) -> FacilityPlan:
    """A plan that does nothing, for the base values."""
    question = PlanQuestion(
        assessment.city_code,
        assessment.as_of,
        FacilityType.COMPREHENSIVE,
        (),
        (Wish(Objective.LEAST_COST),),
        years=years,
    )
    return FacilityPlan(
        question=question,
        status=Outcome.NOTHING_FOUND,
        stages=(),
        projects=(),
        closed=(),
        unplanned=(),
        retrofit=None,
        conflict=None,
        not_placed=(),
        notes=(),
        inputs=(),
        fingerprint="",
        demonstration=assessment.demonstration,
    )


def _columns(years: tuple[int, ...]) -> tuple[Column, ...]:
    return (
        Column("indicator", Text("指标", "Indicator"), width_chars=24),
        Column("unit", Text("单位", "Unit"), width_chars=12),
        Column("base", Text("基期值", "Base value"), ColumnKind.NUMBER, width_chars=10),
        Column("base_as_of", Text("基期时点", "As of"), ColumnKind.CODE, width_chars=12),
        Column("open", Text("待核实、待报", "Not known"), ColumnKind.NUMBER, width_chars=10),
        Column("definition", Text("口径", "Definition"), width_chars=34),
        Column("basis", Text("测算依据", "Basis of calculation"), width_chars=30),
        Column("trend", Text("历史走势", "Trend"), width_chars=22),
        *(
            Column(f"y{year}", Text(f"{year}年", f"{year}"), ColumnKind.NUMBER, width_chars=10)
            for year in years
        ),
        Column("target", Text("目标值", "Target"), ColumnKind.NUMBER, width_chars=10),
        Column("goal", Text("上级目标", "Goal above it"), width_chars=32),
        Column("note", Text("备注", "Remarks"), width_chars=30),
    )


def counted_entries(catalogue: Catalogue, city_code: str) -> tuple[Entry, ...]:
    """Requirements counted by counties; a reference goal only where the plan has no such clause.

    The plan's own in the overview's order, references last.
    """
    found = [
        e
        for e in catalogue.evaluated(city_code)
        if isinstance(e.check, FacilityPresence | CountyShare)
    ]
    own = {t for e in found if e.force is not Force.REFERENCE for t in _types(e)}
    kept = [e for e in found if e.force is not Force.REFERENCE or not _types(e) & own]
    last = len(kept) + len(catalogue.entries)
    return tuple(sorted(kept, key=lambda e: (e.force is Force.REFERENCE, e.core or last)))


def _types(entry: Entry) -> frozenset[FacilityType]:
    match entry.check:
        case FacilityPresence(accepts_types=types) | CountyShare(accepts_types=types):
            return frozenset(types)
    return frozenset()


def _counties(world: TargetWorld, entry: Entry) -> TargetLine:
    """How many counties have what a requirement asks."""
    count = county_count(world.assessment, entry, world.codes)
    gained = gained_in(entry, count, world.plan, world.effect)
    years = world.plan.question.years
    known = [len(count.met) + sum(y <= year for y in gained.values()) for year in years]
    # Where nothing is verified and nothing planned yet, none is not known to be none.
    path: tuple[Value, ...] = tuple(n if n or count.verified else TO_VERIFY for n in known)
    reference = entry.force is Force.REFERENCE
    name = entry.name
    return TargetLine(
        name=Text(f"{name.zh}（县数）", f"{name.en} (counties)"),
        unit=COUNTIES,
        base=len(count.met) if count.verified else TO_VERIFY,
        base_as_of=world.assessment.as_of.isoformat(),
        open=len(count.pending),
        definition=_definition(entry, count.asked),
        basis=Text(
            "已核实达到的县＋方案项目投用后达到的县，按投用年累计",
            "counties verified + those that come to have it, by year of use",
        ),
        trend=_trend(world, entry),
        path=path,
        goal=_reference_goal(entry, world) if reference else _goal(world, entry),
        note=_county_note(count.pending, gained, years[-1]),
    )


def _definition(entry: Entry, asked: int) -> Text:
    title = entry.title.text
    if not entry.quote:
        return Text(f"{title.zh}；共 {asked} 个县", f"{title.en}; {asked} counties")
    return Text(
        f"{entry.section}“{entry.quote}”；共 {asked} 个县",
        f"{entry.section} “{entry.quote}”; {asked} counties",
    )


def _county_note(pending: frozenset[str], gained: dict[str, int], last: int) -> Text | None:
    said = []
    assumed = len(pending & set(gained))
    left = len(pending) - assumed
    late = sum(year > last for year in gained.values())
    if assumed:
        said.append(
            Text(
                f"其中 {assumed} 个县现为待核实，按假定没有计算",
                f"{assumed} of them to be verified and assumed to have none",
            )
        )
    if left:
        said.append(
            Text(
                f"另有 {left} 个县待核实，核实后相应调整",
                f"{left} more to be verified; the figures follow",
            )
        )
    if late:
        said.append(Text(f"{late} 个县在规划期以后投用", f"{late} after the years of the plan"))
    return join(said, "；", "; ") if said else None


def _trend(world: TargetWorld, entry: Entry) -> Text:
    said = []
    for older in sorted(world.earlier, key=lambda a: a.as_of):
        if older.city_code == world.assessment.city_code and older.as_of < world.assessment.as_of:
            count = county_count(older, entry, world.codes)
            day = older.as_of.isoformat()
            said.append(
                Text(
                    f"{day}：{len(count.met)} 个（待核实 {len(count.pending)}）",
                    f"{day}: {len(count.met)} (to be verified {len(count.pending)})",
                )
            )
    return join(said, "；", "; ") if said else NO_TREND


def _goal(world: TargetWorld, entry: Entry) -> Text:
    """The reference goals from above on the same facilities that speak to the city, marked so."""
    city = world.assessment.city_code
    goals = [
        _reference_goal(other, world)
        for other in world.catalogue.entries.values()
        if other.force is Force.REFERENCE
        and _types(other) & _types(entry)
        and world.catalogue.document_of(other.id).speaks_to(city)
    ]
    return join(goals, "；", "; ") if goals else NO_GOAL


def _reference_goal(entry: Entry, world: TargetWorld) -> Text:
    """A reference goal with where it comes from."""
    document, title = world.catalogue.document_of(entry.id), entry.title.text
    low = document.confidence == "low"
    return Text(
        f"参照：{title.zh}；来源：{document.source}" if low else f"参照：{title.zh}",
        f"Reference: {title.en}; {document.issuer.en}{', low confidence' if low else ''}",
    )

"""Puts the papers' contents together: one report with every table, the sentences, the pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from analysis.accessibility.county_table import county_table
from analysis.accessibility.study import AccessStudy
from analysis.frozen import FrozenAssessment, has_own_name, name_words
from analysis.planning.retrofit import RetrofitPlan
from analysis.planning.scenarios.own_targets import target_lines, with_own
from analysis.planning.scenarios.projects_table import projects_table
from analysis.planning.scenarios.stored import Scenario
from analysis.planning.scenarios.targets import baseline_table, targets_table
from analysis.planning.scenarios.yearly import yearly_table
from analysis.report.build import build_report
from analysis.report.papers.access import Access, default_service
from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.drawings import drawings_of
from analysis.report.papers.parameters import parameters_table
from analysis.report.papers.records_day import frozen_day, records_day
from analysis.report.papers.said.access_said import access_basis, access_said
from analysis.report.papers.said.plan_said import (
    outdated_said,
    plan_basis,
    plan_said,
    targets_said,
)
from analysis.report.papers.said.retrofit_said import retrofit_said
from analysis.report.papers.said.rules_said import rules_said
from analysis.report.report import Report, ReportState, Table, TrialResultError
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.issues import DataIssue
from geo.layers import Layer, LayerSet, MixedDataError
from geo.sources import Source
from geo.text import Text


@dataclass(frozen=True, eq=False)
class Materials:
    """Everything the papers of one meeting rest on.

    ``access``: a study, or the people alone. ``scenario``: the plan proposed. ``retrofit``: a
    retrofit plan with ``retrofit_table``, its table. ``register_change``: the register's latest
    change the records hold; ``recorded_on``: its day. ``earlier``: assessments of earlier days, for
    the trend of targets. ``asked``: what the committee is asked to decide. ``frozen``: the frozen
    assessment all this is of; its own report is then the one shown, and the other fields must be
    its own.
    """

    catalogue: Catalogue
    layers: LayerSet
    assessment: Assessment
    sources: tuple[Source, ...]
    state: ReportState = ReportState.DRAFT
    data_issues: tuple[DataIssue, ...] = ()
    include_text_notes: bool = False
    access: Access | None = None
    scenario: Scenario | None = None
    retrofit: RetrofitPlan | None = None
    retrofit_table: Table | None = None
    register_change: int | None = None
    recorded_on: date | None = None
    earlier: tuple[Assessment, ...] = ()
    asked: tuple[Text, ...] = ()
    frozen: FrozenAssessment | None = None

    @property
    def called(self) -> Text | None:
        """The frozen assessment's own name, for the names of files; None where it has none."""
        if self.frozen is None or not has_own_name(self.frozen.head):
            return None
        return name_words(self.frozen.head)


class ForeignMaterialError(ValueError):
    """A study or plan of another city or day would stand in one paper with the findings."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


def frozen_materials(frozen: FrozenAssessment) -> Materials:
    """The materials of a frozen assessment: its records, rules and report as they were."""
    return Materials(
        frozen.catalogue,
        frozen.layers,
        frozen.assessment,
        frozen.sources,
        frozen.state,
        frozen.data_issues,
        register_change=frozen.head.last_change,
        frozen=frozen,
    )


def contents_of(
    materials: Materials,
    boundaries: Layer,
    *,
    made_on: date | None = None,
    maps: bool = True,
    sections: frozenset[Section] = frozenset(Section),
) -> Contents:
    """The contents of every format. Sections without anything to say are left out by the writers.

    ``made_on``: the day printed on pictures; else that of the records stands there.
    Raises MixedDataError where invented and real data would stand in one paper, TrialResultError
    for what was only tried, ForeignMaterialError for a study or plan of another city or day.
    """
    refuse_foreign(materials)
    report = report_of(materials)
    scenario = materials.scenario
    drawings = drawings_of(
        report,
        boundaries,
        made_on,
        records_day(
            materials.frozen,
            materials.recorded_on,
            materials.layers,
            materials.catalogue,
            report.city.code,
        ),
        access=materials.access,
        plan=None if scenario is None else scenario.plan,
        retrofit=materials.retrofit,
        maps=maps,
    )
    return Contents(
        report,
        materials.catalogue,
        materials.assessment,
        build_todo(materials.catalogue, materials.layers, materials.assessment),
        drawings,
        _said(materials, report),
        materials.asked,
        sections,
    )


def refuse_foreign(materials: Materials) -> None:
    """Nothing where findings, study and plan are of one city, day and kind of data; else raises."""
    layers, assessment = materials.layers, materials.assessment
    invented = {layers.demonstration, assessment.demonstration}
    access, scenario, retrofit = materials.access, materials.scenario, materials.retrofit
    places = []
    if access is not None:
        places.append((access.question.city_code, access.question.as_of))
        if access.question.added or access.question.switched_off:
            raise TrialResultError("a study that tries out points or closures is no part of papers")
    if isinstance(access, AccessStudy):
        invented.add(access.demonstration)
    if scenario is not None:
        places.append((scenario.plan.question.city_code, scenario.plan.question.as_of))
        invented.add(scenario.plan.demonstration)
    if len(invented) > 1:
        raise MixedDataError("findings, study and plan are not all (or none) invented")
    if any(place != (assessment.city_code, assessment.as_of) for place in places):
        raise ForeignMaterialError(_FOREIGN)
    codes = {c.code for c in layers.counties_of(assessment.city_code)}
    if retrofit is not None and not {c.county_code for c in retrofit.counties} <= codes:
        raise ForeignMaterialError(_FOREIGN)


def report_of(materials: Materials) -> Report:
    """The one report object of every format, with the tables of study and plan in it."""
    more = more_tables(materials)
    if materials.frozen is not None:
        frozen = materials.frozen.report
        own = {t.id for t in frozen.tables}
        return replace(frozen, tables=(*frozen.tables, *(t for t in more if t.id not in own)))
    return build_report(
        materials.catalogue,
        materials.layers,
        materials.assessment,
        materials.sources,
        materials.state,
        retrofit=materials.retrofit_table,
        data_issues=materials.data_issues,
        include_text_notes=materials.include_text_notes,
        more=more,
    )


def more_tables(materials: Materials) -> tuple[Table, ...]:
    """The tables of study, plan, targets and parameters, as far as there are any."""
    catalogue, layers, assessment = materials.catalogue, materials.layers, materials.assessment
    counties = layers.counties_of(assessment.city_code)
    access, scenario = materials.access, materials.scenario
    tables = []
    if isinstance(access, AccessStudy):
        tables.append(_with_run(county_table(access), "可达性测算编号", access.run_id))
    if scenario is not None:
        plan, effect = scenario.plan, scenario.effect
        if plan.projects:
            made = (
                projects_table(plan, counties, catalogue, effect),
                yearly_table(plan, counties),
            )
            tables += [_with_run(t, "方案编号", plan.run_id) for t in made]
        targets = targets_table(assessment, catalogue, layers, plan, effect, materials.earlier)
        about = target_lines(catalogue, assessment.city_code)
        targets = with_own(targets, about, scenario.targets)
        tables.append(_with_run(targets, "方案编号", plan.run_id))
    else:
        tables.append(baseline_table(assessment, catalogue, layers, materials.earlier))
    tables.append(
        parameters_table(
            catalogue,
            assessment,
            materials.register_change,
            access,
            scenario,
            materials.retrofit,
            default_service(layers, assessment.city_code),
        )
    )
    return tuple(tables)


_RUN_WORDS = {"可达性测算编号": "Run of the study", "方案编号": "Run of the plan"}


def _with_run(table: Table, word: str, run_id: str) -> Table:
    """The table saying of which run it is."""
    note = Text(f"{word} {run_id}", f"{_RUN_WORDS[word]} {run_id}")
    return replace(table, notes=(*table.notes, note))


def _said(materials: Materials, report: Report) -> Mapping[Section, tuple[Text, ...]]:
    scenario, access = materials.scenario, materials.access
    said: dict[Section, tuple[Text, ...]] = {}
    basis = [*rules_said(materials.catalogue, report.city.code)]
    if materials.frozen is not None:
        basis.append(_frozen_said(materials.frozen, later=bool(scenario or access)))
    if access is not None:
        said[Section.ACCESS] = access_said(access, materials.layers)
        basis += access_basis(access)
    if scenario is not None:
        said[Section.PROJECTS] = (
            *plan_said(scenario, report.counties, materials.catalogue),
            *outdated_said(scenario.plan, materials.layers, materials.catalogue),
        )
        basis += plan_basis(scenario)
    retrofits = retrofit_said(
        materials.layers,
        report.counties,
        report.as_of,
        report.matrix.county_word,
        materials.retrofit,
        None if scenario is None else scenario.plan,
    )
    if retrofits:
        said[Section.RETROFIT] = retrofits
    said[Section.TARGETS] = targets_said(scenario, len(report.table("targets").rows))
    return said | {Section.SOURCES: tuple(basis)}


def _frozen_said(frozen: FrozenAssessment, *, later: bool) -> Text:
    """Of which frozen assessment the papers are, and what is not part of it."""
    day = frozen_day(frozen).isoformat()
    more = Text("", "")
    if later:
        more = Text(
            "可达性和拟建项目为定稿以后的测算，不属于定稿内容。",
            " Access and proposed projects were reckoned later and are no part of it.",
        )
    return Text(
        f"核查结论取自定稿“{frozen.name}”（{day}，{frozen.body}），未作改动。{more.zh}",
        f"The findings are those of the frozen assessment “{frozen.name}” ({day}, {frozen.body}),"
        f" unchanged.{more.en}",
    )


_FOREIGN = Text(
    "可达性、方案或改造计划与核查结果不是同一城市、同一时点，不能编入同一份材料。",
    "Study, plan or retrofit plan is of another city or day than the findings and can’t stand in"
    " one paper with them.",
)

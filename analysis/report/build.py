"""The one place a report is built: every export and preview reads what comes out of here."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.report.citations import Citations
from analysis.report.findings_table import findings_table, todo_table
from analysis.report.gap_table import gap_table
from analysis.report.indicator_table import indicator_table
from analysis.report.matrix import build_matrix
from analysis.report.own_sources import evidence_words, own_sources
from analysis.report.report import Report, ReportState, Table, TrialResultError, Vintage
from analysis.report.source_tables import (
    issues_table,
    rulings_table,
    sources_table,
    text_notes_table,
)
from analysis.report.task_table import task_table
from analysis.report.worst import worst_binding
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from geo.issues import DataIssue
from geo.layers import LayerSet, MixedDataError, is_invented
from geo.sources import Source
from geo.text import Text


def build_report(  # noqa: PLR0913 (a report has as many parts)
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    sources: tuple[Source, ...],
    state: ReportState,
    *,
    retrofit: Table | None = None,
    data_issues: tuple[DataIssue, ...] = (),
    include_text_notes: bool = False,
    more: tuple[Table, ...] = (),
) -> Report:
    """The report of an assessment of one city.

    ``sources`` are the tool's data files: those of which the report holds something are told of, in
    the words for this city. ``retrofit`` is the table of a retrofit plan, where there is one;
    ``data_issues`` are those of the files read, added to the assessment's own; ``more`` are tables
    of a study or plan that stand in the same report. Raises TrialResultError for findings tried on
    screen, MixedDataError when invented records and real ones would stand in one paper.
    """
    refuse_trial(assessment)
    refuse_mixed(layers, assessment)
    city = next(c for c in layers.cities if c.code == assessment.city_code)
    sources = own_sources(sources, catalogue, layers, city.code)
    matrix = build_matrix(catalogue, layers, assessment)
    citations = Citations(layers)
    tables = [
        gap_table(catalogue, layers, assessment, matrix),
        findings_table(catalogue, layers, assessment, citations, text_notes=include_text_notes),
        indicator_table(catalogue, layers, assessment),
        task_table(catalogue, layers, assessment, citations),
        retrofit,
        *more,
        todo_table(catalogue, layers, assessment),
        rulings_table(catalogue, layers, city.code),
        text_notes_table(catalogue, city.code) if include_text_notes else None,
        sources_table(sources),
        issues_table((*assessment.issues, *data_issues)),
    ]
    return Report(
        title=Text(
            f"{city.name_zh}残疾人服务设施规划要求核查",
            f"{city.name_en}: plan requirements on services for disabled people, checked",
        ),
        city=city,
        counties=layers.counties_of(city.code),
        as_of=assessment.as_of,
        known_on=assessment.known_on,
        state=state,
        internal=True,
        demonstration=layers.demonstration,
        run_id=assessment.run_id,
        catalogue_version=catalogue.version,
        vintages=tuple(Vintage(s.title.text, s.vintage.text) for s in sources),
        matrix=matrix,
        overall=tuple(
            worst_binding(catalogue, assessment, c.code) for c in layers.counties_of(city.code)
        ),
        facilities=tuple(
            sorted(
                (f for f in layers.facilities if f.city_code == city.code),
                key=lambda f: f.facility_id,
            )
        ),
        tables=tuple(t for t in tables if t is not None),
        evidence=evidence_words(catalogue, layers, city.code),
    )


def refuse_trial(assessment: Assessment) -> None:
    """Nothing for an assessment without trial findings; else TrialResultError."""
    tried = sorted({f.requirement_id for f in assessment.findings if f.trial})
    if tried:
        raise TrialResultError(
            f"findings of a trial (试算) are never exported as the result: {', '.join(tried)}; "
            "evaluate without trial rulings first"
        )


def refuse_mixed(layers: LayerSet, assessment: Assessment) -> None:
    """Nothing when all records are invented or all are real; else MixedDataError.

    Facilities say by their name (``is_invented``); an assessment says by its flag.
    """
    if assessment.demonstration != layers.demonstration:
        raise MixedDataError("the assessment and the records are not both (or neither) invented")
    strangers = _named(f.name for f in layers.facilities if is_invented(f) != layers.demonstration)
    if strangers:
        kind = "real" if layers.demonstration else "invented"
        raise MixedDataError(f"{kind} facilities among the others: {strangers}")


def _named(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)[:5])

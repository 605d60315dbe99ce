"""Which of a question's options can be taken at all, and why the others can't."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.accessibility.facilities_asked import FacilitiesAsked
from analysis.planning.scenarios.facility_of import converted
from analysis.planning.scenarios.held import plan_findings
from analysis.planning.scenarios.options import Measure, Option
from analysis.planning.scenarios.plan_words import (
    CLOSING_EXPANSION,
    NO_COST,
    NOT_CLOSABLE,
    TOO_LATE,
)
from analysis.planning.scenarios.question import PlanQuestion
from analysis.planning.scenarios.site_words import site_words
from analysis.planning.scenarios.years import begin_years
from analysis.planning.siting.problem import Objective
from analysis.requirements.catalogue import Catalogue
from geo.layers import INVENTED_PREFIX, LayerSet, MixedDataError
from geo.text import Text, join

_LISTED = 5


@dataclass(frozen=True)
class Available:
    """The options that can be taken, by id, and why others can't; who stands in their way.

    ``loose``: ids of facilities an option converts and the question lets go.
    """

    options: dict[str, Option]
    loose: frozenset[str]
    notes: tuple[Text, ...]


def available_options(
    question: PlanQuestion, layers: LayerSet, catalogue: Catalogue, facilities: FacilitiesAsked
) -> Available:
    """Which options can be taken: in the counties asked about, in time, at a known cost.

    A building whose facility serves or counts today is converted only where it may be closed.
    Raises MixedDataError for an invented site among real records.
    """
    if not layers.demonstration:
        for option in question.options:
            if option.site.name.startswith(INVENTED_PREFIX):
                raise MixedDataError(option.site.name)
    counties = {c.code for c in layers.counties_of(question.city_code)}
    counties &= set(question.counties) or counties
    here = [
        o
        for o in sorted(question.options, key=lambda o: o.option_id)
        if o.site.county_code in counties and o.option_id not in question.barred
    ]
    ended = [
        o for o in here if o.measure is Measure.EXPANSION and o.site.facility_id in question.closing
    ]
    late = [o for o in here if not begin_years(o, question.years)]
    costly = any(w.objective is Objective.LEAST_COST for w in question.wishes)
    costly = costly or question.budget_yuan is not None or bool(question.budget_by_year_yuan)
    uncosted = [o for o in here if costly and o.cost_yuan is None]
    in_use = set(facilities.ids) | _counted(question, layers, catalogue)
    fixed = [o for o in here if converted(o) in in_use - question.closable]
    out = {o.option_id for o in (*ended, *late, *uncosted, *fixed)}
    options = {o.option_id: o for o in here if o.option_id not in out}
    loose = {converted(o) for o in options.values()} & in_use
    notes = [
        text.fill(count=len(some), names=_names(some))
        for text, some in (
            (CLOSING_EXPANSION, ended),
            (TOO_LATE, late),
            (NO_COST, uncosted),
            (NOT_CLOSABLE, fixed),
        )
        if some
    ]
    return Available(options, frozenset(loose), tuple(notes))


def _counted(question: PlanQuestion, layers: LayerSet, catalogue: Catalogue) -> set[str]:
    """Ids of the facilities that what is held rests on today."""
    held = set(question.held)
    found = plan_findings(question, layers, catalogue)
    counted: set[str] = set()
    for (requirement_id, _), finding in found.items():
        if requirement_id in held:
            parts = [c for p in finding.parts for c in p.considered]
            counted |= {c.record_id for c in (*finding.considered, *parts) if c.counts}
    return counted


def _names(options: list[Option]) -> Text:
    names = list(dict.fromkeys(site_words(o.site) for o in options))
    listed = join(names[:_LISTED], en="; ")
    if len(names) <= _LISTED:
        return listed
    return Text(f"{listed.zh}等 {len(names)} 处", f"{listed.en} and others, {len(names)} sites")

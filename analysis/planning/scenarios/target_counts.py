"""Counties that have what a requirement asks: verified, not yet verified, and by a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.planning.scenarios.plan import FacilityPlan, PlanEffect, Project
from analysis.requirements.findings import Assessment, Verdict
from analysis.requirements.schema import CountyShare, Entry, FacilityPresence


def _is_kind(entry: Entry, project: Project) -> bool:
    """Whether what is built is of a type, or has a function, that the entry accepts."""
    check, option = entry.check, project.option
    if not isinstance(check, FacilityPresence | CountyShare):
        return False
    return option.facility_type in check.accepts_types or not option.functions.isdisjoint(
        check.accepts_functions
    )


@dataclass(frozen=True, slots=True)
class CountyCount:
    """Codes of a city's counties by what the records say of one requirement; none is in two.

    Counties the requirement does not ask (below its population) are in none.
    """

    met: frozenset[str]
    unmet: frozenset[str]
    pending: frozenset[str]

    @property
    def asked(self) -> int:
        """How many counties the requirement asks."""
        return len(self.met) + len(self.unmet) + len(self.pending)

    @property
    def verified(self) -> bool:
        """Whether anything is verified of any county."""
        return bool(self.met or self.unmet)


def county_count(assessment: Assessment, entry: Entry, codes: Iterable[str]) -> CountyCount:
    """What the findings say of every county of a city; no finding is to be verified."""
    found: dict[Verdict, set[str]] = {verdict: set() for verdict in Verdict}
    if isinstance(entry.check, CountyShare):
        finding = assessment.get(entry.id, assessment.city_code)
        parts = {p.county_code: p.counts for p in finding.parts} if finding is not None else {}
        verdicts = {True: Verdict.MET, False: Verdict.UNMET, None: Verdict.INDETERMINATE}
        for code in codes:
            found[verdicts[parts.get(code)]].add(code)
    else:
        for code in codes:
            of_county = assessment.get(entry.id, code)
            found[Verdict.INDETERMINATE if of_county is None else of_county.verdict].add(code)
    return CountyCount(
        frozenset(found[Verdict.MET]),
        frozenset(found[Verdict.UNMET]),
        frozenset(found[Verdict.INDETERMINATE]),
    )


def gained_in(
    entry: Entry, count: CountyCount, plan: FacilityPlan, effect: PlanEffect | None
) -> dict[str, int]:
    """The year in which each county that is not met comes to be, by what meets it.

    That is projects of the kind the entry accepts, whether or not the plan was asked to hold it,
    and facilities under way that the plan relies on (the last year where none is on record). A
    share over the city's counties is met in a county by its first. A county's own requirement is
    met when all for it are in use; ``effect``, where it is known, says whether they then are
    enough, so that the table says of every indicator what the plan's changes say.
    """
    years: dict[str, list[int]] = {}
    for project in plan.projects:
        code = project.option.site.county_code
        asked = (entry.id, code) in project.met
        if code not in count.met and (asked or (effect is not None and _is_kind(entry, project))):
            years.setdefault(code, []).append(project.in_use_year)
    for use in plan.under_way:
        if use.requirement_id == entry.id and use.county_code not in count.met:
            last = plan.question.years[-1]
            years.setdefault(use.county_code, []).append(use.expected_year or last)
    if isinstance(entry.check, CountyShare):
        return {code: min(found) for code, found in years.items()}
    if effect is None:
        return {code: max(found) for code, found in years.items()}
    enough = {
        c.area_code
        for c in effect.changed
        if c.requirement_id == entry.id and c.after is Verdict.MET
    }
    return {code: max(found) for code, found in years.items() if code in enough}

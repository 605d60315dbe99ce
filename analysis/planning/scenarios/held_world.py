"""What the rules of a plan are made from: findings of the day, options as facilities, by county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analysis.planning.scenarios.facility_of import converted, facility_of
from analysis.planning.scenarios.options import Option
from analysis.planning.scenarios.plan import UnderWayUse
from analysis.planning.scenarios.question import PlanQuestion, UnderWay
from analysis.planning.scenarios.under_way import under_way
from analysis.planning.scenarios.years import begin_years
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Finding
from analysis.requirements.index import Index, build_index
from analysis.requirements.presence import check_presence
from analysis.requirements.rulings import answering
from analysis.requirements.schema import CountyShare, Entry, FacilityPresence
from geo.layers import County, LayerSet
from geo.records import DateSpan, Facility


def plan_findings(
    question: PlanQuestion, layers: LayerSet, catalogue: Catalogue
) -> dict[tuple[str, str], Finding]:
    """All findings of the city as of the question's day, by requirement and area.

    A goal that is held is looked at as if it were due (参照, 2030): the plan is made for that day.
    """
    assessment = evaluate(catalogue, layers, question.city_code, question.as_of)
    found = {(f.requirement_id, f.area_code): f for f in assessment.findings}
    index = index_of(layers, catalogue, question.as_of)
    for entry in catalogue.evaluated(question.city_code):
        check = entry.check
        if entry.id in question.held and isinstance(check, FacilityPresence) and check.due:
            due = check.model_copy(update={"due": None})
            for county in layers.counties_of(question.city_code):
                found[entry.id, county.code] = check_presence(entry, due, county, index)
    return found


@dataclass(frozen=True)
class HeldWorld:
    """What the rules are made from."""

    question: PlanQuestion
    index: Index
    counties: tuple[County, ...]
    findings: dict[tuple[str, str], Finding]
    candidates: dict[str, list[tuple[Option, Facility]]]
    """By county, in id order."""
    closable: frozenset[str]
    """Facilities that an option converts and the question lets go."""
    uncosted: dict[str, list[tuple[Option, Facility]]]
    """By county, the options left out for want of a cost."""
    awaited: list[UnderWayUse]
    """Facilities under way that requirements count; the rules enter them as they are made."""

    def awaits(
        self, entry: Entry, check: FacilityPresence | CountyShare, county_code: str
    ) -> tuple[UnderWayUse, ...]:
        """What is under way in a county that the requirement counts, if the question lets it."""
        if self.question.under_way is UnderWay.IGNORED:
            return ()
        return under_way(entry.id, check, county_code, self.index, self.closable)

    @classmethod
    def of(
        cls,
        question: PlanQuestion,
        layers: LayerSet,
        catalogue: Catalogue,
        options: Iterable[Option],
    ) -> HeldWorld:
        """The world of a question; ``options``: those that can be taken."""
        day = DateSpan(question.as_of, question.as_of)
        taken = sorted(options, key=lambda o: o.option_id)
        named = {o.option_id for o in taken} | question.barred
        uncosted = [
            o
            for o in question.options
            if o.cost_yuan is None and o.option_id not in named and begin_years(o, question.years)
        ]

        def by_county(some: Iterable[Option]) -> dict[str, list[tuple[Option, Facility]]]:
            found: dict[str, list[tuple[Option, Facility]]] = {}
            for option in some:
                made = (option, facility_of(option, layers, day))
                found.setdefault(option.site.county_code, []).append(made)
            return found

        return cls(
            question,
            index_of(layers, catalogue, question.as_of),
            tuple(
                c
                for c in layers.counties_of(question.city_code)
                if not question.counties or c.code in question.counties
            ),
            plan_findings(question, layers, catalogue),
            by_county(taken),
            frozenset(filter(None, map(converted, taken))),
            by_county(uncosted),
            [],
        )


def index_of(layers: LayerSet, catalogue: Catalogue, as_of: date) -> Index:
    """The records of the day, with the rulings that answer a question of the catalogue."""
    answers = layers.with_records(rulings=answering(catalogue, layers.rulings))
    return build_index(answers, as_of)

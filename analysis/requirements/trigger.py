"""The check "counties of at least so many people may expand": triggered or not, never unmet.

A second school counts whatever its stage (the clause says 规划建设); an expansion is recorded as a
facility whose ``parent_id`` is a school of the county.
"""

from __future__ import annotations

from datetime import date

from analysis.requirements.findings import Finding, Missing, Reason, Verdict
from analysis.requirements.index import Index
from analysis.requirements.presence import ask_of, threshold_on
from analysis.requirements.schema import Entry, PopulationTrigger, Unit
from analysis.requirements.standing import by
from geo.layers import County
from geo.records import Facility
from geo.text import Text
from geo.vocabulary import ENDED

RESIDENT = Text("常住人口（七普，2020-11-01）", "residents (census 2020-11-01)")
REGISTERED = Text("户籍人口（用户填报）", "registered population (as entered)")


def check_trigger(entry: Entry, check: PopulationTrigger, county: County, index: Index) -> Finding:
    """The finding of a population trigger for one county; measured and threshold in persons."""
    threshold = threshold_on(check.thresholds, index.as_of).value
    ruling = index.ruling(entry.id, "population_basis", county.code)
    registered = ruling is not None and ruling.ruling == "registered"
    persons = index.population_basis.get(county.code) if registered else county.population_persons
    basis = REGISTERED if registered else RESIDENT
    ask = ask_of(entry, county)
    if persons is None:
        return Finding(
            entry.id,
            county.code,
            Verdict.INDETERMINATE,
            Reason.POPULATION_MISSING,
            Text("户籍人口待报", "registered population not entered"),
            Unit.PERSONS,
            threshold=threshold,
            missing=(Missing(Text("户籍人口数", "registered population"), ask),),
            trial=index.trial,
        )
    said = Text(f"{basis.zh} {persons:,} 人", f"{persons:,} {basis.en}")
    if persons < threshold:
        return Finding(
            entry.id,
            county.code,
            Verdict.NOT_APPLICABLE,
            Reason.POPULATION_BELOW,
            Text(f"{said.zh}，未到 {threshold:,.0f} 人", f"{said.en}, below {threshold:,.0f}"),
            Unit.PERSONS,
            measured=float(persons),
            threshold=threshold,
            trial=index.trial,
        )
    schools = [
        f
        for f in index.facilities.get(county.code, ())
        if f.facility_type is check.facility_type and not _ended(f, index.as_of)
    ]
    taken = len(schools) > 1
    option = (
        Text(
            f"；已记录 {len(schools)} 所（含扩建）",
            f"; {len(schools)} recorded, expansions included",
        )
        if taken
        else Text("；是否扩建或建第二所待定", "; whether to expand or build a second is open")
    )
    return Finding(
        entry.id,
        county.code,
        Verdict.MET if taken else Verdict.INDETERMINATE,
        Reason.OPTION_TAKEN if taken else Reason.OPTION_OPEN,
        Text(f"{said.zh}，条件触发{option.zh}", f"{said.en}, triggered{option.en}"),
        Unit.PERSONS,
        measured=float(persons),
        threshold=threshold,
        evidence=tuple(f.facility_id for f in schools),
        missing=()
        if taken
        else (
            Missing(
                entry.ask_what.text if entry.ask_what else Text("扩建或第二所", "expansion"), ask
            ),
        ),
        trial=index.trial,
    )


def _ended(school: Facility, as_of: date) -> bool:
    """Whether the school was given up by the day: then it is neither first nor second."""
    if school.closed is not None:
        return by(school.closed, as_of) is True
    return school.status in ENDED

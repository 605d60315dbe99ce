"""The check "at least so many facilities in the county", and the law of absence behind it.

A recorded facility counts, does not count, or is open. One that counts settles the check; an open
one leaves it open; with neither, absence is said only where a body has declared every accepted
type complete as of the day or later. Otherwise nothing is known, which is not the same as none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, partial

from analysis.requirements.findings import Finding, Missing, Reason, Verdict
from analysis.requirements.index import Index
from analysis.requirements.judging import Judged, accepted, judge
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import Entry, FacilityPresence, Threshold, Unit
from analysis.requirements.standing import STAGES
from geo.layers import County
from geo.text import Text, join
from geo.vocabulary import WORDS, FacilityType, Status

RULING_BODY = Text("市残联（报残工委认定）", "City DPF (for a ruling of the working committee)")


def threshold_on(thresholds: tuple[Threshold, ...], as_of: date) -> Threshold:
    """The threshold in force on the day: the latest begun, or the first where none has."""
    begun = [t for t in thresholds if t.since <= as_of]
    return max(begun, key=lambda t: t.since) if begun else min(thresholds, key=lambda t: t.since)


def check_presence(entry: Entry, check: FacilityPresence, county: County, index: Index) -> Finding:
    """The finding of a presence check for one county."""
    threshold = threshold_on(check.thresholds, index.as_of).value
    minimum = check.minimum_population_persons
    if minimum is not None and county.population_persons < minimum:
        return Finding(
            entry.id,
            county.code,
            Verdict.NOT_APPLICABLE,
            Reason.POPULATION_BELOW,
            Text(
                f"七普常住人口 {county.population_persons:,} 人，未到 {minimum:,} 人",
                f"{county.population_persons:,} residents (2020 census), below {minimum:,}",
            ),
            Unit.FACILITIES,
            threshold=threshold,
            trial=index.trial,
        )
    records = accepted(
        index.facilities.get(county.code, ()), check.accepts_types, check.accepts_functions
    )
    judged = [judge(entry.id, check, f, index) for f in records]
    finding = _aggregate(entry, check, county, index, judged, threshold)
    if check.due is not None and index.as_of < check.due:
        return _not_due(finding, check.due, judged)
    return finding


def missing_declarations(
    types: tuple[FacilityType, ...], county: County, index: Index
) -> tuple[Reason | None, tuple[FacilityType, ...], tuple[str, ...]]:
    """What keeps absence from being said: the reason, the types that lack, the ids that hold."""
    lacking, held, outdated = [], [], False
    for kind in types:
        said = index.completeness.get((county.code, kind))
        if said is not None and said.complete_as_of >= index.as_of:
            held.append(said.declaration_id)
        else:
            lacking.append(kind)
            outdated = outdated or said is not None
    if not lacking:
        return None, (), tuple(held)
    never = [k for k in lacking if (county.code, k) not in index.completeness]
    reason = Reason.COMPLETENESS_MISSING if never or not outdated else Reason.COMPLETENESS_OUTDATED
    return reason, tuple(lacking), tuple(held)


def ask_of(entry: Entry, county: County | None) -> Text:
    """Who should supply what is missing."""
    text = entry.ask.text if entry.ask is not None else RULING_BODY
    if county is None:
        return text
    return Text(
        text.zh.replace("{county}", county.short_zh), text.en.replace("{county}", county.short_en)
    )


@cache
def declaration_wanted(types: tuple[FacilityType, ...]) -> Text:
    """The words for declarations that lack."""
    words = join([WORDS[t] for t in types])
    return Text(
        f"{words.zh}设施清单的无遗漏确认或零报告",
        f"a complete-list declaration or zero report for: {words.en}",
    )


def _aggregate(
    entry: Entry,
    check: FacilityPresence,
    county: County,
    index: Index,
    judged: list[Judged],
    threshold: float,
) -> Finding:
    counted = [j for j in judged if j.counts]
    open_ = sorted(
        (j for j in judged if j.counts is None),
        key=lambda j: (len(j.reasons), j.facility.facility_id),
    )
    considered = tuple(j.considered() for j in judged)
    flags = tuple(
        Text(f"{j.facility.name}：{j.flag.zh}", f"{j.facility.name}: {j.flag.en}")
        for j in counted
        if j.flag is not None
    )
    finding = partial(
        Finding,
        entry.id,
        county.code,
        unit=Unit.FACILITIES,
        threshold=threshold,
        considered=considered,
        flags=flags,
        trial=index.trial,
    )
    if len(counted) >= threshold:
        names = Text(
            "、".join(j.facility.name for j in counted), ", ".join(j.facility.name for j in counted)
        )
        return finding(
            verdict=Verdict.MET,
            reason=Reason.ENOUGH_COUNTED,
            reason_text=Text(
                f"计入 {len(counted)} 所：{names.zh}", f"{len(counted)} counted: {names.en}"
            ),
            measured=float(len(counted)),
            shortfall=0.0,
            evidence=tuple(j.facility.facility_id for j in counted),
        )
    reason, lacking, held = missing_declarations(check.accepts_types, county, index)
    ask = ask_of(entry, county)
    wanted = tuple(
        Missing(
            Text(f"{j.facility.name}：{j.why.zh}", f"{j.facility.name}: {j.why.en}"),
            ask if Reason.OWNERSHIP_UNRULED not in j.reasons else RULING_BODY,
        )
        for j in open_
    )
    if lacking:
        wanted += (Missing(declaration_wanted(lacking), ask),)
    if open_:
        return finding(
            verdict=Verdict.INDETERMINATE,
            reason=open_[0].reasons[0],
            reason_text=Text(
                f"{open_[0].facility.name}：{open_[0].why.zh}",
                f"{open_[0].facility.name}: {open_[0].why.en}",
            ),
            missing=wanted,
            evidence=tuple(j.facility.facility_id for j in open_),
        )
    if reason is not None:
        types = join([WORDS[t] for t in lacking])
        words = REASON_WORDS[reason]
        return finding(
            verdict=Verdict.INDETERMINATE,
            reason=reason,
            reason_text=Text(f"{words.zh}（缺：{types.zh}）", f"{words.en} (missing: {types.en})"),
            missing=wanted,
            evidence=tuple(j.facility.facility_id for j in judged),
        )
    in_place = [j for j in judged if j.in_place]
    reason = Reason.STANDARD_NOT_MET if in_place else Reason.NONE_AND_COMPLETE
    detail = in_place or judged
    text = REASON_WORDS[reason]
    if detail:
        listed = join(
            [
                Text(f"{j.facility.name}（{j.why.zh}）", f"{j.facility.name} ({j.why.en})")
                for j in detail
            ]
        )
        text = Text(f"{text.zh}：{listed.zh}", f"{text.en}: {listed.en}")
    return finding(
        verdict=Verdict.UNMET,
        reason=reason,
        reason_text=text,
        measured=float(len(in_place)),
        shortfall=threshold - len(counted),
        evidence=(*held, *(j.facility.facility_id for j in judged)),
        stage=_stage(judged),
    )


def _stage(judged: list[Judged]) -> Status | None:
    """How far the furthest facility is that is not yet operating and could count once it is."""
    found = {j.facility.status for j in judged if j.kind_counts}
    return next((s for s in STAGES if s in found), None)


def _not_due(finding: Finding, due: date, judged: list[Judged]) -> Finding:
    """Before its day a reference goal gives no verdict; what is there is still shown."""
    known = finding.verdict is not Verdict.INDETERMINATE
    there = sum(1 for j in judged if j.counts)
    return replace(
        finding,
        verdict=Verdict.INDETERMINATE,
        reason=Reason.NOT_DUE,
        reason_text=Text(
            f"参照目标 {due.year} 年到期，现有 {there} 所"
            if known
            else f"参照目标 {due.year} 年到期，现有数不详",
            f"reference goal due in {due.year}; {there} now"
            if known
            else f"reference goal due in {due.year}; present number not known",
        ),
        measured=float(there) if known else None,
        shortfall=None,
        missing=(),
        stage=None,
    )

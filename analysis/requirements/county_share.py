"""The check "at least a share of the counties": an institution there, or a service bought for it.

MET when the counties that have it reach the share; UNMET when even the open ones could not lift it
there; else INDETERMINATE, with how many more must be verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from analysis.requirements.findings import (
    Considered,
    CountyPart,
    Finding,
    Missing,
    Reason,
    Verdict,
)
from analysis.requirements.index import Index
from analysis.requirements.judging import accepted
from analysis.requirements.presence import (
    RULING_BODY,
    ask_of,
    declaration_wanted,
    missing_declarations,
    threshold_on,
)
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import CountyShare, Entry, Unit
from analysis.requirements.standing import by, standing
from geo.layers import County
from geo.records import PurchasedService
from geo.text import Text, join
from geo.vocabulary import WORDS


@dataclass(frozen=True, slots=True)
class _Record:
    """A facility or a contract as one county's part sees it."""

    record_id: str
    name: str
    counts: bool | None
    reason: Reason
    why: Text

    @property
    def named(self) -> Text:
        return Text(f"{self.name}：{self.why.zh}", f"{self.name}: {self.why.en}")


def check_county_share(
    entry: Entry,
    check: CountyShare,
    city_code: str,
    counties: tuple[County, ...],
    index: Index,
) -> Finding:
    """The finding for the city; measured and threshold are shares of its counties, 0 to 1."""
    threshold = Fraction(str(threshold_on(check.thresholds, index.as_of).value))
    parts = tuple(_part(entry, check, county, index) for county in counties)
    have = sum(1 for p in parts if p.counts)
    open_ = [p for p in parts if p.counts is None]
    all_ = len(counties)
    needed = ceil(threshold * all_)
    said = Text(f"{all_} 个中已设有 {have} 个", f"{have} of {all_} have it")
    least = Text(f"应不少于 {needed} 个", f"at least {needed} needed")
    if have >= needed:
        verdict, reason = Verdict.MET, Reason.SHARE_REACHED
        text = Text(f"{said.zh}，{least.zh}", f"{said.en}, {least.en}")
    elif have + len(open_) < needed:
        verdict, reason = Verdict.UNMET, Reason.SHARE_OUT_OF_REACH
        left = Text("", "")
        if open_:
            left = Text(f"，另 {len(open_)} 个待核实", f", {len(open_)} open")
        text = Text(f"{said.zh}{left.zh}，{least.zh}", f"{said.en}{left.en}, {least.en}")
    else:
        verdict, reason = Verdict.INDETERMINATE, Reason.COUNTIES_UNVERIFIED
        more = needed - have
        text = Text(
            f"{said.zh}，{least.zh}；{len(open_)} 个待核实，至少再核实 {more} 个为已设有",
            f"{said.en}, {least.en}; {len(open_)} open, {more} more must be verified",
        )
    return Finding(
        entry.id,
        city_code,
        verdict,
        reason,
        text,
        Unit.SHARE,
        measured=have / all_,
        threshold=float(threshold),
        shortfall=float(max(Fraction(0), threshold - Fraction(have, all_)))
        if verdict is not Verdict.INDETERMINATE
        else None,
        evidence=tuple(e for p in parts if p.counts for e in p.evidence),
        missing=tuple(m for p in open_ for m in p.missing)
        if verdict is Verdict.INDETERMINATE
        else (),
        parts=parts,
        trial=index.trial,
    )


def _part(entry: Entry, check: CountyShare, county: County, index: Index) -> CountyPart:
    """One county's part: one record that counts settles it, then an open one, then absence."""
    records = _records(entry, check, county, index)
    considered = tuple(Considered(r.record_id, r.counts, r.why) for r in records)
    counted = [r for r in records if r.counts]
    if counted:
        return CountyPart(
            county.code,
            True,
            Reason.ENOUGH_COUNTED,
            tuple(r.record_id for r in counted),
            considered=considered,
            why=join([r.named for r in counted], "；", "; "),
        )
    ask = ask_of(entry, county)
    reason, lacking, held = missing_declarations(check.accepts_types, county, index)
    declare: tuple[Missing, ...] = (Missing(declaration_wanted(lacking), ask),) if lacking else ()
    open_ = [r for r in records if r.counts is None]
    if open_:
        wanted = tuple(
            Missing(r.named, RULING_BODY if r.reason is Reason.PROVIDER_UNRULED else ask)
            for r in open_
        )
        return CountyPart(
            county.code,
            None,
            open_[0].reason,
            tuple(r.record_id for r in open_),
            (*wanted, *declare),
            considered,
            why=open_[0].named,
        )
    if reason is not None:
        what = entry.ask_what.text if entry.ask_what else declare[0].what
        return CountyPart(
            county.code,
            None,
            reason,
            tuple(r.record_id for r in records),
            (Missing(what, ask), *declare),
            considered,
            why=REASON_WORDS[reason],
        )
    return CountyPart(
        county.code,
        False,
        Reason.NONE_AND_COMPLETE,
        (*held, *(r.record_id for r in records)),
        considered=considered,
        why=REASON_WORDS[Reason.NONE_AND_COMPLETE],
    )


def _records(entry: Entry, check: CountyShare, county: County, index: Index) -> list[_Record]:
    """The county's institutions of the accepted kinds, then its contracts, in id order."""
    records = []
    for facility in accepted(
        index.facilities.get(county.code, ()), check.accepts_types, check.accepts_functions
    ):
        stands = standing(facility, index.as_of)
        reason = stands.reason or (
            Reason.ENOUGH_COUNTED if stands.operating else Reason.NONE_AND_COMPLETE
        )
        records.append(
            _Record(facility.facility_id, facility.name, stands.operating, reason, stands.why)
        )
    records.extend(
        _judge_service(entry, check, service, index)
        for service in index.services.get(county.code, ())
    )
    return records


def _judge_service(
    entry: Entry, check: CountyShare, service: PurchasedService, index: Index
) -> _Record:
    """A contract counts when it covers the day and its provider is of a kind that counts.

    A contract that ends in a month or a year runs to the last day of it.
    """
    begun = by(service.start, index.as_of) if service.start else None
    kind = service.provider_kind
    word = WORDS[kind] if kind else Text("性质不详的机构", "body of unknown kind")
    ruling = index.ruling(entry.id, f"provider.{kind}", service.county_code) if kind else None
    ruled_in = kind in check.provider_kinds or (ruling is not None and ruling.ruling == "counts")
    counts: bool | None
    if begun is False:
        counts, reason = False, Reason.NONE_AND_COMPLETE
        why = Text("合同尚未开始", "contract not begun")
    elif service.end is not None and service.end.last < index.as_of:
        counts, reason = False, Reason.NONE_AND_COMPLETE
        why = Text(f"合同 {service.end} 到期", f"contract ended {service.end}")
    elif ruling is not None and not ruled_in:
        counts, reason = False, Reason.NONE_AND_COMPLETE
        why = Text(f"承接机构为{word.zh}，不计入", f"provider is a {word.en.lower()}: not counted")
    elif kind is None:
        counts, reason = None, Reason.PROVIDER_UNKNOWN
        why = REASON_WORDS[reason]
    elif not ruled_in:
        counts, reason = None, Reason.PROVIDER_UNRULED
        why = Text(
            f"承接机构为{word.zh}，是否计入尚无认定口径",
            f"provider is a {word.en.lower()}; no ruling whether it counts",
        )
    elif begun is None or service.end is None:
        counts, reason = None, Reason.CONTRACT_UNKNOWN
        why = REASON_WORDS[reason]
    else:
        counts, reason = True, Reason.ENOUGH_COUNTED
        span = f"{service.start} — {service.end}"
        why = Text(f"购买服务，{span}，{word.zh}承接", f"purchased, {span}, {word.en.lower()}")
    return _Record(service.service_id, service.project, counts, reason, why)

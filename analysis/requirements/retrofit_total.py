"""The check on household retrofits: the sum of verified households of the period.

Reports up to the day bound the sum from below, reports from the day on bound it from above (a
report of the day itself does both); reports of an earlier period and estimates bound nothing. MET
when the lower bound reaches the target; UNMET only when every county has an upper bound and their
sum is below it.
"""

from __future__ import annotations

from analysis.requirements.findings import CountyPart, Finding, Missing, Reason, Verdict
from analysis.requirements.index import Index
from analysis.requirements.presence import ask_of, threshold_on
from analysis.requirements.schema import Entry, RetrofitTotal, Unit
from geo.layers import County
from geo.records import RetrofitNeed
from geo.text import Text


def check_retrofit_total(
    entry: Entry,
    check: RetrofitTotal,
    city_code: str,
    counties: tuple[County, ...],
    index: Index,
) -> Finding:
    """The finding for the city; measured, threshold and shortfall in households."""
    day = min(index.as_of, check.period_end)
    parts, upper = [], []
    for county in counties:
        reports = [
            n
            for n in index.needs.get(county.code, ())
            if n.basis == check.basis
            and n.done_households is not None
            and n.as_of is not None
            and n.as_of >= check.period_start
            and n.period_start in (None, check.period_start)
            and not n.estimated
        ]
        lower_report = max(
            (n for n in reports if n.as_of is not None and n.as_of <= day),
            key=lambda n: (n.as_of, n.record_id),
            default=None,
        )
        upper_report = min(
            (n for n in reports if n.as_of is not None and n.as_of >= day),
            key=lambda n: (n.as_of, n.record_id),
            default=None,
        )
        upper.append(upper_report.done_households if upper_report else None)
        parts.append(_part(entry, county, lower_report, upper_report))
    known = [p.value for p in parts if p.value is not None]
    low = sum(known)
    unsettled = [p for p in parts if p.counts is None]
    missing = tuple(m for p in unsettled for m in p.missing)
    evidence = tuple(e for p in parts for e in p.evidence)
    said = (
        Text(
            f"{len(known)} / {len(counties)} 个县（市、区）已报，验收合计 {low:,.0f} 户",
            f"{len(known)} of {len(counties)} counties reported, {low:,.0f} households verified",
        )
        if known
        else Text("各县（市、区）验收户数均待报", "no county has reported verified households")
    )
    if not check.thresholds:
        verdict, reason = (
            (Verdict.INDETERMINATE, Reason.COUNTIES_UNREPORTED)
            if unsettled
            else (Verdict.NOT_APPLICABLE, Reason.NO_TARGET)
        )
        target = None
        tail = Text("；规划没有数量目标", "; the plan sets no number")
    else:
        target = threshold_on(check.thresholds, index.as_of).value
        tail = Text(f"，目标 {target:,.0f} 户", f", target {target:,.0f}")
        if low >= target:
            verdict, reason = Verdict.MET, Reason.TOTAL_REACHED
        elif None not in upper and sum(u for u in upper if u is not None) < target:
            verdict, reason = Verdict.UNMET, Reason.TOTAL_BELOW
        else:
            verdict, reason = Verdict.INDETERMINATE, Reason.COUNTIES_UNREPORTED
    settled = verdict is not Verdict.INDETERMINATE
    return Finding(
        entry.id,
        city_code,
        verdict,
        reason,
        Text(said.zh + tail.zh, said.en + tail.en),
        Unit.HOUSEHOLDS,
        measured=float(low) if known else None,
        threshold=target,
        shortfall=max(0.0, target - low) if settled and target is not None else None,
        evidence=evidence,
        missing=() if settled else missing,
        parts=tuple(parts),
        trial=index.trial,
    )


def _part(
    entry: Entry, county: County, lower: RetrofitNeed | None, upper: RetrofitNeed | None
) -> CountyPart:
    """One county's report: settled when its two bounds agree, as those of one report do."""
    what = entry.ask_what.text if entry.ask_what else Text("验收户数", "verified households")
    missing = (Missing(what, ask_of(entry, county)),)
    if lower is None:
        later = upper.record_id if upper else ""
        return CountyPart(
            county.code,
            None,
            Reason.VALUE_LATER if upper else Reason.COUNTIES_UNREPORTED,
            (later,) if later else (),
            missing,
        )
    done = float(lower.done_households or 0)
    if upper is None or upper.done_households != lower.done_households:
        return CountyPart(
            county.code, None, Reason.VALUE_OUTDATED, (lower.record_id,), missing, value=done
        )
    return CountyPart(county.code, True, Reason.TOTAL_REACHED, (lower.record_id,), value=done)

"""The check on a row of an indicator table: the reported value against the printed target.

A value gives a verdict when it is final and dated between the day the target falls due (or the
assessment's day, when that is earlier) and the assessment's day.
"""

from __future__ import annotations

from datetime import date

from analysis.requirements.findings import Finding, Missing, Reason, Verdict
from analysis.requirements.index import Index
from analysis.requirements.presence import ask_of, threshold_on
from analysis.requirements.reasons import REASON_WORDS
from analysis.requirements.schema import Entry, Indicator, Unit
from geo.records import IndicatorValue
from geo.text import Text
from geo.vocabulary import Ternary


def check_indicator(entry: Entry, check: Indicator, city_code: str, index: Index) -> Finding:
    """The finding for the city.

    Measured, threshold and shortfall are in the unit the table prints; percentages as shares.
    """
    value = _best_value(entry, index)
    percent = check.unit is Unit.PERCENT
    unit = Unit.SHARE if percent else check.unit
    if not check.thresholds:
        return _judgement(entry, city_code, value, index)
    threshold = threshold_on(check.thresholds, index.as_of).value
    reason = _unusable(entry, value, index)
    sign, mark = ">" if check.strict else "≥", "%" if percent else ""
    if value is None or value.value is None or reason is not None:
        return Finding(
            entry.id,
            city_code,
            Verdict.INDETERMINATE,
            reason or Reason.VALUE_MISSING,
            REASON_WORDS[reason or Reason.VALUE_MISSING],
            unit,
            measured=_scaled(value.value, percent) if value else None,
            threshold=_scaled(threshold, percent),
            evidence=(value.record_id,) if value else (),
            missing=_wanted(entry),
            trial=index.trial,
        )
    reached = value.value > threshold if check.strict else value.value >= threshold
    return Finding(
        entry.id,
        city_code,
        Verdict.MET if reached else Verdict.UNMET,
        Reason.VALUE_REACHED if reached else Reason.VALUE_BELOW,
        Text(
            f"完成值 {value.value:g}{mark}（{value.as_of}），目标 {sign} {threshold:g}{mark}",
            f"value {value.value:g}{mark} ({value.as_of}), target {sign} {threshold:g}{mark}",
        ),
        unit,
        measured=_scaled(value.value, percent),
        threshold=_scaled(threshold, percent),
        shortfall=_scaled(max(0.0, threshold - value.value), percent),
        evidence=(value.record_id,),
        trial=index.trial,
    )


def _best_value(entry: Entry, index: Index) -> IndicatorValue | None:
    """The value the finding rests on: the latest usable one, else the nearest to being usable.

    A value of a later day must not hide the one of the day asked about.
    """
    values = [v for v in index.layers.indicator_values if v.indicator_id == entry.id]

    def order(value: IndicatorValue) -> tuple[bool, bool, date, str]:
        reason = _unusable(entry, value, index)
        dated = value.value is not None and value.as_of is not None
        in_time = dated and reason is not Reason.VALUE_LATER
        return reason is None, in_time, value.as_of or date.min, value.record_id

    return max(values, key=order, default=None)


def _scaled(value: float | None, percent: bool) -> float | None:
    """A percentage as a share; anything else as it is. Rounded where dividing leaves a tail."""
    if value is None:
        return None
    return round(value / 100 if percent else value, 9)


def _unusable(entry: Entry, value: IndicatorValue | None, index: Index) -> Reason | None:
    """Why a value gives no verdict, or nothing against it."""
    if value is None or value.value is None or value.as_of is None:
        return Reason.VALUE_MISSING
    if value.as_of > index.as_of:
        return Reason.VALUE_LATER
    due = min(index.as_of, entry.deadline.date) if entry.deadline else index.as_of
    if value.as_of < due:
        return Reason.VALUE_OUTDATED
    return None if value.final is Ternary.YES else Reason.VALUE_NOT_FINAL


def _judgement(entry: Entry, city_code: str, value: IndicatorValue | None, index: Index) -> Finding:
    """A row that is judged in writing: only a recorded judgement gives a verdict."""
    ruling = index.ruling(entry.id, "judgement", "")
    verdict = {"met": Verdict.MET, "unmet": Verdict.UNMET}.get(ruling.ruling) if ruling else None
    if ruling is None or verdict is None:
        return Finding(
            entry.id,
            city_code,
            Verdict.INDETERMINATE,
            Reason.WRITTEN_JUDGEMENT,
            REASON_WORDS[Reason.WRITTEN_JUDGEMENT],
            Unit.NONE,
            evidence=(value.record_id,) if value else (),
            missing=_wanted(entry),
            trial=index.trial,
        )
    return Finding(
        entry.id,
        city_code,
        verdict,
        Reason.RULED,
        Text(
            f"{ruling.body}书面评定（{ruling.document}，{ruling.date}）",
            f"judged by {ruling.body} ({ruling.document}, {ruling.date})",
        ),
        Unit.NONE,
        evidence=(ruling.ruling_id,),
        trial=index.trial,
    )


def _wanted(entry: Entry) -> tuple[Missing, ...]:
    what = entry.ask_what.text if entry.ask_what else Text("完成值", "value")
    return (Missing(what, ask_of(entry, None)),)

"""Whether a facility was operating on a day, as far as the record can tell.

The rules of time: a facility operates on ``as_of`` if it had opened by then and had not closed by
then (a closing date equal to ``as_of`` is closed). A date known to the month or year only is
decided when the whole span lies on one side of ``as_of``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.requirements.findings import Reason
from geo.records import DateSpan, Facility
from geo.text import Text
from geo.vocabulary import ENDED, OPERATING, WORDS, Status

STAGES = (
    Status.BUILT_NOT_IN_USE,
    Status.UNDER_CONSTRUCTION,
    Status.PREPARATORY,
    Status.PLANNED,
)
"""Not yet operating, nearest to operating first."""

OPENING_DATE_WANTED = Text("投用日期待补", "opening date to be supplied")


@dataclass(frozen=True, slots=True)
class Standing:
    """Operating on the day: yes, no, or not known (``None``, then ``reason`` says what lacks)."""

    operating: bool | None
    why: Text
    reason: Reason | None = None
    flag: Text | None = None


def by(span: DateSpan, day: date) -> bool | None:
    """Whether the date had come by the end of ``day``; ``None`` when its span is too wide."""
    if span.last <= day:
        return True
    return False if span.first > day else None


def standing(facility: Facility, as_of: date) -> Standing:
    """The facility's standing on ``as_of``."""
    opened = by(facility.opened, as_of) if facility.opened else None
    closed = by(facility.closed, as_of) if facility.closed else None
    status = facility.status
    if facility.closed and closed:
        return Standing(False, Text(f"{facility.closed} 停用", f"closed {facility.closed}"))
    if facility.opened and opened is False:
        return _before_opening(facility, as_of)
    if status is None:
        return Standing(None, Text("状态不详", "status not known"), Reason.STATUS_UNKNOWN)
    if status in STAGES:
        return Standing(False, WORDS[status])
    if facility.closed and closed is None:
        return _closing_unclear(facility)
    if status in ENDED and not facility.closed:
        seen_later = facility.checked_on is not None and facility.checked_on > as_of
        if not seen_later:
            return Standing(False, WORDS[status])
        return _closing_unclear(facility)
    return _opened(facility, opened, as_of)


def _before_opening(facility: Facility, as_of: date) -> Standing:
    if facility.status in STAGES:
        word = WORDS[facility.status]
        return Standing(
            False,
            Text(
                f"{word.zh}，预计 {facility.opened} 投用", f"{word.en}, expected {facility.opened}"
            ),
        )
    return Standing(
        False,
        Text(f"{facility.opened} 投用，晚于 {as_of}", f"opened {facility.opened}, after {as_of}"),
    )


def _closing_unclear(facility: Facility) -> Standing:
    word = WORDS[facility.status] if facility.status else Text("状态不详", "status not known")
    return Standing(
        None,
        Text(f"{word.zh}，停用日期不详", f"{word.en}, closing date not known"),
        Reason.CLOSED_UNKNOWN,
    )


def _opened(facility: Facility, opened: bool | None, as_of: date) -> Standing:
    word = WORDS[facility.status] if facility.status in OPERATING else WORDS[Status.OPERATING]
    if opened:
        return Standing(
            True, Text(f"{word.zh}，{facility.opened} 投用", f"{word.en}, opened {facility.opened}")
        )
    checked = facility.checked_on
    seen = checked is not None and checked <= as_of and facility.status in OPERATING
    if seen:
        # Seen at work by the day, it had opened, also where its date is known to the year only.
        return Standing(
            True,
            Text(f"{checked} 核实在{word.zh}", f"seen as “{word.en}” on {checked}"),
            flag=OPENING_DATE_WANTED,
        )
    return Standing(
        None,
        Text(f"{word.zh}，投用日期不详", f"{word.en}, opening date not known"),
        Reason.OPENED_UNKNOWN,
    )

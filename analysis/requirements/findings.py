"""Findings: what a check says of a county or a city, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from geo.issues import DataIssue
from geo.reviews import ReviewState
from geo.text import Text
from geo.vocabulary import Status


class Verdict(StrEnum):
    """What can be said 评估结论. "Not recorded" is INDETERMINATE, never UNMET."""

    MET = "MET"
    UNMET = "UNMET"
    INDETERMINATE = "INDETERMINATE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Reason(StrEnum):
    """Why a finding has its verdict: a stable code. ``REASON_WORDS`` says each in words."""

    # met
    ENOUGH_COUNTED = "enough_counted"
    OPTION_TAKEN = "option_taken"
    SHARE_REACHED = "share_reached"
    TOTAL_REACHED = "total_reached"
    VALUE_REACHED = "value_reached"
    RULED = "ruled"
    # unmet
    NONE_AND_COMPLETE = "none_and_complete"
    STANDARD_NOT_MET = "standard_not_met"
    SHARE_OUT_OF_REACH = "share_out_of_reach"
    TOTAL_BELOW = "total_below"
    VALUE_BELOW = "value_below"
    # indeterminate: a recorded facility decides, but something about it is not known
    STATUS_UNKNOWN = "status_unknown"
    OPENED_UNKNOWN = "opened_unknown"
    CLOSED_UNKNOWN = "closed_unknown"
    LEVEL_UNKNOWN = "level_unknown"
    OPERATION_UNKNOWN = "operation_unknown"
    OWNERSHIP_UNRULED = "ownership_unruled"
    PROFESSIONAL_UNKNOWN = "professional_unknown"
    STAGE_UNKNOWN = "stage_unknown"
    COMPREHENSIVE_UNKNOWN = "comprehensive_unknown"
    STANDARD_UNKNOWN = "standard_unknown"
    PROVIDER_UNRULED = "provider_unruled"
    PROVIDER_UNKNOWN = "provider_unknown"
    CONTRACT_UNKNOWN = "contract_unknown"
    # indeterminate: absence can't be told
    COMPLETENESS_MISSING = "completeness_missing"
    COMPLETENESS_OUTDATED = "completeness_outdated"
    # indeterminate for another cause
    OPTION_OPEN = "option_open"
    NOT_DUE = "not_due"
    POPULATION_MISSING = "population_missing"
    COUNTIES_UNVERIFIED = "counties_unverified"
    COUNTIES_UNREPORTED = "counties_unreported"
    VALUE_MISSING = "value_missing"
    VALUE_NOT_FINAL = "value_not_final"
    VALUE_OUTDATED = "value_outdated"
    VALUE_LATER = "value_later"
    WRITTEN_JUDGEMENT = "written_judgement"
    # not applicable
    POPULATION_BELOW = "population_below"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that would settle a finding, and who should supply it."""

    what: Text
    ask: Text


@dataclass(frozen=True, slots=True)
class Considered:
    """How one record entered a finding: counted, not counted, or open; and why."""

    record_id: str
    counts: bool | None
    why: Text


@dataclass(frozen=True, slots=True)
class CountyPart:
    """One county's part in a finding about the city."""

    county_code: str
    counts: bool | None
    reason: Reason
    evidence: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    considered: tuple[Considered, ...] = ()
    value: float | None = None
    why: Text | None = None
    dispute: ReviewState | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one requirement for one county or one city 核查结果.

    ``measured``, ``threshold`` and ``shortfall`` are in ``unit``; ``None`` is not known or not
    asked, never zero. ``evidence`` are record ids. ``stage`` is how far an uncounted facility is
    (在建, 前期 …) where the verdict is UNMET. ``dispute``: the county does not accept it and nobody
    has decided yet.
    """

    requirement_id: str
    area_code: str
    verdict: Verdict
    reason: Reason
    reason_text: Text
    unit: str
    measured: float | None = None
    threshold: float | None = None
    shortfall: float | None = None
    evidence: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    considered: tuple[Considered, ...] = ()
    parts: tuple[CountyPart, ...] = ()
    flags: tuple[Text, ...] = ()
    stage: Status | None = None
    trial: bool = False
    dispute: ReviewState | None = None


@dataclass(frozen=True)
class Assessment:
    """All findings of a city as of a day, with what was wrong in the records they rest on.

    Findings are sorted by area code, then requirement id. ``run_id`` is a hash of all inputs.
    """

    city_code: str
    as_of: date
    known_on: date | None
    findings: tuple[Finding, ...]
    issues: tuple[DataIssue, ...]
    run_id: str
    demonstration: bool

    def get(self, requirement_id: str, area_code: str) -> Finding | None:
        """The finding of one requirement for one area, or none."""
        return self._by_place.get((requirement_id, area_code))

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Finding]:
        return {(f.requirement_id, f.area_code): f for f in self.findings}

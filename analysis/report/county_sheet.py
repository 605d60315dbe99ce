"""县情单: one county's people, findings and facilities, as the overview opens it."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.report.matrix import Cell
from geo.text import Text
from geo.vocabulary import FacilityType


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One record behind a finding: its symbol's type, its name, how it entered, its source."""

    record_id: str
    facility_type: FacilityType | None
    text: Text
    why: Text
    source: str
    counts: bool | None


@dataclass(frozen=True, slots=True)
class FindingBlock:
    """One finding in words."""

    cell: Cell
    verdict_note: Text | None
    title: Text
    under: Text
    quote: str
    measured: Text | None
    evidence: tuple[EvidenceLine, ...]
    next_step: Text | None
    reason: Text
    missing: tuple[tuple[Text, Text], ...]
    """(what is missing, whom to ask) pairs: 还缺, 向谁要."""
    flags: tuple[Text, ...]
    notes: tuple[Text, ...]
    """Notes on the plan's text that bite here."""


@dataclass(frozen=True, slots=True)
class FacilityLine:
    """One facility of the county: what it is, where it stands, whether it counted."""

    facility_id: str
    facility_type: FacilityType
    name: str
    level_and_operation: Text
    status: Text
    opened: Text
    counted: Text
    operating: bool
    source: str


@dataclass(frozen=True, slots=True)
class CountySheet:
    """All that is known of one county, in the order the sheet shows it."""

    area_code: str
    full_name: Text
    population: tuple[Text, ...]
    findings: tuple[FindingBlock, ...]
    facilities: tuple[FacilityLine, ...]
    last_checked: Text | None

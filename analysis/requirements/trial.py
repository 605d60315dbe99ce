"""What a trial answer changes 试算: findings before and after, never the result."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.requirements.findings import Assessment, CountyPart, Finding


@dataclass(frozen=True, slots=True)
class TrialChange:
    """One finding a trial changes: as recorded, and as the trial would have it."""

    requirement_id: str
    area_code: str
    recorded: Finding
    tried: Finding
    parts: tuple[tuple[CountyPart, CountyPart], ...] = ()
    """For a finding about the city: the counties whose part changes."""


def trial_changes(recorded: Assessment, tried: Assessment) -> tuple[TrialChange, ...]:
    """The findings whose verdict or reason differ, and city findings whose parts do.

    Both assessments are of the same city and day; ValueError otherwise.
    """
    if (recorded.city_code, recorded.as_of) != (tried.city_code, tried.as_of):
        raise ValueError("assessments of different cities or days")
    after = {(f.requirement_id, f.area_code): f for f in tried.findings}
    changes = []
    for before in recorded.findings:
        now = after[before.requirement_id, before.area_code]
        parts = tuple(
            (p, q) for p, q in zip(before.parts, now.parts, strict=True) if p.counts != q.counts
        )
        same = (before.verdict, before.reason) == (now.verdict, now.reason)
        if parts or not same or before.measured != now.measured:
            changes.append(TrialChange(before.requirement_id, before.area_code, before, now, parts))
    return tuple(changes)

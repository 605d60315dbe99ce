"""Findings a county disputes: marked wherever they are shown, until the review is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.requirements.findings import Finding
from geo.reviews import OPEN_DISPUTE, Review, ReviewState
from geo.text import Text

DISPUTED = Text("有异议", "disputed")
_SAID = Text("（县级有异议，尚未复核认定）", " (disputed by the county, not yet decided on review)")


def mark_disputes(findings: Iterable[Finding], reviews: Iterable[Review]) -> tuple[Finding, ...]:
    """The findings, those with an open dispute marked; of a city's finding the county's part.

    A dispute is about a requirement in a county, whatever the day the sheet was made for.
    """
    disputed = open_disputes(reviews)
    return tuple(_marked(finding, disputed) for finding in findings)


def open_disputes(reviews: Iterable[Review]) -> dict[tuple[str, str], ReviewState]:
    """The state of every open dispute by requirement and county; of several, the latest day's."""
    ordered = sorted(reviews, key=lambda r: (r.as_of, r.review_id))
    return {(r.requirement_id, r.county_code): r.state for r in ordered if r.state in OPEN_DISPUTE}


def _marked(finding: Finding, disputed: Mapping[tuple[str, str], ReviewState]) -> Finding:
    state = disputed.get((finding.requirement_id, finding.area_code))
    parts = tuple(
        replace(part, dispute=disputed[finding.requirement_id, part.county_code])
        if (finding.requirement_id, part.county_code) in disputed
        else part
        for part in finding.parts
    )
    if state is None:
        return finding if parts == finding.parts else replace(finding, parts=parts)
    text = finding.reason_text
    said = Text(text.zh + _SAID.zh, text.en + _SAID.en)
    return replace(finding, dispute=state, parts=parts, reason_text=said)

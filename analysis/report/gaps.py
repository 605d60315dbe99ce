"""The findings as a flat file for other programs: stable column names, codes and plain numbers."""

from __future__ import annotations

from analysis.report.build import refuse_trial
from analysis.report.cell_text import plain_number
from analysis.report.csv_file import csv_bytes, neutral
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.findings import Assessment
from analysis.requirements.schema import Entry
from geo.layers import LayerSet
from geo.text import Language

GAP_COLUMNS = (
    "county_code",
    "county_name",
    "requirement_id",
    "verdict",
    "measured",
    "threshold",
    "unit",
    "shortfall",
    "evidence",
    "reason",
    "reason_text",
    "clause",
)
_NUMBERS = frozenset({"measured", "threshold", "shortfall"})


def gap_rows(
    catalogue: Catalogue,
    layers: LayerSet,
    assessment: Assessment,
    language: Language,
    requirement_id: str | None = None,
) -> list[dict[str, str]]:
    """The findings in the columns ``GAP_COLUMNS``, sorted by area code and requirement id.

    Findings on the city carry the city's code and name. Shares are 0 to 1, missing is empty.
    Raises KeyError for a requirement the city has no check of, TrialResultError for trial findings.
    """
    refuse_trial(assessment)
    checks = {e.id: e for e in catalogue.evaluated(assessment.city_code)}
    if requirement_id is not None and requirement_id not in checks:
        raise KeyError(requirement_id)
    zh = language == "zh"
    names = {c.code: c.name_zh if zh else c.name_en for c in layers.cities}
    names |= {c.code: c.name_zh if zh else c.name_en for c in layers.counties}
    found = sorted(assessment.findings, key=lambda f: (f.area_code, f.requirement_id))
    return [
        {
            "county_code": finding.area_code,
            "county_name": names[finding.area_code],
            "requirement_id": finding.requirement_id,
            "verdict": finding.verdict.value,
            "measured": _number(finding.measured),
            "threshold": _number(finding.threshold),
            "unit": str(finding.unit),
            "shortfall": _number(finding.shortfall),
            "evidence": ";".join(finding.evidence),
            "reason": finding.reason.value,
            "reason_text": finding.reason_text.get(language),
            "clause": clause_words(checks[finding.requirement_id]),
        }
        for finding in found
        if requirement_id in (None, finding.requirement_id)
    ]


def clause_words(entry: Entry) -> str:
    """Where a requirement stands and its words, as printed: 三(六)3“…”."""
    return f"{entry.section}“{entry.quote}”" if entry.quote else entry.section


def gaps_csv(rows: list[dict[str, str]]) -> bytes:
    """The rows as UTF-8 CSV with BOM; text is neutralised, numbers are not."""
    lines = [list(GAP_COLUMNS)]
    lines += [[r[c] if c in _NUMBERS else neutral(r[c]) for c in GAP_COLUMNS] for r in rows]
    return csv_bytes(lines)


def _number(value: float | None) -> str:
    return "" if value is None else plain_number(value)

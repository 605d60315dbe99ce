"""A study by county as a flat file for other programs: stable column names and plain numbers."""

from __future__ import annotations

from analysis.accessibility.access_paper import AccessPaper
from analysis.accessibility.public_edition import (
    band_id,
    is_whole,
    key_of,
    public_counts,
    within_limit_share,
)
from analysis.accessibility.roll_up import AreaAccess
from analysis.accessibility.study import AccessStudy
from analysis.accessibility.supply_table import worst_by_area
from analysis.accessibility.suppression import TOTAL, Suppressed
from analysis.report.cell_text import plain_number
from analysis.report.csv_file import csv_bytes, neutral
from geo.text import Language
from geo.travel.parameters import CUTOFF_LABEL
from geo.vocabulary import WORDS

_TEXTS = frozenset(
    {
        "county_code",
        "county_name",
        "persons_known",
        "capacity_unit",
        "facility_type",
        "people_group",
        "as_of",
        "limits_are",
        "travel_model",
        "people",
        "marks",
        "run_id",
    }
)


def access_rows(paper: AccessPaper, language: Language) -> list[dict[str, str]]:
    """A row per county in code order, then the city's; the public edition has fewer columns.

    Persons and minutes are not rounded; shares are 0 to 1; missing is empty. What the figures rest
    on stands in every row, so that a row taken out of the file still says it.
    """
    study = paper.study
    said = _said(paper, language)
    if not paper.internal:
        counts = public_counts(study)
        return [
            {**_public_row(area, study, counts, language), **said} for area in study.areas.all_rows
        ]
    worst = worst_by_area(study)
    return [{**_row(area, study, worst, language), **said} for area in study.areas.all_rows]


def _said(paper: AccessPaper, language: Language) -> dict[str, str]:
    """What every row rests on."""
    study = paper.study
    question, demand = study.question, study.demand
    gap = "；" if language == "zh" else "; "
    return {
        "facility_type": str(question.facility_type),
        "people_group": str(question.group),
        "as_of": question.as_of.isoformat(),
        "limit_min": plain_number(question.limit_min),
        "limits_are": CUTOFF_LABEL.get(language),
        "travel_model": study.model.said.get(language),
        "people": demand.said.get(language),
        "marks": gap.join(mark.get(language) for mark in (*paper.marks, *paper.warnings)),
        "run_id": study.run_id,
    }


def _row(
    area: AreaAccess, study: AccessStudy, worst: dict[str, float], language: Language
) -> dict[str, str]:
    cutoffs = study.question.cutoffs_min

    def of_people(value: float | None) -> str:
        return _number(value) if area.persons_known else ""

    by_cutoff = {}
    for cutoff, persons, share in zip(
        cutoffs, area.within_persons, area.within_shares, strict=True
    ):
        by_cutoff[f"within_{cutoff:g}_persons"] = of_people(persons)
        by_cutoff[f"within_{cutoff:g}_share"] = of_people(share)
    return {
        "county_code": area.area_code,
        "county_name": area.name.get(language),
        "persons_known": _persons_known(area, study),
        "persons": of_people(area.persons),
        "reached_persons": of_people(area.reached_persons),
        "beyond_persons": of_people(area.beyond_persons),
        "not_connected_persons": of_people(area.not_connected_persons),
        **by_cutoff,
        "mean_min": of_people(area.mean_min),
        "median_min": of_people(area.median_min),
        "facilities": str(area.facilities),
        "capacity": _number(area.capacity),
        "capacity_unit": _unit(study, language),
        "capacity_unknown": str(area.capacity_unknown),
        "persons_per_place": _number(area.persons_per_place),
        "persons_per_place_at_most": _number(area.per_place_at_most),
        "access_mean": _number(area.access_mean),
        "worst_tenth_persons": of_people(worst.get(area.area_code)),
    }


def _public_row(
    area: AreaAccess, study: AccessStudy, counts: Suppressed, language: Language
) -> dict[str, str]:
    """Counts by class of minutes, small ones as “<10”; nothing computed of a count not printed."""
    key, whole = key_of(area, study), is_whole(area, study, counts)

    def count(name: str) -> str:
        if not area.persons_known:
            return ""
        if counts.is_printed(key, name):
            return str(counts.counts.at[key, name])
        return counts.text(key, name).get(language)

    return {
        "county_code": area.area_code,
        "county_name": area.name.get(language),
        "persons_known": _persons_known(area, study),
        "persons": count(TOTAL),
        **{f"{name}_persons": count(name) for name in map(band_id, study.bands)},
        "within_limit_share": _number(within_limit_share(area, study, counts)),
        "mean_min": _number(area.mean_min) if whole else "",
        "median_min": _number(area.median_min) if whole else "",
        "facilities": str(area.facilities),
        "capacity": _number(area.capacity),
        "capacity_unit": _unit(study, language),
    }


def _persons_known(area: AreaAccess, study: AccessStudy) -> str:
    """yes, no, or partly: the city of which some counties have not reported."""
    if not area.persons_known:
        return "no"
    whole_city = area.area_code == study.city.code
    return "partly" if whole_city and study.counties_unknown else "yes"


def _unit(study: AccessStudy, language: Language) -> str:
    unit = study.facilities.unit
    return WORDS[unit].get(language) if unit else ""


def access_csv(paper: AccessPaper, language: Language = "zh") -> bytes:
    """The rows as UTF-8 CSV with BOM; text is neutralised, numbers are not."""
    rows = access_rows(paper, language)
    lines = [list(rows[0])]
    lines += [[neutral(text) if c in _TEXTS else text for c, text in r.items()] for r in rows]
    return csv_bytes(lines)


def _number(value: float | None) -> str:
    return "" if value is None else plain_number(value)

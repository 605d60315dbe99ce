"""The assessment of a city: every evaluated requirement against the records, as of a day."""

from __future__ import annotations

import hashlib
from datetime import date

from analysis.requirements.catalogue import Catalogue
from analysis.requirements.county_share import check_county_share
from analysis.requirements.disputes import mark_disputes
from analysis.requirements.findings import Assessment, Finding
from analysis.requirements.index import Index, build_index
from analysis.requirements.indicator import check_indicator
from analysis.requirements.presence import check_presence
from analysis.requirements.retrofit_total import check_retrofit_total
from analysis.requirements.rulings import answering, check_rulings
from analysis.requirements.schema import (
    CountyShare,
    Entry,
    FacilityPresence,
    Indicator,
    PopulationTrigger,
    RetrofitTotal,
)
from analysis.requirements.trigger import check_trigger
from geo.layers import County, LayerSet
from geo.records import Ruling


def evaluate(
    catalogue: Catalogue,
    layers: LayerSet,
    city_code: str,
    as_of: date,
    known_on: date | None = None,
    trial: tuple[Ruling, ...] = (),
) -> Assessment:
    """The assessment of one city as of a day.

    ``trial`` are answers tried on screen (试算): findings made with any are marked and are never
    exported as the result. Raises KeyError for a city the layers don't have.
    """
    if city_code not in {c.code for c in layers.cities}:
        raise KeyError(city_code)
    counties = layers.counties_of(city_code)
    answers = layers.with_records(rulings=answering(catalogue, layers.rulings))
    index = build_index(answers, as_of, known_on, trial)
    findings: list[Finding] = []
    for entry in catalogue.evaluated(city_code):
        findings.extend(_evaluate_entry(entry, city_code, counties, index))
    findings.sort(key=lambda f: (f.area_code, f.requirement_id))
    marked = mark_disputes(findings, layers.reviews)
    return Assessment(
        city_code=city_code,
        as_of=as_of,
        known_on=known_on,
        findings=marked,
        issues=check_rulings(catalogue, layers.rulings),
        run_id=_run_id(catalogue, layers, city_code, as_of, known_on, trial),
        demonstration=layers.demonstration,
    )


def _evaluate_entry(
    entry: Entry, city_code: str, counties: tuple[County, ...], index: Index
) -> list[Finding]:
    match entry.check:
        case FacilityPresence() as check:
            return [check_presence(entry, check, county, index) for county in counties]
        case PopulationTrigger() as check:
            return [check_trigger(entry, check, county, index) for county in counties]
        case CountyShare() as check:
            return [check_county_share(entry, check, city_code, counties, index)]
        case RetrofitTotal() as check:
            return [check_retrofit_total(entry, check, city_code, counties, index)]
        case Indicator() as check:
            return [check_indicator(entry, check, city_code, index)]
        case None:
            return []


def _run_id(
    catalogue: Catalogue,
    layers: LayerSet,
    city_code: str,
    as_of: date,
    known_on: date | None,
    trial: tuple[Ruling, ...],
) -> str:
    """A hash over everything the findings rest on, 12 hexadecimal digits."""
    parts = (
        catalogue.version,
        layers.fingerprint,
        city_code,
        as_of.isoformat(),
        known_on.isoformat() if known_on else "",
        repr(sorted((r.requirement_id, r.question, r.county_code, r.ruling) for r in trial)),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]

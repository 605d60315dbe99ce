"""Both real plans over the real counties, with the few records a test names."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from analysis.requirements.catalogue import Catalogue, load_catalogue
from analysis.requirements.evaluate import evaluate
from analysis.requirements.findings import Assessment
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet
from geo.published import load_published
from geo.records import Completeness, DateSpan, Facility
from geo.vocabulary import FacilityType, Level, Operation, Status, Ternary

AS_OF = date(2025, 12, 31)
YULIN, LIUZHOU = "450900", "450200"
YUZHOU, FUMIAN, RONGXIAN, BOBAI = "450902", "450903", "450921", "450923"
THREE = (FacilityType.REHABILITATION, FacilityType.CARE, FacilityType.COMPREHENSIVE)


@lru_cache(maxsize=1)
def plans() -> Catalogue:
    return load_catalogue()


def layers(**tables: Any) -> LayerSet:
    """The real counties with these records and no others."""
    return LayerSet(cities=load_cities(), counties=load_counties(), **tables)


def facility(facility_id: str, county: str, kind: FacilityType, **more: Any) -> Facility:
    """A public county facility that has been operating since 2020 unless said otherwise."""
    usual: dict[str, Any] = {
        "level": Level.COUNTY,
        "status": Status.OPERATING,
        "operation": Operation.PUBLIC,
        "opened": DateSpan.of(2020, 1, 1),
        "source": "台账",
    }
    return Facility(facility_id, facility_id, kind, f"{county[:4]}00", county, **(usual | more))


def school(facility_id: str, county: str, **more: Any) -> Facility:
    """A special school without a word on its attributes."""
    return facility(facility_id, county, FacilityType.SPECIAL_SCHOOL, **more)


GOOD_SCHOOL: dict[str, Any] = {
    "school_stages": frozenset({"compulsory"}),
    "school_comprehensive": Ternary.YES,
    "meets_national_standard": Ternary.YES,
}


def declared(
    county: str, *kinds: FacilityType, as_of: date = AS_OF, body: str = "县残联"
) -> tuple[Completeness, ...]:
    """One declaration for each kind."""
    return tuple(
        Completeness(f"{county}-{kind}-{as_of}", county, kind, as_of, body, "〔2026〕1号")
        for kind in kinds
    )


def assess(records: LayerSet, city: str = YULIN, as_of: date = AS_OF, **more: Any) -> Assessment:
    return evaluate(plans(), records, city, as_of, **more)


@lru_cache(maxsize=2)
def published(city: str = YULIN) -> tuple[LayerSet, Assessment]:
    """What public text gives, and the city's assessment at the end of the period."""
    records = load_published()
    return records, assess(records, city)

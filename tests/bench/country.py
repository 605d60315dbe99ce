"""An invented country in memory: counties, facilities and declarations, the same at every run."""

from __future__ import annotations

import random
from datetime import date

from geo.layers import City, County, LayerSet
from geo.records import Completeness, DateSpan, Facility, PurchasedService, RetrofitNeed
from geo.vocabulary import (
    FacilityType,
    Level,
    Operation,
    ProviderKind,
    SchoolStage,
    Status,
    Ternary,
)

COUNTIES = 2_900
FACILITIES = 60_000
CITY = City("450900", "演示国", "Invented country")
"""Yulin's code, so that Yulin's requirements are asked of every county."""
_SEED = 20251231


def country() -> LayerSet:
    """The country: one city of 2 900 counties, 60 000 facilities, and what bodies declared."""
    chance = random.Random(_SEED)
    codes = [f"{100_000 + number}" for number in range(COUNTIES)]
    return LayerSet(
        cities=(CITY,),
        counties=tuple(
            County(code, f"演示{code}县", code, f"演示{code}", code, CITY.code, persons)
            for code in codes
            for persons in [chance.randint(20_000, 1_600_000)]
        ),
        facilities=tuple(_facility(chance, n, chance.choice(codes)) for n in range(FACILITIES)),
        completeness=tuple(
            Completeness(
                f"D-{code}-{kind}", code, kind, date(chance.choice((2024, 2026)), 1, 1), "残联"
            )
            for code in codes
            for kind in FacilityType
            if chance.random() < 0.7
        ),
        purchased_services=tuple(
            PurchasedService(
                f"S-{code}",
                code,
                "演示项目",
                "残联",
                "演示机构",
                chance.choice([*ProviderKind, None]),
                DateSpan.of(2025),
                DateSpan.of(chance.choice((2024, 2026))),
            )
            for code in codes
            if chance.random() < 0.5
        ),
        retrofit_needs=tuple(
            RetrofitNeed(f"N-{code}", code, 400, chance.randint(0, 400), date(2025, 12, 31))
            for code in codes
            if chance.random() < 0.8
        ),
        demonstration=True,
    )


def _facility(chance: random.Random, number: int, county_code: str) -> Facility:
    kind = chance.choice(tuple(FacilityType))
    school = kind is FacilityType.SPECIAL_SCHOOL
    year = chance.choice((None, 2012, 2019, 2024, 2026))
    return Facility(
        facility_id=f"F-{number:06d}",
        name=f"演示设施{number:06d}",
        facility_type=kind,
        city_code=CITY.code,
        county_code=county_code,
        level=chance.choice([*Level, None]),
        status=chance.choice([*Status, None]),
        opened=None if year is None else DateSpan.of(year, chance.randint(1, 12)),
        operation=chance.choice([*Operation, None]),
        professional=chance.choice(tuple(Ternary)),
        school_stages=frozenset({SchoolStage.COMPULSORY}) if school else None,
        school_comprehensive=chance.choice(tuple(Ternary)) if school else Ternary.UNKNOWN,
        meets_national_standard=chance.choice(tuple(Ternary)) if school else Ternary.UNKNOWN,
        checked_on=chance.choice((None, date(2025, 6, 1))),
        source="演示",
    )

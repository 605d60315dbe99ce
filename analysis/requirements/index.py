"""The records of a layer set, found by county: built once for an evaluation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo.layers import LayerSet
from geo.records import Completeness, Facility, PurchasedService, RetrofitNeed, Ruling
from geo.vocabulary import FacilityType


@dataclass(frozen=True)
class Index:
    """Records by county, each list in id order; rulings by requirement and question.

    ``as_of`` is the state of the world asked about; rulings dated after ``known_on`` are not
    there.
    """

    layers: LayerSet
    as_of: date
    facilities: Mapping[str, tuple[Facility, ...]]
    services: Mapping[str, tuple[PurchasedService, ...]]
    completeness: Mapping[tuple[str, FacilityType], Completeness]
    """The latest declaration for a county and a type."""
    needs: Mapping[str, tuple[RetrofitNeed, ...]]
    rulings: Mapping[tuple[str, str, str], Ruling]
    """By requirement, question and county ("" for all); the latest."""
    trial: bool
    population_basis: Mapping[str, int]
    """Registered population by county, persons, where entered."""

    def ruling(self, requirement_id: str, question: str, county_code: str) -> Ruling | None:
        """The ruling that holds for the county: its own before the one for all."""
        own = self.rulings.get((requirement_id, question, county_code))
        return own or self.rulings.get((requirement_id, question, ""))


def build_index(
    layers: LayerSet,
    as_of: date,
    known_on: date | None = None,
    trial: tuple[Ruling, ...] = (),
) -> Index:
    """The index of a layer set; trial rulings come on top of the recorded ones."""
    facilities: dict[str, list[Facility]] = defaultdict(list)
    for facility in sorted(layers.facilities, key=lambda f: f.facility_id):
        if facility.county_code:
            facilities[facility.county_code].append(facility)
    services: dict[str, list[PurchasedService]] = defaultdict(list)
    for service in sorted(layers.purchased_services, key=lambda s: s.service_id):
        services[service.county_code].append(service)
    needs: dict[str, list[RetrofitNeed]] = defaultdict(list)
    for need in sorted(layers.retrofit_needs, key=lambda n: n.record_id):
        needs[need.county_code].append(need)
    completeness: dict[tuple[str, FacilityType], Completeness] = {}
    for said in sorted(layers.completeness, key=lambda c: (c.complete_as_of, c.declaration_id)):
        completeness[said.county_code, said.facility_type] = said
    rulings: dict[tuple[str, str, str], Ruling] = {}
    known = [r for r in layers.rulings if known_on is None or r.date <= known_on]
    for ruling in (*sorted(known, key=lambda r: (r.date, r.ruling_id)), *trial):
        rulings[ruling.requirement_id, ruling.question, ruling.county_code] = ruling
    return Index(
        layers=layers,
        as_of=as_of,
        facilities={k: tuple(v) for k, v in facilities.items()},
        services={k: tuple(v) for k, v in services.items()},
        completeness=completeness,
        needs={k: tuple(v) for k, v in needs.items()},
        rulings=rulings,
        trial=bool(trial),
        population_basis={r.county_code: r.persons for r in layers.registered_population},
    )

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
    """By requirement, question and county ("" for all); see ``_in_force``."""
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
    known = tuple(r for r in layers.rulings if known_on is None or r.date <= known_on)
    return Index(
        layers=layers,
        as_of=as_of,
        facilities={k: tuple(v) for k, v in facilities.items()},
        services={k: tuple(v) for k, v in services.items()},
        completeness=completeness,
        needs={k: tuple(v) for k, v in needs.items()},
        rulings=_in_force(known, trial),
        trial=bool(trial),
        population_basis={r.county_code: r.persons for r in layers.registered_population},
    )


def _in_force(
    recorded: tuple[Ruling, ...], trial: tuple[Ruling, ...]
) -> dict[tuple[str, str, str], Ruling]:
    """The latest ruling by requirement, question and county; none where two of a day disagree.

    A trial comes on top, one for all counties also over a county's own ruling.
    """
    held: dict[tuple[str, str, str], list[Ruling]] = defaultdict(list)
    for ruling in sorted(recorded, key=lambda r: (r.date, r.ruling_id)):
        latest = held[ruling.requirement_id, ruling.question, ruling.county_code]
        if latest and latest[0].date < ruling.date:
            latest.clear()
        latest.append(ruling)
    rulings = {key: r[0] for key, r in held.items() if len({x.ruling for x in r}) == 1}
    for tried in trial:
        if not tried.county_code:
            asked = tried.requirement_id, tried.question
            rulings = {key: r for key, r in rulings.items() if key[:2] != asked}
        rulings[tried.requirement_id, tried.question, tried.county_code] = tried
    return rulings

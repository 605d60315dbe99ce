"""What could be done where: options from the sources chosen, with what the reader typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from analysis.planning.scenarios.candidates import (
    cell_sites,
    conversion_sites,
    expansion_sites,
    seat_sites,
)
from analysis.planning.scenarios.costs import load_cost_examples, usual_cost_yuan
from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from analysis.planning.scenarios.options_at import (
    ENTERED,
    USUAL,
    Usual,
    options_for,
    uploaded_options,
)
from analysis.requirements.catalogue import Catalogue
from analysis.requirements.schema import CountyShare, FacilityPresence, PopulationTrigger
from geo.layers import LayerSet
from geo.people.demand import Demand
from geo.reading.candidate_sites import CandidateSite
from geo.vocabulary import CapacityUnit, FacilityType
from ui.siting.siting_kept import OwnSites

WAN = 10_000.0


@dataclass(frozen=True)
class Wanted:
    """Which options are to be looked at."""

    origins: tuple[SiteOrigin, ...]
    kinds: tuple[FacilityType, ...]
    cells_per_county: int = 5


def kinds_of(
    held: Iterable[str], service: FacilityType, catalogue: Catalogue
) -> tuple[FacilityType, ...]:
    """The facility types that what is held accepts, and the service's, in the order of the list."""
    wanted = {service}
    for requirement_id in held:
        match catalogue.entries[requirement_id].check:
            case FacilityPresence() | CountyShare() as check:
                wanted |= set(check.accepts_types)
            case PopulationTrigger() as check:
                wanted.add(check.facility_type)
            case _:
                continue
    return tuple(t for t in FacilityType if t in wanted)


def usual(kind: FacilityType, measure: Measure) -> Usual:
    """The size an option begins with: that of an example elsewhere whose cost is known; or none."""
    alike = [
        e
        for e in load_cost_examples()
        if e.facility_type is kind
        and e.measure is measure
        and e.yuan_per_unit is not None
        and e.capacity_unit is not CapacityUnit.PERSONS_PER_YEAR  # no size of a building
    ]
    if not alike:
        return USUAL
    middle = sorted(alike, key=lambda e: (e.capacity or 0.0, e.example_id))[len(alike) // 2]
    return Usual(capacity=middle.capacity, capacity_unit=middle.capacity_unit)


def options(
    wanted: Wanted, own: OwnSites, layers: LayerSet, demand: Demand, city_code: str
) -> tuple[Option, ...]:
    """The options in order of county, type, measure and site, with what the reader typed."""
    found: dict[str, Option] = {}
    new_at = _sites(wanted, own, layers, demand, city_code)
    for kind in wanted.kinds:
        at = [_of_kind(site, kind) for site in new_at]
        made = list(options_for(at, kind, Measure.NEW, usual(kind, Measure.NEW)))
        if SiteOrigin.FACILITY in wanted.origins:
            made += options_for(
                conversion_sites(layers, city_code),
                kind,
                Measure.CONVERSION,
                usual(kind, Measure.CONVERSION),
            )
            made += options_for(
                expansion_sites(layers, city_code, kind),
                kind,
                Measure.EXPANSION,
                usual(kind, Measure.EXPANSION),
            )
        found |= {o.option_id: o for o in made}
    if SiteOrigin.UPLOADED in wanted.origins and own.uploaded and wanted.kinds:
        found |= {o.option_id: o for o in _uploaded(own.uploaded, city_code, wanted.kinds)}
    order = list(FacilityType)
    edited = [_edited(o, own.edits.get(o.option_id, {})) for o in found.values()]
    return tuple(
        sorted(
            edited,
            key=lambda o: (
                o.site.county_code,
                order.index(o.facility_type),
                o.measure,
                o.site.site_id,
            ),
        )
    )


def _uploaded(
    rows: Sequence[CandidateSite], city_code: str, kinds: Sequence[FacilityType]
) -> tuple[Option, ...]:
    """Every row as what it says it is; one that names no type as each of the types."""
    found: dict[str, Option] = {}
    for kind in kinds:
        known = usual(kind, Measure.NEW)
        for option in uploaded_options(rows, city_code, kind, usual=known):
            found.setdefault(option.option_id, option)
    return tuple(found.values())


def _sites(
    wanted: Wanted, own: OwnSites, layers: LayerSet, demand: Demand, city_code: str
) -> list[Site]:
    """Where something new could be built."""
    sites: list[Site] = []
    if SiteOrigin.SEAT in wanted.origins:
        sites += _seats(layers.fingerprint, city_code, layers)
    if SiteOrigin.CELL in wanted.origins:
        sites += _cells(demand.fingerprint, wanted.cells_per_county, demand)
    if SiteOrigin.DRAWN in wanted.origins:
        sites += own.drawn
    return sites


def _of_kind(site: Site, kind: FacilityType) -> Site:
    """The site as one for this kind alone, where it stands for a neighbourhood and not for a plot.

    At most one thing is done at a site; at a seat of government there is room for two.
    """
    if site.origin not in (SiteOrigin.SEAT, SiteOrigin.CELL):
        return site
    return replace(site, site_id=f"{site.site_id}-{kind}")


@st.cache_resource(show_spinner=False, max_entries=8)
def _seats(fingerprint: str, city_code: str, _layers: LayerSet) -> tuple[Site, ...]:  # noqa: ARG001
    return seat_sites(_layers, city_code)


@st.cache_resource(show_spinner=False, max_entries=8)
def _cells(fingerprint: str, per_county: int, _demand: Demand) -> tuple[Site, ...]:  # noqa: ARG001
    return cell_sites(_demand, per_county)


def _edited(option: Option, typed: Mapping[str, Any]) -> Option:
    """The option with what was typed; another size has another cost, unless that was typed too."""
    if not typed:
        return option
    changed = replace(
        option,
        capacity=typed.get("capacity", option.capacity),
        persons=typed.get("persons", option.persons),
        lead_years=int(typed.get("lead_years", option.lead_years)),
    )
    if "cost_wan" in typed:
        cost = typed["cost_wan"]
        known = None if cost is None else float(cost) * WAN
        basis = None if cost is None else ENTERED
        return replace(changed, cost_yuan=known, cost_basis=basis)
    if "capacity" in typed and option.site.origin is not SiteOrigin.UPLOADED:
        found = usual_cost_yuan(
            option.facility_type,
            option.measure,
            capacity=changed.capacity,
            capacity_unit=changed.capacity_unit,
        )
        if found is not None or changed.capacity is None:
            return replace(
                changed,
                cost_yuan=None if found is None else found[0],
                cost_basis=None if found is None else found[1],
            )
    return changed

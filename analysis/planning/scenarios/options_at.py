"""What could be done at sites: options with their size, their cost and its basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.planning.scenarios.candidates import site_of_row
from analysis.planning.scenarios.costs import usual_cost_yuan
from analysis.planning.scenarios.lead_years import usual_lead_years
from analysis.planning.scenarios.options import Measure, Option, Site, SiteOrigin
from geo.counties import load_counties
from geo.reading.candidate_sites import CandidateSite
from geo.text import Text
from geo.vocabulary import CapacityUnit, FacilityType, Function

ENTERED = Text("使用者填写", "entered by the reader")
UPLOADED = Text("上传的备选点表", "the uploaded table of sites")


@dataclass(frozen=True, slots=True)
class Usual:
    """What is taken of an option where its site says nothing; None: not known, never 0.

    ``cost_yuan`` with its ``cost_basis``: the reader's own; without it the cost comes from examples
    elsewhere, where there are any of such a size. ``lead_years`` None: as assumed of the measure.
    """

    functions: frozenset[Function] = frozenset()
    capacity: float | None = None
    capacity_unit: CapacityUnit | None = None
    floor_area_m2: float | None = None
    cost_yuan: float | None = None
    cost_basis: Text = ENTERED
    persons: float | None = None
    lead_years: int | None = None


USUAL = Usual()


def fits(site: Site, measure: Measure) -> bool:
    """Whether a measure can be taken at a site as it is known.

    Expanded is a facility on record; converted is a facility on record or a building whose use is
    named; new buildings stand anywhere but on a facility on record.
    """
    if measure is Measure.EXPANSION:
        return bool(site.facility_id)
    if measure is Measure.CONVERSION:
        return bool(site.facility_id or site.existing_use)
    return site.origin is not SiteOrigin.FACILITY


def options_for(
    sites: Iterable[Site],
    facility_type: FacilityType,
    measure: Measure,
    usual: Usual = USUAL,
) -> tuple[Option, ...]:
    """One option a site the measure fits, in the order of the sites."""
    return tuple(
        _option(site, facility_type, measure, usual) for site in sites if fits(site, measure)
    )


def uploaded_options(
    rows: Sequence[CandidateSite],
    city_code: str,
    facility_type: FacilityType,
    measure: Measure = Measure.NEW,
    usual: Usual = USUAL,
) -> tuple[Option, ...]:
    """One option a row of an uploaded table in a city, in the order of their ids.

    What a row says goes before ``facility_type``, ``measure`` and ``usual``. Where a row says no
    measure and ``measure`` doesn't fit its site there is no option; nor is there a second one for
    a row that comes to the same site, type and measure as one that names them itself.
    """
    codes = {c.code for c in load_counties() if c.city_code == city_code}
    found: dict[str, Option] = {}
    said_first = sorted(rows, key=lambda r: (r.facility_type is None) + (r.measure is None))
    for row in said_first:
        site = site_of_row(row)
        kind, how = row.facility_type or facility_type, row.measure or measure
        if row.county_code not in codes or (row.measure is None and not fits(site, how)):
            continue
        option = _option(site, kind, how, _said(row, usual))
        found.setdefault(option.option_id, option)
    return tuple(found[key] for key in sorted(found))


def _said(row: CandidateSite, usual: Usual) -> Usual:
    """What a row says, and what is usual where it says nothing."""
    own_size = row.capacity is not None
    own_cost = row.cost_yuan is not None
    return Usual(
        usual.functions,
        row.capacity if own_size else usual.capacity,
        # A number in the table without its unit is not the usual unit's.
        row.capacity_unit if own_size else usual.capacity_unit,
        row.floor_area_m2 if row.floor_area_m2 is not None else usual.floor_area_m2,
        row.cost_yuan if own_cost else usual.cost_yuan,
        _basis(row) if own_cost else usual.cost_basis,
        usual.persons,
        usual.lead_years if row.lead_years is None else row.lead_years,
    )


def _basis(row: CandidateSite) -> Text:
    """What a cost of the table rests on: its own words, and that it comes from the table."""
    if not row.cost_basis:
        return UPLOADED
    said = row.cost_basis
    return Text(f"{said}（{UPLOADED.zh}）", f"{said} ({UPLOADED.en})")


def _option(site: Site, facility_type: FacilityType, measure: Measure, usual: Usual) -> Option:
    cost: tuple[float, Text] | None
    if usual.cost_yuan is not None:
        cost = usual.cost_yuan, usual.cost_basis
    elif usual.capacity is not None and usual.capacity_unit is None:
        # So many of what is not said: no example fits, but the floor area may do.
        cost = usual_cost_yuan(facility_type, measure, floor_area_m2=usual.floor_area_m2)
    else:
        cost = usual_cost_yuan(
            facility_type,
            measure,
            capacity=usual.capacity,
            capacity_unit=usual.capacity_unit,
            floor_area_m2=usual.floor_area_m2,
        )
    return Option(
        site=site,
        facility_type=facility_type,
        measure=measure,
        functions=usual.functions,
        cost_yuan=None if cost is None else cost[0],
        cost_basis=None if cost is None else cost[1],
        capacity=usual.capacity,
        capacity_unit=usual.capacity_unit,
        persons=usual.persons,
        lead_years=(usual_lead_years(measure) if usual.lead_years is None else usual.lead_years),
        floor_area_m2=usual.floor_area_m2,
    )

"""What can be decided: a site 备选点, what it would become, by which measure, at what cost."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from geo.text import Text
from geo.vocabulary import WORDS, CapacityUnit, FacilityType, Function, Measure

__all__ = ["MEASURE_WORDS", "SITE_ORIGIN_WORDS", "Measure", "Option", "Site", "SiteOrigin"]


class SiteOrigin(StrEnum):
    """Where a site comes from."""

    UPLOADED = "uploaded"
    DRAWN = "drawn"
    SEAT = "seat"
    CELL = "cell"
    FACILITY = "facility"


SITE_ORIGIN_WORDS: dict[SiteOrigin, Text] = {
    SiteOrigin.UPLOADED: Text("上传的备选点", "Uploaded"),
    SiteOrigin.DRAWN: Text("地图上点选", "Drawn on the map"),
    SiteOrigin.SEAT: Text("县级政府驻地", "County seat"),
    SiteOrigin.CELL: Text("人口格网", "Population cell"),
    SiteOrigin.FACILITY: Text("既有设施", "Existing facility"),
}


MEASURE_WORDS: dict[Measure, Text] = {measure: WORDS[measure] for measure in Measure}


@dataclass(frozen=True, slots=True)
class Site:
    """A place where something could be built, converted or expanded; degrees, WGS-84.

    ``lon`` and ``lat`` are both None where no point is known: such a site can meet a county's
    requirement, but reaches nobody in a reckoning of travel. ``facility_id``: the facility on
    record that stands there, to be converted or expanded; else empty. ``existing_use``: what a
    building to be converted is now (养老机构, 闲置校舍), as written; else empty.
    """

    site_id: str
    name: str
    county_code: str
    origin: SiteOrigin
    lon: float | None = None
    lat: float | None = None
    facility_id: str = ""
    existing_use: str = ""

    def __post_init__(self) -> None:
        if (self.lon is None) != (self.lat is None):
            raise ValueError(f"{self.site_id}: a longitude and a latitude, or neither")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be done at one site; of a site's options at most one is.

    ``cost_yuan`` None: not known, and the option can't be weighed by cost. ``cost_basis``: where
    the figure comes from, in words (a quotation, an example from elsewhere); given with every
    cost. ``capacity`` (in ``capacity_unit``) is what the facility has afterwards, of an
    expansion in all. ``persons``: the most people of the group asked about it can serve, where a
    limit is to hold; None: no limit known. ``lead_years``: begun in year t, it is in use in year
    t + lead_years, and its cost falls evenly on the years t … t + max(1, lead_years) − 1.
    """

    site: Site
    facility_type: FacilityType
    measure: Measure
    functions: frozenset[Function] = frozenset()
    cost_yuan: float | None = None
    cost_basis: Text | None = None
    capacity: float | None = None
    capacity_unit: CapacityUnit | None = None
    persons: float | None = None
    lead_years: int = 1
    floor_area_m2: float | None = None

    def __post_init__(self) -> None:
        if self.lead_years < 0:
            raise ValueError(f"{self.option_id}: lead years can't be below 0")
        for amount in (self.cost_yuan, self.capacity, self.persons, self.floor_area_m2):
            if amount is not None and not (math.isfinite(amount) and amount >= 0):
                raise ValueError(f"{self.option_id}: amounts are finite and not negative")
        if self.measure is Measure.EXPANSION and not self.site.facility_id:
            raise ValueError(f"{self.option_id}: an expansion names the facility it expands")

    @property
    def option_id(self) -> str:
        """The option by its site, type and measure: one of each."""
        return f"{self.site.site_id}|{self.facility_type}|{self.measure}"

    @property
    def spending_years(self) -> int:
        """Over how many years its cost falls."""
        return max(1, self.lead_years)

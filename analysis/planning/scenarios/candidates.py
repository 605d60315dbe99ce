"""Where something could be done: sites 备选点 from seats, cells, facilities, a table, a click."""

from __future__ import annotations

from collections.abc import Iterable

import h3
import pandas as pd

from analysis.planning.scenarios.options import Site, SiteOrigin
from analysis.planning.scenarios.site_words import site_words
from geo.boundaries import counties_at, county_at, load_boundaries
from geo.counties import load_counties
from geo.datum import to_wgs84
from geo.layers import Layer, LayerSet
from geo.people.demand import Demand
from geo.reading.candidate_sites import CandidateSite
from geo.records import Facility
from geo.seats import load_seats
from geo.text import Text, join
from geo.vocabulary import OPERATING, WORDS, Datum, FacilityType, Status

CELL_RESOLUTION = 7
"""H3 cells of some 5 km²: a small town or a few villages. Ours, no standard."""
CELLS_PER_COUNTY = 5
CONVERTIBLE = frozenset(
    {FacilityType.ELDERLY_CARE, FacilityType.DESTITUTE_SUPPORT, FacilityType.CHILD_WELFARE}
)
"""Homes whose buildings resemble those of care facilities; the reader decides, one by one."""
IDLE = frozenset({Status.SUSPENDED, Status.REPURPOSED, Status.BUILT_NOT_IN_USE})
"""Whose building stands and serves nobody it was meant for."""
_NO_BUILDING = frozenset(
    {Status.PLANNED, Status.PREPARATORY, Status.UNDER_CONSTRUCTION, Status.CLOSED}
)


class OutsideError(ValueError):
    """A point lies in no county of the city; ``text`` says where it lies."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def seat_sites(
    layers: LayerSet, city_code: str, boundaries: Layer | None = None
) -> tuple[Site, ...]:
    """The seat of government of every county of a city, in code order.

    Of several points on record: the first in WGS-84 that lies in the county, else another that
    does, else the first. A county without any has a site without a point.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    sites = []
    for county in layers.counties_of(city_code):
        known = [s for s in load_seats() if s.code == county.code]
        known.sort(key=lambda seat: seat.datum is not Datum.WGS84)
        points = [to_wgs84(s.lon, s.lat, s.datum) for s in known]
        found = counties_at([p[0] for p in points], [p[1] for p in points], layer)
        inside = [p for p, at in zip(points, found, strict=True) if at.code == county.code]
        point = next(iter((*inside, *points)), None)
        name = f"{county.name_zh}政府驻地"
        sites.append(_site(f"seat-{county.code}", name, county.code, SiteOrigin.SEAT, point))
    return tuple(sites)


def cell_sites(
    demand: Demand, per_county: int = CELLS_PER_COUNTY, resolution: int = CELL_RESOLUTION
) -> tuple[Site, ...]:
    """The cells of each county in which most people of the demand live, counties in code order.

    Cells are H3 cells of ``resolution``, parted by county borders. The site is the place inside
    with most people (a cell of the demand, a village), so it lies in the county and where somebody
    lives. Ties go by id. Names count within the county: 容县人口格网 1 has most people.
    """
    frame = demand.frame[(demand.frame["persons"] > 0) & (demand.frame["county_code"] != "")].copy()
    if frame.empty or per_county < 1:
        return ()
    frame["parent"] = [
        h3.cell_to_parent(str(place), min(resolution, h3.get_resolution(str(place))))
        if demand.cells
        else h3.latlng_to_cell(lat, lon, resolution)
        for place, lon, lat in zip(frame.index, frame["lon"], frame["lat"], strict=True)
    ]
    frame["place"] = frame.index
    frame = frame.sort_values(["persons", "place"], ascending=[False, True], kind="stable")
    grouped = frame.groupby(["county_code", "parent"], sort=True)
    cells = pd.DataFrame({"persons": grouped["persons"].sum()}).join(
        grouped[["lon", "lat"]].first()
    )
    names = {c.code: c.name_zh for c in load_counties()}
    sites = []
    for code, county in cells.reset_index().groupby("county_code", sort=True):
        most = county.sort_values(["persons", "parent"], ascending=[False, True], kind="stable")
        rows = most.head(per_county)
        places = zip(rows["parent"], rows["lon"], rows["lat"], strict=True)
        name = names.get(str(code), str(code))
        for rank, (parent, lon, lat) in enumerate(places, start=1):
            site_id, shown = f"cell-{code}-{parent}", f"{name}人口格网 {rank}"
            sites.append(_site(site_id, shown, str(code), SiteOrigin.CELL, (lon, lat)))
    return tuple(sites)


def conversion_sites(layers: LayerSet, city_code: str) -> tuple[Site, ...]:
    """Buildings on record that could be converted, by county and id.

    Homes for the old, for people in destitution and for children that stand, and any facility that
    is idle, used otherwise or built and not in use. Of a facility with a city only no county is
    known: it is none.
    """
    return _of_facilities(
        f
        for f in layers.facilities
        if f.city_code == city_code
        and f.status not in _NO_BUILDING
        and (f.facility_type in CONVERTIBLE or f.status in IDLE)
    )


def expansion_sites(
    layers: LayerSet, city_code: str, facility_type: FacilityType
) -> tuple[Site, ...]:
    """Operating facilities of a type, which could be expanded, by county and id."""
    return _of_facilities(
        f
        for f in layers.facilities
        if f.city_code == city_code and f.facility_type is facility_type and f.status in OPERATING
    )


def drawn_site(
    lon: float,
    lat: float,
    city_code: str,
    name: str = "",
    boundaries: Layer | None = None,
) -> Site:
    """The site of a point clicked on the map (WGS-84), in the county it lies in.

    The id is made of the point. Raises OutsideError when it lies in no county of the city.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    code = county_at(lon, lat, layer).code
    if code is None or str(layer.frame.loc[code, "city_code"]) != city_code:
        raise OutsideError(_outside(code))
    place = f"{lon:.5f},{lat:.5f}"
    shown = name.strip() or f"{_name_of(code)}点选（{place}）"
    return _site(f"drawn-{place}", shown, code, SiteOrigin.DRAWN, (lon, lat))


def border_note(site: Site, boundaries: Layer | None = None) -> Text | None:
    """What to say of a site so near to a border that its county may be another; else None."""
    if site.lon is None or site.lat is None:
        return None
    at = county_at(site.lon, site.lat, boundaries)
    if not at.near_border:
        return None
    names = join(
        [Text(c.name_zh, c.name_en) for c in load_counties() if c.code in at.possible_codes],
        en=" or ",
        zh="或",
    )
    return Text(
        f"{site.name}距县界约 {at.border_m:,.0f} 米，可能属{names.zh}，请核对所在县。",
        f"{site_words(site).en} lies about {at.border_m:,.0f} m from a border: it may be in"
        f" {names.en}.",
    )


def site_of_row(row: CandidateSite) -> Site:
    """The site a row of an uploaded table speaks of."""
    point = None if row.point is None else (row.point.lon, row.point.lat)
    return _site(
        f"uploaded-{row.site_id}",
        row.name,
        row.county_code,
        SiteOrigin.UPLOADED,
        point,
        facility_id=row.facility_id,
        existing_use=row.existing_use,
    )


def _of_facilities(facilities: Iterable[Facility]) -> tuple[Site, ...]:
    known = (f for f in facilities if f.county_code)
    return tuple(
        _site(
            f"facility-{f.facility_id}",
            f.name,
            f.county_code,
            SiteOrigin.FACILITY,
            None if f.point is None else (f.point.lon, f.point.lat),
            facility_id=f.facility_id,
            existing_use=_use(f),
        )
        for f in sorted(known, key=lambda f: (f.county_code, f.facility_id))
    )


def _use(facility: Facility) -> str:
    """养老机构（停运闲置）: what a building is, and whether it is in use."""
    status = "状态不详" if facility.status is None else WORDS[facility.status].zh
    return f"{WORDS[facility.facility_type].zh}（{status}）"


def _site(
    site_id: str,
    name: str,
    county_code: str,
    origin: SiteOrigin,
    point: tuple[float, float] | None,
    *,
    facility_id: str = "",
    existing_use: str = "",
) -> Site:
    lon, lat = (None, None) if point is None else point
    return Site(site_id, name, county_code, origin, lon, lat, facility_id, existing_use)


def _name_of(code: str) -> str:
    return next((c.name_zh for c in load_counties() if c.code == code), code)


def _outside(code: str | None) -> Text:
    county = next((c for c in load_counties() if c.code == code), None)
    if county is None:
        return Text(
            "该点不在两市范围内，请在本市各县（市、区）之内点选。",
            "The point lies in neither city: choose one within the counties of this city.",
        )
    return Text(
        f"该点在{county.name_zh}，不属本市，请在本市各县（市、区）之内点选。",
        f"The point lies in {county.name_en}, of another city: choose one in this city.",
    )

"""Leads from OpenStreetMap: places in a city's polygon that may be facilities."""

from __future__ import annotations

import time
from datetime import date

import geopandas as gpd
from shapely import MultiPolygon, Polygon

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS, counties_at, load_boundaries
from geo.layers import Layer
from geo.open_sources.leads import Lead, LeadsFound
from geo.open_sources.overpass import OVERPASS_URL, Place, Progress, Sleep, ask
from geo.open_sources.tags import TAGS_ASKED, guess_of, is_lead, kept_tags, name_of
from geo.records import Point
from geo.text import Text
from geo.vocabulary import Datum

DEFAULT_TIMEOUT_S = 90.0
MARGIN_M, SIMPLER_M = 1000.0, 800.0
"""The area asked for is the city widened by the one and simplified by the other, so it covers the
city with half the corners: the text of the query holds it some forty times."""

SORTING = Text("收到 {count} 处，正在筛选 …", "{count} places came; sorting …")


def fetch_leads(
    city_code: str,
    fetched_on: date,
    *,
    overpass_url: str | None = None,
    timeout_s: float = DEFAULT_TIMEOUT_S,
    progress: Progress | None = None,
    boundaries: Layer | None = None,
    sleep: Sleep = time.sleep,
) -> LeadsFound:
    """The leads of a city, asked for now; ``fetched_on`` is the day to write beside them.

    ``boundaries`` are the built-in polygons unless given. ``progress`` is told each step,
    ``sleep`` waits in the server's queue.
    MapUnavailableError when they can't be had; KeyError when there is no such city.
    """
    layer = load_boundaries() if boundaries is None else boundaries
    server = (overpass_url or OVERPASS_URL).strip().rstrip("/")
    tell = progress or _nobody
    area = area_asked(city_code, layer)
    places, data_as_of = ask(
        area, TAGS_ASKED, server=server, timeout_s=timeout_s, progress=tell, sleep=sleep
    )
    tell(SORTING.fill(count=len(places)))
    likely = [place for place in places if is_lead(place.tags)]
    leads = _located(likely, city_code, fetched_on, layer)
    return LeadsFound(city_code, leads, fetched_on, server, data_as_of)


def area_asked(city_code: str, layer: Layer) -> Polygon | MultiPolygon:
    """The polygon to ask about (WGS-84): it covers the city. KeyError if there is no such city."""
    counties = layer.frame[layer.frame["city_code"] == city_code]
    if counties.empty:
        raise KeyError(city_code)
    metric = counties.geometry.to_crs(METRIC_CRS).union_all()
    wider = gpd.GeoSeries([metric.buffer(MARGIN_M).simplify(SIMPLER_M)], crs=METRIC_CRS)
    area: Polygon | MultiPolygon = wider.to_crs(GEOGRAPHIC_CRS).iloc[0]
    return area


def _located(
    places: list[Place], city_code: str, fetched_on: date, layer: Layer
) -> tuple[Lead, ...]:
    """The places of the city as leads; one on the city's border is kept, without a county."""
    in_city = set(layer.frame.index[layer.frame["city_code"] == city_code])
    spots = counties_at([p.lon for p in places], [p.lat for p in places], layer)
    return tuple(
        _lead(place, city_code, "" if spot.near_border else spot.code or "", fetched_on)
        for place, spot in zip(places, spots, strict=True)
        if spot.code in in_city or in_city.intersection(spot.possible_codes)
    )


def _lead(place: Place, city_code: str, county_code: str, fetched_on: date) -> Lead:
    return Lead(
        lead_id=f"osm-{place.kind}-{place.osm_id}",
        city_code=city_code,
        county_code=county_code,
        name=name_of(place.tags),
        guess=guess_of(place.tags),
        tags=kept_tags(place.tags),
        point=Point(round(place.lon, 7), round(place.lat, 7), Datum.WGS84),
        osm_url=f"https://www.openstreetmap.org/{place.kind}/{place.osm_id}",
        fetched_on=fetched_on,
    )


def _nobody(_: Text) -> None:
    """Told, and does nothing."""

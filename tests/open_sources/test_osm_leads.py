"""Fetching: what is asked, what becomes a lead and what is said of it."""

from __future__ import annotations

import re
import socket
from datetime import date
from pathlib import Path

import osmnx
import pytest
from pyproj import Transformer
from shapely import Point as Shape

from geo.boundaries import GEOGRAPHIC_CRS, METRIC_CRS, load_boundaries
from geo.open_sources.leads import Lead, LeadsFound
from geo.open_sources.osm_leads import area_asked, fetch_leads
from geo.text import Text
from geo.vocabulary import Datum, FacilityType
from tests.open_sources.overpass_server import MAP_DATE, Overpass, area, node, square

LIUZHOU = "450200"
DAY = date(2026, 3, 1)
COUNTIES = load_boundaries().frame
RONGAN = COUNTIES.loc["450224"].geometry.representative_point()
INSIDE = (round(RONGAN.x, 5), round(RONGAN.y, 5))


def fetch(overpass: Overpass) -> LeadsFound:
    return fetch_leads(LIUZHOU, DAY, overpass_url=overpass.url, timeout_s=10)


def only(overpass: Overpass) -> Lead:
    (lead,) = fetch(overpass).leads
    return lead


def test_a_node_becomes_a_lead_with_its_place_address_and_day(overpass: Overpass) -> None:
    overpass.elements = [node(7, *INSIDE, name="演示特殊教育学校", amenity="school")]
    lead = only(overpass)
    assert (lead.lead_id, lead.name, lead.city_code) == ("osm-node-7", "演示特殊教育学校", LIUZHOU)
    assert (lead.point.lon, lead.point.lat, lead.point.datum) == (*INSIDE, Datum.WGS84)
    assert lead.osm_url == "https://www.openstreetmap.org/node/7"
    assert lead.fetched_on == DAY


def test_a_way_and_a_multipolygon_become_leads_at_a_point_inside_them(overpass: Overpass) -> None:
    way = square(8, *INSIDE, name="演示康复医院", amenity="hospital")
    outline = square(9, INSIDE[0] + 0.01, INSIDE[1])
    outline[0].pop("tags")
    whole = area(3, 9, name="演示残疾人托养中心", amenity="social_facility")
    overpass.elements = [*way, *outline, whole]
    leads = {lead.lead_id: lead for lead in fetch(overpass).leads}
    assert set(leads) == {"osm-way-8", "osm-relation-3"}
    for lead_id, lon in (("osm-way-8", INSIDE[0]), ("osm-relation-3", INSIDE[0] + 0.01)):
        at = leads[lead_id].point
        assert abs(at.lon - lon) < 0.0005
        assert abs(at.lat - INSIDE[1]) < 0.0005


def test_the_county_is_the_one_the_point_lies_in(overpass: Overpass) -> None:
    overpass.elements = [node(1, *INSIDE, name="演示康复中心", amenity="clinic")]
    assert only(overpass).county_code == "450224"


def test_the_county_stays_open_where_the_border_is_too_near_to_tell(overpass: Overpass) -> None:
    two = COUNTIES.loc["450224"].geometry.boundary.intersection(COUNTIES.loc["450225"].geometry)
    on_border = max(two.geoms, key=lambda line: line.length).interpolate(0.5, normalized=True)
    overpass.elements = [
        node(1, on_border.x, on_border.y, name="演示康复中心", amenity="clinic"),
    ]
    assert only(overpass).county_code == ""


def test_a_place_beyond_the_city_is_no_lead_of_it_though_the_area_asked_holds_it(
    overpass: Overpass,
) -> None:
    city = COUNTIES[COUNTIES.city_code == LIUZHOU].geometry.to_crs(METRIC_CRS).union_all()
    to_metric = Transformer.from_crs(GEOGRAPHIC_CRS, METRIC_CRS, always_xy=True).transform
    asked = area_asked(LIUZHOU, load_boundaries()).buffer(-1e-4).exterior.coords
    lon, lat = max(asked, key=lambda at: city.distance(Shape(to_metric(*at))))
    assert city.distance(Shape(to_metric(lon, lat))) > 500
    overpass.elements = [node(1, lon, lat, name="演示康复中心", amenity="clinic")]
    assert fetch(overpass).leads == ()
    assert len(overpass.queries) == 1


@pytest.mark.parametrize("city_code", ["450200", "450900"])
def test_the_area_asked_covers_the_city(city_code: str) -> None:
    city = COUNTIES[COUNTIES.city_code == city_code].geometry.union_all()
    assert area_asked(city_code, load_boundaries()).covers(city)


def test_an_unknown_city_is_a_wrong_call() -> None:
    with pytest.raises(KeyError):
        area_asked("110000", load_boundaries())


def test_an_ordinary_school_is_no_lead(overpass: Overpass) -> None:
    overpass.elements = [
        node(1, *INSIDE, name="演示第一小学", amenity="school"),
        node(2, *INSIDE, name="演示聋校", amenity="school"),
    ]
    assert only(overpass).lead_id == "osm-node-2"


def test_nothing_on_the_map_is_no_error_but_an_empty_list(overpass: Overpass) -> None:
    found = fetch(overpass)
    assert found.leads == ()
    assert found.data_as_of == MAP_DATE


def test_leads_come_in_the_order_of_their_ids_whatever_the_servers(overpass: Overpass) -> None:
    overpass.elements = [
        node(n, *INSIDE, name="演示康复中心", amenity="clinic") for n in (30, 4, 100)
    ]
    ids = [lead.lead_id for lead in fetch(overpass).leads]
    assert ids == ["osm-node-4", "osm-node-30", "osm-node-100"]


def test_the_result_carries_licence_server_day_and_the_maps_date(overpass: Overpass) -> None:
    found = fetch(overpass)
    assert "OpenStreetMap" in found.attribution.zh
    assert "ODbL" in found.attribution.en
    assert (found.server, found.fetched_on, found.data_as_of) == (overpass.url, DAY, MAP_DATE)


def test_a_city_is_asked_about_in_one_query_by_a_named_program(overpass: Overpass) -> None:
    fetch(overpass)
    assert len(overpass.queries) == 1
    assert overpass.agents[0].startswith("disability-facility-planner")
    assert overpass.timeouts == [9]


def test_contacts_and_persons_do_not_reach_a_lead(overpass: Overpass) -> None:
    overpass.elements = [
        node(
            1,
            *INSIDE,
            name="演示康复中心",
            amenity="clinic",
            phone="+86 772 1234567",
            contact__email="a@b.cn",
            contact__wechat="abc",
            fax="0772-1234567",
            operator="张三",
            note="找张三 13800000000",
        )
    ]
    assert only(overpass).tags == (("amenity", "clinic"), ("name", "演示康复中心"))


def test_a_tag_named_like_an_id_does_not_change_whose_lead_it_is(overpass: Overpass) -> None:
    place = node(1, *INSIDE, name="演示康复中心", amenity="clinic")
    odd = node(2, *INSIDE, name="演示康复中心", amenity="clinic", id="99")
    overpass.elements = [place, odd]
    assert [lead.lead_id for lead in fetch(overpass).leads] == ["osm-node-1"]


def test_each_step_is_told_in_both_languages(overpass: Overpass) -> None:
    told: list[Text] = []
    fetch_leads(LIUZHOU, DAY, overpass_url=overpass.url, timeout_s=10, progress=told.append)
    assert len(told) == 3
    for text in told:
        assert re.search("[\u4e00-\u9fff]", text.zh)
        assert not re.search("[\u4e00-\u9fff]", text.en)


def test_a_redirected_query_is_followed(overpass: Overpass) -> None:
    overpass.elements = [node(1, *INSIDE, name="演示康复中心", amenity="clinic")]
    overpass.redirect = True
    assert only(overpass).lead_id == "osm-node-1"


def test_osmnx_and_the_resolver_are_afterwards_as_before(overpass: Overpass) -> None:
    before = dict(vars(osmnx.settings))
    resolver = socket.getaddrinfo
    fetch(overpass)
    assert dict(vars(osmnx.settings)) == before
    assert socket.getaddrinfo is resolver


def test_nothing_is_written_into_the_working_folder(
    overpass: Overpass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    overpass.elements = [node(1, *INSIDE, name="演示康复中心", amenity="clinic")]
    assert len(fetch(overpass).leads) == 1
    assert list(tmp_path.iterdir()) == []


def test_guesses_come_from_the_name_on_the_map(overpass: Overpass) -> None:
    overpass.elements = [node(1, *INSIDE, name="演示特殊教育学校", amenity="school")]
    assert only(overpass).guess is FacilityType.SPECIAL_SCHOOL

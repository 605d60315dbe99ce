"""Sites from seats, cells, facilities, a table and a click; 110.571, 22.869 lies in 容县."""

from dataclasses import replace

import h3
import pandas as pd
import pytest

from analysis.planning.scenarios.candidates import (
    OutsideError,
    border_note,
    cell_sites,
    conversion_sites,
    drawn_site,
    expansion_sites,
    seat_sites,
)
from analysis.planning.scenarios.options import Measure, SiteOrigin
from analysis.planning.scenarios.options_at import (
    UPLOADED,
    Usual,
    fits,
    options_for,
    uploaded_options,
)
from geo.boundaries import counties_at
from geo.counties import load_cities, load_counties
from geo.layers import LayerSet, Provenance
from geo.people.demand import Demand, PeopleGroup, PeopleKind
from geo.reading.candidate_sites import CandidateSite
from geo.records import Facility, Point
from geo.text import Text
from geo.vocabulary import CapacityUnit, Datum, FacilityType, Status

YULIN, LIUZHOU, RONG, BOBAI = "450900", "450200", "450921", "450923"
LAYERS = LayerSet(load_cities(), load_counties())


def demand(*places: tuple[str, float, float, float], cells: bool = True) -> Demand:
    """Places as county, lon, lat, persons; ids are the H3 cells of resolution 8 or v0, v1 …"""
    ids = [
        h3.latlng_to_cell(lat, lon, 8) if cells else f"v{n}"
        for n, (_, lon, lat, _) in enumerate(places)
    ]
    columns = ["county_code", "lon", "lat", "persons"]
    frame = pd.DataFrame(places, columns=columns, index=pd.Index(ids, name="id")).sort_index()
    said = Text("测试", "test")
    kind = PeopleKind.BUILT_IN if cells else PeopleKind.VILLAGES
    return Demand(frame, kind, PeopleGroup.ALL, Provenance("t", "2020"), said, cells)


def facility(facility_id: str, **fields: object) -> Facility:
    made = Facility(facility_id, f"设施{facility_id}", FacilityType.ELDERLY_CARE, YULIN, RONG)
    return replace(made, **{"status": Status.OPERATING, **fields})  # type: ignore[arg-type]


def layers(*facilities: Facility) -> LayerSet:
    return replace(LAYERS, facilities=facilities)


@pytest.mark.parametrize(("city", "count"), [(YULIN, 7), (LIUZHOU, 10)])
def test_every_county_of_a_city_has_its_seat_in_code_order(city: str, count: int) -> None:
    codes = [site.county_code for site in seat_sites(LAYERS, city)]
    assert (codes, len(codes)) == (sorted(codes), count)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_every_seat_lies_in_its_county(city: str) -> None:
    sites = seat_sites(LAYERS, city)
    found = counties_at([s.lon or 0 for s in sites], [s.lat or 0 for s in sites])
    assert [at.code for at in found] == [site.county_code for site in sites]


def test_a_seat_is_named_after_its_county() -> None:
    assert seat_sites(LAYERS, YULIN)[2].name == "容县政府驻地"


def test_cells_of_a_county_come_with_most_people_first() -> None:
    sites = cell_sites(demand((RONG, 110.55, 22.86, 10.0), (RONG, 110.75, 22.95, 90.0)))
    assert [(s.name, s.lon) for s in sites] == [
        ("容县人口格网 1", 110.75),
        ("容县人口格网 2", 110.55),
    ]


def test_at_most_so_many_cells_a_county_are_taken() -> None:
    places = [(RONG, 110.4 + k / 10, 22.8, 1.0 + k) for k in range(5)]
    sites = cell_sites(demand(*places, (BOBAI, 109.97, 22.27, 5.0)), per_county=2)
    assert [s.county_code for s in sites] == [RONG, RONG, BOBAI]


def test_people_of_one_large_cell_count_together_and_the_site_is_its_fullest_place() -> None:
    parent = h3.latlng_to_cell(22.86, 110.55, 7)
    children = sorted(h3.cell_to_children(parent, 8))[:2]
    near = [h3.cell_to_latlng(child) for child in children]
    together = [(RONG, lon, lat, p) for (lat, lon), p in zip(near, (60.0, 50.0), strict=True)]
    first, second = cell_sites(demand(*together, (RONG, 110.75, 22.95, 90.0)))
    assert (first.lat, first.lon) == near[0]
    assert second.lon == 110.75


def test_places_without_people_or_county_make_no_site() -> None:
    assert cell_sites(demand((RONG, 110.55, 22.86, 0.0), ("", 110.75, 22.95, 9.0))) == ()


def test_villages_make_cells_too() -> None:
    sites = cell_sites(demand((RONG, 110.55, 22.86, 9.0), cells=False))
    assert [(s.lon, s.lat, s.origin) for s in sites] == [(110.55, 22.86, SiteOrigin.CELL)]


def test_an_elderly_care_home_can_be_converted() -> None:
    (site,) = conversion_sites(layers(facility("a")), YULIN)
    assert (site.facility_id, site.existing_use) == ("a", "养老机构（运营）")


def test_any_idle_facility_can_be_converted() -> None:
    school = facility("a", facility_type=FacilityType.SPECIAL_SCHOOL, status=Status.SUSPENDED)
    assert len(conversion_sites(layers(school), YULIN)) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"facility_type": FacilityType.SPECIAL_SCHOOL},
        {"status": Status.PLANNED},
        {"status": Status.CLOSED},
        {"county_code": ""},
        {"city_code": LIUZHOU},
    ],
)
def test_what_is_in_use_has_no_building_or_no_county_here_can_not(
    fields: dict[str, object],
) -> None:
    assert conversion_sites(layers(facility("a", **fields)), YULIN) == ()


def test_only_an_operating_facility_of_the_type_can_be_expanded() -> None:
    care = facility("a", facility_type=FacilityType.CARE)
    idle = facility("b", facility_type=FacilityType.CARE, status=Status.SUSPENDED)
    sites = expansion_sites(layers(care, idle, facility("c")), YULIN, FacilityType.CARE)
    assert [s.facility_id for s in sites] == ["a"]


def test_a_facility_to_expand_and_to_convert_is_one_site() -> None:
    home = layers(facility("a"))
    assert conversion_sites(home, YULIN) == expansion_sites(home, YULIN, FacilityType.ELDERLY_CARE)


def test_a_drawn_site_is_in_the_county_it_lies_in() -> None:
    site = drawn_site(110.571, 22.869, YULIN)
    assert (site.county_code, site.origin, site.lon) == (RONG, SiteOrigin.DRAWN, 110.571)
    assert site.name == "容县点选（110.57100,22.86900）"


@pytest.mark.parametrize(("lon", "lat", "said"), [(110.571, 22.869, "容县"), (116, 40, "两市")])
def test_a_site_drawn_outside_the_city_is_refused_in_words(
    lon: float, lat: float, said: str
) -> None:
    with pytest.raises(OutsideError) as raised:
        drawn_site(lon, lat, LIUZHOU)
    assert said in raised.value.text.zh


def test_a_site_far_from_every_border_needs_no_note() -> None:
    assert border_note(drawn_site(110.571, 22.869, YULIN)) is None


ROW = CandidateSite("B-01", "某地块", RONG, Point(110.571, 22.869, Datum.GCJ02))


def test_what_a_row_says_goes_before_what_is_usual() -> None:
    said = replace(ROW, facility_type=FacilityType.REHABILITATION, cost_yuan=5e6, lead_years=3)
    usual = Usual(cost_yuan=1e6, lead_years=1)
    (option,) = uploaded_options((said,), YULIN, FacilityType.CARE, usual=usual)
    assert option.facility_type is FacilityType.REHABILITATION
    assert (option.cost_yuan, option.cost_basis, option.lead_years) == (5e6, UPLOADED, 3)


def test_where_a_row_says_nothing_what_is_usual_counts() -> None:
    usual = Usual(cost_yuan=1e6, lead_years=2, capacity=50, capacity_unit=CapacityUnit.BEDS)
    (option,) = uploaded_options((ROW,), YULIN, FacilityType.CARE, usual=usual)
    assert (option.facility_type, option.measure) == (FacilityType.CARE, Measure.NEW)
    assert (option.cost_yuan, option.lead_years, option.capacity) == (1e6, 2, 50)


def test_a_capacity_without_its_unit_is_not_priced() -> None:
    (option,) = uploaded_options((replace(ROW, capacity=50),), YULIN, FacilityType.CARE)
    assert (option.capacity_unit, option.cost_yuan) == (None, None)


def test_two_rows_that_come_to_the_same_option_are_one() -> None:
    care = replace(ROW, facility_type=FacilityType.CARE, cost_yuan=7e6)
    (option,) = uploaded_options((ROW, care), YULIN, FacilityType.CARE)
    assert option.cost_yuan == 7e6


def test_an_option_of_fifty_beds_has_the_cost_of_an_example_elsewhere() -> None:
    usual = Usual(capacity=50, capacity_unit=CapacityUnit.BEDS)
    options = options_for(seat_sites(LAYERS, YULIN), FacilityType.CARE, Measure.NEW, usual)
    assert len(options) == 7
    assert options[0].cost_yuan == pytest.approx(50 * 19_947_100 / 96)
    assert options[0].cost_basis is not None
    assert "外地实例" in options[0].cost_basis.zh


def test_a_conversion_has_no_cost_unless_the_reader_gives_one() -> None:
    sites = conversion_sites(layers(facility("a")), YULIN)
    usual = Usual(capacity=50, capacity_unit=CapacityUnit.BEDS)
    (option,) = options_for(sites, FacilityType.CARE, Measure.CONVERSION, usual)
    assert (option.cost_yuan, option.cost_basis) == (None, None)
    (given,) = options_for(sites, FacilityType.CARE, Measure.CONVERSION, Usual(cost_yuan=3e6))
    assert given.cost_yuan == 3e6
    assert given.cost_basis is not None


def test_a_new_building_does_not_stand_on_a_facility() -> None:
    (site,) = conversion_sites(layers(facility("a")), YULIN)
    assert [m for m in Measure if fits(site, m)] == [Measure.CONVERSION, Measure.EXPANSION]


def test_open_land_can_only_be_built_on() -> None:
    site = drawn_site(110.571, 22.869, YULIN)
    assert [m for m in Measure if fits(site, m)] == [Measure.NEW]


def test_the_basis_of_a_cost_comes_from_the_table() -> None:
    row = CandidateSite("a", "甲地", "450902", cost_yuan=1e6, cost_basis="可研估算")
    (made,) = uploaded_options([row], YULIN, FacilityType.CARE)
    assert made.cost_basis is not None
    assert made.cost_basis.zh == "可研估算（上传的备选点表）"

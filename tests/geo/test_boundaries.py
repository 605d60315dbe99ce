import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.boundaries import (
    EQUAL_AREA_CRS,
    NEAR_BORDER_M,
    WEB_BOUNDARIES,
    areas_km2,
    counties_at,
    county_at,
    load_boundaries,
)
from geo.counties import label_points, load_counties
from geo.places import DATA

BOX = {"lon": st.floats(108.3, 111.1), "lat": st.floats(21.5, 26.1)}


@pytest.fixture(params=["counties.geojson", "counties_web.geojson"])
def shipped(request: pytest.FixtureRequest) -> gpd.GeoDataFrame:
    return gpd.read_file(DATA / "boundaries" / request.param)


def test_there_is_one_polygon_for_every_county() -> None:
    assert list(load_boundaries().frame.index) == [county.code for county in load_counties()]


def test_names_and_cities_of_the_polygons_are_those_of_the_counties() -> None:
    frame = load_boundaries().frame
    for county in load_counties():
        row = frame.loc[county.code]
        assert (row["name_zh"], row["name_en"], row["city_code"]) == (
            county.name_zh,
            county.name_en,
            county.city_code,
        )


def test_polygons_are_in_cgcs2000() -> None:
    assert load_boundaries().frame.crs.to_epsg() == 4490


def test_every_shipped_polygon_is_valid(shipped: gpd.GeoDataFrame) -> None:
    assert shipped.is_valid.all()


def test_shipped_polygons_neither_overlap_nor_leave_slivers(shipped: gpd.GeoDataFrame) -> None:
    assert shapely.coverage_is_valid(shipped.geometry.to_numpy())


def test_no_two_polygons_share_any_area() -> None:
    shapes = load_boundaries().frame.geometry.to_crs(EQUAL_AREA_CRS).to_numpy()
    whole = shapely.area(shapely.union_all(shapes))
    assert shapely.area(shapes).sum() == pytest.approx(whole, abs=1.0)


def test_each_city_is_one_piece_without_holes() -> None:
    for _, city in load_boundaries().frame.groupby("city_code"):
        whole = city.geometry.union_all()
        assert whole.geom_type == "Polygon"
        assert len(whole.interiors) == 0


@pytest.mark.parametrize(("city", "km2"), [("450900", 12_825), ("450200", 18_556)])
def test_the_area_of_a_city_is_within_one_percent_of_the_stated_one(city: str, km2: float) -> None:
    layer = load_boundaries()
    assert areas_km2(layer)[layer.frame["city_code"] == city].sum() == pytest.approx(km2, rel=0.01)


def test_coordinates_are_written_with_five_decimals(shipped: gpd.GeoDataFrame) -> None:
    xy = shapely.get_coordinates(shipped.geometry.to_numpy())
    assert np.array_equal(xy, np.round(xy, 5))


def test_the_polygons_for_the_browser_are_small() -> None:
    assert WEB_BOUNDARIES.stat().st_size < 150_000


def test_simplifying_for_the_browser_moves_no_area_by_a_hundredth() -> None:
    web = gpd.read_file(WEB_BOUNDARIES).set_index("code").geometry.to_crs(EQUAL_AREA_CRS).area
    assert (web / 1e6).to_numpy() == pytest.approx(
        areas_km2(load_boundaries()).to_numpy(), rel=0.01
    )


@pytest.mark.parametrize("county", load_counties(), ids=lambda c: c.code)
def test_a_label_stands_inside_its_county(county) -> None:
    assert county_at(*label_points()[county.code]).code == county.code


def test_a_point_outside_both_cities_is_in_no_county() -> None:
    assert county_at(116.39, 39.91).code is None


def test_a_point_deep_inside_can_be_in_one_county_only() -> None:
    found = county_at(110.15, 22.63)
    assert (found.possible_codes, found.near_border) == (("450902",), False)


def test_a_point_on_a_shared_border_may_be_in_either_county() -> None:
    frame = load_boundaries().frame
    shared = frame.geometry["450921"].intersection(frame.geometry["450981"])
    point = max(shared.geoms, key=lambda part: part.length).interpolate(0.5, normalized=True)
    found = county_at(point.x, point.y)
    assert found.near_border
    assert found.possible_codes == ("450921", "450981")


def test_border_distance_is_in_metres() -> None:
    # A square of 0.1 degrees on the central meridian: 0.05 degrees of latitude is 5 537 m at 22 N.
    square = gpd.GeoDataFrame(
        {"name_zh": [""]}, geometry=[shapely.box(110.9, 21.9, 111.1, 22.1)], index=["A"], crs=4490
    )
    layer = type(load_boundaries())(square, load_boundaries().provenance)
    assert county_at(111.0, 22.05, layer).border_m == pytest.approx(5_537, abs=5)


def test_no_points_give_no_answers() -> None:
    assert counties_at([], []) == ()


@given(**BOX)
def test_the_home_county_is_among_the_possible_ones(lon: float, lat: float) -> None:
    found = county_at(lon, lat)
    assert found.code is None or found.code in found.possible_codes


@given(**BOX)
def test_a_point_away_from_borders_has_its_home_county_only(lon: float, lat: float) -> None:
    found = county_at(lon, lat)
    if found.border_m >= NEAR_BORDER_M:
        assert found.possible_codes == ((found.code,) if found.code else ())

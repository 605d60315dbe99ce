import h3
import pytest
from shapely import Polygon, box

from geo.boundaries import areas_km2, counties_at, load_boundaries
from geo.people.cells import RESOLUTION, city_cells, county_cells
from tests.people.worlds import layer_of, square


@pytest.mark.parametrize("city", ["450200", "450900"])
def test_each_county_has_the_cells_of_its_own_area(city: str) -> None:
    cells = city_cells(city)
    found = cells.groupby("county_code")["area_km2"].sum()
    areas = areas_km2(load_boundaries())
    assert set(found.index) == {c for c in areas.index if c.startswith(city[:4])}
    # Cells go by their centres: at the border some count that lie half outside, and the reverse.
    assert (found / areas.reindex(found.index)).between(0.97, 1.03).all()


def test_a_cells_centre_lies_in_its_county() -> None:
    cells = city_cells("450900").iloc[::97]
    at = counties_at(cells["lon"].tolist(), cells["lat"].tolist())
    assert [a.code for a in at] == cells["county_code"].tolist()


def test_cells_are_of_resolution_8_sorted_and_in_one_county_each() -> None:
    cells = city_cells("450900")
    assert RESOLUTION == 8
    assert {h3.get_resolution(cell) for cell in cells.index} == {8}
    assert cells.index.is_unique
    assert cells.index.is_monotonic_increasing


def test_counties_side_by_side_share_all_cells_of_both_together() -> None:
    parts = county_cells(layer_of(("a", square(110, 22)), ("b", square(110.1, 22))), ("a", "b"))
    whole = county_cells(layer_of(("a", box(110, 22, 110.2, 22.1))), ("a",))
    assert list(parts.index) == list(whole.index)


def test_a_county_without_a_cells_centre_is_not_empty() -> None:
    lat, lon = h3.cell_to_latlng(h3.latlng_to_cell(22.55, 110.05, 8))
    sliver = box(lon + 0.001, lat + 0.001, lon + 0.002, lat + 0.002)
    layer = layer_of(("a", square(110, 22.5).difference(sliver)), ("b", sliver))  # type: ignore[attr-defined]
    cells = county_cells(layer, ("a", "b"))
    assert list(cells.index[cells["county_code"] == "b"]) == [h3.latlng_to_cell(lat, lon, 8)]


def test_a_tiny_county_does_not_take_the_only_cell_of_another() -> None:
    lat, lon = h3.cell_to_latlng(h3.latlng_to_cell(22.55, 110.05, 8))
    tiny = [box(lon + k, lat, lon + k + 0.0001, lat + 0.0001) for k in (0.0001, 0.0003)]
    cells = county_cells(layer_of(("a", tiny[0]), ("b", tiny[1])), ("a", "b"))
    assert cells["county_code"].value_counts().to_dict() == {"a": 1, "b": 1}


def test_a_hole_has_no_cells() -> None:
    ring = [(110, 22), (110.2, 22), (110.2, 22.2), (110, 22.2)]
    hole = [(110.05, 22.05), (110.15, 22.05), (110.15, 22.15), (110.05, 22.15)]
    cells = county_cells(layer_of(("a", Polygon(ring, [hole]))), ("a",))
    inside = cells["lon"].between(110.05, 110.15) & cells["lat"].between(22.05, 22.15)
    assert len(cells) > 400
    assert not inside.any()


def test_a_projected_layer_gives_the_same_cells() -> None:
    # Coordinates there and back are rounded: away from the border nothing may change.
    layer = layer_of(("a", square(110, 22)))
    metric = layer_of(("a", layer.frame.to_crs("EPSG:4508").geometry.iloc[0]), crs="EPSG:4508")
    assert list(county_cells(metric, ("a",)).index) == list(county_cells(layer, ("a",)).index)


def test_a_city_without_counties_is_named() -> None:
    with pytest.raises(KeyError, match="450100"):
        city_cells("450100")

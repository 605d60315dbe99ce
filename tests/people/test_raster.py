"""Persons of a raster, compared with a reading pixel by pixel (``tests.people.rasters``)."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.transform import Affine

from geo.people import raster_file
from geo.people.cells import county_cells
from geo.people.demand import Demand, DemandReading, PeopleGroup, PeopleKind
from geo.people.raster import raster_demand
from geo.population import load_census
from tests.people.rasters import (
    DEGREES,
    EAST,
    SHAPE,
    WEST,
    WORLD,
    by_cell,
    by_county,
    from_origin,
    people,
    projected,
    write,
)

CITY = "450900"


def read(path: Path, **options: object) -> DemandReading:
    return raster_demand(path, CITY, boundaries=WORLD, **options)  # type: ignore[arg-type]


def demand_of(path: Path, **options: object) -> Demand:
    reading = read(path, **options)
    assert reading.demand is not None, reading.issues
    return reading.demand


def sums(demand: Demand) -> dict[str, float]:
    found = demand.frame.groupby("county_code")["persons"].sum()
    return {str(code): float(persons) for code, persons in found.items()}


@pytest.mark.parametrize("crs", ["EPSG:4326", "ESRI:54009", "EPSG:4508", "EPSG:3857"])
def test_each_county_gets_the_pixels_whose_centre_lies_in_it(tmp_path: Path, crs: str) -> None:
    transform, shape = (DEGREES, SHAPE) if crs == "EPSG:4326" else projected(crs)
    path = write(tmp_path / "people.tif", people(shape), transform, crs)
    demand = demand_of(path)
    assert sums(demand) == pytest.approx(by_county(path))
    assert demand.kind is PeopleKind.RASTER
    assert demand.cells


@pytest.mark.parametrize("crs", ["EPSG:4326", "ESRI:54009", "EPSG:4508"])
def test_each_cell_gets_the_pixels_whose_centre_lies_in_it(tmp_path: Path, crs: str) -> None:
    transform, shape = (DEGREES, SHAPE) if crs == "EPSG:4326" else projected(crs)
    path = write(tmp_path / "people.tif", people(shape), transform, crs)
    persons = demand_of(path).persons
    expected = by_cell(path)
    owners = county_cells(WORLD, (WEST, EAST))["county_code"]
    # A cell at a border may hold persons of cells whose centre lies outside: inner ones may not.
    inner = owners[(owners.index.isin(expected)) & _far_from_border(owners.index)]
    assert len(inner) > 100
    for cell in inner.index:
        assert persons.get(cell, 0) == pytest.approx(expected[cell])


def _far_from_border(cells: object) -> np.ndarray:
    frame = county_cells(WORLD, (WEST, EAST)).loc[cells]  # type: ignore[call-overload]
    lon, lat = frame["lon"].to_numpy(), frame["lat"].to_numpy()
    edge = np.minimum(np.abs(lon[:, None] - [110, 110.1, 110.2]).min(axis=1), lat - 22)
    return np.asarray(np.minimum(edge, 22.1 - lat) > 0.02)


def test_three_pixels_by_hand(tmp_path: Path) -> None:
    # 0.1° pixels: west county, east county, outside.
    values = np.array([[7.0, 5.0, 100.0]])
    path = write(tmp_path / "a.tif", values, from_origin(110, 22.1, 0.1, 0.1))
    demand = demand_of(path)
    assert sums(demand) == {WEST: 7, EAST: 5}
    assert len(demand.frame) == 2
    assert "大于网格" in demand.notes[-1].zh


def test_a_rotated_raster_is_read_where_it_lies(tmp_path: Path) -> None:
    # 30° about 110.1, 22.05, the corner of pixel 30, 30.
    a, d = 0.004 * math.cos(math.pi / 6), 0.004 * math.sin(math.pi / 6)
    transform = Affine(a, d, 110.1 - 30 * (a + d), d, -a, 22.05 - 30 * (d - a))
    path = write(tmp_path / "turned.tif", people((60, 60)), transform)
    assert sums(demand_of(path)) == pytest.approx(by_county(path))


def test_a_raster_with_its_south_above_is_read_where_it_lies(tmp_path: Path) -> None:
    transform = Affine(0.005, 0, 109.95, 0, 0.005, 21.95)
    path = write(tmp_path / "a.tif", people(), transform)
    assert sums(demand_of(path)) == pytest.approx(by_county(path))


@pytest.mark.parametrize("dtype", ["uint8", "int16", "int32", "uint32", "float32", "float64"])
def test_every_type_of_number_is_read(tmp_path: Path, dtype: str) -> None:
    path = write(tmp_path / "a.tif", people().astype(dtype))
    assert sums(demand_of(path)) == pytest.approx(by_county(path))


@pytest.mark.parametrize("nodata", [-99999.0, float("nan"), 3.0])
def test_pixels_without_a_value_hold_nobody(tmp_path: Path, nodata: float) -> None:
    values = people()
    values[::3, ::2] = nodata
    path = write(tmp_path / "a.tif", values, nodata=nodata)
    reading = read(path)
    assert reading.demand is not None
    assert sums(reading.demand) == pytest.approx(by_county(path))
    assert "raster_negative" not in [i.code for i in reading.issues]


def test_nan_and_infinity_not_declared_hold_nobody(tmp_path: Path) -> None:
    values = people()
    values[::3, ::2], values[1::3, ::2] = np.nan, np.inf
    path = write(tmp_path / "a.tif", values)
    assert sums(demand_of(path)) == pytest.approx(by_county(path))


def test_negative_pixels_hold_nobody_and_are_counted(tmp_path: Path) -> None:
    values = people()
    # Two in the counties, one outside them.
    values[15, 20], values[16, 21], values[0, 0] = -99999, -1, -5
    path = write(tmp_path / "a.tif", values)
    reading = read(path)
    assert reading.demand is not None
    assert sums(reading.demand) == pytest.approx(by_county(path))
    (issue,) = [i for i in reading.issues if i.code == "raster_negative"]
    assert "有 2 个像元是负数（合计 -100,000）" in issue.what.zh


def test_scale_and_offset_of_the_band_are_applied(tmp_path: Path) -> None:
    import rasterio

    path = write(tmp_path / "a.tif", people().astype("int16"))
    plain = sums(demand_of(path))
    with rasterio.open(path, "r+") as raster:
        raster.scales = (0.5,)
    assert sums(demand_of(path)) == pytest.approx({k: v / 2 for k, v in plain.items()})


def test_blocks_add_up_to_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.tif", people(), tiled=True, blockxsize=16, blockysize=16)
    whole = demand_of(path)
    shares: list[float] = []
    for pixels in (7, 100, 300):
        monkeypatch.setattr(raster_file, "_BLOCK_PIXELS", pixels)
        shares.clear()
        parts = demand_of(path, progress=shares.append)
        assert list(parts.frame.index) == list(whole.frame.index)
        assert parts.persons.to_numpy() == pytest.approx(whole.persons.to_numpy())
        assert shares == sorted(shares)
        assert shares[-1] == 1
        assert len(shares) > 2


def test_what_the_progress_raises_ends_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class StoppedError(Exception):
        pass

    calls: list[float] = []

    def stop(share: float) -> None:
        calls.append(share)
        raise StoppedError

    monkeypatch.setattr(raster_file, "_BLOCK_PIXELS", 100)
    with pytest.raises(StoppedError):
        read(write(tmp_path / "a.tif", people()), progress=stop)
    assert len(calls) == 1


def test_only_the_part_around_the_city_is_read(tmp_path: Path) -> None:
    # 20 by 20 degrees around; the city's two counties are 42 by 22 pixels of it with the margin.
    values = np.zeros((4000, 4000), dtype="uint8")
    path = write(tmp_path / "a.tif", values, from_origin(100, 30, 0.005, 0.005), compress="lzw")
    with raster_file.open_raster(path) as raster:
        lon, lat = np.array([110, 110.2]), np.array([22, 22.1])
        pixels = sum(w.width * w.height for w in raster.windows(lon, lat))
    assert pixels <= 44 * 24


def test_counties_scaled_to_the_census_have_its_totals(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people())
    scaled, plain = demand_of(path, scale_to_census=True), demand_of(path)
    census = load_census()["total_persons"]
    assert sums(scaled) == pytest.approx({WEST: census[WEST], EAST: census[EAST]}, abs=1e-6)
    west = plain.frame["county_code"] == WEST
    ratio = (scaled.persons / plain.persons)[west]
    assert ratio.max() == pytest.approx(ratio.min())
    assert "折算" in scaled.said.zh
    assert "未折算" in plain.notes[0].zh


def test_a_county_without_anybody_is_named(tmp_path: Path) -> None:
    values = people()
    values[:, 30:] = 0
    for scaled in (True, False):
        reading = read(write(tmp_path / "a.tif", values), scale_to_census=scaled)
        assert reading.demand is not None
        assert set(sums(reading.demand)) == {WEST}
        (issue,) = [i for i in reading.issues if i.code == "raster_county_empty"]
        assert "陆川县" in issue.what.zh
        assert "Luchuan County" in issue.what.en


def test_the_first_of_several_bands_is_read_and_said(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", np.stack([people(seed=1), people(seed=2)]))
    reading = read(path)
    assert reading.demand is not None
    assert sums(reading.demand) == pytest.approx(by_county(path))
    assert "2 个波段" in reading.issues[0].what.zh


def test_a_group_is_made_of_the_rasters_people(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people())
    everyone = demand_of(path)
    found = raster_demand(
        path, CITY, PeopleGroup.DISABLED_REGISTERED, registered={WEST: 500}, boundaries=WORLD
    ).demand
    assert found is not None
    assert sums(found) == pytest.approx({WEST: 500})
    assert sums(everyone).keys() == {WEST, EAST}


def test_bytes_and_a_path_are_read_alike(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people())
    given_bytes = raster_demand(path.read_bytes(), CITY, name="a.tif", boundaries=WORLD).demand
    assert given_bytes is not None
    assert given_bytes.fingerprint == demand_of(path).fingerprint
    assert given_bytes.said == demand_of(path).said


def test_the_folder_of_the_file_is_not_said(tmp_path: Path) -> None:
    demand = demand_of(write(tmp_path / "a.tif", people()))
    assert str(tmp_path) not in repr((demand.said, demand.notes, demand.provenance))


@given(
    st.lists(st.floats(-5, 1000, width=32), min_size=24, max_size=24),
    st.floats(109.9, 110.1),
    st.floats(22.05, 22.2),
    st.floats(0.01, 0.08),
)
def test_nobody_is_lost_and_nobody_twice(
    tmp_path_factory: pytest.TempPathFactory,
    values: list[float],
    west: float,
    north: float,
    size: float,
) -> None:
    path = tmp_path_factory.mktemp("raster") / "a.tif"
    write(path, np.array(values).reshape(4, 6), from_origin(west, north, size, size))
    reading = read(path)
    expected = by_county(path)
    if reading.demand is None:
        assert sum(expected.values()) == 0
    else:
        assert sums(reading.demand) == pytest.approx(expected)
        assert (reading.demand.persons > 0).all()

"""Rasters that can't be used, and what is said of those that look wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from geo.issues import Severity
from geo.people.demand import DemandReading
from geo.people.raster import raster_demand
from geo.population import load_census
from tests.people.rasters import EAST, SHAPE, WEST, WORLD, from_origin, people, write

RESIDENTS = float(load_census()["total_persons"][[WEST, EAST]].sum())


def read(path: Path | bytes, **options: object) -> DemandReading:
    return raster_demand(path, "450900", boundaries=WORLD, **options)  # type: ignore[arg-type]


def refusal(path: Path | bytes, **options: object) -> str:
    reading = read(path, **options)
    assert reading.demand is None
    assert reading.issues[-1].severity is Severity.REFUSED
    return reading.issues[-1].code


def warnings_of(path: Path, **options: object) -> list[str]:
    reading = read(path, **options)
    assert reading.demand is not None
    return [i.code for i in reading.issues]


def test_a_raster_without_a_coordinate_system_asks_for_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people(), crs=None)
    assert refusal(path) == "raster_without_crs"
    told = read(path, crs="EPSG:4326").demand
    known = read(write(tmp_path / "b.tif", people()), name="a.tif")
    assert told is not None
    assert known.demand is not None
    assert told.fingerprint == known.demand.fingerprint


@pytest.mark.parametrize("crs", ["EPSG:1", "nonsense"])
def test_a_coordinate_system_nobody_knows_is_refused(tmp_path: Path, crs: str) -> None:
    assert refusal(write(tmp_path / "a.tif", people(), crs=None), crs=crs) == "raster_crs_unknown"


def test_a_local_system_is_no_place_on_earth(tmp_path: Path) -> None:
    local = 'LOCAL_CS["site",UNIT["metre",1]]'
    path = write(tmp_path / "a.tif", people(), from_origin(0, 0, 100, 100), crs=local)
    assert refusal(path) in ("raster_crs_unknown", "raster_without_crs")


def test_a_picture_without_a_place_is_refused(tmp_path: Path) -> None:
    with pytest.warns(Warning, match="geotransform"):
        path = write(tmp_path / "a.tif", people(), Affine.identity(), crs=None)
    assert refusal(path) == "raster_without_place"


def test_a_raster_elsewhere_is_told_where_it_lies(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people(), from_origin(10, 50, 0.005, 0.005))
    reading = read(path)
    assert reading.demand is None
    (issue,) = reading.issues
    assert issue.code == "raster_elsewhere"
    assert "不覆盖玉林市：它的范围是经度 10.00°—10.30°、纬度 49.80°—50.00°" in issue.what.zh
    assert "Yulin" in issue.what.en


def test_degrees_declared_as_metres_lie_elsewhere(tmp_path: Path) -> None:
    assert refusal(write(tmp_path / "a.tif", people(), crs="EPSG:4508")) == "raster_elsewhere"


@pytest.mark.parametrize("value", [0.0, -99999.0, np.nan])
def test_a_raster_with_nobody_is_refused(tmp_path: Path, value: float) -> None:
    path = write(tmp_path / "a.tif", np.full(SHAPE, value), nodata=-99999)
    assert refusal(path) == "raster_empty"


def test_a_raster_all_negative_is_refused_and_says_so(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "a.tif", np.full(SHAPE, -1.0)))
    assert [i.code for i in reading.issues] == ["raster_negative", "raster_empty"]


@pytest.mark.parametrize("content", [b"", b"not a raster", b"II*\x00" + b"\x00" * 50])
def test_what_is_no_geotiff_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(content)
    assert refusal(path) == "raster_unreadable"
    assert refusal(content) == "raster_unreadable"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.tif") == "raster_unreadable"


def test_a_raster_cut_short_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", people((400, 600)), from_origin(109.95, 22.15, 5e-4, 5e-4))
    content = path.read_bytes()
    assert refusal(content[: len(content) // 2]) == "raster_unreadable"


def test_another_format_that_names_files_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path / "a.tif", people())
    vrt = tmp_path / "b.tif"
    vrt.write_text(
        '<VRTDataset rasterXSize="60" rasterYSize="40"><VRTRasterBand dataType="Float64" band="1">'
        '<SimpleSource><SourceFilename relativeToVRT="1">a.tif</SourceFilename></SimpleSource>'
        "</VRTRasterBand></VRTDataset>"
    )
    assert refusal(vrt) == "raster_unreadable"


def test_a_raster_of_a_part_names_the_counties_it_leaves_out(tmp_path: Path) -> None:
    # Its east edge is at 110.15: the east county is half covered.
    path = write(tmp_path / "a.tif", people((40, 40)))
    reading = read(path)
    (issue,) = [i for i in reading.issues if i.code == "raster_not_covering"]
    assert "陆川县（覆盖 5" in issue.what.zh
    assert "容县" not in issue.what.zh


def scaled_to(total: float) -> object:
    values = people()
    inside = values[10:30, 10:50]
    return values * total / inside.sum()


@pytest.mark.parametrize("times", [0.6, 1.0, 1.9])
def test_a_raster_near_the_census_needs_no_warning(tmp_path: Path, times: float) -> None:
    assert warnings_of(write(tmp_path / "a.tif", scaled_to(times * RESIDENTS))) == []


@pytest.mark.parametrize("times", [0.4, 2.2, 1e6])
def test_a_raster_far_from_the_census_is_warned_of(tmp_path: Path, times: float) -> None:
    path = write(tmp_path / "a.tif", scaled_to(times * RESIDENTS))
    assert warnings_of(path) == ["raster_far_from_census"]
    assert warnings_of(path, scale_to_census=True) == ["raster_far_from_census"]


def test_the_census_beside_a_raster_is_that_of_the_counties_it_has_people_in(
    tmp_path: Path,
) -> None:
    values = np.where(np.arange(people().shape[1]) < 30, people(), 0.0)  # nobody in the east
    issues = read(write(tmp_path / "a.tif", values)).issues
    (far,) = [i for i in issues if i.code in ("raster_far_from_census", "raster_density")]
    west = int(load_census()["total_persons"][WEST])
    assert f"普查常住人口 {west:,} 人" in far.what.zh
    assert "本市" not in far.what.zh


def test_a_density_is_suspected_and_nothing_is_changed(tmp_path: Path) -> None:
    # A pixel of 0.005° is 0.285 km² here: persons per km² add up to 3.5 times the persons.
    path = write(tmp_path / "a.tif", scaled_to(RESIDENTS / 0.285))
    assert warnings_of(path) == ["raster_density"]
    demand = read(path).demand
    assert demand is not None
    assert demand.total_persons == pytest.approx(RESIDENTS / 0.285)


def test_an_unknown_city_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="450200"):
        raster_demand(write(tmp_path / "a.tif", people()), "450200", boundaries=WORLD)


def test_pixels_without_a_place_on_earth_are_passed_over(tmp_path: Path) -> None:
    # Far west of Mollweide's ellipse there is no longitude; the raster reaches beyond it.
    values = np.ones((180, 400))
    transform = from_origin(-20_000_000, 9_000_000, 100_000, 100_000)
    reading = read(write(tmp_path / "a.tif", values, transform, crs="ESRI:54009"))
    assert reading.issues[-1].code in ("raster_far_from_census", "raster_empty")


def test_every_issue_speaks_both_languages(tmp_path: Path) -> None:
    readings = [
        read(write(tmp_path / "a.tif", people(), crs=None)),
        read(write(tmp_path / "b.tif", people(), from_origin(160, 22, 0.005, 0.005))),
        read(tmp_path / "none.tif"),
    ]
    for reading in readings:
        for issue in reading.issues:
            assert issue.sentence("zh")
            assert issue.sentence("en").isascii() or "°" in issue.sentence("en")


def test_a_small_file_of_very_many_pixels_is_refused_before_they_are_read(tmp_path: Path) -> None:
    path, size = tmp_path / "a.tif", 20_000
    form = {"driver": "GTiff", "count": 1, "dtype": "float32", "crs": "EPSG:4326"}
    sparse = {"tiled": True, "blockxsize": 4096, "blockysize": 4096, "sparse_ok": True}
    place = from_origin(109.95, 22.15, 0.3 / size, 0.2 / size)
    with rasterio.open(path, "w", width=size, height=size, transform=place, **form, **sparse):
        pass
    assert path.stat().st_size < 10_000
    assert refusal(path) == "raster_too_fine"


def test_the_files_own_coordinate_system_holds_and_what_is_typed_beside_it_is_said(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "a.tif", people())
    plain, typed = read(path), read(path, crs="ESRI:54009")
    assert plain.demand is not None
    assert typed.demand is not None
    assert typed.demand.fingerprint == plain.demand.fingerprint
    (more,) = set(typed.issues) - set(plain.issues)
    assert (more.code, more.severity) == ("raster_crs_not_used", Severity.NOTICE)
    assert "“ESRI:54009”未采用：栅格自带的是“EPSG:4326”" in more.what.zh


@pytest.mark.parametrize("crs", ["EPSG:4326", "epsg:4326", "OGC:CRS84"])
def test_the_files_own_coordinate_system_typed_again_is_not_spoken_of(
    tmp_path: Path, crs: str
) -> None:
    path = write(tmp_path / "a.tif", people())
    assert read(path, crs=crs).issues == read(path).issues

import io
import json
import zipfile

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.issues import Severity
from geo.reading.facilities import facilities_of, read_facilities
from geo.reading.facility_form import FACILITIES
from geo.reading.geo_files import read_geo_file, with_datum
from geo.reading.intake import FormTable, choose_sheet
from geo.reading.workbook import read_workbook
from geo.records import Facility
from geo.vocabulary import Datum
from tests.reading.features import (
    PLACE,
    ROW,
    frame,
    geojson_of,
    geopackage_of,
    kml_of,
    placemark,
    shapefile_of,
    zip_of,
)
from tests.reading.identity_numbers import identity_number
from tests.reading.sheets import codes

FILES = {
    "a.geojson": geojson_of(),
    "a.json": geojson_of(),
    "a.gpkg": geopackage_of(设施=frame()),
    "a.zip": shapefile_of(frame()),
    "a.kml": kml_of(placemark()),
    "a.kmz": zip_of(**{"doc.kml": kml_of(placemark())}),
}


def only(source: bytes, filename: str) -> Facility:
    (record,) = read_facilities(source, filename).records
    return record


def refusal(source: bytes, filename: str, **limits: int) -> str:
    sheets, (issue,) = read_geo_file(source, filename, **limits)
    assert sheets == ()
    assert issue.severity is Severity.REFUSED
    return issue.code


@pytest.mark.parametrize("filename", FILES)
def test_a_facility_of_each_format_has_its_attributes_and_its_point(filename: str) -> None:
    record = only(FILES[filename], filename)
    assert (record.name, record.county_code) == ("演示康复中心", "450921")
    assert record.point is not None
    assert (record.point.lon, record.point.lat) == pytest.approx((110.55, 22.85))
    assert record.point.datum is Datum.WGS84


@pytest.mark.parametrize("filename", ["a.geojson", "a.kml"])
def test_a_format_that_fixes_wgs84_says_so_and_asks_about_gcj02(filename: str) -> None:
    (issue,) = [i for i in read_facilities(FILES[filename], filename).issues if "datum" in i.code]
    assert (issue.code, issue.severity) == ("datum_by_format", Severity.NOTICE)
    assert "GCJ-02" in issue.why.zh


def test_a_geojson_that_names_what_its_format_fixes_is_asked_about_like_one_that_does_not() -> None:
    source = geojson_of(crs="urn:ogc:def:crs:OGC:1.3:CRS84")
    assert codes(read_facilities(source, "a.geojson")) == ["datum_by_format"]


def test_the_datum_a_user_states_replaces_the_one_a_format_fixes() -> None:
    sheets, _ = read_geo_file(FILES["a.geojson"], "a.geojson")
    table = choose_sheet(with_datum(sheets, Datum.GCJ02), FACILITIES)
    assert isinstance(table, FormTable)
    reading = facilities_of(table)
    point = reading.records[0].point
    assert point is not None
    assert point.datum is Datum.GCJ02
    assert point.lon != pytest.approx(110.55, abs=0.001)
    assert "datum_by_format" not in codes(reading)


@pytest.mark.parametrize("crs", [4490, 4545])
@pytest.mark.parametrize("filename", ["a.gpkg", "a.zip"])
def test_degrees_and_metres_of_cgcs2000_become_degrees_of_cgcs2000(filename: str, crs: int) -> None:
    data = frame(crs)
    record = only(geopackage_of(a=data) if filename == "a.gpkg" else shapefile_of(data), filename)
    assert record.point is not None
    assert (record.point.lon, record.point.lat) == pytest.approx((110.55, 22.85), abs=1e-7)
    assert record.point.datum is Datum.CGCS2000


def test_web_mercator_becomes_wgs84() -> None:
    record = only(geopackage_of(a=frame(3857)), "a.gpkg")
    assert record.point is not None
    assert (record.point.lon, record.point.lat) == pytest.approx((110.55, 22.85), abs=1e-7)


def test_a_geojson_of_the_2008_specification_names_its_reference_system() -> None:
    metres = frame(4545).geometry.iloc[0]
    source = geojson_of(geometry=metres, crs="urn:ogc:def:crs:EPSG::4545")
    point = only(source, "a.geojson").point
    assert point is not None
    assert (point.lon, point.lat) == pytest.approx((110.55, 22.85), abs=1e-7)


def test_an_old_datum_is_converted_with_a_warning() -> None:
    reading = read_facilities(geopackage_of(a=frame(4610)), "a.gpkg")
    assert "datum_converted" in codes(reading)
    assert reading.records[0].point is not None


def test_degrees_without_a_reference_system_keep_the_row_and_set_the_point_aside() -> None:
    reading = read_facilities(shapefile_of(frame(), without=[".prj"]), "a.zip")
    assert {"crs_missing", "datum_missing"} <= set(codes(reading))
    assert reading.records[0].point is None


def test_metres_without_a_reference_system_are_asked_about() -> None:
    reading = read_facilities(shapefile_of(frame(4545), without=[".prj"]), "a.zip")
    assert "crs_needed" in codes(reading)
    assert reading.records[0].point is None


def test_metres_in_a_geojson_are_no_degrees_and_set_no_point() -> None:
    source = geojson_of(geometry=shapely.Point(36_500_000, 2_500_000))
    reading = read_facilities(source, "a.geojson")
    assert "crs_contradicted" in codes(reading)
    assert reading.records[0].point is None


@pytest.mark.parametrize("without", [[], [".cpg"]])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_shapefile_is_read_in_gbk_and_utf8_with_and_without_cpg(
    encoding: str, without: list[str]
) -> None:
    source = shapefile_of(frame(), encoding, without)
    assert only(source, "a.zip").name == "演示康复中心"


def test_a_cpg_that_says_utf8_over_gbk_texts_is_not_believed() -> None:
    source = shapefile_of(frame(), "gbk", [".cpg"])
    with zipfile.ZipFile(stream := io.BytesIO(source), "a") as archive:
        archive.writestr("设施.cpg", "UTF-8")
    assert only(stream.getvalue(), "a.zip").name == "演示康复中心"


@pytest.mark.parametrize(
    ("header", "value", "read"),
    [
        ("建筑面积", "1200", 1200),
        ("floor_area_m2", "1200", 1200),
    ],
)
def test_a_header_a_shapefile_cut_at_ten_bytes_is_told_by_its_beginning(
    header: str, value: str, read: float
) -> None:
    assert only(shapefile_of(frame(**{header: value})), "a.zip").floor_area_m2 == read


def test_a_cut_header_that_fits_two_columns_is_left_to_the_user() -> None:
    reading = read_facilities(shapefile_of(frame(服务能力="50")), "a.zip")
    assert "unknown_columns" in codes(reading)


def test_every_shapefile_of_an_archive_is_a_sheet() -> None:
    both = io.BytesIO(shapefile_of(frame(), stem="甲"))
    with (
        zipfile.ZipFile(both, "a") as archive,
        zipfile.ZipFile(io.BytesIO(shapefile_of(frame(), stem="乙"))) as other,
    ):
        for name in other.namelist():
            archive.writestr(name, other.read(name))
    sheets, _ = read_geo_file(both.getvalue(), "a.zip")
    assert sorted(sheet.name for sheet in sheets) == ["乙", "甲"]


def test_every_layer_of_a_geopackage_is_a_sheet() -> None:
    sheets, _ = read_geo_file(geopackage_of(甲=frame(), 乙=frame()), "a.gpkg")
    assert [sheet.name for sheet in sheets] == ["甲", "乙"]


def test_an_area_stands_as_a_point_inside_it_with_a_notice() -> None:
    area = shapely.Polygon([(110, 22), (110.1, 22), (110.1, 22.1), (110, 22.1)])
    reading = read_facilities(geojson_of(geometry=area), "a.geojson")
    assert "point_from_shape" in codes(reading)
    point = reading.records[0].point
    assert point is not None
    assert area.contains(shapely.Point(point.lon, point.lat))


def test_the_geometry_goes_before_coordinates_in_the_attributes() -> None:
    source = geojson_of([{**ROW, "经度": "108", "纬度": "21", "坐标系": "GCJ-02"}])
    reading = read_facilities(source, "a.geojson")
    assert "geometry_over_attributes" in codes(reading)
    point = reading.records[0].point
    assert point is not None
    assert (point.lon, point.lat) == (110.55, 22.85)


def test_coordinates_in_the_attributes_are_read_where_there_is_no_geometry() -> None:
    with_point = json.loads(geojson_of())
    without = json.loads(
        geojson_of(
            [{**ROW, "名称": "演示二", "经度": 110.5, "纬度": 22.8, "坐标系": "GCJ-02"}], None
        )
    )
    with_point["features"] += without["features"]
    reading = read_facilities(json.dumps(with_point).encode(), "a.geojson")
    measured = {r.name: r.point and r.point.datum for r in reading.records}
    assert measured == {"演示康复中心": Datum.WGS84, "演示二": Datum.GCJ02}


def test_a_feature_with_an_error_is_named_by_its_place_in_the_file() -> None:
    reading = read_facilities(geojson_of([ROW, {**ROW, "所在县": "不存在县"}]), "a.geojson")
    assert reading.rejected == (2,)


def test_an_identity_number_in_an_attribute_refuses_the_file() -> None:
    number = identity_number()
    for name, source in {
        "a.geojson": geojson_of([{**ROW, "备注": number}]),
        "a.gpkg": geopackage_of(a=frame(备注=number)),
        "a.zip": shapefile_of(frame(备注=number)),
        "a.kml": kml_of(placemark(f"<description>{number}</description>")),
    }.items():
        reading = read_facilities(source, name)
        assert codes(reading) == ["identity_number"], name
        assert reading.records == ()


def test_contact_attributes_are_dropped_and_named() -> None:
    reading = read_facilities(geojson_of([{**ROW, "联系电话": "0775-1234567"}]), "a.geojson")
    assert "contact_columns" in codes(reading)


def test_a_folder_of_a_kml_document_is_a_column() -> None:
    sheets, _ = read_geo_file(FILES["a.kml"], "a.kml")
    assert "文件夹" in sheets[0].rows[0].cells
    assert "演示文件夹" in sheets[0].rows[1].cells


def test_a_kml_document_with_entities_is_refused_before_they_unfold() -> None:
    head = '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert refusal(kml_of(placemark(), head=head), "a.kml") == "not_geographic"


@pytest.mark.parametrize("name", ["../../etc/a.shp", "/etc/a.shp", "..\\a.shp", "C:\\a.shp"])
def test_an_archive_with_paths_that_lead_out_of_it_is_refused(name: str) -> None:
    assert refusal(zip_of(**{name: b"x"}), "a.zip") == "unsafe_archive"


def test_an_archive_that_unfolds_too_far_is_refused() -> None:
    bomb = zip_of(**{"a.shp": bytes(200 << 20), "a.dbf": bytes(200 << 20)})
    assert len(bomb) < 1 << 20
    assert refusal(bomb, "a.zip") == "unfolds"


def test_an_archive_without_a_shapefile_says_what_belongs_in_it() -> None:
    assert refusal(zip_of(**{"a.txt": b"x"}), "a.zip") == "no_shapefile"


def test_one_part_of_a_shapefile_alone_asks_for_the_others() -> None:
    assert refusal(b"\x00\x00\x27\x0a", "a.shp") == "loose_shapefile"


def test_a_database_that_is_no_geopackage_is_refused() -> None:
    assert refusal(b"SQLite format 3\x00" + bytes(4000), "a.gpkg") == "not_geographic"


def test_a_virtual_dataset_named_geojson_is_refused_and_not_followed() -> None:
    text = b'<OGRVRTDataSource><OGRVRTLayer name="passwd"/></OGRVRTDataSource>'
    for name in ("a.geojson", "a.gpkg", "a.kml"):
        assert refusal(text, name) == "not_geographic"


def test_json_that_is_no_geojson_is_refused() -> None:
    for text in (b"[1, 2]", b"{}", b'{"type": "Topology"}', b"[" * 100_000, b"null"):
        assert refusal(text, "a.json") == "not_geographic"


@pytest.mark.parametrize("filename", FILES)
def test_more_features_than_the_limit_are_refused(filename: str) -> None:
    two = {
        "a.geojson": geojson_of([ROW, ROW, ROW]),
        "a.json": geojson_of([ROW, ROW, ROW]),
        "a.gpkg": geopackage_of(a=frame().loc[[0, 0, 0]]),
        "a.zip": shapefile_of(frame().loc[[0, 0, 0]]),
        "a.kml": kml_of(placemark(), placemark(), placemark()),
        "a.kmz": zip_of(**{"doc.kml": kml_of(placemark(), placemark(), placemark())}),
    }
    assert refusal(two[filename], filename, max_rows=2) == "too_many_rows"


@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_of_any_format_ends_in_a_reading(
    filename: str, place: int, noise: bytes
) -> None:
    content = FILES[filename]
    start = place % len(content)
    damaged = content[:start] + noise + content[start + len(noise) :]
    for reading in read_workbook(damaged, filename).values():
        assert reading.records or reading.issues


@given(st.sampled_from(sorted(FILES)), st.integers(0, 10**6))
def test_a_file_cut_short_ends_in_a_reading(filename: str, place: int) -> None:
    content = FILES[filename]
    for reading in read_workbook(content[: place % len(content)], filename).values():
        assert reading.records or reading.issues


def test_the_point_of_the_tests_lies_in_rong_county() -> None:
    assert PLACE.x == 110.55
    assert "point_in_other_county" not in codes(read_facilities(FILES["a.geojson"], "a.geojson"))


def test_a_feature_that_says_nothing_at_all_is_no_row() -> None:
    data = json.loads(geojson_of())
    data["features"].append({"type": "Feature", "properties": {"名称": " "}, "geometry": None})
    reading = read_facilities(json.dumps(data).encode(), "a.geojson")
    assert (reading.data_rows, reading.rejected) == (1, ())

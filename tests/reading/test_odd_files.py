"""Headers, attributes, geometries and characters no form was made for: read or explained."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.codec import to_json
from geo.issues import Severity
from geo.reading.form import FILE
from geo.reading.guessing import guess_mapping
from geo.reading.intake import intake
from geo.reading.result import Reading
from geo.reading.workbook import read_workbook
from tests.reading.features import ROW, geojson_of, kml_of, placemark
from tests.reading.sheets import codes, csv_of, facility, xlsx_of
from tests.reading.strange import (
    GEOMETRIES,
    HEADERS,
    KML_SHAPES,
    PROPERTIES,
    PUNCTUATION,
    geojson_text,
)


def files_with(header: str) -> dict[str, bytes]:
    cells = ["演示康复中心", "容县", "康复", "无"]
    data = f'<ExtendedData><Data name="{header}"><value>无</value></Data></ExtendedData>'
    return {
        "a.csv": csv_of([facility(**{header: "无"})]),
        "a.xlsx": xlsx_of(["名称", "所在县", "主类型", header], cells),
        "a.geojson": geojson_of([{**ROW, header: "无"}]),
        "a.kml": kml_of(placemark(), f"<Placemark>{data}</Placemark>"),
    }


def everything(readings: Mapping[str, Reading[Any]]) -> bytes:
    """All that was read and said, as it is written to a register or a page."""
    said = [
        [to_json(r) for reading in readings.values() for r in reading.records],
        [i.sentence("zh") + i.sentence("en") for r in readings.values() for i in r.issues],
    ]
    return json.dumps(said, ensure_ascii=False, default=str).encode()


def accounted(readings: Mapping[str, Reading[Any]]) -> None:
    for reading in readings.values():
        if reading.refused:
            assert any(i.severity is Severity.REFUSED for i in reading.issues)
            continue
        explained = {i.row for i in reading.issues if i.severity is Severity.ERROR}
        assert set(reading.rejected) == explained
    assert b"\x00" not in everything(readings)


@pytest.mark.parametrize("header", PUNCTUATION)
@pytest.mark.parametrize("filename", ["a.csv", "a.xlsx", "a.geojson", "a.kml"])
def test_a_header_of_punctuation_alone_is_named_as_not_read(filename: str, header: str) -> None:
    source = files_with(header)[filename]
    reading = read_workbook(source, filename)["facilities"]
    assert reading.records
    assert f"“{header}”" in next(i for i in reading.issues if i.code == "unknown_columns").what.zh
    sheets, _ = intake(source, filename)
    assert guess_mapping(sheets)


def test_a_group_heading_over_punctuation_is_still_the_field_it_names() -> None:
    lines = ["名称,所在县,主类型,坐标系,", "*,*,*,*,*", "演示甲,容县,康复,WGS-84,无"]
    sheets, _ = intake("\n".join(lines).encode(), "a.csv")
    assert guess_mapping(sheets)[0].column("A").field == "name"


@pytest.mark.parametrize("properties", [["演示"], [], "演示", 3, True])
def test_attributes_that_are_no_pairs_refuse_the_file_and_name_the_feature(
    properties: object,
) -> None:
    source = geojson_text([ROW, properties])
    (issue,) = read_workbook(source, "a.geojson")[FILE].issues
    assert (issue.code, issue.severity) == ("no_attributes", Severity.REFUSED)
    assert "第 2 个" in issue.what.zh


def test_a_member_that_is_no_feature_is_not_passed_over_in_silence() -> None:
    data = json.loads(geojson_of())
    data["features"].append({"type": "Featur", "properties": ROW})
    (issue,) = read_workbook(json.dumps(data).encode(), "a.geojson")[FILE].issues
    assert issue.code == "no_features"


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Circle", "coordinates": [110, 22]},
        {"type": "Point", "coordinates": [10**400, 22]},
        {"type": "Point", "coordinates": [float("inf"), 22]},
        {"type": "LineString", "coordinates": [[10**400, 22], [110, 22]]},
        {"type": "LineString", "coordinates": [[float("nan"), 22], [110, 22]]},
        {"type": "Point", "coordinates": ["东经", "北纬"]},
        "POINT(110 22)",
        [],
        0,
    ],
)
def test_a_geometry_that_can_not_be_read_keeps_the_row_and_the_others_places(
    geometry: object,
) -> None:
    good = json.loads(geojson_of())["features"][0]["geometry"]
    second = {**ROW, "名称": "演示第二中心"}
    source = geojson_text([ROW, second], [good, geometry])
    reading = read_workbook(source, "a.geojson")["facilities"]
    assert {r.name: r.point is not None for r in reading.records} == {
        "演示康复中心": True,
        "演示第二中心": False,
    }
    said = next(i for i in reading.issues if i.code == "geometry_unreadable")
    assert "第 2 个" in said.what.zh


def test_the_one_geometry_that_can_not_be_read_is_named_too() -> None:
    source = geojson_text([ROW], [{"type": "Circle"}])
    reading = read_workbook(source, "a.geojson")["facilities"]
    assert len(reading.records) == 1
    assert "geometry_unreadable" in codes(reading)


def test_a_feature_without_attributes_beside_one_with_coordinates_in_them_is_no_row() -> None:
    good = {"type": "Point", "coordinates": [110.55, 22.85]}
    source = geojson_text([{**ROW, "经度": None}, None], [good, {"type": "Point"}])
    reading = read_workbook(source, "a.geojson")["facilities"]
    assert reading.data_rows == 1
    assert "geometry_unreadable" in codes(reading)


def test_a_kml_point_that_is_no_number_keeps_its_row() -> None:
    shape = "<Point><coordinates>东,北</coordinates></Point>"
    reading = read_workbook(kml_of(placemark(shape)), "a.kml")["facilities"]
    assert len(reading.records) == 1
    assert "geometry_unreadable" in codes(reading)


def test_groups_of_a_kml_document_nested_3000_deep_are_read() -> None:
    point = "<Point><coordinates>110.55,22.85</coordinates></Point>"
    shape = "<MultiGeometry>" * 3000 + point + "</MultiGeometry>" * 3000
    (record,) = read_workbook(kml_of(placemark(shape)), "a.kml")["facilities"].records
    assert record.point is not None


def test_geometries_nested_too_deep_in_a_geojson_are_unread_not_a_crash() -> None:
    inner: dict[str, object] = {"type": "Point", "coordinates": [110.55, 22.85]}
    for _ in range(200):
        inner = {"type": "GeometryCollection", "geometries": [inner]}
    accounted(read_workbook(geojson_text([ROW], [inner]), "a.geojson"))


def test_half_a_character_is_replaced_and_the_row_named() -> None:
    source = geojson_of([{**ROW, "名称": "演示?中心"}]).replace(b"?", b"\\ud800")
    reading = read_workbook(source, "a.geojson")["facilities"]
    (record,) = reading.records
    assert record.name == "演示\ufffd中心"
    assert "第 1 行" in next(i for i in reading.issues if i.code == "characters_replaced").what.zh


def test_half_a_character_in_a_header_can_be_written_too() -> None:
    source = geojson_of([{**ROW, "备?": "无"}]).replace(b"?", b"\\udc00")
    assert everything(read_workbook(source, "a.geojson"))


def test_a_control_character_of_a_geojson_is_replaced() -> None:
    source = geojson_of([{**ROW, "名称": "演示?中心"}]).replace(b"?", b"\\u0000")
    (record,) = read_workbook(source, "a.geojson")["facilities"].records
    assert record.name == "演示\ufffd中心"


@pytest.mark.parametrize("half", [b"\xed\xa0\x80", b"\x83\x36\xc7\x39", b"\x00\xd8"])
def test_half_a_character_in_a_text_table_is_replaced_or_refused(half: bytes) -> None:
    source = "名称,所在县,主类型\n演示".encode() + half + "中心,容县,康复\n".encode()
    accounted(read_workbook(source, "a.csv"))


def test_half_a_character_in_a_spreadsheet_is_replaced_or_refused() -> None:
    source = xlsx_of(["名称", "所在县", "主类型"], ["演示中心", "容县", "康复"])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace("演示中心".encode(), b"_xD800_&#xD800;_x0001_")
            new.writestr(name, part)
    accounted(read_workbook(stream.getvalue(), "a.xlsx"))


@given(st.lists(st.tuples(PROPERTIES, GEOMETRIES), min_size=1, max_size=4))
def test_any_properties_and_geometries_are_read_or_explained(
    features: list[tuple[object, object]],
) -> None:
    source = geojson_text([p for p, _ in features], [g for _, g in features])
    readings = read_workbook(source, "a.geojson")
    accounted(readings)
    sheets, _ = intake(source, "a.geojson")
    assert isinstance(guess_mapping(sheets), tuple)


@given(st.lists(KML_SHAPES, min_size=1, max_size=3))
def test_any_shapes_of_a_kml_document_are_read_or_explained(shapes: list[str]) -> None:
    accounted(read_workbook(kml_of(*map(placemark, shapes)), "a.kml"))


@given(st.lists(HEADERS, min_size=1, max_size=5), st.sampled_from(["a.csv", "a.xlsx"]))
def test_any_headers_of_a_table_are_read_or_explained(headers: list[str], filename: str) -> None:
    cells = ["演示康复中心", "容县", "康复", *["无"] * len(headers)]
    lines = [["名称", "所在县", "主类型", *headers], cells]
    if filename == "a.xlsx":
        source = xlsx_of(*[[c if c.isprintable() else "" for c in line] for line in lines])
    else:
        rows = ",".join('"' + h.replace('"', '""') + '"' for h in lines[0]) + "\n"
        source = (rows + ",".join(cells)).encode("utf-8", "replace")
    accounted(read_workbook(source, filename))
    sheets, _ = intake(source, filename)
    assert isinstance(guess_mapping(sheets), tuple)


def test_signs_that_show_nothing_are_dropped_on_reading() -> None:
    source = geojson_of([{**ROW, "名称": "演示?中心"}]).replace(b"?", b"\\u202e\\u200b\\u2066")
    reading = read_workbook(source, "a.geojson")["facilities"]
    assert reading.records[0].name == "演示中心"
    assert "characters_replaced" not in codes(reading)

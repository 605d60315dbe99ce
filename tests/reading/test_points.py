"""What becomes of the coordinates of a facility row; 110.571, 22.869 lies in 容县."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.datum import from_wgs84
from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.result import DeclaredPoint, Reading
from geo.records import Facility, Point
from geo.vocabulary import Datum
from tests.reading.sheets import codes, csv_of, facility

HERE = (110.571, 22.869)


def read(*rows: dict[str, str], datum: Datum | None = None) -> Reading[Facility]:
    return read_facilities(csv_of(rows), "a.csv", datum=datum)


def point_of(**cells: str) -> Point | None:
    reading = read(facility(datum="WGS-84", **cells))
    assert codes(reading) == []
    return reading.records[0].point


@pytest.mark.parametrize("header", ["经度", "经纬度", "坐标", "坐标（经度,纬度）", "lon"])
@pytest.mark.parametrize("cell", ["110.571,22.869", "东经110°34′15.6″ 北纬22°52′8.4″"])
def test_one_column_may_hold_both_values(header: str, cell: str) -> None:
    reading = read(facility(datum="WGS-84", **{header: cell}))
    point = reading.records[0].point
    assert point is not None
    assert (point.lon, point.lat) == (pytest.approx(HERE[0]), pytest.approx(HERE[1]))
    assert codes(reading) == []


def test_named_values_are_taken_in_whatever_order_they_stand() -> None:
    assert point_of(lon="北纬22.869 东经110.571") == Point(*HERE, Datum.WGS84)


def test_both_values_in_the_column_of_the_latitude_are_read() -> None:
    assert point_of(lat="110.571 22.869", lon="") == Point(*HERE, Datum.WGS84)


def test_both_values_in_both_columns_are_read_when_they_agree() -> None:
    assert point_of(lon="110.571,22.869", lat="110.571,22.869") == Point(*HERE, Datum.WGS84)
    assert point_of(lon="110.571,22.869", lat="22.869") == Point(*HERE, Datum.WGS84)


def test_a_second_value_that_contradicts_sets_the_point_aside_and_keeps_the_row() -> None:
    reading = read(facility(lon="110.571,22.869", lat="22.9", datum="WGS-84"))
    assert (codes(reading), reading.records[0].point) == (["coordinates_contradict"], None)
    assert "22.9" in reading.issues[0].what.zh


def test_an_unnamed_pair_in_the_wrong_order_is_exchanged_and_said() -> None:
    reading = read(facility(lon="22.869,110.571", datum="WGS-84"))
    assert codes(reading) == ["coordinates_swapped"]
    assert reading.records[0].point == Point(*HERE, Datum.WGS84)


@pytest.mark.parametrize(("lon", "lat"), [("110571000", "22869000"), ("22869000", "110571000")])
def test_millionths_of_a_degree_are_read_with_a_warning(lon: str, lat: str) -> None:
    reading = read(facility(lon=lon, lat=lat, datum="WGS-84"))
    assert codes(reading)[0] == "coordinates_millionths"
    assert {issue.severity for issue in reading.issues} == {Severity.WARNING}
    assert reading.records[0].point == Point(*HERE, Datum.WGS84)


@pytest.mark.parametrize(
    ("east", "words"),
    [
        ("37558000", "3 度带第 37 带，中央经线 111°"),
        ("19455000", "6 度带第 19 带，中央经线 111°"),
        ("558000", "没有带号"),
    ],
)
def test_projected_metres_are_an_error_that_names_the_zone(east: str, words: str) -> None:
    reading = read(facility(lon=east, lat="2530000", datum="CGCS2000"))
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("coordinates_projected", Severity.ERROR)
    assert words in issue.what.zh


def test_projected_metres_in_exchanged_columns_are_still_known() -> None:
    reading = read(facility(lon="2530000", lat="37558000", datum="CGCS2000"))
    assert codes(reading) == ["coordinates_projected"]


@given(st.floats(73, 136), st.floats(18, 54))
def test_a_point_in_china_is_the_same_whichever_way_round_it_stands(lon: float, lat: float) -> None:
    straight = read(facility(lon=repr(lon), lat=repr(lat), datum="WGS-84")).records
    swapped = read(facility(lon=repr(lat), lat=repr(lon), datum="WGS-84")).records
    assert straight == swapped


def test_the_datum_of_the_file_is_used_for_rows_without_their_own() -> None:
    lon, lat = (repr(value) for value in from_wgs84(*HERE, Datum.GCJ02))
    reading = read(
        facility(name="演示一", lon=lon, lat=lat),
        facility(name="演示二", lon=lon, lat=lat, datum="WGS-84"),
        facility(name="演示三"),
        datum=Datum.GCJ02,
    )
    points = {f.name: f.point for f in reading.records}
    assert points["演示一"] == Point(
        pytest.approx(HERE[0], abs=1e-8), pytest.approx(HERE[1], abs=1e-8), Datum.GCJ02
    )
    assert points["演示二"] == Point(float(lon), float(lat), Datum.WGS84)
    assert points["演示三"] is None
    (notice,) = reading.issues
    assert (notice.code, notice.severity) == ("datum_given", Severity.NOTICE)
    assert "有 1 行" in notice.what.zh
    assert reading.without_datum == ()


def test_a_file_that_needs_no_datum_gets_no_notice_of_one() -> None:
    reading = read(facility(lon="110.571", lat="22.869", datum="WGS-84"), datum=Datum.BD09)
    assert codes(reading) == []


def test_a_datum_that_is_not_known_is_not_replaced_by_that_of_the_file() -> None:
    reading = read(facility(lon="110.571", lat="22.869", datum="西安80"), datum=Datum.GCJ02)
    assert (codes(reading), reading.records[0].point) == (["datum_unknown"], None)


def test_points_without_a_datum_are_kept_for_weighing() -> None:
    reading = read(
        facility(name="演示一", lon="110.571", lat="22.869"),
        facility(name="演示二", lon="22.869", lat="110.571"),
        facility(name="演示三", lon="110.571", lat="22.869", datum="西安80"),
        facility(name="", lon="110.571", lat="22.869"),
    )
    assert reading.without_datum == (
        DeclaredPoint(2, *HERE, "450921"),
        DeclaredPoint(3, *HERE, "450921"),
    )

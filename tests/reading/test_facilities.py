from datetime import date

import pytest

from geo.datum import from_wgs84
from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.result import Reading
from geo.records import DateSpan, Facility, Point
from geo.vocabulary import (
    CapacityUnit,
    Datum,
    FacilityType,
    Function,
    Precision,
    SchoolStage,
    Status,
    Ternary,
)
from tests.reading.sheets import codes, csv_of, facility

RONG = (110.571, 22.869)


def read(*rows: dict[str, str], as_of: date | None = None) -> Reading[Facility]:
    return read_facilities(csv_of(rows), "a.csv", as_of)


def one(**cells: str) -> Facility:
    reading = read(facility(**cells))
    assert [i.code for i in reading.issues] == []
    return reading.records[0]


def only_issue(**cells: str):
    (issue,) = read(facility(**cells)).issues
    return issue


def test_a_full_row_becomes_a_record() -> None:
    record = one(
        facility_id="F1", functions="康复;日间照料", level="县级", status="试运营",
        opened="2016年9月", operation="公办", professional="是", school_stage="义务教育",
        capacity="50", capacity_unit="床位",
        in_use="32", floor_area_m2="1,200", checked_on="2025-12-20", confidence="高",
    )  # fmt: skip
    assert record == Facility(
        facility_id="F1", name="演示康复中心", facility_type=FacilityType.REHABILITATION,
        city_code="450900", county_code="450921",
        functions=frozenset({Function.REHABILITATION, Function.DAY_CARE}), level=record.level,
        status=Status.TRIAL, opened=DateSpan.of(2016, 9), operation=record.operation,
        professional=Ternary.YES, school_stages=frozenset({SchoolStage.COMPULSORY}),
        capacity=50, capacity_unit=CapacityUnit.BEDS, in_use=32, floor_area_m2=1200,
        confidence=record.confidence,
        checked_on=date(2025, 12, 20),
    )  # fmt: skip


def test_english_and_chinese_headers_give_the_same_record() -> None:
    chinese = "名称,所在县,主类型,投用日期\n演示康复中心,容县,康复,2016".encode()
    english = "name,county,facility_type,opened\n演示康复中心,450921,rehabilitation,2016".encode()
    assert read_facilities(chinese, "a.csv").records == read_facilities(english, "a.csv").records


def test_a_row_with_the_city_only_has_no_county() -> None:
    record = one(county="", city="玉林")
    assert (record.county_code, record.city_code) == ("", "450900")
    assert record.location_precision is Precision.CITY


@pytest.mark.parametrize("column", ["name", "facility_type", "county"])
def test_a_required_cell_left_empty_rejects_the_row(column: str) -> None:
    reading = read(facility(**{column: ""}), facility(name="演示二"))
    assert reading.rejected == (2,)
    assert len(reading.records) == 1
    assert reading.issues[0].column == column


def test_an_unknown_county_is_answered_with_the_names() -> None:
    issue = only_issue(county="南宁县")
    assert (issue.code, issue.severity) == ("county_unknown", Severity.ERROR)
    assert "容县" in issue.remedy.zh


def test_a_county_of_another_city_is_an_error() -> None:
    assert only_issue(city="柳州市").code == "county_not_in_city"


def test_an_unknown_type_is_an_error_with_the_accepted_words() -> None:
    issue = only_issue(facility_type="疗养")
    assert (issue.code, issue.severity, issue.row, issue.column, issue.value) == (
        "unknown_word", Severity.ERROR, 2, "facility_type", "疗养",
    )  # fmt: skip
    assert "托养" in issue.remedy.zh


@pytest.mark.parametrize("cell", ["", "、、", "/", " ， "])
def test_a_type_of_nothing_but_separators_is_missing(cell: str) -> None:
    assert only_issue(facility_type=cell).code == "required_empty"


def test_two_main_types_are_asked_about() -> None:
    assert only_issue(facility_type="康复、托养").code == "several_types"


@pytest.mark.parametrize("column", ["capacity_unit", "confidence", "location_precision"])
def test_an_unknown_word_in_a_descriptive_column_keeps_the_row(column: str) -> None:
    reading = read(facility(**{column: "奇怪"}))
    assert [(i.code, i.severity) for i in reading.issues] == [("unknown_word", Severity.WARNING)]
    assert len(reading.records) == 1


@pytest.mark.parametrize("column", ["opened", "closed", "checked_on"])
def test_a_date_that_is_no_date_rejects_the_row(column: str) -> None:
    issue = only_issue(**{column: "2021-02-30"})
    assert (issue.code, issue.severity, issue.column) == ("date_impossible", Severity.ERROR, column)


def test_a_month_of_verification_counts_from_its_last_day_and_says_so() -> None:
    reading = read(facility(checked_on="2025年11月"))
    assert reading.records[0].checked_on == date(2025, 11, 30)
    assert codes(reading) == ["day_presumed"]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"capacity": "-5"}, "number_out_of_range"),
        ({"capacity": "90000000"}, "number_out_of_range"),
        ({"capacity": "30000", "capacity_unit": "床位"}, "number_out_of_range"),
    ],
)
def test_a_capacity_that_cannot_be_is_an_error(cells: dict[str, str], code: str) -> None:
    issue = only_issue(**cells)
    assert (issue.code, issue.severity) == (code, Severity.ERROR)


def test_a_capacity_in_words_is_set_aside_and_the_row_kept() -> None:
    reading = read(facility(capacity="约五十"))
    assert (reading.records[0].capacity, codes(reading)) == (None, ["number_unreadable"])


def test_a_repeated_id_rejects_the_later_row_and_names_the_earlier() -> None:
    reading = read(facility(facility_id="F1"), facility(facility_id="F1", name="演示二"))
    assert (reading.rejected, codes(reading)) == ((3,), ["duplicate_id"])
    assert "第 2 行" in reading.issues[0].what.zh


def test_two_equal_rows_without_ids_do_not_merge_silently() -> None:
    reading = read(facility(), facility())
    assert (reading.rejected, codes(reading)) == ((3,), ["duplicate_row"])


def test_an_equal_row_is_told_which_row_it_repeats_and_what_to_do() -> None:
    (issue,) = read(facility(), facility()).issues
    assert "第 2 行相同" in issue.what.zh
    assert "在这一行和第 2 行分别填上不同的设施编号" in issue.remedy.zh


def test_two_equal_rows_with_ids_are_both_kept_and_asked_about() -> None:
    reading = read(facility(facility_id="A"), facility(facility_id="B"))
    assert (len(reading.records), codes(reading)) == (2, ["maybe_duplicate"])


def test_a_made_up_id_depends_on_content_and_not_on_the_row() -> None:
    second = read(facility(name="演示零"), facility()).records
    assert one().facility_id in {r.facility_id for r in second}


@pytest.mark.parametrize("datum", list(Datum))
def test_a_point_is_kept_in_wgs84_whatever_its_datum(datum: Datum) -> None:
    lon, lat = from_wgs84(*RONG, datum)
    point = one(lon=repr(lon), lat=repr(lat), datum=datum.value).point
    assert point is not None
    assert (point.lon, point.lat, point.datum) == (
        pytest.approx(RONG[0], abs=1e-6),
        pytest.approx(RONG[1], abs=1e-6),
        datum,
    )


def test_swapped_coordinates_are_exchanged_with_a_warning_that_says_so() -> None:
    reading = read(facility(lon="22.869", lat="110.571", datum="WGS-84"))
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("coordinates_swapped", Severity.WARNING)
    assert "经度 110.571，纬度 22.869" in issue.remedy.zh
    assert reading.records[0].point == Point(*RONG, Datum.WGS84)


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        ("2.35", "48.85", "coordinates_outside"),
        ("0", "0", "coordinates_zero"),
        ("136.1", "22.8", "coordinates_outside"),
        ("110", "17.9", "coordinates_outside"),
        ("西经110.5", "22.8", "coordinates_outside"),
    ],
)
def test_a_point_outside_china_is_set_aside_and_the_row_kept(lon: str, lat: str, code: str) -> None:
    reading = read(facility(lon=lon, lat=lat, datum="WGS-84"))
    assert [(i.code, i.severity) for i in reading.issues] == [(code, Severity.WARNING)]
    assert reading.records[0].point is None


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        ("36543210", "2530000", "coordinates_projected"),
        ("543210", "2530000", "coordinates_projected"),
        ("东边", "22.8", "coordinate_unreadable"),
    ],
)
def test_what_is_no_longitude_and_latitude_is_an_error(lon: str, lat: str, code: str) -> None:
    issue = only_issue(lon=lon, lat=lat, datum="WGS-84")
    assert (issue.code, issue.severity) == (code, Severity.ERROR)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"lon": "110.571", "lat": "22.869"}, "datum_missing"),
        ({"lon": "110.571", "lat": "22.869", "datum": "西安80"}, "datum_unknown"),
        ({"lon": "110.571", "datum": "WGS-84"}, "point_incomplete"),
        ({"lat": "22.869", "datum": "WGS-84"}, "point_incomplete"),
    ],
)
def test_a_point_that_cannot_be_placed_is_set_aside_and_the_row_kept(
    cells: dict[str, str], code: str
) -> None:
    reading = read(facility(**cells))
    assert [(i.code, i.severity) for i in reading.issues] == [(code, Severity.WARNING)]
    assert reading.records[0].point is None
    assert reading.records[0].location_precision is Precision.COUNTY


def test_degrees_with_minutes_and_seconds_are_read() -> None:
    point = one(lon="110°34′15.6″E", lat="22°52′8.4″N", datum="WGS-84").point
    assert point is not None
    assert (point.lon, point.lat) == (pytest.approx(110.571), pytest.approx(22.869))


def test_a_point_in_another_county_is_asked_about_and_the_row_kept() -> None:
    reading = read(facility(county="博白县", lon="110.571", lat="22.869", datum="WGS-84"))
    assert codes(reading) == ["point_in_other_county"]
    assert "容县" in reading.issues[0].what.zh
    assert reading.records[0].county_code == "450923"


def test_a_point_marked_as_county_precision_stays_off_the_map() -> None:
    reading = read(facility(lon="110.571", lat="22.869", datum="WGS-84", location_precision="到县"))
    assert (reading.records[0].point, codes(reading)) == (None, ["point_not_exact"])


def test_a_county_marked_as_city_precision_enters_no_county() -> None:
    reading = read(facility(location_precision="city"))
    assert (reading.records[0].county_code, codes(reading)) == ("", ["county_not_certain"])


def test_under_construction_with_an_opening_in_the_past_is_asked_about() -> None:
    row = facility(status="在建", opened="2020-01-01")
    assert codes(read(row, as_of=date(2025, 12, 31))) == ["status_contradicts_opened"]
    assert codes(read(row, as_of=date(2019, 12, 31))) == []


def test_operating_with_a_closing_in_the_past_is_asked_about() -> None:
    row = facility(status="运营", closed="2020-01-01")
    assert codes(read(row, as_of=date(2025, 12, 31))) == ["status_contradicts_closed"]
    assert codes(read(row, as_of=date(2019, 12, 31))) == []


def test_closed_before_it_opened_is_an_error() -> None:
    assert only_issue(opened="2020", closed="2019").code == "closed_before_opened"


def test_a_parent_that_is_not_in_the_file_is_asked_about() -> None:
    assert only_issue(parent_id="F99").code == "parent_not_found"


def test_a_formula_and_markup_in_a_name_stay_text() -> None:
    hostile = "=cmd|' /C calc'!A0{{ 7*7 }}<img src=x>"
    assert read(facility(name=hostile)).records[0].name == hostile

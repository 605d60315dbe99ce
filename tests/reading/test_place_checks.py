"""Points that look wrong keep their row and are asked about."""

import pytest
from pyproj import Geod

from geo.boundaries import NEAR_BORDER_M, counties_at
from geo.datum import from_wgs84, to_wgs84
from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.result import Reading
from geo.records import Facility
from geo.seats import load_seats
from geo.vocabulary import Datum
from tests.reading.sheets import codes, csv_of, facility

SEAT = next(seat for seat in load_seats() if seat.code == "450921")
GEOD = Geod(ellps="WGS84")


def read(*rows: dict[str, str]) -> Reading[Facility]:
    return read_facilities(csv_of(rows), "a.csv")


def at(lon: float, lat: float, **cells: str) -> dict[str, str]:
    return facility(**{"lon": repr(lon), "lat": repr(lat), "datum": "WGS-84"} | cells)


def warned(reading: Reading[Facility]) -> list[str]:
    """The codes of a reading whose issues are all warnings with a reason and a remedy."""
    assert {issue.severity for issue in reading.issues} <= {Severity.WARNING}
    for issue in reading.issues:
        for text in (issue.what, issue.why, issue.remedy):
            assert text.zh
            assert text.en
    return codes(reading)


def test_a_point_in_another_county_is_asked_about() -> None:
    assert warned(read(at(110.571, 22.869, county="北流市"))) == ["point_in_other_county"]


def test_a_point_outside_both_cities_is_asked_about() -> None:
    reading = read(at(108.32, 22.82))
    assert warned(reading) == ["point_outside_cities"]
    assert "两市范围以外" in reading.issues[0].what.zh
    assert reading.records[0].point is not None


def test_a_point_of_a_row_with_the_city_only_is_compared_with_the_city() -> None:
    assert warned(read(at(110.571, 22.869, county="", city="玉林市"))) == []
    wrong = read(at(110.571, 22.869, county="", city="柳州市"))
    assert warned(wrong) == ["point_in_other_county"]
    assert "柳州市" in wrong.issues[0].what.zh


def test_a_point_beyond_the_border_by_less_than_its_accuracy_passes() -> None:
    # North-west from inside 容县 until the county changes, then back to the border.
    inside, outside = 0.0, 40_000.0
    for _ in range(40):
        middle = (inside + outside) / 2
        lon, lat, _ = GEOD.fwd(110.571, 22.869, 0, middle)
        (place,) = counties_at([lon], [lat])
        inside, outside = (middle, outside) if place.code == "450921" else (inside, middle)
    answers = []
    for beyond_m in (50.0, NEAR_BORDER_M + 2000):
        lon, lat, _ = GEOD.fwd(110.571, 22.869, 0, outside + beyond_m)
        answers.append(warned(read(at(lon, lat))))
    assert answers[0] == []
    assert answers[1] in (["point_in_other_county"], ["point_outside_cities"])


@pytest.mark.parametrize("said", ["WGS-84", "GCJ-02", "BD-09", "西安80", ""])
@pytest.mark.parametrize("taken_in", [Datum.WGS84, Datum.GCJ02, Datum.BD09])
def test_a_point_on_a_seat_is_asked_about_whatever_datum_is_said(
    said: str, taken_in: Datum
) -> None:
    written = from_wgs84(*to_wgs84(SEAT.lon, SEAT.lat, SEAT.datum), taken_in)
    reading = read(at(*written, datum=said))
    assert "point_on_seat" in warned(reading)
    assert "容县政府驻地" in next(i.what.zh for i in reading.issues if i.code == "point_on_seat")
    assert len(reading.records) == 1


def test_a_point_60_m_from_a_seat_is_not_asked_about() -> None:
    lon, lat, _ = GEOD.fwd(SEAT.lon, SEAT.lat, 0, 60)
    assert warned(read(at(lon, lat, datum="GCJ-02"))) == []


def test_a_seat_given_for_a_county_as_such_is_not_asked_about_twice() -> None:
    reading = read(at(SEAT.lon, SEAT.lat, datum="GCJ-02", location_precision="到县"))
    assert warned(reading) == ["point_not_exact"]


def two(first: dict[str, str], second: dict[str, str]) -> list[str]:
    return warned(
        read(
            at(110.571, 22.869, **{"facility_id": "A", "name": "演示一"} | first),
            at(110.571, 22.869, **{"facility_id": "B", "name": "演示二"} | second),
        )
    )


def test_one_point_with_two_addresses_is_asked_about_in_the_later_row() -> None:
    reading = read(
        at(110.571, 22.869, name="演示一", address="容州镇城西路1号"),
        at(110.571, 22.869, name="演示二", address="杨村镇东街2号"),
    )
    assert warned(reading) == ["point_shared"]
    assert reading.issues[0].row == 3
    assert "第 2 行" in reading.issues[0].what.zh


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"address": "城西路1号"}, {"address": "城西路1号"}),
        ({"address": "城西路1号"}, {"address": "容县容州镇城西路 1 号二楼"}),
        ({"address": "城西路1号"}, {}),
        ({"address": "城西路1号"}, {"address": "东街2号", "parent_id": "A"}),
        ({"address": "城西路1号", "parent_id": "B"}, {"address": "东街2号"}),
    ],
)
def test_several_signs_at_one_place_are_normal(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert two(first, second) == []


def test_points_a_metre_apart_are_two_points() -> None:
    reading = read(
        at(110.571, 22.869, name="演示一", address="城西路1号"),
        at(110.57101, 22.869, name="演示二", address="东街2号"),
    )
    assert warned(reading) == []

"""A table of villages; 110.571, 22.869 lies in 容县, 109.97, 22.276 in 博白县."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.datum import from_wgs84
from geo.issues import Severity
from geo.people.demand import Demand, DemandReading, PeopleGroup, PeopleKind
from geo.people.village_form import VILLAGES
from geo.people.villages import village_demand
from geo.population import load_census
from geo.vocabulary import Datum
from tests.reading.identity_numbers import identity_number
from tests.reading.sheets import csv_of, xlsx_of

YULIN = "450900"
RONG, BOBAI = "450921", "450923"


def village(**cells: str) -> dict[str, str]:
    row = {"名称": "甲村", "所在县": "容县", "人口": "1000"}
    return row | {"经度": "110.571", "纬度": "22.869", "坐标系": "WGS-84"} | cells


def read(*rows: dict[str, str], **options: object) -> DemandReading:
    return village_demand(csv_of(rows), "villages.csv", YULIN, **options)  # type: ignore[arg-type]


def demand_of(*rows: dict[str, str], **options: object) -> Demand:
    found = read(*rows, **options).demand
    assert found is not None
    return found


def codes(reading: DemandReading, severity: Severity = Severity.ERROR) -> list[str]:
    return [i.code for i in reading.issues if i.severity is severity]


def test_a_village_is_a_place_with_its_people() -> None:
    demand = demand_of(village(村编号="450921100001"))
    row = demand.frame.loc["450921100001"]
    assert (row["county_code"], row["lon"], row["lat"], row["persons"]) == (
        RONG,
        110.571,
        22.869,
        1000,
    )
    assert (demand.kind, demand.cells) == (PeopleKind.VILLAGES, False)


@pytest.mark.parametrize(
    ("name", "persons", "county"),
    [
        ("名称", "人口", "所在县"),
        ("村（居）", "人数", "县(市、区)"),
        ("行政村名称", "常住人口（人）", "县区"),
        ("village", "population", "county"),
    ],
)
def test_headers_may_be_written_in_the_ways_counties_write_them(
    name: str, persons: str, county: str
) -> None:
    row = {name: "甲村", persons: "1,000", county: "容县", "经纬度": "110.571,22.869"}
    assert demand_of(row | {"坐标系": "WGS-84"}).total_persons == 1000


def test_a_workbook_with_a_title_is_read() -> None:
    book = xlsx_of(
        ["容县村（居）人口统计表"],
        ["序号", "名称", "所在县", "人口", "经度", "纬度", "坐标系"],
        [1, "甲村", "容县", 1200, 110.571, 22.869, "WGS-84"],
        [2, "乙村", "容县", 800, 110.58, 22.87, "WGS-84"],
        ["合计", None, None, 2000, None, None, None],
    )
    demand = village_demand(book, "villages.xlsx", YULIN).demand
    assert demand is not None
    assert demand.total_persons == 2000


def test_points_of_a_geographic_file_are_read() -> None:
    frame = gpd.GeoDataFrame(
        {"名称": ["甲村"], "所在县": ["容县"], "人口": [1000]},
        geometry=[Point(110.571, 22.869)],
        crs="EPSG:4326",
    )
    stream = io.BytesIO(frame.to_json(ensure_ascii=False).encode())
    demand = village_demand(stream.getvalue(), "villages.geojson", YULIN).demand
    assert demand is not None
    assert demand.frame["lon"].tolist() == pytest.approx([110.571], abs=1e-6)


@pytest.mark.parametrize("datum", list(Datum))
def test_points_are_converted_from_their_datum(datum: Datum) -> None:
    lon, lat = from_wgs84(110.571, 22.869, datum)
    demand = demand_of(village(经度=f"{lon:.7f}", 纬度=f"{lat:.7f}", 坐标系=datum.value))
    assert demand.frame["lon"].iloc[0] == pytest.approx(110.571, abs=1e-5)
    assert demand.frame["lat"].iloc[0] == pytest.approx(22.869, abs=1e-5)


def test_without_a_datum_the_row_is_an_error_until_one_is_given() -> None:
    rows = village(坐标系="")
    reading = read(rows, village(名称="乙村"))
    assert codes(reading) == ["datum_missing"]
    assert reading.demand is not None
    assert reading.demand.total_persons == 1000
    given = read(rows, village(名称="乙村"), datum=Datum.WGS84)
    assert given.demand is not None
    assert given.demand.total_persons == 2000
    assert "datum_given" in codes(given, Severity.NOTICE)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"经度": "", "纬度": ""}, "required_empty"),
        ({"纬度": ""}, "point_incomplete"),
        ({"经度": "0", "纬度": "0"}, "coordinates_zero"),
        ({"经度": "37530000", "纬度": "2530000"}, "coordinates_projected"),
        ({"经度": "百十"}, "coordinate_unreadable"),
        ({"人口": ""}, "required_empty"),
        ({"人口": "约一千"}, "number_unreadable"),
        ({"人口": "-5"}, "number_out_of_range"),
        ({"人口": "12.5"}, "not_whole"),
        ({"人口": "900000"}, "number_out_of_range"),
        ({"名称": ""}, "required_empty"),
        ({"所在县": "邕宁区"}, "county_unknown"),
        ({"所在县": "", "经度": "108.3", "纬度": "22.8"}, "village_county_unknown"),
    ],
)
def test_a_row_that_cannot_be_used_is_an_error_and_the_others_stay(
    cells: dict[str, str], code: str
) -> None:
    reading = read(village(**cells), village(名称="乙村"))
    errors = [i for i in reading.issues if i.severity is Severity.ERROR]
    assert len(errors) == 1, reading.issues
    assert errors[0].row == 2
    assert errors[0].code == code
    assert errors[0].remedy.zh.endswith("。")
    assert errors[0].remedy.en.endswith(".")
    assert reading.demand is not None
    assert reading.demand.total_persons == 1000
    assert "village_rows_lost" in codes(reading, Severity.WARNING)


def test_lost_people_are_counted_where_the_row_tells_them() -> None:
    reading = read(village(经度="0", 纬度="0", 人口="1,234"), village(名称="乙村"))
    (issue,) = [i for i in reading.issues if i.code == "village_rows_lost"]
    assert "2 行中有 1 行无法使用，其中写明的人口 1,234 人未计入" in issue.what.zh


def test_no_message_speaks_of_a_facility() -> None:
    rows = [
        village(**cells)
        for cells in (
            {"经度": "0", "纬度": "0"},
            {"坐标系": ""},
            {"经度": "120"},
            {"经度": "110.571,22.869", "纬度": "23"},
        )
    ]
    for issue in read(*rows).issues:
        assert "设施" not in issue.sentence("zh").replace("离设施太远", "")
        assert "facility" not in issue.sentence("en")


def test_an_empty_county_is_told_by_the_point() -> None:
    demand = demand_of(village(所在县="", 经度="109.97", 纬度="22.276"))
    assert demand.frame["county_code"].tolist() == [BOBAI]


def test_a_point_in_another_county_is_asked_about_and_the_declared_county_counts() -> None:
    reading = read(village(经度="109.97", 纬度="22.276"))
    assert "village_elsewhere" in codes(reading, Severity.WARNING)
    assert reading.demand is not None
    assert reading.demand.frame["county_code"].tolist() == [RONG]


def test_the_same_village_twice_counts_once() -> None:
    reading = read(village(), village(名称=" 甲村 "))
    assert codes(reading) == ["repeated_row"]
    assert reading.demand is not None
    assert reading.demand.total_persons == 1000


def test_villages_of_one_name_in_two_places_are_two() -> None:
    assert demand_of(village(), village(经度="110.6")).total_persons == 2000


def test_villages_of_another_city_are_left_out_and_counted() -> None:
    far = village(名称="丙村", 所在县="融安县", 经度="109.4", 纬度="25.22")
    reading = read(village(), far)
    assert "villages_of_other_cities" in codes(reading, Severity.NOTICE)
    assert reading.demand is not None
    assert reading.demand.total_persons == 1000


def test_only_other_cities_is_nobody() -> None:
    reading = read(village(所在县="融安县", 经度="109.4", 纬度="25.22"))
    assert reading.demand is None
    assert codes(reading, Severity.REFUSED) == ["villages_empty"]


def test_a_table_without_people_is_refused() -> None:
    reading = read(village(人口="0"))
    assert reading.demand is None
    assert codes(reading, Severity.REFUSED) == ["villages_empty"]


def test_coverage_of_the_census_is_told_by_county() -> None:
    half = str(int(load_census()["total_persons"][RONG]) // 4)
    demand = demand_of(village(人口=half), village(名称="乙村", 人口=half))
    assert "容县 327,458 人（普查的 50.0%）" in demand.notes[0].zh
    assert "博白县表中没有" in demand.notes[0].zh
    assert "327,458 (50.0% of the census)" in demand.notes[0].en


def test_a_handful_of_villages_is_no_city_and_no_0_per_cent_of_the_census() -> None:
    demand = demand_of(village())
    assert demand.census_share is not None
    assert 0 < demand.census_share < 0.01
    assert "普查的 0%" not in demand.notes[0].zh
    assert "普查的 0.0%" not in demand.notes[0].zh
    assert BOBAI in demand.unknown_counties


def test_counties_without_a_village_are_named() -> None:
    (issue,) = [i for i in read(village()).issues if i.code == "villages_county_missing"]
    assert "博白县" in issue.what.zh
    assert "容县" not in issue.what.zh


def test_scaled_to_the_census_a_county_has_its_total() -> None:
    bobai = village(名称="丙村", 所在县="博白县", 经度="109.97", 纬度="22.276")
    demand = demand_of(village(), village(名称="乙村", 人口="3000"), bobai, scale_to_census=True)
    census = load_census()["total_persons"]
    sums = demand.frame.groupby("county_code")["persons"].sum()
    assert sums.to_dict() == pytest.approx({RONG: census[RONG], BOBAI: census[BOBAI]})
    rong = sorted(demand.persons[demand.frame["county_code"] == RONG])
    assert rong[1] == pytest.approx(3 * rong[0])


def test_a_county_whose_villages_are_empty_is_not_scaled() -> None:
    bobai = village(名称="丙村", 所在县="博白县", 经度="109.97", 纬度="22.276", 人口="0")
    demand = demand_of(village(), bobai, scale_to_census=True)
    assert demand.persons[demand.frame["county_code"] == BOBAI].tolist() == [0]


def test_a_group_is_made_of_the_villages_people() -> None:
    demand = demand_of(
        village(),
        village(名称="乙村", 人口="3000"),
        group=PeopleGroup.DISABLED_REGISTERED,
        registered={RONG: 40},
    )
    assert sorted(demand.persons) == pytest.approx([10, 30])


def test_the_vintage_is_the_day_the_table_tells() -> None:
    assert demand_of(village()).provenance.vintage == ""
    assert demand_of(village(时点="2024-12-31")).provenance.vintage == "2024-12-31"
    two = demand_of(village(时点="2024-12-31"), village(名称="乙村", 时点="2023-12-31"))
    assert two.provenance.vintage == "2023-12-31—2024-12-31"


@pytest.mark.parametrize("header", ["户主", "姓名", "身份证号"])
def test_a_list_of_households_is_refused(header: str) -> None:
    reading = read(village(**{header: "某人"}))
    assert reading.demand is None
    assert codes(reading, Severity.REFUSED) != []


def test_an_identity_number_refuses_the_file_and_is_not_repeated() -> None:
    number = identity_number()
    reading = read(village(备注=number))
    assert reading.demand is None
    assert codes(reading, Severity.REFUSED) != []
    assert number not in repr(reading.issues)


def test_contacts_are_dropped_and_named() -> None:
    reading = read(village(联系电话="13800000000"))
    assert reading.demand is not None
    assert "13800000000" not in repr((reading.issues, reading.demand))
    assert any("联系电话" in issue.what.zh for issue in reading.issues)


@pytest.mark.parametrize("missing", ["名称", "人口", "经度"])
def test_a_table_without_a_needed_column_is_refused(missing: str) -> None:
    row = village()
    del row[missing]
    reading = read(row)
    assert reading.demand is None
    assert codes(reading, Severity.REFUSED) != []


def test_the_form_is_a_template_with_a_sample_in_each_needed_column() -> None:
    assert all(c.sample for c in VILLAGES.columns if c.required)


@given(
    st.lists(
        st.tuples(st.integers(0, 300_000), st.floats(110.4, 110.7), st.floats(22.7, 23.0)),
        min_size=1,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_nobody_is_lost_and_the_order_of_rows_changes_nothing(
    villages: Sequence[tuple[int, float, float]], chance: random.Random
) -> None:
    rows = [
        village(名称=f"{k}村", 人口=str(n), 经度=f"{lon:.6f}", 纬度=f"{lat:.6f}")
        for k, (n, lon, lat) in enumerate(villages)
    ]
    reading = read(*rows)
    chance.shuffle(rows)
    again = read(*rows)
    if not sum(n for n, _, _ in villages):
        assert reading.demand is None
        return
    assert reading.demand is not None
    assert again.demand is not None
    assert reading.demand.total_persons == sum(n for n, _, _ in villages)
    assert again.demand.fingerprint == reading.demand.fingerprint


def test_a_point_set_right_is_not_why_a_row_is_lost() -> None:
    found = read(village(经度="22.869", 纬度="110.571", 坐标系="")).issues
    swapped = next(i for i in found if i.code == "coordinates_swapped")
    assert swapped.severity is Severity.WARNING
    assert "已采用" not in swapped.why.zh
    assert "位置仍未采用" in swapped.why.zh
    assert any(i.severity is Severity.ERROR and i.row == swapped.row for i in found)

"""Headers over several rows, as offices draw them."""

import pytest

from geo.reading.facilities import read_facilities
from geo.records import Facility
from geo.vocabulary import Datum
from tests.reading.sheets import book_of, codes, csv_of, facility

TWO_ROWS: list[list[object]] = [
    ["序号", "基本情况", None, None, "主类型", "地理坐标", None, None],
    [None, "名称", "所在县", "地址", None, "经度", "纬度", "坐标系"],
    [1, "演示甲", "容县", "演示路1号", "康复", 110.55, 22.85, "WGS-84"],
    [2, "演示乙", "陆川县", "演示路2号", "托养", None, None, None],
]
MERGED = ["A1:A2", "B1:D1", "E1:E2", "F1:H1"]


def by_name(source: bytes, filename: str = "a.xlsx") -> dict[str, Facility]:
    return {record.name: record for record in read_facilities(source, filename).records}


def test_a_header_over_two_rows_with_merged_groups_is_joined() -> None:
    found = by_name(book_of({"Sheet1": TWO_ROWS}, MERGED))
    assert set(found) == {"演示甲", "演示乙"}
    assert found["演示甲"].address == "演示路1号"
    point = found["演示甲"].point
    assert point is not None
    assert (point.lon, point.datum) == (110.55, Datum.WGS84)


def test_without_merged_cells_the_empty_cells_after_a_group_join_it() -> None:
    text = "\n".join(",".join("" if c is None else str(c) for c in row) for row in TWO_ROWS)
    assert by_name(text.encode(), "a.csv") == by_name(book_of({"S": TWO_ROWS}, MERGED))


def test_rows_below_a_header_of_two_rows_keep_their_numbers() -> None:
    rows = [*TWO_ROWS, [3, "演示丙", "不存在县", None, "康复"]]
    assert read_facilities(book_of({"S": rows}, MERGED), "a.xlsx").rejected == (5,)


def test_a_title_above_a_header_of_two_rows_is_passed_over() -> None:
    rows = [["演示台账"], ["填报单位：容县残联", None, None, "填报时间：2025年12月"], *TWO_ROWS]
    merged = ["A1:H1", "A3:A4", "B3:D3", "E3:E4", "F3:H3"]
    assert set(by_name(book_of({"S": rows}, merged))) == {"演示甲", "演示乙"}


def test_a_header_over_three_rows_is_joined() -> None:
    rows: list[list[object]] = [
        ["设施", None, None, "时间", None],
        ["基本情况", None, "主类型", "投用", "停用"],
        ["名称", "所在县", None, "日期", "日期"],
        ["演示甲", "容县", "康复", "2016-09", "2020-01"],
    ]
    merged = ["A1:C1", "D1:E1", "A2:B2", "C2:C3"]
    found = by_name(book_of({"S": rows}, merged))["演示甲"]
    assert (str(found.opened), str(found.closed)) == ("2016-09", "2020-01")


def test_a_field_is_told_by_its_group_and_its_own_words_together() -> None:
    rows: list[list[object]] = [
        ["名称", "所在县", "主类型", "投用", None, "核实"],
        [None, None, None, "日期", "说明", "日期"],
        ["演示甲", "容县", "康复", "2016", "无", "2025-12-01"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    found = by_name(book_of({"S": rows}, merged))["演示甲"]
    assert str(found.opened) == "2016"
    assert str(found.checked_on) == "2025-12-01"


def test_what_stands_below_a_heading_about_a_person_is_dropped() -> None:
    rows: list[list[object]] = [
        ["名称", "所在县", "主类型", "联系人", None],
        [None, None, None, "称呼", "备注"],
        ["演示甲", "容县", "康复", "演示先生", "演示手机"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    reading = read_facilities(book_of({"S": rows}, merged), "a.xlsx")
    assert codes(reading) == ["contact_columns"]
    assert reading.records[0].note == ""


def test_a_row_of_data_below_a_header_with_gaps_is_no_header() -> None:
    reading = read_facilities("名称,所在县,主类型,,\n演示,容县,康复,地址,备注".encode(), "a.csv")
    assert [r.name for r in reading.records] == ["演示"]


def test_units_on_a_row_below_the_header_are_left_out() -> None:
    rows = [
        ["名称", "所在县", "主类型", "建筑面积", "服务能力"],
        [None, None, None, "（平方米）", "（张）"],
        ["演示甲", "容县", "康复", 1200, 50],
    ]
    reading = read_facilities(book_of({"S": rows}), "a.xlsx")
    assert codes(reading) == ["column_numbers_left_out"]
    assert reading.records[0].floor_area_m2 == 1200


def test_a_header_printed_again_over_two_rows_is_no_data() -> None:
    rows = [*TWO_ROWS, *TWO_ROWS[:2], [3, "演示丙", "容县", None, "康复"]]
    reading = read_facilities(book_of({"S": rows}, MERGED), "a.xlsx")
    assert (len(reading.records), reading.rejected) == (3, ())


@pytest.mark.parametrize(
    "header", ["名\n称", "1.名称", "（1）名称", "*名称（必填）", "名 称", "一、名称", "设施名称*"]
)
def test_numbers_marks_and_line_breaks_in_a_header_make_no_difference(header: str) -> None:
    row = facility()
    row[header] = row.pop("name")
    text = csv_of([row]).decode().replace(header, f'"{header}"', 1)
    assert [r.name for r in read_facilities(text.encode(), "a.csv").records] == ["演示康复中心"]

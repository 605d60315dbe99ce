"""Rows below and between the data that hold no record."""

import pytest

from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.result import Reading
from geo.records import Facility
from tests.reading.sheets import book_of, codes

HEADER: list[object] = ["序号", "名称", "所在县", "主类型", "服务能力"]
DATA: list[object] = [1, "演示甲", "容县", "康复", 50]


def read(*rows: list[object], merged: tuple[str, ...] = ()) -> Reading[Facility]:
    return read_facilities(book_of({"S": [HEADER, DATA, *rows]}, merged), "a.xlsx")


@pytest.mark.parametrize(
    "row",
    [
        ["合计", None, None, None, 50],
        [None, "合计", None, None, 50],
        [None, "合  计", None, None, 50],
        [2, "总计", None, None, 50],
        [None, None, "容县小计", None, 50],
        ["共计（个）", 1],
        ["Total", 1],
        [None, "合计", "容县", "康复", 50],
    ],
)
def test_a_row_of_totals_is_left_out_and_becomes_no_facility(row: list[object]) -> None:
    reading = read(row)
    assert codes(reading) == ["totals_left_out"]
    assert [r.name for r in reading.records] == ["演示甲"]
    assert reading.issues[0].severity is Severity.NOTICE
    assert "第 3 行" in reading.issues[0].what.zh


@pytest.mark.parametrize(
    "row",
    [
        ["填表说明：1.本表由县残联填报。"],
        ["注：服务能力按床位计。"],
        ["备注：无"],
        ["说明:见附件"],
        ["※ 只填在用的"],
        [None, "填报要求：如实填写"],
    ],
)
def test_a_note_below_the_table_is_left_out(row: list[object]) -> None:
    reading = read(row)
    assert (codes(reading), reading.rejected) == (["notes_left_out"], ())


def test_the_points_listed_below_a_note_are_left_out_with_it() -> None:
    reading = read(["填表说明："], ["1.本表一式三份。"], ["2、由县残联填报"], ["（三）截至年底"])
    assert codes(reading) == ["notes_left_out"]
    assert "第 3、4、5、6 行" in reading.issues[0].what.zh


def test_a_record_below_a_note_is_still_read() -> None:
    reading = read(["注：以下为新增"], [2, "演示乙", "容县", "托养", 10])
    assert len(reading.records) == 2


def test_a_line_of_signatures_is_left_out_and_not_repeated() -> None:
    reading = read(["单位负责人：演示张三", None, "审核人：演示李四", "填表人：演示王五"])
    assert codes(reading) == ["signatures_left_out"]
    (issue,) = reading.issues
    assert "演示" not in issue.what.zh + issue.value


@pytest.mark.parametrize("text", ["填表日期：2025年12月1日", "单位（盖章）：", "联系电话：0775"])
def test_dates_seals_and_telephones_of_the_sender_are_left_out(text: str) -> None:
    assert codes(read([text])) == ["signatures_left_out"]


def test_rows_with_a_serial_number_only_are_left_out() -> None:
    reading = read([2], [3], [4])
    assert (codes(reading), reading.rejected) == (["empty_rows_left_out"], ())


def test_a_row_that_numbers_the_columns_is_left_out() -> None:
    rows: list[list[object]] = [HEADER, ["甲", "乙", 1, 2, 3], DATA]
    reading = read_facilities(book_of({"S": rows}), "a.xlsx")
    assert (codes(reading), len(reading.records)) == (["column_numbers_left_out"], 1)


def test_a_facility_whose_remarks_begin_like_a_note_is_read() -> None:
    rows: list[list[object]] = [
        ["备注", "名称", "所在县", "主类型"],
        ["注：新建", "演示", "容县", "康复"],
    ]
    assert len(read_facilities(book_of({"S": rows}), "a.xlsx").records) == 1


def test_an_incomplete_row_is_an_error_and_not_taken_for_a_note() -> None:
    assert read([2, "演示乙", None, None, 50]).rejected == (3,)


def test_a_county_merged_over_rows_holds_for_each_of_them() -> None:
    reading = read([2, "演示乙", None, "托养", 20], merged=("C2:C3",))
    assert {r.name: r.county_code for r in reading.records} == {
        "演示甲": "450921",
        "演示乙": "450921",
    }
    assert codes(reading) == ["merged_cells_filled"]
    assert "2-3" in reading.issues[0].what.zh


def test_an_empty_county_that_is_not_merged_is_not_filled_in() -> None:
    assert read([2, "演示乙", None, "托养", 20]).rejected == (3,)


def test_a_merged_quantity_is_given_to_no_row_and_said() -> None:
    reading = read([2, "演示乙", "容县", "托养", None], merged=("E2:E3",))
    assert {r.capacity for r in reading.records} == {None}
    assert [(i.code, i.severity) for i in reading.issues] == [("merged_quantity", Severity.WARNING)]


def test_a_note_merged_over_several_rows_and_columns_is_left_out() -> None:
    reading = read(["注：以上均为演示"], [None], merged=("A3:E4",))
    assert codes(reading) == ["notes_left_out"]


def test_merged_cells_keep_their_place_when_the_first_column_is_empty() -> None:
    rows: list[list[object]] = [
        [None, "名称", "所在县", "主类型"],
        [None, "演示甲", "容县", "康复"],
        [None, "演示乙", None, "康复"],
    ]
    reading = read_facilities(book_of({"S": rows}, ["C2:C3"]), "a.xlsx")
    assert {r.county_code for r in reading.records} == {"450921"}

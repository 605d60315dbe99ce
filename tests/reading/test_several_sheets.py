"""One list over several sheets, as where each county has its own."""

import pytest

from geo.reading.facilities import read_facilities
from geo.reading.facility_form import FACILITIES
from geo.reading.form import FILE
from geo.reading.result import Reading
from geo.reading.sheet_county import county_of_sheet
from geo.reading.table import RawSheet
from geo.reading.workbook import read_workbook
from geo.records import Facility
from tests.reading.sheets import book_of, codes

HEADER: list[object] = ["名称", "主类型"]
TWO = {"容县": [HEADER, ["演示甲", "康复"]], "陆川": [HEADER, ["演示乙", "托养"]]}


def read(sheets: dict[str, list[list[object]]]) -> Reading[Facility]:
    return read_workbook(book_of(sheets), "a.xlsx")["facilities"]


def test_sheets_named_for_counties_give_the_county_and_say_so() -> None:
    reading = read(TWO)
    assert {r.name: r.county_code for r in reading.records} == {
        "演示甲": "450921",
        "演示乙": "450922",
    }
    assert [(i.code, i.sheet) for i in reading.issues] == [
        ("county_from_sheet", "容县"),
        ("county_from_sheet", "陆川"),
    ]


def test_reading_facilities_alone_reads_every_sheet_with_the_same_columns() -> None:
    assert len(read_facilities(book_of(TWO), "a.xlsx").records) == 2


def test_a_county_column_goes_before_the_name_of_the_sheet() -> None:
    sheets = {"容县": [["名称", "所在县", "主类型"], ["演示甲", "陆川县", "康复"]]}
    reading = read(sheets)
    assert (reading.records[0].county_code, codes(reading)) == ("450922", [])


def test_an_issue_of_a_further_sheet_names_that_sheet() -> None:
    bad = {**TWO, "博白县": [HEADER, ["演示丙", "不知道"]]}
    issues = [i for i in read(bad).issues if i.code == "unknown_word"]
    assert [(i.sheet, i.row) for i in issues] == [("博白县", 2)]


def test_the_same_facility_on_the_same_row_of_two_sheets_is_a_repeat() -> None:
    header: list[object] = ["名称", "所在县", "主类型"]
    row: list[object] = ["演示甲", "容县", "康复"]
    reading = read({"一": [header, row], "二": [header, row]})
    assert (len(reading.records), codes(reading)) == (1, ["duplicate_row"])
    assert "工作表“一”第 2 行" in reading.issues[0].what.zh


def test_the_sheets_may_have_their_columns_in_different_order() -> None:
    reading = read(
        {"容县": [HEADER, ["演示甲", "康复"]], "陆川县": [["主类型", "名称"], ["托养", "演示乙"]]}
    )
    assert {r.name for r in reading.records} == {"演示甲", "演示乙"}


def test_a_sheet_that_is_no_form_is_still_named() -> None:
    readings = read_workbook(book_of({**TWO, "会议": [["时间", "地点"], ["9点", "室"]]}), "a.xlsx")
    assert codes(readings[FILE]) == ["sheet_not_recognised"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("容县", "450921"),
        ("1.容县", "450921"),
        ("容县（12家）", "450921"),
        ("融水", "450225"),
        ("容县残联", "450921"),
        ("柳江区设施台账", "450206"),
        ("Sheet1", ""),
        ("设施", ""),
        ("玉林市", ""),
        ("", ""),
    ],
)
def test_the_county_in_a_sheets_name(name: str, code: str) -> None:
    assert county_of_sheet(RawSheet(name, ()), FACILITIES) == code

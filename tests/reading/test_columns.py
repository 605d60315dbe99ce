import pytest

from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.form import field_of
from geo.reading.workbook import FORMS
from tests.reading.sheets import codes, csv_of, facility


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.form_id)
def test_every_column_is_found_by_its_chinese_and_its_english_header(form) -> None:
    for column in form.columns:
        assert field_of(form, column.header) == column.name
        assert field_of(form, column.name) == column.name


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.form_id)
def test_no_synonym_of_a_form_is_taken_by_another_column(form) -> None:
    for column in form.columns:
        for synonym in column.synonyms:
            assert field_of(form, synonym) == column.name, synonym


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("建筑面积(平方米)", "floor_area_m2"),
        ("建筑面积（㎡）", "floor_area_m2"),
        (" 名 称 ", "name"),
        ("*名称", "name"),
        ("名称：", "name"),
        ("Facility_Type", "facility_type"),
        ("facility type", "facility_type"),
        ("ＬＯＮ", "lon"),
        ("所在县（市、区）", "county"),
        ("服务能力（张）", "capacity"),
        ("经 度", "lon"),
    ],
)
def test_a_header_is_recognised_whatever_its_width_case_and_unit(header: str, field: str) -> None:
    assert field_of(FORMS[0], header) == field


def test_an_unknown_column_is_named_in_a_notice() -> None:
    reading = read_facilities(csv_of([facility(宿舍="3", 绿化率="2")]), "a.csv")
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("unknown_columns", Severity.NOTICE)
    assert "“宿舍”、“绿化率”" in issue.what.zh
    assert len(reading.records) == 1


def test_a_column_without_a_header_is_named_by_its_letter() -> None:
    reading = read_facilities("名称,所在县,主类型,\n演示,容县,康复,多出来".encode(), "a.csv")
    assert codes(reading) == ["columns_without_header"]
    assert "“D”" in reading.issues[0].what.zh


def test_of_two_columns_for_one_field_the_first_is_read_and_the_second_named() -> None:
    reading = read_facilities("名称,设施名称,所在县,主类型\n甲,乙,容县,康复".encode(), "a.csv")
    assert reading.records[0].name == "甲"
    assert codes(reading) == ["repeated_columns"]


def test_a_header_printed_again_further_down_is_no_row() -> None:
    text = "名称,所在县,主类型\n甲,容县,康复\n名称,所在县,主类型\n乙,容县,康复"
    reading = read_facilities(text.encode(), "a.csv")
    assert ([r.name for r in sorted(reading.records, key=lambda r: r.name)], reading.issues) == (
        ["乙", "甲"],
        (),
    )


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("服务规模", "capacity"),
        ("服务数量", "capacity"),
        ("服务规模/服务数量", "capacity"),
        ("单位地址", "address"),
        ("县区名称", "county"),
        ("核定床位（张）", "capacity"),
        ("投入使用年份", "opened"),
        ("ＬＮＧ", "lon"),
        ("目前状态", "status"),
        ("２．机构类别", "facility_type"),
    ],
)
def test_a_header_county_offices_write_is_recognised(header: str, field: str) -> None:
    assert field_of(FORMS[0], header) == field


@pytest.mark.parametrize(
    "header", ["建成时间", "是否达标", "统一社会信用代码", "更新时间", "服务人数"]
)
def test_a_header_that_could_mean_something_else_is_left_to_the_user(header: str) -> None:
    assert field_of(FORMS[0], header) is None

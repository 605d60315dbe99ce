"""A table of times: read in both languages, every bad row named, a pair left out unreachable."""

import io

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.issues import DataIssue, Severity
from geo.travel.imported import ImportedTimes, read_times, unknown_ids
from geo.travel.model import ModelKind


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def points(*ids: str) -> pd.DataFrame:
    return pd.DataFrame({"lon": 110.0, "lat": 22.0}, index=pd.Index(ids, dtype=str))


def read(*lines: str) -> tuple[ImportedTimes, tuple[DataIssue, ...]]:
    times, issues = read_times(csv(*lines), "times.csv")
    assert times is not None
    return times, issues


def refused(*lines: str) -> tuple[DataIssue, ...]:
    times, issues = read_times(csv(*lines), "times.csv")
    assert times is None
    return issues


def rows(times: ImportedTimes) -> list[tuple[str, str, float]]:
    return list(times.table.frame.itertuples(index=False, name=None))


def test_the_plain_columns_are_read() -> None:
    times, issues = read("from_id,to_id,minutes", "a,x,12.5", "b,x,0")
    assert rows(times) == [("a", "x", 12.5), ("b", "x", 0.0)]
    assert issues == ()


def test_chinese_headers_and_units_are_read() -> None:
    times, issues = read("起点,终点,用时（分钟）", "村甲,学校,15分钟", "村乙,学校,２０")
    assert rows(times) == [("村乙", "学校", 20.0), ("村甲", "学校", 15.0)]
    assert issues == ()


def test_a_workbook_with_a_title_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["出行时间表"], ["起点编号", "终点编号", "分钟"], [101, 7, 30], [102, 7, 45.5]):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    times, issues = read_times(content.getvalue(), "时间.xlsx")
    assert times is not None
    assert rows(times) == [("101", "7", 30.0), ("102", "7", 45.5)]
    assert issues == ()


def test_gbk_is_read() -> None:
    times, _ = read_times("起点,终点,分钟\n村,校,3\n".encode("gb18030"), "t.csv")
    assert times is not None
    assert rows(times) == [("村", "校", 3.0)]


def test_a_row_1_2_3_is_a_row_and_no_line_of_column_numbers() -> None:
    times, _ = read("from_id,to_id,minutes", "1,2,3", "合计,2,4")
    assert rows(times) == [("1", "2", 3.0), ("合计", "2", 4.0)]


@pytest.mark.parametrize("header", ["时间", "时间（秒）", "用时（小时）", "seconds", "duration"])
def test_a_column_that_may_be_no_minutes_is_not_taken_for_minutes(header: str) -> None:
    issues = refused(f"from_id,to_id,{header}", "a,x,12")
    assert [i.code for i in issues] == ["missing_columns"]
    assert "分钟" in issues[0].what.zh


def test_a_missing_column_refuses_the_file_and_is_named() -> None:
    issues = refused("from_id,minutes", "a,12")
    assert [i.severity for i in issues] == [Severity.REFUSED]
    assert "to_id" in issues[0].what.en


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-3", "minutes_negative"),
        ("about 5", "number_unreadable"),
        ("inf", "number_unreadable"),
        ("nan", "number_unreadable"),
        ("1:20", "number_unreadable"),
    ],
)
def test_minutes_that_are_no_time_are_an_error_with_row_and_column(cell: str, code: str) -> None:
    times, issues = read("from_id,to_id,minutes", "a,x,5", f"b,x,{cell}")
    assert rows(times) == [("a", "x", 5.0)]
    assert [(i.code, i.severity, i.row, i.column) for i in issues] == [
        (code, Severity.ERROR, 3, "minutes")
    ]


def test_an_empty_id_is_an_error() -> None:
    _, issues = read("from_id,to_id,minutes", "a,x,5", ",x,6", "b,,7")
    assert [(i.code, i.row) for i in issues] == [("id_empty", 3), ("id_empty", 4)]


def test_empty_minutes_are_a_pair_not_connected_never_zero() -> None:
    times, issues = read("from_id,to_id,minutes", "a,x,5", "b,x,")
    assert rows(times) == [("a", "x", 5.0)]
    assert times.table.from_ids == ("a", "b")
    assert [(i.code, i.severity) for i in issues] == [("minutes_empty", Severity.WARNING)]


def test_a_pair_with_two_times_counts_with_neither() -> None:
    times, issues = read("from_id,to_id,minutes", "a,x,5", "b,x,1", "a,x,6")
    assert rows(times) == [("b", "x", 1.0)]
    assert [(i.code, i.severity, i.row) for i in issues] == [
        ("pair_repeated", Severity.ERROR, 2),
        ("pair_repeated", Severity.ERROR, 4),
    ]


def test_a_pair_repeated_alike_counts_once() -> None:
    times, issues = read("from_id,to_id,minutes", "a,x,5", "a,x,5.0")
    assert rows(times) == [("a", "x", 5.0)]
    assert [(i.code, i.severity) for i in issues] == [("pair_repeated_alike", Severity.WARNING)]


def test_of_many_alike_issues_the_first_are_listed_and_the_rest_counted() -> None:
    _, issues = read("from_id,to_id,minutes", "a,x,5", *(f"b{k},x,?" for k in range(100)))
    assert len(issues) == 21
    assert "80" in issues[-1].what.zh


def test_further_columns_are_named_and_not_read() -> None:
    times, issues = read("from_id,to_id,minutes,km", "a,x,5,3")
    assert rows(times) == [("a", "x", 5.0)]
    assert [(i.code, i.severity) for i in issues] == [("unknown_columns", Severity.NOTICE)]


def test_a_file_without_one_usable_row_is_refused() -> None:
    assert refused("from_id,to_id,minutes", "a,x,?")[-1].code == "no_data_rows"
    assert refused("from_id,to_id,minutes")[-1].code == "no_data_rows"


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken"])
def test_a_file_that_is_no_table_is_refused(content: bytes) -> None:
    times, issues = read_times(content, "t.csv")
    assert times is None
    assert issues[0].severity is Severity.REFUSED


def test_identity_numbers_as_ids_refuse_the_file_and_are_not_shown() -> None:
    issues = refused("from_id,to_id,minutes", "11010519491231002X,x,5")
    assert [i.code for i in issues] == ["identity_number"]
    assert "11010519491231002" not in issues[0].sentence("zh") + issues[0].value


def test_a_list_of_households_is_refused() -> None:
    assert refused("姓名,起点,终点,分钟", "某,a,x,5")[0].code == "household_list"


def test_ids_of_fifteen_digits_are_no_identity_numbers() -> None:
    # A census block of North Carolina whose middle reads as a birthday.
    times, _ = read("from_id,to_id,minutes", "371830501002010,x,5")
    assert times.table.from_ids == ("371830501002010",)


def test_ids_nobody_asked_about_and_ids_without_times_are_told() -> None:
    times, _ = read("from_id,to_id,minutes", "a,x,5", "b,y,6")
    issues = unknown_ids(times, ["a", "c"], ["x", "y"])
    assert [(i.code, i.column) for i in issues] == [
        ("ids_not_asked", "from_id"),
        ("ids_without_times", "from_id"),
    ]
    assert "b" in issues[0].what.zh
    assert "c" in issues[1].what.zh


def test_ids_of_another_place_altogether_are_refused() -> None:
    times, _ = read("from_id,to_id,minutes", "a,x,5")
    issues = unknown_ids(times, ["p"], ["x"])
    assert [(i.code, i.severity) for i in issues] == [("ids_of_elsewhere", Severity.REFUSED)]


def test_times_are_of_those_asked_about_up_to_the_limit() -> None:
    times, _ = read("from_id,to_id,minutes", "a,x,5", "a,y,30", "a,z,31", "b,x,1")
    found = times.times(points("a", "q"), points("x", "y", "z"), 30)
    assert found.from_ids == ("a", "q")
    assert list(found.frame.itertuples(index=False, name=None)) == [("a", "x", 5), ("a", "y", 30)]
    assert found.model.kind is ModelKind.IMPORTED
    assert found.model.mode is None


def test_the_nearest_is_the_lower_id_of_two_equally_near_and_missing_without_any() -> None:
    times, _ = read("from_id,to_id,minutes", "a,y,5", "a,x,5", "b,x,9", "b,y,8")
    nearest = times.nearest(points("q", "b", "a"), points("x", "y"))
    assert nearest.index.tolist() == ["q", "b", "a"]
    assert nearest["to_id"].isna().tolist() == [True, False, False]
    assert nearest["to_id"].tolist()[1:] == ["y", "x"]
    assert nearest["minutes"].tolist()[1:] == [8.0, 5.0]
    assert np.isnan(nearest["minutes"].iloc[0])


def test_who_stands_in_no_row_is_off_the_network() -> None:
    times, _ = read("from_id,to_id,minutes", "a,x,5")
    assert times.off_network(points("a", "q", "x")) == ("q",)


@given(st.permutations(["a,x,5", "b,x,7", "a,y,1", "c,y,2"]))
def test_the_order_of_rows_changes_neither_times_nor_fingerprint(lines: list[str]) -> None:
    times, _ = read("from_id,to_id,minutes", *lines)
    straight, _ = read("from_id,to_id,minutes", "a,x,5", "a,y,1", "b,x,7", "c,y,2")
    assert rows(times) == rows(straight)
    assert times.model.fingerprint == straight.model.fingerprint

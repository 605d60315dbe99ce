"""Files no form was meant to hold: every one is read or explained, none stops the program."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from geo.issues import Severity
from geo.reading.completeness import read_completeness
from geo.reading.facilities import read_facilities
from geo.reading.rulings import read_rulings
from geo.reading.workbook import read_workbook
from tests.reading import strange

READERS = (read_facilities, read_completeness, read_rulings)
NAMES = ("list.csv", "list.xlsx", "list.xls", "list.txt", "list", "list.geojson", "list.kml")
HEADERS = ("名称", "所在县", "主类型", "状态", "投用日期", "经度", "纬度", "坐标系", "服务能力")
# What offices type, and what breaks readers: both must come out as a record or as an issue.
TYPED = ("演示康复中心", "博白县", "450923", "康复", "运营", "2019", "2019.6", "109.9", "22.3")
HOSTILE = ("", "=1+1", "{{ 7 * 7 }}", "<img src=x>", "\0", "4.5E+17", "１２", "2020-02-30", "-")
CELLS = st.one_of(st.sampled_from([*TYPED, *HOSTILE]), st.text(max_size=20))
ROWS = st.lists(
    st.lists(CELLS, min_size=len(HEADERS), max_size=len(HEADERS)), min_size=1, max_size=8
)


@given(content=st.binary(max_size=4_000), name=st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes, name: str) -> None:
    for read in READERS:
        reading = read(content, name)
        assert reading.records or reading.issues


@given(rows=ROWS, encoding=st.sampled_from(["utf-8-sig", "utf-8", "gb18030"]))
def test_every_row_of_a_list_becomes_a_record_or_is_named_in_an_error(
    rows: list[list[str]], encoding: str
) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS, *rows])
    reading = read_facilities(text.getvalue().encode(encoding, errors="replace"), "list.csv")
    if reading.refused:
        assert any(issue.severity is Severity.REFUSED for issue in reading.issues)
        assert reading.records == ()
        return
    assert len(reading.records) + len(reading.rejected) == reading.data_rows
    named = {issue.row for issue in reading.issues if issue.severity is Severity.ERROR}
    assert set(reading.rejected) <= named


@given(headers=st.lists(strange.HEADERS, max_size=6), rows=ROWS)
def test_headers_no_form_knows_cost_no_row(headers: list[str], rows: list[list[str]]) -> None:
    text = io.StringIO()
    wide = [[*row, *["无"] * len(headers)] for row in rows]
    csv.writer(text).writerows([[*HEADERS, *headers], *wide])
    for reading in read_workbook(text.getvalue().encode(errors="replace"), "list.csv").values():
        named = {issue.row for issue in reading.issues if issue.severity is Severity.ERROR}
        assert reading.refused or set(reading.rejected) == named


@given(st.lists(st.tuples(strange.PROPERTIES, strange.GEOMETRIES), max_size=4))
def test_features_of_any_kind_are_read_or_refused_with_a_reason(
    features: list[tuple[object, object]],
) -> None:
    content = strange.geojson_text([p for p, _ in features], [g for _, g in features])
    for reading in read_workbook(content, "list.geojson").values():
        assert reading.records or reading.issues

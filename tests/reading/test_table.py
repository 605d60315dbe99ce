import io
import zipfile
from pathlib import Path

import pytest

from geo.issues import Severity
from geo.reading.facilities import read_facilities
from geo.reading.table import read_sheets
from tests.reading.sheets import codes, csv_of, facility, xlsx_of


def refusal(source: bytes | Path, filename: str, **limits: int) -> str:
    sheets, (issue,) = read_sheets(source, filename, **limits)
    assert sheets == ()
    assert issue.severity is Severity.REFUSED
    return issue.code


def test_an_empty_file_is_refused_as_empty() -> None:
    assert refusal(b"", "a.csv") == "file_empty"


def test_a_file_of_blank_lines_is_refused_as_empty() -> None:
    assert refusal(b"\n ,\n\n", "a.csv") == "file_empty"


def test_a_file_above_50_mb_is_refused_with_its_size() -> None:
    sheets, (issue,) = read_sheets(b"a" * (50 * 1024 * 1024 + 1), "a.csv")
    assert (sheets, issue.code) == ((), "file_too_large")
    assert "50.0 MB" in issue.what.zh


def test_a_path_that_does_not_exist_is_refused() -> None:
    assert refusal(Path("no-such-folder/a.csv"), "a.csv") == "file_missing"


def test_a_picture_named_csv_is_refused_as_binary() -> None:
    assert refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "a.csv") == "binary"


def test_text_named_xlsx_is_no_workbook() -> None:
    assert refusal(b"name,county\na,b", "a.xlsx") == "not_a_workbook"


def test_a_damaged_workbook_is_refused() -> None:
    assert refusal(xlsx_of(["name"])[:900], "a.xlsx") == "not_a_workbook"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refusal(stream.getvalue(), "a.xlsx") == "not_a_workbook"


def test_a_document_is_refused_by_its_extension() -> None:
    assert refusal(b"%PDF-1.7", "a.pdf") == "wrong_extension"


def test_a_workbook_with_a_password_is_refused_as_encrypted() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
    assert refusal(head + "EncryptedPackage".encode("utf-16-le"), "a.xlsx") == "encrypted"


def test_more_rows_than_the_limit_are_refused() -> None:
    assert refusal(b"a\n" * 12, "a.csv", max_rows=10) == "too_many_rows"


@pytest.mark.parametrize("cell", ["A1048576", "XFD1", "XFD1048576"])
def test_a_stray_cell_at_the_sheets_end_is_refused_before_memory_is_taken(cell: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "name"
    book.active[cell] = "x"
    stream = io.BytesIO()
    book.save(stream)
    assert refusal(stream.getvalue(), "a.xlsx") in {"too_many_rows", "too_wide"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_is_read_in_every_encoding_offices_write(encoding: str) -> None:
    (record,) = read_facilities(csv_of([facility()], encoding), "a.csv").records
    assert record.name == "演示康复中心"


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_csv_is_read_with_every_delimiter(mark: str) -> None:
    text = f"名称{mark}所在县{mark}主类型\n演示托养中心{mark}容县{mark}托养\n"
    assert len(read_facilities(text.encode(), "a.csv").records) == 1


def test_row_numbers_are_those_of_the_sheet_when_lines_are_blank() -> None:
    text = "名称,所在县,主类型\n\n\n演示,不存在县,托养\n"
    reading = read_facilities(text.encode(), "a.csv")
    assert reading.rejected == (4,)
    assert reading.issues[0].row == 4


def test_a_title_above_the_header_is_passed_over() -> None:
    source = xlsx_of(
        ["玉林市设施台账"],
        ["填报时间：2025年"],
        ["名称", "所在县", "主类型"],
        ["演示", "容县", "托养"],
    )
    assert len(read_facilities(source, "a.xlsx").records) == 1


def test_whole_numbers_of_a_workbook_have_no_decimal_point() -> None:
    sheets, _ = read_sheets(xlsx_of(["a", "b"], [450921.0, 12.5]), "a.xlsx")
    assert sheets[0].rows[1].cells == ("450921", "12.5")


def test_a_number_too_long_for_a_spreadsheet_keeps_its_exponent() -> None:
    sheets, _ = read_sheets(xlsx_of(["a"], [450921196704011234]), "a.xlsx")
    assert "e+17" in sheets[0].rows[1].cells[0]


def test_columns_keep_their_place_when_the_first_are_empty() -> None:
    source = xlsx_of([None, "名称", "所在县", "主类型"], [None, "演示", "容县", "托养"])
    assert len(read_facilities(source, "a.xlsx").records) == 1


def test_a_file_without_a_header_is_refused() -> None:
    assert codes(read_facilities(b"1,2,3\n4,5,6", "a.csv")) == ["no_header_row"]


def test_missing_required_columns_are_named_as_the_form_names_them() -> None:
    (issue,) = read_facilities("名称,地址\n演示,某路".encode(), "a.csv").issues
    assert issue.code == "missing_columns"
    assert "“主类型”" in issue.what.zh
    assert "“所在县”" in issue.what.zh
    assert "“facility_type”" in issue.what.en

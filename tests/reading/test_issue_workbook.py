"""The issues of a file as a workbook that goes back to the county."""

from __future__ import annotations

import io

import openpyxl
import pytest

from geo.issues import DataIssue, Severity
from geo.reading.issue_workbook import issue_workbook
from geo.text import Language, Text


def issue(severity: Severity, row: int, value: str = "") -> DataIssue:
    said = Text("不对", "wrong")
    return DataIssue("x", severity, said, said, said, row, "名称", value, "容县")


def lines(*issues: DataIssue, language: Language = "zh") -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(issue_workbook(issues, "容县.xlsx", language)))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_the_gravest_come_first_then_by_row() -> None:
    found = lines(issue(Severity.WARNING, 2), issue(Severity.ERROR, 9), issue(Severity.ERROR, 3))
    assert [(row[0], row[2]) for row in found[2:]] == [("错误", "3"), ("错误", "9"), ("提醒", "2")]


def test_the_first_line_names_the_file() -> None:
    assert "容县.xlsx" in str(lines(issue(Severity.ERROR, 2))[0][0])


@pytest.mark.parametrize(("language", "word"), [("zh", "错误"), ("en", "Error")])
def test_it_speaks_the_readers_language(language: Language, word: str) -> None:
    assert lines(issue(Severity.ERROR, 2), language=language)[2][0] == word


def test_a_cell_that_looks_like_a_formula_stays_text() -> None:
    content = issue_workbook([issue(Severity.ERROR, 2, "=1+1")], "=1.xlsx", "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []
    assert sheet["E3"].value == "=1+1"


def test_the_same_issues_make_the_same_bytes() -> None:
    one = issue(Severity.ERROR, 2)
    assert issue_workbook([one], "a", "zh") == issue_workbook([one], "a", "zh")

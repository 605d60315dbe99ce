"""Small files for the tests: a csv or a workbook from headers and rows."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

from geo.reading.result import Reading

FACILITY = {"name": "演示康复中心", "county": "容县", "facility_type": "康复"}


def csv_of(rows: Sequence[dict[str, str]], encoding: str = "utf-8") -> bytes:
    headers = list(dict.fromkeys(h for row in rows for h in row))
    lines = [headers, *([row.get(h, "") for h in headers] for row in rows)]
    text = "\n".join(",".join(f'"{c}"' if "," in c else c for c in line) for line in lines)
    return text.encode(encoding)


def xlsx_of(*lines: Sequence[object], sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(list(line))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def facility(**cells: str) -> dict[str, str]:
    return {**FACILITY, **cells}


def codes(reading: Reading[object]) -> list[str]:
    return [issue.code for issue in reading.issues]


def book_of(sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> bytes:
    """A workbook of several sheets; ``merged`` are ranges merged on the first."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, lines in sheets.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(list(line))
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()

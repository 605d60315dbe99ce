"""The workbook: numbers, verdicts, order, and how its sheets print."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest

from analysis.report.report import Column, ColumnKind, Table
from analysis.report.sheet_style import (
    LINE_POINTS,
    MOST_POINTS,
    PADDING_POINTS,
)
from analysis.report.workbook import table_workbook, workbook
from analysis.requirements.schema import Force
from geo.text import Text
from tests.report.papers.examples import city_contents
from tests.report.small_plans import LIUZHOU, YULIN
from tests.report.small_world import small_report


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(small_report()[0])))


def test_the_workbook_has_a_cover_and_a_sheet_for_every_table(book: openpyxl.Workbook) -> None:
    report, *_ = small_report()
    assert len(book.sheetnames) == 1 + len(report.tables)
    assert book.sheetnames[0] == "封面"


def test_numbers_in_the_workbook_are_numbers(book: openpyxl.Workbook) -> None:
    found = {cell.value for row in book["核查结果"].iter_rows() for cell in row}
    assert {0.8, 0.985, 3000} <= found


def test_verdicts_carry_sign_word_and_colour(book: openpyxl.Workbook) -> None:
    cells = [c for row in book["短板清单"].iter_rows() for c in row if c.value == "✓ 已达到"]
    assert cells[0].fill.fgColor.rgb == "FFE1EFF8"
    assert cells[0].font.color.rgb == "FF00456F"


def test_every_sheet_prints_on_its_side_one_page_wide_with_its_marks(
    book: openpyxl.Workbook,
) -> None:
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "内部资料  演示" in sheet.oddHeader.right.text
        assert "&[Page]" in sheet.oddFooter.center.text.replace("&P", "&[Page]")


def test_table_sheets_freeze_and_repeat_their_head(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows is not None


def test_a_sheet_too_wide_to_be_read_on_a4_prints_on_a3(book: openpyxl.Workbook) -> None:
    papers = {sheet.title: sheet.page_setup.paperSize for sheet in book.worksheets}
    assert (papers["封面"], papers["指标表"], papers["核查结果"]) == (9, 9, 8)


def test_a_unit_that_does_not_fit_beside_its_head_stands_whole_under_it() -> None:
    head, unit = Text("服务对象", "People"), Text("人", "persons")
    narrow, wide = (Column(str(w), head, ColumnKind.NUMBER, unit, w) for w in (12, 20))
    table = Table("t", Text("某表", "Table"), (narrow, wide), ((1, 2),))
    sheet = openpyxl.load_workbook(io.BytesIO(table_workbook(small_report()[0], table))).active
    heads = {c.value for row in sheet.iter_rows() for c in row if "服务" in str(c.value)}
    assert heads == {"服务对象\n（人）", "服务对象（人）"}


def test_numbers_of_one_column_have_as_many_decimals() -> None:
    unit = Text("分钟", "min")
    column = Column("a", Text("用时", "Time"), ColumnKind.NUMBER, unit, 12)
    table = Table("t", Text("某表", "Table"), (column,), ((9.0,), (28.6,), (None,)))
    sheet = openpyxl.load_workbook(io.BytesIO(table_workbook(small_report()[0], table))).active
    formats = {c.number_format for row in sheet.iter_rows() for c in row if c.value in (9, 28.6)}
    assert formats == {"#,##0.0"}


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_findings_stand_by_area_and_in_the_plans_order(city: str) -> None:
    report, catalogue, *_ = small_report(city)
    table = report.table("findings")
    order = list(catalogue.entries)
    rows = list(zip(table.column("area_code"), table.column("requirement_id"), strict=True))
    references = {e.id for e in catalogue.entries.values() if e.force is Force.REFERENCE}
    assert rows == sorted(rows, key=lambda r: (r[0], r[1] in references, order.index(str(r[1]))))


def test_a_countys_row_of_the_gap_table_stays_low() -> None:
    for city in (LIUZHOU, YULIN):
        sheet = openpyxl.load_workbook(io.BytesIO(workbook(city_contents(city, False).report)))[
            "短板清单"
        ]
        heights = [d.height for d in sheet.row_dimensions.values() if d.height]
        assert max(heights) < 5.1 * LINE_POINTS + PADDING_POINTS


def test_no_row_is_higher_than_excel_allows(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        heights = [d.height for d in sheet.row_dimensions.values() if d.height]
        assert max(heights) <= MOST_POINTS


def test_a_single_table_becomes_a_workbook_of_one_sheet() -> None:
    report, *_ = small_report()
    one = openpyxl.load_workbook(io.BytesIO(table_workbook(report, report.table("todo"), "en")))
    assert one.sheetnames == ["Open points and who must act"]


def test_the_workbook_prints_every_sheet_with_its_marks(
    office_executable: Path, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(small_report()[0]))
    command = [office_executable, f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += ["--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")

"""How tables and addresses stand on the pages of the PDF, read back from the file."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from analysis.report.papers.brief import brief_of
from analysis.report.papers.document import Brief, Paragraph, TableBlock
from analysis.report.papers.pages import page_runs
from analysis.report.papers.pdf.plain_data import SMALL_POINTS
from analysis.report.papers.pdf.typeset import brief_pdf
from analysis.report.papers.public import public_papers
from analysis.report.report import Column, Table
from geo.text import Language, Text
from tests.report.papers.examples import (
    LIUZHOU,
    YULIN,
    city_contents,
    city_materials,
    small_contents,
)

pytestmark = pytest.mark.usefixtures("pdf_to_png_executable")

LINE = Paragraph(Text("一行", "A line"))
NOTE = Text("怎么读这张表", "How to read this table")


def table_of(count: int, *, notes: tuple[Text, ...] = (NOTE,)) -> Table:
    columns = (Column("a", Text("列甲", "A")), Column("b", Text("列乙", "B")))
    rows = tuple((f"R{i}", "值") for i in range(count))
    return Table("t", Text("某表", "A table"), columns, rows, notes)


def read(content: bytes, folder: Path, *options: str) -> list[str]:
    """The words of each page."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    command = ["pdftotext", *options, str(path), "-"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return found.removesuffix("\f").split("\f")


def pages(folder: Path, *blocks: Any) -> list[str]:
    return read(brief_pdf(Brief(small_contents().report, Text("题", "T"), (), blocks)), folder)


@lru_cache
def written(city: str, demonstration: bool, language: Language) -> bytes:
    whole = city_contents(city, demonstration)
    return brief_pdf(brief_of(replace(whole, drawings={})), language)


def rows_on(page: str) -> list[str]:
    return re.findall(r"\bR\d+", page)


def test_a_low_table_stands_whole_on_the_next_page(tmp_path: Path) -> None:
    first, second = pages(tmp_path, *[LINE] * 31, TableBlock(table_of(6)))
    assert (rows_on(first), len(rows_on(second))) == ([], 6)
    assert "某表" in second


@pytest.mark.parametrize("lines", range(18, 31))
def test_a_high_table_leaves_no_page_half_empty_and_parts_with_three_rows_on_each(
    tmp_path: Path, lines: int
) -> None:
    said = pages(tmp_path, *[LINE] * lines, TableBlock(table_of(20)))
    counts = [len(rows_on(p)) for p in said]
    assert sum(counts) == 20
    assert all(n == 0 or n >= 3 for n in counts)
    assert all("列甲" in p for p, n in zip(said, counts, strict=True) if n)
    begins = next(p for p, n in zip(said, counts, strict=True) if n)
    assert "某表" in begins


@pytest.mark.parametrize("rows", [30, 45, 60, 90])
def test_the_notes_stand_under_the_last_rows_on_their_page(tmp_path: Path, rows: int) -> None:
    *before, last = pages(tmp_path, TableBlock(table_of(rows)))
    assert len(rows_on(last)) >= 3
    assert last.index(NOTE.zh) > last.index(f"R{rows - 1}")
    assert not any(NOTE.zh in p for p in before)


def test_an_address_is_copied_as_it_was_written_and_can_be_followed(tmp_path: Path) -> None:
    address = "https://example.org/a-long-name/of-a-page_that.does/not-fit/a-column?x=1&y=22222222"
    columns = (Column("a", Text("甲", "A")), *(Column(str(i), Text("长", "L")) for i in range(4)))
    table = Table("t", Text("表", "T"), columns, ((address, *["字" * 90] * 4),))
    content = brief_pdf(Brief(small_contents().report, Text("题", "T"), (), (TableBlock(table),)))
    words = "".join(read(content, tmp_path))
    assert "\u200b" not in words
    assert f"({address})".encode() in content


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_the_gap_table_of_each_city_stands_on_one_page(
    tmp_path: Path, city: str, demonstration: bool
) -> None:
    found = read(written(city, demonstration, "zh"), tmp_path)
    place = next(i for i, p in enumerate(found) if "短板清单" in p and "附件：" not in p)
    rows = city_contents(city, demonstration).report.matrix.rows
    assert all(row.name.zh in found[place] for row in rows)
    assert "按行政区划代码排列，不排名次。" in found[place]
    assert "任务分解表" in found[place + 1]


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_letter_of_the_brief_is_smaller_than_seven_and_a_half_points(
    tmp_path: Path, city: str, language: Language
) -> None:
    found = "".join(read(written(city, True, language), tmp_path, "-bbox-layout"))
    lines = re.findall(r'<line xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', found)
    assert min(float(b) - float(a) for a, b in lines) > SMALL_POINTS - 0.01
    assert SMALL_POINTS == 7.5


def test_a_table_of_few_rows_is_not_parted_for_its_notes(tmp_path: Path) -> None:
    table = table_of(4, notes=(NOTE,) * 8)
    first, second = pages(tmp_path, *[LINE] * 25, TableBlock(table))
    assert (rows_on(first), len(rows_on(second))) == ([], 4)


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_no_page_of_the_public_edition_is_turned_for_one_row(city: str) -> None:
    materials = city_materials(city, True)
    brief = public_papers(city_contents(city, True), materials.access, materials.layers).brief
    assert [run.on_side for run in page_runs(brief.blocks)] == [False, False]

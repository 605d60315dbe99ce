"""How tables and pictures stand on the pages of a brief, in Word and PDF."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Emu

from analysis.report.cell_text import shown
from analysis.report.papers.column_widths import column_widths_mm
from analysis.report.papers.document import Brief, Figure, Heading, Paragraph, TableBlock
from analysis.report.papers.pages import page_runs
from analysis.report.papers.pdf.plain_data import Pictures, brief_data
from analysis.report.papers.pdf.preview import Part, PartKind, brief_preview
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.report import Column, Table, VerdictValue
from analysis.report.sheet_style import text_width
from analysis.report.symbols import Symbol
from geo.text import Text
from tests.report.papers.examples import Dot, small_contents

WORD = Text("字", "word")
LINE = Paragraph(Text("一行", "A line"))


def table_of(count: int, *, total: bool = False, text: str = "值") -> Table:
    columns = (Column("a", Text("甲", "A")), Column("b", Text("乙", "B")))
    rows = tuple((f"{i}", text) for i in range(count))
    return Table("t", Text("某表", "A table"), columns, rows, (), ("全市", text) if total else None)


def brief_with(*blocks: Any) -> Brief:
    return Brief(small_contents().report, WORD, (), blocks)


def word_table(table: Table) -> Any:
    return docx.Document(io.BytesIO(brief_docx(brief_with(TableBlock(table))))).tables[0]


def kept(row: Any) -> bool:
    return all(c.paragraphs[0].paragraph_format.keep_with_next for c in row.cells)


def pages_of(*blocks: Any) -> list[tuple[Part, ...]]:
    preview = brief_preview(brief_with(*blocks))
    return [preview.page(n + 1).parts for n in range(len(preview))]


def test_columns_share_the_whole_width_by_what_stands_in_them() -> None:
    columns = [Column(i, Text(i, i)) for i in "abc"]
    rows = [("短", "很长的一段话" * 20, "450921001234")]
    widths = column_widths_mm(columns, rows, 160, 9, "zh")
    assert sum(widths) == pytest.approx(160)
    assert widths[1] > widths[2] > widths[0]


def test_a_number_is_not_parted_for_a_long_text_beside_it() -> None:
    columns = [Column(i, Text(i, i)) for i in "ab"]
    widths = column_widths_mm(columns, [("长" * 4000, "1,390,612.25")], 160, 9, "zh")
    assert widths[1] > 12 * 9 * 0.5 * 25.4 / 72


def test_a_column_to_be_filled_by_hand_has_room_for_a_pen() -> None:
    columns = [Column(i, Text(i, i)) for i in "ab"]
    assert column_widths_mm(columns, [("长" * 4000, None)], 160, 9, "zh")[1] >= 19


def test_more_columns_than_fit_still_share_the_page() -> None:
    columns = [Column(str(i), WORD) for i in range(30)]
    widths = column_widths_mm(columns, [("字" * 30,) * 30], 160, 9, "zh")
    assert sum(widths) == pytest.approx(160)


def test_a_table_without_rows_is_a_sentence(tmp_path: Path) -> None:
    brief = brief_with(TableBlock(table_of(0)))
    document = docx.Document(io.BytesIO(brief_docx(brief)))
    assert not document.tables
    assert "某表：没有记录。" in [p.text for p in document.paragraphs]
    (run,) = brief_data(brief, "zh", Pictures(tmp_path, "zh"))["runs"]
    assert [(b["kind"], b["text"]) for b in run["blocks"]] == [("paragraph", "某表：没有记录。")]


def test_no_page_is_turned_for_a_table_without_rows() -> None:
    full, empty = TableBlock(table_of(2), wide=True), TableBlock(table_of(0), wide=True)
    assert [r.on_side for r in page_runs([LINE, Heading(1, WORD), empty])] == [False]
    assert [r.on_side for r in page_runs([full, Heading(1, WORD), empty])] == [True]


def test_a_short_table_of_word_stays_whole_with_its_notes() -> None:
    assert all(map(kept, word_table(table_of(8, total=True)).rows))


def test_a_high_table_of_few_rows_parts_between_them() -> None:
    rows = list(word_table(table_of(8, text="长" * 500)).rows)
    assert all(map(kept, [*rows[:2], *rows[-3:]]))
    assert not any(map(kept, rows[2:-3]))


def test_the_last_rows_of_a_long_table_of_word_stay_together_and_others_flow() -> None:
    rows = list(word_table(table_of(40, total=True)).rows)
    assert all(map(kept, [*rows[:2], *rows[-3:]]))
    assert not any(map(kept, rows[2:-3]))


def test_rows_of_word_are_whole_but_very_long_ones() -> None:
    short, long = word_table(table_of(1)), word_table(table_of(1, text="长" * 2000))
    assert short.rows[1]._tr.trPr.find(qn("w:cantSplit")) is not None
    assert long.rows[1]._tr.trPr is None or long.rows[1]._tr.trPr.find(qn("w:cantSplit")) is None


def test_two_pictures_with_their_captions_stand_on_a_page_of_word() -> None:
    content = brief_docx(brief_with(Figure(Dot()), Figure(Dot())))
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    room = Emu(section.page_height - section.top_margin - section.bottom_margin).mm
    assert all(2 * (s.width.mm * 104 / 158 + 16) < room for s in document.inline_shapes)


def test_text_flows_on_before_a_picture_that_does_not_fit() -> None:
    lines = [LINE] * 24
    pages = pages_of(*lines, Figure(replace(Dot(), title=WORD)), *lines)
    assert sum(p.text == "一行" for p in pages[0]) > len(lines)
    assert PartKind.PICTURE in {p.kind for p in pages[1]}


def test_a_number_of_counties_stands_on_one_line_with_its_word() -> None:
    columns = [Column(str(i), WORD) for i in range(12)]
    said = VerdictValue(Symbol.NONE, Text("0 / 7 已达到", "0 / 7 met"))
    rows = [(said, *["长" * 60] * 11)]
    width = column_widths_mm(columns, rows, 273, 7.5, "zh")[0]
    assert width >= (text_width("0 / 7 已达到") * 0.52 * 7.5) * 25.4 / 72
    assert not shown(said, "zh").startswith("–")

"""What a reader who can't see the page, and a search, find in each file."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from analysis.report.papers.brief import brief_of
from analysis.report.papers.pdf.typeset import brief_pdf
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.workbook import workbook
from geo.text import Language
from tests.report.papers.examples import small_contents


@pytest.mark.parametrize(("language", "said"), [("zh", b"/Lang(zh-CN)"), ("en", b"/Lang(en)")])
def test_the_pdf_is_tagged_and_says_its_language_title_and_pictures(
    language: Language, said: bytes
) -> None:
    made = brief_pdf(brief_of(small_contents()), language)
    assert b"/MarkInfo<</Marked true" in made
    assert b"/StructTreeRoot" in made
    assert said in made
    assert b"/Title" in made
    assert made.count(b"/S/Figure") == made.count(b"/Alt") > 0


def test_the_pdf_tags_heads_of_tables_and_headings() -> None:
    made = brief_pdf(brief_of(small_contents()))
    assert b"/S/TH" in made
    assert b"/S/H1" in made


def test_word_says_its_title_and_the_language_of_its_words() -> None:
    brief = brief_of(small_contents())
    made = docx.Document(io.BytesIO(brief_docx(brief)))
    assert made.core_properties.title == brief.title.zh
    assert made.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_every_sheet_repeats_its_head_and_is_one_page_wide() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(small_contents().report)))
    for sheet in book.worksheets[1:]:
        assert sheet.print_title_rows
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage

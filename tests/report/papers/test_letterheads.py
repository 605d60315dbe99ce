"""A brief in an office's own Word template: its pages, letterhead and styles stay its own."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu

from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Figure,
    Heading,
    Paragraph,
    TableBlock,
)
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.report import Column, Table
from geo.text import Text
from tests.report.papers.examples import Dot, small_contents
from tests.report.papers.office_letterheads import MARGINS, OFFICE, TEMPLATES, names_of

WORD = Text("字", "word")
TABLE = Table("t", Text("某表", "A table"), (Column("a", WORD),), (("值",),))
BLOCKS: tuple[Block, ...] = (
    Heading(1, Text("一、总体情况", "Overview")),
    Paragraph(WORD),
    Bullets((WORD,)),
    Bullets((WORD,), numbered=True),
    Figure(Dot()),
    TableBlock(TABLE),
    TableBlock(TABLE, wide=True),
    Paragraph(WORD),
    TableBlock(TABLE, wide=True),
)


@lru_cache(maxsize=8)
def made(name: str) -> Any:
    brief = Brief(small_contents().report, Text("某汇报", "A brief"), (), BLOCKS)
    template = TEMPLATES[name]()
    return docx.Document(io.BytesIO(brief_docx(brief, "zh", template)))


def lines(block: Any) -> list[str]:
    return [p.text for p in block.paragraphs]


def paragraph(name: str, said: str) -> Any:
    return next(p for p in made(name).paragraphs if p.text == said)


def margins(section: Any) -> dict[str, int]:
    return {side: round(getattr(section, f"{side}_margin").mm) for side in MARGINS}


@pytest.mark.parametrize("name", TEMPLATES)
def test_upright_pages_after_a_wide_table_are_the_offices(name: str) -> None:
    sections = made(name).sections
    assert [s.orientation for s in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE] * 2
    assert margins(sections[2]) == MARGINS
    assert round(sections[2].footer_distance.mm) == 24
    assert sections[2]._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "579"


@pytest.mark.parametrize("name", TEMPLATES)
def test_pages_on_their_side_have_the_offices_margins_turned(name: str) -> None:
    turned = {"top": 28, "right": 37, "bottom": 25, "left": 35}
    assert margins(made(name).sections[1]) == turned
    assert margins(made(name).sections[3]) == turned


def test_pages_on_their_side_of_the_tools_own_look_are_broad() -> None:
    brief = Brief(small_contents().report, WORD, (), (TableBlock(TABLE, wide=True), *BLOCKS))
    section = docx.Document(io.BytesIO(brief_docx(brief))).sections[1]
    room = Emu(section.page_width - section.left_margin - section.right_margin)
    assert room.mm == pytest.approx(267, abs=0.1)


def test_the_first_page_has_its_letterhead_and_the_marks() -> None:
    section = made("red_head").sections[0]
    assert lines(section.first_page_header) == [OFFICE, "内部资料 · 演示"]
    assert "征求意见稿" in lines(section.first_page_footer)[-1]
    assert lines(section.header) == ["内部资料 · 演示"]


def test_the_letterhead_of_the_first_page_does_not_come_again_nor_does_the_count() -> None:
    first, *later = made("red_head").sections
    assert first.different_first_page_header_footer
    assert not any(s.different_first_page_header_footer for s in later)
    assert [s._sectPr.find(qn("w:pgNumType")) is not None for s in (first, *later)] == [
        True,
        False,
        False,
        False,
    ]


def test_pages_that_are_numbered_are_not_numbered_twice() -> None:
    for foot in (
        made("red_head").sections[0].footer,
        made("red_head").sections[0].first_page_footer,
    ):
        assert len(foot._element.xpath(".//w:fldSimple | .//w:instrText")) == 1
    assert made("chinese_names").sections[0].footer._element.xpath(".//w:instrText")


def test_even_pages_have_their_head_and_the_marks() -> None:
    section = made("chinese_names").sections[0]
    assert lines(section.even_page_header) == [f"{OFFICE}（双页）", "内部资料 · 演示"]
    assert lines(section.header) == [f"{OFFICE}（单页）", "内部资料 · 演示"]
    assert "征求意见稿" in lines(section.even_page_footer)[-1]


def test_a_picture_in_the_head_stays_and_the_marks_stand_under_it() -> None:
    head = made("picture_in_the_head").sections[0].header
    assert head._element.xpath(".//w:drawing")
    assert lines(head) == ["", "内部资料 · 演示"]


def test_styles_are_found_by_their_chinese_names() -> None:
    document = made("chinese_names")
    used = {p.style.name for p in document.paragraphs}
    assert {"标题", "标题 1", "列表项目符号", "列表编号", "题注"} <= used
    assert not {"Title", "Heading 1", "List Bullet", "Caption"} & names_of(document)
    assert {t.style.name for t in document.tables} == {"网格型"}


@pytest.mark.parametrize(
    ("name", "base"), [("red_head", "Body Text"), ("chinese_names", "正文文本")]
)
def test_the_text_has_the_offices_font_and_size(name: str, base: str) -> None:
    style = made(name).styles["规划正文"]
    assert style.base_style.name == base
    assert style.font.size is None
    assert style.element.rPr is None or style.element.rPr.find(qn("w:rFonts")) is None


def test_a_template_without_styles_is_set_as_official_papers_are() -> None:
    style = made("no_styles").styles["规划正文"]
    assert style.font.size.pt == 16
    assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋"


@pytest.mark.parametrize("name", TEMPLATES)
def test_points_are_points_and_lists_are_numbered(name: str) -> None:
    document = made(name)
    numbering = document.part.numbering_part.element
    kinds = []
    for line in document.paragraphs:
        if line.style.name in ("List Bullet", "List Number", "列表项目符号", "列表编号"):
            (held,) = numbering.xpath(f'w:num[@w:numId="{line._p.pPr.numPr.numId.val}"]')
            path = f'w:abstractNum[@w:abstractNumId="{held.abstractNumId.val}"]'
            kinds += numbering.xpath(f"{path}/w:lvl[1]/w:numFmt/@w:val")
    assert kinds == ["bullet", "decimal"]


def test_a_heading_that_numbers_itself_is_not_numbered_twice() -> None:
    assert paragraph("picture_in_the_head", "一、总体情况")._p.pPr.numPr.numId.val == 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_lines_of_fixed_height_do_not_cut_pictures_nor_stretch_tables(name: str) -> None:
    styles = made(name).styles
    for style in ("规划图", "规划表格"):
        assert styles[style].paragraph_format.line_spacing == 1.0
        assert styles[style].paragraph_format.first_line_indent == 0
        assert styles[style].element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) == "0"


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_title_begins_at_the_top_of_an_empty_page(name: str) -> None:
    assert made(name).paragraphs[0].text == "某汇报"

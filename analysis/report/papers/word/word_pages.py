"""How the pages of a Word file lie, and what stands at the head and foot of every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from analysis.report.papers.pages import foot_words
from analysis.report.report import Paper
from geo.safe_text import safe_text
from geo.text import Language

_PAGE_MM = (210.0, 297.0)
_UPRIGHT_MM = {"top": 26.0, "bottom": 22.0, "left": 26.0, "right": 26.0}
_ON_SIDE_MM = {"top": 22.0, "bottom": 18.0, "left": 15.0, "right": 15.0}
_TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
"""Which margin of the upright page is which on its side: the bound edge is then above."""
_OF_THE_FIRST = ("w:titlePg", "w:pgNumType")
"""Settings only a template's own first pages have: letterhead, a number to begin at."""


class Pages:
    """The sections of one document; ``own``: an office's template, whose pages stay its own."""

    def __init__(self, document: Any, *, own: bool) -> None:
        self._document, self._own = document, own
        first = document.sections[-1]
        if not own:
            _lay(first, _PAGE_MM, _UPRIGHT_MM)
        self._upright = {
            child.tag: deepcopy(child)
            for child in first._sectPr
            if child.tag in (qn("w:pgSz"), qn("w:pgMar"))
        }

    def turn(self, *, on_side: bool) -> None:
        """What follows stands on a new page lying so."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        for name in _OF_THE_FIRST:
            for child in section._sectPr.findall(qn(name)):
                section._sectPr.remove(child)
        for tag, child in self._upright.items():
            there = section._sectPr.find(tag)
            section._sectPr.replace(there, deepcopy(child))
        wide, high = section.page_width, section.page_height
        if not on_side or wide > high:
            return
        if not self._own:
            _lay(section, tuple(reversed(_PAGE_MM)), _ON_SIDE_MM)
            section.header_distance = section.footer_distance = Mm(10)
            return
        before = {side: getattr(section, f"{side}_margin") for side in _TURNED}
        section.page_width, section.page_height = high, wide
        section.orientation = WD_ORIENT.LANDSCAPE
        for side, was in _TURNED.items():
            setattr(section, f"{side}_margin", before[was])

    def text_width_mm(self) -> float:
        """Of the pages written now."""
        section = self._document.sections[-1]
        edges = section.page_width - section.left_margin - section.right_margin
        return float(Emu(edges - (section.gutter or 0)).mm)

    def mark(self, paper: Paper, language: Language, style: Any) -> None:
        """Head and foot of every page, first and even ones too; a letterhead stays above them."""
        even = self._document.settings.odd_and_even_pages_header_footer
        marks = " · ".join(mark.get(language) for mark in paper.marks)
        said = foot_words(paper).get(language)
        for place, section in enumerate(self._document.sections):
            for head, foot in _heads_and_feet(section, even=even):
                if place == 0 or not head.is_linked_to_previous:
                    line = _line(head, style, WD_ALIGN_PARAGRAPH.RIGHT)
                    line.add_run(safe_text(marks)).bold = True
                if place == 0 or not foot.is_linked_to_previous:
                    numbered = bool(_numbers(foot))
                    line = _line(foot, style, WD_ALIGN_PARAGRAPH.CENTER)
                    line.add_run(safe_text(said))
                    if not numbered:
                        _page_number(line, language)


def _lay(section: Any, page_mm: tuple[float, ...], margins_mm: dict[str, float]) -> None:
    wide, high = page_mm
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.orientation = WD_ORIENT.LANDSCAPE if wide > high else WD_ORIENT.PORTRAIT
    for side, size in margins_mm.items():
        setattr(section, f"{side}_margin", Mm(size))


def _heads_and_feet(section: Any, *, even: bool) -> Iterator[tuple[Any, Any]]:
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if even:
        yield section.even_page_header, section.even_page_footer


def _line(block: Any, style: Any, align: Any) -> Any:
    """A line of our own at the end of a head or foot: an empty one that stands there, else new."""
    paragraphs = block.paragraphs
    # A picture or a field holds no text and is not empty.
    free = (
        paragraphs
        and block._element[-1] is paragraphs[-1]._p
        and not block._element[-1].xpath("./*[not(self::w:pPr)]")
    )
    line = paragraphs[-1] if free else block.add_paragraph()
    line.style, line.alignment = style, align
    return line


def _numbers(block: Any) -> list[Any]:
    """The page numbers a foot has, in boxes and controls too."""
    path = ".//w:instrText[contains(., 'PAGE')] | .//w:fldSimple[contains(@w:instr, 'PAGE')]"
    return list(block._element.xpath(path))


def _page_number(line: Any, language: Language) -> None:
    zh = language == "zh"
    before, between, after = ("第 ", " 页，共 ", " 页") if zh else ("page ", " of ", "")
    line.add_run(f"  {before}")
    _field(line, "PAGE")
    line.add_run(between)
    _field(line, "NUMPAGES")
    line.add_run(after)


def _field(paragraph: Any, name: str) -> None:
    """A field Word fills in: the page's number, how many there are."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            said = OxmlElement("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = text
            run._r.append(said)

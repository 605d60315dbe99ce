"""Word templates as offices have them, made for tests."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tests.report.papers.examples import ONE_PIXEL

OFFICE = "某某市残疾人联合会"
MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 25}


def _page(document: Any) -> Any:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, size in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(size))
    section.header_distance, section.footer_distance = Mm(13), Mm(24)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")
    return section


def _font(style: Any, east_asian: str, points: float) -> None:
    style.font.size = Pt(points)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), east_asian)


def _field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {name} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def red_head() -> bytes:
    """First page different: the office's name in red over a red line, page numbers like — 1 —."""
    document = docx.Document()
    section = _page(document)
    normal = document.styles["Normal"]
    _font(normal, "方正仿宋_GBK", 16)
    normal.paragraph_format.line_spacing = Pt(28.95)
    normal.paragraph_format.first_line_indent = Pt(32)
    section.different_first_page_header_footer = True
    line = section.first_page_header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(OFFICE)
    run.font.size, run.font.color.rgb = Pt(36), RGBColor(0xE6, 0, 0)
    for foot in (section.footer, section.first_page_footer):
        foot.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        foot.paragraphs[0].add_run("— ")
        _field(foot.paragraphs[0], "PAGE")
        foot.paragraphs[0].add_run(" —")
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(number)
    return _saved(document)


def chinese_names() -> bytes:
    """As WPS files come out of other programs: styles by Chinese names, even pages of their own."""
    document = docx.Document()
    section = _page(document)
    document.settings.odd_and_even_pages_header_footer = True
    section.header.paragraphs[0].text = f"{OFFICE}（单页）"
    section.even_page_header.paragraphs[0].text = f"{OFFICE}（双页）"
    styles = document.styles
    named = {
        "Normal": "正文",
        "Title": "标题",
        "Subtitle": "副标题",
        "Heading 1": "标题 1",
        "Heading 2": "标题2",
        "Heading 3": "标题 3",
        "Body Text": "正文文本",
        "List Bullet": "列表项目符号",
        "List Number": "列表编号",
        "Caption": "题注",
        "Table Grid": "网格型",
    }
    held = {name: styles[name] for name in named}
    for name, style in held.items():
        style.element.find(qn("w:name")).set(qn("w:val"), named[name])
    _font(held["Normal"], "方正仿宋_GBK", 15)
    _font(held["Title"], "方正小标宋简体", 22)
    _font(held["Heading 1"], "方正黑体_GBK", 16)
    held["Body Text"].paragraph_format.first_line_indent = Pt(30)
    return _saved(document)


def picture_in_the_head() -> bytes:
    """A letter with its sign as a picture in the header; headings that number themselves."""
    document = docx.Document()
    section = _page(document)
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(ONE_PIXEL), Mm(60), Mm(15))
    heading = document.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr()
    heading.get_or_add_numId().val = 1
    return _saved(document)


def no_styles() -> bytes:
    """Nothing but pages: no style, no numbering."""
    document = docx.Document()
    _page(document)
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del part.rels[key]
    return _saved(document)


TEMPLATES = {
    "red_head": red_head,
    "chinese_names": chinese_names,
    "picture_in_the_head": picture_in_the_head,
    "no_styles": no_styles,
}


def _saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def names_of(document: Any) -> set[str]:
    """The names of the styles of paragraphs."""
    return {s.name for s in document.styles if s.type == WD_STYLE_TYPE.PARAGRAPH}

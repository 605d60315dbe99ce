"""The styles of the brief, by name: an office's own template keeps its own where it has them.

What a template lacks is made as official papers are set (after GB/T 9704-2012: A4, title 二号,
text 三号仿宋, first headings 黑体, second 楷体); the fonts are those of office PCs, by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from geo.text import Language

BODY, NOTE, WARNING, QUOTE, CELL, CELL_HEAD = (
    "规划正文",
    "规划注释",
    "规划警示",
    "规划引文",
    "规划表格",
    "规划表头",
)
CELL_SMALL, CELL_HEAD_SMALL = "规划表格（密）", "规划表头（密）"
"""Names of the tool's own styles; a template may bring them."""
TITLE, SUBTITLE, CAPTION = "Title", "Subtitle", "Caption"
_SONG, _FANG, _HEI, _KAI, _LATIN = "宋体", "仿宋", "黑体", "楷体", "Times New Roman"
_INK = RGBColor(0x17, 0x21, 0x2B)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style is set: East Asian font, points, and what the text block looks like."""

    font: str
    points: float
    bold: bool = False
    indent_chars: float = 0.0
    line_points: float | None = None
    before_points: float = 0.0
    after_points: float = 0.0
    align: WD_ALIGN_PARAGRAPH | None = None
    with_next: bool = False


_LOOKS: dict[str, _Look] = {
    TITLE: _Look(_SONG, 22, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER, after_points=6),
    SUBTITLE: _Look(_KAI, 14, align=WD_ALIGN_PARAGRAPH.CENTER, after_points=12),
    "Heading 1": _Look(_HEI, 16, before_points=12, after_points=6, with_next=True),
    "Heading 2": _Look(_KAI, 16, bold=True, before_points=6, after_points=4, with_next=True),
    "Heading 3": _Look(_FANG, 16, bold=True, before_points=6, after_points=4, with_next=True),
    BODY: _Look(_FANG, 16, indent_chars=2, line_points=28),
    "List Bullet": _Look(_FANG, 15, line_points=26, after_points=2),
    "List Number": _Look(_FANG, 15, line_points=26, after_points=2),
    CAPTION: _Look(_HEI, 12, align=WD_ALIGN_PARAGRAPH.CENTER, before_points=8, after_points=4),
    NOTE: _Look(_SONG, 10.5, after_points=2),
    WARNING: _Look(_HEI, 12, before_points=2, after_points=8),
    QUOTE: _Look(_KAI, 14, indent_chars=2, line_points=24),
    CELL: _Look(_SONG, 9),
    CELL_HEAD: _Look(_HEI, 9, with_next=True),
    CELL_SMALL: _Look(_SONG, 7.5),
    CELL_HEAD_SMALL: _Look(_HEI, 7.5, with_next=True),
}


def settle_styles(document: Any, language: Language, *, own: bool) -> None:
    """Makes every style the brief uses; ``own``: those the template has are left as they are."""
    styles = document.styles
    there = {style.name for style in styles}
    for name, look in _LOOKS.items():
        if name in there and own:
            continue
        style = styles[name] if name in there else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if name not in there:
            style.base_style = styles["Normal"]
        _set(style, look, language)
    if not own:
        _default_font(styles["Normal"], language)


def _set(style: Any, look: _Look, language: Language) -> None:
    style.font.size = Pt(look.points)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = _INK
    set_fonts(style.element.get_or_add_rPr(), look.font)
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)
    block = style.paragraph_format
    block.space_before, block.space_after = Pt(look.before_points), Pt(look.after_points)
    block.line_spacing = Pt(look.line_points) if look.line_points else None
    block.keep_with_next = look.with_next
    if look.align is not None:
        block.alignment = look.align
    # A first line set in by two characters is a Chinese custom.
    if look.indent_chars and language == "zh":
        block.first_line_indent = Pt(look.points * look.indent_chars)


def _default_font(normal: Any, language: Language) -> None:
    properties = normal.element.get_or_add_rPr()
    set_fonts(properties, _FANG)
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-US")
    said.set(qn("w:eastAsia"), "zh-CN")
    if language == "en":
        said.set(qn("w:eastAsia"), "en-US")
    properties.append(said)


def set_fonts(run_properties: Any, east_asian: str) -> None:
    """Sets Latin and East Asian typefaces; a theme's would otherwise stand before them."""
    fonts = run_properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        run_properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), _LATIN)
    fonts.set(qn("w:hAnsi"), _LATIN)
    fonts.set(qn("w:cs"), _LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)

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

from analysis.report.papers.word.word_names import NORMAL, TABLE, style_called
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
PICTURE = "规划图"
"""Names of the tool's own styles; a template may bring them."""
BODY_TEXT = "公文正文"
TITLE, SUBTITLE, CAPTION = "Title", "Subtitle", "Caption"
_SONG, _FANG, _HEI, _KAI, _LATIN = "宋体", "仿宋", "黑体", "楷体", "Times New Roman"
_HANGING = 24.0
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
    follows: bool = False
    """Whether an office's own body text gives font, size and line spacing."""
    hanging_points: float = 0.0


_LEFT, _CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_LOOKS: dict[str, _Look] = {
    TITLE: _Look(_SONG, 22, bold=True, align=_CENTER, after_points=6),
    SUBTITLE: _Look(_KAI, 14, align=_CENTER, after_points=12),
    "Heading 1": _Look(_HEI, 16, before_points=12, after_points=6, with_next=True),
    "Heading 2": _Look(_KAI, 16, bold=True, before_points=6, after_points=4, with_next=True),
    "Heading 3": _Look(_FANG, 16, bold=True, before_points=6, after_points=4, with_next=True),
    BODY: _Look(_FANG, 16, indent_chars=2, line_points=28, follows=True),
    "List Bullet": _Look(
        _FANG, 15, line_points=26, after_points=2, follows=True, hanging_points=_HANGING
    ),
    "List Number": _Look(
        _FANG, 15, line_points=26, after_points=2, follows=True, hanging_points=_HANGING
    ),
    CAPTION: _Look(_HEI, 12, align=_CENTER, before_points=8, after_points=4),
    PICTURE: _Look(_SONG, 9, align=_CENTER, before_points=4, with_next=True),
    NOTE: _Look(_SONG, 9, before_points=2, align=_LEFT),
    WARNING: _Look(_HEI, 12, before_points=2, after_points=8),
    QUOTE: _Look(_KAI, 14, indent_chars=2, line_points=24),
    CELL: _Look(_SONG, 9, align=_LEFT),
    CELL_HEAD: _Look(_HEI, 9, align=_LEFT, with_next=True),
    CELL_SMALL: _Look(_SONG, 7.5, align=_LEFT),
    CELL_HEAD_SMALL: _Look(_HEI, 7.5, align=_LEFT, with_next=True),
}


def settle_styles(document: Any, language: Language, *, own: bool) -> dict[str, Any]:
    """Every style the brief uses, by our name for it; those it lacks are made.

    ``own``: an office's template, whose own styles are left as they are, under any of their names.
    """
    normal = style_called(document, NORMAL)
    if normal is None:
        normal = document.styles.add_style(NORMAL, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        normal.element.set(qn("w:default"), "1")
    body = (style_called(document, BODY_TEXT) if own else None) or normal
    settled = {}
    for name, look in _LOOKS.items():
        style = style_called(document, name)
        if style is None:
            # Built-in names are English; a name of our own is not one of them.
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.isascii())
            style.base_style = body if look.follows else normal
            _set(style, look, language, given=own)
        elif not own:
            _set(style, look, language)
        settled[name] = style
    table = style_called(document, TABLE, WD_STYLE_TYPE.TABLE) if own else None
    if table is not None:
        settled[TABLE] = table
    if not own:
        _default_font(normal, language)
    return settled


def _set(style: Any, look: _Look, language: Language, *, given: bool = False) -> None:
    """``given``: what the office's text says of font, size and lines is kept where it is followed.

    Else all is said, for what a template's text says (a line of fixed height, a first line set
    in) would spoil tables and pictures.
    """
    kept = given and look.follows
    properties = style.element.get_or_add_rPr()
    sized = kept and _says(style, "w:rPr/w:sz")
    if not (kept and _says(style, "w:rPr/w:rFonts[@w:eastAsia or @w:eastAsiaTheme]")):
        set_fonts(properties, look.font)
    if not sized:
        style.font.size = Pt(look.points)
    if not kept:
        style.font.bold, style.font.italic = look.bold, False
        style.font.color.rgb = _INK
    paragraph = style.element.get_or_add_pPr()
    border = paragraph.find(qn("w:pBdr"))
    if border is not None:
        paragraph.remove(border)
    block = style.paragraph_format
    block.space_before, block.space_after = Pt(look.before_points), Pt(look.after_points)
    if not (sized or (kept and _says(style, "w:pPr/w:spacing[@w:line]"))):
        block.line_spacing = Pt(look.line_points) if look.line_points else 1.0
    block.keep_with_next = look.with_next
    if look.align is not None:
        block.alignment = look.align
    _indent(style, look, language, given=given)
    if given and not look.follows and not look.line_points:
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        paragraph.find(qn("w:spacing")).addprevious(off)


def _indent(style: Any, look: _Look, language: Language, *, given: bool) -> None:
    """The first line set in by two characters, a Chinese custom; none that the text has else."""
    block = style.paragraph_format
    if look.indent_chars and language == "zh":
        if not (given and _says(style, "w:pPr/w:ind[@w:firstLine or @w:firstLineChars]")):
            block.first_line_indent = Pt(look.points * look.indent_chars)
            style.element.pPr.ind.set(qn("w:firstLineChars"), str(round(look.indent_chars * 100)))
    elif given:
        block.left_indent = Pt(look.hanging_points)
        block.first_line_indent = Pt(-look.hanging_points)
        for name in ("w:firstLineChars", "w:leftChars", "w:hangingChars"):
            style.element.pPr.ind.set(qn(name), "0")


def _says(style: Any, path: str) -> bool:
    """Whether the style, one it is based on, or the document's defaults say so."""
    at = style
    while at is not None:
        if at.element.xpath(path):
            return True
        at = at.base_style
    kind, rest = path.split("/", 1)
    said = f"w:docDefaults/{kind}Default/{kind}/{rest}"
    return bool(style.element.getparent().xpath(said))


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

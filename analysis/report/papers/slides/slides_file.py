"""The slides as a PowerPoint file, in an office's own template where one is given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from analysis.report.cell_text import heading, shown
from analysis.report.papers.document import (
    Bullets,
    Deck,
    Figure,
    Paragraph,
    ParagraphStyle,
    Slide,
    TableBlock,
)
from analysis.report.papers.plain_xml import plain_xml
from analysis.report.papers.same_bytes import same_bytes
from analysis.report.papers.slides.slide_tables import (
    CELL_MARGIN_MM,
    CONTINUED,
    HEIGHT_MM,
    PARAGRAPH_MM,
    ROOM_MM,
    TITLE_MM,
    WIDTH_MM,
    FittedTable,
    fitted,
    room_mm,
    title_points,
)
from analysis.report.papers.templates import TemplateRefusedError
from analysis.report.report import ColumnKind, Paper, Share, Value, VerdictValue, state_words
from analysis.report.sheet_style import (
    DEMO_FILL,
    DEMO_INK,
    FONT,
    INK,
    MUTE,
    SURFACE,
    SYMBOL_COLOURS,
)
from geo.text import Language, Text

_LEFT_MM, _TOP_MM, _FOOT_MM = 16.0, 9.0, 180.0
_BODY_MM = _TOP_MM + TITLE_MM + 3.0
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""PowerPoint's own table style of thin lines and no fill ("No Style, Table Grid")."""
_LAYOUTS = {"title": ("标题幻灯片", "Title Slide"), "body": ("仅标题", "Title Only")}
"""The names of the layouts used, in Chinese and English templates."""


class SlideTemplateError(TemplateRefusedError):
    """The template given is no PowerPoint file that can be used; ``text`` says so."""

    def __init__(self) -> None:
        text = Text(
            "模板不是可用的 PowerPoint 文件（.pptx），或没有“标题幻灯片”“仅标题”版式；没有使用它。",
            "The template is no PowerPoint file (.pptx) that can be used, or lacks the layouts"
            " “Title Slide” and “Title Only”; it was not used.",
        )
        super().__init__(text)


def deck_pptx(deck: Deck, language: Language = "zh", template: bytes | None = None) -> bytes:
    """The file's bytes, the same for the same deck. Raises SlideTemplateError.

    ``template``: its layouts and fonts are used; slides it already has are left out.
    """
    show = _opened(template)
    writer = _Writer(show, deck.paper, language, own=template is not None)
    writer.first(deck)
    for slide in deck.slides:
        writer.add(slide)
    _describe(show, deck, language)
    stream = BytesIO()
    show.save(stream)
    return same_bytes(stream.getvalue(), deck.paper.as_of)


def _opened(template: bytes | None) -> Any:
    if template is None:
        show = pptx.Presentation()
        show.slide_width, show.slide_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
        return show
    try:
        show = pptx.Presentation(BytesIO(template))
        slides = show.slides._sldIdLst
        for slide in list(slides):
            show.part.drop_rel(slide.rId)
            slides.remove(slide)
        for kind in _LAYOUTS:
            _layout(show, kind)
    except Exception as error:  # (python-pptx raises what its parts raise)
        raise SlideTemplateError from error
    return show


def _layout(show: Any, kind: str) -> Any:
    for layout in show.slide_layouts:
        if layout.name in _LAYOUTS[kind]:
            return layout
    raise SlideTemplateError


class _Writer:
    """One show being written."""

    def __init__(self, show: Any, paper: Paper, language: Language, *, own: bool) -> None:
        self._show, self._paper, self._language, self._own = show, paper, language, own
        # A template may be of another size: everything is laid out in its proportion.
        self._across = show.slide_width / Mm(WIDTH_MM)
        self._down = show.slide_height / Mm(HEIGHT_MM)

    def first(self, deck: Deck) -> None:
        """The title, the lines under it."""
        slide = self._show.slides.add_slide(_layout(self._show, "title"))
        self._title(slide, deck.title.get(self._language), 36, (60.0, 40.0), PP_ALIGN.CENTER)
        under = "\n".join(line.get(self._language) for line in deck.under)
        place = next((p for p in slide.placeholders if p.placeholder_format.idx == 1), None)
        if place is not None:
            self._place(place, _LEFT_MM, 104.0, ROOM_MM[0], 30.0)
            self._write(place.text_frame, under, 18, colour=MUTE, align=PP_ALIGN.CENTER)
        self._foot(slide)

    def add(self, slide: Slide) -> None:
        """One slide; a table too long for it goes on with more."""
        tables = [b for b in slide.body if isinstance(b, TableBlock)]
        parts = fitted(tables[0], self._language, room_mm(slide)) if tables else (None,)
        for place, part in enumerate(parts):
            title = slide.title.get(self._language)
            title += CONTINUED.get(self._language) if place else ""
            made = self._show.slides.add_slide(_layout(self._show, "body"))
            self._title(made, title, title_points(title), (_TOP_MM, TITLE_MM), PP_ALIGN.LEFT)
            self._body(made, slide, part)
            self._foot(made)
            made.notes_slide.notes_text_frame.text = plain_xml(slide.notes.get(self._language))

    def _body(self, made: Any, slide: Slide, part: FittedTable | None) -> None:
        top = _BODY_MM
        for block in slide.body:
            match block:
                case Paragraph(text=text, style=style):
                    self._paragraph(made, text, style, top)
                    top += PARAGRAPH_MM
                case Bullets():
                    self._bullets(made, block, top)
                case Figure():
                    self._figure(made, block, top)
                case TableBlock() if part is not None:
                    self._table(made, block, part, top)
                case _:
                    raise ValueError(f"no block of a slide: {type(block).__name__}")

    def _title(
        self,
        slide: Any,
        text: str,
        points: float,
        place_mm: tuple[float, float],
        align: PP_ALIGN,
    ) -> None:
        title = slide.shapes.title
        if not self._own:
            self._place(title, _LEFT_MM, place_mm[0], ROOM_MM[0], place_mm[1])
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        title.text_frame.word_wrap = True
        self._write(title.text_frame, text, points, bold=True, align=align)

    def _paragraph(self, slide: Any, text: Text, style: ParagraphStyle, top_mm: float) -> None:
        box = slide.shapes.add_textbox(*self._at(_LEFT_MM, top_mm, ROOM_MM[0], PARAGRAPH_MM - 3))
        box.text_frame.word_wrap = True
        warning = style is ParagraphStyle.WARNING
        if warning:
            box.fill.solid()
            box.fill.fore_color.rgb = _rgb(DEMO_FILL)
        colour = DEMO_INK if warning else INK
        self._write(box.text_frame, text.get(self._language), 14, colour=colour)

    def _bullets(self, slide: Any, block: Bullets, top_mm: float) -> None:
        box = slide.shapes.add_textbox(*self._at(_LEFT_MM, top_mm, *ROOM_MM))
        box.text_frame.word_wrap = True
        said = [item.get(self._language) for item in block.items]
        if block.numbered:
            said = [f"{n}. {text}" for n, text in enumerate(said, start=1)]
        self._write(box.text_frame, "\n".join(said), 16, space_points=8)

    def _figure(self, slide: Any, block: Figure, top_mm: float) -> None:
        picture = block.drawing.png(self._language, *ROOM_MM)
        place = self._at(_LEFT_MM, top_mm, *ROOM_MM)
        shape = slide.shapes.add_picture(BytesIO(picture), *place)
        said = shape._element.nvPicPr.cNvPr
        said.set("descr", plain_xml(block.drawing.alt.get(self._language)))
        said.set("name", plain_xml(block.drawing.title.get(self._language)))

    def _table(self, slide: Any, block: TableBlock, part: FittedTable, top_mm: float) -> None:
        table, places = block.table, block.places
        rows = table.all_rows[part.first : part.last]
        place = self._at(_LEFT_MM, top_mm, ROOM_MM[0], 10.0)
        frame = slide.shapes.add_table(len(rows) + 1, len(places), *place)
        said = frame._element.nvGraphicFramePr.cNvPr
        said.set("descr", plain_xml(table.title.get(self._language)))
        grid = frame.table
        grid.horz_banding = False
        frame._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _GRID
        for column, width in zip(grid.columns, part.widths_mm, strict=True):
            column.width = round(Mm(width) * self._across)
        for column, i in enumerate(places):
            shape = table.columns[i]
            head = heading(shape, self._language)
            numeric = shape.kind is ColumnKind.NUMBER
            self._cell(grid.cell(0, column), head, part.points, SURFACE, bold=True, end=numeric)
            for line, row in enumerate(rows, start=1):
                strong = table.total is not None and part.first + line == len(table.all_rows)
                self._value(grid.cell(line, column), row[i], part.points, strong=strong)
        for row, height in zip(grid.rows, part.heights_mm, strict=True):
            row.height = round(Mm(height) * self._down)

    def _value(self, cell: Any, value: Value, points: float, *, strong: bool) -> None:
        fill = SYMBOL_COLOURS[value.symbol][0] if isinstance(value, VerdictValue) else "#FFFFFF"
        numeric = isinstance(value, int | float | Share)
        self._cell(cell, shown(value, self._language), points, fill, bold=strong, end=numeric)

    def _cell(
        self, cell: Any, text: str, points: float, fill: str, *, bold: bool, end: bool
    ) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(fill)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.margin_left = cell.margin_right = Mm(CELL_MARGIN_MM)
        cell.margin_top = cell.margin_bottom = Mm(CELL_MARGIN_MM / 2)
        align = PP_ALIGN.RIGHT if end else PP_ALIGN.LEFT
        self._write(cell.text_frame, text, points, bold=bold, align=align)

    def _foot(self, slide: Any) -> None:
        """City, day, state, run id; the marks at the right, on every slide."""
        state = state_words(self._paper.state, self._paper.revision)
        city = Text(self._paper.city.name_zh, self._paper.city.name_en)
        day = self._paper.as_of.isoformat()
        said = (city.get(self._language), day, state.get(self._language), self._paper.run_id)
        self._foot_box(slide, "    ".join(said), 0.0, PP_ALIGN.LEFT)
        marks = " · ".join(mark.get(self._language) for mark in self._paper.marks)
        self._foot_box(slide, marks, ROOM_MM[0] / 2, PP_ALIGN.RIGHT)

    def _foot_box(self, slide: Any, text: str, left_mm: float, align: PP_ALIGN) -> None:
        place = self._at(_LEFT_MM + left_mm, _FOOT_MM, ROOM_MM[0] / 2, 8.0)
        box = slide.shapes.add_textbox(*place)
        bold = align is PP_ALIGN.RIGHT
        self._write(box.text_frame, text, 10, colour=MUTE, align=align, bold=bold)

    def _write(
        self,
        frame: Any,
        text: str,
        points: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: PP_ALIGN = PP_ALIGN.LEFT,
        space_points: float = 0,
    ) -> None:
        """The text, a paragraph a line; Latin and East Asian typefaces are set by hand."""
        for place, line in enumerate(plain_xml(text).split("\n")):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = align
            if space_points:
                paragraph.space_after = Pt(space_points)
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(points), bold
            run.font.color.rgb = _rgb(colour)
            if not self._own:
                _set_typeface(run)

    def _place(self, shape: Any, *place_mm: float) -> None:
        shape.left, shape.top, shape.width, shape.height = self._at(*place_mm)

    def _at(self, left: float, top: float, width: float, height: float) -> tuple[int, ...]:
        return (
            round(Mm(left) * self._across),
            round(Mm(top) * self._down),
            round(Mm(width) * self._across),
            round(Mm(height) * self._down),
        )


def _set_typeface(run: Any) -> None:
    properties = run._r.get_or_add_rPr()
    for kind in ("a:latin", "a:ea"):
        face = properties.makeelement(qn(kind), {"typeface": FONT})
        properties.append(face)


def _describe(show: Any, deck: Deck, language: Language) -> None:
    made = datetime.combine(deck.paper.as_of, time())
    core = show.core_properties
    core.title = plain_xml(deck.title.get(language))
    core.author = core.last_modified_by = ""
    core.comments = deck.paper.run_id
    core.keywords = " ".join(_said(deck.paper.marks, language))
    core.created = core.modified = core.last_printed = made
    core.revision = 1
    core.language = "zh-CN" if language == "zh" else "en"


def _said(texts: Iterable[Text], language: Language) -> list[str]:
    return [text.get(language) for text in texts]


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]

"""Draws a laid out slide with python-pptx: real text, real tables, pictures with their words."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from analysis.report.papers.slides.boxes import Grid, Line, Page, Picture, Place, Run, Words
from analysis.report.papers.slides.grids import draw_grid
from analysis.report.papers.slides.measure import LINE_EM
from analysis.report.papers.slides.words import INSET_MM
from analysis.report.sheet_style import FONT, INK
from geo.safe_text import safe_text
from geo.text import Language

_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_BAR_MM = 1.4
_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
_LATIN = "Arial"
"""On every office PC, and one of its widths wherever LibreOffice is."""


class Brush:
    """Draws pages; ``own``: in an office's template, whose fonts and places are kept."""

    def __init__(self, language: Language, *, own: bool) -> None:
        self._language, self._own = language, own

    def page(self, slide: Any, page: Page) -> None:
        """The title, then what stands under it as it is read, then the foot."""
        title = slide.shapes.title
        if not self._own:
            _put(title, page.title_place)
            title.text_frame.margin_left = title.text_frame.margin_right = Mm(0)
        title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        title.text_frame.word_wrap = True
        align = "center" if page.opening else "left"
        run = Run(page.title, bold=True, colour="" if self._own else INK)
        self.write(title.text_frame, (Line((run,), page.title_points),), align)
        boxes = list(page.boxes)
        if self._own:
            _paper(slide, [b.place for b in (*(() if page.opening else boxes), *page.foot)])
        under = next((p for p in slide.placeholders if p.placeholder_format.idx == 1), None)
        if page.under is not None and under is not None:
            if not self._own:
                _put(under, page.under.place)
            self.write(under.text_frame, page.under.lines, page.under.align)
        elif page.under is not None:
            boxes.append(page.under)
        for box in (*boxes, *page.foot):
            match box:
                case Words():
                    self._words(slide, box)
                case Picture():
                    self._picture(slide, box)
                case Grid():
                    draw_grid(self, slide, box, self._language)
        for place in list(slide.placeholders):
            if place.has_text_frame and not place.text_frame.text:
                place._element.getparent().remove(place._element)
        _number(slide)
        slide.notes_slide.notes_text_frame.text = safe_text(page.notes)

    def _words(self, slide: Any, box: Words) -> None:
        shape = slide.shapes.add_textbox(*_mm(box.place))
        if box.fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = rgb(box.fill)
        frame = shape.text_frame
        frame.word_wrap = True
        # Else LibreOffice makes the box as low as its words.
        frame.auto_size = MSO_AUTO_SIZE.NONE
        inset = Mm(INSET_MM if box.fill else 0)
        frame.margin_left = frame.margin_right = inset
        frame.margin_top = frame.margin_bottom = Mm(0)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if box.middle else MSO_ANCHOR.TOP
        self.write(frame, box.lines, box.align)
        if box.bar:
            _quiet(slide, replace(box.place, width=_BAR_MM), box.bar)

    def _picture(self, slide: Any, box: Picture) -> None:
        drawing = box.figure.drawing
        place = box.place
        content = drawing.png(self._language, place.width, place.height, plain=True)
        shape = slide.shapes.add_picture(BytesIO(content), *_mm(place))
        said = shape._element.nvPicPr.cNvPr
        said.set("descr", safe_text(drawing.alt.get(self._language)))
        said.set("name", safe_text(drawing.title.get(self._language)))

    def write(self, frame: Any, lines: tuple[Line, ...], align: str) -> None:
        """The lines, a paragraph each; Latin and East Asian typefaces are set by hand."""
        for place, line in enumerate(_parted(lines)):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = _ALIGN[align]
            # Fixed, for fonts differ by a tenth: what was measured fits.
            paragraph.line_spacing = Pt(round(LINE_EM * line.points, 1))
            if line.before:
                paragraph.space_before = Pt(round(line.before))
            for words in line.runs:
                run = paragraph.add_run()
                run.text = safe_text(words.text)
                run.font.size, run.font.bold = Pt(line.points), words.bold
                run._r.get_or_add_rPr().set("lang", _LANGUAGES[self._language])
                if words.colour:
                    run.font.color.rgb = rgb(words.colour)
                if not self._own:
                    _set_typeface(run)


def _parted(lines: tuple[Line, ...]) -> list[Line]:
    """Lines with line breaks in them as lines of their own."""
    found = []
    for line in lines:
        if len(line.runs) == 1 and "\n" in line.runs[0].text:
            run = line.runs[0]
            texts = run.text.split("\n")
            found += [
                Line((Run(t, run.bold, run.colour),), line.points, line.before if not i else 0.0)
                for i, t in enumerate(texts)
            ]
        else:
            found.append(line)
    return found


def _number(slide: Any) -> None:
    """The last run of the foot becomes PowerPoint's own slide number."""
    frame = slide.shapes[-1].text_frame
    run = frame.paragraphs[-1].runs[-1]._r
    field = run.makeelement(qn("a:fld"), {"id": _FIELD, "type": "slidenum"})
    for child in list(run):
        field.append(child)
    run.getparent().replace(run, field)


_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"


def _paper(slide: Any, places: list[Place]) -> None:
    """White under body and foot: in an office's template the ground may be dark or a photo."""
    left, top = min(p.left for p in places), min(p.top for p in places)
    right, low = max(p.left + p.width for p in places), max(p.bottom for p in places)
    wide = right - left + 2 * INSET_MM
    _quiet(slide, Place(left - INSET_MM, top, wide, low - top), "#FFFFFF")


def _quiet(slide: Any, place: Place, colour: str) -> None:
    """A rectangle that says nothing."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_mm(place))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(colour)
    shape.line.fill.background()
    shape.shadow.inherit = False
    _decorative(shape)


def _decorative(shape: Any) -> None:
    """Says that a reader who can't see it misses nothing."""
    said = shape._element.nvSpPr.cNvPr
    extensions = said.makeelement(qn("a:extLst"), {})
    one = extensions.makeelement(qn("a:ext"), {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"})
    one.append(one.makeelement(f"{{{_ADEC}}}decorative", {"val": "1"}, {"adec": _ADEC}))
    extensions.append(one)
    said.append(extensions)


def _set_typeface(run: Any) -> None:
    properties = run._r.get_or_add_rPr()
    for kind, face in (("a:latin", _LATIN), ("a:ea", FONT)):
        properties.append(properties.makeelement(qn(kind), {"typeface": face}))


def _put(shape: Any, place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = _mm(place)


def _mm(place: Place) -> tuple[int, int, int, int]:
    left, top = round(Mm(1) * place.left), round(Mm(1) * place.top)
    return left, top, round(Mm(1) * place.width), round(Mm(1) * place.height)


def rgb(colour: str) -> RGBColor:
    """The colour as python-pptx takes it."""
    return RGBColor(*bytes.fromhex(colour.lstrip("#")))  # type: ignore[no-untyped-call]

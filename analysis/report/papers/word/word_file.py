"""The brief as a Word file, in an office's own template where one is given."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from analysis.report.papers.document import (
    Block,
    Brief,
    Bullets,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    TableBlock,
)
from analysis.report.papers.pages import no_rows, page_runs
from analysis.report.papers.same_bytes import same_bytes
from analysis.report.papers.templates import WORD, refuse_other_kinds, unreadable
from analysis.report.papers.word.word_styles import (
    BODY,
    CAPTION,
    NOTE,
    QUOTE,
    SUBTITLE,
    TITLE,
    WARNING,
    settle_styles,
)
from analysis.report.papers.word.word_tables import add_table
from analysis.report.report import Paper, state_words
from geo.safe_text import safe_text
from geo.text import Language, Text

_STYLES: dict[ParagraphStyle, str] = {
    ParagraphStyle.BODY: BODY,
    ParagraphStyle.NOTE: NOTE,
    ParagraphStyle.WARNING: WARNING,
    ParagraphStyle.QUOTE: QUOTE,
}
_PAGE_MM = (210.0, 297.0)
_MARGINS_MM = {"top": 30.0, "bottom": 26.0, "left": 26.0, "right": 26.0}
_SIDE_MARGIN_MM = 18.0
"""Of pages on their side, left and right."""


def brief_docx(brief: Brief, language: Language = "zh", template: bytes | None = None) -> bytes:
    """The file's bytes, the same for the same brief. Raises TemplateRefusedError.

    ``template``: letterhead, margins and styles come from it; its own text, where it has any,
    stays before the brief's.
    """
    document = _opened(template)
    writer = _Writer(document, brief.paper, language, own=template is not None)
    writer.begin(brief)
    for run in page_runs(brief.blocks):
        writer.turn(on_side=run.on_side)
        for block in run.blocks:
            writer.add(block)
    writer.finish(brief)
    stream = BytesIO()
    document.save(stream)
    return same_bytes(stream.getvalue(), brief.paper.as_of)


def _opened(template: bytes | None) -> Any:
    if template is None:
        return docx.Document()
    refuse_other_kinds(template, WORD)
    try:
        return docx.Document(BytesIO(template))
    except Exception as error:  # (python-docx raises what its parts raise)
        raise unreadable(WORD) from error


class _Writer:
    """One Word file being written; pages turn on their side for wide tables and back."""

    def __init__(self, document: Any, paper: Paper, language: Language, *, own: bool) -> None:
        self._document, self._paper, self._language, self._own = document, paper, language, own
        self._on_side = self._begun = False
        settle_styles(document, language, own=own)
        if not own:
            _set_page(document.sections[0], on_side=False)

    def begin(self, brief: Brief) -> None:
        """Title, the lines under it, and what stands on every page."""
        self._marks(self._document.sections[0])
        self._say(brief.title, TITLE)
        for line in brief.under:
            self._say(line, SUBTITLE)

    def turn(self, *, on_side: bool) -> None:
        """A new page lying so; the first blocks stand under the title, on the page there is."""
        if not self._begun and not on_side:
            return
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        if on_side is not self._on_side:
            _set_page(section, on_side=on_side)
        self._on_side = on_side

    def add(self, block: Block) -> None:
        """One block."""
        self._begun = True
        match block:
            case Heading(level=level, text=text):
                self._say(text, f"Heading {level}")
            case Paragraph(text=text, style=style):
                self._say(text, _STYLES[style])
            case Bullets():
                self._bullets(block)
            case TableBlock():
                self._table(block)
            case Figure():
                self._figure(block)
            case PageBreak():
                raise ValueError("pages are parted before")

    def finish(self, brief: Brief) -> None:
        """What the file says of itself."""
        made = datetime.combine(brief.paper.as_of, time())
        core = self._document.core_properties
        core.title = safe_text(brief.title.get(self._language))
        core.author = core.last_modified_by = ""
        core.comments = brief.paper.run_id
        core.keywords = " ".join(m.get(self._language) for m in brief.paper.marks)
        core.created = core.modified = core.last_printed = made
        core.revision = 1
        core.language = "zh-CN" if self._language == "zh" else "en"

    def _say(self, text: Text, style: str) -> Any:
        return self._document.add_paragraph(safe_text(text.get(self._language)), style=style)

    def _bullets(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        number = self._new_list(style) if block.numbered else None
        for item in block.items:
            paragraph = self._say(item, style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _new_list(self, style: str) -> int | None:
        """The number of a list that begins at 1 again; None where the style has no numbering."""
        settings = self._document.styles[style].element.pPr
        if settings is None or settings.numPr is None or settings.numPr.numId is None:
            return None
        numbering = self._document.part.numbering_part.element
        used = numbering.num_having_numId(settings.numPr.numId.val)
        fresh = numbering.add_num(used.abstractNumId.val)
        fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(fresh.numId)

    def _table(self, block: TableBlock) -> None:
        if not block.table.all_rows:
            self._say(no_rows(block.table), BODY)
            return
        if block.caption:
            caption = self._say(block.table.title, CAPTION)
            caption.paragraph_format.keep_with_next = True
        add_table(self._document, block, self._text_width_mm(), self._language)
        for note in block.table.notes:
            self._say(note, NOTE).paragraph_format.keep_with_next = True
        self._run()

    def _figure(self, block: Figure) -> None:
        # Drawn in the size the PDF has it in, so that it is drawn once for both.
        picture = block.drawing.png(self._language, block.width_mm, block.height_mm)
        width = min(block.width_mm, self._text_width_mm())
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture), width=Mm(width))
        said = shape._inline.docPr
        said.set("descr", safe_text(block.drawing.alt.get(self._language)))
        said.set("name", safe_text(block.drawing.title.get(self._language)))
        caption = self._say(block.drawing.title, CAPTION)
        caption.paragraph_format.keep_with_next = True
        self._run()

    def _run(self) -> None:
        """Of which run a table or picture is."""
        self._say(Text(f"运行编号 {self._paper.run_id}", f"Run {self._paper.run_id}"), NOTE)

    def _text_width_mm(self) -> float:
        section = self._document.sections[-1]
        edges = section.page_width - section.left_margin - section.right_margin
        return float(Emu(edges).mm)

    def _marks(self, section: Any) -> None:
        """Head and foot of every page; a template's own letterhead stays."""
        marks = " · ".join(mark.get(self._language) for mark in self._paper.marks)
        head = section.header.paragraphs[0] if not self._own else section.header.add_paragraph()
        head.style = NOTE
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head.add_run(safe_text(marks)).bold = True
        foot = section.footer.paragraphs[0] if not self._own else section.footer.add_paragraph()
        foot.style = NOTE
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        state = state_words(self._paper.state, self._paper.revision).get(self._language)
        said = f"{self._paper.as_of.isoformat()}  {state}  {self._paper.run_id}  "
        foot.add_run(safe_text(said))
        before, between, after = (
            ("第 ", " 页，共 ", " 页") if self._language == "zh" else ("page ", " of ", "")
        )
        foot.add_run(before)
        _field(foot, "PAGE")
        foot.add_run(between)
        _field(foot, "NUMPAGES")
        foot.add_run(after)


def _set_page(section: Any, *, on_side: bool) -> None:
    wide, high = sorted(_PAGE_MM, reverse=on_side)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.orientation = WD_ORIENT.LANDSCAPE if on_side else WD_ORIENT.PORTRAIT
    for side, size in _MARGINS_MM.items():
        narrow = on_side and side in ("left", "right")
        setattr(section, f"{side}_margin", Mm(_SIDE_MARGIN_MM if narrow else size))


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

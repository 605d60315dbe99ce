"""The brief as a Word file, in an office's own template where one is given."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

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
from analysis.report.papers.templates import WORD, refuse_unfit, unreadable
from analysis.report.papers.word.word_lists import Lists, number_of, put_number
from analysis.report.papers.word.word_pages import Pages
from analysis.report.papers.word.word_styles import (
    BODY,
    CAPTION,
    NOTE,
    PICTURE,
    QUOTE,
    SUBTITLE,
    TITLE,
    WARNING,
    settle_styles,
)
from analysis.report.papers.word.word_tables import add_table
from analysis.report.report import Paper
from geo.safe_text import safe_text
from geo.text import Language, Text

_STYLES: dict[ParagraphStyle, str] = {
    ParagraphStyle.BODY: BODY,
    ParagraphStyle.NOTE: NOTE,
    ParagraphStyle.WARNING: WARNING,
    ParagraphStyle.QUOTE: QUOTE,
}


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
    refuse_unfit(template, WORD)
    try:
        document = docx.Document(BytesIO(template))
    except Exception as error:  # (python-docx raises what its parts raise)
        raise unreadable(WORD) from error
    body = document.element.body
    if not body.xpath("./*[not(self::w:p or self::w:sectPr)] | ./w:p/*[not(self::w:pPr)]"):
        # Empty lines of a letterhead's blank page: the title begins at its top.
        for line in body.xpath("./w:p[not(w:pPr/w:sectPr)]"):
            body.remove(line)
    return document


class _Writer:
    """One Word file being written; pages turn on their side for wide tables and back."""

    def __init__(self, document: Any, paper: Paper, language: Language, *, own: bool) -> None:
        self._document, self._paper, self._language = document, paper, language
        self._begun = False
        self._styles = settle_styles(document, language, own=own)
        self._lists = Lists(document)
        self._pages = Pages(document, own=own)

    def begin(self, brief: Brief) -> None:
        """Title, the lines under it, and what stands on every page."""
        self._pages.mark(self._paper, self._language, self._styles[NOTE])
        self._say(brief.title, TITLE)
        for line in brief.under:
            self._say(line, SUBTITLE)

    def turn(self, *, on_side: bool) -> None:
        """A new page lying so; the first blocks stand under the title, on the page there is."""
        if self._begun or on_side:
            self._pages.turn(on_side=on_side)

    def add(self, block: Block) -> None:
        """One block."""
        self._begun = True
        match block:
            case Heading(level=level, text=text):
                self._heading(level, text)
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
        said = safe_text(text.get(self._language))
        return self._document.add_paragraph(said, style=self._styles[style])

    def _heading(self, level: int, text: Text) -> None:
        """A heading; its number is in its words, so that a template's would be a second one."""
        style = f"Heading {level}"
        paragraph = self._say(text, style)
        paragraph.paragraph_format.keep_with_next = True
        if number_of(self._styles[style]) is not None:
            put_number(paragraph, 0)

    def _bullets(self, block: Bullets) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        number = self._lists.fresh(self._styles[style], numbered=block.numbered)
        for item in block.items:
            put_number(self._say(item, style), number)

    def _table(self, block: TableBlock) -> None:
        if not block.table.all_rows:
            self._say(no_rows(block.table), BODY)
            return
        if block.caption:
            caption = self._say(block.table.title, CAPTION)
            caption.paragraph_format.keep_with_next = True
        width = self._pages.text_width_mm()
        add_table(self._document, block, width, self._language, self._styles)
        for note in block.table.notes:
            self._say(note, NOTE).paragraph_format.keep_with_next = True
        self._say(block.note, NOTE)

    def _figure(self, block: Figure) -> None:
        # Drawn in the size the PDF has it in, so that it is drawn once for both.
        picture = block.drawing.png(self._language, block.width_mm, block.height_mm)
        width = min(block.width_mm, self._pages.text_width_mm())
        paragraph = self._document.add_paragraph(style=self._styles[PICTURE])
        shape = paragraph.add_run().add_picture(BytesIO(picture), width=Mm(width))
        said = shape._inline.docPr
        said.set("descr", safe_text(block.drawing.alt.get(self._language)))
        said.set("name", safe_text(block.drawing.title.get(self._language)))
        caption = self._say(block.drawing.title, CAPTION)
        caption.paragraph_format.keep_with_next = True
        self._say(block.note, NOTE).alignment = WD_ALIGN_PARAGRAPH.CENTER

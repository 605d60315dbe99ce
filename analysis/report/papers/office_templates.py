"""Whether an office's template can be used: it is tried before papers are made with it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from analysis.report.papers.document import Brief, Deck, Paragraph
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.papers.templates import TemplateRefusedError
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.report import Paper
from geo.text import Text

LARGEST_OPENED_BYTES = 300_000_000
"""What a template may take once its parts are unpacked; more is no letterhead."""
_TOO_LARGE = Text(
    "模板解开后过大，没有使用它。请删去其中的图片、视频后再选。",
    "The template is too large once unpacked and was not used. Take out pictures and films, then"
    " choose it again.",
)
_WORD = Text("试用模板", "Trying the template")


def word_template_problem(template: bytes, paper: Paper) -> Text | None:
    """Why a Word template can't be used; None when a file could be written in it."""
    if _too_large(template):
        return _TOO_LARGE
    try:
        brief_docx(Brief(paper, _WORD, (), (Paragraph(_WORD),)), "zh", template)
    except TemplateRefusedError as error:
        return error.text
    return None


def slides_template_problem(template: bytes, paper: Paper) -> Text | None:
    """Why a PowerPoint template can't be used; None when a file could be written in it."""
    if _too_large(template):
        return _TOO_LARGE
    try:
        deck_pptx(Deck(paper, _WORD, (), ()), "zh", template)
    except TemplateRefusedError as error:
        return error.text
    return None


def _too_large(template: bytes) -> bool:
    """Whether its parts would fill the memory; what is no archive is told apart elsewhere."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            return sum(part.file_size for part in archive.infolist()) > LARGEST_OPENED_BYTES
    except zipfile.BadZipFile:
        return False

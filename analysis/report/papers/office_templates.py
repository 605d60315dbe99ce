"""Whether an office's template can be used: it is tried before papers are made with it."""

from __future__ import annotations

from analysis.report.papers.document import Brief, Deck, Paragraph
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.papers.templates import TemplateRefusedError
from analysis.report.papers.word.word_file import brief_docx
from analysis.report.report import Paper
from geo.text import Text

_WORD = Text("试用模板", "Trying the template")


def word_template_problem(template: bytes, paper: Paper) -> Text | None:
    """Why a Word template can't be used; None when a file could be written in it."""
    try:
        brief_docx(Brief(paper, _WORD, (), (Paragraph(_WORD),)), "zh", template)
    except TemplateRefusedError as error:
        return error.text
    return None


def slides_template_problem(template: bytes, paper: Paper) -> Text | None:
    """Why a PowerPoint template can't be used; None when a file could be written in it."""
    try:
        deck_pptx(Deck(paper, _WORD, (), ()), "zh", template)
    except TemplateRefusedError as error:
        return error.text
    return None

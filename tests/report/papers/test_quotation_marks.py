"""Quotation marks of a page are as wide as the language sets them."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import groupby

import numpy as np
from PIL import Image

from analysis.report.papers.brief import brief_of
from analysis.report.papers.document import Paragraph
from analysis.report.papers.pdf.preview import brief_preview
from geo.text import Language, Text
from tests.report.papers.examples import small_contents

_DARK = 128


def width(words: str, language: Language) -> int:
    """The print of a paragraph of one line, in pixels from its first to its last."""
    brief = replace(brief_of(small_contents()), blocks=(Paragraph(Text(words, words)),))
    picture = brief_preview(brief, language).page(1).picture
    page = np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
    inked = (page < _DARK).any(axis=1)
    bands = [
        [y for y, _ in band] for dark, band in groupby(enumerate(inked), lambda r: r[1]) if dark
    ]
    # The last band of the page is its foot, the one before it the paragraph.
    columns = np.flatnonzero((page[bands[-2]] < _DARK).any(axis=0))
    return int(columns[-1] - columns[0])


def test_in_chinese_a_quotation_mark_is_as_wide_as_a_character() -> None:
    assert width("中“中“中“中“中“中", "zh") > 0.9 * width("中中中中中中中中中中中", "zh")


def test_in_english_a_quotation_mark_is_narrow() -> None:
    assert width("n”n”n”n”n”n", "en") < 2 * width("nnnnnn", "en")

"""An office's template is tried before it is used, and refused in words."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pptx
import pytest

from analysis.report.build import build_report
from analysis.report.papers.office_templates import (
    LARGEST_OPENED_BYTES,
    slides_template_problem,
    word_template_problem,
)
from analysis.report.report import Report, ReportState
from geo.sources import load_sources
from tests.report.real_plans import plans, published


@pytest.fixture(scope="module")
def paper() -> Report:
    """A paper to be written in the template."""
    layers, found = published()
    return build_report(plans(), layers, found, load_sources(), ReportState.DRAFT)


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_an_empty_word_file_can_be_a_template(paper: Report) -> None:
    assert word_template_problem(saved(docx.Document()), paper) is None


def test_an_empty_presentation_can_be_a_template(paper: Report) -> None:
    assert slides_template_problem(saved(pptx.Presentation()), paper) is None


def test_a_presentation_is_no_word_template(paper: Report) -> None:
    problem = word_template_problem(saved(pptx.Presentation()), paper)
    assert problem is not None
    assert "Word" in problem.zh


def test_what_is_no_office_file_is_refused(paper: Report) -> None:
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04 torn"):
        assert word_template_problem(content, paper) is not None
        assert slides_template_problem(content, paper) is not None


def test_a_file_that_would_fill_the_memory_is_refused_unopened(paper: Report) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(LARGEST_OPENED_BYTES + 1))
    for problem in (word_template_problem, slides_template_problem):
        said = problem(stream.getvalue(), paper)
        assert said is not None
        assert "过大" in said.zh

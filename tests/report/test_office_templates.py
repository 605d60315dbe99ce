"""An office's template is tried before it is used, and refused in words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pptx
import pytest

from analysis.report.build import build_report
from analysis.report.papers.office_templates import slides_template_problem, word_template_problem
from analysis.report.papers.templates import LARGEST_OPENED_BYTES
from analysis.report.report import Report, ReportState
from geo.sources import load_sources
from geo.text import Text
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


def of_kind(kind: bytes, document: object) -> bytes:
    """The file under another kind, as Word and PowerPoint save templates and macros."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(saved(document))) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name == "[Content_Types].xml":
                content = re.sub(rb"[\w.+/-]+main\+xml", kind, content, count=1)
            after.writestr(name, content)
    return stream.getvalue()


OFFICE = b"application/vnd."
WORD_TEMPLATE = OFFICE + b"openxmlformats-officedocument.wordprocessingml.template.main+xml"
WORD_MACROS = OFFICE + b"ms-word.template.macroEnabledTemplate.main+xml"
SLIDES_TEMPLATE = OFFICE + b"openxmlformats-officedocument.presentationml.template.main+xml"
SLIDES_MACROS = OFFICE + b"ms-powerpoint.presentation.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("problem", "content", "said"),
    [
        (word_template_problem, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式"),
        (word_template_problem, of_kind(WORD_TEMPLATE, docx.Document()), "（.dotx）"),
        (word_template_problem, of_kind(WORD_MACROS, docx.Document()), "宏"),
        (word_template_problem, saved(pptx.Presentation()), "不是 Word 文件"),
        (word_template_problem, saved(docx.Document())[:3000], "损坏"),
        (word_template_problem, b"", "损坏"),
        (slides_template_problem, of_kind(SLIDES_TEMPLATE, pptx.Presentation()), "（.potx）"),
        # python-pptx would take it, and write a file PowerPoint doesn't open.
        (slides_template_problem, of_kind(SLIDES_MACROS, pptx.Presentation()), "宏"),
        (slides_template_problem, saved(docx.Document()), "不是 PowerPoint 文件"),
        (slides_template_problem, saved(pptx.Presentation())[:3000], "损坏"),
    ],
)
def test_what_can_t_be_used_is_refused_with_the_reason(
    paper: Report, problem: Callable[[bytes, Report], Text | None], content: bytes, said: str
) -> None:
    refused = problem(content, paper)
    assert refused is not None
    assert said in refused.zh
    assert "没有使用它" in refused.zh


@pytest.mark.parametrize("place", range(40, 240, 25))
def test_a_byte_gone_wrong_in_the_list_of_parts_is_told_as_damage(
    paper: Report, place: int
) -> None:
    torn = bytearray(saved(docx.Document()))
    begin = torn.index(b"[Content_Types].xml") + len(b"[Content_Types].xml")
    torn[begin + place] ^= 0xFF
    refused = word_template_problem(bytes(torn), paper)
    assert refused is not None
    assert "没有使用它" in refused.zh


def test_a_template_of_slides_without_the_layouts_says_which_it_lacks(paper: Report) -> None:
    show = pptx.Presentation()
    for layout in show.slide_layouts:
        layout.name = f"我们的 {layout.name}"
        layout._element.attrib.pop("type", None)
    problem = slides_template_problem(saved(show), paper)
    assert problem is not None
    assert "“仅标题”" in problem.zh


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

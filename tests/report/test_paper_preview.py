"""Pages to be looked at: pictures of the whole page, and all its words."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import Mock

import pytest
from PIL import Image

from analysis.report.build import build_report
from analysis.report.fonts import printable
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Brief, Figure, Heading, PageBreak, Paragraph
from analysis.report.papers.pdf.preview import (
    PartKind,
    Preview,
    PreviewPage,
    brief_preview,
    deck_preview,
)
from analysis.report.report import ReportState
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.demonstration import load_demonstration
from geo.sources import load_sources
from geo.text import Language, Text
from tests.report.real_plans import AS_OF, YULIN

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def contents() -> Contents:
    """The demonstration's papers of Yulin."""
    catalogue, layers = load_catalogue(), load_demonstration()
    found = evaluate(catalogue, layers, YULIN, AS_OF)
    report = build_report(catalogue, layers, found, load_sources(), ReportState.DRAFT)
    return Contents(report, catalogue, found, build_todo(catalogue, layers, found))


def every(preview: Preview) -> list[PreviewPage]:
    """All pages."""
    return [preview.page(number) for number in range(1, len(preview) + 1)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_of_the_brief_stands_on_one_of_its_pages(
    contents: Contents, language: Language
) -> None:
    brief = brief_of(contents)
    pages = every(brief_preview(brief, language))
    seen = [p.text for page in pages for p in page.parts if p.kind is PartKind.HEADING]
    wanted = [printable(b.text.get(language)) for b in brief.blocks if isinstance(b, Heading)]
    assert seen == wanted
    assert all(page.picture.startswith(PNG) for page in pages)


def test_the_words_of_a_page_hold_the_table_s_cells_row_by_row(contents: Contents) -> None:
    pages = every(brief_preview(brief_of(contents)))
    tables = [p for page in pages for p in page.parts if p.kind is PartKind.TABLE]
    counties = tables[0].rows
    assert [row[0] for row in counties[1:4]] == ["玉州区", "福绵区", "容县"]
    assert len({len(row) for row in counties}) == 1


def test_every_slide_is_a_page_with_its_title(contents: Contents) -> None:
    preview = deck_preview(deck_of(contents))
    assert preview.headings[0] == ""
    assert all(preview.headings[1:])
    assert all(page.picture.startswith(PNG) for page in every(preview))


class Plain:
    """A picture that counts how often it is drawn."""

    title = alt = Text("演示图", "Demonstration picture")

    def __init__(self) -> None:
        self.times = 0

    def png(
        self,
        language: Language,
        width_mm: float,
        height_mm: float,
        dpi: int = 200,
        *,
        plain: bool = False,
    ) -> bytes:
        self.times += 1
        stream = BytesIO()
        Image.new("RGB", (round(width_mm * 4), round(height_mm * 4)), "red").save(stream, "PNG")
        return stream.getvalue()


def reds(picture: bytes) -> int:
    """How many dots of the picture are red."""
    with Image.open(BytesIO(picture)) as opened:
        data = opened.convert("RGB").tobytes()
    return sum(data[i : i + 3] == b"\xff\x00\x00" for i in range(0, len(data), 3))


def test_a_picture_is_drawn_once_when_its_page_is_looked_at(contents: Contents) -> None:
    drawing = Plain()
    first = Paragraph(Text("第一页", "Page one"))
    brief = Brief(contents.report, drawing.title, (), (first, PageBreak(), Figure(drawing)))
    preview = brief_preview(brief)
    assert reds(preview.page(1).picture) == 0
    assert drawing.times == 0
    page = preview.page(2)
    assert reds(page.picture) > 10_000
    assert [p.text for p in page.parts if p.kind is PartKind.PICTURE] == ["演示图"]
    preview.page(2)
    assert drawing.times == 1


def test_a_page_that_could_not_be_set_is_set_when_it_is_looked_at_again(
    contents: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Plain()
    brief = Brief(contents.report, drawing.title, (), (Figure(drawing),))
    preview = brief_preview(brief)
    with monkeypatch.context() as broken:
        broken.setattr(f"{Preview.__module__}.files_of", Mock(side_effect=OSError("disk full")))
        with pytest.raises(OSError, match="full"):
            preview.page(1)
    assert preview.drawn == (False,)
    assert reds(preview.page(1).picture) > 10_000


def test_a_page_nothing_begins_on_names_the_one_it_goes_on_from(contents: Contents) -> None:
    pages = every(brief_preview(brief_of(contents)))
    going_on = [page for page in pages if not page.parts]
    assert going_on
    for page in going_on:
        assert page.goes_on_from is not None
        assert pages[page.goes_on_from - 1].parts

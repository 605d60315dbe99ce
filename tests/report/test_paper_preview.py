"""Pages to be looked at: pictures of the whole page, and all its words."""

from __future__ import annotations

import pytest

from analysis.report.build import build_report
from analysis.report.fonts import printable
from analysis.report.papers.brief import brief_of
from analysis.report.papers.contents import Contents
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Heading
from analysis.report.papers.pdf.preview import PartKind, brief_preview, deck_preview
from analysis.report.report import ReportState
from analysis.report.todo import build_todo
from analysis.requirements.catalogue import load_catalogue
from analysis.requirements.evaluate import evaluate
from geo.demonstration import load_demonstration
from geo.sources import load_sources
from geo.text import Language
from tests.report.real_plans import AS_OF, YULIN

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def contents() -> Contents:
    """The demonstration's papers of Yulin."""
    catalogue, layers = load_catalogue(), load_demonstration()
    found = evaluate(catalogue, layers, YULIN, AS_OF)
    report = build_report(catalogue, layers, found, load_sources(), ReportState.DRAFT)
    return Contents(report, catalogue, found, build_todo(catalogue, layers, found))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_of_the_brief_stands_on_one_of_its_pages(
    contents: Contents, language: Language
) -> None:
    brief = brief_of(contents)
    pages = brief_preview(brief, language)
    seen = [p.text for page in pages for p in page.parts if p.kind is PartKind.HEADING]
    wanted = [printable(b.text.get(language)) for b in brief.blocks if isinstance(b, Heading)]
    assert seen == wanted
    assert all(page.picture.startswith(PNG) for page in pages)


def test_the_words_of_a_page_hold_the_table_s_cells_row_by_row(contents: Contents) -> None:
    pages = brief_preview(brief_of(contents))
    tables = [p for page in pages for p in page.parts if p.kind is PartKind.TABLE]
    counties = tables[0].rows
    assert [row[0] for row in counties[1:4]] == ["玉州区", "福绵区", "容县"]
    assert len({len(row) for row in counties}) == 1


def test_every_slide_is_a_page_with_its_title(contents: Contents) -> None:
    pages = deck_preview(deck_of(contents))
    assert pages[0].heading == ""
    assert all(page.heading for page in pages[1:])
    assert all(page.picture.startswith(PNG) for page in pages)

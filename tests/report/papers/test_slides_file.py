"""The file of slides: an office's template, what it says to who can't see it, its sources."""

from __future__ import annotations

import io
from dataclasses import replace

import pptx
import pytest
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from analysis.report.papers.deck import deck_of
from analysis.report.papers.deck_points import access_points
from analysis.report.papers.document import TableBlock
from analysis.report.papers.public import public_papers
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.report import Share
from geo.text import Language, Text
from tests.report.papers.examples import (
    LIUZHOU,
    YULIN,
    city_contents,
    city_materials,
    small_contents,
)
from tests.report.papers.test_deck import WORLDS, contents, opened


def office_template() -> bytes:
    """An office's own: 4 : 3, its own title font and place, its own footer."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = Mm(254), Mm(190.5)
    layout = next(x for x in show.slide_layouts if x.name == "Title Only")
    title = layout.placeholders[0]
    title.left, title.top, title.width, title.height = Mm(30), Mm(12), Mm(200), Mm(20)
    title.text_frame.paragraphs[0].runs[0].font.name = "方正小标宋简体"
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(30)
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def test_in_an_office_template_everything_stands_under_its_title_and_keeps_its_fonts() -> None:
    show = opened(deck_pptx(deck_of(contents(YULIN, True)), "zh", office_template()))
    assert show.slide_width == Mm(254)
    for slide in list(show.slides)[1:]:
        title = slide.shapes.title
        assert (title.left, title.top) == (Mm(30), Mm(12))
        assert slide.slide_layout.name == "Title Only"
        for shape in slide.shapes:
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            if shape is not title and shape.shape_id != title.shape_id:
                assert shape.top >= title.top + title.height
    xml = "".join(slide.part.blob.decode() for slide in show.slides)
    assert "微软雅黑" not in xml


def test_a_county_whose_persons_are_not_reported_stands_on_the_access_slide_as_such() -> None:
    found = city_contents(LIUZHOU, True)
    table = found.report.table("access_counties")
    ids = [c.id for c in table.columns]
    pending = Text("待报", "not reported")
    row = tuple(v if i in ("area_code", "area_name") else pending
                for i, v in zip(ids, table.rows[0], strict=True))  # fmt: skip
    tables = tuple(replace(t, rows=(row, *t.rows[1:])) if t is table else t
                   for t in found.report.tables)  # fmt: skip
    points = access_points(replace(found, report=replace(found.report, tables=tables)))
    assert points is not None
    lines = points.items[0].text.zh.split("\n")
    assert len(lines) == len(table.all_rows)
    assert lines[0] == "城中区　待报"


def test_the_share_on_the_access_slide_is_of_unrounded_persons() -> None:
    found = city_contents(LIUZHOU, True)
    table = found.report.table("access_counties")
    ids = [c.id for c in table.columns]
    values = {"reached_persons": 1, "persons": 3, "reached_share": Share(0.6662)}
    row = tuple(values.get(i, v) for i, v in zip(ids, table.rows[0], strict=True))
    tables = tuple(replace(t, rows=(row,)) if t is table else t for t in found.report.tables)
    points = access_points(replace(found, report=replace(found.report, tables=tables)))
    assert points is not None
    assert points.items[0].text.zh.startswith("城中区　66.6%　1 / 3 人")


@pytest.mark.parametrize(("city", "demonstration"), WORLDS)
def test_public_slides_name_their_source_and_tell_a_clause_by_its_id(
    city: str, demonstration: bool
) -> None:
    some, materials = contents(city, demonstration), city_materials(city, demonstration)
    slides = public_papers(some, materials.access, materials.layers).deck.slides
    assert all(s.source.zh.startswith("资料来源：") for s in slides)
    table = next(b.table for s in slides for b in s.body
                 if isinstance(b, TableBlock) and b.table.id == "public_findings")  # fmt: skip
    assert set(table.column("requirement_id")) <= set(some.catalogue.entries)


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_every_run_says_its_language_and_the_title_is_read_first(
    language: Language, tag: str
) -> None:
    show = opened(deck_pptx(deck_of(small_contents()), language))
    for slide in show.slides:
        runs = [r for r in slide.element.iter() if r.tag in (qn("a:r"), qn("a:fld"))]
        assert {r.find(qn("a:rPr")).get("lang") for r in runs} == {tag}
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.table.first_row
            if shape.shape_type == MSO_SHAPE_TYPE.PICTURE or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def dark_template() -> bytes:
    """An office's own, dark, 4 : 3."""
    show = pptx.Presentation()
    fill = show.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x40)
    for level in show.slide_master.element.xpath(".//p:titleStyle//a:schemeClr"):
        level.set("val", "bg1")
    stream = io.BytesIO()
    show.save(stream)
    return stream.getvalue()


def test_on_a_dark_template_our_words_stand_on_white_and_its_own_keep_their_colour() -> None:
    show = opened(deck_pptx(deck_of(contents(YULIN, True)), "zh", dark_template()))
    for slide in show.slides:
        assert slide.shapes.title.text_frame.paragraphs[0].runs[0].font.color.type is None
        paper, *others = [s for s in slide.shapes if not s.is_placeholder]
        if slide.slide_id == show.slides[0].slide_id:
            others = others[-2:]
        assert paper.fill.fore_color.rgb == RGBColor(0xFF, 0xFF, 0xFF)
        for shape in others:
            assert paper.left <= shape.left
            assert paper.top <= shape.top
            assert shape.left + shape.width <= paper.left + paper.width
            assert shape.top + shape.height <= paper.top + paper.height

"""Nothing on a slide is cut: tables go on, reasons are left to the brief whole, legends stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_AUTO_SIZE

from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Point, Points, Swatch, Swatches, TableBlock
from analysis.report.papers.drawings import DrawnOnce
from analysis.report.papers.slides.boxes import Grid, Place, Words
from analysis.report.papers.slides.layout import laid
from analysis.report.papers.slides.measure import line_count
from analysis.report.papers.slides.slide_tables import fitted
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.papers.slides.words import points_words, swatch_words
from analysis.report.report import Column, Table
from geo.text import Language, Text
from tests.report.maps.map_examples import the_map
from tests.report.papers.examples import LIUZHOU, YULIN
from tests.report.papers.test_deck import WORLDS, contents, needed_mm, opened


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_cell_and_no_point_is_cut(language: Language) -> None:
    for city, demonstration in WORLDS:
        for page in laid(deck_of(contents(city, demonstration)), language):
            for grid in (b for b in page.boxes if isinstance(b, Grid)):
                head, rows = grid.part.cells[0], grid.block.table.all_rows
                assert not [c for c in (*head, *grid.part.cells[1]) if c.endswith("…")]
                if grid.block.table.id == "targets":
                    assert grid.part.last == len(rows)
                    assert grid.part.points >= 12
            said = [r.text for b in page.boxes if isinstance(b, Words) for x in b.lines
                    for r in x.runs]  # fmt: skip
            assert not [t for t in said if t.endswith("…")], page.title


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_beside_a_map_every_reason_stands_whole(city: str, language: Language) -> None:
    found = laid(deck_of(contents(city, True)), language)
    said = [r.text for p in found for b in p.boxes if isinstance(b, Words) for x in b.lines
            for r in x.runs]  # fmt: skip
    assert not [t for t in said if "more: see the brief" in t or t.startswith("另有")]


def test_a_long_table_goes_on_in_parts_of_about_as_many_rows() -> None:
    columns = (Column("a", Text("县（市、区）", "County")), Column("b", Text("说明", "Note")))
    rows = tuple((Text(f"第{i}县", f"{i}"), Text("字" * 20, "word")) for i in range(19))
    parts = fitted(TableBlock(Table("t", Text("表", "T"), columns, rows)), "zh", (306.0, 130.0))
    assert [p.last - p.first for p in parts] == [10, 9]


def test_the_head_of_the_counties_stands_on_one_line() -> None:
    words = tuple(Text("很长的说明" * 6, "long " * 9) for _ in range(7))
    columns = (Column("a", Text("县（市、区）", "County")),
               *(Column(f"c{i}", Text("说明", "Note")) for i in range(7)))  # fmt: skip
    table = Table("t", Text("表", "T"), columns, ((Text("玉州区", "Yuzhou"), *words),) * 5)
    part = fitted(TableBlock(table), "zh", (306.0, 130.0))[0]
    room = (part.widths_mm[0] - 4.8) * 0.95
    assert line_count("县（市、区）", part.points, room, bold=True) == 1


def test_beside_the_map_of_facilities_stand_its_signs_with_their_counts() -> None:
    found = contents(LIUZHOU, True)
    slide = next(s for s in deck_of(found).slides if "台账现有设施" in s.title.zh)
    block = next(b for b in slide.body if isinstance(b, TableBlock))
    assert len(block.signs) == len(block.table.rows)
    counts = [str(getattr(v, "zh", v)) for v in block.table.column("count")[:-1]]
    assert sum(int(c.split(" / ")[1]) for c in counts) == len(found.report.facilities)
    show = opened(deck_pptx(deck_of(found), "zh"))
    drawn = next(s for s in show.slides if "台账现有设施" in s.shapes.title.text_frame.text)
    texts = [c.text for s in drawn.shapes if s.has_table for r in s.table.rows for c in r.cells]
    assert all(texts), "an empty cell is as high as the letters of the template"
    pictures = [s for s in drawn.shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(pictures) == 1 + len(block.signs)
    grid = next(s for s in drawn.shapes if s.has_table)
    assert all(grid.left <= p.left and p.left + p.width <= grid.left + grid.width
               and grid.top <= p.top and p.top + p.height <= grid.top + grid.height
               for p in pictures[1:])  # fmt: skip


def test_the_words_of_a_light_and_of_a_dark_colour_of_a_map_are_read() -> None:
    near, far = Text("15 分钟以内", "up to 15 min"), Text("60 分钟以上", "over 60 min")
    items = (Swatch("#F0EBF8", near), Swatch("#3B1E6E", far))
    block = Swatches(Text("时间", "Time"), items)
    title, light, dark = swatch_words(block, "zh", Place(0, 0, 150.0, 100.0))
    assert title.lines[0].runs[0].text == "时间"
    assert (light.fill, dark.fill) == ("#F0EBF8", "#3B1E6E")
    assert light.lines[0].runs[0].colour != dark.lines[0].runs[0].colour == "#FFFFFF"


def test_points_without_room_are_left_to_the_brief_whole() -> None:
    lines = [Text(f"第{i}县：很长的说明" * 4, f"{i}: long " * 9) for i in range(40)]
    text = Text("\n".join(t.zh for t in lines), "\n".join(t.en for t in lines))
    words = points_words(
        Points((Point(Text("头", "Head"), text),)), "zh", Place(0, 0, 100.0, 100.0)
    )
    *shown, last = (line.runs[0].text for line in words.lines)
    kept = "\n".join(shown[1:]).split("\n")
    assert kept == [t.zh for t in lines[: len(kept)]]
    assert last == f"另有 {40 - len(kept)} 项，见汇报材料。"
    assert needed_mm(words) <= 100.5


def test_the_table_of_targets_says_where_its_other_columns_are() -> None:
    for city in (YULIN, LIUZHOU):
        shown = laid(deck_of(contents(city, True)), "zh")
        boxes = next(
            p.boxes
            for p in shown
            if any(isinstance(b, Grid) and b.block.table.id == "targets" for b in p.boxes)
        )
        said = [r.text for b in boxes if isinstance(b, Words) for x in b.lines for r in x.runs]
        assert [t for t in said if t.startswith("测算依据、历史走势")]


def test_the_speaker_is_told_nothing_twice_and_has_words_for_every_slide_of_the_talk() -> None:
    for city, demonstration in WORLDS:
        for page in laid(deck_of(contents(city, demonstration)), "zh")[1:]:
            lines = page.notes.split("\n")
            assert len(lines) == len(set(lines))
            assert page.notes or page.title.startswith("备用")


def test_a_coloured_box_keeps_its_height_whatever_its_words() -> None:
    show = opened(deck_pptx(deck_of(contents(LIUZHOU, True)), "zh"))
    boxes = [s for slide in show.slides for s in slide.shapes if s.name.startswith("TextBox")]
    assert boxes
    assert {b.text_frame.auto_size for b in boxes} == {MSO_AUTO_SIZE.NONE}


def test_the_slide_of_access_says_what_the_marks_and_colours_of_its_map_are() -> None:
    drawing = DrawnOnce(the_map("reach", LIUZHOU, True))
    found = replace(contents(LIUZHOU, True), drawings={"coverage": drawing})
    slide = next(s for s in deck_of(found).slides if s.section.zh == "设施可达性")
    assert [len(b.items) for b in slide.body if isinstance(b, Swatches)] == [6]
    points = next(b for b in slide.body if isinstance(b, Points))
    assert "图上标记：特殊教育学校，计入 3 处" in [p.text.zh for p in points.items]

"""Slides of a meeting: ten to fourteen, what is left out is named, words fit where they stand."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pptx
import pytest

from analysis.report.papers.contents import Contents, Section
from analysis.report.papers.deck import deck_of
from analysis.report.papers.document import Figure, Numbers, Points, Strip, TableBlock
from analysis.report.papers.materials import contents_of
from analysis.report.papers.public import public_papers
from analysis.report.papers.slides.boxes import ROOM, Grid, Page, Words
from analysis.report.papers.slides.layout import laid
from analysis.report.papers.slides.measure import line_count, longest_token_mm
from analysis.report.papers.slides.slide_tables import fitted, narrowed
from analysis.report.papers.slides.slides_file import deck_pptx
from analysis.report.report import Column, ColumnKind, Table
from geo.boundaries import load_boundaries
from geo.text import Language, Text
from tests.report.papers.examples import (
    LIUZHOU,
    YULIN,
    Dot,
    city_contents,
    city_materials,
    small_contents,
)

WORLDS = [(c, d) for c in (YULIN, LIUZHOU) for d in (True, False)]


def contents(city: str, demonstration: bool, *, maps: bool = True) -> Contents:
    """A city's contents; pictures of one pixel in place of its maps."""
    found = city_contents(city, demonstration)
    if not maps:
        return found
    ids = [f"verdicts:{c.requirement_id}" for c in found.report.matrix.columns if not c.absent]
    ids += ["facilities", "verdicts", *found.drawings]
    ids += ["coverage"] if Section.ACCESS in found.said else []
    ids += ["layout"] if found.report.has("projects") else []
    return replace(found, drawings={i: Dot() for i in ids})


def opened(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("maps", [True, False])
@pytest.mark.parametrize(("city", "demonstration"), WORLDS)
def test_a_deck_has_ten_to_fourteen_slides(
    city: str, demonstration: bool, maps: bool, language: Language
) -> None:
    deck = deck_of(contents(city, demonstration, maps=maps))
    assert 10 <= 1 + len(deck.slides) <= 14
    assert 10 <= len(laid(deck, language)) <= 14


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
def test_a_deck_without_a_scenario_or_with_things_to_decide_keeps_to_the_number(city: str) -> None:
    plain = replace(city_materials(city, True), scenario=None, retrofit=None, retrofit_table=None)
    without = contents_of(plain, load_boundaries(), maps=False)
    asked = replace(contents(city, True), asked=(Text("同意", "Agree"),) * 9)
    for some in (without, asked):
        assert 10 <= len(laid(deck_of(some), "zh")) <= 14


def test_what_is_left_out_is_named_on_the_last_slide() -> None:
    some = contents(YULIN, True)
    deck = deck_of(some)
    said = "".join(t.zh for b in deck.slides[-1].body for t in getattr(b, "items", ()))
    shown = {s.title.zh for s in deck.slides}
    assert not [t for t in shown if "80万人口以上" in t]
    assert "见汇报材料" in said
    assert "80万人口以上" in said


def test_the_overview_shows_the_counts_of_its_title_in_big_numbers() -> None:
    slide = deck_of(contents(LIUZHOU, True)).slides[0]
    numbers = next(b for b in slide.body if isinstance(b, Numbers))
    values = [n.value for n in numbers.items]
    assert values[0] == sum(values[1:])
    assert all(str(v) in slide.title.zh for v in values)


def test_beside_a_map_stand_its_counties_in_words() -> None:
    slides = deck_of(contents(YULIN, True)).slides
    slide = next(s for s in slides if "三者有其一" in s.title.zh)
    assert isinstance(slide.body[0], Figure)
    points = next(b for b in slide.body if isinstance(b, Points))
    assert [p.head.zh for p in points.items] == ["尚未达到 2 个", "待核实 2 个", "已达到 3 个"]
    assert points.items[2].text.zh == "玉州区、容县、北流市"
    assert "规划原文" in slide.notes.zh


def pages(language: Language) -> list[Page]:
    return [
        page
        for city, demonstration in WORLDS
        for page in laid(deck_of(contents(city, demonstration)), language)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_fit_their_box_and_nothing_overlaps(language: Language) -> None:
    for page in pages(language):
        for box in page.boxes:
            assert box.place.left >= 0
            assert box.place.left + box.place.width <= ROOM.width
            assert box.place.bottom <= ROOM.body.bottom + 0.01, page.title
            if isinstance(box, Words):
                assert needed_mm(box) <= box.place.height + 0.5, page.title
        for one in page.boxes:
            for other in page.boxes:
                assert one is other or apart(one, other), page.title


def needed_mm(box: Words) -> float:
    inner = box.place.width - (8.0 if box.fill else 0.0)
    high = 0.0
    for line in box.lines:
        text, bold = "".join(r.text for r in line.runs), line.runs[0].bold
        count = line_count(text, line.points, inner, bold=bold)
        high += (count * 1.32 * line.points + line.before) * 25.4 / 72
    return high


def apart(one: Any, other: Any) -> bool:
    a, b = one.place, other.place
    return bool(
        a.left + a.width <= b.left + 0.01
        or b.left + b.width <= a.left + 0.01
        or a.bottom <= b.top + 0.01
        or b.bottom <= a.top + 0.01
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_table_is_smaller_than_eleven_points_behind_the_talk_ten(language: Language) -> None:
    for page in pages(language):
        behind = page.title.startswith(("备用", "Backup"))
        for box in page.boxes:
            if isinstance(box, Grid):
                assert box.part.points >= (10 if behind else 11)
                assert len(box.part.cells) <= 18
                assert sum(box.part.widths_mm) <= box.place.width + 0.01


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("table", ["gaps", "indicators"])
@pytest.mark.parametrize(("city", "demonstration"), WORLDS)
def test_every_county_and_the_city_and_every_indicator_stand_on_one_slide(
    city: str, demonstration: bool, table: str, language: Language
) -> None:
    found = city_contents(city, demonstration)
    grids = [b for p in laid(deck_of(found), language) for b in p.boxes
             if isinstance(b, Grid) and b.block.table.id == table]  # fmt: skip
    assert len(grids) == (0 if table == "indicators" and city == YULIN else 1)
    for grid in grids:
        first = [cells[0] for cells in grid.part.cells[1:]]
        assert len(first) == len(grid.block.table.all_rows)
        if table == "gaps":
            names = [Text(c.short_zh, c.short_en).get(language) for c in found.counties]
            assert first == [*names, Text("全市", "Whole city").get(language)]


def test_no_word_of_a_table_is_parted_a_column_is_dropped_instead() -> None:
    for page in (p for language in ("zh", "en") for p in pages(language)):
        for grid in (b for b in page.boxes if isinstance(b, Grid)):
            for row in grid.part.cells:
                for text, width in zip(row, grid.part.widths_mm, strict=True):
                    assert longest_token_mm(text, grid.part.points, bold=True) <= width - 4.7
    columns = tuple(Column(f"c{i}", Text("头", "Comprehensiveness")) for i in range(9))
    table = Table("t", Text("表", "T"), columns, ((Text("一", "one"),) * 9,))
    assert len(narrowed(TableBlock(table), "en", (200.0, 100.0), (12.0,)).places) < 9


def test_where_all_waits_for_one_thing_stand_the_counties_and_what_of_whom_until_when() -> None:
    slides = deck_of(contents(YULIN, False)).slides
    slide = next(s for s in slides if "三者有其一" in s.title.zh)
    figure, numbers, table, strip = slide.body
    assert isinstance(figure, Figure)
    assert isinstance(numbers, Numbers)
    assert [n.value for n in numbers.items] == [0, 0, 7]
    assert isinstance(table, TableBlock)
    assert len(table.table.rows) == 7
    assert isinstance(strip, Strip)
    assert [p.head.zh for p in strip.items] == ["缺什么", "向谁要", "何时要"]
    assert all(p.text.zh and p.text.en for p in strip.items)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("city", "demonstration"), WORLDS)
def test_the_counties_beside_a_map_are_all_there(
    city: str, demonstration: bool, language: Language
) -> None:
    found = contents(city, demonstration)
    grids = [b for p in laid(deck_of(found), language) for b in p.boxes
             if isinstance(b, Grid) and b.block.table.id.startswith("counties_")]  # fmt: skip
    assert grids
    assert all(len(g.part.cells) == 1 + len(found.counties) for g in grids)


def test_a_table_beside_a_map_fills_the_width_left_to_it() -> None:
    page = next(p for p in laid(deck_of(contents(YULIN, False)), "zh") if "三者有其一" in p.title)
    grid = next(b for b in page.boxes if isinstance(b, Grid))
    assert sum(grid.part.widths_mm) == pytest.approx(grid.place.width)
    assert grid.part.points >= 14


def test_the_table_of_the_first_slide_is_whole() -> None:
    for city, demonstration in WORLDS:
        for language in ("zh", "en"):
            first = laid(deck_of(contents(city, demonstration)), language)[1]
            grid = next(b for b in first.boxes if isinstance(b, Grid))
            assert grid.part.last == len(grid.block.table.all_rows), (city, language)


def test_a_number_is_never_parted_over_lines() -> None:
    columns = (
        Column("a", Text("说明", "Note")),
        *(Column(f"n{i}", Text("人口", "Persons"), ColumnKind.NUMBER) for i in range(9)),
    )
    words = Text("很长的说明" * 12, "long")
    table = Table("t", words, columns, ((words, *[1_199_846] * 9),))
    part = fitted(TableBlock(table), "zh", (306.0, 100.0))[0]
    for text, width in list(zip(part.cells[1], part.widths_mm, strict=True))[1:]:
        assert line_count(text, part.points, width - 4.8, bold=True) == 1


def test_a_requirement_no_county_has_takes_no_column() -> None:
    slides = deck_of(contents(LIUZHOU, True)).slides
    gaps = next(b for s in slides for b in s.body if isinstance(b, TableBlock)
                and b.table.id == "gaps")  # fmt: skip
    assert "school_places_short" not in gaps.columns


def test_every_slide_has_its_number_and_the_parts_of_the_talk_stand_over_the_titles() -> None:
    show = opened(deck_pptx(deck_of(small_contents()), "zh"))
    for slide in show.slides:
        assert 'type="slidenum"' in slide.part.blob.decode()
    texts = [s.text_frame.text for s in show.slides[1].shapes if s.has_text_frame]
    assert "总体情况" in texts


@pytest.mark.parametrize(("city", "demonstration"), WORLDS)
def test_the_public_deck_has_no_more_than_fourteen_slides_and_no_map(
    city: str, demonstration: bool
) -> None:
    materials = city_materials(city, demonstration)
    papers = public_papers(contents(city, demonstration), materials.access, materials.layers)
    found = laid(papers.deck, "zh")
    assert (8 if demonstration else 5) <= len(found) <= 14
    assert not [b for s in papers.deck.slides for b in s.body if isinstance(b, Figure)]
    for slide in papers.deck.slides:
        said = [p.text.zh for b in slide.body if isinstance(b, Points) for p in b.items]
        assert slide.title.zh not in [t.rstrip("。") for t in said]
        tables = [b.table for b in slide.body if isinstance(b, TableBlock)]
        assert slide.section.zh != "设施可达性" or len(tables[0].rows) > 1

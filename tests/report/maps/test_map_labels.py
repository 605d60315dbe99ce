"""Where labels and marks stand: never on another, in their county or tied to it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import numpy as np
import pytest
import shapely

from analysis.report.drawn.letters import width_mm, wrapped
from analysis.report.maps.apart import apart
from analysis.report.maps.mark_layer import mark_mm, mark_spots
from analysis.report.maps.placing import Label, NoRoomError, Rect, place
from analysis.report.maps.print_map import PrintMap
from analysis.report.maps.status_map import status_map
from analysis.report.symbols import Symbol
from geo.boundaries import load_boundaries
from geo.text import LANGUAGES, Language
from tests.report.maps.map_examples import (
    CROWDED,
    MADE,
    PAGES,
    PLAIN,
    laid_out,
    on_page,
    report,
    the_map,
)
from tests.report.small_plans import LIUZHOU, YULIN


@pytest.mark.parametrize(("kind", "city", "demonstration"), CROWDED)
@pytest.mark.parametrize("size", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_labels_meet_and_all_lie_in_the_map(
    kind: str, city: str, demonstration: bool, size: tuple[float, float], language: Language
) -> None:
    page, _, plates, _ = laid_out(the_map(kind, city, demonstration), size, language)
    rects = [placed.rect for _, placed in plates.values()]
    assert not any(a.meets(b) for a, b in combinations(rects, 2))
    assert all(page.frame.holds(rect) for rect in rects)


@pytest.mark.parametrize(("kind", "city", "demonstration"), CROWDED)
@pytest.mark.parametrize("size", [(210.0, 297.0), (297.0, 420.0)])
def test_no_label_covers_a_facility_the_scale_bar_or_the_notice(
    kind: str, city: str, demonstration: bool, size: tuple[float, float]
) -> None:
    _, _, plates, taken = laid_out(the_map(kind, city, demonstration), size)
    assert not any(placed.rect.meets(r) for _, placed in plates.values() for r in taken)


@pytest.mark.parametrize(("kind", "city", "demonstration"), CROWDED)
@pytest.mark.parametrize("size", PLAIN)
@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_slide_no_two_labels_meet_and_none_covers_a_mark_or_the_notice(
    kind: str, city: str, demonstration: bool, size: tuple[float, float], language: Language
) -> None:
    shown = the_map(kind, city, demonstration)
    page, _, plates, taken = laid_out(shown, size, language, plain=True)
    rects = [placed.rect for _, placed in plates.values()]
    assert not any(a.meets(b) for a, b in combinations(rects, 2))
    assert not any(rect.meets(r) for rect in rects for r in taken)
    assert all(page.frame.holds(rect) for rect in rects)


def test_a_county_without_room_for_its_words_is_named_with_its_sign_inside() -> None:
    _, _, plates, _ = laid_out(the_map("gaps", YULIN, True), (158.0, 118.0), "en")
    plate, placed = plates["450903"]
    assert (placed.short, placed.leader) == (True, None)
    assert [(line.words, line.symbol) for line in plate.lines] == [("Fumian", Symbol.UNMET)]


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_a_label_stands_in_its_county_or_is_tied_to_it(city: str) -> None:
    shown = the_map("gaps", city, True)
    _, ground, plates, _ = laid_out(shown, (210.0, 297.0))
    for code, (_, placed) in plates.items():
        shape = ground.shape(shown.shapes[code])
        if placed.leader is None:
            inside = shape.intersection(placed.rect.polygon).area
            assert inside >= 0.85 * placed.rect.polygon.area
        else:
            assert shape.contains(shapely.Point(placed.leader[1]))


def test_a_small_urban_district_is_named_outside_by_a_line() -> None:
    _, _, plates, _ = laid_out(the_map("gaps", LIUZHOU, True), (210.0, 297.0))
    assert plates["450202"][1].leader is not None
    assert plates["450225"][1].leader is None


def test_a_label_without_room_is_refused_in_words() -> None:
    area = shapely.box(0, 0, 5, 5)
    labels = [Label(str(i), 30, 30, area, (2.5, 2.5)) for i in range(9)]
    with pytest.raises(NoRoomError, match="no room"):
        place(labels, Rect(0, 0, 60, 60), [])


def test_marks_on_one_point_are_drawn_apart() -> None:
    spots = apart([(10.0, 10.0)] * 4, 4.0, 9.0)
    far = [np.hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(spots, 2)]
    assert min(far) > 3.9


def test_a_mark_alone_stays_at_its_point() -> None:
    assert apart([(10.0, 10.0), (50.0, 50.0)], 4.0, 9.0) == ((10.0, 10.0), (50.0, 50.0))


def test_lines_break_within_their_room_and_never_before_a_full_stop() -> None:
    lines = wrapped("待核实的县先核实，不列入方案。资料没有报齐，未报不等于未建。", 8, 30)
    assert all(width_mm(line, 8) <= 30 for line in lines)
    assert not any(line[0] in "，。" for line in lines)


@lru_cache(maxsize=6)
def crowd(city: str, count: int) -> PrintMap:
    """The city's map of so many facilities, around the places of those there are."""
    said = report(city, True)
    there = [f for f in said.facilities if f.point is not None]
    made = []
    for number in range(count):
        found = there[number % len(there)]
        assert found.point is not None
        turn = 2.399963 * number
        away = 0.002 * number**0.5
        lon, lat = found.point.lon + away * np.cos(turn), found.point.lat + away * np.sin(turn)
        point = replace(found.point, lon=float(lon), lat=float(lat))
        made.append(replace(found, facility_id=f"F{number}", point=point))
    return status_map(replace(said, facilities=tuple(made)), load_boundaries(), MADE)


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
@pytest.mark.parametrize("count", [0, 1, 200])
@pytest.mark.parametrize(
    ("size", "plain"),
    [((210.0, 297.0), False), ((158.0, 104.0), False), ((306.0, 132.0), True)],
)
def test_none_one_and_two_hundred_facilities_leave_every_county_its_name(
    city: str, count: int, size: tuple[float, float], plain: bool
) -> None:
    shown = crowd(city, count)
    page, ground, plates, _ = laid_out(shown, size, plain=plain)
    rects = [placed.rect for _, placed in plates.values()]
    assert len(rects) == (10 if city == LIUZHOU else 7)
    assert not any(a.meets(b) for a, b in combinations(rects, 2))
    assert len(mark_spots(shown, page, ground)) == count
    assert all(page.frame.holds(rect) for rect in rects)


@pytest.mark.parametrize("city", [LIUZHOU, YULIN])
def test_many_marks_are_smaller_and_stay_near_their_points(city: str) -> None:
    page, ground = on_page(crowd(city, 200), (210.0, 297.0))
    few, many = mark_mm(crowd(city, 1), page), mark_mm(crowd(city, 200), page)
    assert 2.0 <= many < few
    spots = np.array(mark_spots(crowd(city, 200), page, ground))
    marks = crowd(city, 200).marks
    home = np.column_stack(ground.xy([m.lon for m in marks], [m.lat for m in marks]))
    assert np.hypot(*(spots - home).T).max() <= 1.6 * many + 0.02

"""The date on maps and charts where nobody says when they were made: that of the records."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analysis.commands.recorded import recorded_day
from analysis.report.charts.county_bars import BarChart
from analysis.report.charts.drawing import _foot_lines
from analysis.report.maps.drawing import foot_lines
from analysis.report.maps.print_map import PrintMap
from analysis.report.papers.drawings import DrawnOnce
from analysis.report.papers.materials import Materials, contents_of
from analysis.report.papers.records_day import records_day
from geo.boundaries import load_boundaries
from geo.register.place import sqlite_url
from geo.register.start import start_register
from geo.text import Language
from tests.analysis.frozen_world import frozen
from tests.report.papers.examples import LIUZHOU, YULIN, city_materials

LATE = datetime(2026, 4, 1, 18, 30, tzinfo=UTC)


def day_of(materials: Materials) -> date:
    city = materials.assessment.city_code
    return records_day(
        materials.frozen, materials.recorded_on, materials.layers, materials.catalogue, city
    )


def said(materials: Materials, made_on: date | None, language: Language = "zh") -> list[str]:
    """What stands under each picture."""
    found = []
    for drawing in contents_of(materials, load_boundaries(), made_on=made_on).drawings.values():
        assert isinstance(drawing, DrawnOnce)
        match drawing.drawing:
            case PrintMap():
                found.append("".join(foot_lines(drawing.drawing, language)))
            case BarChart():
                found.append("".join(_foot_lines(drawing.drawing, language, 8.0, 400.0)))
    return found


def test_the_day_is_that_of_the_registers_latest_change() -> None:
    materials = replace(city_materials(YULIN, False), recorded_on=date(2026, 3, 2))
    assert day_of(materials) == date(2026, 3, 2)


def test_of_a_frozen_assessment_it_is_the_day_of_the_freezing() -> None:
    of_old = frozen()
    of_old = replace(of_old, head=replace(of_old.head, frozen_at=LATE))
    materials = replace(city_materials(YULIN, False), frozen=of_old, recorded_on=date(2027, 1, 1))
    # Half past two in the morning, where the office is.
    assert day_of(materials) == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("city", "demonstration", "day"),
    [
        (YULIN, False, date(2024, 10, 20)),
        (LIUZHOU, False, date(2023, 7, 11)),
        (LIUZHOU, True, date(2026, 2, 10)),
    ],
)
def test_without_a_register_it_is_the_newest_day_a_facility_was_checked(
    city: str, demonstration: bool, day: date
) -> None:
    assert day_of(city_materials(city, demonstration)) == day


def test_where_no_facility_was_checked_it_is_the_day_of_the_plan() -> None:
    materials = city_materials(YULIN, False)
    assert day_of(replace(materials, layers=replace(materials.layers, facilities=()))) == date(
        2022, 11, 21
    )


@pytest.mark.parametrize("city", [YULIN, LIUZHOU])
@pytest.mark.parametrize("demonstration", [True, False])
def test_every_picture_bears_a_date_without_being_told_one(city: str, demonstration: bool) -> None:
    materials = city_materials(city, demonstration)
    day = day_of(materials).isoformat()
    pictures = said(materials, None)
    assert pictures
    assert all(f"资料日期 {day}" in words and "编制日期" not in words for words in pictures)
    assert all(f"Records of {day}" in words for words in said(materials, None, "en"))


def test_the_day_of_making_stands_in_its_place_where_it_is_given() -> None:
    pictures = said(city_materials(YULIN, True), date(2026, 1, 15))
    assert all("编制日期 2026-01-15" in w and "资料日期" not in w for w in pictures)


def test_the_day_of_a_change_is_that_of_the_office(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "kept.sqlite")
    start_register(url, LATE).close()
    args = argparse.Namespace(register=str(tmp_path / "kept.sqlite"), known_on=None, lang="zh")
    assert recorded_day(args, 1) == date(2026, 4, 2)
    assert recorded_day(args, 0) is None

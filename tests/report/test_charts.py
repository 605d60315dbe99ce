"""Charts of briefs and slides: code order, the numbers in words, nothing known is no zero."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest
from PIL import Image

from analysis.accessibility.question import AddedPoint
from analysis.accessibility.study import AccessStudy
from analysis.planning.retrofit import CountyNeed, RetrofitRequest, Rule, allocate
from analysis.report.charts.county_bars import (
    BarChart,
    coverage_chart,
    retrofit_chart,
)
from analysis.report.report import Report, TrialResultError
from geo.layers import MixedDataError
from tests.report.maps.map_examples import access, report
from tests.report.small_plans import YULIN

MADE = date(2026, 1, 15)


def said() -> Report:
    return report(YULIN, True)


def found() -> AccessStudy:
    return access(YULIN)


@lru_cache(maxsize=1)
def retrofit() -> BarChart:
    needs = (CountyNeed("450902", 100, 20), CountyNeed("450903", None, None))
    plan = allocate(RetrofitRequest(needs, 40, (2026, 2027), Rule.PROPORTIONAL))
    return retrofit_chart(said(), plan, MADE)


def test_bars_stand_in_code_order_with_the_city_last() -> None:
    chart = coverage_chart(said(), found(), MADE)
    assert [b.name for b in chart.bars] == [r.name for r in said().matrix.rows]
    assert chart.city is not None
    assert chart.city.name.zh == "全市"


def test_a_bar_is_as_long_as_the_studys_share() -> None:
    chart = coverage_chart(said(), found(), MADE)
    shares = [found().areas.area(r.area_code).reached_share for r in said().matrix.rows]
    assert [b.share for b in chart.bars] == shares


def test_a_county_whose_people_are_not_known_has_no_bar() -> None:
    area = replace(found().areas.area("450902"), persons_known=False)
    others = tuple(a for a in found().areas.counties if a.area_code != "450902")
    unknown = replace(found(), areas=replace(found().areas, counties=(area, *others)))
    bar = coverage_chart(said(), unknown, MADE).bars[0]
    assert (bar.share, bar.words.zh) == (None, "待报")


def test_the_alternative_says_every_number_of_the_bars() -> None:
    chart = coverage_chart(said(), found(), MADE)
    assert all(f"{b.name.zh} {b.words.zh}" in chart.alt.zh for b in chart.bars)
    assert all(f"{b.name.en} {b.words.en}" in chart.alt.en for b in chart.bars)


def test_a_dumbbell_goes_from_before_to_after() -> None:
    bar = retrofit().bars[0]
    assert (bar.before, bar.share) == (0.2, 0.6)
    assert "玉州区 20.0% → 60.0%" in retrofit().alt.zh


def test_a_county_that_reported_no_need_is_said_so_and_not_zero() -> None:
    assert retrofit().bars[1].share is None
    assert "福绵区 待报" in retrofit().alt.zh


def test_a_trial_or_an_invented_study_comes_on_no_chart_of_another_report() -> None:
    question = found().question.with_point(AddedPoint("P", 110.1, 22.6))
    with pytest.raises(TrialResultError):
        coverage_chart(said(), replace(found(), question=question), MADE)
    with pytest.raises(MixedDataError):
        coverage_chart(report(YULIN, False), found(), MADE)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_chart_is_the_same_bytes_twice_and_says_what_it_is(language: str) -> None:
    for chart in (retrofit(), coverage_chart(said(), found(), MADE)):
        made = chart.png(language, 120, 80, 50)  # type: ignore[arg-type]
        assert made == chart.png(language, 120, 80, 50)  # type: ignore[arg-type]
        told = Image.open(io.BytesIO(made)).info
        assert told["Description"] == chart.alt.get(language)  # type: ignore[arg-type]
        assert said().run_id in told["Comment"]

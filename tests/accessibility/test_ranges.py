"""What other speeds and detour factors do to the headlines of the small city."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.accessibility.ranges import NOTHING_VARIES, Span, Vary, ranges
from analysis.accessibility.study import study
from tests.accessibility.small_city import (
    CITY,
    FIRST,
    LAYERS,
    QUESTION,
    SECOND,
    TableSource,
    demand,
)

BASE = study(QUESTION, demand(), LAYERS, TableSource())


def test_speeds_a_fifth_faster_and_slower_give_the_range_of_the_share() -> None:
    # a3 needs 35 minutes: 29.2 when a fifth faster. Nobody's 30 is passed when a fifth slower.
    found = ranges(BASE, TableSource())
    assert found.tried == (Vary.SLOWER, Vary.FASTER)
    city = found.areas[-1]
    assert city.area_code == CITY.code
    assert city.reached_share == Span(0.6, 0.6, 0.7)


def test_minutes_are_divided_by_the_speed() -> None:
    first = ranges(BASE, TableSource()).areas[0]
    assert first.area_code == FIRST.code
    assert first.mean_min.base == 21.25
    assert first.mean_min.low == pytest.approx(21.25 / 1.2)
    assert first.mean_min.high == pytest.approx(21.25 / 0.8)


def test_the_detour_factor_is_tried_at_both_ends_where_there_is_one() -> None:
    found = ranges(BASE, TableSource(detour=(0.5, 2.0)))
    assert found.tried == (Vary.SLOWER, Vary.FASTER, Vary.DETOUR_LOW, Vary.DETOUR_HIGH)
    # At half the factor b2 needs 32.5 minutes and stays out; at twice only a1 and b1 stay in.
    assert found.areas[-1].reached_share == Span(0.6, 0.4, 0.7)


def test_a_statement_that_flips_is_named_with_what_flips_it() -> None:
    asked = replace(QUESTION, majority_share=0.9)
    found = ranges(study(asked, demand(), LAYERS, TableSource()), TableSource())
    flips = [f for f in found.flips if "90%" in f.statement.zh]
    assert [(f.area_code, f.holds, f.changes_under) for f in flips] == [
        (FIRST.code, False, (Vary.FASTER,))
    ]
    assert flips[0].said.zh == (
        "演示甲县：90% 以上（含）的人在 30 分钟内，按所用参数不成立，速度 +20% 时成立"
    )


def test_a_mean_that_crosses_the_limit_flips() -> None:
    # Second county: 35 minutes, 29.2 when faster. The city: 28.9, 36.1 when slower.
    found = ranges(BASE, TableSource())
    assert [(f.area_code, f.holds, f.changes_under) for f in found.flips] == [
        (SECOND.code, False, (Vary.FASTER,)),
        (CITY.code, True, (Vary.SLOWER,)),
    ]


def test_times_without_parameters_have_no_range_and_say_so() -> None:
    found = ranges(BASE, TableSource(varies=False))
    assert (found.tried, found.flips, found.notes) == ((), (), (NOTHING_VARIES,))
    assert found.areas[-1].reached_share == Span(0.6, 0.6, 0.6)

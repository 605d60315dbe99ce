"""The tenth of the people served worst."""

import pandas as pd
import pytest
from hypothesis import given

from analysis.accessibility.nearest import nearest
from analysis.accessibility.worst_served import WorstServed, worst_served
from tests.accessibility.small_times import series, times_of
from tests.accessibility.strategies import World, worlds

# Nearest: a 10, b 30, c 50, d 90 minutes.
NEAREST = nearest(times_of("a x 10\nb x 30\nc x 50\nd x 90"))
MINUTES = {"a": 10.0, "b": 30.0, "c": 50.0, "d": 90.0}


def tenth(**persons: float) -> WorstServed:
    found = worst_served(NEAREST, series(**persons))
    assert found is not None
    return found


def test_the_tenth_is_taken_from_the_longest_times() -> None:
    # A tenth of 1 000 are 100: all 40 of d, 60 of the 200 of c.
    found = tenth(a=600, b=160, c=200, d=40)
    assert dict(found.persons) == {"c": 60, "d": 40}
    assert found.threshold_min == 50
    assert found.mean_min == (60 * 50 + 40 * 90) / 100
    assert found.total_persons == 100


def test_a_group_that_fills_the_tenth_exactly_leaves_no_room_for_the_next() -> None:
    found = tenth(a=27, d=3)
    assert dict(found.persons) == {"d": 3}
    assert found.threshold_min == 90


def test_who_reaches_nothing_comes_before_the_longest_time() -> None:
    found = tenth(a=80, d=15, z=5)
    assert dict(found.persons) == {"d": 5, "z": 5}
    assert found.unreached_persons == 5
    assert (found.threshold_min, found.mean_min) == (90, 90)


def test_when_more_than_a_tenth_reach_nothing_there_is_no_time() -> None:
    found = tenth(a=80, z=20)
    assert dict(found.persons) == {"z": 10}
    assert (found.threshold_min, found.mean_min) == (None, None)
    assert found.unreached_persons == 10


def test_of_those_with_the_same_minutes_each_gives_the_same_share() -> None:
    found = worst_served(nearest(times_of("a x 5\nb x 30\nc x 30")), series(a=70, b=20, c=10))
    assert found is not None
    assert dict(found.persons) == pytest.approx({"b": 20 / 3, "c": 10 / 3})


def test_rounding_of_fractions_of_persons_brings_in_nobody() -> None:
    # 0.1 + 0.2 is a hair above the 0.3 that a tenth of 3 is.
    found = worst_served(nearest(times_of("a x 5\nb x 30\nc x 30")), series(a=2.7, b=0.1, c=0.2))
    assert found is not None
    assert found.threshold_min == 30
    assert list(found.persons.index) == ["b", "c"]


def test_places_where_nobody_lives_are_not_named() -> None:
    assert dict(tenth(a=100, d=0).persons) == {"a": 10}


def test_without_persons_there_is_no_tenth() -> None:
    assert worst_served(NEAREST, series(a=0)) is None


def test_another_part_than_a_tenth_can_be_asked_for() -> None:
    found = worst_served(NEAREST, series(a=50, d=50), one_in=4)
    assert found is not None
    assert dict(found.persons) == {"d": 25}


def test_more_than_everybody_can_not_be_asked_for() -> None:
    with pytest.raises(ValueError, match="1 or more"):
        worst_served(NEAREST, series(a=1), one_in=0.5)


@given(worlds())
def test_the_tenth_holds_a_tenth_and_nobody_outside_needs_longer(world: World) -> None:
    times = nearest(world.times)
    found = worst_served(times, world.persons)
    if found is None:
        assert world.persons.sum() == 0
        return
    assert found.total_persons == pytest.approx(world.persons.sum() / 10)
    minutes = times.minutes.fillna(float("inf"))
    least_inside = minutes[found.persons.index].min()
    left = world.persons - found.persons.reindex(world.persons.index, fill_value=0)
    outside = minutes[left > 1e-9]
    assert (outside <= least_inside).all()


@given(worlds())
def test_the_order_of_persons_changes_nothing(world: World) -> None:
    one = worst_served(nearest(world.times), world.persons)
    other = worst_served(nearest(world.times), world.persons[::-1])
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        pd.testing.assert_series_equal(one.persons, other.persons, check_exact=True)
